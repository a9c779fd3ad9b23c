"""Moodle's XML, by the rules of its importer: read back with another parser, whatever is in it."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from exercises import COVERED, MORE_HOSTILE, bank_of, exercises, shown
from hostile import HOSTILE
from hypothesis import given, settings

from quizgen.exporters.interchange.exercise import Choice, Exercise, Media, Number
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.moodle import SHARES
from quizgen.exporters.interchange.moodle_xml import MoodleXml
from quizgen.model.text import Text, parse_text

# The shares of a mark that its importer takes, within 1e-5, and their negatives (question/engine/bank.php).
FRACTIONS = [1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667]
FRACTIONS += [0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0]


def written(*made: Exercise) -> list[ElementTree.Element]:
    content = MoodleXml().files(fitted(bank_of(*made), MoodleXml.carries)[0])["moodle.xml"]
    return ElementTree.fromstring(content).findall("question")[1:]


def text(element: ElementTree.Element, path: str) -> str:
    """As its importer reads a text: without white space at the ends."""
    return (element.findtext(f"{path}/text") or "").strip()


def read(element: ElementTree.Element) -> dict[str, object]:
    """What somebody who knows the format makes of a question."""
    answers = [(each, float(each.attrib["fraction"]) / 100) for each in element.findall("answer")]
    sort = element.attrib["type"]
    found: dict[str, object] = {
        "type": sort,
        "id": element.findtext("idnumber"),
        "prompt": shown(text(element, "questiontext")).strip(),
        "points": element.findtext("defaultgrade"),
        "notes": shown(text(element, "generalfeedback")).strip(),
        "tags": [each.findtext("text") for each in element.findall("tags/tag")],
    }
    if sort == "multichoice":
        found["single"] = element.findtext("single")
        found["choices"] = [
            (shown(text(each, ".")).strip(), fraction > 0, shown(text(each, "feedback")).strip())
            for each, fraction in answers
        ]
    elif sort == "truefalse":
        found["truth"] = next(text(each, ".") for each, fraction in answers if fraction == 1) == "true"
    elif sort == "shortanswer":
        found["answers"] = [text(each, ".").replace(r"\*", "*") for each, fraction in answers if fraction == 1]
    elif sort == "numerical":
        found["numbers"] = [(Decimal(text(each, ".")), Decimal(str(each.findtext("tolerance")))) for each, _ in answers]
        found["units"] = [each.findtext("unit_name") for each in element.findall("units/unit")]
    elif sort == "ordering":
        found["steps"] = [shown(text(each, ".")).strip() for each, _ in answers]
    elif sort == "matching":
        found["pairs"] = [
            (shown(text(each, ".")).strip(), shown(text(each, "answer")).strip())
            for each in element.findall("subquestion")
        ]
    elif sort == "essay":
        found["solution"] = shown(text(element, "graderinfo")).strip()
    return found


def plain(some: Text) -> str:
    return str(some).strip()


def expected(exercise: Exercise) -> dict[str, object]:
    """What should be read of it."""
    types = {"choice": "multichoice", "response": "multichoice", "truth": "truefalse", "text": "shortanswer"}
    types |= {"number": "numerical", "order": "ordering", "match": "matching", "list": "essay"}
    found: dict[str, object] = {
        "type": types[exercise.sort],
        "id": exercise.id,
        "prompt": plain(exercise.prompt),
        "points": str(exercise.points),
        "notes": "\n\n".join(str(note) for note in exercise.notes).strip(),
        "tags": list(exercise.tags),
    }
    match exercise.sort:
        case "choice" | "response":
            found["single"] = str(exercise.sort == "choice").lower()
            found["choices"] = [(plain(c.text), c.right, plain(c.feedback)) for c in exercise.choices]
        case "truth":
            found["truth"] = exercise.truth
        case "text":
            found["answers"] = [answer.strip() for answer in exercise.accepted]
        case "number":
            found["numbers"] = [(each.value, each.margin) for each in exercise.numbers]
            found["units"] = list(exercise.units)
        case "order":
            found["steps"] = [plain(step) for step in exercise.steps]
        case "match":
            pairs = [(plain(prompt), line(answer)) for prompt, answer in exercise.pairs]
            found["pairs"] = pairs + [("", line(spare)) for spare in exercise.spares]
        case _:
            found["solution"] = plain(exercise.solution)
    return found


@settings(max_examples=40)
@given(exercises(("choice", "response", "truth", "text", "number", "list", "order", "match")))
def test_what_is_written_reads_back(exercise: Exercise) -> None:
    (element,) = written(exercise)
    assert read(element) == expected(exercise)


@pytest.mark.parametrize("hostile", [text for text in (*HOSTILE, *MORE_HOSTILE) if text.strip()])
def test_hostile_texts_come_out_as_written_everywhere(hostile: str) -> None:
    some = parse_text(hostile)
    choices = (Choice(some, True, some), Choice(parse_text(f"{hostile} too"), False, some))
    asked = Exercise("t/a/x/y", "choice", some, choices=choices, feedback=(some,))
    typed = Exercise("t/b/x/y", "text", some, answers=((hostile,),))
    paired = Exercise("t/c/x/y", "match", some, pairs=((some, some), (some, some)))
    fit, _ = fitted(bank_of(asked, typed, paired), MoodleXml.carries)
    assert [read(each) for each in written(asked, typed, paired)] == [*map(expected, fit.exercises)]


def test_every_share_is_one_that_moodle_takes() -> None:
    """A share that it does not know makes it skip the question while it reports success."""
    for count in range(1, 13):
        choices = tuple(Choice(parse_text(f"o{place}"), place < count) for place in range(count + 2))
        exercise = Exercise("t/a/x/multiple-response", "response", parse_text("?"), choices=choices)
        bank, losses = fitted(bank_of(exercise), MoodleXml.carries)
        if count not in SHARES:
            assert (bank.exercises, losses[0].what) == ((), "question")
            continue
        (element,) = written(exercise)
        fractions = [float(each.attrib["fraction"]) / 100 for each in element.findall("answer")]
        assert sum(fraction for fraction in fractions if fraction > 0) == pytest.approx(1, abs=1e-5)
        assert all(min(abs(abs(each) - known) for known in FRACTIONS) <= 1e-5 for each in fractions)


def test_a_star_in_a_short_answer_is_no_wildcard() -> None:
    (element,) = written(Exercise("t/a/x/y", "text", parse_text("?"), answers=(("5*3", "15"),)))
    assert [each.findtext("text") for each in element.findall("answer")] == [r"5\*3", "15"]
    assert element.findtext("usecase") == "0"


def test_a_name_has_no_tags_and_an_id_fits_its_column() -> None:
    id = f"t/{'very-long-' * 20}/x/short-answer"
    first, second = written(
        Exercise(id, "text", parse_text("What is <b>\nbold</b>?"), answers=(("x",),)),
        Exercise(f"{id}er", "text", parse_text("\u200b"), answers=(("x",),)),
    )
    assert first.findtext("name/text") == "What is ‹b› / bold‹/b›?"
    ids = [each.findtext("idnumber") for each in (first, second)]
    assert len(set(ids)) == 2
    assert all(each is not None and len(each) == 100 for each in ids)


def test_ordering_has_what_moodle_dies_without() -> None:
    (element,) = written(Exercise("t/a/x/y", "order", parse_text("?"), steps=(parse_text("a"), parse_text("b"))))
    assert element.find("shownumcorrect") is not None
    assert element.findtext("showgrading") == "1"


def test_a_number_has_its_tolerance_and_its_unit_on_its_side() -> None:
    number = Number(Decimal("3.5"), Decimal("0.07"))
    after, before = (
        Exercise("t/a/x/y", "number", parse_text("?"), numbers=(number,), units=(unit,), unit_before=unit == "$")
        for unit in ("km", "$")
    )
    elements = written(after, before)
    assert [each.findtext("answer/tolerance") for each in elements] == ["0.07", "0.07"]
    assert [each.findtext("unitsleft") for each in elements] == ["0", "1"]
    assert [each.findtext("units/unit/unit_name") for each in elements] == ["km", "$"]


def test_a_picture_is_embedded_and_shown() -> None:
    picture = Media("wave-12.svg", b"<svg/>", 'A "wave"')
    (element,) = written(Exercise("t/a/x/y", "text", parse_text("?"), answers=(("x",),), picture=picture))
    file = element.find("questiontext/file")
    assert file is not None
    assert (file.attrib["name"], base64.b64decode(file.text or "")) == ("wave-12.svg", b"<svg/>")
    assert 'src="@@PLUGINFILE@@/wave-12.svg" alt="A &quot;wave&quot;"' in text(element, "questiontext")


def test_labels_are_markers_for_places_in_the_covered_picture() -> None:
    """Places are rectangles in pixels: left,top;width,height."""
    asked = Exercise(
        "t/a/x/y",
        "labels",
        parse_text("Name the parts."),
        answers=(("crest", "top"), ("<b>trough",)),
        boxes=((10.0, 20.0, 25.5, 5.0), (50.0, 90.0, 20.0, 10.0)),
        picture=Media("wave-12.svg", b"<svg/>", "A wave"),
        covered=COVERED,
    )
    (element,) = written(asked)
    assert element.attrib["type"] == "ddmarker"
    assert [shown(text(each, ".")) for each in element.findall("drag")] == ["crest", "<b>trough"]
    places = [(each.findtext("shape"), each.findtext("coords")) for each in element.findall("drop")]
    assert places == [("rectangle", "60,60;153,15"), ("rectangle", "300,270;120,30")]
    assert [each.findtext("choice") for each in element.findall("drop")] == ["1", "2"]
    assert [base64.b64decode(each.text or "") for each in element.iter("file")] == [COVERED.content]
    assert "<img" not in text(element, "questiontext")
    bank, losses = fitted(bank_of(asked, replace(asked, covered=None)), MoodleXml.carries)
    assert len(bank.exercises) == 1
    assert [loss.what for loss in losses] == ["description of the picture", "question"]


def test_no_white_space_stands_between_two_entities() -> None:
    """Moodle's parser takes the text between them for an empty one, and leaves it out."""
    asked = Exercise("t/a/x/y", "text", parse_text("a & b < c"), answers=(("& & ]]> <", "<\n>"),))
    content = MoodleXml().files(bank_of(asked))["moodle.xml"].decode()
    outside = re.sub(r"<!\[CDATA\[.*?\]\]>", "", content, flags=re.DOTALL)
    assert "&" not in outside
    (element,) = written(asked)
    assert [each.findtext("text") for each in element.findall("answer")] == ["& & ]]> <", "<\n>"]


