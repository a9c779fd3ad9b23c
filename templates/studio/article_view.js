// The article on the left: its facts are opened from it, and made of words selected in it.
import { byId } from "/studio/page.js";
import { fragment, post, show, update } from "./server.js";

const place = byId("article");
let collection = "";
/** @type {Range | null} */
let selected = null;

/**
 * Shows the article of a collection, by default of the first.
 * @param {string} name
 */
export const openArticle = async (name = collection) => {
  const html = await fragment("/article", { collection: name });
  const words = selectedWords();
  markFact("");
  if (name === collection) update(place, html);
  else show(place, html);
  if (words && name === collection) selectAgain(words);
  collection = /** @type {HTMLElement | null} */ (place.querySelector("[data-collection]"))?.dataset.collection ?? "";
  follow();
  return collection;
};

/* Shows which facts have problems. */
export const markProblems = (levels) => {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-fact]"))) {
    const level = levels[button.dataset.fact ?? ""];
    button.classList.toggle("error", level === "error");
    button.classList.toggle("warning", level === "warning");
  }
};

/* Shows which fact is open. */
export const markFact = (fact) => {
  for (const button of place.querySelectorAll("[data-fact]")) {
    const isOpen = /** @type {HTMLElement} */ (button).dataset.fact === fact;
    if (isOpen) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  let first = true;
  for (const quote of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-facts]"))) {
    const isOpen = quote.dataset.facts?.split(" ").includes(fact) ?? false;
    quote.classList.toggle("open", isOpen);
    if (isOpen && first) quote.scrollIntoView({ block: "nearest" });
    first = first && !isOpen;
  }
};

const paragraphOf = (node) => /** @type {HTMLElement | null} */ ((node instanceof Element ? node : node?.parentElement)?.closest("[data-paragraph]") ?? null);

/** @typedef {{ paragraph: number, before: string, text: string }} Words */

/**
 * The words selected in a paragraph, and the text before them in it.
 * @returns {Words | null}
 */
const selectedWords = () => {
  follow(); // the event that says what is selected may be late
  const paragraph = selected && paragraphOf(selected.startContainer);
  if (!selected || !paragraph) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(selected.startContainer, selected.startOffset);
  return { paragraph: Number(paragraph.dataset.paragraph), before: before.toString(), text: selected.toString() };
};

/**
 * Selects the same words in a paragraph that was put in the place of theirs, for a fact whose mark has changed.
 * @param {Words} words
 */
const selectAgain = ({ paragraph, before, text }) => {
  const element = place.querySelector(`[data-paragraph="${paragraph}"]`);
  if (getSelection()?.toString() || !element?.textContent?.startsWith(before + text)) return;
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let start = before.length, end = start + text.length;
  for (let node = texts.nextNode(); node && end > 0; node = texts.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (start >= 0 && start < length) range.setStart(node, start);
    if (end <= length) range.setEnd(node, end);
    start -= length;
    end -= length;
  }
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
};

/**
 * Makes a fact of the words selected in a paragraph; gives its id, "" where none are.
 * @returns {Promise<string>}
 */
export const makeFact = async () => {
  const words = selectedWords();
  if (!words) return "";
  const [done, said] = await post("/article/fact", { collection, ...words });
  if (!done) return "";
  getSelection()?.removeAllRanges();
  await openArticle();
  return said.fact;
};

/* Selects the word before or after what is selected in a paragraph, or lets the selection grow by it. */
const selectWord = (paragraph, direction, grows) => {
  const selection = getSelection();
  if (!selection) return;
  if (!paragraph.contains(selection.focusNode)) selection.setBaseAndExtent(paragraph, 0, paragraph, 0);
  else if (!grows) {
    if (direction === "forward") selection.collapseToEnd();
    else selection.collapseToStart();
  }
  const before = selection.toString();
  selection.modify("extend", direction, "word");
  if (!paragraph.contains(selection.focusNode)) selection.setBaseAndExtent(paragraph, 0, paragraph, 0);
  // Some systems stop at the end of a word, and some behind its space: a press never does nothing.
  else if (selection.toString().trim() === before.trim()) selection.modify("extend", direction, "word");
};
place.addEventListener("keydown", (event) => {
  const paragraph = paragraphOf(event.target);
  if (!paragraph || event.altKey || event.ctrlKey || event.metaKey) return;
  const paragraphs = /** @type {HTMLElement[]} */ ([...place.querySelectorAll("[data-paragraph]")]);
  const next = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isRight = event.key === "ArrowRight", isRtl = getComputedStyle(paragraph).direction === "rtl";
  if (next) paragraphs[paragraphs.indexOf(paragraph) + next]?.focus();
  else if (isRight || event.key === "ArrowLeft") selectWord(paragraph, isRight === isRtl ? "backward" : "forward", event.shiftKey);
  else return;
  event.preventDefault();
});
/* Notes what is selected, and whether a fact can be made of it. */
const follow = () => {
  const selection = getSelection();
  const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const paragraph = range && paragraphOf(range.startContainer);
  selected = range && paragraph && place.contains(paragraph) && paragraph.contains(range.endContainer) ? range.cloneRange() : null;
  const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("make"));
  if (button) button.disabled = !selected;
};
document.addEventListener("selectionchange", follow);
place.addEventListener("pointerdown", (event) => {
  if (/** @type {Element} */ (event.target).closest("#make")) event.preventDefault();
});
