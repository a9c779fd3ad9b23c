// What a session leaves: standings, what was missed, a table. Like the session it knows no page.
import { sum } from "./session.js";

/* The teams with their points, the best first; equal points, equal place. */
export const standings = (session) => {
  const rows = session.teams.map(({ name }, team) => ({ name, points: session.points(team) }));
  const placed = rows.map((row) => ({ ...row, place: 1 + rows.filter((other) => other.points > row.points).length }));
  return placed.sort((one, other) => one.place - other.place);
};

/* The questions that too few had right when they were last asked. */
export const missed = (session) => {
  const last = new Map(session.turns.filter((turn) => turn.phase === "reveal").map((turn) => [turn.question, turn]));
  const shares = [...last].map(([question, turn]) => [question, session.share(turn)]);
  return shares.filter(([, share]) => share !== null && share < session.rules.enough).map(([question]) => question);
};

/* What a session is called, as quizgen/classroom/session_files.py calls one: by the time when it began. */
export const called = (name, began) => {
  const time = new Date(began);
  const two = (number) => String(number).padStart(2, "0");
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  return `${name}-${day}-${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join("")}`;
};

// Those of quizgen/classroom/results.py, with counts in the place of one student's answer.
const COLUMNS = ["session", "form", "item", "fact", "slot", "kind", "round", "vote", "answers", "right", "hands", "teams"];
const FORMULA = /^[=+\-@\t\r]/;

const cell = (value) => {
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const rowsOf = (session, turn, begin) => {
  const { item, fact, slot, kind, sort, right, choices } = session.asked(turn);
  const votes = [[1, turn.first], [2, turn.second]].filter(([, hands]) => sum(hands));
  if (!votes.length && turn.phase === "reveal") votes.push([turn.again ? 2 : 1, null]);
  return votes.map(([vote, hands], place) => {
    const counts = hands ? [sum(hands), hands[sort === "one" ? right : "right"] ?? 0] : ["", ""];
    const each = hands ? choices.map((choice) => `${choice} ${hands[choice] ?? 0}`).join(";") : "";
    const teams = place === votes.length - 1 ? [...turn.teams].sort().map((team) => session.teams[team].name).join(";") : "";
    return [...begin, item, fact, slot, kind, turn.round, vote, ...counts, each, teams];
  });
};

/* One row for each question, round and vote, with a byte order mark, by which Excel knows UTF-8; no cell is a formula. */
export const csv = (session, { name, form }) => {
  const begin = [called(name, session.began), form];
  const rows = [COLUMNS, ...session.turns.flatMap((turn) => rowsOf(session, turn, begin))];
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
};
