// A photograph of the class's cards, on its way to the laptop, and what became of it.
import { make, say, words } from "/live/page.js";

const REASONS = { closed: "live_closed", stale: "live_closed", answer: "live_cards_not", picture: "live_no_picture", large: "live_no_picture", unwritten: "live_unwritten" };
const numbers = (all) => all.join(", ");

export class Photographer {
  /* With ``several``, pictures are chosen on a laptop; without, a phone opens its camera. */
  constructor(key, { several = false } = {}) {
    this.key = key;
    this.input = make("input", "spoken");
    Object.assign(this.input, { type: "file", accept: "image/jpeg,image/png,image/webp", multiple: several, disabled: true });
    if (!several) this.input.capture = "environment";
    this.input.addEventListener("change", () => this.send([...(this.input.files ?? [])]));
    this.able = this.sending = false;
    this.label = make("label", "photograph", words.live_cards_photograph, this.input);
    this.count = make("p", "count");
    this.missing = make("p", "missing");
    this.status = make("p", "status");
    this.status.setAttribute("role", "status");
    this.element = make("div", "photographer", this.label, this.count, this.missing, this.status);
  }
  show(state) {
    const { count, missing, answerable } = state.cards;
    const asking = Boolean(state.question) && ["ask", "revote"].includes(state.phase);
    if (this.ballot !== state.ballot) this.status.textContent = asking && !answerable ? words.live_cards_not : "";
    this.ballot = state.ballot;
    this.able = asking && answerable && state.open;
    this.enable();
    this.count.textContent = asking && answerable ? say("live_cards_read", { count: count - missing.length, all: count }) : "";
    this.missing.textContent = asking && answerable && missing.length && missing.length < count ? say("labelled", { label: words.live_cards_missing, text: numbers(missing) }) : "";
  }
  enable() {
    this.input.disabled = !this.able || this.sending;
    this.label.classList.toggle("disabled", this.input.disabled);
  }
  async send(files) {
    if (!files.length) return;
    this.sending = true;
    this.enable();
    this.status.textContent = words.live_cards_reading;
    const messages = [];
    for (const file of files) messages.push(...await this.sent(file));
    this.status.textContent = [...new Set(messages)].join(" ");
    this.input.value = ""; // the same picture may be chosen again
    this.sending = false;
    this.enable();
  }
  async sent(file) {
    let reply;
    try {
      reply = await (await fetch("/cards", { method: "POST", headers: { "X-Quizgen-Key": this.key }, body: file })).json();
    } catch {
      return [words.live_lost];
    }
    if (reply.why) return [words[REASONS[reply.why] ?? "live_closed"]];
    const parts = [say("live_cards_seen", { count: reply.read })];
    for (const [key, all] of [["live_cards_doubtful", reply.doubtful], ["live_cards_strange", reply.strange]]) {
      if (all.length) parts.push(`${say("labelled", { label: words[key], text: numbers(all) })}.`);
    }
    return parts;
  }
}
