// The welcome page: creates a project or opens one.
import { byId } from "/studio/page.js";
import { fragment, page, post, send, show } from "./server.js";

const place = byId("welcome");
/** @type {Blob | null} */
let dropped = null;

/**
 * Shows the page where no project is open, or where it is asked for; gives whether it is shown.
 * @param {boolean} again
 */
export const openWelcome = async (again) => {
  const html = await fragment("/welcome", again ? { again: "1" } : {});
  place.hidden = !html;
  byId("bench").hidden = Boolean(html);
  byId("tools").hidden = Boolean(html);
  show(place, html);
  dropped = null;
  if (!html) return false;
  choose("article");
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: "language" });
  for (const option of /** @type {HTMLSelectElement} */ (document.getElementById("language")).options) {
    if (option.value) option.textContent = names.of(option.value) ?? option.value;
  }
  return true;
};

/* Shows the fields of one way to begin. */
const choose = (kind) => {
  for (const field of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-kind]"))) {
    field.hidden = !field.dataset.kind?.split(" ").includes(kind);
  }
};
const input = (id) => /** @type {HTMLInputElement} */ (document.getElementById(id));

/* A name for the project while the teacher has given none: that of its file, or the title of the text. */
const suggestName = (name) => {
  if (!input("name").value) input("name").value = name;
};
const nameOf = (file) => file.name.replace(/\.[^.]*$/, "").replace(/[_-]+/g, " ").slice(0, 60);
const titleOf = (text) => {
  const title = text.trim().split("\n", 1)[0].replace(/^#+ |[/\\:*?"<>|]/g, "").trim();
  return title.length <= 60 ? title : "";
};
const create = async (form) => {
  const given = new FormData(form), kind = String(given.get("kind"));
  const file = dropped ?? input("file").files?.[0] ?? null;
  const asked = { kind, file: "", name: "", language: "", paper: "", page };
  for (const key of ["name", "language", "paper"]) asked[key] = String(given.get(key) ?? "");
  if (file instanceof File && kind !== "example") asked.file = file.name;
  const body = asked.file && file ? file : String(given.get("text") ?? "");
  const [done] = await send(`/welcome/create?${new URLSearchParams(asked)}`, body);
  if (done) document.dispatchEvent(new CustomEvent("opened"));
};
const open = async (folder) => {
  const [done] = await post("/welcome/open", { folder });
  if (done) document.dispatchEvent(new CustomEvent("opened"));
};

place.addEventListener("change", (event) => {
  const target = /** @type {HTMLInputElement} */ (event.target);
  if (target.name === "kind") choose(target.value);
  if (target.id === "file" && target.files?.[0]) suggestName(nameOf(target.files[0]));
});
place.addEventListener("input", (event) => {
  const target = /** @type {HTMLTextAreaElement} */ (event.target);
  if (target.id === "text" && /** @type {InputEvent} */ (event).inputType === "insertFromPaste") suggestName(titleOf(target.value));
});
place.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  void (form.id === "new" ? create(form) : open(input("folder").value));
});
place.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.dataset.open) void open(target.dataset.open);
  if (target.id === "back") document.dispatchEvent(new CustomEvent("opened", { detail: "again" }));
});
place.addEventListener("dragover", (event) => event.preventDefault());
place.addEventListener("drop", (event) => {
  event.preventDefault();
  const file = event.dataTransfer?.files[0];
  if (!file) return;
  dropped = file;
  input("text").value = file.name;
  input("text").readOnly = true;
  suggestName(nameOf(file));
});