def test_a_tag_is_one_that_moodle_keeps() -> None:
    """One of which nothing is left when it takes its signs out, or that is 0, ends its import with an error."""
    tags = ("< >", "0", "`a`", "two\nlines", "long " * 20, "x" * 60, "two lines")
    (element,) = written(Exercise("t/a/x/y", "text", parse_text("?"), answers=(("x",),), tags=tags))
    kept = [each.findtext("text") or "" for each in element.findall("tags/tag")]
    assert kept[:4] == ["‹ ›", "‹0›", "‘a‘", "two lines"]
    assert kept[4:] == [f"{'long ' * 9}long…", f"{'x' * 49}…"]


def test_what_is_matched_with_fits_a_line_and_its_column() -> None:
    """It is shown in a menu, without elements, and kept in 255 characters: one more ends the import with an error."""
    pairs = ((parse_text("a"), parse_text("one\ntwo")), (parse_text("b"), parse_text("<b> & x")))
    exercise = Exercise("t/a/x/y", "match", parse_text("?"), pairs=pairs)
    (element,) = written(exercise)
    assert [each.findtext("answer/text") for each in element.findall("subquestion")] == [
        "one / two",
        "&lt;b&gt; &amp; x",
    ]
    _, losses = fitted(bank_of(exercise), MoodleXml.carries)
    assert [loss.what for loss in losses] == ["line break"]
    for text, kept in (("&" * 51, 1), ("&" * 52, 0)):
        bank, losses = fitted(bank_of(replace(exercise, spares=(parse_text(text),))), MoodleXml.carries)
        assert len(bank.exercises) == kept
    assert losses[-1].why.startswith("what is matched with has at most 255 characters")


