"""QTI 1.2, as Canvas, Blackboard, Respondus and ExamView write it, alone, zipped, or in a Common Cartridge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import matching, ordering
from quizgen.importers.documents import Document, documents, holds
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.imported import (
    BankDetails,
    BankEntry,
    GappedText,
    ImportedBody,
    ImportedQuestion,
    RejectedQuestion,
    TextGap,
)
from quizgen.importers.qti12_layout import Qti12Layout, Qti12Response, layout_of, material
from quizgen.importers.qti12_scoring import Condition, conditions, scoring
from quizgen.importers.scored_answers import ScoredText, chosen, number, short_answer
from quizgen.importers.truth import is_true_false, truth
from quizgen.importers.xml_elements import every, line_of, questions, words
from quizgen.model.body import ChooseOne, ChooseSeveral, Matching, Number, Ordering, TrueFalse

ROOT = "questestinterop"
_WHY_NOT = (
    ("essay", "it wants an essay, which no program marks"),
    ("file upload", "it wants a file, which no program marks"),
    ("short response", "it wants an essay, which no program marks"),
    ("text only", "it is a text without a question"),
    ("calculated", "its numbers are drawn anew each time"),
    ("hot spot", "a place in a picture is to be pointed at"),
    ("likert", "it asks for an opinion: nothing is right"),
)
_PLACE = re.compile(r"\[([\w.-]+)\]")


class Qti12:
    """Reads QTI 1.2."""

    name = "qti12"
    summary = "QTI 1.2 (Canvas, Blackboard, Respondus, ExamView), alone, zipped or in a Common Cartridge"
    suffixes = (".zip", ".imscc", ".xml")
    kinds = (
        *("multiple-choice", "multiple-response", "true-false", "short-answer", "numeric"),
        *("matching", "ordering", "gaps"),
    )

    def knows(self, bank: BankFile) -> bool:
        """A document in it has the root ``<questestinterop>``."""
        return holds(bank, ROOT)

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The items of every document; where there are several, the title of each is the section of its questions."""
        every_document = list(documents(bank, ROOT))
        for document in every_document:
            yield BankDetails(document.title)
            yield from _items(document, document.title if len(every_document) > 1 else "")


def _items(document: Document, section: str) -> Iterator[BankEntry]:
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
            raise Unfit(why, "ask it by hand")
    _check_answers(element, draft)
    layout = layout_of(element)
    texts = {feedback.get("ident", ""): material(feedback) for feedback in every(element, "itemfeedback")}
    body, own, holds_stem = _body(layout, conditions(element), texts, kind, draft)
    stem = "" if holds_stem else _stem(layout, draft)
    general = next((texts[name] for name in ("general_fb", "general_feedback", "solution") if texts.get(name)), "")
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


def _check_answers(element: Element, draft: Draft) -> None:
    """The ways in which New Quizzes compares what is typed, of which ours has one: as it is written."""
    ways = {label.get("scoring_algorithm") for label in every(element, "response_label")}
    if "TextRegex" in ways:
        raise Unfit("its right answers are told by a pattern", "write them out in the bank")
    if ways & {"TextContainsAnswer", "TextCloseEnough"}:
        draft.lose("answers that are nearly right", "an answer is right as it is written here")


def _metadata(element: Element) -> dict[str, str]:
    """The fields of the item's metadata, by their labels."""
    fields = every(element, "qtimetadatafield")
    return {words(field, "fieldlabel").lower(): words(field, "fieldentry") for field in fields}


def _kind(element: Element) -> str:
    """What the program that wrote it calls such questions: ``multiple choice``, ``cc.true false.v0p1``, …"""
    metadata = _metadata(element)
    for name in ("question_type", "questiontype", "cc_profile", "qmd_itemtype"):
        if name in metadata:
            return metadata[name].lower().replace("_", " ")
    for name in ("bbmd_questiontype", "qmd_itemtype"):
        for kind in every(element, name):
            return words(kind).lower().replace("_", " ")
    return ""


def _body(
    layout: Qti12Layout, every_condition: list[Condition], feedback: dict[str, str], kind: str, draft: Draft
) -> tuple[ImportedBody, str, bool]:
    """What is right, a feedback of its own, and whether its text already holds the stem."""
    earning = scoring(every_condition)
    lids = [response for response in layout.responses if response.labels]
    written = [response for response in layout.responses if not response.labels]
    if not layout.responses:
        raise Unfit("it is a text without a question", "ask it by hand")
    if len(lids) == 1 and lids[0].cardinality == "ordered":
        return _ordering(lids[0], earning, draft), "", False
    if _has_places(layout):
        return _places(layout, earning, kind, draft), "", True
    if len(lids) > 1 or (lids and "matching" in kind):
        return _matching(lids, earning, draft), "", False
    if lids:
        return *_choice(lids[0], every_condition, feedback, kind, draft), False
    if any(response.tag == "response_xy" for response in written):
        raise Unfit("a place in a picture is to be pointed at", "ask it by hand")
    values = [value for condition in earning for value in condition.right]
    ranges = [limits for condition in earning for limits in condition.ranges]
    if not values and not ranges:
        raise Unfit("it wants an essay, or names no right answer", "ask it by hand")
    if len(written) > 1:
        return _written_gaps(layout, earning, draft), "", True
    if "numeric" in kind or ranges or written[0].is_number:
        return _number(earning, draft), "", False
    if any(condition.case for condition in earning):
        draft.lose("capital letters that count", "an answer is right however it is capitalised")
    most = max(condition.score for condition in earning)
    scored = [
        (draft.literal(text), "", condition.score / most if most else 1.0)
        for condition in earning
        for _, text in condition.right
    ]
    body, _ = short_answer(draft, scored)
    return body, "", False


