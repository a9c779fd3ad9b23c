"""QTI 1.2, as Canvas, Blackboard, Respondus and ExamView write it, alone, zipped, or in a Common Cartridge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from xml.etree.ElementTree import Element

from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import open_answer
from quizgen.importers.documents import Document, documents, each_alone, has_several, holds
from quizgen.importers.imported import (
    BankDetails,
    BankEntry,
    BankLoss,
    ImportedBody,
    ImportedQuestion,
    RejectedQuestion,
)
from quizgen.importers.qti12_bodies import body_of
from quizgen.importers.qti12_layout import Qti12Layout, layout_of, material
from quizgen.importers.qti12_scoring import conditions
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.xml_elements import every, line_of, questions, words
from quizgen.model.body import OpenAnswer

ROOT = "questestinterop"
_OPEN = ("essay", "short response", "paragraph")
_SOLUTION = ("solution", "CORRECT_ANSWER")
_BANK = re.compile(rb"<(?:\w+:)?objectbank\b[^>]*?\bident\s*=\s*[\"']([^\"']+)")
_SOURCE = re.compile(rb"sourcebank_ref(?:\s*=\s*[\"']|\s*>)([^\"'<]+)")  # an attribute or an element of Canvas
_WHY_NOT = (
    ("file upload", "it asks for a file, which cannot be marked automatically"),
    ("text only", "it is a text without a question"),
    ("calculated", "its numbers are drawn again each time"),
    ("hot spot", "a place in a picture is to be pointed at"),
    ("likert", "it asks for an opinion: nothing is right"),
    ("opinion scale", "it asks for an opinion: nothing is right"),
    ("quiz bowl", "its answer is to be worded as a question"),
    ("jumbledsentence", "its words are put in order inside a text"),
)


class Qti12:
    """Reads QTI 1.2."""

    name = "qti12"
    summary = "QTI 1.2 (Canvas, Blackboard, Respondus, ExamView), alone, zipped or in a Common Cartridge"
    suffixes = (".zip", ".imscc", ".xml")
    kinds = (
        "multiple-choice",
        "multiple-response",
        "true-false",
        "short-answer",
        "numeric",
        "matching",
        "ordering",
        "gaps",
        "open",
    )

    def knows(self, bank: BankFile) -> bool:
        """A document in it has the root ``<questestinterop>``."""
        return holds(bank, ROOT)

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The items of every document; where there are several, the title of each is the section of its questions."""
        several = has_several(bank, ROOT)
        banks, drawn = set[str](), dict[str, None]()
        for document in documents(bank, ROOT):  # one at a time in memory
            yield BankDetails(document.title)
            yield from each_alone(bank, _items(document, document.title if several else ""))
            banks.update(_named_in(_BANK, document))
            drawn |= dict.fromkeys(_named_in(_SOURCE, document))
        for name in drawn.keys() - banks:
            why = f"a quiz draws questions from the bank {name}, which is not in the file: export it too"
            yield BankLoss("questions of a bank", why)


def _named_in(pattern: re.Pattern[bytes], document: Document) -> Iterator[str]:
    """What a document names."""
    content = document.content if isinstance(document.content, bytes) else document.content.encode()
    return (match.decode("utf-8", "replace").strip() for match in pattern.findall(content))


def _items(document: Document, section: str) -> Iterator[BankEntry]:
    """The questions of one document, which say that they are in it."""
    for entry in _questions(document, section):
        yield replace(entry, file=document.where)


def _questions(document: Document, section: str) -> Iterator[ImportedQuestion | RejectedQuestion]:
    """The questions of one document; a text without a question is the stimulus of those after it that name it."""
    texts: dict[str, str] = {}
    alone: dict[str, RejectedQuestion] = {}
    for element in questions(document.content, frozenset(("item",)), document.where):
        draft, ident = Draft(document.pictures), element.get("ident", "")
        parent = _metadata(element).get("parent_stimulus_item_ident", "")
        try:
            yield _question(element, draft, section, texts.get(parent, ""))
            alone.pop(parent, None)
        except Unfit as unfit:
            rejected = RejectedQuestion(line_of(element), element.get("title", "") or ident, unfit.message, unfit.hint)
            if "text only" in _kind(element):
                texts[ident] = "".join(str(part) for part in layout_of(element).parts)
                alone[ident] = rejected
            else:
                yield rejected
    yield from alone.values()


