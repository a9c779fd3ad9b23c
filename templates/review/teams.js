// The bar with the teams: their points, which of them had it right, and points given or taken by hand.
import { byId, make, words } from "../shared/page.js";
import { button, labelled, typed } from "./page.js";

export class Teams {
  /* ``toggled`` is called with a team that had it right, or no longer; ``corrected`` with points given or taken. */
  constructor(toggled, corrected) {
    this.toggled = toggled;
    this.corrected = corrected;
    this.rows = [];
    byId("correct").addEventListener("click", () => this.#showCorrecting(byId("correct").getAttribute("aria-pressed") !== "true"));
  }

  #showCorrecting(wanted) {
    byId("correct").setAttribute("aria-pressed", String(wanted));
    for (const { fix } of this.rows) fix.hidden = !wanted;
  }

  /* Draws the bar for the teams of a session, if it has any. */
  begin(session) {
    this.rows = session.teams.map(({ name }, team) => {
      const points = make("b", "points");
      const hint = make("kbd", "", String(team + 1));
      hint.setAttribute("aria-hidden", "true");
      const had = button("", () => this.toggled(team), { name: "team" });
      had.append(hint, " ", typed("span", "name", name), " ", points);
      const fix = make("span", "fix", ...[-1, 1].map((by) => button(by < 0 ? "−" : "+", () => this.corrected(team, by), { spoken: labelled(name, `${by < 0 ? "−" : "+"}1`) })));
      return { had, points, fix };
    });
    byId("teams").querySelector("ul")?.replaceChildren(...this.rows.map(({ had, fix }) => make("li", "", had, fix)));
    this.#showCorrecting(false);
  }

  show(session) {
    byId("teams").hidden = !session?.teams.length;
    if (byId("teams").hidden) return;
    const revealed = session.phase === "reveal";
    byId("which-teams").textContent = revealed ? words.projector_which_teams : words.live_standings;
    this.rows.forEach(({ had, points }, team) => {
      points.textContent = String(session.points(team)).replace("-", "−");
      had.disabled = !revealed;
      had.setAttribute("aria-pressed", String(revealed && session.turn.teams.includes(team)));
    });
  }
}
