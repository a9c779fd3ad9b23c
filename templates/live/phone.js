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
const countdown = new Countdown(byId("left"));
const joinButton = /** @type {HTMLButtonElement} */ (byId("join").querySelector("button"));

const REASONS = {
  pin: "live_wrong_pin", locked: "live_locked", full: "live_locked", name: "live_bad_name", unknown: "live_removed",
  closed: "live_closed", stale: "live_closed", answer: "give_answer", unwritten: "live_unwritten", lost: "live_lost",
};
const tell = (key) => {
  said = key ? words[key] : "";
  byId("note").textContent = said;
};

const link = new Link({
  greet: () => (token ? { t: "hello", token } : null),
  take: (message) => {
    if (message.t === "state") state = message;
    else if (message.t === "you") you = message;
    else if (message.t === "token") {
      token = message.token;
      kept.set(TOKEN, token);
      tell("");
    } else if (message.t === "no") {
      if (message.why === "unknown") forget(); // a token of another lesson
      else if (REASONS[message.why]) tell(REASONS[message.why]);
      joinButton.disabled = false;
    }
    if (you?.kicked) {
      forget();
      tell("live_removed");
    }
    show();
  },
  changed: (up, began) => {
    byId("away").hidden = up || !began;
    for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button, input, select"))) button.disabled = !up;
    if (up) {
      stale = true; // which buttons may be pressed is seen again; what was typed stays
      show();
    }
  },
});

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
  link.send({ t: "join", pin: pin.value.trim(), name: byId("name").value });
});

// Answering -----------------------------------------------------------------------------------------------------------
const answer = async (sure) => {
  const given = { ballot: state.ballot, value: [...draft], sure };
  const reply = await link.ask({ t: "answer", ...given });
  if (reply.t === "ack" && you) {
    you = { ...you, ...given };
    show();
  }
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
      draft = /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("input:checked")]).map((each) => each.value);
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
    const label = question.fields > 1 ? make("b", "letter", String(place + 1)) : "";
    return make("label", "field", label, make("span", question.fields > 1 ? "spoken" : "", words.your_answer), input);
  }));
};

const matcher = (question) => {
  if (draft.length !== question.fields) draft = Array(question.fields).fill("");
  const bank = question.choices.some((each) => each.letter)
    ? make("ul", "bank", ...question.choices.map((each) => make("li", "", make("b", "letter", each.letter), " ", text("span", "", each.text)))) : "";
  const rows = question.rows.map((row, place) => {
    const menu = make("select");
    menu.append(new Option("–", ""), ...question.choices.map((each) => new Option(each.letter || text("i", "", each.text).textContent, each.id)));
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
  if (draft.length !== question.choices.length) draft = question.choices.map((each) => each.id);
  const list = make("ol", "sorter");
  const draw = (focus = "") => {
    fill(list, ...draft.map((id, place) => {
      const words_ = question.choices.find((each) => each.id === id).text;
      const button = (way, step, arrow) => {
        const made = make("button", "move", arrow);
        made.type = "button";
        made.disabled = place + step < 0 || place + step >= draft.length;
        made.setAttribute("aria-label", say("labelled", { label: words[`move_${way}`], text: text("i", "", words_).textContent }));
        made.dataset.move = `${id} ${way}`;
        made.addEventListener("click", () => {
          draft.splice(place + step, 0, ...draft.splice(place, 1));
          draw(`${id} ${way}`);
          changed();
        });
        return made;
      };
      return make("li", "", text("span", "words", words_), button("up", -1, "↑"), button("down", 1, "↓"));
    }));
    if (focus) /** @type {HTMLElement | null} */ (list.querySelector(`[data-move="${CSS.escape(focus)}"]`))?.focus();
  };
  draw();
  return list;
};

const ENTRY = { one: chooser, several: chooser, order: sorter, match: matcher };

const changed = () => {
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".send"))) button.disabled = !ready() || !link.up;
  byId("status").textContent = same(you?.value) ? words.live_answer_in : "";
};
const same = (value) => Boolean(value) && you.ballot === state.ballot && JSON.stringify(value) === JSON.stringify(draft);

