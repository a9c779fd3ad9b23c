"""Moodle's XML, by the rules of its importer: read back with another parser, whatever is in it."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from bank_questions import COVERED, MORE_HOSTILE, bank_of, bank_questions, held, labels, ordering, shown
from hostile import HOSTILE
from hypothesis import given, settings

from quizgen.exporters.interchange.bank import BankQuestion, MediaFile, accepted_answers
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.interchange.moodle import SHARES
from quizgen.exporters.interchange.moodle_xml import MoodleXml
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    Matching,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    ShortText,
    TrueFalse,
    matching_of,
    pairs_of,
    spares_of,
)
from quizgen.model.right_numbers import right_numbers, units_of
from quizgen.model.text import Text, parse_text

# The shares of a mark that its importer accepts, within 1e-5, and their negatives (question/engine/bank.php).
FRACTIONS = [1, 0.9, 0.8333333, 0.8, 0.75, 0.7, 0.6666667, 0.6, 0.5, 0.4, 0.3333333, 0.3, 0.25, 0.2, 0.1666667]
FRACTIONS += [0.1428571, 0.125, 0.1111111, 0.1, 0.05, 0]


def written(*questions: BankQuestion) -> list[ElementTree.Element]:
    content = MoodleXml().files(fitted_bank(bank_of(*questions), MoodleXml.carries)[0])["moodle.xml"]
    return ElementTree.fromstring(content).findall("question")[1:]


def text(element: ElementTree.Element, path: str) -> str:
    """As its importer reads a text: without white space at the ends."""
    return (element.findtext(f"{path}/text") or "").strip()


def read(element: ElementTree.Element) -> dict[str, object]:
    """What a reader of the format gets from a question."""
    answers = [(node, float(node.attrib["fraction"]) / 100) for node in element.findall("answer")]
    sort = element.attrib["type"]
    found: dict[str, object] = {
        "type": sort,
        "id": element.findtext("idnumber"),
        "prompt": shown(text(element, "questiontext")).strip(),
        "points": element.findtext("defaultgrade"),
        "notes": shown(text(element, "generalfeedback")).strip(),
        "tags": [node.findtext("text") for node in element.findall("tags/tag")],
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
        found["units"] = [node.findtext("unit_name") for node in element.findall("units/unit")]
    elif sort == "ordering":
        found["steps"] = [shown(text(each, ".")).strip() for each, _ in answers]
    elif sort == "matching":
        found["pairs"] = [
            (shown(text(node, ".")).strip(), shown(text(node, "answer")).strip())
            for node in element.findall("subquestion")
        ]
    elif sort == "essay":
        found["solution"] = shown(text(element, "graderinfo")).strip()
    return found


def plain(some: Text) -> str:
    return str(some).strip()


def expected(question: BankQuestion) -> dict[str, object]:
    """What should be read from a question that was fitted to Moodle."""
    found: dict[str, object] = {
        "id": question.id,
        "prompt": plain(question.prompt),
        "points": str(question.points),
        "notes": "\n\n".join(str(note) for note in question.notes).strip(),
        "tags": list(question.tags),
    }
    match question.body:
        case ChooseOne() | ChooseSeveral() as body:
            choices = [(plain(choice.text), choice.correct, plain(choice.feedback)) for choice in body.choices]
            return found | {
                "type": "multichoice",
                "single": str(isinstance(body, ChooseOne)).lower(),
                "choices": choices,
            }
        case TrueFalse(true):
            return found | {"type": "truefalse", "truth": true}
        case ShortText() as body:
            return found | {"type": "shortanswer", "answers": [answer.strip() for answer in accepted_answers(body)]}
        case Number() as body:
            numbers = [(number.value, number.margin) for number in right_numbers(body)]
            return found | {"type": "numerical", "numbers": numbers, "units": list(units_of(body).usual)}
        case Ordering() as body:
            return found | {"type": "ordering", "steps": [plain(step) for step in body.in_order]}
        case Matching() | Gaps() as body:
            pairs = [(plain(prompt), line(answer)) for prompt, answer in pairs_of(body)]
            return found | {"type": "matching", "pairs": pairs + [("", line(spare)) for spare in spares_of(body)]}
        case OpenAnswer(sample):
            return found | {"type": "essay", "solution": plain(sample)}
        case body:
            raise AssertionError(body)


@settings(max_examples=40)
@given(bank_questions(held(MoodleXml.carries)))
def test_what_is_written_reads_back(question: BankQuestion) -> None:
    (element,) = written(question)
    bank, _ = fitted_bank(bank_of(question), MoodleXml.carries)
    assert [read(element)] == [*map(expected, bank.questions)]


@pytest.mark.parametrize("hostile", [text for text in (*HOSTILE, *MORE_HOSTILE) if text.strip()])
def test_hostile_texts_come_out_as_written_everywhere(hostile: str) -> None:
    some = parse_text(hostile)
    options = (Option(some, True, some), Option(parse_text(f"{hostile} too"), False, some))
    bank_question = BankQuestion("t/a/x/y", some, ChooseOne(options), feedback=(some,))
    typed = BankQuestion("t/b/x/y", some, ShortText(hostile))
    paired = BankQuestion("t/c/x/y", some, matching_of([(some, some), (some, some)]))
    fit, _ = fitted_bank(bank_of(bank_question, typed, paired), MoodleXml.carries)
    assert [read(each) for each in written(bank_question, typed, paired)] == [*map(expected, fit.questions)]


def test_every_share_is_one_that_moodle_accepts() -> None:
    """Moodle skips a question with any other share, and still reports success."""
    for count in range(1, 13):
        options = tuple(Option(parse_text(f"o{index}"), index < count) for index in range(count + 2))
        question = BankQuestion("t/a/x/multiple-response", parse_text("?"), ChooseSeveral(options))
        bank, losses = fitted_bank(bank_of(question), MoodleXml.carries)
        if count not in SHARES:
            assert (bank.questions, losses[0].what) == ((), "question")
            continue
        (element,) = written(question)
        fractions = [float(node.attrib["fraction"]) / 100 for node in element.findall("answer")]
        assert sum(fraction for fraction in fractions if fraction > 0) == pytest.approx(1, abs=1e-5)
        assert all(min(abs(abs(fraction) - known) for known in FRACTIONS) <= 1e-5 for fraction in fractions)


def test_an_asterisk_in_a_short_answer_is_no_wildcard() -> None:
    (element,) = written(BankQuestion("t/a/x/y", parse_text("?"), ShortText("5*3", ("15",))))
    assert [node.findtext("text") for node in element.findall("answer")] == [r"5\*3", "15"]
    assert element.findtext("usecase") == "0"


def test_a_name_has_no_tags_and_an_id_fits_its_column() -> None:
    id = f"t/{'very-long-' * 20}/x/short-answer"
    first, second = written(
        BankQuestion(id, parse_text("What is <b>\nbold</b>?"), ShortText("x")),
        BankQuestion(f"{id}er", parse_text("\u200b"), ShortText("x")),
    )
    assert first.findtext("name/text") == "What is ‹b› / bold‹/b›?"
    ids = [each.findtext("idnumber") for each in (first, second)]
    assert len(set(ids)) == 2
    assert all(each is not None and len(each) == 100 for each in ids)


def test_ordering_has_the_settings_that_moodle_requires() -> None:
    (element,) = written(BankQuestion("t/a/x/y", parse_text("?"), ordering(parse_text("a"), parse_text("b"))))
    assert element.find("shownumcorrect") is not None
    assert element.findtext("showgrading") == "1"


def test_a_number_has_its_tolerance_and_its_unit_on_its_side() -> None:
    after, before = Number("3.5", "3.5", "km", "0.07"), Number("$3.5", "3.5", tolerance="2%")
    elements = written(*(BankQuestion("t/a/x/y", parse_text("?"), body) for body in (after, before)))
    assert [element.findtext("answer/tolerance") for element in elements] == ["0.07", "0.07"]
    assert [element.findtext("unitsleft") for element in elements] == ["0", "1"]
    assert [element.findtext("units/unit/unit_name") for element in elements] == ["km", "$"]


def test_a_picture_is_embedded_and_shown() -> None:
    picture = MediaFile("wave-12.svg", b"<svg/>", 'A "wave"')
    (element,) = written(BankQuestion("t/a/x/y", parse_text("?"), ShortText("x"), picture=picture))
    file = element.find("questiontext/file")
    assert file is not None
    assert (file.attrib["name"], base64.b64decode(file.text or "")) == ("wave-12.svg", b"<svg/>")
    assert 'src="@@PLUGINFILE@@/wave-12.svg" alt="A &quot;wave&quot;"' in text(element, "questiontext")


def test_labels_are_markers_for_places_in_the_covered_picture() -> None:
    """A place is a rectangle in pixels: left,top;width,height."""
    boxes = ((10.0, 20.0, 25.5, 5.0), (50.0, 90.0, 20.0, 10.0))
    bank_question = BankQuestion(
        "t/a/x/y",
        parse_text("Name the parts."),
        labels(("crest", "top"), "<b>trough", boxes=boxes),
        picture=MediaFile("wave-12.svg", b"<svg/>", "A wave"),
        covered=COVERED,
    )
    (element,) = written(bank_question)
    assert element.attrib["type"] == "ddmarker"
    assert [shown(text(node, ".")) for node in element.findall("drag")] == ["crest", "<b>trough"]
    places = [(node.findtext("shape"), node.findtext("coords")) for node in element.findall("drop")]
    assert places == [("rectangle", "60,60;153,15"), ("rectangle", "300,270;120,30")]
    assert [node.findtext("choice") for node in element.findall("drop")] == ["1", "2"]
    assert [base64.b64decode(each.text or "") for each in element.iter("file")] == [COVERED.content]
    assert "<img" not in text(element, "questiontext")
    bank, losses = fitted_bank(bank_of(bank_question, replace(bank_question, covered=None)), MoodleXml.carries)
    assert len(bank.questions) == 1
    assert [loss.what for loss in losses] == ["description of the picture", "question"]


def test_there_is_no_white_space_between_two_entities() -> None:
    """Moodle's parser takes such a text for an empty one and drops it."""
    bank_question = BankQuestion("t/a/x/y", parse_text("a & b < c"), ShortText("& & ]]> <", ("<\n>",)))
    content = MoodleXml().files(bank_of(bank_question))["moodle.xml"].decode()
    outside = re.sub(r"<!\[CDATA\[.*?\]\]>", "", content, flags=re.DOTALL)
    assert "&" not in outside
    (element,) = written(bank_question)
    assert [node.findtext("text") for node in element.findall("answer")] == ["& & ]]> <", "<\n>"]


