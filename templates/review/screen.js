// The lesson on the screen: what is shown of it, and what keys and buttons do.
import { Session } from "./session.js";
import { Keep } from "./keep.js";
import { byId, letter, percent, say, words } from "../shared/page.js";
import { ADVICE, KEYS, stepButton, stepsOf } from "../shared/steps.js";
import { lesson } from "./page.js";
import { Hands } from "./hands.js";
import { Teams } from "./teams.js";
import { Start } from "./start.js";
import { End } from "./end.js";

const slides = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".slide")]);
const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const keep = new Keep(lesson);
/** @type {Session} */
let session; // none before a lesson and after it

// Steps: those of the live classroom that need no phones -------------------------------------------------------------------
const phase = () => session?.phase ?? "lobby";
const steps = () => {
  if (!session) return [];
  const first = session.place === 0 && phase() !== "end";
  const last = phase() === "reveal" && session.place === session.queue.length - 1; // its next is the end
  return stepsOf(phase(), session.paused, { close: true, reopen: true, back: first, end: last });
};
const usual = () => (phase() === "end" ? null : steps()[0]?.[0]);

const go = (name) => {
  if (name === "end" && phase() !== "reveal" && !confirm(words.live_end_sure)) return;
  const before = session.turn;
  if (name === "add-time") session.addTime(Date.now(), lesson.rules.more_time);
  else session[name](Date.now());
  show(session.turn !== before || phase() === "end");
};

const stepButtons = () => steps().map(([name, label]) => {
  const last = name === "next" && session.place === session.queue.length - 1;
  return stepButton(name, last ? words.live_end : words[label], name === usual(), go);
});

// What is shown -----------------------------------------------------------------------------------------------------------
const counted = (key, number) => {
  session.count(key, number);
  if (phase() === "reveal") {
    hands[session.turn.question].draw(session);
    showNumbers();
  }
  keep.write(session, Date.now());
};
const scored = (change) => {
  change();
  teams.show(session);
  if (phase() === "end") end.show(session);
  keep.write(session, Date.now());
};
const hands = slides.map((slide, place) => new Hands(slide, lesson.questions[place], counted));
const teams = new Teams(
  (team) => scored(() => session.toggle(team)),
  (team, by) => scored(() => session.correct(team, by)),
);
const start = new Start({
  begin: (wanted) => {
    session = new Session(lesson.questions, lesson.rules, { ...wanted, began: Date.now() });
    session.next(Date.now());
    teams.begin(session);
    show(true);
  },
  goOn: ({ seen, session: kept }) => {
    session = new Session(lesson.questions, lesson.rules, kept);
    session.wake(seen, Date.now());
    teams.begin(session);
    show(true);
  },
});
/* The lesson that ended is offered beside the new one, until that begins: its table may not have been saved. */
const end = new End(slides, () => {
  const ended = session && { seen: Date.now(), session: JSON.parse(JSON.stringify(session)) };
  session = /** @type {any} */ (null);
  show();
  start.show(ended);
});

const banner = () => {
  if (phase() === "end") return "";
  if (session.paused) return words.live_pause;
  return { discuss: words.live_discuss, revote: words.live_revote }[phase()] ?? "";
};
const put = (id, text) => {
  if (byId(id).textContent !== text) byId(id).textContent = text;
};

/* What may change with each hand that is counted: how many questions are left, and what the count speaks for. */
const showNumbers = () => {
  const { turn } = session;
  const round = turn.round > 1 ? `${say("live_round", { number: turn.round })} · ` : "";
  put("progress", phase() === "end" ? "" : `${round}${turn.question + 1} / ${lesson.questions.length}`);
  Object.assign(byId("bar"), { max: session.queue.length, value: phase() === "end" ? session.queue.length : session.place + 1 });
  const advice = phase() === "reveal" ? session.advice(turn) : null;
  put("advice", advice ? `${say("live_share", { share: percent(session.share(turn)) })} – ${words[ADVICE[advice]]}` : "");
  fit();
};

