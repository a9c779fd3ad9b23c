"use strict";
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const button = (id) => document.getElementById(id);
  const store = `quizgen-review:${document.body.dataset.review}:${slides.length}`;
  const state = { place: 0, shown: slides.map(() => false) };

  // A page opened from a file may be refused storage; the review then simply starts anew.
  const load = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(store) ?? "null");
      if (kept && kept.place in slides && kept.shown.length === slides.length) Object.assign(state, kept);
    } catch { /* nothing kept */ }
  };
  const save = () => {
    try { sessionStorage.setItem(store, JSON.stringify(state)); } catch { /* nothing to keep it in */ }
  };

  const show = (focus) => {
    slides.forEach((slide, place) => {
      slide.hidden = place !== state.place;
      slide.classList.toggle("revealed", state.shown[place]);
      slide.querySelector(".reveal").hidden = !state.shown[place];
    });
    document.getElementById("place").textContent = String(state.place + 1);
    document.getElementById("bar").value = state.place + 1;
    button("previous").disabled = state.place === 0;
    button("next").disabled = state.place === slides.length - 1;
    button("reveal").disabled = state.shown[state.place];
    if (focus) slides[state.place].focus();
    save();
  };
  const go = (step) => {
    const place = Math.min(Math.max(state.place + step, 0), slides.length - 1);
    if (place === state.place) return;
    state.place = place;
    document.querySelector("main").scrollTop = 0;
    show(true);
  };
  const reveal = () => {
    if (state.shown[state.place]) return;
    state.shown[state.place] = true;
    show(false);
    const answer = slides[state.place].querySelector(".reveal");
    answer.scrollIntoView({ block: "nearest" });
  };
  // What a presenter's remote does: the answer first, then the next question.
  const advance = () => (state.shown[state.place] ? go(1) : reveal());

  button("previous").addEventListener("click", () => go(-1));
  button("next").addEventListener("click", () => go(1));
  button("reveal").addEventListener("click", reveal);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const pressed = event.target instanceof HTMLButtonElement && (event.key === " " || event.key === "Enter");
    const actions = {
      ArrowRight: () => go(1), ArrowLeft: () => go(-1), PageDown: advance, PageUp: () => go(-1),
      " ": advance, Enter: advance, Home: () => go(-slides.length), End: () => go(slides.length),
    };
    if (pressed || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });

  load();
  show(false);
})();