def _stem(layout: Qti12Layout, draft: Draft) -> str:
    """The text of the question, with a gap where an answer is written inside it."""
    html = "".join(part if isinstance(part, str) else "_____" for part in layout.parts)
    ends_with_answer = layout.parts and not isinstance(layout.parts[-1], str)
    without_gap = "".join(part for part in layout.parts if isinstance(part, str))
    return draft.html(without_gap if ends_with_answer or len(layout.responses) > 1 else html)


def _texts(response: Qti12Response, draft: Draft, holds: str = "option") -> dict[str, str]:
    return {ident: draft.html(html, holds=holds) for ident, html in response.labels.items()}


def _share(ident: str, name: str, every_condition: list[Condition]) -> float:
    """What an option earns, as a share of the most that a condition earns; below zero where it takes marks away."""
    most = max((condition.score for condition in every_condition), default=0) or 1
    own = [
        condition
        for condition in every_condition
        if any(value == name and response in (ident, "") for response, value in condition.right)
    ]
    return max((condition.score / most for condition in own if condition.score), key=abs, default=0.0)


def _choice(
    response: Qti12Response, every_condition: list[Condition], feedback: dict[str, str], kind: str, draft: Draft
) -> tuple[ChooseOne | ChooseSeveral | TrueFalse, str]:
    texts = _texts(response, draft)
    several = response.cardinality == "multiple"
    scored_conditions = every_condition
    if not any(condition.score > 0 for condition in every_condition):
        scored_conditions = [condition if condition.score else _scored(condition) for condition in every_condition]
    option_feedback = {
        name: draft.html(_feedback_for(response.ident, name, every_condition, feedback), holds="feedback")
        for name in texts
    }
    scored: list[ScoredText] = []
    for name, text in texts.items():
        share = _share(response.ident, name, scored_conditions)
        scored.append((text, option_feedback[name], 1.0 if several and share > 0 else share))
    truths = [truth(text) for text in texts.values()]
    if not several and ("true" in kind or is_true_false(tuple(texts.values()))) and set(truths) == {True, False}:
        return _true_false(truths, scored, draft)
    return chosen(draft, scored, several=several), ""


def _scored(condition: Condition) -> Condition:
    """A condition without marks, which earns one if it is called correct."""
    correct = condition.title.lower() == "correct" or "correct" in condition.feedback
    return Condition(float(correct), condition.right, condition.wrong, (), condition.feedback, False, condition.title)


def _true_false(truths: list[bool | None], scored: list[ScoredText], draft: Draft) -> tuple[TrueFalse, str]:
    right = [place for place, (_, _, share) in enumerate(scored) if share > 0]
    if len(right) != 1:
        raise Unfit("neither true nor false is right", "mark the right one in the bank")
    own, other = scored[right[0]][1], scored[1 - right[0]][1]
    if own and other and own != other:
        draft.lose(
            "feedback for a wrong answer",
            "a statement to judge has one feedback: that for the right answer stays",
        )
    return TrueFalse(bool(truths[right[0]])), own or other


def _feedback_for(ident: str, name: str, every_condition: list[Condition], feedback: dict[str, str]) -> str:
    """The feedback for learners who chose an option: that of a condition about this option only."""
    for condition in every_condition:
        if condition.right == ((ident, name),) and not condition.wrong:
            for link in condition.feedback:
                if feedback.get(link) and link not in _GENERAL:
                    return feedback[link]
    return ""


_GENERAL = frozenset(
    ("general_fb", "correct_fb", "general_incorrect_fb", "general_feedback", "correct", "incorrect", "solution")
)


def _ordering(response: Qti12Response, earning: list[Condition], draft: Draft) -> Ordering:
    texts = _texts(response, draft)
    order = [value for condition in earning[:1] for _, value in condition.right]
    if sorted(order) != sorted(texts):
        raise Unfit("it does not say the place of each thing", "correct it in the bank")
    return ordering(texts[name] for name in order)


def _right_of(response: Qti12Response, earning: list[Condition]) -> list[str]:
    return [value for condition in earning for ident, value in condition.right if ident == response.ident]


