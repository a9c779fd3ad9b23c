"""Entries for worksheets: calls for bingo, words for crosswords and word searches.

Each is an answer with its clue: the teacher's own question, or else the statement with a gap. No two are the same
thing under any of their names, and no clue contains its own answer. Their layout is up to the worksheets.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, takewhile

from quizgen.generators.context import Context
from quizgen.generators.kind import CollectionKind
from quizgen.generators.relation_questions import label, question
from quizgen.generators.sentences import without_article
from quizgen.model.body import Matching
from quizgen.model.cells import cells
from quizgen.model.fact import Fact, Slot
from quizgen.model.numbers import DIGITS
from quizgen.model.question import Declined, Part, Question
from quizgen.model.text import fold, parse_text
from quizgen.model.whole_words import is_caseless, says, words_of

FEWEST_CALLS = 12  # a card of nine fields must not hold them all, or every card would be the same
FEWEST_ENTRIES = 5  # fewer neither cross nor hide one another
CARD_WORDS, CARD_LENGTH = 3, 24  # of an answer that a card's field has room for
SHORTEST = 3  # cells
LONGEST_CROSSWORD, LONGEST_SEARCH = 15, 12  # cells: the usual width of such a grid
_TELLING = 3  # letters of a word that gives something of an answer away
_ROOT = 4  # letters that two forms of one word share at least
_ENDING = 2  # letters in which the shorter of them differs at most

_GROUPING = re.compile(r"[,\s]")
_GROUPED = re.compile(r"\d[,\s]\d")

Fits = Callable[[Part], bool]


def generate_bingo(context: Context) -> Iterator[Question | Declined]:
    """Calls to read out, whose answers, names or numbers of a few words, are on the cards."""
    reason = f"fewer than {FEWEST_CALLS} facts have a short answer of their own, too few for cards of nine that differ"
    yield from _worksheet("bingo", context, FEWEST_CALLS, reason)


BINGO = CollectionKind(
    name="bingo",
    summary="For worksheets, not for quizzes: questions to read out, and answers for the cards, of at most three words "
    "and 24 characters, all different. Needs at least 12 facts.",
    generate=generate_bingo,
)


def generate_crossword(context: Context) -> Iterator[Question | Declined]:
    """Words of letters only, whose clues contain no word of them."""
    reason = f"fewer than {FEWEST_ENTRIES} facts have an answer of {SHORTEST} to {LONGEST_CROSSWORD} letters of its own"
    yield from _worksheet("crossword", context, FEWEST_ENTRIES, reason)


CROSSWORD = CollectionKind(
    name="crossword",
    summary="For worksheets, not for quizzes: answers of 3 to 15 letters, and clues that say no word of them. The "
    "number of letters is beside the clue. From 5 facts on.",
    generate=generate_crossword,
)


def generate_word_search(context: Context) -> Iterator[Question | Declined]:
    """Words as in a crossword, none of which occurs within another, forwards or backwards."""
    reason = f"fewer than {FEWEST_ENTRIES} facts have an answer of {SHORTEST} to {LONGEST_SEARCH} letters of its own"
    yield from _worksheet("word-search", context, FEWEST_ENTRIES, reason)


WORD_SEARCH = CollectionKind(
    name="word-search",
    summary="For worksheets, not for quizzes: answers of 3 to 12 letters and their clues, none within another, "
    "forwards or backwards. Needs at least 5 facts.",
    generate=generate_word_search,
)


def _worksheet(kind: str, context: Context, fewest: int, reason: str) -> Iterator[Question | Declined]:
    entries = context.once(_chosen_entries)[kind]
    parts = [entries[fact.key] for fact in context.collection.facts if fact.key in entries]
    if len(parts) < fewest:
        yield Declined(kind, None, None, reason)
    else:
        yield question(kind, kind, Matching, parts, context)


def _chosen_entries(context: Context) -> Mapping[str, Mapping[str, Part]]:
    """For each kind at most one entry per fact; if several are about the same thing, preferably a question."""
    kinds: Mapping[str, Fits] = {"bingo": _fits_card, "crossword": _fits_crossword, "word-search": _fits_search()}
    language = context.language
    entries: dict[str, dict[str, Part]] = {kind: {} for kind in kinds}
    used_names: dict[str, set[str]] = {kind: set() for kind in kinds}
    for part, names in _candidates(context):
        key = part.fact.key
        bare = part._replace(answer=parse_text(without_article(str(part.answer), language)))
        for kind, fits in kinds.items():
            entry = part if kind == "bingo" else bare
            if key not in entries[kind] and used_names[kind].isdisjoint(names) and fits(entry):
                entries[kind][key] = entry
                used_names[kind] |= names
    return entries


def _fits_card(part: Part) -> bool:
    answer = str(part.answer)
    return len(answer.split()) <= CARD_WORDS and len(answer) <= CARD_LENGTH


def _fits_crossword(part: Part) -> bool:
    return SHORTEST <= len(cells(str(part.answer))) <= LONGEST_CROSSWORD and not _gives_away(part)


def _fits_search() -> Fits:
    """Whether a word fits among those before it."""
    words: set[tuple[str, ...]] = set()
    inside: set[tuple[str, ...]] = set()

    def fits(part: Part) -> bool:
        letters = _letters(part)
        if not SHORTEST <= len(letters) <= LONGEST_SEARCH or _gives_away(part):
            return False
        runs = set(_runs(letters)) | set(_runs(letters[::-1]))
        if letters in inside or not runs.isdisjoint(words):
            return False
        words.add(letters)
        inside.update(runs)
        return True

    return fits


def _candidates(context: Context) -> Iterator[tuple[Part, set[str]]]:
    """Every entry whose clue does not contain it, with its names; those with a question come first.

    Facts that are asked with their picture are left out: neither a caller nor a list of clues has pictures.
    """
    facts = [fact for fact in context.collection.facts if fact.status != "retired" and not _has_picture(fact)]
    for has_question in (True, False):
        for fact in facts:
            for slot in fact.slots:
                if bool(slot.ask) == has_question and not slot.listing and not _has_other_answers(fact, slot, context):
                    part = _part(fact, slot, context)
                    names = dict.fromkeys((str(part.answer), part.slot.shown, *part.slot.accept))
                    if not says(str(part.prompt), names):
                        yield part, _identities(part, names)


def _has_picture(fact: Fact) -> bool:
    return fact.image is not None and fact.image.show == "question"


def _has_other_answers(fact: Fact, slot: Slot, context: Context) -> bool:
    """Whether something else would also be right."""
    gap_is_open = not slot.ask and fact.relation is not None and fact.relation.leaves_open(slot.name)
    return gap_is_open or next(context.relations.rivals(fact, slot), None) is not None


def _part(fact: Fact, slot: Slot, context: Context) -> Part:
    """The answer: the thing's name if there is a question, or the text of the statement if there is a gap."""
    if slot.ask:
        return Part(fact, slot, context.stem(fact, slot), label(slot))
    return Part(fact, slot, context.attributed_text(fact, slot, fact.gapped_statement(slot.name)), slot.answer)


