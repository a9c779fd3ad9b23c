// The answers of a statement, marked in it: they stay marked when its teacher says it in other words.

/** @typedef {{ name: string | undefined, text: string }} Answer */

const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u; // between words
const inWords = (text) => (WITHOUT_SPACES.test(text) ? text : `(?<![\\p{L}\\p{N}])${text}(?![\\p{L}\\p{N}])`);
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const chips = (statement) => /** @type {NodeListOf<HTMLElement>} */ (statement.querySelectorAll(".answer"));

/**
 * @param {Element} statement
 * @returns {Answer[]}
 */
export const answersIn = (statement) => [...chips(statement)].map(({ dataset, textContent }) => ({ name: dataset.name, text: textContent?.trim() ?? "" }));

/* An element that marks an answer. */
export const chip = (text, name = "") => {
  const answer = document.createElement("b");
  answer.className = "answer";
  if (name) answer.dataset.name = name;
  answer.textContent = text;
  return answer;
};

/* Marks an answer outside of formulas, unless its words are there several times; gives whether it is marked. */
const mark = (statement, { name, text }) => {
  const words = new RegExp(inWords(escaped(text)), "giu"), texts = document.createTreeWalker(statement, NodeFilter.SHOW_TEXT);
  /** @type {[Text, RegExpMatchArray][]} */
  const places = [];
  for (let node = /** @type {Text | null} */ (texts.nextNode()); node; node = /** @type {Text | null} */ (texts.nextNode())) {
    if (node.parentElement?.closest(".answer")) continue;
    const said = text.includes("\\(") ? node.data : node.data.replace(/\\\(.*?\\\)/gs, (formula) => " ".repeat(formula.length));
    for (const found of said.matchAll(words)) places.push([node, found]);
  }
  if (places.length !== 1) return false;
  const [[node, found]] = places;
  const place = node.splitText(found.index ?? 0);
  place.splitText(found[0].length);
  place.replaceWith(chip(found[0], name));
  return true;
};

/**
 * Marks the answers again of a statement in other words, where none is marked any more; gives whether something has changed.
 * @param {HTMLElement} statement
 * @param {Answer[]} answers
 */
export const markAgain = (statement, answers) => {
  const [first, ...others] = chips(statement), whole = statement.textContent?.trim();
  // What is typed over a statement that begins with an answer is inside of that.
  const swallows = first && !others.length && first.textContent?.trim() === whole && !answers.some(({ text }) => text === whole);
  if (swallows) first.replaceWith(first.textContent ?? "");
  else if (first) return false;
  statement.normalize();
  const marked = answers.filter(({ text }) => text).map((answer) => mark(statement, answer));
  return swallows || marked.includes(true);
};
