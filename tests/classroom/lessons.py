"""A lesson of three questions, made by hand."""

from __future__ import annotations

from dataclasses import replace

from quizgen.classroom.lesson import Lesson, LessonRules, LiveQuestion, ShownEvidence
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Matching,
    Number,
    Option,
    Ordering,
    Row,
    ShortText,
    Step,
)
from quizgen.model.text import parse_text


def options(*texts: str, right: str = "") -> tuple[Option, ...]:
    return tuple(
        Option(parse_text(text), letter in right, letter=letter) for letter, text in zip("ABCDE", texts, strict=False)
    )


SKY = LiveQuestion(
    id="t/sky/colour/multiple-choice",
    item=1,
    facts=("t/sky",),
    slot="colour",
    kind="multiple-choice",
    prompt=("What colour is the sky?",),
    body=ChooseOne(options("red", "green", "blue", right="C")),
    answer=(("blue",),),
    why=(("Air scatters blue light most.",),),
    evidence=(ShownEvidence(("“the sky is blue”",), "A Text, paragraph 2"),),
)
SALT = LiveQuestion(
    id="t/salt/share/numeric",
    item=2,
    facts=("t/salt",),
    slot="share",
    kind="numeric",
    prompt=("How much of sea water is salt?",),
    body=Number("3.5 percent", "3.5", unit="percent", tolerance="0.1", percent=True),
    answer=(("3.5 percent",),),
)
SEA = LiveQuestion(
    id="t/sea/name/short-answer",
    item=3,
    facts=("t/sea",),
    slot="name",
    kind="short-answer",
    prompt=("Which sea is the saltiest?",),
    body=ShortText("Dead Sea", ("the Dead Sea",)),
    answer=(("Dead Sea",),),
)
FORMS = LiveQuestion(
    id="t/forms/forms/multiple-response",
    item=4,
    facts=("t/forms",),
    slot="forms",
    kind="multiple-response",
    prompt=("Which are warm colours?",),
    body=ChooseSeveral(options("red", "green", "blue", right="AB")),
)
ORDER = LiveQuestion(
    id="t/steps/steps/sequence",
    item=5,
    facts=("t/steps",),
    slot="steps",
    kind="sequence",
    prompt=("In which order?",),
    body=Ordering(tuple(Step(parse_text(text), place) for text, place in (("two", 2), ("one", 1), ("three", 3)))),
)
MATCH = LiveQuestion(
    id="t/rivers/match/matching",
    item=6,
    facts=("t/nile", "t/volga"),
    slot="river",
    kind="matching",
    prompt=("Match.",),
    body=Matching((Row(parse_text("Nile"), "B"), Row(parse_text("Volga"), "A")), options("Europe", "Africa")),
)
LESSON = Lesson("t", "A Quiz", "en", "ltr", "A", (SKY, SALT, SEA, FORMS, ORDER, MATCH))


def lesson(*, questions: int = 6, **rules: object) -> Lesson:
    return replace(LESSON, questions=LESSON.questions[:questions], rules=replace(LessonRules(), **rules))  # type: ignore[arg-type]