const sendButtons = () => {
  const button = (label, sure, name) => {
    const made = make("button", `send ${name}`, label);
    made.type = "button";
    made.addEventListener("click", () => answer(sure));
    return made;
  };
  return state.confidence && state.question.sort !== "cloud"
    ? [button(words.live_sure, true, "main"), button(words.live_unsure, false, "")]
    : [button(words.live_send, null, "main")];
};

// Showing -------------------------------------------------------------------------------------------------------------
const show = () => {
  const here = Boolean(state && you);
  byId("join").hidden = here;
  byId("lesson").hidden = !here;
  if (!here) return;
  byId("who").textContent = you.team ? `${you.name} · ${say("live_team", { number: you.team })}` : you.name;
  byId("place").textContent = placed(state);
  countdown.set(state);
  const mine = you.ballot === state.ballot ? you : { value: null, sure: null };
  const open = state.open && ["ask", "revote"].includes(state.phase);
  // The answer is drawn again only when it can no longer be changed: nothing moves under a finger.
  const scene = [state.phase, state.ballot, open, state.paused, open ? "" : JSON.stringify([mine.value, you.right])].join();
  if (scene !== drawnFor || stale) {
    if (!drawnFor.startsWith(`${state.phase},${state.ballot},`)) {
      draft = mine.value ?? [];
      tell("");
      window.scrollTo(0, 0);
    }
    drawnFor = scene;
    stale = false;
    draw(open, mine);
  }
  if (state.phase === "reveal") verdict(mine);
  else if (open) {
    changed();
    for (const button of document.querySelectorAll(".send")) button.setAttribute("aria-pressed", String(same(mine.value) && button === sent(mine)));
  } else byId("status").textContent = waiting(mine);
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
  const parts = [state.phase === "revote" ? make("p", "again", words.live_revote) : null, prompt, instruction(question), picture(question.picture)];
  if (state.phase === "reveal") parts.push(outcome(question, mine), explanation(question, state.reveal));
  else if (open) parts.push((ENTRY[question.sort] ?? fields)(question));
  else if (mine.value) parts.push(given(question, mine.value));
  fill(byId("question"), ...parts);
  if (open) fill(byId("buttons"), ...sendButtons());
};

/* What was answered, where it can no longer be changed. */
const given = (question, value) => {
  const chosen = value.map((each) => question.choices.find((choice) => choice.id === each));
  const shown = chosen.map((choice, place) => (choice ? make("li", "given", choice.letter ? badge(choice.letter, question.choices.indexOf(choice)) : "", text("span", "words", choice.text)) : make("li", "given", value[place] || "–")));
  return make("ul", "mine", ...shown);
};

const outcome = (question, mine) => {
  if (question.sort === "one" || question.sort === "several") {
    return make("ul", "mine", ...question.choices.map((choice, place) => {
      const right = state.reveal.right.includes(choice.id);
      const chosen = mine.value?.includes(choice.id);
      const item = make("li", `given ${right ? "right" : chosen ? "wrong" : ""} ${chosen ? "chosen" : ""}`, badge(choice.letter, place), text("span", "words", choice.text));
      if (right || chosen) item.append(make("span", "tick", right ? "✓" : "✗"));
      return item;
    }));
  }
  return mine.value ? given(question, mine.value) : null;
};

const verdict = (mine) => {
  const text_ = mine.value === null || mine.value === undefined ? (mine.first_alone ? words.live_no_second : words.live_no_answer) : mine.right === true ? `✓ ${words.is_right}` : mine.right === false ? `✗ ${words.is_wrong}` : words.live_answer_in;
  byId("status").textContent = text_;
  document.body.dataset.right = String(mine.right ?? "");
};
