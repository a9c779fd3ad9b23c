import { Countdown, fill, placed, text } from "/live/draw.js";
import { eventOf, listen } from "/live/keys.js";
import { Link } from "/live/link.js";
import { byId, make, say, words } from "/live/page.js";
import { cloud, explanation, instruction, legend, material, options, picture, rightBars } from "/live/question.js";

const screen = byId("screen");
const countdown = new Countdown(byId("left"));
/** @type {State<string>} */
let state; // none until the server has sent one
let drawnFor = ""; // the phase and the ballot
let drawn = ""; // all of the screen

const link = new Link({
  greet: () => ({ t: "teach", key: location.hash.slice(1), screen: "projector" }),
  take: (message) => {
    if (message.t === "no" && message.why === "key") fill(screen, make("p", "message", words.live_wrong_key));
    if (message.t !== "state") return;
    state = message;
    show();
  },
  changed: (up, began) => { byId("away").hidden = up || !began; },
});
link.open();

// A presenter's remote presses keys in this window.
const blacken = () => { byId("black").hidden = !byId("black").hidden; };
listen(() => state, (name) => {
  byId("black").hidden = true;
  link.ask({ t: "do", event: eventOf(name) });
}, { b: blacken, ".": blacken });
new BroadcastChannel("quizgen-projector").addEventListener("message", blacken);

const qr = (place) => {
  const image = make("img", "qr");
  image.src = `/qr/class/${place}.svg?${state.joining.pin}`;
  image.alt = "";
  return image;
};

const address = () => state.joining.addresses[state.joining.chosen] ?? "";

const lobby = () => {
  const steps = make("div", "steps",
    make("p", "how", words.live_open), make("p", "address", address()),
    make("p", "how", words.live_pin), make("p", "pin", state.joining.pin));
  const names = make("ul", "names", ...state.names.slice(-30).reverse().map((name) => {
    const item = make("li", "", name);
    item.dir = "auto";
    return item;
  }));
  const how = address() ? [steps, qr(state.joining.chosen)] : [make("p", "message", words.live_no_network)];
  return [make("div", "lobby", ...how), names];
};

const standings = () => state.standings && make("ol", "standings", ...state.standings.map((row) => {
  const name = make("span", "words", row.team ? say("live_team", { number: row.team }) : row.name);
  name.dir = "auto";
  const streak = row.streak > 2 ? make("span", "tick", `✓ × ${row.streak}`) : "";
  return make("li", "", make("b", "", String(row.place)), name, streak, make("span", "count", String(Math.round(row.points * 10) / 10)));
}));

const asked = () => {
  const { question, reveal } = state;
  const parts = [];
  if (state.phase === "discuss") parts.push(make("p", "banner", words.live_discuss));
  if (state.phase === "revote") parts.push(make("p", "banner", words.live_revote));
  const heading = text("h2", "prompt", question.prompt);
  const body = make("div", question.picture ? "body pictured" : "body");
  const shown = picture(question.picture, { open: Boolean(reveal) });
  if (shown) body.append(shown);
  const column = make("div", "column");
  if (question.sort === "one" || question.sort === "several") column.append(options(question, reveal));
  else if (question.sort === "cloud") column.append(cloud(state.cloud));
  else if (reveal) column.append(rightBars(reveal));
  else {
    const things = material(question);
    if (things) column.append(things);
  }
  if (reveal) {
    const keys = legend(reveal);
    if (keys) column.append(keys);
    column.append(explanation(question, reveal));
  }
  body.append(column);
  return [...parts, heading, instruction(question), body];
};

/* The largest type with which everything fits the screen. Where it may not be smaller there is less between, then the
   standings are left out, and what still does not fit comes page by page. */
const fit = () => {
  const flow = /** @type {HTMLElement} */ (screen.firstElementChild);
  const spare = /** @type {HTMLElement | null} */ (state.phase === "end" ? null : flow.querySelector(".standings"));
  const fits = () => screen.scrollHeight <= screen.clientHeight + 1;
  screen.classList.remove("paged", "tight");
  if (spare) spare.hidden = false;
  for (let size = 145; size >= 90; size -= 5) {
    screen.style.setProperty("--size", String(size / 100));
    if (fits()) return;
  }
  screen.classList.add("tight");
  if (fits()) return;
  if (spare) {
    spare.hidden = true;
    if (fits()) return;
  }
  screen.classList.add("paged");
  const gap = parseFloat(getComputedStyle(flow).columnGap);
  pages = Math.round((flow.scrollWidth + gap) / (flow.clientWidth + gap));
  turnPage(0);
};
const READING = 8000; // milliseconds for a page
let [page, pages] = [0, 1];
const turnPage = (step) => {
  if (!screen.classList.contains("paged")) return;
  page = (page + step) % pages;
  screen.style.setProperty("--page", String(page));
  byId("place").textContent = [say("live_page", { number: page + 1, all: pages }), placed(state)].filter(Boolean).join(" · ");
};
setInterval(() => turnPage(1), READING);

const show = () => {
  document.body.dataset.phase = state.phase;
  byId("place").textContent = placed(state);
  const counting = ["ask", "revote"].includes(state.phase);
  const present = state.phase === "lobby" ? say("labelled", { label: words.live_class, text: state.players }) : "";
  byId("answered").textContent = counting ? say("live_answered", { count: state.answered, all: state.players }) : present;
  countdown.set(state);
  const tucked = state.phase !== "lobby" && state.phase !== "end" && !state.locked && address();
  fill(byId("join"), tucked ? make("span", "", `${address()} · ${words.live_pin} ${state.joining.pin}`) : null);
  const { phase, ballot, paused, question, reveal, cloud, standings, names, joining } = state;
  const scene = JSON.stringify([phase, ballot, paused, question, reveal, cloud, standings, names, joining]);
  // While a class answers, only how many have comes several times a second.
  if (scene === drawn) turnPage(0);
  else draw();
  drawn = scene;
};

const draw = () => {
  const paused = state.paused ? make("p", "banner", words.live_pause) : null;
  const flow = make("div", "flow");
  if (state.phase === "lobby") fill(flow, ...lobby());
  else if (state.phase === "end") fill(flow, make("p", "message", words.live_over), standings());
  else fill(flow, paused, ...asked(), state.phase === "reveal" ? standings() : null);
  fill(screen, flow);
  if (drawnFor !== `${state.phase} ${state.ballot}`) page = 0;
  drawnFor = `${state.phase} ${state.ballot}`;
  for (const image of screen.querySelectorAll("img")) image.addEventListener("load", fit);
  fit();
};
addEventListener("resize", () => state && fit());
