"""Labels of a picture in H5P are dragged to their boxes, and at first cover nothing."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bank_questions import COVERED, TEXTS, bank_of, labels
from hostile import HOSTILE

from quizgen.exporters.interchange.bank import BankQuestion, MediaFile
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.h5p import H5p
from quizgen.exporters.script_key import typeable
from quizgen.model.text import parse_text

sys.path.insert(0, str(Path(__file__).parent))
import readings

PICTURE = replace(COVERED, words="A wave")
DRAWING = MediaFile("wave.svg", b"<svg/>", "A wave")
Box = tuple[float, float, float, float]


def labelled(*names: str, covered: MediaFile = PICTURE, prompt: str = "Name the parts.") -> BankQuestion:
    boxes = [(10.0, 90 * index / len(names), 20.0, 4.0) for index in range(len(names))]
    return BankQuestion("t/a/x/y", parse_text(prompt), labels(*names, boxes=boxes), picture=DRAWING, covered=covered)


def task_of(question: BankQuestion) -> dict[str, Any]:
    """The only question of the package."""
    files = H5p().files(fitted_bank(bank_of(question), H5p.carries)[0])
    with zipfile.ZipFile(io.BytesIO(files["questions.h5p"])) as archive:
        assert archive.read(f"content/images/{COVERED.name}") == (question.covered or COVERED).content
        (found,) = json.loads(archive.read("content/content.json"))["questions"]
    assert isinstance(found, dict)
    return found


def test_a_label_belongs_to_its_box_in_the_covered_picture() -> None:
    """Positions are percentages of the task; an em is 16 of its pixels."""
    boxes = ((10.0, 20.0, 25.5, 5.0), (50.0, 90.0, 20.0, 10.0))
    question = replace(labelled("crest", "trough"), body=labels("crest", "trough", boxes=boxes))
    asked = task_of(question)["params"]["question"]
    size = asked["settings"]["size"]
    picture, *dragged = asked["task"]["elements"]
    zones = asked["task"]["dropZones"]
    image = picture["type"]["params"]
    assert (image["file"]["path"], image["alt"]) == (f"images/{COVERED.name}", "A wave")
    assert picture["dropZones"] == []
    assert [picture[side] for side in ("x", "y", "width", "height")] == [0, 0, 600 / 16, 300 / 16]
    for zone, box in zip(zones, boxes, strict=True):
        place = (zone["x"] * 6, zone["y"] * size["height"] / 100, zone["width"] * 16, zone["height"] * 16)
        assert [round(side) for side in place] == [box[0] * 6, box[1] * 3, box[2] * 6, box[3] * 3]
        assert (zone["single"], zone["backgroundOpacity"]) == (True, 0)
    assert [each["dropZones"] for each in dragged] == [["0", "1"]] * 2
    of = [asked["task"]["elements"][int(number)] for zone in zones for number in zone["correctElements"]]
    assert [each["type"]["params"]["text"] for each in of] == ["<p>crest</p>", "<p>trough</p>"]


PORTRAIT = MediaFile(COVERED.name, COVERED.content[:16] + (200).to_bytes(4) + (400).to_bytes(4), "")


NAMES = [["a", "b"], ["crest", "trough"] * 5, ["a long name " * 9, "b"], ["漢字" * 9, *HOSTILE]]


@pytest.mark.parametrize("covered", [PICTURE, PORTRAIT])
@pytest.mark.parametrize("names", NAMES)
def test_labels_at_first_cover_nothing(names: list[str], covered: MediaFile) -> None:
    asked = task_of(labelled(*names, covered=covered))["params"]["question"]
    height = asked["settings"]["size"]["height"]

    def box(each: dict[str, Any], across: float, down: float) -> Box:
        """Left, top, right and bottom in pixels, with padding, border and handle, which are not part of its size."""
        left, top = each["x"] * 6, each["y"] * height / 100
        return left, top, left + (each["width"] + across) * 16, top + (each["height"] + down) * 16

    picture, *waiting = asked["task"]["elements"]
    shown, waiting_at = box(picture, 0, 0), [box(each, 1.6, 0.8) for each in waiting]
    assert shown[0] == pytest.approx(600 - shown[2], abs=0.1)
    for place, one in enumerate(waiting_at):
        assert 0 <= one[0] < one[2] <= 600
        assert shown[3] < one[1] < one[3] <= height
        for other in waiting_at[:place]:
            assert one[0] > other[2] or other[0] > one[2] or one[1] > other[3] or other[1] > one[3]
    assert len({(each["width"], each["height"]) for each in waiting}) == 1


def test_labels_are_shuffled_always_in_the_same_way() -> None:
    names = [f"part {letter}" for letter in "abcdefgh"]

    def order(*names: str) -> list[str]:
        elements = task_of(labelled(*names))["params"]["question"]["task"]["elements"][1:]
        return [element["type"]["params"]["text"] for element in elements]

    mixed = order(*names)
    assert mixed != [f"<p>{name}</p>" for name in names]
    assert order(*reversed(names)) == mixed


def test_either_of_two_labels_that_say_the_same_is_right() -> None:
    (found,) = readings.h5p(dict(H5p().files(bank_of(labelled("vein", "artery", "Vein")))))
    assert [sorted(each) for each in found["labels"]] == [["Vein", "vein"], ["artery"], ["Vein", "vein"]]


def test_any_text_comes_out_as_written_and_a_formula_on_a_label_as_it_is_read_aloud() -> None:
    made = [labelled(text, f"{text} too", prompt=text) for text in TEXTS]
    bank, _ = fitted_bank(bank_of(*made), H5p.carries)
    found = readings.h5p(dict(H5p().files(bank)))
    names = [(typeable(parse_text(text)), typeable(parse_text(f"{text} too"))) for text in TEXTS]
    assert [each["labels"] for each in found] == [[[one.strip()], [other.strip()]] for one, other in names]
    assert [each["prompt"] for each in found] == [readings.one_line(parse_text(text)) for text in TEXTS]


def test_what_is_lost() -> None:
    """An SVG is no loss, because the covered picture is a PNG; the question is a title, and has one line."""
    question = labelled("crest", "trough")
    for made, lost in (
        (question, []),
        (replace(question, prompt=parse_text("Name\nthe parts")), ["line break"]),
        (replace(question, covered=None), ["question"]),
        (labelled("crest/top", "a*b"), []),
    ):
        assert [loss.what for loss in fitted_bank(bank_of(made), H5p.carries)[1]] == lost
