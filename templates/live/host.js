import { Countdown, placed, text } from "/live/draw.js";
import { people, joining } from "/live/host_class.js";
import { eventOf, listen, stepsNow, usualStep } from "/live/keys.js";
import { Link } from "/live/link.js";
import { byId, make, percent, say, words } from "/live/page.js";
import { Photographer } from "/live/photograph.js";
import { cloud, explanation, instruction, legend, material, options, picture, rightBars } from "/live/question.js";
import { on, redraw } from "/live/redraw.js";
import { ADVICE, stepButton } from "/live/steps.js";

const key = location.hash.slice(1);
const countdown = new Countdown(byId("left"));
/** @type {State<Present>} */
let state; // none until the server has sent one
let uncovered = -1; // the place of the question whose votes and answer are shown while it is open

const link = new Link({
  greet: () => ({ t: "teach", key, screen: "host" }),
  take: (message) => {
    if (message.t === "no" && message.why === "key") byId("question").replaceChildren(make("p", "message", words.live_wrong_key));
    if (message.t !== "state") return;
    state = message;
    show();
  },
  changed: (up, began) => {
    byId("away").hidden = up || !began;
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button, input, select"))) button.disabled = !up;
    if (up && state) show();
  },
});
link.open();
const act = (event) => link.ask({ t: "do", event });

// The steps, by buttons and keys --------------------------------------------------------------------------------------------
const stepButtons = () => stepsNow(state).map(([name, label]) => {
  const last = name === "next" && state.last && state.phase === "reveal";
  return stepButton(name, last ? words.live_end : words[label], name === usualStep(state) && state.phase !== "end", go);
});
const go = (name) => {
  if (name === "end" && state.phase !== "reveal" && !confirm(words.live_end_sure)) return;
  act(eventOf(name));
};
/* The projector's window is made black by a presenter's remote whichever window has the focus. */
const projector = new BroadcastChannel("quizgen-projector");
listen(() => state, go, {
  a: () => uncover(),
  b: () => projector.postMessage("black"),
  ".": () => projector.postMessage("black"),
});

// What the teacher sees ---------------------------------------------------------------------------------------------------
/* ``about`` tells a button from others of its label. */
const button = (label, done, name = "", about = "") => {
  const element = make("button", name, label);
  element.type = "button";
  element.disabled = !link.up;
  return on(element, `${label} ${about}`, done);
};

/* Whether the votes and the answer are covered: the class may see a copy of this page. */
const covered = () => ["ask", "discuss", "revote"].includes(state.phase) && uncovered !== state.place;
const uncover = () => {
  uncovered = covered() ? state.place : -1;
  show();
};

const variants = () => {
  const list = make("ul", "variants", ...state.variants.map((answer) => {
    const label = make("span", "words", answer.text);
    label.dir = "auto";
    const item = make("li", answer.right ? "right" : "", label, make("span", "count", String(answer.count)));
    if (answer.right) item.append(make("span", "tick", "✓"));
    const turn = state.place - 1;
    if (state.question.sort === "cloud") item.append(wordButton(answer, turn));
    if (!answer.right && state.question.sort !== "cloud") item.append(button(words.count_right, () => act({ do: "merge", turn, variant: answer.variant, into: "" }), "small", answer.variant));
    const others = state.variants.filter((other) => other.variant !== answer.variant);
    if (others.length && !answer.right) {
      const menu = make("select", "small");
      menu.append(new Option(words.live_same_as, ""), ...others.map((other) => new Option(other.text, other.variant)));
      menu.setAttribute("aria-label", say("labelled", { label: words.live_same_as, text: answer.text }));
      item.append(on(menu, `same ${answer.variant}`, (chosen) => {
        chosen.blur();
        act({ do: "merge", turn, variant: answer.variant, into: chosen.value });
      }));
    }
    return item;
  }));
  const apart = make("ul", "variants", ...state.merged.map((answer) => {
    const label = make("span", "words", `${answer.text} → ${answer.into || words.is_right}`);
    label.dir = "auto";
    return make("li", "", label, button(words.live_apart, () => act({ do: "merge", turn: state.place - 1, variant: answer.variant, into: answer.variant }), "small", answer.variant));
  }));
  return make("div", "", list, apart);
};

