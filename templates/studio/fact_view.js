// The fact in the middle: opens one, and edits its statement and lists.
import { byId } from "/studio/page.js";
import { answersIn, chip, markAgain } from "./answers.js";
import { showBoxes } from "./boxes.js";
import { addItem, changed, editCount, isTyping, replaceItem, setField, settle, showProblems, watch } from "./fields.js";
import { showResult } from "./result_view.js";
import { fragment, post, show } from "./server.js";

const place = byId("fact");
let opened = { collection: "", fact: "" };
/** @type {Promise<void>} */
let opening = Promise.resolve(); // until the fact is shown that was asked for last
/** @type {import("./answers.js").Answer[]} */
let answers = []; // of the statement as it was opened, unless its teacher has taken one back
let outdated = false; // it has changed while its teacher was typing: it is shown again once what was typed is in the file

const replied = (said) => {
  const form = place.querySelector("form");
  if (!form) return;
  showProblems(form, said.problems);
  show(byId("formula"), said.formula);
  showResult(said.result);
  if (said.article) document.dispatchEvent(new CustomEvent("listed"));
  if (outdated) void reopenFact();
};

/* Shows the fact; where another or the same was asked for meanwhile, waits for that, which may be shown already. */
const showFact = async (asked) => {
  await settle(replied);
  const edits = editCount();
  const [fields, questions] = await Promise.all([fragment("/fact", asked), fragment("/result", asked)]);
  if (opened !== asked) {
    await opening;
    return;
  }
  const { collection, fact } = asked, shown = place.querySelector("form")?.dataset;
  const again = shown !== undefined && shown.collection === collection && shown.fact === fact;
  if (again && isTyping()) {
    outdated = true;
    return;
  }
  if (again && edits !== editCount()) {
    await openFact(collection, fact);
    return;
  }
  show(place, fields);
  showResult(questions);
  const form = place.querySelector("form");
  if (!form) return;
  form.dataset.collection = collection;
  watch(form, replied);
  answers = answersIn(byId("f-statement"));
  const boxes = document.getElementById("boxes");
  if (boxes) showBoxes(boxes, () => changed(boxes, replied), document.getElementById("add-box") !== null);
};

/**
 * Shows a fact; "" for none. Where it is shown already, what is typed into it meanwhile stays.
 * @param {string} collection
 * @param {string} fact
 * @returns {Promise<void>}
 */
export const openFact = (collection, fact) => {
  outdated = false;
  opened = { collection, fact }; // at once: what is asked for later wins
  opening = showFact(opened);
  return opening;
};

/* Shows the same fact again, or once its teacher has ended typing. */
export const reopenFact = () => {
  outdated = isTyping();
  return outdated ? Promise.resolve() : openFact(opened.collection, opened.fact);
};

export const isOpen = (collection, fact) => opened.collection === collection && opened.fact === fact;
export const openedFact = () => opened;
export const leave = () => settle(replied);

const listAt = (path) => /** @type {HTMLElement} */ (place.querySelector(`[data-list="${CSS.escape(path)}"]`));

/* The words selected in the statement, where some are. */
const selectedWords = () => {
  const selection = getSelection(), statement = document.getElementById("f-statement");
  if (!selection?.rangeCount || selection.isCollapsed || !statement?.contains(selection.anchorNode) || !statement.contains(selection.focusNode)) return null;
  return selection.getRangeAt(0);
};

/* Makes the selected words an answer; those that are one are no longer. */
const toggleAnswer = () => {
  const statement = document.getElementById("f-statement"), selection = getSelection();
  if (!statement || !selection?.rangeCount) return;
  const inside = selection.anchorNode?.parentElement?.closest(".answer");
  answers = [];
  if (inside && statement.contains(inside)) inside.replaceWith(inside.textContent ?? "");
  else {
    const range = selectedWords();
    const text = range?.toString().trim();
    if (!range || !text) return;
    const spaces = range.toString();
    const answer = chip(text);
    range.deleteContents();
    range.insertNode(answer);
    if (spaces.endsWith(" ")) answer.after(" ");
    if (spaces.startsWith(" ")) answer.before(" ");
  }
  statement.normalize();
  changed(statement, replied);
  void settle(replied).then(reopenFact);
};

/* Keeps the answers where the statement is left in other words. */
const keepAnswers = (target) => {
  if (target.id === "f-statement" && target.isContentEditable && markAgain(target, answers)) changed(target, replied);
};
place.addEventListener("focusout", (event) => keepAnswers(event.target), true); // before it is written
document.addEventListener("selectionchange", () => {
  const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("add-answer"));
  const inside = getSelection()?.anchorNode?.parentElement?.closest("#f-statement .answer");
  if (button) button.disabled = !selectedWords() && !inside;
});
place.addEventListener("pointerdown", (event) => {
  // The selection stays where it is.
  if (/** @type {Element} */ (event.target).closest("#add-answer")) event.preventDefault();
});
place.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest("#add-answer")) toggleAnswer();
  const form = target.closest("form"), button = target.closest("button");
  if (!form || !button) return;
  const entry = /** @type {HTMLElement | null} */ (button.closest(".chips li")), list = entry?.parentElement;
  if (button.dataset.fix) {
    const { path, value } = JSON.parse(button.dataset.fix);
    void setField(form, path, value, replied).then(reopenFact);
  } else if (button.dataset.set) {
    void setField(form, [button.dataset.set], button.dataset.value, replied).then(reopenFact);
  } else if (button.id === "convert") {
    void post("/article/convert", { collection: opened.collection });
  } else if (button.id === "delete") {
    const { fact } = opened; // another may be opened meanwhile
    void post("/fact/delete", opened).then(() => document.dispatchEvent(new CustomEvent("deleted", { detail: fact })));
  } else if (button.dataset.accept) {
    addItem(listAt(button.dataset.accept), button.textContent ?? "", replied);
    void settle(replied).then(reopenFact);
  } else if (entry && list && button.className === "replace") {
    const other = form.querySelector(`[data-accept="${CSS.escape(list.dataset.list ?? "")}"]`)?.textContent;
    if (other) replaceItem(entry, other, replied);
    void settle(replied).then(reopenFact);
  } else if (entry && list) {
    entry.remove();
    changed(list, replied);
    void settle(replied).then(reopenFact);
  }
});
place.addEventListener("change", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.dataset.path === "image.file") void settle(replied).then(reopenFact);
});
place.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.altKey && event.code === "KeyA" && target.id === "f-statement") {
    event.preventDefault();
    toggleAnswer();
  } else if (event.key === "Enter" && target instanceof HTMLInputElement && target.dataset.add) {
    event.preventDefault();
    if (!target.value.trim()) return;
    addItem(listAt(target.dataset.add), target.value.trim(), replied);
    target.value = "";
    void settle(replied);
  } else if (event.key === "Enter" && (target.id === "f-statement" || target.dataset.path?.endsWith("ask"))) {
    event.preventDefault(); // these are single lines
    keepAnswers(target);
    void settle(replied);
  }
});
place.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("reopen", () => void reopenFact());
