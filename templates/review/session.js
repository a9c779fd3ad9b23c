// The session of quizgen/classroom/engine.py for a class without devices: lobby → ask → (discuss → revote)? → reveal →
// ask … → end, with hands that the teacher counts in the place of votes. It knows no page and no clock: whatever happens
// comes with its time in milliseconds.

/* Something that cannot happen now; nothing has changed. */
export class Refused extends Error {}

/**
 * How many hands went up.
 * @param {Counts} counts
 */
export const sum = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);

export class Session {
  /**
   * ``questions`` have a ``sort`` and, where it is "one", ``choices`` with the one that is ``right``; ``rules`` are the
   * constants of quizgen/exporters/review/rules.py. ``kept`` is what `toJSON` gave of a session that goes on, or what a
   * new one begins with: ``seconds`` for an answer, ``teams`` as {name, extra}.
   * @param {ReviewQuestion[]} questions
   * @param {Rules} rules
   */
  constructor(questions, rules, kept = {}) {
    this.questions = questions;
    this.rules = rules;
    this.began = 0;
    this.seconds = 0;
    /** @type {Team[]} */
    this.teams = [];
    /** @type {[question: number, round: number][]} */
    this.queue = questions.map((_, place) => [place, 1]);
    /** @type {ReviewTurn[]} */
    this.turns = [];
    this.place = -1;
    this.ended = false;
    this.paused = false;
    Object.assign(this, kept);
  }

  toJSON() {
    const { began, seconds, teams, queue, turns, place, ended, paused } = this;
    return { began, seconds, teams, queue, turns, place, ended, paused };
  }

  get turn() {
    return this.turns[this.place] ?? null;
  }

  get phase() {
    if (this.ended) return "end";
    return this.turn ? this.turn.phase : "lobby";
  }

  /** @param {ReviewTurn} turn */
  asked(turn) {
    return this.questions[turn.question];
  }

  /* How many milliseconds are left at ``at``, null without a limit. */
  remaining(turn, at) {
    return turn.left === null || turn.since === null ? turn.left : Math.max(0, turn.left - (at - turn.since));
  }

  // Counting ----------------------------------------------------------------------------------------------------------

  /* What is counted of a question: each of its options, or else how many had it right and how many not. */
  keys(turn) {
    const { sort, choices } = this.asked(turn);
    return sort === "one" ? choices : ["right", "wrong"];
  }

  /* The hands that are being counted, or were last. */
  ballot(turn) {
    return turn.again ? turn.second : turn.first;
  }

  /* The hands that count: the second, once there are any. */
  votes(turn) {
    return turn.phase === "revote" || sum(turn.second) ? turn.second : turn.first;
  }

  /* Which share of these hands is right; null where there are none. */
  share(turn, votes = this.votes(turn)) {
    const { sort, right } = this.asked(turn);
    const all = sum(votes);
    return all ? (votes[sort === "one" ? right : "right"] ?? 0) / all : null;
  }

  /* What peer instruction makes of the share. */
  advice(turn) {
    const share = this.share(turn);
    if (share === null) return null;
    return share < this.rules.teach_again ? "teach" : share <= this.rules.talk ? "discuss" : "explain";
  }

  /* What no option tells can be counted only once the answer is shown: before, it would tell something of it. */
  countable() {
    const phase = this.phase;
    return phase === "reveal" || (["ask", "revote"].includes(phase) && this.asked(this.turn).sort === "one");
  }

  count(key, number) {
    if (!this.countable()) throw new Refused("closed");
    const turn = this.turn;
    if (!this.keys(turn).includes(key) || !Number.isInteger(number) || number < 0) throw new Refused("answer");
    this.ballot(turn)[key] = number;
    if (turn.phase === "reveal") this.#return(turn);
  }

  // Teams -------------------------------------------------------------------------------------------------------------

  /* Whether a team had it right, or no longer. */
  toggle(team) {
    const turn = this.#in("reveal");
    if (!this.teams[team]) throw new Refused("unknown");
    turn.teams = turn.teams.includes(team) ? turn.teams.filter((each) => each !== team) : [...turn.teams, team];
  }

