"use strict";
// What is right, by the rules of quizgen/classroom/judging.py: no part of the page is known here. ``say`` words a message.
const judgingBy = (say) => {
  const tidy = (text) => text.normalize("NFC").replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "").replace(/[\s\u001c-\u001f\u0085]+/g, " ").trim();
  const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0670]/g;
  const folded = (text) => {
    const plain = tidy(text).normalize("NFD").replace(ACCENTS, "").toUpperCase().toLowerCase().normalize("NFD").replace(ACCENTS, "")
      .replace(/[‘’‚‛′´`]/g, "'").replace(/[“”„‟«»″]/g, '"').replace(/[‐‑‒–—−]/g, "-").replace(/\s/g, "");
    return plain || tidy(text);
  };
  const same = (given, right) => folded(given) === folded(right);
  /* The way of writing it that was meant, or undefined. */
  const meant = (given, ways) => ways.find((way) => tidy(way) === tidy(given)) ?? ways.find((way) => same(given, way));
  const spelling = (given, way) => (tidy(given) === tidy(way) ? [] : [say("written_so", { text: way })]);

  /* Every number that "1,480" or "1.480,5" may mean, for a comma is a point in some languages. */
  const readings = (digits) => {
    const marks = digits.replace(/\d/g, "");
    if (!marks) return [Number(digits)];
    const last = marks.at(-1);
    const [first, ...others] = new Set(marks);
    if (others.length) return [Number(digits.replaceAll(first, "").replace(last, "."))];
    const whole = Number(digits.replaceAll(first, ""));
    if (marks.length > 1) return [whole];
    const grouped = /^[1-9]\d{0,2}[.,]\d{3}$/.test(digits);
    return [Number(digits.replace(first, ".")), ...(grouped ? [whole] : [])];
  };
  const judgeNumber = (given, check) => {
    const way = meant(given, check.right[0]);
    if (way !== undefined) return { right: true, notes: [] };
    const text = tidy(given).replace(/(\d)[ '’](?=\d{3}(?!\d))/g, "$1");
    const found = /[-−]?\s?\d+(?:[.,]\d+)*/.exec(text);
    if (!found) return { right: false, notes: [] };
    const sign = /^[-−]/.test(found[0]) ? -1 : 1;
    const values = readings(found[0].replace(/[^\d.,]/g, "")).map((value) => sign * value);
    const slack = 1e-9;
    const fits = values.some((value) => check.numbers.some(([least, most]) =>
      value >= least - slack * Math.abs(least) && value <= most + slack * Math.abs(most)));
    const beside = text.replace(found[0], " ").split(/[\s\-−]+/).filter(Boolean);
    const unit = (word) => folded(word.normalize("NFKC")).replace(/\.$/, "");
    const known = new Set(check.units.map(unit));
    const right = fits && beside.every((word) => known.has(unit(word)));
    return { right, notes: fits && !right ? [say("wrong_unit", { text: check.right[0][0] })] : [] };
  };

  /* Whether an answer is right, which of its fields are, and what is to be said of it. */
  const judge = (check, given) => {
    if (check.sort === "one" || check.sort === "several") {
      const right = check.right.map(([value]) => value);
      return { right: given.length === right.length && given.every((value) => right.includes(value)), fields: null, notes: [] };
    }
    if (check.sort === "number") {
      const { right, notes } = judgeNumber(given[0], check);
      return { right, fields: [right], notes };
    }
    const notes = [];
    let fields;
    if (check.sort === "order") {
      fields = given.map((step, place) => check.right[step][0] === String(place + 1));
    } else if (check.sort === "match") {
      fields = given.map((value, place) => value === check.right[place][0]);
    } else {
      // The things of a list may come in any order, each counts once.
      const open = check.right.map((ways) => ways);
      fields = given.map((value, place) => {
        const at = check.sort === "list" ? open.findIndex((ways) => ways && meant(value, ways) !== undefined) : place;
        const way = at >= 0 ? meant(value, open[at]) : undefined;
        if (way === undefined || !value) return false;
        notes.push(...spelling(value, way));
        open[at] = check.sort === "list" ? null : open[at];
        return true;
      });
    }
    return { right: fields.every(Boolean), fields, notes };
  };

  return { judge, tidy, folded };
};
