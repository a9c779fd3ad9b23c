"""Moodle XML: the questions of a quiz or a question bank, with their pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from xml.etree.ElementTree import Element

from quizgen.importers import moodle_cloze
from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import matching, open_answer, ordering
from quizgen.importers.data_pictures import data_picture, decoded64
from quizgen.importers.imported import BankEntry, GappedText, ImportedBody, ImportedQuestion, RejectedQuestion, TextGap
from quizgen.importers.markdown import without_markdown
from quizgen.importers.naming import category_path
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import ScoredText, choice_of, number, short_answer
from quizgen.importers.truth import truth
from quizgen.importers.xml_elements import find, line_of, questions, words
from quizgen.model.body import Label, PictureLabels, TrueFalse
from quizgen.rendering.typst import pixels

_DEFAULTS = re.compile(
    r"(?:<p>)?\s*+(?:your answer is (?:partially )?(?:in)?correct\.?|the correct answer is .*+)?\s*+(?:</p>)?",
    re.IGNORECASE | re.DOTALL,
)
_CHOICES = frozenset(("multichoice", "multichoiceset", "oumultiresponse"))
_RECTANGLE = re.compile(r"\s*(\d+)\s*,\s*(\d+)\s*;\s*(\d+)\s*,\s*(\d+)\s*")
_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"  # which its width and height follow
_PLACES = re.compile(r"\[\[(\d+)\]\]")
_CALCULATED = frozenset(("calculated", "calculatedmulti", "calculatedsimple"))
_WHY_NOT = {
    "description": "it is a text without a question",
    "random": "it is a placeholder for any question of its category",
    "randomsamatch": "it is drawn from other questions",
} | dict.fromkeys(_CALCULATED, "its numbers are drawn again each time")


class MoodleXml:
    """Reads Moodle XML."""

    name = "moodle-xml"
    summary = "Moodle XML"
    suffixes = (".xml",)
    kinds = (
        "multiple-choice",
        "multiple-response",
        "true-false",
        "short-answer",
        "numeric",
        "matching",
        "ordering",
        "gaps",
        "labels",
        "open",
    )

    def knows(self, bank: BankFile) -> bool:
        """Its root is ``<quiz>`` and it has questions: a quiz's settings in Canvas have the same root."""
        return bool(re.search(r"<quiz\s*>|<quiz\s[^>]*>.*<question\s", bank.head, re.DOTALL))

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The questions, one after the other; a category is that of those after it."""
        section = ""
        for element in questions(bank.xml, frozenset(("question",)), bank.where):
            kind = element.get("type", "")
            if kind == "category":
                section = category_path(words(element, "category", "text") or words(element, "name", "text"))
                continue
            try:
                yield _question(element, kind, section)
            except Unfit as unfit:
                label = words(element, "name", "text") or words(element, "questiontext", "text")[:60]
                yield RejectedQuestion(line_of(element), label, unfit.message, unfit.hint)


def _question(element: Element, kind: str, section: str) -> ImportedQuestion:
    draft = Draft(_files(element))
    body_of = _BODIES.get(kind)
    if body_of is None:
        raise Unfit(_WHY_NOT.get(kind, f"questions of the type {kind!r} are not supported"), "rewrite it by hand")
    stem = _text(find(element, "questiontext"), draft, "question")
    if image := words(element, "image"):  # as Moodle 1 wrote it, beside the text
        description = draft.html(f'<img src="{escape(image)}">')
        stem = f"{stem}\n{description}".strip()
    feedback = _text(find(element, "generalfeedback"), draft, "feedback")
    body, own, stem = body_of(element, draft, stem)
    _lose_rest(element, draft)
    return draft.question(
        body,
        stem,
        feedback=feedback or own,
        line=line_of(element),
        label=words(element, "name", "text"),
        ident=words(element, "idnumber"),
        section=section,
        tags=tuple(name for tag in element.findall("tags/tag") if (name := words(tag, "text"))),
    )


def _text(element: Element | None, draft: Draft, holds: str) -> str:
    """A text, written as its ``format`` says."""
    if element is None:
        return ""
    if element.find("file") is not None:
        draft = draft.with_pictures(_files(element))
    text_element = find(element, "text")
    source = "".join((text_element if text_element is not None else element).itertext())
    match element.get("format", "moodle_auto_format"):
        case "plain_text" | "plain" | "markdown" as format_:
            plain = without_markdown(source, draft) if format_ == "markdown" else draft.literal(source)
            return draft.feedback(plain) if holds == "feedback" else plain
        case "html":
            return draft.html(source, holds=holds)
        case _:
            return draft.html(source, holds=holds, keep_lines=True)


def _answers(element: Element, draft: Draft, holds: str = "option") -> list[ScoredText]:
    return [
        (
            _text(answer, draft, holds),
            _text(find(answer, "feedback"), draft, "feedback"),
            _float(answer.get("fraction", "0")) / 100,
        )
        for answer in element.findall("answer")
    ]


def _float(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return 0.0


def _plain_answers(element: Element, draft: Draft) -> list[ScoredText]:
    """Answers that are to be written, which are literal whatever their format says."""
    return [
        (
            draft.literal(words(answer, "text")),
            _text(find(answer, "feedback"), draft, "feedback"),
            _float(answer.get("fraction", "0")) / 100,
        )
        for answer in element.findall("answer")
    ]


ReadBody = tuple[ImportedBody, str, str]  # the body, a feedback of its own, the stem


def _choice(element: Element, draft: Draft, stem: str) -> ReadBody:
    single = words(element, "single").lower() not in ("false", "0") and element.get("type") == "multichoice"
    fixed = words(element, "shuffleanswers").lower() in ("false", "0")
    if element.get("type") == "oumultiresponse":
        return choice_of(draft, _answers(element, draft), several=True, fixed=fixed), "", stem
    if element.get("type") == "multichoiceset":
        draft.lose("all marks or none", "marking of several right options is not part of a question")
    return choice_of(draft, _answers(element, draft), several=not single, fixed=fixed), "", stem


def _true_false(element: Element, draft: Draft, stem: str) -> ReadBody:
    answers = element.findall("answer")
    right = [answer for answer in answers if _float(answer.get("fraction", "0")) > 0]
    if len(right) != 1:
        raise Unfit("neither true nor false is right", "mark the right one in the bank")
    feedback = {answer.get("fraction", ""): _text(find(answer, "feedback"), draft, "feedback") for answer in answers}
    own = feedback.pop(right[0].get("fraction", ""), "")
    if own and any(feedback.values()):
        draft.lose(*_FEEDBACK_OF_WRONG)
    judged = truth(words(right[0], "text"))
    if judged is None:
        raise Unfit(f"{words(right[0], 'text')[:40]!r} is neither true nor false", "write true or false in the bank")
    return TrueFalse(judged), own or next(filter(None, feedback.values()), ""), stem


_FEEDBACK_OF_WRONG = (
    "feedback for a wrong answer",
    "a statement to judge has one feedback: that for the right answer stays",
)


def _short(element: Element, draft: Draft, stem: str) -> ReadBody:
    if words(element, "usecase") == "1":
        draft.lose("capital letters that count", "answers are compared without case")
    body, own = short_answer(draft, _plain_answers(element, draft), wildcards=True)
    return body, own, stem


def _pattern(element: Element, draft: Draft, stem: str) -> ReadBody:
    """The first answer is one in words, the others are patterns."""
    answers = _plain_answers(element, draft)
    if len(answers) > 1:
        draft.lose("answers by a pattern", "answers are written out: only the first is kept")
    body, own = short_answer(draft, answers[:1])
    return body, own, stem


def _essay(element: Element, draft: Draft, stem: str) -> ReadBody:
    """The notes for markers are the sample; a template that learners begin with is lost."""
    if _text(find(element, "responsetemplate"), Draft(), "feedback"):
        draft.lose("text to begin an answer with", "an open question has an empty space")
    return open_answer(_text(find(element, "graderinfo"), draft, "answer")), "", stem


def _numerical(element: Element, draft: Draft, stem: str) -> ReadBody:
    units = [words(unit, "unit_name") for unit in element.findall("units/unit")]
    answers = _plain_answers(element, draft)
    values = [
        (low, "", words(answer, "tolerance"), share)
        for answer, (low, _, share) in zip(element.findall("answer"), answers, strict=True)
        if low != "*"
    ]
    own = next((feedback for _, feedback, share in answers if share >= 1 and feedback), "")
    return number(draft, values, units, before=words(element, "unitsleft") == "1"), own, stem


def _matching(element: Element, draft: Draft, stem: str) -> ReadBody:
    pairs, spares = [], []
    for row in element.findall("subquestion"):
        left, right = _text(row, draft, "option"), draft.html(words(row, "answer", "text"), holds="option")
        if left and right:
            pairs.append((left, right))
        elif right:
            spares.append(right)
    return matching(pairs, spares), "", stem


def _ordering(element: Element, draft: Draft, stem: str) -> ReadBody:
    answers = sorted(element.findall("answer"), key=lambda answer: _float(answer.get("fraction", "0")))
    return ordering(_text(answer, draft, "option") for answer in answers), "", stem


def _places(element: Element, draft: Draft, stem: str) -> ReadBody:
    """Words that are dragged or chosen into ``[[1]]``, ``[[2]]``, …"""
    boxes = [(words(box, "text"), words(box, "group") or words(box, "draggroup")) for box in _boxes(element)]
    parts: list[str | TextGap] = []
    for index, part in enumerate(_PLACES.split(stem)):
        if index % 2 == 0:
            parts.append(part)
            continue
        if not 0 < int(part) <= len(boxes):
            raise Unfit(f"[[{part}]] has no word of its own", "correct it in the bank")
        right, group = boxes[int(part) - 1]
        wrong = tuple(dict.fromkeys(text for text, other in boxes if other == group and text != right))
        parts.append(
            TextGap(draft.html(right, holds="option"), wrong=tuple(draft.html(text, holds="option") for text in wrong))
        )
    return GappedText(tuple(parts)), "", ""


def _boxes(element: Element) -> list[Element]:
    return [child for child in element if child.tag in ("dragbox", "selectoption")]


def _cloze(element: Element, draft: Draft, stem: str) -> ReadBody:
    return moodle_cloze.read(stem, draft)


def _markers(element: Element, draft: Draft, stem: str) -> ReadBody:
    """Names that are dragged to their places in a picture, which are given in its pixels."""
    file = find(element, "file")
    content = decoded64(file.text or "") if file is not None else None
    if file is None or content is None or not content.startswith(_PNG):
        raise Unfit("its picture has parts to mark, but its size is unknown", "give it a PNG")
    draft.add_picture(file.get("name", ""), "")
    names = {words(drag, "no"): draft.html(words(drag, "text"), holds="option") for drag in element.findall("drag")}
    sides = pixels(content) * 2
    labels = []
    for drop in element.findall("drop"):
        rectangle = _RECTANGLE.fullmatch(words(drop, "coords"))
        if words(drop, "shape") != "rectangle" or not rectangle or not all(sides):
            raise Unfit("a part of its picture is not a rectangle", "make it one in the bank")
        name = names.pop(words(drop, "choice"), "")
        if not name:
            raise Unfit("one of its names has several places", "give each place a name of its own in the bank")
        left, top, width, height = (
            100 * int(pixel) / side for pixel, side in zip(rectangle.groups(), sides, strict=True)
        )
        labels.append(Label(name, (left, top, width, height)))
    if names:
        draft.lose("names without a place", "every name must have a place in the picture")
    return PictureLabels(tuple(labels)), "", stem


_BODIES: Mapping[str, Callable[[Element, Draft, str], ReadBody]] = {
    **dict.fromkeys(_CHOICES, _choice),
    "truefalse": _true_false,
    "shortanswer": _short,
    "regexp": _pattern,
    "numerical": _numerical,
    "matching": _matching,
    "ddmatch": _matching,
    "ordering": _ordering,
    "gapselect": _places,
    "ddwtos": _places,
    "cloze": _cloze,
    "ddmarker": _markers,
    "essay": _essay,
}


def _lose_rest(element: Element, draft: Draft) -> None:
    """Notes what a question of any type may have and one of ours cannot."""
    if _float(words(element, "defaultgrade") or "1") != 1 and element.get("type") != "cloze":
        draft.lose("points", "points are set in recipes")
    if any(_text(hint, Draft(), "feedback") for hint in element.findall("hint")):
        draft.lose("hints for further tries", "hand-written questions have none")
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        feedback = words(element, name, "text")
        if feedback and not _DEFAULTS.fullmatch(feedback):
            draft.lose("feedback for right and wrong answers as such", "a question has one, and one for each option")
            break


def _files(element: Element) -> Callable[[str], tuple[str, bytes] | None]:
    """The pictures in the question, by the addresses that its texts use."""
    files = {
        f"{file.get('path', '/').strip('/')}/{file.get('name', '')}".lstrip("/"): file for file in element.iter("file")
    }
    if (image := words(element, "image")) and (content := find(element, "image_base64")) is not None:
        files[image.lstrip("/")] = content

    def picture(address: str) -> tuple[str, bytes] | None:
        if address.startswith("data:image/"):
            return data_picture(address)
        name = address.removeprefix("@@PLUGINFILE@@").lstrip("/").partition("?")[0]
        file = files.get(name)
        content = decoded64(file.text or "") if file is not None else None
        return (name.rpartition("/")[2], content) if content else None

    return picture
