// Hands that are counted on a question's slide, and after the answer how many there were, as bars.
import { sum } from "./session.js";
import { make, percent, say, words } from "../shared/page.js";
import { button, labelled } from "./page.js";

const MOST = 999;

/* Two rows for questions without options: how many had it right, and how many not. */
const tally = (slide) => {
  const rows = [words.is_right, words.is_wrong].map((word) => make("li", "", make("span", "", word)));
  rows[0].dataset.correct = "";
  const list = make("ul", "options tally", ...rows);
  slide.querySelector(".reveal").parentElement.before(list);
  return list;
};

const bar = (count, all, name) => {
  const filled = make("span", "filled");
  filled.style.inlineSize = `${all ? (100 * count) / all : 0}%`;
  return make("span", "count-bar", make("span", `bar ${name}`, filled), make("span", "count", String(count)));
};

const share = (session, turn, votes) => {
  const value = session.share(turn, votes);
  return value === null ? "" : `: ${say("live_share", { share: percent(value) })}`;
};

export class Hands {
  /* ``counted`` is called with a new number for one of the ``keys``. */
  constructor(slide, { sort, choices }, counted) {
    this.slide = slide;
    this.always = sort === "one";
    this.list = this.always ? slide.querySelector(".options") : tally(slide);
    this.rows = [...this.list.children].map((row, place) => this.#row(row, (this.always ? choices : ["right", "wrong"])[place], counted));
    this.legend = make("p", "legend");
    this.list.after(this.legend);
  }

  #row(row, key, counted) {
    const name = (row.querySelector(".letter") ?? row.querySelector("span")).textContent;
    const input = make("input");
    Object.assign(input, { type: "number", min: 0, max: MOST, inputMode: "numeric" });
    input.setAttribute("aria-label", labelled(name, words.projector_hands));
    const take = () => counted(key, Math.min(MOST, Math.max(0, Math.trunc(Number(input.value)) || 0)));
    const add = (by) => {
      input.value = String(Math.min(MOST, Math.max(0, (Number(input.value) || 0) + by)));
      take();
    };
    const adder = (label, by) => {
      const made = button(label, () => add(by), { spoken: labelled(name, `${label}1`) });
      made.tabIndex = -1; // the arrows of the field do the same
      return made;
    };
    input.addEventListener("input", take);
    input.addEventListener("keydown", ({ key: pressed }) => {
      if (pressed === "Enter") this.#after(input).focus();
      if (pressed === "Escape") this.slide.focus();
    });
    const hands = make("span", "hands", adder("−", -1), input, adder("+", 1));
    const bars = make("span", "bars");
    row.append(hands, bars);
    return { key, input, hands, bars };
  }

  /* The next field, and after the last the slide, where keys are steps again. */
  #after(input) {
    const inputs = this.rows.map((row) => row.input);
    return inputs[inputs.indexOf(input) + 1] ?? this.slide;
  }

  /* Shows what is counted in the current turn. */
  show(session) {
    const ballot = session.ballot(session.turn);
    const open = session.countable();
    this.list.hidden = !(this.always || open);
    for (const { key, input, hands } of this.rows) {
      hands.hidden = !open;
      if (document.activeElement !== input) input.value = ballot[key] ? String(ballot[key]) : "";
    }
    this.draw(session);
  }

  /* Draws the bars: none before the answer is shown. */
  draw(session) {
    const { turn } = session;
    const votes = session.votes(turn);
    const revealed = turn.phase === "reveal" && sum(votes) > 0;
    const before = revealed && votes === turn.second && sum(turn.first) ? turn.first : null;
    for (const { key, bars } of this.rows) {
      const drawn = before ? [bar(before[key] ?? 0, sum(before), "before")] : [];
      if (revealed) drawn.push(bar(votes[key] ?? 0, sum(votes), "after"));
      bars.replaceChildren(...drawn);
    }
    this.legend.replaceChildren();
    if (!before) return;
    const [one, other] = [[words.live_before, before], [words.live_after, votes]].map(([word, hands]) => `${word}${share(session, turn, hands)}`);
    this.legend.append(make("span", "key before"), make("span", "", one), make("span", "key after"), make("span", "", other));
  }
}