def _identities(part: Part, names: Iterable[str]) -> set[str]:
    """The ``names`` of the answer, normalised for comparison: 1000 for 1,000, record for re-cord."""
    return {fold(_ungrouped_number(name)) for name in names} | {"".join(_letters(part))} - {""}


def _ungrouped_number(name: str) -> str:
    if not _GROUPED.search(name):
        return name
    return DIGITS.sub(lambda number: _GROUPING.sub("", number[0]), name)


def _letters(part: Part) -> tuple[str, ...]:
    return tuple(cell.casefold() for cell in cells(str(part.answer)))


def _runs(letters: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every run of letters that is long enough for an entry."""
    for start, end in combinations(range(len(letters) + 1), 2):
        if end - start >= SHORTEST:
            yield letters[start:end]


def _gives_away(part: Part) -> bool:
    """Whether the clue contains a word of the answer, or another form of one."""
    prompt_words = words_of(str(part.prompt))
    for word in words_of(str(part.answer)):
        if len(word) >= _TELLING and any(_are_forms_of_one_word(word, other) for other in prompt_words):
            return True
    return False


def _are_forms_of_one_word(word: str, other: str) -> bool:
    """Whether one word is probably a form of the other, judging by letters only: wave, waves; волна, волны."""
    if word == other or ((len(word) >= _ROOT or is_caseless(word)) and word in other):
        return True
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))))
    return shared >= max(_ROOT, min(len(word), len(other)) - _ENDING)
