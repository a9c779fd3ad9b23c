// What the scripts in templates/ are given: the server's messages (quizgen/classroom/views.py), the data in their pages,
// and the elements with an id that are more than an HTMLElement. A field that only some phases have is declared as if it
// were always there: `tsc` cannot follow which phase a screen is in.

interface Elements {
  student: HTMLInputElement;
  "team-count": HTMLInputElement;
  bar: HTMLProgressElement;
  keys: HTMLDialogElement;
  name: HTMLInputElement;
  pin: HTMLInputElement;
  seconds: HTMLInputElement;
  type: HTMLSelectElement;
  words: HTMLInputElement;
}
type ElementOf<Id extends string> = Id extends keyof Elements ? Elements[Id] : HTMLElement;

/** A piece of text: plain, or an element's name, attributes and children. */
type Drawn = string | [tag: string, attributes: Record<string, string>, children: Drawn[]];
type Counts = Record<string, number>;
type Phase = "lobby" | "ask" | "discuss" | "revote" | "reveal" | "end";
type Advice = "teach" | "discuss" | "explain";

// The live classroom ------------------------------------------------------------------------------------------------------

interface Picture {
  name: string;
  alt: string;
  credit: string;
  covers: [left: number, top: number, width: number, height: number][];
}
interface Choice {
  id: string;
  letter: string;
  text: Drawn[];
}
interface Question {
  sort: "one" | "several" | "order" | "match" | "cloud" | "typed" | "number" | "list";
  kind: string;
  prompt: Drawn[];
  picture: Picture | null;
  choices: Choice[];
  rows: Drawn[][];
  fields: number;
}
interface Reveal {
  right: string[];
  answer: Drawn[][];
  why: Drawn[][];
  feedback: Record<string, Drawn[]>;
  picture: Picture | null;
  evidence: { quotes: string[]; place: string }[];
  counts: Counts;
  before: Counts | null;
  share: number | null;
  share_before: number | null;
}
interface Variant {
  variant: string;
  text: string;
  count: number;
  right: boolean;
  into: string;
  shown: boolean;
}
interface Standing {
  place: number;
  name: string;
  team: number;
  points: number;
  streak: number;
}
interface Present {
  id: string;
  name: string;
  team: number;
  here: boolean;
  answered: boolean;
  shown: boolean;
  card: boolean;
  joined: number;
}
interface State<Name> {
  t: string;
  title: string;
  phase: Phase;
  place: number;
  number: number;
  of: number;
  round: number;
  ballot: number;
  open: boolean;
  closed: boolean;
  paused: boolean;
  locked: boolean;
  hidden: boolean;
  moderated: boolean;
  words_hidden: boolean;
  removed: { id: string; name: string }[];
  now: number;
  to_come: number;
  again: number;
  last: boolean;
  confidence: boolean;
  left: number | null;
  running: boolean;
  trouble: string;
  question: Question;
  reveal: Reveal;
  answered: number;
  players: number;
  names: Name[];
  share: number;
  advice: Advice | null;
  misconceptions: { text: string; count: number }[];
  variants: Variant[];
  merged: Variant[];
  cloud: Variant[];
  standings: Standing[] | null;
  joining: { addresses: string[]; chosen: number; pin: string; camera: string };
  cards: { count: number; missing: number[]; answerable: boolean };
}
/** What one player is told alone. */
interface You {
  name: string;
  team: number;
  kicked: boolean;
  ballot: number;
  value: string[] | null;
  sure: boolean | null;
  right: boolean | number | null;
  of: number;
  first_alone: boolean;
  parts: boolean[] | null;
  notes: string[];
}
/** What the server answers to a frame that was asked. */
interface Reply {
  t: string;
  why: string;
}
/** A frame that waits for its reply. */
interface Asked {
  n: number;
  frame: object;
  done: (reply: Reply) => void;
  again?: () => void;
  timer: number;
}
interface LinkHandlers {
  greet: () => object | null;
  take: (message: any) => void;
  changed: (up: boolean, began: boolean) => void;
  keep?: () => boolean;
}

// The review --------------------------------------------------------------------------------------------------------------

interface Rules {
  most_teams: number;
  most_seconds: number;
  more_time: number;
  teach_again: number;
  talk: number;
  enough: number;
  rounds: number;
  later: number;
}
interface ReviewQuestion {
  item: number;
  fact: string;
  slot: string;
  kind: string;
  sort: string;
  right: string;
  choices: string[];
}
interface Lesson {
  name: string;
  version: string;
  form: string;
  questions: ReviewQuestion[];
  rules: Rules;
}
interface Team {
  name: string;
  extra: number;
}
interface ReviewTurn {
  question: number;
  round: number;
  phase: "ask" | "discuss" | "revote" | "reveal";
  skipped: boolean;
  again: boolean;
  left: number | null;
  since: number | null;
  first: Counts;
  second: Counts;
  teams: number[];
  comes: number | null;
}
interface KeptSession {
  seen: number;
  session: any;
}

// The preview of cards: what the sheet hands to a card's frame, and the part of Anki's own interface that cards call ------

interface Window {
  quizgen: { card: string; kept: Record<string, string> };
  anki: { imageOcclusion: { setup: () => void } };
}