def _question(element: Element, draft: Draft, section: str, stimulus: str) -> ImportedQuestion:
    kind = _kind(element)
    for sort, why in _WHY_NOT:
        if sort in kind:
            raise Unfit(why, "add it by hand")
    _check_answers(element, draft)
    layout = layout_of(element)
    texts = {feedback.get("ident", ""): material(feedback) for feedback in every(element, "itemfeedback")}
    body: ImportedBody
    if any(name in kind for name in _OPEN):
        notes = _notes(element)
        solution = "" if notes else "".join(texts.pop(name, "") for name in _SOLUTION)
        sample = draft.html(notes or solution, holds="answer", keep_lines=bool(notes))
        body, own, holds_stem = open_answer(sample), "", False
    else:
        body, own, holds_stem = body_of(layout, conditions(element), texts, kind, draft)
    stem = "" if holds_stem else _stem(layout, draft)
    general = next((texts[name] for name in ("general_fb", "general_feedback", *_SOLUTION) if texts.get(name)), "")
    if isinstance(body, OpenAnswer):  # of which Canvas' feedback may begin with the sample
        feedback = draft.feedback(_without_sample(draft.html(general, holds="option"), str(body.sample)))
        texts = {name: text for name, text in texts.items() if text != general}
    else:
        feedback = draft.html(general, holds="feedback") or own
    _lose_rest(element, draft, texts)
    return draft.question(
        body,
        stem,
        line=line_of(element),
        label=element.get("title", ""),
        ident=element.get("ident", "") or words(element, "itemmetadata", "bbmd_asi_object_id"),
        feedback=feedback,
        stimulus=draft.html(stimulus),
        section=section,
    )


def _without_sample(feedback: str, sample: str) -> str:
    """The feedback without the sample in its first lines, whose spaces may be other ones."""
    words_of_sample = r"\s+".join(map(re.escape, sample.split()))
    return re.sub(rf"\A{words_of_sample}(?:\n|\Z)", "", feedback).strip() if words_of_sample else feedback


def _notes(element: Element) -> str:
    """Canvas' notes for whoever marks the answer, which are plain text."""
    notes = (field for field in every(element, "qtimetadatafield") if words(field, "fieldlabel") == "grading_notes")
    return next((escape(words(field, "fieldentry")) for field in notes), "")


def _check_answers(element: Element, draft: Draft) -> None:
    """The ways in which New Quizzes compares what is typed, of which ours has one: as it is written."""
    ways = {label.get("scoring_algorithm") for label in every(element, "response_label")}
    if "TextRegex" in ways:
        raise Unfit("its right answers are given by a pattern", "write them out in the bank")
    if ways & {"TextContainsAnswer", "TextCloseEnough"} or next(every(element, "varsubstring"), None) is not None:
        draft.lose("answers that are nearly right", "an answer is right as it is written here")
    if any(value.get("precisiontype") for value in every(element, "varequal")):
        draft.lose("digits that a number must have", "a number is right by its value here")


def _metadata(element: Element) -> dict[str, str]:
    """The fields of the item's metadata, by their labels."""
    fields = every(element, "qtimetadatafield")
    return {words(field, "fieldlabel").lower(): words(field, "fieldentry") for field in fields}


def _kind(element: Element) -> str:
    """What the program that wrote it calls such questions: ``multiple choice``, ``cc.true false.v0p1``, …"""
    metadata = _metadata(element)
    for name in ("question_type", "questiontype", "wct_questiontype", "cc_profile", "qmd_itemtype"):
        if name in metadata:
            return metadata[name].lower().replace("_", " ")
    for name in ("bbmd_questiontype", "qmd_itemtype"):
        for kind in every(element, name):
            return words(kind).lower().replace("_", " ")
    return ""


def _stem(layout: Qti12Layout, draft: Draft) -> str:
    """The text of the question, with a gap where an answer is written inside it."""
    html = "".join(part if isinstance(part, str) else "_____" for part in layout.parts)
    ends_with_answer = layout.parts and not isinstance(layout.parts[-1], str)
    without_gap = "".join(part for part in layout.parts if isinstance(part, str))
    ends = "".join(f"<div>{' → '.join(response.ends)}</div>" for response in layout.responses if response.ends)
    return draft.html((without_gap if ends_with_answer or len(layout.responses) > 1 else html) + ends)


def _lose_rest(element: Element, draft: Draft, feedback: dict[str, str]) -> None:
    """Notes what an item of any type may have and a question of ours cannot."""
    for field in every(element, "qtimetadatafield"):
        is_points = words(field, "fieldlabel") in ("points_possible", "cc_weighting")
        if is_points and words(field, "fieldentry") not in ("1", "1.0", ""):
            draft.lose("points", "points are set in recipes")
    for name in ("correct_fb", "general_incorrect_fb", "correct", "incorrect"):
        if draft.html(feedback.get(name, ""), holds="feedback"):
            why = "a question has one feedback, and one for each option"
            draft.lose("feedback for right and wrong answers as such", why)
    for text in feedback.values():  # whose loss is noted where neither the question nor an option has it
        draft.html(text, holds="feedback")
    if any(draft.html(material(hint), holds="feedback") for hint in every(element, "hint")):
        draft.lose("hints for further tries", "hand-written questions have none")
