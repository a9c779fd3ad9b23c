// Looks at one doubtful thing after the other; everything can be done with the keyboard.
import { byId, letter, make, say } from "/shared/page.js";

/** @type {any} */
let item = null;
/** @type {Set<string>} */
let chosen = new Set();
/** @type {string[]} */
const skipped = [];
let busy = false;

const trouble = (message) => {
  byId("trouble").hidden = !message;
  byId("trouble").textContent = message;
};

/** @param {object} [body] what is sent; without it, something is only read */
const ask = async (path, body) => {
  try {
    const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const reply = await fetch(path, options);
    const said = await reply.json().catch(() => ({ message: say("grade_address") }));
    trouble(reply.ok ? "" : said.message ?? reply.statusText);
    return reply.ok ? said : null;
  } catch {
    trouble(say("grade_ended"));
    return null;
  }
};

const drawChoices = () => {
  const values = item.kind === "answer" ? item.values : [];
  const buttons = values.map((value, index) => {
    const button = make("button", "", value, " ", make("kbd", "", String(index + 1)));
    button.type = "button";
    button.setAttribute("aria-pressed", String(chosen.has(value)));
    button.addEventListener("click", () => choose(value));
    return button;
  });
  if (item.kind === "answer") buttons.push(keyed(say("grade_none"), "0", () => decide([])));
  if (item.kind === "page") buttons.push(keyed(say("grade_leave_out"), "0", () => decide([])));
  if (item.kind === "answer") buttons.push(keyed(chosen.size ? say("grade_take", { values: [...chosen].join(" ") }) : say("grade_take_none"), "Enter", accept, "main"));
  byId("choices").replaceChildren(...buttons);
};

const keyed = (text, key, action, name = "") => {
  const button = make("button", name, text, " ", make("kbd", "", key));
  button.type = "button";
  button.addEventListener("click", action);
  return button;
};

const show = async () => {
  const said = await ask(`/next?${new URLSearchParams(skipped.map((key) => ["skipped", key]))}`);
  if (!said) return;
  item = said.item;
  byId("title").textContent = said.title;
  byId("left").textContent = said.left ? say("grade_left", { count: said.left }) : "";
  byId("item").hidden = !item;
  byId("done").hidden = Boolean(item) || said.left > 0;
  if (!item && said.left) {
    skipped.length = 0;
    await show();
    return;
  }
  if (!item) {
    byId("done").focus();
    return;
  }
  chosen = new Set(item.kind === "answer" ? item.guess : []);
  byId("what").textContent = item.title;
  byId("reason").textContent = item.reason;
  const picture = byId("picture");
  picture.hidden = !item.picture;
  if (item.picture) picture.setAttribute("src", `/picture?${new URLSearchParams({ key: item.key })}`);
  byId("number").hidden = item.kind !== "student";
  drawChoices();
  if (item.kind === "student") {
    byId("student").value = item.guess[0] ?? "";
    byId("student").select();
  } else {
    byId("item").focus();
  }
};

const once = (action) => async (...values) => {
  if (busy) return;
  busy = true;
  try {
    await action(...values);
  } finally {
    busy = false;
  }
};

const decide = once(async (values) => {
  if (await ask("/decide", { key: item.key, values })) await show();
});

const choose = (value) => {
  if (!item.many) {
    decide([value]);
    return;
  }
  if (!chosen.delete(value)) chosen.add(value);
  drawChoices();
};

const accept = () => decide(item.values.filter((value) => chosen.has(value)));
const undo = once(async () => {
  if (await ask("/undo", {})) await show();
});
const later = once(async () => {
  if (item) skipped.push(item.key);
  await show();
});

byId("picture").addEventListener("error", () => { byId("picture").hidden = true; });
byId("undo").addEventListener("click", undo);
byId("skip").addEventListener("click", later);
byId("number").addEventListener("submit", (event) => {
  event.preventDefault();
  if (byId("student").value.trim()) decide([byId("student").value.trim()]);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target === byId("student")) return;
  const pressed = letter(event);
  if (pressed === "u") undo();
  else if (pressed === "l") later();
  else if (!item || event.repeat) return;
  else if (/^[1-8]$/.test(event.key) && item.values[Number(event.key) - 1] !== undefined) choose(item.values[Number(event.key) - 1]);
  else if (event.key === "0" && item.kind !== "student") decide([]);
  else if (event.key === "Enter" && item.kind === "answer" && !(event.target instanceof HTMLButtonElement)) accept();
  else return;
  event.preventDefault();
});

const key = location.hash.slice(1);
if (key) history.replaceState(null, "", location.pathname);
if (!key || await ask("/key", { key })) show();
