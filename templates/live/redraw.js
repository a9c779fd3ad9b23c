// Parts of a page that are drawn again and again: what stays the same stays the same element, so that a click, the focus
// and an open menu outlive it.

/** @type {Map<string, (element: any) => void>} */
const handlers = new Map();
const keyOf = (node) => /** @type {HTMLElement} */ (node).dataset?.key;

/**
 * Names an element, and says what a click on it does, or a change of it if it is a menu. The name tells it from all others
 * on the page; what was said last counts, also for an element that was drawn before.
 * @template {HTMLElement} Made
 * @param {Made} element
 * @param {string} key
 * @param {(element: Made) => void} handler
 */
export const on = (element, key, handler) => {
  element.dataset.key = key;
  handlers.set(key, handler);
  return element;
};

for (const type of ["click", "change"]) {
  document.addEventListener(type, (event) => {
    const element = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-key]"));
    if (element && element.matches("select") === (type === "change")) handlers.get(keyOf(element) ?? "")?.(element);
  });
}

/**
 * Makes ``old`` like ``fresh``, which is not in the page.
 * @param {Element} old
 * @param {Element} fresh
 */
const liken = (old, fresh) => {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) === value) continue;
    if (name === "style" && old instanceof HTMLElement) old.style.cssText = value; // the page's policy forbids the attribute
    else old.setAttribute(name, value);
  }
  fillLike(old, [...fresh.childNodes]);
  if (old instanceof HTMLSelectElement && fresh instanceof HTMLSelectElement) old.value = fresh.value;
};

/**
 * @param {Element} parent
 * @param {Node[]} children
 */
const fillLike = (parent, children) => {
  const wanted = new Set(children.map(keyOf).filter(Boolean));
  for (const child of [...parent.children]) if (keyOf(child) && !wanted.has(keyOf(child))) child.remove();
  const named = new Map([...parent.children].filter(keyOf).map((child) => [keyOf(child), child]));
  /** @type {ChildNode | null} */
  let next = parent.firstChild;
  for (const child of children) {
    const key = keyOf(child);
    const old = key ? named.get(key) : next && !keyOf(next) ? next : undefined;
    if (!old || old.nodeName !== child.nodeName) {
      parent.insertBefore(child, next);
    } else {
      if (old === next) next = next.nextSibling;
      else parent.insertBefore(old, next);
      if (old !== child && old instanceof Element) liken(old, /** @type {Element} */ (child));
      else if (old.nodeValue !== child.nodeValue) old.nodeValue = child.nodeValue;
    }
  }
  while (next) {
    const after = next.nextSibling;
    next.remove();
    next = after;
  }
};

/** @type {Record<string, string>} */
const drawn = {};
/**
 * Draws a part of the page again if what it shows has changed.
 * @param {HTMLElement} part
 * @param {unknown} shown
 * @param {() => (Node | string | null | undefined)[]} draw
 */
export const redraw = (part, shown, draw) => {
  const active = /** @type {HTMLElement | null} */ (part.contains(document.activeElement) ? document.activeElement : null);
  const scene = JSON.stringify(shown);
  if (drawn[part.id] === scene || active?.matches("select")) return;
  drawn[part.id] = scene;
  const children = draw().filter(Boolean);
  fillLike(part, children.map((child) => (typeof child === "string" ? document.createTextNode(child) : /** @type {Node} */ (child))));
  if (active && !active.isConnected) /** @type {HTMLElement | null} */ (part.querySelector("[data-key]"))?.focus();
};
