// Suggestions below a paragraph of the article: A accepts one and X rejects it.
import { byId, letter, make } from "/studio/page.js";
import { fragment, post, show } from "./server.js";

const article = byId("article");
const list = make("div");
let collection = "", number = 0;
/** @type {HTMLElement | null} */
let held = null; // what has the focus in the list, also while the article is shown again

const paragraphs = () => /** @type {HTMLElement[]} */ ([...article.querySelectorAll("[data-paragraph]")]);
const items = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[data-at]")]);

/* Puts the list below its paragraph, also when the article is shown again. */
const place = () => {
  const paragraph = paragraphs().find((each) => Number(each.dataset.paragraph) === number);
  if (!paragraph || list.previousElementSibling === paragraph) return;
  paragraph.after(list);
  held?.focus();
};

/**
 * Shows the suggestions of a paragraph, with the focus on one of them.
 * @param {number} index
 */
const suggest = async (index) => {
  show(list, await fragment("/suggestions", { collection, paragraph: String(number) }));
  place();
  const found = items();
  const shown = found[Math.min(index, found.length - 1)]?.querySelector("button") ?? list.querySelector("p");
  shown?.focus();
  shown?.scrollIntoView({ block: "nearest" });
};

/* Opens the list of the paragraph with the focus; else of the next that has no fact. */
const open = () => {
  const all = paragraphs();
  const focused = all.find((each) => each === document.activeElement || each.contains(getSelection()?.anchorNode ?? null));
  const bare = all.filter((each) => each.closest(".bare"));
  const next = focused ?? bare.find((each) => Number(each.dataset.paragraph) > Math.max(number, 1)) ?? bare[0] ?? all[0];
  if (!next) return;
  collection = /** @type {HTMLElement | null} */ (article.querySelector("[data-collection]"))?.dataset.collection ?? "";
  number = Number(next.dataset.paragraph);
  void suggest(0);
};
const close = () => {
  const paragraph = /** @type {HTMLElement | null} */ (list.previousElementSibling);
  number = 0;
  list.remove();
  paragraph?.focus();
};
/** @type {Promise<void>} */
let answering = Promise.resolve();
/* Accepts or rejects the suggestion with the focus, once those before it are answered: the next one has it then. */
const answerFocused = (accept) => {
  answering = answering.then(async () => {
    const item = /** @type {HTMLElement | null | undefined} */ (document.activeElement?.closest("[data-at]"));
    if (item) await answer(item, accept);
  });
};
/* Accepts or rejects a suggestion; what is accepted is shown as a fact, and the focus stays in the list. */
const answer = async (item, accept) => {
  const index = items().indexOf(item);
  const [done, said] = await post("/suggestions/answer", { collection, paragraph: number, at: Number(item.dataset.at), answer: item.dataset.answer, accept });
  if (!done) return;
  if (accept) document.dispatchEvent(new CustomEvent("wanted", { detail: { collection, fact: said.fact } }));
  await suggest(index);
};

document.addEventListener("focusin", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  held = list.contains(target) ? target : null;
});
new MutationObserver(() => { if (number) place(); }).observe(article, { childList: true, subtree: true });
article.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const item = /** @type {HTMLElement | null} */ (target.closest("[data-at]"));
  if (target.closest("#suggest")) open();
  else if (item && target.closest(".accept, .reject")) void answer(item, Boolean(target.closest(".accept")));
});
document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.matches("input, textarea, select, [contenteditable=true]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const item = /** @type {HTMLElement | null} */ (target.closest("[data-at]"));
  const key = letter(event);
  if (key === "s" && !byId("bench").hidden) open();
  else if (event.key === "Escape" && list.contains(target)) close();
  else if (item && (key === "a" || key === "x")) answerFocused(key === "a");
  else if (item && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const next = items()[items().indexOf(item) + (event.key === "ArrowDown" ? 1 : -1)];
    next?.querySelector("button")?.focus();
  } else return;
  event.preventDefault();
});
