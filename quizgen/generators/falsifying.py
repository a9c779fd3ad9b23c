"""Which wrong answers make a statement false, and a good sentence."""

from __future__ import annotations

from quizgen.generators.bounded import bound_of, is_false
from quizgen.generators.sentences import says, sentence_of
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import WrongAnswers


def flaw_of(fact: Fact, slot: Slot, value: str) -> str:
    """What is wrong with the statement if it has ``value`` in place of the slot's answer, or ""."""
    sentence = sentence_of(fact, slot)
    if flaw := sentence.misfit(sentence.fitted(value)):
        return flaw
    if says(f"{sentence.before} {sentence.after}", value):
        return f"the sentence says “{value}” already"
    return "" if is_false(value, slot, bound_of(fact, slot)) else f"it is true with “{value}” too"


def falsifying(fact: Fact, slot: Slot, known: WrongAnswers) -> tuple[WrongAnswers, str]:
    """Those of the ``known`` wrong answers that make the statement false and read well in it; and why others do not."""
    flaws = {value: flaw_of(fact, slot, value) for value in (*known.approved, *known.candidates)}
    approved, candidates = ([value for value in of if not flaws[value]] for of in (known.approved, known.candidates))
    nearest = sum(value in known.candidates[: known.nearest] for value in candidates)
    numeric = known.numeric and not bound_of(fact, slot)
    reason = next(filter(None, flaws.values()), "its number is a bound, and others are true too")
    return WrongAnswers(tuple(approved), tuple(candidates), nearest, numeric), reason
