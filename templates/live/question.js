// What of a question every screen shows.
import { plain, text } from "/live/draw.js";
import { make, percent, say, words } from "/live/page.js";

const SHAPES = ["circle", "square", "diamond", "triangle", "hexagon", "star"];

/* The letter of an option on a shape and colour of its own. */
export const badge = (letter, place) => {
  const shape = make("b", `badge ${SHAPES[place % SHAPES.length]}`, make("span", "", letter));
  return shape;
};

/* That more than one option may be right, which nothing else says. */
export const instruction = (question) => (question.sort === "several" ? make("p", "instruction", words.do_multiple_response) : null);

/**
 * A picture, and the numbers of its parts: on covers, or beside frames once these are ``open``.
 * @param {Picture | null} shown
 */
export const picture = (shown, { open = false } = {}) => {
  if (!shown) return null;
  const image = make("img");
  image.src = `/pictures/${encodeURIComponent(shown.name)}`;
  image.alt = shown.alt;
  const frame = make("span", "framed", image);
  const measure = () => frame.style.setProperty("--ratio", String(image.naturalWidth / image.naturalHeight || 1.5));
  if (image.complete) measure();
  else image.addEventListener("load", measure);
  shown.covers.forEach(([left, top, width, height], place) => {
    const cover = make("b", open ? "cover open" : "cover", make("span", "", String(place + 1)));
    cover.setAttribute("aria-hidden", "true");
    Object.assign(cover.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    frame.append(cover);
  });
  const figure = make("figure", "", frame);
  if (shown.credit) figure.append(make("figcaption", "", shown.credit));
  return figure;
};

const bar = (count, all, name) => {
  const track = make("span", `bar ${name}`);
  const filled = make("span", "filled");
  filled.style.inlineSize = `${all ? (100 * count) / all : 0}%`;
  track.append(filled);
  return make("span", "tally", track, make("span", "count", String(count)));
};

const sum = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);

/* The bars of one row, before and after where the class voted twice. */
const bars = (key, reveal, voters) => {
  const pair = [];
  if (reveal.before) pair.push(bar(reveal.before[key] ?? 0, voters.before, "before"));
  pair.push(bar(reveal.counts[key] ?? 0, voters.after, "after"));
  return pair;
};

const voters = (question, reveal) => {
  const most = (counts) => (question.sort === "several" ? Math.max(1, ...Object.values(counts)) : sum(counts));
  return { before: reveal.before ? most(reveal.before) : 0, after: most(reveal.counts) };
};

/**
 * The options, with how often each was chosen and which are right once that is revealed.
 * @param {Question} question
 * @param {Reveal | null} reveal
 */
export const options = (question, reveal = null, counted = Boolean(reveal)) => {
  const few = question.choices.length < 4 && question.sort === "one" && question.kind !== "true-false";
  const long = question.choices.some((each) => plain(each.text).length > 40);
  const list = make("ul", `options ${few || long ? "stacked" : ""} ${few && !long ? "short" : ""}`);
  question.choices.forEach((choice, place) => {
    const item = make("li", "option", badge(choice.letter, place), text("span", "words", choice.text));
    if (reveal?.right.includes(choice.id)) {
      item.classList.add("right");
      const mark = make("span", "tick", "✓");
      mark.setAttribute("aria-label", words.is_right);
      mark.setAttribute("role", "img");
      item.append(mark);
    }
    if (counted) item.append(make("span", "bars", ...bars(choice.id, reveal, voters(question, reveal))));
    list.append(item);
  });
  return list;
};

/* Rows and bank, or the steps, as they stand on a screen where nothing is entered. */
export const material = (question) => {
  if (question.sort === "match") {
    const rows = make("ul", "things", ...question.rows.map((row) => text("li", "", row)));
    const bank = make("ul", "things", ...question.choices.map((each) => {
      const item = make("li", "");
      if (each.letter) item.append(make("b", "letter", each.letter), " ");
      item.append(text("span", "", each.text));
      return item;
    }));
    return make("div", "columns", rows, bank);
  }
  if (question.sort === "order") return make("ul", "things", ...question.choices.map((each) => text("li", "", each.text)));
  return null;
};

/* How many were right, for questions without options. */
export const rightBars = (reveal) => {
  const all = { before: reveal.before ? sum(reveal.before) : 0, after: sum(reveal.counts) };
  const row = (key, label) => make("li", `option ${key === "right" ? "right" : ""}`, make("span", "words", label), make("span", "bars", ...bars(key, reveal, all)));
  return make("ul", "options", row("right", words.is_right), row("wrong", words.is_wrong));
};

/* The words of a cloud, the more often written the larger. */
export const cloud = (variants) => {
  const most = Math.max(1, ...variants.map((each) => each.count));
  return make("p", "cloud", ...variants.slice(0, 60).flatMap((each) => {
    const word = make("span", "", each.text);
    word.dir = "auto";
    word.style.fontSize = `${0.9 + (each.count > 1 ? (1.3 * each.count) / most : 0)}em`;
    if (each.count > 1) word.append(make("sub", "", ` × ${each.count}`));
    return [word, " "];
  }));
};

/**
 * The right answer, why, and the words of the article.
 * @param {Question} question
 * @param {Reveal} reveal
 * @param {string[]} [chosen] the options of whose feedback nothing is left out: by default of all
 */
export const explanation = (question, reveal, chosen) => {
  const withAnswer = question.sort !== "one" && question.sort !== "several";
  const box = make("section", "explanation");
  const [first, ...others] = reveal.answer;
  if (withAnswer && first) {
    box.append(reveal.answer.length > 1 ? make("ul", "answer", ...reveal.answer.map((line) => text("li", "", line))) : text("p", "answer", first));
  } else {
    box.append(...(question.kind === "true-false" ? others : []).map((line) => text("p", "answer", line)));
  }
  const after = picture(reveal.picture);
  if (after) box.append(after);
  box.append(...reveal.why.map((line) => text("p", "why", line)));
  for (const choice of question.choices) {
    if (chosen && !chosen.includes(choice.id) && !reveal.right.includes(choice.id)) continue;
    const said = reveal.feedback[choice.id];
    if (said) box.append(make("p", "why", make("b", "letter", choice.letter), " ", text("span", "", said)));
  }
  const places = new Set();
  for (const evidence of reveal.evidence) {
    for (const quote of evidence.quotes) {
      const words = make("blockquote", "", quote);
      words.dir = "auto";
      box.append(words);
    }
    if (places.has(evidence.place)) continue; // several facts may be in one paragraph
    places.add(evidence.place);
    const place = make("p", "place", evidence.place);
    place.dir = "auto";
    box.append(place);
  }
  return box;
};

export const legend = (reveal) =>
  reveal.before ? make("p", "legend", make("span", "key before"), ` ${words.live_before}${share(reveal.share_before)}  `, make("span", "key after"), ` ${words.live_after}${share(reveal.share)}`) : null;

const share = (value) => (value === null || value === undefined ? "" : `: ${say("live_share", { share: percent(value) })}`);
