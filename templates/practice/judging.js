"use strict";
// What is right, by the rules of quizgen/languages/typed_answers.py and typed_numbers.py: no part of the page is known
// here. ``say`` words a message; ``rules`` are those of the language of the answers, as typing_rules.py has them.
const judgingBy = (say, rules = {}) => {
  const { articles = {}, elided = [], ands = [], short = {}, numbers = {}, scales = {}, point = "" } = rules;
  const own = (table, word) => (Object.hasOwn(table, word) ? table[word] : undefined);

  // Letters ------------------------------------------------------------------------------------------------------
  const tidy = (text) => text.normalize("NFC").replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "").replace(/[\s\u001c-\u001f\u0085]+/g, " ").trim();
  const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u064b-\u0652\u0670]/g;
  const ACCENTS_BUT_SHORT_I = /(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f\u0591-\u05bd\u064b-\u0652\u0670]/g;
  const shaped = (text) => text.replace(/[‘’‚‛′´`ʼʻ]/g, "'").replace(/[“”„‟«»″]/g, '"').replace(/[‐‑‒–—−]/g, "-");
  const folded = (text) => {
    const bare = tidy(text).normalize("NFD").replace(ACCENTS, "").toUpperCase().toLowerCase().normalize("NFD").replace(ACCENTS, "");
    return shaped(bare).replace(/\s/g, "") || tidy(text);
  };
  const cased = (text) => shaped(tidy(text).toUpperCase().toLowerCase()).normalize("NFC");
  const TYPED = { ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", æ: "ae", œ: "oe", þ: "th" };
  [..."₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹"].forEach((digit, place) => (TYPED[digit] = String(place % 10)));
  const plain = (text) => cased(text).normalize("NFD").replace(ACCENTS_BUT_SHORT_I, "").normalize("NFC").replace(/[øđðłıæœþ₀-₉⁰¹²³⁴-⁹]/g, (letter) => TYPED[letter]);

  // Words --------------------------------------------------------------------------------------------------------
  const NUMBER = /^-?[0-9]+(?:[.,][0-9]+)*$/;
  const AMBIGUOUS = /^[1-9][0-9]{0,2}[.,][0-9]{3}$/;
  /* The number with a decimal point and without groups, as its language writes numbers. */
  const digitsOf = (number) => {
    const marks = number.replace(/[-0-9]/g, "");
    if (!marks) return number;
    const [first, last] = [marks[0], marks.at(-1)];
    if (first !== last) return number.replaceAll(first, "").replaceAll(last, ".");
    const grouped = marks.length > 1 || (AMBIGUOUS.test(number.replace(/^-+/, "")) && point && point !== first);
    return number.replaceAll(first, grouped ? "" : ".");
  };
  const scaled = (number, zeros) => {
    const at = number.indexOf(".");
    let [whole, part] = at < 0 ? [number, ""] : [number.slice(0, at), number.slice(at + 1)];
    part = part.padEnd(zeros, "0");
    [whole, part] = [whole + part.slice(0, zeros), part.slice(zeros).replace(/0+$/, "")];
    if (zeros) whole = whole.replace(/^0+/, "") || "0";
    return part ? `${whole}.${part}` : whole;
  };
  const romanOf = (word) => {
    const values = [...word].map((letter) => ({ i: 1, v: 5, x: 10 })[letter]);
    return values.reduce((sum, value, place) => sum + (value < Math.max(0, ...values.slice(place)) ? -value : value), 0);
  };
  const meantBy = (words) => {
    const meant = [];
    words.forEach((word, place) => {
      const last = place === words.length - 1;
      const zeros = own(scales, word) ?? 0;
      if (zeros && meant.length && NUMBER.test(meant.at(-1))) meant.push(scaled(meant.pop(), zeros));
      else if (own(numbers, word) !== undefined) meant.push(String(numbers[word]));
      else if (ands.includes(word)) meant.push(ands[0]);
      else if (own(short, word) !== undefined && !last) meant.push(short[word]);
      else if (NUMBER.test(word)) meant.push(scaled(digitsOf(word), 0));
      else if (last && meant.length && /^(x{0,3})(ix|iv|v?i{0,3})$/.test(word)) meant.push(String(romanOf(word)));
      else meant.push(word);
    });
    return meant;
  };
  /* A text as it is compared: all of it, and without an article at its start, whose genders are ``article``. */
  const read = (text, accents, right) => {
    let line = accents ? cased(text) : plain(text);
    if (ands.length) line = line.replaceAll("&", ` ${ands[0]} `);
    const joined = elided.find((each) => line.startsWith(each) && line.length > each.length) ?? "";
    line = line.replace(/([0-9])[ '](?=[0-9]{3}(?![0-9]))/g, "$1").replace(/(?<![0-9])\.|\.(?![0-9])|'/g, "")
      .replace(/(?<![0-9])[,:]|[,:](?![0-9])|(?<=[^\s0-9])-|-(?![0-9])|[;!?¿¡…()[\]{}"_·•]/g, " ");
    const words = meantBy(line.split(/\s+/).filter(Boolean));
    if (!words.length) return { whole: tidy(text), bare: tidy(text), article: "", words: [tidy(text)] };
    let article = words.length > 1 ? own(articles, words[0]) ?? "" : "";
    const [first] = tidy(text);
    if (article && right && first !== first.toLowerCase() && words[0] !== "the") article = "";
    const whole = words.join("");
    if (joined) return { whole, bare: whole.slice(joined.length - 1), article: Object.values(articles).join(""), words };
    return { whole, bare: (article ? words.slice(1) : words).join(""), article, words: article ? words.slice(1) : words };
  };

  // Answers in words ---------------------------------------------------------------------------------------------
  const isSame = (given, right) => given.whole === right.whole ||
    (given.bare === right.bare && !(given.article && right.article && ![...given.article].some((gender) => right.article.includes(gender))));
  const LETTERS = [["ä", "ae"], ["ö", "oe"], ["ü", "ue"], ["ø", "oe"], ["å", "aa"], ["Ä", "Ae"], ["Ö", "Oe"], ["Ü", "Ue"]];
  const spelled = (way) => {
    const other = LETTERS.reduce((text, [letter, letters]) => text.replaceAll(letter, letters), way);
    return other === way ? [way] : [way, other];
  };
  /* Whether one letter of a long word was left out, added, mistaken or swapped, where that makes no other word. */
  const isSlipOf = (given, right) => {
    const [one, other] = [[...given], [...right]];
    if (other.length < 7 || !/^\p{L}+$/u.test(given) || !/^\p{L}+$/u.test(right)) return false;
    let begin = 0;
    while (begin < Math.min(one.length, other.length) && one[begin] === other[begin]) begin += 1;
    const rest = (letters, from) => letters.slice(begin + from).join("");
    if (one.length === other.length) {
      if (rest(one, 1) === rest(other, 1)) return begin >= 2 && begin < other.length - 3;
      return begin >= 1 && one[begin] === other[begin + 1] && one[begin + 1] === other[begin] && rest(one, 2) === rest(other, 2);
    }
    if (other.length === one.length + 1) return rest(one, 0) === rest(other, 1) && begin >= 1 && begin < other.length - 1;
    return one.length === other.length + 1 && rest(one, 1) === rest(other, 0) && begin >= 1 && begin < one.length - 1;
  };
  const isSlip = (given, right) => {
    if (given.length !== right.length) return false;
    const different = given.map((word, place) => [word, right[place]]).filter(([one, other]) => one !== other);
    return different.length === 1 && isSlipOf(...different[0]);
  };
  const [EXACT, MARKS, LOOSE, SLIP, FAR] = [0, 1, 2, 3, 4];
  const distance = (typed, way) => {
    if (tidy(typed) === tidy(way)) return EXACT;
    if (isSame(read(typed, true, false), read(way, true, true))) return MARKS;
    const given = read(typed, false, false);
    if (spelled(way).some((each) => isSame(given, read(each, false, true)))) return LOOSE;
    return isSlip(given.words, read(way, false, true).words) ? SLIP : FAR;
  };
  const least = (typed, ways) => Math.min(FAR, ...ways.map((way) => distance(typed, way)));
  const verdictOn = (typed, ways, others = []) => {
    const mine = least(typed, ways);
    const theirs = least(typed, others.filter((other) => !ways.includes(other)));
    if (theirs < mine || mine === FAR || (mine === SLIP && theirs === SLIP)) return "wrong";
    return mine === SLIP ? "almost" : "right";
  };
  /* What is said of an answer that is right, or almost: how the nearest of its spellings is written. */
  const notesOn = (typed, ways, verdict) => {
    const nearest = ways.find((way) => distance(typed, way) === least(typed, ways));
    if (tidy(typed) === tidy(nearest)) return [];
    return [say(verdict === "almost" ? "almost" : "written_so", { text: nearest })];
  };

  // Numbers ------------------------------------------------------------------------------------------------------
  const readings = (number) => {
    const usual = Number(digitsOf(number));
    return !point && AMBIGUOUS.test(number) ? [usual, Number(number.replace(/[.,]/, ""))] : [usual];
  };
  const wordsOf = (text) => text.split(/[\s\-−]+/).filter(Boolean);
  const unitOf = (word) => folded(word.normalize("NFKC")).replace(/\.$/, "");
  const verdictOnNumber = (typed, check) => {
    if (verdictOn(typed, check.right[0]) === "right") return "right";
    const text = tidy(typed).replace(/([0-9])[ '’](?=[0-9]{3}(?![0-9]))/g, "$1");
    const found = /[-−]?\s?[0-9]+(?:[.,][0-9]+)*/.exec(text);
    let [before, after] = [[], wordsOf(text)];
    let values;
    if (found) {
      const sign = /^[-−]/.test(found[0]) ? -1 : 1;
      values = readings(found[0].replace(/[^0-9.,]/g, "")).map((value) => sign * value);
      [before, after] = [wordsOf(text.slice(0, found.index)), wordsOf(text.slice(found.index + found[0].length))];
    } else {
      if (!after.length || own(numbers, plain(after[0])) === undefined) return "wrong";
      values = [numbers[plain(after.shift())]];
    }
    const zeros = after.length ? own(scales, plain(after[0]).replace(/\.$/, "")) ?? 0 : 0;
    if (zeros) [values, after] = [values.map((value) => value * 10 ** zeros), after.slice(1)];
    const slack = 1e-9;
    const fits = values.some((value) => check.numbers.some(([lowest, highest]) =>
      value >= lowest - slack * Math.abs(lowest) && value <= highest + slack * Math.abs(highest)));
    if (!fits) return "wrong";
    const known = new Set(check.units.map(unitOf));
    const beside = [...before, ...after].map(unitOf);
    return (check.unit && !beside.length) || !beside.every((word) => known.has(word)) ? "unit" : "right";
  };

  /* Whether an answer is right, which of its fields are, and what is to be said of it. */
  const judge = (check, given) => {
    if (check.sort === "one" || check.sort === "several") {
      const right = check.right.map(([value]) => value);
      return { right: given.length === right.length && given.every((value) => right.includes(value)), fields: null, notes: [] };
    }
    if (check.sort === "number") {
      const verdict = verdictOnNumber(given[0], check);
      const notes = verdict === "unit" ? [say("wrong_unit", { text: check.right[0][0] })] : [];
      return { right: verdict === "right", fields: [verdict === "right"], notes };
    }
    const notes = [];
    let fields;
    if (check.sort === "order") {
      fields = given.map((step, place) => check.right[step][0] === String(place + 1));
    } else if (check.sort === "match") {
      fields = given.map((value, place) => value === check.right[place][0]);
    } else {
      // The things of a list may come in any order, each counts once; the nearest is meant.
      const open = check.right.map((ways) => ways);
      fields = given.map((value, place) => {
        const verdicts = open.map((ways, at) => (check.sort === "list" ? ways : at === place && ways) ? verdictOn(value, ways, check.others) : "wrong");
        const at = verdicts.includes("right") ? verdicts.indexOf("right") : verdicts.indexOf("almost");
        if (at < 0 || !value) return false;
        notes.push(...notesOn(value, open[at], verdicts[at]));
        if (check.sort === "list") open[at] = null;
        return true;
      });
    }
    return { right: fields.every(Boolean), fields, notes };
  };

  return { judge, tidy, folded, verdictOn, verdictOnNumber };
};
