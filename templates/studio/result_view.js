// The questions on the right, and the counts above them.
import { byId } from "/studio/page.js";
import { fragment, show } from "./server.js";

/* The style of cards, which every side shares: it is not that of the page. */
const cardStyle = new CSSStyleSheet();
void fragment("/studio/card.css").then((text) => cardStyle.replace(text));
const dark = matchMedia("(prefers-color-scheme: dark)");

/* Puts the covers of a picture's labels into their places, which the page's policy lets no fragment do. */
const layCovers = () => {
  for (const cover of /** @type {NodeListOf<HTMLElement>} */ (byId("result").querySelectorAll("[data-box]"))) {
    const [left, top, width, height] = (cover.dataset.box ?? "").split(" ");
    Object.assign(cover.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  }
};

/**
 * Shows the sides of the cards in an element with the style of cards.
 * @param {Element} place
 */
export const showFaces = (place) => {
  for (const face of place.querySelectorAll(".face")) {
    const given = face.querySelector("template");
    if (!given) continue;
    const card = document.createElement("div");
    card.className = `card${dark.matches ? " nightMode" : ""}`;
    card.append(given.content);
    const root = face.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [cardStyle];
    root.append(card);
  }
};

dark.addEventListener("change", () => {
  for (const face of byId("result").querySelectorAll(".face")) {
    face.shadowRoot?.querySelector(".card")?.classList.toggle("nightMode", dark.matches);
  }
});

/**
 * Shows the questions of a fact.
 * @param {string} html
 */
export const showResult = (html) => {
  const place = byId("result"), top = place.scrollTop;
  show(place, html);
  layCovers();
  showFaces(place);
  place.scrollTop = top;
};

/**
 * Shows how many questions a collection gives.
 * @param {string} collection
 */
export const showCounts = async (collection) => show(byId("counts"), await fragment("/result/counts", { collection }));
