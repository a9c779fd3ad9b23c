"""Questions made on the spot, for the tests of assembly."""

from __future__ import annotations

from quizgen.model.body import ChooseOne, Option, ShortText, TrueFalse
from quizgen.model.fact import Bloom, Evidence, Fact, Slot, Source
from quizgen.model.question import Question, WrongAnswers, slot_question
from quizgen.model.text import SlotName, Text, Words

SOURCE = Source("t", "T")
MINUTE = {"multiple-choice": 60, "true-false": 30, "short-answer": 75}
POINT = {"multiple-choice": 2, "true-false": 1, "short-answer": 3}


def fact(
    place: int,
    *,
    paragraph: int | None = None,
    difficulty: int = 0,
    tags: tuple[str, ...] = (),
    bloom: Bloom | None = None,
    section: str = "",
    enemies: tuple[str, ...] = (),
) -> Fact:
    """The fact ``f<place>``, with one slot; in paragraphs 1 to 5 in turn where none is given, 0 for none."""
    slot = Slot("x", f"right {place}", f"right {place}", accept=(f"also {place}",))
    where = place % 5 + 1 if paragraph is None else paragraph
    return Fact(
        f"f{place}",
        SOURCE,
        (Words(f"It {place} is "), SlotName("x", 0)),
        (slot,),
        (Evidence(where, "q"),) if where else (),
        difficulty=difficulty,
        tags=tags,
        bloom=bloom or "",
        section=section,
        enemies=enemies,
    )


def question(about: Fact, kind: str) -> Question:
    """A question of ``kind`` about the fact, with four wrong answers."""
    stem = about.text() if kind == "true-false" else Text((Words(f"What is {about.id}?"),))
    slot, wrong = about.slots[0], WrongAnswers(candidates=tuple(f"wrong {about.id}{c}" for c in "abcd"))
    bodies = {"multiple-choice": ChooseOne((Option(slot.answer, correct=True),)), "true-false": TrueFalse(true=True)}
    return slot_question(kind, about, slot, stem, bodies.get(kind, ShortText(slot.shown, slot.accept)), wrong)
