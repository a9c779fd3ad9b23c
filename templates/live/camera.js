import { Countdown, fill, placed, text } from "/live/draw.js";
import { Link } from "/live/link.js";
import { byId, make, words } from "/live/page.js";
import { Photographer } from "/live/photograph.js";

const key = location.hash.slice(1);
const photographer = new Photographer(key);
const countdown = new Countdown(byId("left"));
byId("buttons").append(photographer.element);

new Link({
  greet: () => ({ t: "teach", key, screen: "camera" }),
  take: (message) => {
    if (message.t === "no" && message.why === "key") fill(byId("question"), make("p", "message", words.live_wrong_key));
    if (message.t === "state") show(message);
  },
  changed: (up, began) => { byId("away").hidden = up || !began; },
}).open();

const show = (state) => {
  document.body.dataset.phase = state.phase;
  byId("place").textContent = placed(state);
  countdown.set(state);
  photographer.show(state);
  fill(byId("question"), state.question ? text("h1", "prompt", state.question.prompt) : text("h1", "prompt", [state.title]));
};
