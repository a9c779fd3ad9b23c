// What Anki's apps give a card's own scripts, as far as the shipped templates ask for it; and the frame's height.
"use strict";
(() => {
  const { card, kept } = window.quizgen;
  // Chance that depends on the card alone: its options stand in one order in all frames, and on any day.
  let seed = [...card].reduce((sum, letter) => (Math.imul(sum, 31) + Number(letter.codePointAt(0))) >>> 0, 7);
  Math.random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  // A sandboxed frame has no storage; the sheet hands what the question kept to its answer.
  Object.defineProperty(window, "sessionStorage", {
    value: {
      getItem: (key) => kept[key] ?? null,
      setItem: (key, value) => { kept[key] = String(value); },
      removeItem: (key) => { delete kept[key]; },
    },
  });

  const border = (look, name) => look.getPropertyValue(name).trim().replace(" ", " solid ");
  const draw = () => {
    const picture = /** @type {HTMLImageElement} */ (document.querySelector("#image-occlusion-container img"));
    const canvas = /** @type {HTMLElement} */ (document.getElementById("image-occlusion-canvas"));
    const look = getComputedStyle(canvas);
    canvas.style.display = "none"; // Anki lays it over the picture; here the layer replaces it
    const layer = document.createElement("div");
    picture.after(layer);
    for (const shape of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-shape]"))) {
      const kind = { cloze: "active", "cloze-inactive": "inactive", "cloze-highlight": "highlight" }[shape.className];
      const box = document.createElement("div");
      const sides = ["left", "top", "width", "height"].map((side) => `${side}: ${Number(shape.dataset[side]) * 100}%`);
      box.style.cssText = `position: absolute; box-sizing: border-box; ${sides.join("; ")}`;
      box.style.background = look.getPropertyValue(`--${kind}-shape-color`);
      box.style.border = border(look, `--${kind}-shape-border`);
      layer.append(box);
    }
    const fit = () => {
      layer.style.cssText = `position: absolute; left: ${picture.offsetLeft}px; top: ${picture.offsetTop}px;
        width: ${picture.offsetWidth}px; height: ${picture.offsetHeight}px`;
    };
    /** @type {HTMLElement} */ (picture.closest("#image-occlusion-container")).style.position = "relative";
    new ResizeObserver(fit).observe(picture);
    fit();
    document.addEventListener("click", ({ target }) => { if (/** @type {Element} */ (target).closest("#toggle")) layer.hidden = !layer.hidden; });
  };
  window.anki = { imageOcclusion: { setup: draw } };

  addEventListener("load", () => {
    const tell = () => {
      const style = getComputedStyle(document.body);
      const { height } = document.body.getBoundingClientRect();
      const margins = parseFloat(style.marginTop) + parseFloat(style.marginBottom);
      parent.postMessage({ width: innerWidth, height: Math.ceil(height + margins), kept }, "*");
    };
    tell(); // the observer sleeps in a frame that is out of sight
    new ResizeObserver(tell).observe(document.body);
  });
})();
