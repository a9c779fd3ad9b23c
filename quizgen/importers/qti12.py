"""QTI 1.2, as Canvas, Blackboard, Respondus and ExamView write it, alone, zipped, or in a Common Cartridge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quizgen.importers.bank import Bank
from quizgen.importers.documents import Document, documents, holds
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import Body, Gap, Gapped, Head, Item, Judgement, Matching, Ordering, Read, Refused
from quizgen.importers.qti12_layout import Layout, Response, laid_out, material
from quizgen.importers.qti12_scoring import Condition, conditions, scoring
from quizgen.importers.scoring import Weighed, chosen, number, short_answer
from quizgen.importers.truth import is_judgement, truth
from quizgen.importers.xml import every, line_of, questions, words

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

    def knows(self, bank: Bank) -> bool:
        """A document in it has the root ``<questestinterop>``."""
        return holds(bank, ROOT)

    def read(self, bank: Bank) -> Iterator[Read]:
        """The items of every document; of several, each has its quiz's title for a section."""
        found = list(documents(bank, ROOT))
        for document in found:
            yield Head(document.title)
            yield from _items(document, document.title if len(found) > 1 else "")


def _items(document: Document, section: str) -> Iterator[Read]:
    """The questions of one document; a text without a question is the stimulus of those behind it that name it."""
    texts: dict[str, str] = {}
    alone: dict[str, Refused] = {}
    for element in questions(document.content, frozenset(("item",)), document.where):
        draft, ident = Draft(document.pictures), element.get("ident", "")
        parent = _said(element).get("parent_stimulus_item_ident", "")
        try:
            yield _item(element, draft, section, texts.get(parent, ""))
            alone.pop(parent, None)
        except Unfit as unfit:
            refused = Refused(line_of(element), element.get("title", "") or ident, unfit.message, unfit.hint)
            if "text only" in _kind(element):
                texts[ident] = "".join(str(part) for part in laid_out(element).parts)
                alone[ident] = refused
            else:
                yield refused
    yield from alone.values()


