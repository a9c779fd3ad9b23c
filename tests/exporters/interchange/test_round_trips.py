"""Every format says what was asked and what is right, whatever text is in it: read back by other rules than ours."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bank_questions import TEXTS, UNPICTURED, bank_of, bank_questions, ordering
from hypothesis import given, settings

from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.bank import BankQuestion
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.format import Format
from quizgen.model.body import ChooseOne, ChooseSeveral, Option, ShortText, TrueFalse, matching_of
from quizgen.model.text import Text, parse_text

sys.path.insert(0, str(Path(__file__).parent))
import readings

# A format, how it is read, and what of white space it keeps.
READ: dict[str, tuple[Callable[[readings.Files], list[readings.Reading]], Callable[[Text], str]]] = {
    "kahoot": (readings.kahoot, readings.one_line),
    "blooket": (readings.blooket, readings.one_line),
    "gimkit": (readings.gimkit, readings.one_line),
    "wayground": (readings.wayground, readings.one_line),
    "gift": (readings.gift, readings.whole),
    "blackboard": (readings.blackboard, readings.spaced),
    "brightspace": (readings.brightspace, readings.whole),
    "h5p": (readings.h5p, readings.whole),
    "qti21": (readings.qti21, readings.whole),
    "common-cartridge": (readings.cartridge, readings.whole),
    "aiken": (readings.aiken, readings.one_line),
}


def both(name: str, *questions: BankQuestion) -> tuple[list[readings.Reading], list[readings.Reading]]:
    """What is read of questions in a format, and what should be."""
    format = EXPORTERS.get(name)
    assert issubclass(format, Format)
    read, plain = READ[name]
    bank, _ = fitted(bank_of(*questions), format.carries)
    if not bank.questions:
        return [], []
    should = [readings.expected(question, plain) for question in bank.questions]
    if name == "gimkit":  # the right option is the first
        for each in should:
            each["choices"].sort(key=lambda choice: not choice[1])
    if name in ("blackboard", "h5p"):  # a tab or a line end would end a cell or a row
        for each in should:
            if name == "h5p" and "pairs" in each:
                each["pairs"] = [tuple(readings.one_line(parse_text(text)) for text in pair) for pair in each["pairs"]]
            if name == "blackboard" and "answers" in each:
                each["answers"] = [" ".join(answer.split()) for answer in each["answers"]]
    found = read(dict(format().files(bank)))
    if plain is readings.spaced:
        found = json.loads(json.dumps(found), object_hook=_squeezed)
        should = json.loads(json.dumps(should), object_hook=_squeezed)
    return found, should


def _squeezed(value: dict[str, object]) -> dict[str, object]:
    def each(some: object) -> object:
        if isinstance(some, str):
            return " ".join(some.split())
        return [each(one) for one in some] if isinstance(some, list) else some

    return {key: each(some) for key, some in value.items()}


@settings(max_examples=40)
@given(bank_questions(UNPICTURED))
def test_what_is_written_reads_back(question: BankQuestion) -> None:
    for name in READ:
        found, should = both(name, question)
        assert found == should, name


@pytest.mark.parametrize("name", READ)
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
