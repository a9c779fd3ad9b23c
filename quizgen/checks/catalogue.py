"""Every rule by its id: how grave it is, what it asks for, how to mend it, who says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from quizgen.checks import items, quizzes
from quizgen.errors import Level
from quizgen.model.choice import Choice
from quizgen.model.quiz import Form

HALADYNA = "Haladyna, Downing & Rodriguez (2002), doi 10.1207/S15324818AME1503_5"
NBME = "Paniagua & Swygert (2016), Constructing written test questions, NBME"
WOZNIAK = "Wozniak (1999), Effective learning: twenty rules of formulating knowledge"
TARRANT = "Tarrant et al. (2006), doi 10.1016/j.nepr.2006.07.002"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is known of a rule; ``item`` looks for its flaw in one multiple-choice item, ``form`` in a whole form."""

    level: Level
    asks: str
    remedy: str
    source: str = ""
    item: Callable[[Choice], str] | None = None
    form: Callable[[Form], Iterator[quizzes.Flaw]] | None = None


def _item(level: Level, check: Callable[[Choice], str], remedy: str, source: str = HALADYNA) -> Rule:
    return Rule(level, (check.__doc__ or "").strip(), remedy, source, check)


def _form(level: Level, check: Callable[[Form], Iterator[quizzes.Flaw]], remedy: str, source: str = "") -> Rule:
    return Rule(level, (check.__doc__ or "").strip(), remedy, source, form=check)


