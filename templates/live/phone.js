import { Countdown, fill, placed, text } from "/live/draw.js";
import { Link, kept } from "/live/link.js";
import { byId, make, say, words } from "/live/page.js";
import { badge, explanation, instruction, picture } from "/live/question.js";

const TOKEN = "quizgen-live-token";
let token = kept.get(TOKEN);
/** @type {State<string>} */
let state; // none before the phone has joined
/** @type {You} */
let you;
let drawnFor = "";
let stale = false;
/** @type {string[]} */
let draft = [];
let said = "";
let sending = ""; // what is said of an answer that is on its way
/** @type {object | null} */
let joining = null; // the first frame of somebody who comes in
const countdown = new Countdown(byId("left"));
const joinButton = /** @type {HTMLButtonElement} */ (byId("join").querySelector("button"));
const form = /** @type {HTMLFormElement} */ (byId("lesson"));

const REASONS = {
  pin: "live_wrong_pin", locked: "live_locked", full: "live_locked", name: "live_bad_name", unknown: "live_removed",
  closed: "live_closed", stale: "live_closed", answer: "give_answer", unwritten: "live_unwritten", lost: "live_lost",
  busy: "live_busy", removed: "live_removed",
};
const tell = (key) => {
  said = key ? words[key] : "";
  byId("note").textContent = said;
};

const link = new Link({
  greet: () => (token ? { t: "hello", token } : joining),
  take: (message) => {
    if (message.t === "state") state = message;
    else if (message.t === "you") you = message;
    else if (message.t === "token") {
      token = message.token;
      joining = null;
      kept.set(TOKEN, token);
      tell("");
    } else if (message.t === "no") {
      if (message.why === "unknown") forget(); // a token of another lesson
      else if (REASONS[message.why]) tell(REASONS[message.why]);
      joinButton.disabled = false;
      joining = null;
    }
    if (you?.kicked) {
      forget();
      tell("live_removed");
    }
    show();
  },
  changed: (up, began) => {
    byId("away").hidden = up || !began || !(token || joining);
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (form.querySelectorAll("button, input, select"))) button.disabled = !up;
    if (up) {
      stale = true; // which buttons may be pressed is seen again; what was typed stays
      show();
    } else {
      joinButton.disabled = false;
    }
  },
  keep: () => Boolean(token || joining),
});
if (token) link.open(); // who only types a name needs no connection yet

const forget = () => {
  token = null;
  state = you = /** @type {any} */ (null);
  kept.drop(TOKEN);
};

// Coming in -----------------------------------------------------------------------------------------------------------
const pin = byId("pin");
pin.value = decodeURIComponent(location.hash.slice(1)).replace(/\D/g, "");
byId("join").addEventListener("submit", (event) => {
  event.preventDefault();
  tell("");
  joinButton.disabled = true;
  joining = { t: "join", pin: pin.value.trim(), name: byId("name").value };
  if (link.up) link.send(joining);
  else link.open();
});

// Answering -----------------------------------------------------------------------------------------------------------
const answer = async (sure) => {
  const given = { ballot: state.ballot, value: [...draft], sure };
  const showSending = (key) => {
    sending = words[key];
    changed();
  };
  showSending("live_sending");
  const reply = await link.ask({ t: "answer", ...given }, () => showSending("live_sending_again"));
  sending = "";
  if (reply.t === "ack" && you) {
    you = { ...you, ...given, right: null, parts: null, notes: [] };
  }
  show();
  tell(reply.t === "no" ? (REASONS[reply.why] ?? "live_closed") : "");
};

const ready = () => draft.length > 0 && draft.some(Boolean);

const chooser = (question) => {
  const list = make("div", "choices");
  const several = question.sort === "several";
  // A class, for the :has() of style sheets is younger than many a phone.
  const mark = () => {
    for (const label of list.children) label.classList.toggle("checked", label.querySelector("input")?.checked);
  };
  list.setAttribute("role", several ? "group" : "radiogroup");
  list.setAttribute("aria-labelledby", "prompt");
  question.choices.forEach((choice, place) => {
    const input = make("input");
    Object.assign(input, { type: several ? "checkbox" : "radio", name: "choice", value: choice.id });
    input.checked = draft.includes(choice.id);
    input.addEventListener("change", () => {
      draft = /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("input:checked")]).map((box) => box.value);
      mark();
      changed();
    });
    list.append(make("label", "choice", input, badge(choice.letter, place), text("span", "words", choice.text)));
  });
  mark();
  return list;
};

