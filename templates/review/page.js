// What every part of the review uses.
import { make, say } from "../shared/page.js";

/** @type {Lesson} */
export const lesson = JSON.parse(document.body.dataset.lesson ?? "{}");
export const labelled = (label, text) => say("labelled", { label, text });
/**
 * A button; ``spoken`` is its name where its label is a sign alone.
 * @param {string} label
 * @param {() => void} done
 */
export const button = (label, done, { name = "", spoken = "" } = {}) => {
  const made = make("button", name, label);
  made.type = "button";
  if (spoken) made.setAttribute("aria-label", spoken);
  made.addEventListener("click", done);
  return made;
};

/**
 * A text that somebody typed: of its own direction.
 * @param {keyof HTMLElementTagNameMap} tag
 * @param {string} name
 * @param {string} text
 */
export const typed = (tag, name, text) => {
  const made = make(tag, name, text);
  made.dir = "auto";
  return made;
};
