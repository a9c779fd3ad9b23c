// Boxes over the words of a picture: drawn and moved with the mouse or the arrow keys, each with its word.
import { make, say, words } from "/studio/page.js";

const FINE = 0.5; // per cent of the picture: a step of an arrow key, and what a place is rounded to
const LEAST = 1; // per cent: a box is no smaller

/** @typedef {{ text?: string, entity?: string, box: string[], accept?: unknown }} Label */

const round = (number) => Math.round(number / FINE) * FINE;
const within = (number, least, most) => Math.min(Math.max(number, least), most);

/**
 * Shows the boxes of a picture, and calls changed() whenever one has changed.
 * @param {HTMLElement} place
 * @param {() => void} changed
 * @param {boolean} editable
 */
export const showBoxes = (place, changed, editable) => {
  /** @type {Label[]} */
  let labels = JSON.parse(place.dataset.labels || "[]");
  if (!Array.isArray(labels)) labels = labels ? [labels] : [];
  const list = make("ol", "labels");
  place.after(list);

  const keep = () => {
    place.dataset.labels = JSON.stringify(labels.filter((label) => label.text || label.entity));
    changed();
  };
  /* Puts a box where its numbers say; none of it is outside the picture. */
  const put = (label, [left, top, width, height]) => {
    const wide = within(round(width), LEAST, 100), high = within(round(height), LEAST, 100);
    label.box = [within(round(left), 0, 100 - wide), within(round(top), 0, 100 - high), wide, high].map(String);
  };
  const lay = (box, label) => {
    const [left, top, width, height] = label.box;
    Object.assign(box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  };
  const draw = (focus = -1) => {
    for (const old of place.querySelectorAll(".box")) old.remove();
    list.replaceChildren();
    labels.forEach((label, number) => {
      const name = label.text ?? label.entity ?? "";
      const box = make("button", "box", make("span", "", String(number + 1)));
      box.type = "button";
      box.setAttribute("aria-label", `${number + 1} ${name}`);
      lay(box, label);
      place.append(box);
      if (editable) move(box, label);
      const word = make("input"), remove = make("button", "remove", "×");
      word.value = name;
      word.readOnly = !editable || label.entity !== undefined;
      word.setAttribute("aria-label", `${words.studio_label} ${number + 1}`);
      word.dir = "auto";
      word.addEventListener("input", (event) => {
        event.stopPropagation();
        label.text = word.value.trim();
        keep();
      });
      remove.type = "button";
      remove.setAttribute("aria-label", say("studio_remove", { text: name }));
      remove.addEventListener("click", (event) => {
        event.stopPropagation();
        labels.splice(number, 1);
        draw();
        keep();
      });
      list.append(make("li", "", word, ...(editable ? [remove] : [])));
      if (number === focus) word.focus();
    });
  };
  const share = (event) => {
    const { left, top, width, height } = place.getBoundingClientRect();
    return [(event.clientX - left) / width * 100, (event.clientY - top) / height * 100];
  };
  /* Follows the pointer from where it went down, and says what its way is. */
  const follow = (event, moved, done) => {
    const from = share(event);
    const stop = new AbortController();
    addEventListener("pointermove", (next) => moved(from, share(next)), { signal: stop.signal });
    addEventListener("pointerup", (last) => {
      stop.abort();
      done(from, share(last));
    }, { signal: stop.signal });
  };
  const move = (box, label) => {
    box.addEventListener("pointerdown", (event) => {
      event.stopPropagation();
      const [left, top, width, height] = label.box.map(Number);
      follow(event, ([x, y], [toX, toY]) => {
        put(label, [left + toX - x, top + toY - y, width, height]);
        lay(box, label);
      }, keep);
    });
    box.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [-FINE, 0], ArrowRight: [FINE, 0], ArrowUp: [0, -FINE], ArrowDown: [0, FINE] }[event.key];
      if (!way) return;
      event.preventDefault();
      const [left, top, width, height] = label.box.map(Number);
      put(label, event.shiftKey ? [left, top, width + way[0], height + way[1]] : [left + way[0], top + way[1], width, height]);
      lay(box, label);
      keep();
    });
  };
  const add = (box) => {
    /** @type {Label} */
    const label = { text: "", box: [] };
    put(label, box);
    labels.push(label);
    draw(labels.length - 1);
  };
  if (editable) {
    place.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const ghost = make("div", "box drawn");
      place.append(ghost);
      const lines = ([x, y], [toX, toY]) => [Math.min(x, toX), Math.min(y, toY), Math.abs(toX - x), Math.abs(toY - y)];
      follow(event, (from, to) => lay(ghost, { box: lines(from, to).map(String) }), (from, to) => {
        ghost.remove();
        const box = lines(from, to);
        if (box[2] > LEAST && box[3] > LEAST) add(box);
      });
    });
    document.getElementById("add-box")?.addEventListener("click", () => add([40, 45, 20, 10]));
  }
  draw();
};