const fields = (question) => {
  if (draft.length !== question.fields) draft = Array(question.fields).fill("");
  return make("div", "fields", ...draft.map((value, place) => {
    const input = make("input");
    Object.assign(input, { type: "text", value, autocomplete: "off", autocapitalize: "off", spellcheck: false, maxLength: 200, dir: "auto" });
    input.addEventListener("input", () => {
      draft[place] = input.value;
      changed();
    });
    input.addEventListener("keydown", (event) => {
      const next = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(".field input")]).find((other, at) => at > place && !other.value);
      if (event.key !== "Enter" || !next) return;
      event.preventDefault(); // it is not all filled in
      next.focus();
    });
    const label = question.fields > 1 ? make("b", "letter", String(place + 1)) : "";
    return make("label", "field", label, make("span", question.fields > 1 ? "spoken" : "", words.your_answer), input);
  }));
};

const matcher = (question) => {
  if (draft.length !== question.fields) draft = Array(question.fields).fill("");
  const bank = question.choices.some((choice) => choice.letter)
    ? make("ul", "bank", ...question.choices.map((choice) => make("li", "", make("b", "letter", choice.letter), " ", text("span", "", choice.text)))) : "";
  const rows = question.rows.map((row, place) => {
    const menu = make("select");
    menu.append(new Option("–", ""), ...question.choices.map((choice) => new Option(choice.letter || text("i", "", choice.text).textContent, choice.id)));
    menu.value = draft[place];
    menu.addEventListener("change", () => {
      draft[place] = menu.value;
      changed();
    });
    return make("label", "field", text("span", "", row), menu);
  });
  return make("div", "fields", bank, ...rows);
};

const sorter = (question) => {
  if (draft.length !== question.choices.length) draft = question.choices.map((choice) => choice.id);
  const list = make("ol", "sorter");
  const draw = (focus = "") => {
    fill(list, ...draft.map((id, place) => {
      const { text: label } = question.choices.find((choice) => choice.id === id);
      const button = (way, step, arrow) => {
        const element = make("button", "move", arrow);
        element.type = "button";
        element.disabled = place + step < 0 || place + step >= draft.length;
        element.setAttribute("aria-label", say("labelled", { label: words[`move_${way}`], text: text("i", "", label).textContent }));
        element.dataset.move = `${id} ${way}`;
        element.addEventListener("click", () => {
          draft.splice(place + step, 0, ...draft.splice(place, 1));
          draw(`${id} ${way}`);
          changed();
        });
        return element;
      };
      return make("li", "", text("span", "words", label), button("up", -1, "↑"), button("down", 1, "↓"));
    }));
    if (focus) /** @type {HTMLElement | null} */ (list.querySelector(`[data-move="${CSS.escape(focus)}"]`))?.focus();
  };
  draw();
  return list;
};

const ENTRY = { one: chooser, several: chooser, order: sorter, match: matcher };

const changed = () => {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".send"))) button.disabled = !ready() || !link.up || Boolean(sending);
  byId("status").textContent = sending || (same(you?.value) ? words.live_answer_in : "");
};
const same = (value) => Boolean(value) && you.ballot === state.ballot && JSON.stringify(value) === JSON.stringify(draft);

// Enter sends as the first of them does.
const sendButtons = () => {
  const button = (label, sure, name) => {
    const element = make("button", `send ${name}`, label);
    element.type = "submit";
    element.value = String(sure);
    return element;
  };
  return state.confidence && state.question.sort !== "cloud"
    ? [button(words.live_sure, true, "main"), button(words.live_unsure, false, "")]
    : [button(words.live_send, null, "main")];
};
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (pressed && ready() && link.up && !sending) answer(JSON.parse(pressed.value));
});

new ResizeObserver(() => {
  const footer = /** @type {HTMLElement} */ (form.querySelector("footer"));
  document.body.classList.toggle("low", footer.offsetHeight > innerHeight / 3);
}).observe(form);

// Showing -------------------------------------------------------------------------------------------------------------
const show = () => {
  const here = Boolean(state && you);
  byId("join").hidden = here;
  byId("lesson").hidden = !here;
  if (!here) return;
  byId("who").textContent = you.team ? `${you.name} · ${say("live_team", { number: you.team })}` : you.name;
  byId("place").textContent = placed(state);
  countdown.set(state);
  const mine = you.ballot === state.ballot ? you : { ...you, value: null, sure: null, right: null, parts: null, notes: [] };
  const open = state.open && ["ask", "revote"].includes(state.phase);
  // The answer is drawn again only when it can no longer be changed: nothing moves under a finger.
  const scene = [state.phase, state.ballot, open, state.paused, open ? "" : JSON.stringify([mine.value, mine.right, mine.parts])].join();
  if (scene !== drawnFor || stale) {
    const fresh = !drawnFor.startsWith(`${state.phase},${state.ballot},`);
    if (fresh) {
      draft = mine.value ?? [];
      tell("");
      window.scrollTo(0, 0);
    }
    drawnFor = scene;
    stale = false;
    draw(open, mine);
    if (fresh) announce();
  }
  if (state.phase === "reveal") verdict(mine);
  else if (open) {
    changed();
    for (const button of document.querySelectorAll(".send")) button.setAttribute("aria-pressed", String(same(mine.value) && button === sent(mine)));
  } else byId("status").textContent = waiting(mine);
};
/* A new question is said to those who do not see it, and the keyboard is where it begins. */
const announce = () => {
  const heading = /** @type {HTMLElement | null} */ (byId("question").querySelector(".prompt"));
  byId("announcement").textContent = state.question ? [placed(state), heading?.textContent].filter(Boolean).join(": ") : "";
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
};

