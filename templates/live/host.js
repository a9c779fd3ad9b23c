import { Countdown, fill, placed, text } from "/live/draw.js";
import { Link } from "/live/link.js";
import { byId, letter, make, percent, say, words } from "/live/page.js";
import { Photographer } from "/live/photograph.js";
import { cloud, explanation, instruction, legend, material, options, picture, rightBars } from "/live/question.js";
import { ADVICE, KEYS, stepButton, stepsOf } from "/live/steps.js";

const key = location.hash.slice(1);
const countdown = new Countdown(byId("left"));
/** @type {State<Present>} */
let state; // none until the server has sent one

const link = new Link({
  greet: () => ({ t: "teach", key, screen: "host" }),
  take: (message) => {
    if (message.t === "no" && message.why === "key") fill(byId("question"), make("p", "message", words.live_wrong_key));
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
const act = (event) => link.ask({ t: "do", event });
const step = (name) => act({ do: name });

// What the teacher may do now: the first is what usually comes next. -----------------------------------------------------
const steps = () => {
  const cloudy = state.question?.sort === "cloud";
  const useless = { discuss: cloudy, close: cloudy || !state.open, reopen: !state.closed, back: state.place === 1 && state.phase !== "end", end: state.last && state.phase === "reveal" };
  return stepsOf(state.phase, state.paused, useless).map(([name, label]) => [name, name === "reveal" && cloudy ? "live_do_close" : label]);
};
/* The step that the votes suggest. It is highlighted, but does not move: no button moves while answers come in. */
const usual = () => {
  const names = steps().map(([name]) => name);
  const spoken = state.phase === "ask" && state.advice === "discuss" && state.answered > 1;
  return spoken && names.includes("discuss") ? "discuss" : names[0];
};
const stepButtons = () => steps().map(([name, label]) => {
  const last = name === "next" && state.last && state.phase === "reveal";
  return stepButton(name, last ? words.live_end : words[label], name === usual() && state.phase !== "end", go);
});
const go = (name) => {
  if (name === "end" && state.phase !== "reveal" && !confirm(words.live_end_sure)) return;
  if (name === "add-time") act({ do: "add-time", seconds: 30 });
  else step(name);
};

document.addEventListener("keydown", (event) => {
  if (!state || event.repeat || event.ctrlKey || event.altKey || event.metaKey || /** @type {Element} */ (event.target).matches("input, select, textarea")) return;
  const pressed = event.target instanceof HTMLButtonElement && (event.key === " " || event.key === "Enter");
  const available = steps();
  const wanted = { ArrowRight: usual(), PageDown: usual(), " ": usual(), ArrowLeft: "back", PageUp: "back" }[event.key]
    ?? available.find(([name]) => KEYS[name] === letter(event))?.[0];
  if (pressed || !wanted || !available.some(([name]) => name === wanted)) return;
  event.preventDefault();
  go(wanted);
});

// What the teacher sees ---------------------------------------------------------------------------------------------------
/* ``about`` tells a button from others of its label. */
const button = (label, done, name = "", about = "") => {
  const made = make("button", name, label);
  made.type = "button";
  made.disabled = !link.up;
  made.dataset.key = label + about;
  made.addEventListener("click", done);
  return made;
};

const variants = () => {
  const list = make("ul", "variants", ...state.variants.map((each) => {
    const words_ = make("span", "words", each.text);
    words_.dir = "auto";
    const item = make("li", each.right ? "right" : "", words_, make("span", "count", String(each.count)));
    if (each.right) item.append(make("span", "tick", "✓"));
    const turn = state.place - 1;
    if (!each.right && state.question.sort !== "cloud") item.append(button(words.count_right, () => act({ do: "merge", turn, variant: each.variant, into: "" }), "small", each.variant));
    const others = state.variants.filter((other) => other.variant !== each.variant);
    if (others.length && !each.right) {
      const menu = make("select", "small");
      menu.append(new Option(words.live_same_as, ""), ...others.map((other) => new Option(other.text, other.variant)));
      menu.setAttribute("aria-label", say("labelled", { label: words.live_same_as, text: each.text }));
      menu.addEventListener("change", () => {
        menu.blur();
        act({ do: "merge", turn, variant: each.variant, into: menu.value });
      });
      item.append(menu);
    }
    return item;
  }));
  const apart = make("ul", "variants", ...state.merged.map((each) => {
    const words_ = make("span", "words", `${each.text} → ${each.into || words.is_right}`);
    words_.dir = "auto";
    return make("li", "", words_, button(words.live_apart, () => act({ do: "merge", turn: state.place - 1, variant: each.variant, into: each.variant }), "small", each.variant));
  }));
  return make("div", "", list, apart);
};

const question = () => {
  const { question: asked, reveal } = state;
  if (state.phase === "end") return [results()];
  if (!asked) return [make("p", "message", words.live_ready)];
  const parts = [];
  if (state.round > 1) parts.push(make("p", "round", say("live_round", { number: state.round })));
  parts.push(text("h2", "prompt", asked.prompt), instruction(asked));
  if (asked.picture) parts.push(picture(asked.picture));
  if (asked.sort === "one" || asked.sort === "several") parts.push(options(asked, reveal));
  else if (asked.sort === "cloud") parts.push(cloud(state.variants));
  else parts.push(material(asked), state.answered ? rightBars(reveal) : null);
  parts.push(legend(reveal));
  if (state.variants?.length || state.merged?.length) parts.push(variants());
  if (state.misconceptions.length) {
    parts.push(make("section", "misconceptions", make("h2", "", words.live_misconceptions), make("ul", "", ...state.misconceptions.map((each) => {
      const item = make("li", "", `${each.text} `, make("b", "", `× ${each.count}`));
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
  const link_ = make("a");
  link_.href = URL.createObjectURL(await reply.blob());
  link_.download = name;
  link_.click();
  setTimeout(() => URL.revokeObjectURL(link_.href), 10_000);
};
const results = () => {
  const menu = make("select");
  menu.id = "whose";
  menu.append(new Option(words.live_class, ""), ...state.names.map((each) => new Option(each.name, each.name)));
  menu.setAttribute("aria-label", words.live_missed);
  const deck = make("p", "deck", button(words.live_missed, () => download("missed.apkg", menu.value)), " ", menu);
  return make("section", "results", make("h2", "prompt", words.live_results),
    button(words.live_report, () => download("report.html"), "main"),
    button(`${words.live_report}: ${words.live_by_student}`, () => download("report-names.html")),
    button(words.live_table, () => download("responses.csv")), button(words.live_data, () => download("results.json")), deck);
};

const joining = () => {
  const { addresses, chosen, pin } = state.joining;
  const parts = [];
  if (addresses.length === 0) parts.push(make("p", "message", words.live_no_network));
  else {
    const image = make("img", "qr");
    image.src = `/qr/class/${chosen}.svg`;
    image.alt = "";
    parts.push(make("p", "address", addresses[chosen]), make("p", "pin", `${words.live_pin} ${pin}`), image);
  }
  if (addresses.length > 1) {
    const menu = make("select");
    menu.append(...addresses.map((address, place) => new Option(address, String(place), false, place === chosen)));
    menu.addEventListener("change", () => {
      menu.blur();
      link.send({ t: "address", n: 0, place: Number(menu.value) });
    });
    parts.push(make("label", "", words.live_address, " ", menu));
  }
  parts.push(button(words.live_projector, () => window.open(`/projector#${key}`, "quizgen-projector"), "wide"));
  parts.push(button(state.locked ? words.live_unlock : words.live_lock, () => step(state.locked ? "unlock" : "lock"), "wide"));
  return parts;
};

const people = () => {
  const list = make("ul", "people", ...state.names.map((each) => {
    const name = make("span", "words", each.team ? `${each.name} (${each.team})` : each.name);
    name.dir = "auto";
    const item = make("li", each.here ? "" : "gone", make("span", "tick", each.answered ? "✓" : "·"), name);
    const kick = button("×", () => confirm(say("live_kick_sure", { name: each.name })) && act({ do: "kick", player: each.id }), "kick", each.id);
    kick.setAttribute("aria-label", say("labelled", { label: words.live_kick, text: each.name }));
    item.append(kick);
    return item;
  }));
  const heading = make("h2", "", `${words.live_class} (${state.names.length})`);
  return [heading, button(state.hidden ? words.live_show_names : words.live_hide_names, () => step(state.hidden ? "show-names" : "hide-names"), "small"), list];
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
  return `${say("live_share", { share: percent(state.share) })} – ${words[ADVICE[state.advice]]}`;
};

/* Draws a part of the page again if what it shows has changed; the focus stays where it was. */
/** @type {Record<string, string>} */
const drawn = {};
const redraw = (id, shown, draw) => {
  const part = byId(id);
  const active = /** @type {HTMLElement | null} */ (part.contains(document.activeElement) ? document.activeElement : null);
  const scene = JSON.stringify(shown);
  if (drawn[id] === scene || active?.matches("select")) return;
  drawn[id] = scene;
  fill(part, ...draw());
  if (active?.dataset.key) {
    const buttons = /** @type {HTMLElement[]} */ ([...part.querySelectorAll("[data-key]")]);
    (buttons.find((each) => each.dataset.key === active.dataset.key) ?? buttons[0])?.focus();
  }
};

// A button that is drawn again between press and release would not be pressed.
let held = false;
document.addEventListener("pointerdown", () => { held = true; });
for (const over of ["pointerup", "pointercancel"]) {
  document.addEventListener(over, () => setTimeout(() => {
    held = false;
    if (state) show();
  }));
}

const show = () => {
  if (held) return;
  document.body.dataset.phase = state.phase;
  byId("place").textContent = placed(state);
  byId("answered").textContent = state.question ? say("live_answered", { count: state.answered, all: state.names.length }) : "";
  countdown.set(state);
  byId("trouble").hidden = !state.trouble;
  byId("trouble").textContent = state.trouble;
  const ended = state.phase === "end";
  redraw("question", ended ? state.names.map((each) => each.name) : [state.phase, state.place, state.question, state.reveal, state.variants, state.merged, state.misconceptions], question);
  byId("cards").hidden = !state.cards;
  if (state.cards) {
    redraw("cards", [state.joining, state.phase === "lobby"], cards);
    photographer.show(state);
  }
  redraw("joining", [state.joining, state.locked], joining);
  if (!byId("ask")) {
    const form = asking();
    form.id = "ask";
    byId("class").before(form);
  }
  const status = /** @type {HTMLElement} */ (byId("ask").querySelector(".status"));
  if (status.dataset.place !== String(state.place)) status.textContent = ""; // the question is on
  redraw("class", [state.names, state.hidden], people);
  redraw("steps", [steps(), usual(), state.last], stepButtons);
  byId("standings").hidden = !state.standings;
  redraw("standings", state.standings, standings);
  if (byId("advice").textContent !== advice()) byId("advice").textContent = advice();
};
