// The article on the left: its facts are opened from it, and made of words selected in it.
import { byId } from "/studio/page.js";
import { fragment, post, show } from "./server.js";

const place = byId("article");
let collection = "";
/** @type {Range | null} */
let selected = null;

/**
 * Shows the article of a collection, by default of the first.
 * @param {string} name
 */
export const openArticle = async (name = collection) => {
  const top = place.scrollTop;
  show(place, await fragment("/article", { collection: name }));
  collection = /** @type {HTMLElement | null} */ (place.querySelector("[data-collection]"))?.dataset.collection ?? "";
  place.scrollTop = top;
  return collection;
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

/**
 * Makes a fact of the words selected in a paragraph; gives its id, "" where none are.
 * @returns {Promise<string>}
 */
export const makeFact = async () => {
  const paragraph = selected && paragraphOf(selected.startContainer);
  if (!selected || !paragraph) return "";
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(selected.startContainer, selected.startOffset);
  const asked = { collection, paragraph: Number(paragraph.dataset.paragraph), before: before.toString(), text: selected.toString() };
  const [done, said] = await post("/article/fact", asked);
  if (!done) return "";
  getSelection()?.removeAllRanges();
  await openArticle();
  return said.fact;
};

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const paragraph = range && paragraphOf(range.startContainer);
  selected = range && paragraph && place.contains(paragraph) && paragraph.contains(range.endContainer) ? range.cloneRange() : null;
  const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("make"));
  if (button) button.disabled = !selected;
});
place.addEventListener("pointerdown", (event) => {
  if (/** @type {Element} */ (event.target).closest("#make")) event.preventDefault();
});
