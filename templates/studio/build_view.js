// What is built of a recipe: its files, its lesson, its release.
import { byId } from "/studio/page.js";
import { fragment, post, show } from "./server.js";

const place = byId("build");
let recipe = "";

/**
 * Shows what is built of a recipe, by default of the first.
 * @param {string} name
 */
export const openBuild = async (name = recipe) => {
  show(place, await fragment("/build", { recipe: name }));
  recipe = /** @type {HTMLElement | null} */ (place.querySelector("[data-recipe]"))?.dataset.recipe ?? "";
};

const start = async () => {
  const [done] = await post("/build/start", { recipe });
  if (done) await openBuild();
};
/* Starts a lesson, or continues the last one, and opens the teacher's page. */
const hold = async (button, resume) => {
  button.disabled = true;
  const tab = window.open("", "_blank"); // now, while it is still what a press of a button does
  const [done, said] = await post("/build/lesson", { recipe, resume });
  if (done && tab) {
    tab.opener = null;
    tab.location.href = said.link;
  } else tab?.close();
  button.disabled = false;
  if (done) await openBuild();
};

place.addEventListener("click", (event) => {
  const button = /** @type {HTMLButtonElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
  if (button?.id === "start") void start();
  if (button?.id === "lesson" || button?.id === "resume") void hold(button, button.id === "resume");
});
place.addEventListener("submit", async (event) => {
  event.preventDefault();
  const [done, said] = await post("/build/release", { name: String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get("name") ?? "") });
  if (!done) return;
  await openBuild();
  byId("status").textContent = said.message;
});
document.addEventListener("news", (event) => {
  const news = /** @type {CustomEvent} */ (event).detail;
  if (news.t === "built") void openBuild();
  const bar = /** @type {HTMLProgressElement | null} */ (document.getElementById("progress"));
  if (!bar || news.t !== "build") return;
  bar.hidden = false;
  bar.max = news.of || 1;
  bar.value = news.done;
  byId("doing").textContent = news.what;
});
