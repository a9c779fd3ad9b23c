"""What a format cannot carry is converted or left out, and always told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from exercises import COVERED, bank_of, exercises
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.exercise import Choice, Exercise, Media, Number
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.format import Format
from quizgen.model.text import parse_text

FORMATS = [made for name in EXPORTERS.names() if issubclass(made := EXPORTERS.get(name), Format)]
FEATURES_OF = {format.name: format.carries.features for format in FORMATS}


def told(exercise: Exercise, name: str) -> set[str]:
    """What of the exercise the format loses."""
    _, losses = fitted(bank_of(exercise), EXPORTERS.get(name).carries)
    return {loss.what for loss in losses}


@settings(max_examples=80)
@given(exercises(), st.sampled_from(FORMATS))
def test_what_is_not_told_is_not_changed(exercise: Exercise, format: type[Format]) -> None:
    bank, losses = fitted(bank_of(exercise), format.carries)
    lost = {loss.what for loss in losses}
    assert all(loss.question == exercise.id and loss.why for loss in losses)
    if not bank.exercises:
        assert "question" in lost
        return
    (kept,) = bank.exercises
    if "way of answering" not in lost and exercise.sort != "truth":
        told = {
            "option feedback": ("choices",),
            "feedback": ("feedback", "proof"),
            "picture": ("picture", "prompt"),
            "tolerance": ("numbers",),
            "other answers": ("answers",),
            "spare answers": ("spares",),
            "line break": ("pairs", "spares", "feedback", "proof", "prompt"),
        }
        changed = {field for what in lost for field in told.get(what, ())}
        assert kept == replace(exercise, **{field: getattr(kept, field) for field in changed})
    else:
        assert kept.id == exercise.id
        assert kept.points == exercise.points
    assert not ("picture" in lost and kept.picture)
    assert not ("feedback" in lost and any(kept.notes))


HALF = Number(Decimal("9.5"), Decimal("0.5"))


@pytest.mark.parametrize(
    ("answers", "units", "lost"),
    [
        (("9.5",), ("km",), {"way of answering", "unit"}),
        (("9.5 km", "9.5"), ("km",), {"way of answering", "other answers"}),
        (("97 percent",), ("percent", "%"), {"way of answering", "unit"}),
        (("9.5",), (), {"way of answering"}),
    ],
)
def test_a_number_typed_as_a_word_tells_the_units_that_it_loses(
    answers: tuple[str, ...], units: tuple[str, ...], lost: set[str]
) -> None:
    number = Exercise("t/a/x/n", "number", parse_text("?"), answers=(answers,), numbers=(HALF,), units=units)
    for name in ("brightspace", "h5p", "wayground", "qti21", "common-cartridge"):
        found = told(number, name)
        assert found == lost - ({"other answers"} & set(FEATURES_OF[name])), name


def test_a_described_picture_is_on_one_line_where_texts_are() -> None:
    picture = Media("p.png", b"", "First line\nsecond line")
    choices = (Choice(parse_text("a"), True), Choice(parse_text("b"), False))
    shown = Exercise("t/a/x/c", "choice", parse_text("?"), choices=choices, picture=picture)
    for name in ("kahoot", "blooket", "gimkit", "wayground", "aiken"):
        assert told(shown, name) == {"picture", "line break"}, name
    assert told(replace(shown, picture=replace(picture, words="One line")), "kahoot") == {"picture"}


def test_feedback_on_one_line_is_told_where_it_is_written() -> None:
    choices = (Choice(parse_text("a"), True), Choice(parse_text("b"), False))
    after = Exercise("t/a/x/c", "choice", parse_text("?"), choices=choices, feedback=(parse_text("one\ntwo"),))
    assert told(after, "wayground") == {"line break"}
    assert told(after, "kahoot") == {"feedback"}


def test_a_place_with_one_line_tells_line_breaks_there_alone() -> None:
    """H5P has HTML in questions, options and what is told of an option, but not in what is told of the whole."""
    broken = parse_text("one\ntwo")
    choices = (Choice(broken, True, broken), Choice(parse_text("b"), False))
    choice = Exercise("t/a/x/c", "choice", broken, choices=choices)
    match = Exercise("t/a/x/m", "match", broken, pairs=((broken, parse_text("a")),))
    order = Exercise("t/a/x/o", "order", broken, steps=(broken, parse_text("b")))
    told = {}
    for made in (
        choice,
        replace(choice, feedback=(broken,)),
        replace(match, pairs=((parse_text("a"), parse_text("b")),), proof=(broken,)),
        match,
        replace(match, spares=(parse_text("a\tb"),)),
        order,
    ):
        bank, losses = fitted(bank_of(made), EXPORTERS.get("h5p").carries)
        told[made] = [loss.why.partition(" have one line")[0] for loss in losses if loss.what == "line break"]
        assert bank.exercises[0].prompt == broken
    notes, asked, answers = "feedback and evidence", "things to be matched", "what they are matched with"
    assert [*told.values()] == [[], [notes], [notes], [asked], [f"{asked}, {answers}"], [asked]]
    both = replace(match, spares=(broken,))
    for name in ("moodle-xml", "gift"):
        bank, losses = fitted(bank_of(both), EXPORTERS.get(name).carries)
        assert [loss.why.partition(" have one line")[0] for loss in losses] == [answers], name
        assert bank.exercises == (replace(both, spares=(parse_text("one / two"),)),)


def test_labels_are_matched_with_the_numbers_in_the_covered_picture() -> None:
    answers, boxes = (("crest", "top"), ("trough",)), ((1.0, 2.0, 30.0, 4.0), (1.0, 20.0, 30.0, 4.0))
    made = Exercise(
        "t/a/x/l", "labels", parse_text("?"), answers=answers, boxes=boxes, picture=COVERED, covered=COVERED
    )
    for name in ("canvas", "qti21"):
        carries = EXPORTERS.get(name).carries
        assert carries.covered
        bank, losses = fitted(bank_of(replace(made, picture=Media("p.svg", b"", "A wave"))), carries)
        (kept,) = bank.exercises
        assert (kept.sort, kept.picture) == ("match", COVERED)
        assert [(str(number), str(label)) for number, label in kept.pairs] == [("1", "crest"), ("2", "trough")]
        assert [loss.what for loss in losses] == ["way of answering"]
        assert "question" in told(replace(made, covered=None), name)


def test_options_in_an_order_of_their_own_are_mixed_by_some() -> None:
    choices = (Choice(parse_text("a"), True), Choice(parse_text("b"), False))
    ordered = Exercise("t/a/x/c", "choice", parse_text("?"), choices=choices, shuffle=False)
    assert {name for name in FEATURES_OF if told(ordered, name)} == {"gift", "gimkit", "aiken"}
    assert told(Exercise("t/a/x/t", "truth", parse_text("?"), truth=True), "gimkit") == set()


def test_one_right_option_of_several_is_one_where_they_are_counted() -> None:
    choices = (Choice(parse_text("a"), True), Choice(parse_text("b"), False))
    one = Exercise("t/a/x/r", "response", parse_text("?"), choices=choices)
    assert {name for name in FEATURES_OF if "way of answering" in told(one, name)} == {"kahoot", "blooket"}


def test_a_formula_is_told_where_moodle_shows_none() -> None:
    """It stands in a menu, or on a marker; beside a menu it is one."""
    plain, formula = parse_text("a"), parse_text(r"\(x^2\)")
    pairs = Exercise("t/a/x/m", "match", plain, pairs=((plain, formula), (formula, plain)))
    for name in ("moodle-xml", "gift"):
        assert told(pairs, name) == {"formula"}, name
        assert told(replace(pairs, pairs=((formula, plain),), spares=(plain,)), name) == set(), name
        assert told(replace(pairs, pairs=((plain, plain),), spares=(formula,)), name) == {"formula"}, name
    picture = Media("p.png", b"", "A wave")
    boxes = ((0.0, 0.0, 10.0, 10.0), (50.0, 50.0, 10.0, 10.0))
    names = (("crest",), (r"\(\lambda\)",))
    labels = Exercise("t/a/x/l", "labels", formula, answers=names, boxes=boxes, picture=picture, covered=picture)
    assert told(labels, "moodle-xml") == {"formula", "description of the picture"}
    assert told(replace(labels, answers=(("crest",), ("trough",))), "moodle-xml") == {"description of the picture"}
