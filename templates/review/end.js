// The last screen: the ranking, what was missed with its answers, and the results to take along.
import { byId, make } from "../shared/page.js";
import { lesson, typed } from "./page.js";
import { called, csv, missed, standings } from "./results.js";

/* A question with its right answer and where that is proved, as they stand on its slide. */
const entry = (slide) => {
  const copies = (selector) => [...slide.querySelectorAll(selector)].map((each) => each.cloneNode(true));
  const asked = make("p", "asked", ...[...slide.querySelector("h2").cloneNode(true).childNodes]);
  const truth = copies(".options:not(.tally) [data-correct] > span:first-child").map((word) => make("p", "answer", word));
  const item = make("li", "", asked, ...truth, ...copies(".reveal > :is(.answer, .steps, .names), .reveal > footer > p"));
  item.dir = "auto";
  return item;
};

const ranked = ({ place, name, points }) =>
  make("li", "", make("b", "", String(place)), typed("span", "name", name), make("span", "points", String(points).replace("-", "−")));

export class End {
  constructor(slides, startAgain) {
    this.slides = slides;
    byId("save").addEventListener("click", () => this.#save());
    byId("print").addEventListener("click", () => this.#print());
    byId("start-again").addEventListener("click", startAgain);
  }

  show(session) {
    this.session = session;
    byId("ranking").replaceChildren(...standings(session).map(ranked));
    byId("ranking").hidden = session.teams.length === 0;
    const questions = missed(session);
    byId("missed").querySelector("ol")?.replaceChildren(...questions.map((question) => entry(this.slides[question])));
    byId("missed").hidden = byId("print").hidden = questions.length === 0;
    byId("save").hidden = !session.turns.length;
  }

  #save() {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([csv(this.session, lesson)], { type: "text/csv" }));
    link.download = `${called(lesson.name, this.session.began)}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  /* Prints this screen's list; printing from the browser's menu gives all questions. */
  #print() {
    document.body.dataset.print = "missed";
    addEventListener("afterprint", () => delete document.body.dataset.print, { once: true });
    window.print();
  }
}
