// What the teacher may do in a lesson, with phones and without.
import { make } from "./page.js";

/* By the phase: the names of the steps with their words. The first is what usually comes next. */
/** @type {Record<Phase, [string, string][]>} */
const STEPS = {
  lobby: [["next", "live_start"]],
  ask: [["reveal", "reveal"], ["discuss", "live_do_discuss"], ["close", "live_do_close"], ["reopen", "live_reopen"], ["skip", "live_skip"], ["back", "previous"]],
  discuss: [["revote", "live_revote"], ["reveal", "reveal"], ["skip", "live_skip"], ["back", "previous"]],
  revote: [["reveal", "reveal"], ["close", "live_do_close"], ["reopen", "live_reopen"], ["skip", "live_skip"], ["back", "previous"]],
  reveal: [["next", "next"], ["back", "previous"]],
  end: [["back", "previous"]],
};
/** @type {Record<string, string>} */
export const KEYS = { discuss: "d", revote: "d", close: "c", reopen: "c", skip: "s", back: "←", pause: "p", resume: "p", "add-time": "t" };
/** @type {Record<Advice, string>} */
export const ADVICE = { teach: "live_advice_teach", discuss: "live_advice_discuss", explain: "live_advice_explain" };

/**
 * The steps of this phase; ``useless`` says by name which of them would change nothing now.
 * @param {Phase} phase
 * @param {boolean} paused
 * @param {Record<string, boolean>} useless
 */
export const stepsOf = (phase, paused, useless) => {
  const steps = [...STEPS[phase]];
  if (phase !== "end") {
    steps.push(paused ? ["resume", "live_resume"] : ["pause", "live_pause"]);
    if (["ask", "discuss", "revote"].includes(phase)) steps.push(["add-time", "live_add_time"]);
    steps.push(["end", "live_end"]);
  }
  return steps.filter(([name]) => !useless[name]);
};

/**
 * The button of a step with its key; ``main``: the one that usually comes next, which → presses.
 * @param {string} name
 * @param {string} label
 * @param {boolean} main
 * @param {(name: string) => void} done
 */
export const stepButton = (name, label, main, done) => {
  const button = make("button", main ? "main" : "", label);
  button.type = "button";
  button.dataset.step = button.dataset.key = name;
  const pressed = main ? "→" : KEYS[name];
  if (pressed) {
    const hint = make("kbd", "", pressed.toUpperCase());
    hint.setAttribute("aria-hidden", "true");
    button.append(" ", hint);
  }
  button.addEventListener("click", () => done(name));
  return button;
};