  correct(team, by) {
    if (!this.teams[team]) throw new Refused("unknown");
    this.teams[team].extra += by;
  }

  points(team) {
    return this.turns.filter((turn) => turn.teams.includes(team)).length + this.teams[team].extra;
  }

  // The teacher's steps -----------------------------------------------------------------------------------------------

  next(at) {
    if (this.ended) throw new Refused("step");
    if (this.place < this.turns.length - 1) {
      this.#go(this.place + 1, at);
      return;
    }
    if (this.turn && this.turn.phase !== "reveal" && !this.turn.skipped) throw new Refused("step");
    this.#forward(at);
  }

  skip(at) {
    if (this.ended || !this.turn || this.turn.phase === "reveal") throw new Refused("step");
    this.turn.skipped = true;
    this.next(at);
  }

  back(at) {
    if (this.ended) {
      this.ended = false;
      this.#go(this.place, at);
    } else if (this.place > 0) this.#go(this.place - 1, at);
    else throw new Refused("step");
  }

  discuss() {
    Object.assign(this.#in("ask"), { phase: "discuss", left: null });
  }

  revote(at) {
    Object.assign(this.#in("discuss"), { phase: "revote", again: true });
    this.#startClock(at);
  }

  reveal() {
    const turn = this.#in("ask", "discuss", "revote");
    Object.assign(turn, { phase: "reveal", left: null, skipped: false });
    this.#return(turn);
  }

  end(at) {
    if (this.ended) throw new Refused("step");
    this.#rest(at);
    this.ended = true;
  }

  pause(at) {
    this.paused = true;
    this.#rest(at);
  }

  resume(at) {
    this.paused = false;
    if (this.turn && !this.ended) Object.assign(this.turn, { left: this.remaining(this.turn, at), since: at });
  }

  addTime(at, seconds) {
    const turn = this.#in("ask", "revote", "discuss");
    Object.assign(turn, { left: (this.remaining(turn, at) ?? 0) + seconds * 1000, since: this.paused ? null : at });
  }

  /* Goes on at ``at`` after the machine stopped, of which nothing is known since ``seen``. */
  wake(seen, at) {
    this.#rest(seen);
    if (!this.ended) this.#go(this.place, at);
  }

  #in(...phases) {
    if (!this.turn || !phases.includes(this.phase)) throw new Refused("step");
    return this.turn;
  }

  #forward(at) {
    if (this.turns.length === this.queue.length) {
      this.end(at);
      return;
    }
    const [question, round] = this.queue[this.turns.length];
    this.#rest(at);
    this.turns.push({ question, round, phase: "ask", skipped: false, again: false, left: null, since: null, first: {}, second: {}, teams: [], comes: null });
    this.place = this.turns.length - 1;
    this.#startClock(at);
  }

  /* Goes to an earlier or later turn; the clock of the one that is left stops until somebody comes back. */
  #go(place, at) {
    this.#rest(at);
    this.place = place;
    if (this.turn && !this.paused) this.turn.since = at;
  }

  #rest(at) {
    if (this.turn) Object.assign(this.turn, { left: this.remaining(this.turn, at), since: null });
  }

  #startClock(at) {
    Object.assign(this.turn, { left: this.seconds * 1000 || null, since: this.paused ? null : at });
  }

  /* Puts a question that too few had right into the queue again, or takes it out if the count was corrected. */
  #return(turn) {
    if (turn !== this.turns.at(-1)) return;
    if (turn.comes !== null) this.queue.splice(turn.comes, 1);
    turn.comes = null;
    const { enough, rounds, later } = this.rules;
    const share = this.share(turn);
    if (share === null || share >= enough || turn.round >= rounds) return;
    // Asked again soon it would only test whether its answer was read; where too few are left between, it is not.
    for (let place = this.turns.length - 1 + later; place <= this.queue.length; place += 1) {
      const near = this.queue.slice(Math.max(0, place - later + 1), place + later - 1);
      if (near.some(([question]) => question === turn.question)) continue;
      turn.comes = place;
      this.queue.splice(place, 0, [turn.question, turn.round + 1]);
      return;
    }
  }
}
