// The quiz of a recipe: its settings, its pages, and which questions it asks.
import { byId } from "/studio/page.js";
import { showFaces } from "./result_view.js";
import { fragment, page, post, show } from "./server.js";

const place = byId("quiz");
const REST = 500; // milliseconds after the last change in which the pages are drawn again
let recipe = "", asked = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;

const drawPages = async () => {
  const pages = document.getElementById("pages"), turn = ++asked;
  if (!pages || !recipe) return;
  pages.setAttribute("aria-busy", "true");
  const html = await fragment("/quiz/pages", { recipe });
  if (turn !== asked) return; // something was changed meanwhile
  const top = place.scrollTop;
  show(pages, html);
  showFaces(pages);
  place.scrollTop = top;
  pages.setAttribute("aria-busy", "false");
};
const rest = () => {
  clearTimeout(resting);
  resting = setTimeout(() => void drawPages(), REST);
};

/**
 * Shows the quiz of a recipe, by default of the first.
 * @param {string} name
 */
export const openQuiz = async (name = recipe) => {
  show(place, await fragment("/quiz", { recipe: name }));
  recipe = /** @type {HTMLElement | null} */ (place.querySelector("[data-recipe]"))?.dataset.recipe ?? "";
  await drawPages();
};

/* The recipe that is shown. */
export const shownRecipe = () => recipe;

/* What a control of the form says: a text, or the list of what is chosen. */
const valueOf = (holder) => {
  if (holder instanceof HTMLFieldSetElement) {
    return [.../** @type {NodeListOf<HTMLInputElement>} */ (holder.querySelectorAll("input:checked"))].map(({ value }) => value);
  }
  return holder.type === "checkbox" ? String(holder.checked) : holder.value.trim();
};

place.addEventListener("change", async (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target instanceof HTMLSelectElement && target.id === "recipe") {
    await openQuiz(target.value);
    return;
  }
  const holder = /** @type {HTMLElement | null} */ (target.closest("[data-setting]"));
  if (!holder || (target instanceof HTMLInputElement && !target.checkValidity())) return;
  const [done] = await post("/quiz/edit", { recipe, path: holder.dataset.setting?.split(" "), value: valueOf(holder) });
  if (done) rest();
});
document.addEventListener("news", (event) => {
  const { t, page: from, recipe: name } = /** @type {CustomEvent} */ (event).detail;
  if (document.body.dataset.part !== "quiz" || from === page) return;
  if (t === "recipe" && name === recipe) void openQuiz();
  else if (t === "changed" || t === "outside") rest();
});
place.addEventListener("submit", (event) => event.preventDefault());
place.addEventListener("click", async (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-action]"));
  const fact = /** @type {HTMLElement | null} */ (button?.closest("[data-fact]"))?.dataset.fact;
  if (!button || !fact) return;
  const [done] = await post("/quiz/choose", { recipe, fact, action: button.dataset.action });
  if (done) await drawPages();
});
