"""``moodle.xml``: Moodle's own question format."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import ClassVar, assert_never
from xml.etree.ElementTree import Element

from quizgen.exporters.interchange.bank import (
    BankQuestion,
    MediaFile,
    NotHeldError,
    QuestionBank,
    accepted_answers,
)
from quizgen.exporters.interchange.carries import FEATURES, Carries
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.moodle import (
    LONGEST_MATCH,
    SHARES,
    category,
    html,
    idnumber,
    match_text,
    name,
    paragraphs,
    picture_html,
    tags,
)
from quizgen.exporters.interchange.xml import HEAD, add, xml_bytes
from quizgen.exporters.script_key import typed_answers
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    pairs_of,
    right_options,
    spares_of,
)
from quizgen.model.right_numbers import right_numbers, units_of
from quizgen.model.text import Text, parse_text
from quizgen.rendering.typst import pixels


class MoodleXml(Format):
    """Exports everything except lists as questions that Moodle marks; labels of a picture are markers to drag."""

    name = "moodle-xml"
    summary = "the quiz for Moodle's question bank"
    file_names = ("moodle.xml",)
    carries: ClassVar = Carries(
        types=frozenset(
            (
                ChooseOne,
                ChooseSeveral,
                TrueFalse,
                ShortText,
                Number,
                Ordering,
                Matching,
                Gaps,
                PictureLabels,
                OpenAnswer,
            )
        ),
        features=frozenset(FEATURES) - {"difficulty", "recording", "number in words"},
        instead={ListAnswer: OpenAnswer},
        right=max(SHARES),
        covered=True,
        markers=True,
        matched=LONGEST_MATCH,
        on_one_line=frozenset(("what they are matched with",)),
        by_letter=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return a category named after the quiz, and its questions."""
        parts = [HEAD, b"<quiz>\n", _category(bank)]
        for question in bank.questions:
            parts += (xml_bytes(_question(question)), b"\n")
        return {"moodle.xml": b"".join((*parts, b"</quiz>\n"))}


def _category(bank: QuestionBank) -> bytes:
    node = Element("question", {"type": "category"})
    _text(add(node, "category"), category(bank.title))
    return xml_bytes(node) + b"\n"


def _question(question: BankQuestion) -> Element:
    node = Element("question", {"type": _type(question.body)})
    _text(add(node, "name"), name(question))
    prompt = add(node, "questiontext", attributes={"format": "html"})
    picture = None if isinstance(question.body, PictureLabels) else question.picture
    element = picture_html(picture) if picture else ""
    _text(prompt, f"<p>{html(question.prompt)}</p>{element}")
    if picture:
        _file(prompt, picture)
    _html(node, "generalfeedback", paragraphs(question.notes))
    add(node, "defaultgrade", str(question.points))
    add(node, "penalty", "0.3333333")
    add(node, "hidden", "0")
    add(node, "idnumber", idnumber(question.id))
    _add_answers(node, question)
    if question.tags:
        tags_node = add(node, "tags")
        for tag in tags(question):
            _text(add(tags_node, "tag"), tag)
    return node


def _type(body: ItemBody) -> str:
    match body:
        case ChooseOne() | ChooseSeveral():
            return "multichoice"
        case TrueFalse():
            return "truefalse"
        case ShortText():
            return "shortanswer"
        case Number():
            return "numerical"
        case Ordering():
            return "ordering"
        case Matching() | Gaps():
            return "matching"
        case PictureLabels():
            return "ddmarker"
        case OpenAnswer():
            return "essay"
        case ListAnswer():
            raise NotHeldError(body)
        case _:
            assert_never(body)


def _add_answers(node: Element, question: BankQuestion) -> None:
    match question.body:
        case ChooseOne() | ChooseSeveral() as body:
            _add_options(node, body)
        case TrueFalse() as body:
            for key in ("true", "false"):
                _add_answer(node, "100" if key == body.key else "0", key, markup="moodle_auto_format")
        case ShortText() as body:
            add(node, "usecase", "0")
            for answer in accepted_answers(body):  # where an asterisk would match anything
                _add_answer(node, "100", answer.replace("*", r"\*"), markup="plain_text")
        case Number() as body:
            _add_numbers(node, body)
        case Ordering() as body:
            _add_steps(node, body)
        case Matching() | Gaps() as body:
            _add_pairs(node, body)
        case PictureLabels() as body:
            _add_labels(node, question, body)
        case OpenAnswer(sample):
            add(node, "responseformat", "plain")
            add(node, "responserequired", "1")
            add(node, "responsefieldlines", "5")
            add(node, "attachments", "0")
            _html(node, "graderinfo", paragraphs((sample,)))
            _html(node, "responsetemplate", "")
        case ListAnswer() as body:
            raise NotHeldError(body)
        case _:
            assert_never(question.body)


