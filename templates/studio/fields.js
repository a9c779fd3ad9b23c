// The fields of a fact: what they hold, and when that is sent. A change is tried at once, so that the page shows what
// it does, and written when typing rests or the field is left.
import { byId, make, say, words } from "/studio/page.js";
import { post, show } from "./server.js";

const TRY = 120; // milliseconds after a keystroke
const REST = 500;

/** @typedef {string | unknown[]} Value */

/**
 * The statement as the file has it: answers in braces, a brace of the text itself twice.
 * @param {Node} node
 * @returns {string}
 */
const written = (node) => [...node.childNodes].map((child) => {
  if (child instanceof HTMLElement && child.classList.contains("answer")) {
    const text = child.textContent ?? "";
    return text && `{${child.dataset.name ?? text}}`;
  }
  if (child instanceof HTMLBRElement) return " ";
  if (child.hasChildNodes()) return written(child);
  const parts = (child.textContent ?? "").split(/(\\\(.*?\\\))/s); // every second is a formula, whose braces are its own
  return parts.map((part, number) => (number % 2 ? part : part.replace(/[{}]/g, "$&$&"))).join("");
}).join("").replace(/[\n\u00a0]/g, " ");

/**
 * @param {HTMLElement} field
 * @returns {Value}
 */
export const valueOf = (field) => {
  if (field.dataset.labels !== undefined) return JSON.parse(field.dataset.labels || "[]");
  if (field.dataset.list) return [...field.children].map((item) => JSON.parse(/** @type {HTMLElement} */ (item).dataset.item ?? '""'));
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement || field instanceof HTMLSelectElement) return field.value.trim();
  return written(field).trim();
};

/** What each field held when it was last read from the file or written there. */
const known = new WeakMap();
let timers = { try: 0, rest: 0 };
/** @type {HTMLElement | null} */
let dirty = null;
/** @type {HTMLElement | null} */
let contested = null; // holds something else than the file, until its teacher has chosen
/** @type {Promise<any>} */
let sending = Promise.resolve();
let edits = 0, sends = 0;

/* Takes what the fields hold now for what is in the file. */
export const remember = (form) => {
  for (const field of form.querySelectorAll("[data-path], [data-list]")) known.set(field, valueOf(field));
};

/**
 * @param {HTMLElement} form
 * @param {(said: any) => void} replied
 */
export const watch = (form, replied) => {
  remember(form);
  form.addEventListener("input", (event) => {
    const field = /** @type {HTMLElement} */ (event.target).closest("[data-path]");
    if (field instanceof HTMLElement) changed(field, replied);
  });
  form.addEventListener("focusout", () => void settle(replied));
};

/**
 * Notes that a field has changed.
 * @param {HTMLElement} field
 */
export const changed = (field, replied) => {
  if (dirty && dirty !== field) void settle(replied);
  dirty = field;
  edits++;
  clearTimeout(timers.try);
  clearTimeout(timers.rest);
  timers = {
    try: setTimeout(() => void send(field, false, replied), TRY),
    rest: setTimeout(() => void settle(replied), REST),
  };
};

/* Writes what has changed and is not written yet. */
export const settle = (replied) => {
  clearTimeout(timers.try);
  clearTimeout(timers.rest);
  const field = dirty;
  dirty = null;
  if (field && JSON.stringify(valueOf(field)) !== JSON.stringify(known.get(field))) sending = sending.then(() => send(field, true, replied));
  return sending;
};

/* How often a field was changed: what was asked for before the last time is out of date. */
export const editCount = () => edits;

/* Whether something is being typed, or was, that is not in the file yet. */
export const isTyping = () => dirty !== null || Boolean(contested?.isConnected);

/**
 * @param {HTMLElement} field
 * @param {boolean} write
 */
const send = async (field, write, replied, was = known.get(field)) => {
  const form = field.closest("form");
  if (!form) return;
  const value = valueOf(field);
  const path = (field.dataset.path ?? field.dataset.list ?? "").split(".");
  const { collection, fact } = form.dataset;
  const turn = ++sends;
  const [done, said] = await post("/fact/edit", { collection, fact, path, value, was, write });
  if (!form.isConnected || (!write && turn !== sends)) return; // the reply to what was sent later says what is true now
  if (done) {
    if (contested === field) contested = null;
    if (write) {
      known.set(field, value);
      byId("status").textContent = words.studio_saved;
    }
    replied({ ...said, article: said.article && write });
  } else if (said.theirs !== undefined) clash(field, said.theirs, replied);
};

/* Shows what the file has beside what was typed, and lets the teacher choose. */
const clash = (field, theirs, replied) => {
  const place = field.parentElement?.querySelector("[data-problems]");
  if (!place) return;
  const text = typeof theirs === "string" ? theirs : JSON.stringify(theirs);
  if (contested === field && place.querySelector("q")?.textContent === text) return; // a button may be pressed just now
  contested = field;
  const mine = make("button", "", words.studio_keep_mine), other = make("button", "", words.studio_take_theirs);
  mine.type = other.type = "button";
  place.replaceChildren(make("p", "problem error", words.studio_changed_outside, " ", make("q", "", text), " ", mine, " ", other));
  mine.addEventListener("click", () => void send(field, true, replied, theirs));
  other.addEventListener("click", () => {
    contested = dirty = null;
    document.dispatchEvent(new CustomEvent("reopen"));
  });
};

/**
 * Adds an entry to a list of chips.
 * @param {HTMLElement} list
 * @param {string} text
 */
export const addItem = (list, text, replied) => {
  const entry = make("li", "", make("span", "", text)), remove = make("button", "remove", "×");
  remove.type = "button";
  remove.setAttribute("aria-label", say("studio_remove", { text }));
  entry.append(remove);
  entry.dataset.item = JSON.stringify(text);
  list.append(entry);
  changed(list, replied);
};

/* Puts a text in place of a list's entry. */
export const replaceItem = (entry, text, replied) => {
  entry.dataset.item = JSON.stringify(text);
  changed(entry.parentElement, replied);
};

/* Sets a field that has no element, or another value than its element has. */
export const setField = async (form, path, value, replied) => {
  await settle(replied);
  const { collection, fact } = form.dataset;
  const [done] = await post("/fact/edit", { collection, fact, path, value, write: true });
  if (done) byId("status").textContent = words.studio_saved;
  return done;
};

/* Shows the problems of each field, and takes those away that are no more. */
export const showProblems = (form, problems) => {
  for (const place of form.querySelectorAll("[data-problems]")) {
    const html = problems[place.dataset.problems] ?? "";
    if (place.dataset.shown !== html) show(place, html);
    place.dataset.shown = html;
  }
};