def test_a_tag_is_one_that_moodle_keeps() -> None:
    """A tag that is 0, or of which nothing is left without the characters that Moodle removes, aborts its import."""
    tags = ("< >", "0", "`a`", "two\nlines", "long " * 20, "x" * 60, "two lines")
    (element,) = written(BankQuestion("t/a/x/y", parse_text("?"), ShortText("x"), tags=tags))
    kept = [node.findtext("text") or "" for node in element.findall("tags/tag")]
    assert kept[:4] == ["‹ ›", "‹0›", "‘a‘", "two lines"]
    assert kept[4:] == [f"{'long ' * 9}long…", f"{'x' * 49}…"]


def test_an_answer_to_be_matched_fits_a_line_and_its_column() -> None:
    """It is shown in a menu, without elements, and stored in 255 characters: one more aborts the import."""
    pairs = ((parse_text("a"), parse_text("one\ntwo")), (parse_text("b"), parse_text("<b> & x")))
    question = BankQuestion("t/a/x/y", parse_text("?"), matching_of(pairs))
    (element,) = written(question)
    assert [node.findtext("answer/text") for node in element.findall("subquestion")] == [
        "one / two",
        "&lt;b&gt; &amp; x",
    ]
    _, losses = fitted_bank(bank_of(question), MoodleXml.carries)
    assert [loss.what for loss in losses] == ["line break"]
    for text, kept in (("&" * 51, 1), ("&" * 52, 0)):
        spared = replace(question, body=matching_of(pairs, [parse_text(text)]))
        bank, losses = fitted_bank(bank_of(spared), MoodleXml.carries)
        assert len(bank.questions) == kept
    assert losses[-1].why.startswith("an answer to be matched has at most 255 characters")


