"""A lesson of three questions, made by hand."""

from __future__ import annotations

from dataclasses import replace

from quizgen.classroom.lesson import Asked, Choice, Lesson, Proof, Rules
from quizgen.exporters.tasks import Task

CHOICES = tuple(Choice(letter, letter, (text,)) for letter, text in zip("ABC", ("red", "green", "blue"), strict=True))
SKY = Asked(
    id="t/sky/colour/multiple-choice",
    item=1,
    facts=("t/sky",),
    slot="colour",
    kind="multiple-choice",
    prompt=("What colour is the sky?",),
    task=Task("one", (("C",),), 1),
    choices=CHOICES,
    answer=(("blue",),),
    why=(("Air scatters blue light most.",),),
    proofs=(Proof(("“the sky is blue”",), "A Text, paragraph 2"),),
)
SALT = Asked(
    id="t/salt/share/numeric",
    item=2,
    facts=("t/salt",),
    slot="share",
    kind="numeric",
    prompt=("How much of sea water is salt?",),
    task=Task("number", (("3.5 percent", "3.5"),), 1, ((3.4, 3.6),), ("%", "percent")),
    answer=(("3.5 percent",),),
)
SEA = Asked(
    id="t/sea/name/short-answer",
    item=3,
    facts=("t/sea",),
    slot="name",
    kind="short-answer",
    prompt=("Which sea is the saltiest?",),
    task=Task("typed", (("Dead Sea", "the Dead Sea"),), 1),
    answer=(("Dead Sea",),),
)
FORMS = Asked(
    id="t/forms/forms/multiple-response",
    item=4,
    facts=("t/forms",),
    slot="forms",
    kind="multiple-response",
    prompt=("Which are warm colours?",),
    task=Task("several", (("A",), ("B",)), 1),
    choices=CHOICES,
)
ORDER = Asked(
    id="t/steps/steps/sequence",
    item=5,
    facts=("t/steps",),
    slot="steps",
    kind="sequence",
    prompt=("In which order?",),
    task=Task("order", (("2",), ("1",), ("3",)), 3),
    choices=tuple(Choice(str(place), "", (text,)) for place, text in enumerate(("two", "one", "three"))),
)
MATCH = Asked(
    id="t/rivers/match/matching",
    item=6,
    facts=("t/nile", "t/volga"),
    slot="river",
    kind="matching",
    prompt=("Match.",),
    task=Task("match", (("B",), ("A",)), 2),
    rows=(("Nile",), ("Volga",)),
    choices=tuple(Choice(letter, letter, (text,)) for letter, text in zip("AB", ("Europe", "Africa"), strict=True)),
)
LESSON = Lesson("t", "A Quiz", "en", "ltr", "A", (SKY, SALT, SEA, FORMS, ORDER, MATCH))


def lesson(*, questions: int = 6, **rules: object) -> Lesson:
    return replace(LESSON, questions=LESSON.questions[:questions], rules=replace(Rules(), **rules))  # type: ignore[arg-type]
