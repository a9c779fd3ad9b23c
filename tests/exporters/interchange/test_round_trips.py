"""Every format keeps what is asked and what is right, whatever the text: it is read back by other rules than ours."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from bank_questions import TEXTS, UNPICTURED, bank_of, bank_questions, ordering
from formats import FORMATS
from hypothesis import given, settings
from rereading import READERS as IMPORTED

from quizgen.exporters.interchange.bank import BankQuestion
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.model.body import ChooseOne, ChooseSeveral, Option, ShortText, TrueFalse, matching_of
from quizgen.model.text import parse_text

sys.path.insert(0, str(Path(__file__).parent))
import readings


def both(name: str, *questions: BankQuestion) -> tuple[list[readings.Reading], list[readings.Reading]]:
    """What is read from questions in a format, and what should be read."""
    format, reader = FORMATS[name], readings.READERS[name]
    bank, _ = fitted_bank(bank_of(*questions), format.carries)
    if not bank.questions:
        return [], []
    should = [readings.expected(question, reader.plain) for question in bank.questions]
    for reading in should:
        reader.change(reading)
    found = reader.read(dict(format().files(bank)))
    if reader.plain is readings.spaced:
        found = json.loads(json.dumps(found), object_hook=_squeezed)
        should = json.loads(json.dumps(should), object_hook=_squeezed)
    return found, should


def _squeezed(value: dict[str, object]) -> dict[str, object]:
    def each(some: object) -> object:
        if isinstance(some, str):
            return " ".join(some.split())
        return [each(one) for one in some] if isinstance(some, list) else some

    return {key: each(some) for key, some in value.items()}


def test_every_format_is_read_back() -> None:
    """By the reading program's rules, or by our own importer, in tests/importers/test_own_exports.py."""
    assert [name for name in FORMATS if name not in readings.READERS and name not in IMPORTED] == []
    assert [name for name in readings.READERS if name not in FORMATS] == []


@settings(max_examples=40)
@given(bank_questions(UNPICTURED))
def test_what_is_written_reads_back(question: BankQuestion) -> None:
    for name in readings.READERS:
        found, should = both(name, question)
        assert found == should, name


@pytest.mark.parametrize("name", readings.READERS)
def test_hostile_texts_come_out_as_written(name: str) -> None:
    made = []
    for place, text in enumerate(TEXTS):
        some, other = parse_text(text), parse_text(f"{text} too")
        options = (Option(some, True, some), Option(other, False, other))
        made += [
            BankQuestion(f"t/a{place}/x/y", some, ChooseOne(options), feedback=(some,)),
            BankQuestion(f"t/b{place}/x/y", some, ChooseSeveral(options)),
            BankQuestion(f"t/c{place}/x/y", some, ShortText(text, (f"{text} too",)), evidence=(some,)),
            BankQuestion(f"t/d{place}/x/y", some, matching_of([(some, other), (other, some)])),
            BankQuestion(f"t/e{place}/x/y", some, ordering(some, other)),
            BankQuestion(f"t/f{place}/x/y", some, TrueFalse(False), feedback=(some,)),
        ]
    found, should = both(name, *made)
    assert len(found) >= len(TEXTS) / 2
    assert found == should