def test_a_text_is_no_formula_in_a_description_and_no_address_of_a_file() -> None:
    r"""Its filter for formulas looks into attributes too; ``@@PLUGINFILE@@`` stands for a file's address."""
    picture = Media("p.png", b"", r"\(x\) and $$y$$ and @@PLUGINFILE@@/p.png")
    asked = Exercise("t/a/x/y", "text", parse_text("@@PLUGINFILE@@/x"), answers=(("x",),), picture=picture)
    (element,) = written(asked)
    stem = text(element, "questiontext")
    assert 'alt="&#92;(x&#92;) and &#36;&#36;y&#36;&#36; and @&#64;PLUGINFILE@&#64;/p.png"' in stem
    assert 'src="@@PLUGINFILE@@/p.png"' in stem
    assert stem.count("@@PLUGINFILE@@") == 1
    assert shown(stem).startswith("@@PLUGINFILE@@/x")


@pytest.mark.parametrize("typed", ["f(n)", "h(y) = ( )", "1:(2+3) :)", "<-) :-) &-)", "x :-/ y", "P-|8-.xx-P:o)"])
def test_a_text_is_no_emoticon(typed: str) -> None:
    """Its filter replaces these texts wherever they stand, in words and in attributes; formulas it leaves alone."""
    emoticons = (":)", ":-)", ";-)", ":(", ":-/", ":o)", "8-.", "P-|", "xx-P", "(y)", "(n)", "( )")
    picture = Media("p.png", b"", typed)
    (element,) = written(Exercise("t/a/x/y", "text", parse_text(typed), answers=(("x",),), picture=picture))
    stem = text(element, "questiontext")
    assert not [each for each in emoticons if each in stem]
    assert shown(stem).strip() == typed


def test_the_name_of_a_long_word_is_its_beginning() -> None:
    (element,) = written(Exercise("t/a/x/y", "text", parse_text("漢" * 90), answers=(("x",),)))
    assert element.findtext("name/text") == f"{'漢' * 79}…"


def test_the_category_keeps_its_slash_and_has_no_tags() -> None:
    content = MoodleXml().files(bank_of())["moodle.xml"]
    category = ElementTree.fromstring(content).findtext("question/category/text")
    assert category == "$course$/top/A // ‹Title›"
