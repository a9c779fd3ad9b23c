// The parts of the studio: the facts, the quiz, and what is built of it.
import { byId } from "/studio/page.js";
import { openBuild } from "./build_view.js";
import { openQuiz, shownRecipe } from "./quiz_view.js";

const parts = byId("parts");

/* Shows one part of the studio. */
const open = async (part) => {
  document.body.dataset.part = part;
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (parts.querySelectorAll("[data-part]"))) {
    if (button.dataset.part === part) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  if (part !== "facts") byId(part).replaceChildren(); // what is typed into the fields of last time would be lost
  if (part === "quiz") await openQuiz();
  if (part === "build") await openBuild(shownRecipe());
};
parts.addEventListener("click", (event) => {
  const part = /** @type {HTMLElement} */ (event.target).dataset.part;
  if (part) void open(part);
});
document.addEventListener("click", async (event) => {
  const { opens: fact, of: collection } = /** @type {HTMLElement} */ (event.target).dataset ?? {};
  if (!fact) return;
  await open("facts");
  document.dispatchEvent(new CustomEvent("wanted", { detail: { collection, fact } }));
});
document.addEventListener("opened", () => void open("facts"));
