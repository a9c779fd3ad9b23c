// Draws what the server sends. Nothing here parses HTML: text becomes text nodes, and elements are of a few known names.
import { make } from "/live/page.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";
const HTML_TAGS = new Set(["br", "mark", "span"]);
const MATHS_TAGS = new Set(["math", "maction", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded", "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover", "none", "semantics"]);
const ATTRIBUTES = /^(?:class|accent|accentunder|align|columnalign|columnlines|columnspacing|depth|display|displaystyle|fence|form|height|largeop|linebreak|linethickness|lspace|mathcolor|mathsize|mathvariant|maxsize|minsize|movablelimits|notation|rowalign|rowlines|rowspacing|rspace|scriptlevel|separator|stretchy|symmetric|voffset|width)$/;

/** @type {(node: Drawn) => Node} */
const drawn = (node) => {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, children] = node;
  const maths = MATHS_TAGS.has(tag);
  if (!maths && !HTML_TAGS.has(tag)) return document.createTextNode("");
  const element = maths ? document.createElementNS(MATHML, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (ATTRIBUTES.test(name)) element.setAttribute(name, value);
  }
  element.append(...children.map(drawn));
  return element;
};

/**
 * An element with a text as the server sends it.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} name
 * @param {Drawn[]} nodes
 */
export const text = (tag, name, nodes) => {
  const element = make(tag, name, ...nodes.map(drawn));
  element.dir = "auto";
  return element;
};

/** @type {(nodes: Drawn[]) => string} */
export const plain = (nodes) => text("span", "", nodes).textContent ?? "";

/* Which of the lesson's questions is asked, and whether it has come back. */
export const placed = ({ number, of, round }) => (number ? `${round > 1 ? "↻ " : ""}${number} / ${of}` : "");

/**
 * Puts these children in the place of all others.
 * @param {Element} parent
 * @param {(Node | string | null | undefined)[]} children
 */
export const fill = (parent, ...children) => parent.replaceChildren(.../** @type {(Node | string)[]} */ (children.filter(Boolean)));

/* A countdown from what the server said was left, in this page's own time. */
export class Countdown {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    /** @type {number | null} */
    this.left = null;
    /** @type {number | null} */
    this.until = null;
    setInterval(() => this.show(), 200);
  }
  set({ left, running }) {
    this.left = left ?? null;
    this.until = running && this.left !== null ? performance.now() + this.left : null;
    this.show();
  }
  show() {
    const left = this.until === null ? this.left : Math.max(0, this.until - performance.now());
    this.element.hidden = left === null;
    if (left === null) return;
    const seconds = Math.ceil(left / 1000);
    const shown = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (this.element.textContent !== shown) this.element.textContent = shown;
  }
}
