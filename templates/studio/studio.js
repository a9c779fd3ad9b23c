// The studio's page: enters, puts its views together, and takes the keys that hold everywhere.
import { byId, letter } from "/studio/page.js";
import { makeFact, markFact, markProblems, openArticle } from "./article_view.js";
import { isOpen, leave, openFact, openedFact, reopenFact } from "./fact_view.js";
import { showCounts } from "./result_view.js";
import "./suggestions_view.js";
import "./parts.js";
import { enter, listen, page, post } from "./server.js";
import { openWelcome } from "./welcome_view.js";

let collection = "";

const open = async (fact) => {
  await openFact(collection, fact);
  markFact(fact);
};
const refresh = async () => {
  if (await openWelcome(false)) return;
  collection = await openArticle(collection);
  await reopenFact();
  markFact(openedFact().fact);
  await showCounts(collection);
};
const openProject = async () => {
  collection = "";
  await open("");
  await refresh();
};
const changeBack = async (undo) => {
  await leave();
  const { fact: shown } = openedFact(); // another may be opened meanwhile
  const [done, said] = await post("/undo", { undo });
  if (!done || !said.collection || said.collection.startsWith("decks/")) return; // a recipe is news to its part
  collection = await openArticle(said.collection);
  if (openedFact().fact === shown) await open(said.fact);
};
const make = async () => {
  const fact = await makeFact();
  if (!fact) return;
  await open(fact);
  document.querySelector(/** @type {"textarea"} */ ("#fact textarea[data-path$=ask]"))?.focus();
};

const take = async (news) => {
  document.dispatchEvent(new CustomEvent("news", { detail: news }));
  if (["build", "built", "recipe"].includes(news.t)) return; // those are of other parts
  // The page that opened the project shows it already: what is selected there would be lost.
  if (news.t === "opened" && news.page !== page) await openProject();
  if (news.t === "checked") {
    if (news.collection !== collection) return;
    await showCounts(collection);
    markProblems(news.levels);
  } else if (news.page !== page) {
    if (news.collection === collection) await openArticle(collection);
    if (news.t === "outside" ? news.collection === openedFact().collection : isOpen(news.collection, news.fact)) await reopenFact();
    markFact(openedFact().fact);
  }
};

document.addEventListener("opened", (event) => void (/** @type {CustomEvent} */ (event).detail === "again" ? refresh() : openProject()));
document.addEventListener("listed", () => void openArticle(collection).then(() => markFact(openedFact().fact)));
byId("help").addEventListener("click", () => byId("keys").showModal());
byId("projects").addEventListener("click", () => void leave().then(() => openWelcome(true)));
document.addEventListener("wanted", async (event) => {
  const wanted = /** @type {CustomEvent} */ (event).detail;
  collection = await openArticle(wanted.collection);
  await open(wanted.fact);
});
document.addEventListener("deleted", (event) => {
  const closed = isOpen(collection, /** @type {CustomEvent} */ (event).detail) ? open("") : Promise.resolve();
  void closed.then(() => openArticle(collection)).then(() => markFact(openedFact().fact));
});
byId("undo").addEventListener("click", () => void changeBack(true));
byId("redo").addEventListener("click", () => void changeBack(false));
byId("article").addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const fact = /** @type {HTMLElement | null} */ (target.closest("[data-fact]"))?.dataset.fact;
  const quoted = /** @type {HTMLElement | null} */ (target.closest("[data-facts]"))?.dataset.facts?.split(" ")[0];
  if (target.closest("#make")) void make();
  else if (fact ?? (getSelection()?.isCollapsed && quoted)) void open(fact ?? quoted);
});
byId("article").addEventListener("change", async (event) => {
  const chosen = event.target;
  if (!(chosen instanceof HTMLSelectElement) || chosen.id !== "collection") return;
  collection = await openArticle(chosen.value);
  await open("");
  await showCounts(collection);
});
document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const part = { Digit1: "article", Digit2: "fact", Digit3: "result" }[event.code];
  const isField = target.matches("input, textarea, select, [contenteditable=true]");
  const key = letter(event);
  if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y") && !isField) {
    event.preventDefault();
    void changeBack(key === "z" && !event.shiftKey);
  } else if (event.altKey && part) {
    event.preventDefault();
    /** @type {HTMLElement | null} */ (document.querySelector(`#${part} :is([data-paragraph], [contenteditable], .face)`))?.focus();
  } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const facts = /** @type {HTMLElement[]} */ ([...byId("article").querySelectorAll("[data-fact]")]);
    const now = facts.findIndex((fact) => fact.hasAttribute("aria-current"));
    const next = facts[event.key === "ArrowDown" ? now + 1 : now - 1];
    if (next) void open(next.dataset.fact);
  } else if (event.key === "Escape" && isField) {
    target.blur();
  } else if (key === "?" && !isField) {
    byId("keys").showModal();
  } else if (key === "f" && !isField && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    void make();
  }
});

if (await enter()) listen((news) => void take(news), () => void refresh());
