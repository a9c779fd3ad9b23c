"""Every format says what was asked and what is right, whatever text is in it: read back by other rules than ours."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from exercises import TEXTS, bank_of, exercises
from hypothesis import given, settings

from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.exercise import Choice, Exercise
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.format import Format
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


def both(name: str, *made: Exercise) -> tuple[list[readings.Reading], list[readings.Reading]]:
    """What is read of exercises in a format, and what should be."""
    format = EXPORTERS.get(name)
    assert issubclass(format, Format)
    read, plain = READ[name]
    bank, _ = fitted(bank_of(*made), format.carries)
    if not bank.exercises:
        return [], []
    should = [readings.expected(exercise, plain) for exercise in bank.exercises]
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
@given(exercises(("choice", "response", "truth", "text", "number", "list", "order", "match")))
def test_what_is_written_reads_back(exercise: Exercise) -> None:
    for name in READ:
        found, should = both(name, exercise)
        assert found == should, name


@pytest.mark.parametrize("name", READ)
def test_hostile_texts_come_out_as_written(name: str) -> None:
    made = []
    for place, text in enumerate(TEXTS):
        some, other = parse_text(text), parse_text(f"{text} too")
        choices = (Choice(some, True, some), Choice(other, False, other))
        made += [
            Exercise(f"t/a{place}/x/y", "choice", some, choices=choices, feedback=(some,)),
            Exercise(f"t/b{place}/x/y", "response", some, choices=choices),
            Exercise(f"t/c{place}/x/y", "text", some, answers=((text, f"{text} too"),), proof=(some,)),
            Exercise(f"t/d{place}/x/y", "match", some, pairs=((some, other), (other, some))),
            Exercise(f"t/e{place}/x/y", "order", some, steps=(some, other)),
            Exercise(f"t/f{place}/x/y", "truth", some, truth=False, feedback=(some,)),
        ]
    found, should = both(name, *made)
    assert len(found) >= len(TEXTS) / 2
    assert found == should
