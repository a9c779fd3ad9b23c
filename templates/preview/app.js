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
