// The screen before a lesson: teams and seconds, which nobody needs to give, and the lesson that was left.
import { byId, make, say, words } from "../shared/page.js";
import { lesson } from "./page.js";

const LONGEST_NAME = 24;

const within = (input, most) => Math.min(most, Math.max(0, Math.trunc(Number(input.value)) || 0));

export class Start {
  /* ``begin`` is called with the seconds and teams of a new lesson, ``goOn`` with the stored state of the old one. */
  constructor({ begin, goOn }) {
    this.begin = begin;
    this.goOn = goOn;
    /** @type {KeptSession | null} */
    this.kept = null;
    byId("team-count").addEventListener("input", () => this.#nameTeams());
    byId("go-on").addEventListener("click", () => goOn(this.kept));
    byId("start").addEventListener("submit", (event) => {
      event.preventDefault();
      begin(this.#wanted());
    });
  }

  /* Fields for the names of as many teams as are wanted; names that were typed stay. */
  #nameTeams() {
    const wanted = within(byId("team-count"), lesson.rules.most_teams);
    const fields = [...byId("names").children];
    fields.slice(wanted).forEach((field) => field.remove());
    for (let number = fields.length + 1; number <= wanted; number += 1) {
      const input = make("input");
      const usual = say("live_team", { number });
      Object.assign(input, { maxLength: LONGEST_NAME, placeholder: usual, dir: "auto" });
      input.setAttribute("aria-label", usual);
      byId("names").append(input);
    }
  }

  #wanted() {
    const inputs = /** @type {HTMLInputElement[]} */ ([...byId("names").children]);
    const teams = inputs.map((input) => ({ name: input.value.trim() || input.placeholder, extra: 0 }));
    return { seconds: within(byId("seconds"), lesson.rules.most_seconds), teams };
  }

  /* Shows the screen, with what was kept, if that is not null; → is then to go on. */
  show(kept) {
    this.kept = kept;
    const begin = byId("begin");
    byId("kept").hidden = !kept;
    begin.classList.toggle("main", !kept);
    /** @type {Node} */ (begin.firstChild).textContent = `${kept ? words.start_again : words.live_start} `;
    /** @type {HTMLElement} */ (begin.querySelector("kbd")).hidden = Boolean(kept);
    if (kept) byId("where").textContent = `${kept.session.place + 1} / ${kept.session.queue.length}`;
    byId("start").hidden = false;
    byId(kept ? "go-on" : "begin").focus();
  }

  /* What usually comes next. */
  next() {
    if (this.kept) this.goOn(this.kept);
    else this.begin(this.#wanted());
  }
}
