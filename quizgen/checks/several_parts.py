"""Rules over answers and questions that hold several things, which a card had better ask for one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quizgen.checks.finding import Finding
from quizgen.checks.rule import WOZNIAK, rule
from quizgen.errors import quote
from quizgen.languages.word_lists import Language, language_of
from quizgen.model.fact import Collection, Slot
from quizgen.model.text import formulas

FEWEST_PARTS = 3  # of what is a list; two are often one thing: oil and gas
_REMEDY = "write all of them as  set: […]  in the slot, so that cards ask for each"
_WORD = re.compile(r"[^\W\d_]+|,")
_PROSE = frozenset(("text", "phrase"))


@rule("list-in-answer", "warning", remedy=_REMEDY, source=WOZNIAK)
def list_in_answer(collection: Collection) -> Iterator[Finding]:
    """An answer is one thing; several are a set or a sequence."""
    language = language_of(collection.source.language)
    for fact in collection.facts:
        for slot in fact.slots:
            count = _parts(slot.shown, language) if _is_prose(slot) else 1
            if count >= FEWEST_PARTS:
                message = f"the answer {quote(slot.shown)} has {count} parts, which are hard to recall at once"
                yield list_in_answer.finding(fact.id, ("slots", slot.name), message)


@rule("besides-list", "warning", remedy=_REMEDY, source=WOZNIAK)
def besides_list(collection: Collection) -> Iterator[Finding]:
    """A question does not give a list except one thing, which is learned by its place in that list."""
    language = language_of(collection.source.language)
    for fact in collection.facts:
        for slot in fact.slots:
            count = _parts(_before_question(slot.ask, language), language)
            if count >= FEWEST_PARTS:
                message = f"the question gives {count} things and asks for one more"
                yield besides_list.finding(fact.id, ("slots", slot.name, "ask"), message)


def _is_prose(slot: Slot) -> bool:
    """Whether an answer is in words of which some may be a list: not a name, a number or a formula."""
    if slot.entity or slot.listing or slot.type not in _PROSE:
        return False
    return not any(character.isdigit() for character in slot.shown) and not any(formulas(slot.answer))


def _parts(text: str, language: Language) -> int:
    """How many things a text lists: by commas, and by "and" after a comma or alone."""
    separators, before = 0, ""
    for word in _WORD.findall(language.small(text)):
        is_and = "and" in language.word(word).roles
        separators += word == "," or (is_and and before != ",")
        before = word
    return separators + 1 if text else 0


def _before_question(ask: str, language: Language) -> str:
    """What a question leaves out at its start, "Besides A, B and C", or ""."""
    small = language.small(ask)
    words = language.references.get("besides", ())
    start = next((len(word) for word in words if small.lstrip("¿ ").startswith(f"{word} ")), 0)
    if not start:
        return ""
    asking = "|".join(sorted({re.escape(word[0]) for word in language.questions}, key=len, reverse=True))
    match = re.search(rf",[^,]*?\b(?:{asking})\b", small) if asking else None
    return ask[: match.start()] if match else ask.rpartition(",")[0]


CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (list_in_answer, besides_list)