def _matching(lids: list[Qti12Response], earning: list[Condition], draft: Draft) -> Matching:
    if all(response.cardinality == "multiple" for response in lids):
        return _categories(lids, earning, draft)
    pairs = []
    used = set()
    spares: dict[str, None] = {}
    for response in lids:
        texts = _texts(response, draft)
        right = [texts[name] for name in _right_of(response, earning) if texts.get(name)]
        left = draft.html(response.prompt, holds="option")
        if left and not right:
            raise Unfit("one of its left sides has no counterpart", "correct it in the bank")
        spares |= dict.fromkeys(texts.values())
        if left:  # Canvas keeps rows that nobody filled in
            pairs.append((left, right[0]))
            used.update(right)
            if len(set(right)) > 1:
                draft.lose("second counterpart", "what is matched has one here: the first")
    if not pairs:
        raise Unfit("nothing is to be matched", "correct it in the bank")
    return matching(pairs, (text for text in spares if text and text not in used))


def _categories(lids: list[Qti12Response], earning: list[Condition], draft: Draft) -> Matching:
    """Things that are to be sorted into categories: each is matched with its category."""
    texts = {name: text for response in lids for name, text in _texts(response, draft).items()}
    sorted_in = [
        (name, draft.html(response.prompt, holds="option"))
        for response in lids
        for name in dict.fromkeys(_right_of(response, earning))
        if name in texts
    ]
    if not sorted_in:
        raise Unfit("nothing is to be matched", "correct it in the bank")
    if len({name for name, _ in sorted_in}) < len(texts):
        draft.lose("things that belong to no category", "what is matched has a counterpart here: they are left out")
    return matching((texts[name], category) for name, category in sorted_in)


def _has_places(layout: Qti12Layout) -> bool:
    """Whether its text names the responses in brackets, as Canvas writes blanks and drop-down lists."""
    names = set(_PLACE.findall("".join(part for part in layout.parts if isinstance(part, str))))
    return bool(names) and all(response.ident.removeprefix("response_") in names for response in layout.responses)


def _places(layout: Qti12Layout, earning: list[Condition], kind: str, draft: Draft) -> GappedText:
    by_name = {response.ident.removeprefix("response_"): response for response in layout.responses}
    stem = draft.html("".join(part for part in layout.parts if isinstance(part, str)))
    parts: list[str | TextGap] = []
    for place, part in enumerate(_PLACE.split(stem)):
        if place % 2 == 0:
            if part:
                parts.append(part)
            continue
        if part not in by_name:
            parts.append(f"[{part}]")
            continue
        texts = _texts(by_name[part], draft)
        right = [texts.get(name, name) for name in _right_of(by_name[part], earning) if name in texts or not texts]
        if not right:
            raise Unfit(f"the gap [{part}] has no right answer", "mark one in the bank")
        wrong = tuple(text for text in texts.values() if text not in right) if "dropdown" in kind else ()
        parts.append(TextGap(right[0], tuple(dict.fromkeys(right[1:])), wrong))
    return GappedText(tuple(parts))


def _written_gaps(layout: Qti12Layout, earning: list[Condition], draft: Draft) -> GappedText:
    parts: list[str | TextGap] = []
    for part in layout.parts:
        if isinstance(part, str):
            text = draft.html(part)
            parts.append(f" {text} " if parts and text else text)
            continue
        right = list(dict.fromkeys(draft.literal(value) for value in _right_of(part, earning)))
        if not right:
            raise Unfit("one of its gaps has no right answer", "mark one in the bank")
        parts.append(TextGap(right[0], tuple(right[1:])))
    return GappedText(tuple(parts))


def _number(earning: list[Condition], draft: Draft) -> Number:
    values = [value for condition in earning for _, value in condition.right]
    ranges = [(least, most) for condition in earning for _, least, most in condition.ranges]
    if not ranges:
        return number(draft, [(value, "", "", 1.0) for value in values])
    body = number(draft, [(least, most, "", 1.0) for least, most in ranges])
    if values:  # exact answers, whose tolerance the ranges give
        return number(draft, [(value, "", body.tolerance, 1.0) for value in dict.fromkeys(values)])
    return body


def _lose_rest(element: Element, draft: Draft, feedback: dict[str, str]) -> None:
    """Notes what an item of any type may have and a question of ours cannot."""
    for field in every(element, "qtimetadatafield"):
        is_points = words(field, "fieldlabel") in ("points_possible", "cc_weighting")
        if is_points and words(field, "fieldentry") not in ("1", "1.0", ""):
            draft.lose("points", "what a question is worth is a recipe's to say")
    for name in ("correct_fb", "general_incorrect_fb", "correct", "incorrect"):
        if draft.html(feedback.get(name, ""), holds="feedback"):
            why = "a question has one feedback, and one for each option"
            draft.lose("feedback for right and wrong answers as such", why)
    if any(draft.html(material(hint), holds="feedback") for hint in every(element, "hint")):
        draft.lose("hints for further tries", "a question written by hand has none")