def _item(element: Element, draft: Draft, section: str, stimulus: str) -> Item:
    kind = _kind(element)
    for sort, why in _WHY_NOT:
        if sort in kind:
            raise Unfit(why, "ask it by hand")
    _check_answers(element, draft)
    layout = laid_out(element)
    found = conditions(element)
    told = {each.get("ident", ""): material(each) for each in every(element, "itemfeedback")}
    body, own, gap = _body(layout, found, told, kind, draft)
    stem = "" if gap else _stem(layout, draft)
    general = next((told[name] for name in ("general_fb", "general_feedback", "solution") if told.get(name)), "")
    feedback = draft.html(general, holds="feedback") or own
    _lose_rest(element, draft, told, found, feedback=bool(feedback))
    return draft.item(
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
    """The ways in which New Quizzes takes what is typed, of which ours has one: as it is written."""
    ways = {each.get("scoring_algorithm") for each in every(element, "response_label")}
    if "TextRegex" in ways:
        raise Unfit("its right answers are told by a pattern", "write them out in the bank")
    if ways & {"TextContainsAnswer", "TextCloseEnough"}:
        draft.lose("answers that are nearly right", "an answer is right as it is written here")


def _said(element: Element) -> dict[str, str]:
    """The fields of the item's metadata, by their labels."""
    return {words(each, "fieldlabel").lower(): words(each, "fieldentry") for each in every(element, "qtimetadatafield")}


def _kind(element: Element) -> str:
    """What the program that wrote it calls such questions: ``multiple choice``, ``cc.true false.v0p1``, …"""
    said = _said(element)
    for name in ("question_type", "questiontype", "cc_profile", "qmd_itemtype"):
        if name in said:
            return said[name].lower().replace("_", " ")
    for name in ("bbmd_questiontype", "qmd_itemtype"):
        for each in every(element, name):
            return words(each).lower().replace("_", " ")
    return ""


def _body(
    layout: Layout, found: list[Condition], told: dict[str, str], kind: str, draft: Draft
) -> tuple[Body, str, bool]:
    """What is right, a feedback of its own, and whether its text is the stem already."""
    earning = scoring(found)
    lids = [each for each in layout.responses if each.labels]
    written = [each for each in layout.responses if not each.labels]
    if not layout.responses:
        raise Unfit("it is a text without a question", "ask it by hand")
    if len(lids) == 1 and lids[0].cardinality == "ordered":
        return _ordering(lids[0], earning, draft), "", False
    if _has_places(layout):
        return _places(layout, earning, kind, draft), "", True
    if len(lids) > 1 or (lids and "matching" in kind):
        return _matching(layout, lids, earning, draft), "", False
    if lids:
        return *_choice(lids[0], found, told, kind, draft), False
    if any(each.tag == "response_xy" for each in written):
        raise Unfit("a place in a picture is to be pointed at", "ask it by hand")
    values = [value for each in earning for value in each.right]
    ranges = [each for condition in earning for each in condition.ranges]
    if not values and not ranges:
        raise Unfit("it wants an essay, or names no right answer", "ask it by hand")
    if len(written) > 1:
        return _written_gaps(layout, earning, draft), "", True
    if "numeric" in kind or ranges or written[0].is_number:
        return _number(earning, draft), "", False
    if any(each.case for each in earning):
        draft.lose("capital letters that count", "an answer is right however it is capitalised")
    most = max(each.score for each in earning)
    weighed = [
        (draft.literal(text), "", each.score / most if most else 1.0) for each in earning for _, text in each.right
    ]
    body, _ = short_answer(draft, weighed)
    return body, "", False


def _stem(layout: Layout, draft: Draft) -> str:
    """The text of the question; where an answer is written inside it, a gap stands there."""
    html = "".join(part if isinstance(part, str) else "_____" for part in layout.parts)
    after = layout.parts and not isinstance(layout.parts[-1], str)
    only = "".join(part for part in layout.parts if isinstance(part, str))
    return draft.html(only if after or len(layout.responses) > 1 else html)


def _texts(response: Response, draft: Draft, holds: str = "option") -> dict[str, str]:
    return {ident: draft.html(html, holds=holds) for ident, html in response.labels.items()}


def _share(ident: str, name: str, found: list[Condition]) -> float:
    """What an option earns, as a share of the most that a condition earns; below nought where it takes marks away."""
    most = max((each.score for each in found), default=0) or 1
    own = [each for each in found if any(value == name and of in (ident, "") for of, value in each.right)]
    return max((each.score / most for each in own if each.score), key=abs, default=0.0)


def _choice(
    response: Response, found: list[Condition], told: dict[str, str], kind: str, draft: Draft
) -> tuple[Body, str]:
    texts = _texts(response, draft)
    several = response.cardinality == "multiple"
    marked = [each if each.score else _marked(each) for each in found] if not any(c.score > 0 for c in found) else found
    feedback = {name: draft.html(_told_for(response.ident, name, found, told), holds="feedback") for name in texts}
    weighed: list[Weighed] = []
    for name, text in texts.items():
        share = _share(response.ident, name, marked)
        weighed.append((text, feedback[name], 1.0 if several and share > 0 else share))
    truths = [truth(text) for text in texts.values()]
    if not several and ("true" in kind or is_judgement(tuple(texts.values()))) and set(truths) == {True, False}:
        return _judgement(truths, weighed, draft)
    return chosen(draft, weighed, several=several), ""


def _marked(condition: Condition) -> Condition:
    """A condition without marks, which earns one if it is called correct."""
    correct = condition.title.lower() == "correct" or "correct" in condition.feedback
    return Condition(float(correct), condition.right, condition.wrong, (), condition.feedback, False, condition.title)


def _judgement(truths: list[bool | None], weighed: list[Weighed], draft: Draft) -> tuple[Body, str]:
    right = [place for place, (_, _, share) in enumerate(weighed) if share > 0]
    if len(right) != 1:
        raise Unfit("neither true nor false is right", "mark the right one in the bank")
    own, other = weighed[right[0]][1], weighed[1 - right[0]][1]
    if own and other and own != other:
        draft.lose(
            "feedback for a wrong answer",
            "a statement to judge has one feedback: that for the right answer stays",
        )
    return Judgement(bool(truths[right[0]])), own or other


def _told_for(ident: str, name: str, found: list[Condition], told: dict[str, str]) -> str:
    """The feedback for who chose an option: that of a condition which asks for it alone."""
    for each in found:
        if each.right == ((ident, name),) and not each.wrong:
            for link in each.feedback:
                if told.get(link) and link not in _GENERAL:
                    return told[link]
    return ""


_GENERAL = frozenset(
    ("general_fb", "correct_fb", "general_incorrect_fb", "general_feedback", "correct", "incorrect", "solution")
)


def _ordering(response: Response, earning: list[Condition], draft: Draft) -> Body:
    texts = _texts(response, draft)
    order = [value for each in earning[:1] for _, value in each.right]
    if sorted(order) != sorted(texts):
        raise Unfit("it does not say the place of each thing", "correct it in the bank")
    return Ordering(tuple(texts[name] for name in order))


def _right_of(response: Response, earning: list[Condition]) -> list[str]:
    return [value for each in earning for ident, value in each.right if ident == response.ident]


def _matching(layout: Layout, lids: list[Response], earning: list[Condition], draft: Draft) -> Body:
    if all(each.cardinality == "multiple" for each in lids):
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
    return Matching(tuple(pairs), tuple(text for text in spares if text and text not in used))


def _categories(lids: list[Response], earning: list[Condition], draft: Draft) -> Body:
    """Things that are to be sorted into categories, as what is matched with its category."""
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
    return Matching(tuple((texts[name], category) for name, category in sorted_in))


def _has_places(layout: Layout) -> bool:
    """Whether its text names the responses in brackets, as Canvas writes blanks and drop-down lists."""
    names = set(_PLACE.findall("".join(part for part in layout.parts if isinstance(part, str))))
    return bool(names) and all(each.ident.removeprefix("response_") in names for each in layout.responses)


def _places(layout: Layout, earning: list[Condition], kind: str, draft: Draft) -> Body:
    by_name = {each.ident.removeprefix("response_"): each for each in layout.responses}
    stem = draft.html("".join(part for part in layout.parts if isinstance(part, str)))
    parts: list[str | Gap] = []
    for place, part in enumerate(_PLACE.split(stem)):
        if place % 2 == 0 or part not in by_name:
            parts += [f"[{part}]"] if place % 2 else [part] if part else []
            continue
        texts = _texts(by_name[part], draft)
        right = [texts.get(name, name) for name in _right_of(by_name[part], earning) if name in texts or not texts]
        if not right:
            raise Unfit(f"the gap [{part}] has no right answer", "mark one in the bank")
        wrong = tuple(text for text in texts.values() if text not in right) if "dropdown" in kind else ()
        parts.append(Gap(right[0], tuple(dict.fromkeys(right[1:])), wrong))
    return Gapped(tuple(parts))


def _written_gaps(layout: Layout, earning: list[Condition], draft: Draft) -> Body:
    parts: list[str | Gap] = []
    for part in layout.parts:
        if isinstance(part, str):
            text = draft.html(part)
            parts.append(f" {text} " if parts and text else text)
            continue
        right = list(dict.fromkeys(draft.literal(value) for value in _right_of(part, earning)))
        if not right:
            raise Unfit("one of its gaps has no right answer", "mark one in the bank")
        parts.append(Gap(right[0], tuple(right[1:])))
    return Gapped(tuple(parts))


def _number(earning: list[Condition], draft: Draft) -> Body:
    values = [value for each in earning for _, value in each.right]
    ranges = [(least, most) for each in earning for _, least, most in each.ranges]
    if not ranges:
        return number(draft, [(value, "", "", 1.0) for value in values])
    found = number(draft, [(least, most, "", 1.0) for least, most in ranges])
    if values:  # the exact answers, of which the ranges give what is near enough
        return number(draft, [(value, "", found.tolerance, 1.0) for value in dict.fromkeys(values)])
    return found


def _lose_rest(element: Element, draft: Draft, told: dict[str, str], found: list[Condition], *, feedback: bool) -> None:
    for field in every(element, "qtimetadatafield"):
        weighed = words(field, "fieldlabel") in ("points_possible", "cc_weighting")
        if weighed and words(field, "fieldentry") not in ("1", "1.0", ""):
            draft.lose("points", "what a question is worth is a recipe's to say")
    for name in ("correct_fb", "general_incorrect_fb", "correct", "incorrect"):
        if draft.html(told.get(name, ""), holds="feedback"):
            why = "a question has one feedback, and one for each option"
            draft.lose("feedback for right and wrong answers as such", why)
    if any(draft.html(material(each), holds="feedback") for each in every(element, "hint")):
        draft.lose("hints for further tries", "a question written by hand has none")
