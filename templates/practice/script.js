"use strict";
(() => {
  const { name, version, said: saidText, checks: checksText } = document.body.dataset;
  const said = JSON.parse(saidText);
  const checks = JSON.parse(checksText);
  const say = (word, values) => said[word].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const store = `quizgen-practice:${name}`;
  const questions = [...document.querySelectorAll(".question")];
  // Of each question: what is given, whether it was checked, counted as right by the learner, put aside at a retry.
  const kept = {};

  // Comparing ---------------------------------------------------------------------------------------------------
  const tidy = (text) => text.normalize("NFC").replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "").replace(/\s+/g, " ").trim();
  const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0670]/g;
  const folded = (text) => {
    const plain = tidy(text).normalize("NFD").replace(ACCENTS, "").toUpperCase().toLowerCase().normalize("NFD").replace(ACCENTS, "")
      .replace(/[‘’‚‛′´`]/g, "'").replace(/[“”„‟«»″]/g, '"').replace(/[‐‑‒–—−]/g, "-").replace(/\s/g, "");
    return plain || tidy(text);
  };
  const same = (given, right) => folded(given) === folded(right);
  /* The way of writing it that was meant, or undefined. */
  const meant = (given, ways) => ways.find((way) => tidy(way) === tidy(given)) ?? ways.find((way) => same(given, way));
  const spelling = (given, way) => (tidy(given) === tidy(way) ? [] : [say("written_so", { text: way })]);

  /* Every number that "1,480" or "1.480,5" may mean, for a comma is a point in some languages. */
  const readings = (digits) => {
    const marks = digits.replace(/\d/g, "");
    if (!marks) return [Number(digits)];
    const last = marks.at(-1);
    const [first, ...others] = new Set(marks);
    if (others.length) return [Number(digits.replaceAll(first, "").replace(last, "."))];
    const whole = Number(digits.replaceAll(first, ""));
    if (marks.length > 1) return [whole];
    const grouped = /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits);
    return [Number(digits.replace(first, ".")), ...(grouped ? [whole] : [])];
  };
  const judgeNumber = (given, check) => {
    const way = meant(given, check.right[0]);
    if (way !== undefined) return { right: true, notes: [] };
    const text = tidy(given).replace(/(\d)[ '’](?=\d{3}(?!\d))/g, "$1");
    const found = /[-−]?\s?\d+(?:[.,]\d+)*/.exec(text);
    if (!found) return { right: false, notes: [] };
    const sign = /^[-−]/.test(found[0]) ? -1 : 1;
    const values = readings(found[0].replace(/[^\d.,]/g, "")).map((value) => sign * value);
    const slack = 1e-9;
    const fits = values.some((value) => check.numbers.some(([least, most]) =>
      value >= least - slack * Math.abs(least) && value <= most + slack * Math.abs(most)));
    const beside = text.replace(found[0], " ").split(/[\s\-−]+/).filter(Boolean);
    const unit = (word) => folded(word.normalize("NFKC")).replace(/\.$/, "");
    const known = new Set(check.units.map(unit));
    const right = fits && beside.every((word) => known.has(unit(word)));
    return { right, notes: fits && !right ? [say("wrong_unit", { text: check.right[0][0] })] : [] };
  };

  /* Whether an answer is right, which of its fields are, and what is to be said of it. */
  const judge = (check, given) => {
    if (check.sort === "one" || check.sort === "several") {
      const right = check.right.map(([value]) => value);
      return { right: given.length === right.length && given.every((value) => right.includes(value)), fields: null, notes: [] };
    }
    if (check.sort === "number") {
      const { right, notes } = judgeNumber(given[0], check);
      return { right, fields: [right], notes };
    }
    const notes = [];
    let fields;
    if (check.sort === "order") {
      fields = given.map((step, place) => check.right[step][0] === String(place + 1));
    } else if (check.sort === "match") {
      fields = given.map((value, place) => value === check.right[place][0]);
    } else {
      // The things of a list may come in any order, each counts once.
      const open = check.right.map((ways) => ways);
      fields = given.map((value, place) => {
        const at = check.sort === "list" ? open.findIndex((ways) => ways && meant(value, ways) !== undefined) : place;
        const way = at >= 0 ? meant(value, open[at]) : undefined;
        if (way === undefined || !value) return false;
        notes.push(...spelling(value, way));
        open[at] = check.sort === "list" ? null : open[at];
        return true;
      });
    }
    return { right: fields.every(Boolean), fields, notes };
  };

  // The page ----------------------------------------------------------------------------------------------------
  const id = (question) => question.dataset.question;
  const part = (question, selector) => question.querySelector(selector);
  const all = (question, selector) => [...question.querySelectorAll(selector)];
  const check = (question) => checks[id(question)];
  const read = (question) => {
    const sort = check(question).sort;
    if (sort === "order") return all(question, "[data-step]").map((step) => Number(step.dataset.step));
    const inputs = all(question, "[name=given]");
    if (sort === "one" || sort === "several") return inputs.filter((each) => each.checked).map((each) => each.value);
    return inputs.map((each) => tidy(each.value));
  };
  const write = (question, given) => {
    const sort = check(question).sort;
    if (sort === "order") {
      const steps = all(question, "[data-step]").sort((one, other) => one.dataset.step - other.dataset.step);
      part(question, ".steps").append(...(given ? given.map((step) => steps[step]) : steps));
      return;
    }
    all(question, "[name=given]").forEach((input, place) => {
      if (sort === "one" || sort === "several") input.checked = given?.includes(input.value) ?? false;
      else input.value = given?.[place] ?? "";
    });
  };
  const mark = (field, right) => {
    field.classList.add(right ? "is-right" : "is-wrong");
    const sign = document.createElement("span");
    sign.className = "mark";
    sign.innerHTML = '<span aria-hidden="true"></span><span class="spoken"></span>';
    sign.firstChild.textContent = right ? "✓" : "✗";
    sign.lastChild.textContent = right ? said.is_right : said.is_wrong;
    (field.querySelector("label") ?? field).append(sign);
  };
  const markFields = (question, found) => {
    const fields = all(question, ".field");
    if (found.fields) fields.forEach((field, place) => mark(field, found.fields[place]));
    else {
      const right = check(question).right.map(([value]) => value);
      for (const field of fields) {
        const input = part(field, "input");
        if (right.includes(input.value) || input.checked) mark(field, right.includes(input.value));
        for (const note of all(question, `[data-option="${input.value}"]`)) note.hidden = !input.checked && !right.includes(input.value);
      }
    }
  };
  const show = (question) => {
    const state = kept[id(question)];
    all(question, ".mark").forEach((sign) => sign.remove());
    all(question, ".field").forEach((field) => field.classList.remove("is-right", "is-wrong"));
    const found = state.checked ? judge(check(question), state.given) : null;
    state.right = Boolean(found && (found.right || state.counted));
    if (found) markFields(question, found);
    const notes = found?.notes ?? [];
    part(question, ".notes").textContent = [...new Set(notes)].join(" ");
    part(question, ".notes").hidden = notes.length === 0;
    part(question, ".verdict").textContent = found ? `${state.right ? "✓" : "✗"} ${state.right ? said.is_right : said.is_wrong}` : "";
    question.classList.toggle("checked", Boolean(found));
    question.classList.toggle("right-one", state.right);
    part(question, "fieldset").disabled = Boolean(found);
    part(question, ".check").hidden = Boolean(found);
    part(question, ".next").hidden = !found;
    const typed = ["typed", "number", "list"].includes(check(question).sort);
    part(question, ".count").hidden = !found || state.right || !typed;
    part(question, "details.answer").open = Boolean(found);
    question.hidden = state.aside;
  };
  const total = () => {
    const states = questions.map((question) => kept[id(question)]);
    const right = states.filter((state) => state.right).length;
    const done = states.filter((state) => state.checked).length;
    const score = say("score_of", { right, all: states.length });
    document.getElementById("score").textContent = score;
    document.getElementById("bar").value = done;
    document.getElementById("total").textContent = done === states.length ? score : "";
    document.getElementById("again").hidden = !states.some((state) => state.checked && !state.right);
    try {
      localStorage.setItem(store, JSON.stringify({ version, kept }));
    } catch { /* nothing to keep it in */ }
  };
  const fresh = (question) => {
    kept[id(question)] = { given: null, checked: false, counted: false, aside: false };
    write(question, null);
    show(question);
  };
  const focus = (element) => {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
  };
  const next = (question) => {
    const after = [...questions.slice(questions.indexOf(question) + 1), ...questions];
    focus(after.find((each) => !kept[id(each)].checked) ?? document.getElementById("result"));
  };

  for (const question of questions) {
    const state = () => kept[id(question)];
    part(question, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (state().checked) return;
      const given = read(question);
      if (!given.some((value) => value !== "") || (check(question).sort === "match" && given.includes(""))) {
        part(question, ".verdict").textContent = said.give_answer;
        return;
      }
      Object.assign(state(), { given, checked: true });
      show(question);
      total();
      part(question, ".next").focus({ preventScroll: true });
    });
    part(question, "form").addEventListener("input", () => {
      state().given = read(question);
      total();
    });
    part(question, ".next").addEventListener("click", () => next(question));
    part(question, ".count").addEventListener("click", () => {
      state().counted = true;
      show(question);
      total();
      part(question, ".next").focus({ preventScroll: true });
    });
    for (const button of all(question, "[data-way]")) {
      button.addEventListener("click", () => {
        const step = button.closest("[data-step]");
        if (button.dataset.way === "up") step.previousElementSibling?.before(step);
        else step.nextElementSibling?.after(step);
        button.focus();
        const steps = all(question, "[data-step]");
        const place = say("page_of", { page: steps.indexOf(step) + 1, pages: steps.length });
        part(question, ".moved").textContent = say("labelled", { label: part(step, ".step").textContent, text: place });
        state().given = read(question);
        total();
      });
    }
  }
  document.getElementById("again").addEventListener("click", () => {
    for (const question of questions) {
      if (!kept[id(question)].right) fresh(question);
      else kept[id(question)].aside = true;
      show(question);
    }
    total();
    focus(questions.find((question) => !question.hidden));
  });
  document.getElementById("anew").addEventListener("click", () => {
    questions.forEach(fresh);
    total();
    focus(questions[0]);
  });

  document.documentElement.classList.add("with-script");
  questions.forEach(fresh);
  // A page opened from a file may be refused storage; and what was kept of another quiz is of no use.
  try {
    const before = JSON.parse(localStorage.getItem(store) ?? "null");
    if (before?.version === version) {
      for (const question of questions) {
        Object.assign(kept[id(question)], before.kept[id(question)]);
        write(question, kept[id(question)].given);
        show(question);
      }
    }
  } catch { /* nothing kept */ }
  total();
})();
