"""A session's file has every type of question, and gives it back as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from classroom.classroom import stored
from classroom.lessons import SKY, lesson

from quizgen.classroom.live_body import LiveBody, WordCloud
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    PictureLabels,
    Row,
    ShortText,
    Step,
    TrueFalse,
)
from quizgen.model.fact import Label, Member
from quizgen.model.text import Blank, Marked, Maths, Text, Words

TEXT = Text((Words("a"), Maths("x^2"), Blank(), Marked(Text((Words("b"),)), "hint")))
ROWS = (Row(TEXT, "A"), Row(Text(), "B"))
OPTIONS = (Option(TEXT, True, TEXT, "A"), Option(Text(), letter="B"))
BODIES: tuple[LiveBody, ...] = (
    ChooseOne(OPTIONS, last=Option(TEXT, letter="C", last=True)),
    ChooseSeveral(OPTIONS, fixed=True),
    TrueFalse(False),
    ShortText("a", ("b", "c")),
    Number("5 km", "5", "km", "2%", ("five",), percent=False),
    ListAnswer((Member("a", ("b",), "c"), Member("d")), 1),
    Ordering((Step(TEXT, 2), Step(Text(), 1))),
    Matching(ROWS, OPTIONS),
    Gaps(ROWS, OPTIONS),
    PictureLabels((Label("a", (1.0, 2.5, 3.0, 4.0), ("b",)),)),
    OpenAnswer(TEXT),
    WordCloud(),
)


def test_these_are_all_types() -> None:
    assert {type(body) for body in BODIES} == {*get_args(ItemBody), WordCloud}


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.name)
def test_a_body_comes_back_from_the_file(body: LiveBody, tmp_path: Path) -> None:
    changed = replace(lesson(), questions=(replace(SKY, body=body),))
    store = stored(tmp_path / "t.quizgen-session", changed)
    assert store.lesson == changed
    assert type(store.lesson.questions[0].body) is type(body)
    store.close()