RULES: Mapping[str, Rule] = {
    # Facts
    "duplicate-statement": Rule("error", "No two facts say the same.", "keep one of the two"),
    "no-reference": Rule("error", "A background fact says where it can be looked up.", "add  reference: …"),
    "background-evidence": Rule(
        "error", "A background fact is not in the article.", "correct its stance, or delete its evidence"
    ),
    "no-evidence": Rule(
        "warning", "A fact says where the article states it.", "add  evidence: {paragraph: …, quote: …}"
    ),
    "no-paragraph": Rule("warning", "A quote says in which paragraph it stands.", "run  quizgen check --write"),
    "long-quote": Rule(
        "error", "A quote has ten words at most: the article is somebody's work.", "keep the words that prove the fact"
    ),
    "distractor-is-right": Rule("error", "No wrong answer is a right one.", "write a wrong one", HALADYNA),
    "formula": Rule("error", "Every formula can be read.", r"write LaTeX between \( and \)"),
    "bare-attribution": Rule(
        "error", "What somebody says is asked as theirs.", "name them in the question: According to …"
    ),
    "cardinality": Rule(
        "error",
        "A relation leaves as many answers as it says.",
        "correct the cardinality, or one of the facts",
    ),
    "long-list": Rule(
        "warning",
        "Four things at most are asked for at once, unless they have an order.",
        "write  ask_for: …, or make two facts of it",
        WOZNIAK,
    ),
    "currently": Rule(
        "warning", "A fact that holds only now says for which date.", "add  as_of: …  or  as_of: article"
    ),
    "long-answer": Rule("warning", "An answer has ten words at most.", "shorten it, or ask for less", HALADYNA),
    "picture-licence": Rule(
        "warning",
        "A picture or recording says whose it is and what may be done with it.",
        "add credit and licence",
    ),
    "label-in-alt": Rule(
        "warning",
        "What a picture shows is told without the words that its labels cover.",
        "say where it lies and what it looks like, not what it is called",
    ),
    "language": Rule(
        "warning",
        "Headings and instructions are in the collection's language.",
        "nothing, if English suits you; docs/languages.md tells how to add a language",
    ),
    "unknown-rule": Rule("warning", "What is silenced is a rule.", "correct its name"),
    "ignore-reason": Rule("warning", "Who silences a rule says why.", "write the reason behind the comment's bracket"),
    # Evidence
    "quote-not-found": Rule("error", "Every quote stands in the article.", "copy the words from the article"),
    "quote-moved": Rule(
        "error",
        "A quote stands in the paragraph that it names.",
        "correct the paragraph, or run  quizgen check --write",
    ),
    "quote-differs": Rule("warning", "A quote stands in the article to the letter.", "quote the words as they stand"),
    "quote-ambiguous": Rule("warning", "A quote stands in its paragraph once.", "quote a word or two more"),
    "article-changed": Rule(
        "warning",
        "The article is the one in which the quotes were verified.",
        "read what changed, then run  quizgen check --write",
    ),
    "numeral": Rule(
        "error",
        "Every numeral of a fact stands in its evidence.",
        "correct the number, or quote the words that have it",
    ),
    "shown-value": Rule("error", "A number is shown as what it is.", "make show and value agree"),
    "claim": Rule(
        "error", "What the article computes comes out so from its figures.", "correct the figures, or what is expected"
    ),
    # Questions
    "two-answers": Rule(
        "error", "One question has one answer.", "make each question say which answer it wants", HALADYNA
    ),
    "answer-in-stem": Rule("warning", "A question does not say its answer.", "ask without it", HALADYNA),
    # Items
    "duplicate-options": _item("error", items.duplicate_options, "keep one"),
    "none-of-the-above": _item("error", items.none_of_the_above, "put a plausible wrong answer in its place"),
    "all-of-the-above": _item("error", items.all_of_the_above, "put a plausible wrong answer in its place"),
    "combination": _item("error", items.combination, "make each option stand for one thing", TARRANT),
    "options-out-of-order": _item("error", items.options_out_of_order, "put the options in order"),
    "blank-inside": _item("error", items.blank_inside, "ask a question, or move the gap to the end"),
    "overlapping-ranges": _item("warning", items.overlapping_ranges, "let each range begin where the last one ends"),
    "longest-key": _item("warning", items.longest_key, "shorten it, or make a wrong option as long"),
    "shortest-key": _item("info", items.shortest_key, "make the options alike in length", NBME),
    "negative-stem": _item("warning", items.negative_stem, "ask for what is so, or write NOT in capitals"),
    "grammar": _item("warning", items.grammar, "make every option go on from the stem"),
    "clang": _item("info", items.clang, "say it in another word, on one of the two sides", NBME),
    "convergence": _item("info", items.convergence, "vary the wrong options among themselves", NBME),
    "absolute-terms": _item("info", items.absolute_terms, "leave the absolute word out", NBME),
    "vague-terms": _item("info", items.vague_terms, "say how often, or how many", NBME),
    "no-question": _item("info", items.no_question, "ask a question, or leave a gap", NBME),
    "unfocused-stem": _item("info", items.unfocused_stem, "ask one thing that the options answer"),
    "gratuitous": _item("info", items.gratuitous, "leave out what is not needed to answer"),
    "odd-format": _item("info", items.odd_format, "write all options alike", TARRANT),
    # Quizzes
    "option-is-right": _form("error", quizzes.option_is_right, "put a wrong answer in its place", HALADYNA),
    "cross-cueing": _form(
        "error", quizzes.cross_cueing, "make the two facts enemies, or ask one of them in other words", HALADYNA
    ),
    "enemies-together": _form("error", quizzes.enemies_together, "take one of the two out"),
    "retired": _form("error", quizzes.retired, "take the fact out, or give it another status"),
    "key-position": _form("warning", quizzes.key_position, "try another seed", HALADYNA),
    "key-rank": _form("warning", quizzes.key_rank, "try another seed, or write wrong numbers of your own", HALADYNA),
    "length-cue": _form(
        "warning",
        quizzes.length_cue,
        "shorten right options, or make wrong ones as long; or try another seed",
        HALADYNA,
    ),
    "true-false-balance": _form(
        "warning", quizzes.true_false_balance, "add distractors to the facts that are always true, or try another seed"
    ),
}


def check_choice(item: Choice) -> list[tuple[str, str]]:
    """Every flaw found in ``item``: the rule's id and what it found."""
    return [(id, found) for id, rule in RULES.items() if rule.item is not None and (found := rule.item(item))]
