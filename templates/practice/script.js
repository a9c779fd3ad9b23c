"use strict";
(() => {
  const { name, version, said: saidText, checks: checksText, rules: rulesText } = document.body.dataset;
  const said = JSON.parse(saidText ?? "{}");
  const checks = JSON.parse(checksText ?? "{}");
  const say = (word, values) => said[word].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const store = `quizgen-practice:${name}`;
  const questions = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".question")]);
  /** @type {<Id extends string>(id: Id) => ElementOf<Id>} */
  const byId = (id) => /** @type {any} */ (document.getElementById(id));
  // Of each question: what is given, whether it was checked, counted as right by the learner, put aside at a retry.
  const kept = {};

  const { judge, tidy } = judgingBy(say, JSON.parse(rulesText ?? "{}"));

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
    sign.children[0].textContent = right ? "✓" : "✗";
    sign.children[1].textContent = right ? said.is_right : said.is_wrong;
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
    byId("score").textContent = score;
    byId("bar").value = done;
    byId("total").textContent = done === states.length ? score : "";
    byId("again").hidden = !states.some((state) => state.checked && !state.right);
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
    focus(after.find((each) => !kept[id(each)].checked) ?? byId("result"));
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
  byId("again").addEventListener("click", () => {
    for (const question of questions) {
      if (!kept[id(question)].right) fresh(question);
      else kept[id(question)].aside = true;
      show(question);
    }
    total();
    focus(questions.find((question) => !question.hidden));
  });
  byId("start-again").addEventListener("click", () => {
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