/* Hides a word of a cloud from the class, or shows it. */
const wordButton = (word, turn) => {
  const label = word.shown ? words.live_hide : state.moderated ? words.live_approve : words.live_show_one;
  const toggle = button(label, () => act({ do: "word", turn, variant: word.variant, shown: !word.shown }), "small", `word ${word.variant}`);
  toggle.setAttribute("aria-label", say("labelled", { label, text: word.text }));
  return toggle;
};
const wordsButtons = () => {
  const hide = button(state.words_hidden ? words.live_show_words : words.live_hide_words, () => act({ do: state.words_hidden ? "show-words" : "hide-words" }), "small");
  const held = state.moderated && state.variants.some((word) => !word.shown);
  return make("p", "", hide, " ", held ? button(words.live_approve_all, () => act({ do: "approve-words" }), "small", "words") : "");
};

const question = () => {
  const { question: asked, reveal } = state;
  if (state.phase === "end") return [results()];
  if (!asked) return [make("p", "message", words.live_ready)];
  const hidden = covered();
  const parts = [];
  if (state.round > 1) parts.push(make("p", "round", say("live_round", { number: state.round })));
  parts.push(text("h2", "prompt", asked.prompt), instruction(asked));
  if (asked.picture) parts.push(picture(asked.picture, { open: !hidden }));
  if (asked.sort === "one" || asked.sort === "several") parts.push(options(asked, hidden ? null : reveal));
  else if (asked.sort === "cloud") parts.push(cloud(state.variants.filter((word) => word.shown)), state.variants.length ? wordsButtons() : null);
  else parts.push(material(asked), state.answered ? rightBars(reveal) : null);
  const free = asked.sort === "cloud";
  if (["ask", "discuss", "revote"].includes(state.phase) && !free) parts.push(button(hidden ? words.live_uncover : words.live_cover, uncover, "cover-button", "cover"));
  if (hidden && !free) return parts;
  parts.push(legend(reveal));
  if (state.variants?.length || state.merged?.length) parts.push(variants());
  if (state.misconceptions.length) {
    parts.push(make("section", "misconceptions", make("h2", "", words.live_misconceptions), make("ul", "", ...state.misconceptions.map((misconception) => {
      const item = make("li", "", `${misconception.text} `, make("b", "", `× ${misconception.count}`));
      item.dir = "auto";
      return item;
    }))));
  }
  parts.push(explanation(asked, reveal));
  return parts;
};

// What is left afterwards: fetched with the key, which no link could carry unseen.
const download = async (name, student = "") => {
  const reply = await fetch(`/results/${name}?student=${encodeURIComponent(student)}`, { headers: { "X-Quizgen-Key": key } });
  if (!reply.ok) {
    byId("advice").textContent = await reply.text();
    return;
  }
  const anchor = make("a");
  anchor.href = URL.createObjectURL(await reply.blob());
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 10_000);
};
const results = () => {
  const menu = make("select");
  menu.id = "whose";
  menu.append(new Option(words.live_class, ""), ...state.names.map(({ name }) => new Option(name, name)));
  menu.setAttribute("aria-label", words.live_missed);
  const deck = make("p", "deck", button(words.live_missed, () => download("missed.apkg", menu.value)), " ", menu);
  return make("section", "results", make("h2", "prompt", words.live_results),
    button(words.live_report, () => download("report.html"), "main"),
    button(`${words.live_report}: ${words.live_by_student}`, () => download("report-names.html")),
    button(words.live_table, () => download("responses.csv")), button(words.live_data, () => download("results.json")), deck);
};

