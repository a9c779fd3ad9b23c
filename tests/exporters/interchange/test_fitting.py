"""What a format cannot hold is converted or left out, and always reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from bank_questions import COVERED, bank_of, bank_questions, labels, ordering, two_options
from formats import FORMATS
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.bank import TYPES, BankQuestion, MediaFile, accepted_answers
from quizgen.exporters.interchange.carries import Carries
from quizgen.exporters.interchange.conversions import converted_question
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.script_key import typed_answers
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    Matching,
    Number,
    OpenAnswer,
    Option,
    PictureLabels,
    ShortText,
    TrueFalse,
    matching_of,
    pairs_of,
    spares_of,
)
from quizgen.model.right_numbers import right_numbers
from quizgen.model.text import parse_text


def formats_that(declare: Callable[[Carries], bool]) -> list[str]:
    """The names of the formats whose declaration passes a test; there is at least one."""
    names = [name for name, format in FORMATS.items() if declare(format.carries)]
    assert names
    return names


def lost_of(question: BankQuestion, name: str) -> set[str]:
    """What the format loses of the question."""
    _, losses = fitted_bank(bank_of(question), EXPORTERS.get(name).carries)
    return {loss.what for loss in losses}


@settings(max_examples=80)
@given(bank_questions(), st.sampled_from([*FORMATS.values()]))
def test_what_is_not_reported_is_not_changed(question: BankQuestion, format: type[Format]) -> None:
    bank, losses = fitted_bank(bank_of(question), format.carries)
    lost = {loss.what for loss in losses}
    assert all(loss.question == question.id and loss.why for loss in losses)
    if not bank.questions:
        assert "question" in lost
        return
    (held,) = bank.questions
    assert type(held.body) in format.carries.types
    if "way of answering" not in lost and not isinstance(question.body, TrueFalse):
        fields = {
            "option feedback": ("body",),
            "feedback": ("feedback", "evidence"),
            "picture": ("picture", "prompt"),
            "tolerance": ("body",),
            "other answers": ("body",),
            "spare answers": ("body",),
            "line break": ("body", "feedback", "evidence", "prompt"),
        }
        changed = {field for what in lost for field in fields.get(what, ())}
        assert held == replace(question, **{field: getattr(held, field) for field in changed})
        assert_only_lost(question.body, held.body, lost)
    else:
        assert held.id == question.id
        assert held.points == question.points
    assert not ("picture" in lost and held.picture)
    assert not ("feedback" in lost and any(held.notes))


def assert_only_lost(was: ItemBody, held: ItemBody, lost: set[str]) -> None:
    """In a body that is answered in the same way, only what is reported as lost has changed."""
    match was, held:
        case ((ChooseOne() | ChooseSeveral()), (ChooseOne() | ChooseSeveral())):
            assert [(choice.text, choice.correct) for choice in was.choices] == [
                (choice.text, choice.correct) for choice in held.choices
            ]
        case Number(), Number():
            assert [each.value for each in right_numbers(was)] == [each.value for each in right_numbers(held)]
            assert ("tolerance" in lost) or was == held
        case ShortText(), ShortText():
            assert accepted_answers(was)[: len(accepted_answers(held))] == accepted_answers(held)
        case ((Matching() | Gaps()), (Matching() | Gaps())):
            assert len(pairs_of(was)) == len(pairs_of(held))
            assert "line break" in lost or pairs_of(was) == pairs_of(held)
            assert spares_of(held) == () if "spare answers" in lost else len(spares_of(was)) == len(spares_of(held))
        case _:
            assert was == held


@given(bank_questions(), st.sampled_from(TYPES))
def test_a_question_becomes_another_type_or_none(question: BankQuestion, to: type[ItemBody]) -> None:
    """Any question can become an open answer; some can become another type, but never one that was not requested."""
    bank = bank_of(question)
    try:
        made, _ = converted_question(question, to, bank)
    except TypeError:
        assert to is not OpenAnswer
    else:
        assert type(made.body) is to


@pytest.mark.parametrize("format", FORMATS.values(), ids=FORMATS)
def test_a_format_converts_to_types_that_it_supports(format: type[Format]) -> None:
    carries = format.carries
    assert set(carries.instead.values()) <= carries.types
    assert not carries.instead.keys() & carries.types
    assert (Gaps in carries.types) == (Matching in carries.types)  # which are the same to every program


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        (Number("9.5", "9.5", "km", "0.5"), {"way of answering", "unit"}),
        (Number("9.5 km", "9.5", "km", "0.5"), {"way of answering", "other answers"}),
        (Number("97 percent", "97", "percent", "0.5", percent=True), {"way of answering", "unit", "other answers"}),
        (Number("9.5", "9.5", tolerance="0.5"), {"way of answering"}),
    ],
)
def test_a_number_typed_as_a_word_reports_the_units_that_it_loses(body: Number, lost: set[str]) -> None:
    number = BankQuestion("t/a/x/n", parse_text("?"), body)
    for name in formats_that(lambda carries: carries.instead.get(Number) is ShortText):
        assert lost_of(number, name) == lost - FORMATS[name].carries.features, name


def test_the_description_of_a_picture_is_on_one_line_where_texts_are() -> None:
    picture = MediaFile("p.png", b"", "First line\nsecond line")
    shown = BankQuestion("t/a/x/c", parse_text("?"), two_options("a", "b"), picture=picture)
    for name in formats_that(lambda carries: carries.features.isdisjoint(("picture", "line break"))):
        assert lost_of(shown, name) == {"picture", "line break"}, name
    assert lost_of(replace(shown, picture=replace(picture, words="One line")), "kahoot") == {"picture"}


def test_feedback_on_one_line_is_reported_where_it_is_written() -> None:
    after = BankQuestion("t/a/x/c", parse_text("?"), two_options("a", "b"), feedback=(parse_text("one\ntwo"),))
    assert lost_of(after, "wayground") == {"line break"}
    assert lost_of(after, "kahoot") == {"feedback"}


def test_a_part_with_one_line_reports_line_breaks_only_there() -> None:
    """H5P has HTML in questions, options and an option's feedback, but not in a question's feedback."""
    broken = parse_text("one\ntwo")
    one, other = parse_text("a"), parse_text("b")
    choice = BankQuestion("t/a/x/c", broken, ChooseOne((Option(broken, True, broken), Option(other))))
    match = BankQuestion("t/a/x/m", broken, matching_of([(broken, one)]))
    order = BankQuestion("t/a/x/o", broken, ordering(broken, other))
    lines = []
    for question in (
        choice,
        replace(choice, feedback=(broken,)),
        replace(match, body=matching_of([(one, other)]), evidence=(broken,)),
        match,
        replace(match, body=matching_of([(broken, one)], [parse_text("a\tb")])),
        order,
    ):
        bank, losses = fitted_bank(bank_of(question), EXPORTERS.get("h5p").carries)
        lines += [[loss.why.partition(" have one line")[0] for loss in losses if loss.what == "line break"]]
        assert bank.questions[0].prompt == broken
    notes, asked, answers = "feedback and evidence", "things to be matched", "what they are matched with"
    assert lines == [[], [notes], [notes], [asked], [f"{asked}, {answers}"], [asked]]
    both = replace(match, body=matching_of([(broken, one)], [broken]))
    for name in formats_that(lambda carries: carries.on_one_line == {answers}):
        bank, losses = fitted_bank(bank_of(both), EXPORTERS.get(name).carries)
        assert [loss.why.partition(" have one line")[0] for loss in losses] == [answers], name
        assert bank.questions == (replace(both, body=matching_of([(broken, one)], [parse_text("one / two")])),)


def test_labels_are_matched_with_the_numbers_in_the_covered_picture() -> None:
    body = labels(("crest", "top"), "trough")
    question = BankQuestion("t/a/x/l", parse_text("?"), body, picture=COVERED, covered=COVERED)
    for name in formats_that(lambda carries: carries.instead.get(PictureLabels) is Matching):
        carries = EXPORTERS.get(name).carries
        assert carries.covered
        bank, losses = fitted_bank(bank_of(replace(question, picture=MediaFile("p.svg", b"", "A wave"))), carries)
        (held,) = bank.questions
        assert (type(held.body), held.picture) == (Matching, COVERED)
        assert [(str(number), str(label)) for number, label in pairs_of(held.body)] == [("1", "crest"), ("2", "trough")]
        assert [loss.what for loss in losses] == ["way of answering"]
        assert "question" in lost_of(replace(question, covered=None), name)


def test_some_formats_shuffle_options_that_have_an_order() -> None:
    ordered = BankQuestion("t/a/x/c", parse_text("Which?"), two_options("a", "b", fixed=True))
    for name in formats_that(lambda carries: ChooseOne in carries.types):
        assert lost_of(ordered, name) == {"order of options"} - FORMATS[name].carries.features, name
    assert lost_of(BankQuestion("t/a/x/t", parse_text("?"), TrueFalse(True)), "gimkit") == set()


def test_a_single_right_option_of_several_becomes_choose_one_where_options_are_counted() -> None:
    options = (Option(parse_text("a"), True), Option(parse_text("b")))
    one = BankQuestion("t/a/x/r", parse_text("?"), ChooseSeveral(options))
    counted = formats_that(lambda carries: carries.counted)
    assert [name for name in FORMATS if "way of answering" in lost_of(one, name)] == counted


def test_a_formula_is_reported_where_moodle_cannot_show_it() -> None:
    """That is in a menu: beside a menu it is shown, and on a marker it is written as it is read aloud."""
    plain, formula = parse_text("a"), parse_text(r"\(x^2\)")
    pairs = BankQuestion("t/a/x/m", plain, matching_of([(plain, formula), (formula, plain)]))
    for name in formats_that(lambda carries: carries.matched > 0):
        assert lost_of(pairs, name) == {"formula"}, name
        beside = matching_of([(formula, plain)], [parse_text("b")])
        assert lost_of(replace(pairs, body=beside), name) == set(), name
        assert lost_of(replace(pairs, body=matching_of([(plain, plain)], [formula])), name) == {"formula"}, name
    picture = MediaFile("p.png", b"", "A wave")
    body = labels("crest", r"\(\lambda\)")
    marked = BankQuestion("t/a/x/l", formula, body, picture=picture, covered=picture)
    assert typed_answers(body)[1] == ("λ", r"\(\lambda\)")
    assert lost_of(marked, "moodle-xml") == {"description of the picture"}
