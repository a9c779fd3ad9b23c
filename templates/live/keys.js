// The keys by which a lesson is led, on the teacher's page and in the projector's window: also those of a presenter's remote.
import { letter } from "/live/page.js";
import { KEYS, stepsOf } from "/live/steps.js";

const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

/* What the teacher may do now: the first is what usually comes next. */
/** @type {(state: State<unknown>) => [string, string][]} */
export const stepsNow = (state) => {
  const cloudy = state.question?.sort === "cloud";
  const useless = { discuss: cloudy, close: cloudy || !state.open, reopen: !state.closed, back: state.place === 1 && state.phase !== "end", end: state.last && state.phase === "reveal" };
  return stepsOf(state.phase, state.paused, useless).map(([name, label]) => [name, name === "reveal" && cloudy ? "live_do_close" : label]);
};

/* The step that the votes suggest. It is highlighted, but does not move: no button moves while answers come in. */
/** @type {(state: State<unknown>) => string} */
export const usualStep = (state) => {
  const names = stepsNow(state).map(([name]) => name);
  const spoken = state.phase === "ask" && state.advice === "discuss" && state.answered > 1;
  return spoken && names.includes("discuss") ? "discuss" : names[0];
};

/** @type {(name: string) => object} */
export const eventOf = (name) => (name === "add-time" ? { do: "add-time", seconds: 30 } : { do: name });

/**
 * Listens for keys. ``go`` takes the name of a step, ``more`` has what else a letter does.
 * @param {() => State<unknown>} current
 * @param {(name: string) => void} go
 * @param {Record<string, () => void>} more
 */
export const listen = (current, go, more = {}) => {
  document.addEventListener("keydown", (event) => {
    const state = current();
    const target = /** @type {Element} */ (event.target);
    if (!state || event.repeat || event.ctrlKey || event.altKey || event.metaKey || target.matches("input, select, textarea")) return;
    const presses = [" ", "Enter"].includes(event.key);
    if (presses && target.matches("button, summary, a")) return;
    // Where a list can be scrolled, the keys that scroll it do.
    if (event.key.startsWith("Arrow") && target.matches("[tabindex]") && ["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const other = more[letter(event)];
    const available = stepsNow(state);
    const wanted = FORWARD.includes(event.key) ? usualStep(state) : BACK.includes(event.key) ? "back"
      : available.find(([name]) => KEYS[name] === letter(event))?.[0];
    if (other) other();
    else if (wanted && available.some(([name]) => name === wanted)) go(wanted);
    else return;
    event.preventDefault();
  });
};
