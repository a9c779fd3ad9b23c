// What every part of the page uses.
export const lesson = JSON.parse(document.body.dataset.lesson);
export const words = JSON.parse(document.body.dataset.words);
export const say = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
export const labelled = (label, text) => say("labelled", { label, text });
/* The letter of a key as a Latin keyboard has it: the shortcuts are Latin, and many a teacher's keyboard is not. */
export const letter = ({ key, code }) => (/^[a-z]$/i.test(key) || !/^Key[A-Z]$/.test(code) ? key : code.slice(3)).toLowerCase();
export const percent = (share) => `${Math.round(share * 100)} %`;
export const byId = (id) => document.getElementById(id);

/* An element with a class, children and text. */
export const make = (tag, name = "", ...children) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
};

/* A button; ``spoken`` is its name where its label is a sign alone. */
export const button = (label, done, { name = "", spoken = "" } = {}) => {
  const made = make("button", name, label);
  made.type = "button";
  if (spoken) made.setAttribute("aria-label", spoken);
  made.addEventListener("click", done);
  return made;
};

/* A text that somebody typed: of its own direction. */
export const typed = (tag, name, text) => {
  const made = make(tag, name, text);
  made.dir = "auto";
  return made;
};