const asking = () => {
  const form = make("form", "cloud-form");
  const input = make("input");
  Object.assign(input, { maxLength: 200, required: true, dir: "auto" });
  const label = make("label", "", words.live_ask_cloud, " ", input);
  const send = make("button", "small", words.live_ask_next);
  send.type = "submit";
  const status = make("p", "status");
  status.setAttribute("role", "status");
  input.addEventListener("input", () => { status.textContent = ""; });
  form.append(label, send, status);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const reply = await act({ do: "cloud", text: input.value });
    if (reply.t === "ack") {
      input.value = "";
      status.textContent = words.live_ask_done;
      status.dataset.place = String(state.place);
    }
  });
  return form;
};

// Cards are photographed with the phone that the code calls, or the pictures of a camera are chosen here.
/** @type {Photographer} */
let photographer;
const cards = () => {
  photographer ??= new Photographer(state.joining.camera, { several: true });
  const { addresses, chosen } = state.joining;
  /** @type {HTMLElement[]} */
  const parts = [make("h2", "", words.response_cards)];
  if (addresses.length) {
    const image = make("img", "qr");
    image.src = `/qr/camera/${chosen}.svg`;
    image.alt = "";
    const code = make("details", "", make("summary", "", words.live_cards_phone), image);
    code.open = state.phase === "lobby";
    parts.push(code);
  }
  return [...parts, photographer.element];
};

const standings = () => (state.standings ? [
  make("h2", "", words.live_standings),
  make("ol", "", ...state.standings.map((row) => {
    const name = make("bdi", "", row.team ? say("live_team", { number: row.team }) : row.name);
    return make("li", "", `${row.place}. `, name, `: ${Math.round(row.points * 10) / 10}`);
  })),
] : []);

const advice = () => {
  if (!state.advice || !["ask", "revote", "reveal"].includes(state.phase)) return "";
  const share = say("live_share", { share: percent(state.share) });
  return state.phase === "reveal" && state.advice === "discuss" ? share : `${share} – ${words[ADVICE[state.advice]]}`;
};

/* How much of the lesson is left. */
const left = () => {
  if (state.phase === "lobby" || state.phase === "end") return "";
  const again = state.again ? ` (${say("live_again_of_them", { count: state.again })})` : "";
  return say("live_to_come", { count: state.to_come }) + again;
};

const show = () => {
  document.body.dataset.phase = state.phase;
  byId("place").textContent = [placed(state), left()].filter(Boolean).join(" · ");
  byId("answered").textContent = state.question ? say("live_answered", { count: state.answered, all: state.names.length }) : "";
  countdown.set(state);
  byId("trouble").hidden = !state.trouble;
  byId("trouble").textContent = state.trouble;
  const ended = state.phase === "end";
  redraw(byId("question"), ended ? state.names.map(({ name }) => name) : [state.phase, covered(), state.words_hidden, state.place, state.question, state.reveal, state.variants, state.merged, state.misconceptions], question);
  byId("cards").hidden = !state.cards;
  if (state.cards) {
    redraw(byId("cards"), [state.joining, state.phase === "lobby"], cards);
    photographer.show(state);
  }
  redraw(byId("joining"), [state.joining, state.locked], () => joining(state, link, key, button));
  if (!byId("ask")) {
    const form = asking();
    form.id = "ask";
    byId("class").before(form);
  }
  const status = /** @type {HTMLElement} */ (byId("ask").querySelector(".status"));
  if (status.dataset.place !== String(state.place)) status.textContent = ""; // the question is on
  redraw(byId("class"), [state.names, state.removed, state.hidden], () => people(state, act, button));
  redraw(byId("steps"), [stepsNow(state), usualStep(state), state.last], stepButtons);
  byId("standings").hidden = !state.standings;
  redraw(byId("standings"), state.standings, standings);
  if (byId("advice").textContent !== advice()) byId("advice").textContent = advice();
};
