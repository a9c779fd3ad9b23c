"""A question of a bank: every accepted answer, and writers that reject a type that their format lacks."""

from __future__ import annotations

import pytest
from bank_questions import COVERED, bank_of, every_type, labels

from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.bank import BankQuestion, NotHeldError, accepted_answers
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.script_key import typed_answers
from quizgen.model.body import ListAnswer, Member, Number, ShortText
from quizgen.model.text import parse_text


def test_the_usual_way_to_type_an_answer_is_the_first() -> None:
    """A formula is typed as it is read aloud, or as the teacher typed it; a number also without its unit."""
    assert accepted_answers(ShortText("a square", ("x",))) == ("a square", "x")
    assert accepted_answers(ShortText(r"\(\lambda\)", ("lambda",))) == ("λ", r"\(\lambda\)", "lambda")
    assert accepted_answers(Number("9.5 km", "9.5", "km", accept=("9,500 m",))) == ("9.5 km", "9,500 m", "9.5")


def test_each_answer_has_its_accepted_spellings() -> None:
    assert typed_answers(ListAnswer((Member("crest", ("top",)), Member("trough")), 2)) == (
        ("crest", "top"),
        ("trough",),
    )
    assert typed_answers(labels(("crest", "top"), "trough")) == (("crest", "top"), ("trough",))


@pytest.mark.parametrize("name", ["blackboard", "brightspace", "canvas", "gift", "moodle-xml", "qti21"])
def test_no_writer_writes_a_type_that_its_format_lacks(name: str) -> None:
    format = EXPORTERS.get(name)
    assert issubclass(format, Format)
    labelled = BankQuestion("t/l/x/y", parse_text("?"), labels("a", "b"), picture=COVERED, covered=COVERED)
    questions = [each for each in (*every_type(1, "a"), labelled) if type(each.body) not in format.carries.types]
    assert questions
    for question in questions:
        with pytest.raises(NotHeldError, match=question.body.name):
            format().files(bank_of(question))
