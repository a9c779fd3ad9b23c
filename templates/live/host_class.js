// Who is in the class, and how others join it, on the teacher's page.
import { make, say, words } from "/live/page.js";
import { on } from "/live/redraw.js";

const MINUTES = [1, 2, 5, 10, 30];

/**
 * The address, the PIN and the code, and who may still join.
 * @param {State<Present>} state
 * @param {any} link
 * @param {string} key
 * @param {(label: string, done: () => void, name?: string, about?: string) => HTMLButtonElement} button
 */
export const joining = (state, link, key, button) => {
  const { addresses, chosen, pin } = state.joining;
  /** @type {HTMLElement[]} */
  const parts = [];
  if (addresses.length === 0) parts.push(make("p", "message", words.live_no_network));
  else {
    const image = make("img", "qr");
    image.src = `/qr/class/${chosen}.svg?${pin}`;
    image.alt = "";
    parts.push(make("p", "address", addresses[chosen]), make("p", "pin", `${words.live_pin} ${pin}`), image);
  }
  if (addresses.length > 1) {
    const menu = make("select");
    menu.append(...addresses.map((address, place) => new Option(address, String(place), place === chosen, place === chosen)));
    on(menu, "address", () => {
      menu.blur();
      link.send({ t: "address", n: 0, place: Number(menu.value) });
    });
    parts.push(make("label", "", words.live_address, " ", menu));
  }
  const act = (event) => link.ask({ t: "do", event });
  parts.push(button(words.live_projector, () => window.open(`/projector#${key}`, "quizgen-projector"), "wide"));
  parts.push(button(state.locked ? words.live_unlock : words.live_lock, () => act({ do: state.locked ? "unlock" : "lock" }), "wide"));
  parts.push(button(words.live_new_pin, () => confirm(words.live_new_pin_sure) && link.ask({ t: "pin" }), "wide"));
  return parts;
};

/**
 * The list of the class, who was removed, and who is shown by name.
 * @param {State<Present>} state
 * @param {(event: object) => Promise<Reply>} act
 * @param {(label: string, done: () => void, name?: string, about?: string) => HTMLButtonElement} button
 */
export const people = (state, act, button) => {
  const small = (label, done, person, name) => button(label, done, name, `${name} ${person.id}`);
  const list = make("ul", "people", ...state.names.map((person) => {
    const name = make("span", "words", person.team ? `${person.name} (${person.team})` : person.name);
    name.dir = "auto";
    const item = make("li", `${person.here ? "" : "gone"} ${person.shown ? "" : "held"}`, make("span", "tick", person.answered ? "✓" : "·"), name);
    item.dataset.key = `person ${person.id}`;
    const label = person.shown ? words.live_hide : state.moderated ? words.live_approve : words.live_show_one;
    const hide = small(label, () => act({ do: "name", player: person.id, shown: !person.shown }), person, "small");
    hide.setAttribute("aria-label", say("labelled", { label, text: person.name }));
    if (!person.card && !state.hidden) item.append(hide);
    const kick = small("×", () => confirm(say("live_kick_sure", { name: person.name })) && act({ do: "kick", player: person.id }), person, "kick");
    kick.setAttribute("aria-label", say("labelled", { label: words.live_kick, text: person.name }));
    item.append(kick);
    return item;
  }));
  const heading = make("h2", "", `${words.live_class} (${state.names.length})`);
  const all = button(state.hidden ? words.live_show_names : words.live_hide_names, () => act({ do: state.hidden ? "show-names" : "hide-names" }), "small");
  const held = state.moderated && state.names.some((person) => !person.shown);
  const approve = held ? button(words.live_approve_all, () => act({ do: "approve-names" }), "small", "names") : "";
  return [heading, all, approve, list, newcomers(state, act), removed(state, act, button)];
};

/* A menu by which everybody who joined in the last minutes is removed. */
const newcomers = (state, act) => {
  const menu = make("select", "small");
  menu.append(new Option(words.live_kick_since, ""), ...MINUTES.map((minutes) => new Option(say("live_minutes", { count: minutes }), String(minutes))));
  menu.setAttribute("aria-label", words.live_kick_since);
  return on(menu, "newcomers", (chosen) => {
    const seconds = 60 * Number(chosen.value);
    const count = state.names.filter((person) => !person.card && person.joined > state.now - 1000 * seconds).length;
    chosen.value = "";
    chosen.blur();
    if (seconds && confirm(say("live_kick_since_sure", { count }))) act({ do: "kick-since", seconds });
  });
};

const removed = (state, act, button) => {
  if (!state.removed.length) return null;
  const list = make("ul", "removed", ...state.removed.map((person) => {
    const name = make("span", "words", person.name);
    name.dir = "auto";
    const back = button(words.live_readmit, () => act({ do: "readmit", player: person.id }), "small", `readmit ${person.id}`);
    back.setAttribute("aria-label", say("labelled", { label: words.live_readmit, text: person.name }));
    const item = make("li", "gone", name, back);
    item.dataset.key = `removed ${person.id}`;
    return item;
  }));
  return make("details", "", make("summary", "", words.live_removed_list), list);
};