def _add_options(node: Element, body: ChooseOne | ChooseSeveral) -> None:
    """The one right option is worth the mark; each of several is worth its share, and a wrong one costs as much."""
    several = isinstance(body, ChooseSeveral)
    add(node, "single", "false" if several else "true")
    add(node, "shuffleanswers", "false" if body.fixed else "true")
    add(node, "answernumbering", "abc")
    _add_combined_feedback(node)
    share = SHARES[len(right_options(body)) if several else 1]
    wrong = f"-{share}" if several else "0"
    for choice in body.choices:
        _add_answer(node, share if choice.correct else wrong, html(choice.text), html(choice.feedback))


def _add_numbers(node: Element, body: Number) -> None:
    for number in right_numbers(body):
        answer = _add_answer(node, "100", f"{number.value:f}", markup="plain_text")
        add(answer, "tolerance", f"{number.margin:f}")
    units = units_of(body)
    if units.usual:
        units_node = add(node, "units")
        for name in units.usual:
            unit = add(units_node, "unit")
            add(unit, "multiplier", "1")
            add(unit, "unit_name", name)
    add(node, "unitgradingtype", "0")
    add(node, "unitpenalty", "0.1000000")
    add(node, "showunits", "0" if units.usual else "3")
    add(node, "unitsleft", "1" if units.leading else "0")


def _add_steps(node: Element, body: Ordering) -> None:
    """Moodle rejects an ordering without these settings, including ``shownumcorrect`` in the feedback."""
    for tag, value in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", "0"),
        ("gradingtype", "ABSOLUTE_POSITION"),
        ("showgrading", "1"),
        ("numberingstyle", "none"),
    ):
        add(node, tag, value)
    _add_combined_feedback(node)
    for position, step in enumerate(body.in_order, 1):
        _add_answer(node, f"{position}.0000000", html(step))


def _add_pairs(node: Element, body: Matching | Gaps) -> None:
    """An answer without a match has an empty prompt; answers are HTML, although no attribute says so."""
    add(node, "shuffleanswers", "true")
    _add_combined_feedback(node)
    for prompt, answer in (*pairs_of(body), *((Text(), spare) for spare in spares_of(body))):
        pair = add(node, "subquestion", attributes={"format": "html"})
        _text(pair, html(prompt))
        _text(add(pair, "answer"), match_text(answer))


def _add_labels(node: Element, question: BankQuestion, body: PictureLabels) -> None:
    """A marker for each name, to be dragged to its place in the covered picture; coordinates are in its pixels."""
    assert question.covered is not None
    add(node, "shuffleanswers")
    add(node, "showmisplaced")
    _add_combined_feedback(node)
    _file(node, question.covered)
    for number, ways in enumerate(typed_answers(body), 1):
        drag = add(node, "drag")
        add(drag, "no", str(number))
        _text(drag, html(parse_text(ways[0])))
        add(drag, "noofdrags", "1")
    width, height = pixels(question.covered.content)
    for number, label in enumerate(body.labels, 1):
        left, top, wide, high = (
            round(share * side / 100) for share, side in zip(label.box, (width, height) * 2, strict=True)
        )
        drop = add(node, "drop")
        add(drop, "no", str(number))
        add(drop, "shape", "rectangle")
        add(drop, "coords", f"{left},{top};{wide},{high}")
        add(drop, "choice", str(number))


def _add_combined_feedback(node: Element) -> None:
    for tag in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _html(node, tag, "")
    add(node, "shownumcorrect")


def _add_answer(node: Element, fraction: str, text: str, feedback: str = "", markup: str = "html") -> Element:
    answer = add(node, "answer", attributes={"fraction": fraction, "format": markup})
    _text(answer, text)
    _html(answer, "feedback", feedback)
    return answer


def _html(parent: Element, tag: str, content: str) -> None:
    _text(add(parent, tag, attributes={"format": "html"}), content)


def _file(parent: Element, file: MediaFile) -> None:
    attributes = {"name": file.name, "path": "/", "encoding": "base64"}
    add(parent, "file", base64.b64encode(file.content).decode(), attributes)


def _text(parent: Element, content: str) -> None:
    add(parent, "text", content)
