// What every page for a class is made with: its words, and elements.
/** @type {Record<string, string>} */
export const words = JSON.parse(document.body.dataset.words ?? "{}");
export const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
export const percent = (share) => `${Math.round(share * 100)} %`;
/** @type {<Id extends string>(id: Id) => ElementOf<Id>} */
export const byId = (id) => /** @type {any} */ (document.getElementById(id));

/**
 * An element with a class, children and text.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name
 * @param {(Node | string)[]} children
 */
export const make = (tag, name = "", ...children) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
};

/* The letter of a key as a Latin keyboard has it: the shortcuts are Latin, and many a teacher's keyboard is not. */
export const letter = ({ key, code }) => (/^[a-z]$/i.test(key) || !/^Key[A-Z]$/.test(code) ? key : code.slice(3)).toLowerCase();