const sent = (mine) => document.querySelectorAll(".send")[mine.sure === false ? 1 : 0];

const waiting = (mine) => {
  if (state.phase === "lobby") return words.live_wait;
  if (state.phase === "end") return words.live_over;
  if (state.paused) return words.live_pause;
  if (state.phase === "discuss") return words.live_discuss;
  return mine.value ? words.live_answer_in : words.live_closed;
};

const draw = (open, mine) => {
  const question = state.question;
  fill(byId("question"));
  fill(byId("buttons"));
  document.body.dataset.phase = state.phase;
  document.body.dataset.right = "";
  if (!question) {
    const score = state.phase === "end" && you.of ? make("p", "score", say("score_of", { right: you.right, all: you.of })) : null;
    fill(byId("question"), text("h1", "prompt", [state.title]), score);
    return;
  }
  const prompt = text("h1", "prompt", question.prompt);
  prompt.id = "prompt";
  const parts = [state.phase === "revote" ? make("p", "again", words.live_revote) : null, prompt, instruction(question), picture(question.picture, { open: state.phase === "reveal" })];
  if (state.phase === "reveal") parts.push(outcome(question, mine), notes(mine), explanation(question, state.reveal, mine.value ?? []));
  else if (open) parts.push((ENTRY[question.sort] ?? fields)(question));
  else if (mine.value) parts.push(given(question, mine.value));
  fill(byId("question"), ...parts);
  if (open) fill(byId("buttons"), ...sendButtons());
};

/* What was answered, where it can no longer be changed, and after the reveal which parts of it are right. */
const given = (question, value, parts = null) => make("ul", "mine", ...value.map((entry, place) => {
  const choice = question.choices.find((option) => option.id === entry);
  const right = parts?.[place];
  const item = make("li", `given ${right === true ? "right" : right === false ? "wrong" : ""}`);
  const row = question.rows[place];
  if (row) item.append(text("span", "row", row));
  else if (value.length > 1 && question.sort !== "several") item.append(make("b", "letter", String(place + 1)));
  if (choice?.letter && !row) item.append(badge(choice.letter, question.choices.indexOf(choice)));
  const label = choice ? text("span", "words", choice.text) : make("span", "words", entry || "–");
  label.dir = "auto";
  item.append(label);
  if (parts) item.append(tick(Boolean(right)));
  return item;
}));

const tick = (right) => {
  const mark = make("span", "tick", right ? "✓" : "✗");
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", right ? words.is_right : words.is_wrong);
  return mark;
};

/* What else is said of an answer: how its words are written, or that its unit is missing. */
const notes = (mine) => (mine.notes?.length ? make("div", "notes", ...mine.notes.map((note) => {
  const line = make("p", "", note);
  line.dir = "auto";
  return line;
})) : null);

const outcome = (question, mine) => {
  if (question.sort === "one" || question.sort === "several") {
    return make("ul", "mine", ...question.choices.map((choice, place) => {
      const right = state.reveal.right.includes(choice.id);
      const chosen = mine.value?.includes(choice.id);
      const item = make("li", `given ${right ? "right" : chosen ? "wrong" : ""} ${chosen ? "chosen" : ""}`, badge(choice.letter, place), text("span", "words", choice.text));
      if (right || chosen) item.append(tick(right));
      return item;
    }));
  }
  return mine.value ? given(question, mine.value, mine.parts ?? null) : null;
};

/* The line below the question once it is revealed; ``right`` is null for an answer that nobody judged. */
const verdict = (mine) => {
  let line = words.live_answer_in;
  if (mine.value === null || mine.value === undefined) line = mine.first_alone ? words.live_no_second : words.live_no_answer;
  else if (mine.right === true) line = `✓ ${words.is_right}`;
  else if (mine.right === false) line = `✗ ${words.is_wrong}`;
  byId("status").textContent = line;
  document.body.dataset.right = String(mine.right ?? "");
};