const showSlide = () => {
  const { turn } = session;
  slides.forEach((slide, place) => { slide.hidden = phase() === "end" || place !== turn.question; });
  const slide = slides[turn.question];
  slide.classList.toggle("revealed", turn.phase === "reveal");
  /** @type {HTMLElement} */ (slide.querySelector(".reveal")).hidden = turn.phase !== "reveal";
  if (phase() !== "end") hands[turn.question].show(session);
};

const showSteps = () => {
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.step;
  const buttons = stepButtons();
  byId("steps").replaceChildren(...buttons);
  if (focused) (buttons.find((each) => each.dataset.step === focused) ?? buttons[0])?.focus();
};

const SMALLEST = 5, LARGEST = 19; // tenths of the page's type
/* The largest type with which a question fits the screen; what was missed may be long, and scrolls. */
const fit = () => {
  const fits = (size) => {
    main.style.setProperty("--size", String(size / 10));
    return main.scrollHeight <= main.clientHeight;
  };
  let [least, most] = phase() === "end" ? [10, 10] : [SMALLEST, LARGEST];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle - 1;
  }
  fits(least);
};

const tick = () => {
  const { turn } = session ?? {};
  const left = turn && phase() !== "end" ? session.remaining(turn, Date.now()) : null;
  byId("left").hidden = left === null;
  if (left === null) return;
  const seconds = Math.ceil(left / 1000);
  put("left", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
  byId("left").classList.toggle("over", seconds === 0);
};

/* Shows the session as it is; the focus goes to the question where that is another (``moved``). */
const show = (moved = false) => {
  document.body.dataset.phase = phase();
  byId("start").hidden = Boolean(session);
  byId("end").hidden = phase() !== "end";
  teams.show(session);
  showSteps();
  put("banner", session ? banner() : "");
  tick();
  if (!session) {
    for (const slide of slides) slide.hidden = true;
    for (const id of ["progress", "advice"]) put(id, "");
    return;
  }
  showSlide();
  if (phase() === "end") end.show(session);
  main.scrollTop = 0;
  showNumbers();
  if (moved) (phase() === "end" ? byId("end") : slides[session.turn.question]).focus({ preventScroll: true });
  keep.write(session, Date.now());
};

// Keys --------------------------------------------------------------------------------------------------------------------
/* To the first question that was asked, or to the last. */
const far = (name, until) => {
  while (phase() !== "end" && session.place !== until) session[name](Date.now());
  show(true);
};
const act = (event) => {
  const { key } = event;
  const next = ["ArrowRight", "PageDown", " ", "Enter"].includes(key);
  if (!session) return next && (start.next(), true);
  if (key === "Home" || key === "End") {
    far(...(key === "Home" ? ["back", 0] : ["next", session.turns.length - 1]));
    return true;
  }
  const team = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
  if (phase() === "reveal" && session.teams[team]) {
    scored(() => session.toggle(team));
    return true;
  }
  const wanted = next ? usual() : ["ArrowLeft", "PageUp"].includes(key) ? "back" : steps().find(([name]) => KEYS[name] === letter(event))?.[0];
  if (!wanted || !steps().some(([name]) => name === wanted)) return false;
  go(wanted);
  return true;
};
document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || /** @type {Element} */ (event.target).matches("input")) return;
  const pressed = event.target instanceof HTMLButtonElement && (event.key === " " || event.key === "Enter");
  if (!pressed && act(event)) event.preventDefault();
});

for (const image of document.querySelectorAll(".slide img")) image.addEventListener("load", () => session && fit());
new ResizeObserver(() => session && fit()).observe(main);
// A clock that runs is kept every few seconds: the laptop may stop at any of them.
setInterval(tick, 200);
setInterval(() => session && !session.paused && keep.write(session, Date.now()), 5000);
addEventListener("pagehide", () => session && keep.write(session, Date.now()));

show();
start.show(keep.read());