def test_a_text_is_no_formula_in_a_description_and_no_address_of_a_file() -> None:
    r"""Moodle's filter for formulas looks into attributes too; ``@@PLUGINFILE@@`` is a file's address."""
    picture = MediaFile("p.png", b"", r"\(x\) and $$y$$ and @@PLUGINFILE@@/p.png")
    bank_question = BankQuestion("t/a/x/y", parse_text("@@PLUGINFILE@@/x"), ShortText("x"), picture=picture)
    (element,) = written(bank_question)
    stem = text(element, "questiontext")
    assert 'alt="&#92;(x&#92;) and &#36;&#36;y&#36;&#36; and @&#64;PLUGINFILE@&#64;/p.png"' in stem
    assert 'src="@@PLUGINFILE@@/p.png"' in stem
    assert stem.count("@@PLUGINFILE@@") == 1
    assert shown(stem).startswith("@@PLUGINFILE@@/x")


@pytest.mark.parametrize("typed", ["f(n)", "h(y) = ( )", "1:(2+3) :)", "<-) :-) &-)", "x :-/ y", "P-|8-.xx-P:o)"])
def test_a_text_is_no_emoticon(typed: str) -> None:
    """Moodle's filter replaces these texts anywhere, in words and in attributes, but not in formulas."""
    emoticons = (":)", ":-)", ";-)", ":(", ":-/", ":o)", "8-.", "P-|", "xx-P", "(y)", "(n)", "( )")
    picture = MediaFile("p.png", b"", typed)
    (element,) = written(BankQuestion("t/a/x/y", parse_text(typed), ShortText("x"), picture=picture))
    stem = text(element, "questiontext")
    assert not [emoticon for emoticon in emoticons if emoticon in stem]
    assert shown(stem).strip() == typed


def test_the_name_of_a_long_word_is_its_beginning() -> None:
    (element,) = written(BankQuestion("t/a/x/y", parse_text("漢" * 90), ShortText("x")))
    assert element.findtext("name/text") == f"{'漢' * 79}…"


def test_the_category_keeps_its_slash_and_has_no_tags() -> None:
    content = MoodleXml().files(bank_of())["moodle.xml"]
    category = ElementTree.fromstring(content).findtext("question/category/text")
    assert category == "$course$/top/A // ‹Title›"
