// What the page asks of its server, and what the server tells it.
import { byId, words } from "/studio/page.js";

const AGAIN = 1000; // milliseconds before a server that does not answer is asked again
const pause = (time) => new Promise((done) => { setTimeout(done, time); });
/* This page among those of the same teacher. */
export const page = crypto.randomUUID();

/* Fragments come from the page's own server, with every text in them escaped. */
const policy = /** @type {any} */ (window).trustedTypes?.createPolicy("fragments", { createHTML: (html) => html });

/**
 * Shows a fragment in an element; the field with the focus keeps it.
 * @param {Element} target
 * @param {string} html
 */
export const show = (target, html) => {
  const held = target.contains(document.activeElement) ? document.activeElement?.id : "";
  target.innerHTML = policy ? policy.createHTML(html) : html;
  if (held) document.getElementById(held)?.focus();
};

/**
 * Shows a fragment in an element, of which only what differs is put in its place: a selection elsewhere stays.
 * @param {Element} target
 * @param {string} html
 */
export const update = (target, html) => {
  const fresh = document.createElement("template");
  fresh.innerHTML = policy ? policy.createHTML(html) : html;
  replaceDifferent(target, fresh.content);
};
const hasWords = (node) => [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
const replaceDifferent = (old, fresh) => {
  if (old.children.length !== fresh.children.length || hasWords(old) || hasWords(fresh)) {
    old.replaceChildren(...fresh.childNodes);
    return;
  }
  [...fresh.children].forEach((child, number) => {
    const shown = old.children[number];
    if (shown.isEqualNode(child)) return;
    if (shown.cloneNode().isEqualNode(child.cloneNode())) replaceDifferent(shown, child);
    else shown.replaceWith(child);
  });
};

/**
 * Says above the page what is wrong; "" where nothing is.
 * @param {string} message
 */
export const trouble = (message) => {
  const shown = byId("trouble");
  shown.hidden = !message;
  shown.textContent = message;
};

/* A reply; a server that does not answer is asked until it does. */
const reach = async (path, options = {}) => {
  for (;;) {
    try {
      const reply = await fetch(path, options);
      if (reply.status !== 401) return reply;
      trouble(words.studio_wrong_key);
    } catch {
      trouble(words.studio_lost);
    }
    await pause(AGAIN);
  }
};

/**
 * Sends something; gives what the server says, and whether it did what was asked.
 * @param {string} path
 * @param {object} body
 * @returns {Promise<[done: boolean, said: any]>}
 */
export const post = (path, body) => send(path, JSON.stringify({ ...body, page }), "application/json");

/**
 * Sends a file or a text as it is.
 * @param {string} path
 * @param {Blob | string} body
 * @returns {Promise<[done: boolean, said: any]>}
 */
export const send = async (path, body, type = "application/octet-stream") => {
  const reply = await reach(path, { method: "POST", headers: { "Content-Type": type }, body });
  const said = await reply.json().catch(() => ({ message: reply.statusText }));
  trouble(reply.ok ? "" : said.message ?? "");
  return [reply.ok, said];
};

/**
 * A fragment of the page.
 * @param {string} path
 * @param {Record<string, string>} asked
 */
export const fragment = async (path, asked = {}) => (await reach(`${path}?${new URLSearchParams(asked)}`)).text();

/* Exchanges the key in the address for a cookie; gives whether the page may go on. */
export const enter = async () => {
  const key = location.hash.slice(1);
  if (!key) return true;
  history.replaceState(null, "", location.pathname);
  const [known] = await post("/key", { key });
  if (!known) trouble(words.studio_wrong_key);
  return known;
};

/**
 * Listens for what changes. ``refresh`` is called first and whenever a lost connection is back: what a page shows from
 * before it listens may have changed without it.
 * @param {(news: any) => void} take
 * @param {() => void} refresh
 */
export const listen = (take, refresh) => {
  const events = new EventSource("/events");
  events.addEventListener("message", (event) => take(JSON.parse(event.data)));
  events.addEventListener("error", () => {
    trouble(words.studio_lost);
    if (events.readyState === EventSource.CLOSED) setTimeout(() => listen(take, refresh), AGAIN);
  });
  events.addEventListener("open", () => {
    trouble("");
    refresh();
  });
};
