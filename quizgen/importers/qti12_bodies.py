"""What a QTI 1.2 item asks for, by its responses and the conditions under which they earn marks."""

from __future__ import annotations

import re

from quizgen.importers.bodies import matching, open_answer, ordering
from quizgen.importers.imported import GappedText, ImportedBody, TextGap
from quizgen.importers.qti12_layout import Qti12Layout, Qti12Response
from quizgen.importers.qti12_scoring import Condition, scoring
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import ScoredText, choice_of, number, short_answer
from quizgen.importers.truth import is_true_false, truth
from quizgen.model.body import ChooseOne, ChooseSeveral, Matching, Number, Ordering, TrueFalse

_PLACE = re.compile(r"\[([^\[\]]{1,200})\]")


def body_of(
    layout: Qti12Layout, every_condition: list[Condition], feedback: dict[str, str], kind: str, draft: Draft
) -> tuple[ImportedBody, str, bool]:
    """What is right, a feedback of its own, and whether its text already holds the stem."""
    earning = scoring(every_condition)
    lids = [response for response in layout.responses if response.labels]
    written = [response for response in layout.responses if not response.labels]
    if not layout.responses:
        layout.parts += _named_gaps(layout, earning)
    if not layout.responses:
        raise Unfit("it is a text without a question", "add it by hand")
    if len(lids) == 1 and lids[0].cardinality == "ordered":
        return _ordering(lids[0], earning, draft), "", False
    if _has_places(layout):
        return _places(layout, earning, kind, draft), "", True
    if len(lids) > 1 or (lids and "matching" in kind):
        return _matching(lids, earning, draft), "", False
    if lids:
        return *_choice(lids[0], every_condition, feedback, kind, draft), False
    if any(response.tag == "response_xy" for response in written):
        raise Unfit("a place in a picture is to be pointed at", "add it by hand")
    values = [value for condition in earning for value in condition.right]
    ranges = [limits for condition in earning for limits in condition.ranges]
    if not values and not ranges:
        if len(written) > 1:
            raise Unfit("its gaps have no right answers", "write them in the bank")
        draft.lose("right answer", "the bank has none: it is an open question here")
        return open_answer(), "", False
    if len(written) > 1:
        return _written_gaps(layout, earning, draft), "", True
    if "numeric" in kind or ranges or written[0].is_number:
        return _number(earning, draft), "", False
    if any(condition.case for condition in earning):
        draft.lose("capital letters that count", "answers are compared without case")
    most = max(condition.score for condition in earning)
    scored = [
        (draft.literal(text), "", condition.score / most if most else 1.0)
        for condition in earning
        for _, text in condition.right
    ]
    body, _ = short_answer(draft, scored)
    return body, "", False


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
        scored_conditions = [
            condition if condition.score else _scored_condition(condition) for condition in every_condition
        ]
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
    return choice_of(draft, scored, several=several), ""


def _scored_condition(condition: Condition) -> Condition:
    """A condition without marks, which earns one if it is called correct."""
    correct = condition.title.lower() == "correct" or "correct" in condition.feedback
    return Condition(float(correct), condition.right, condition.wrong, (), condition.feedback, False, condition.title)


def _true_false(truths: list[bool | None], scored: list[ScoredText], draft: Draft) -> tuple[TrueFalse, str]:
    right = [index for index, (_, _, share) in enumerate(scored) if share > 0]
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


def _named_gaps(layout: Qti12Layout, earning: list[Condition]) -> list[Qti12Response]:
    """Gaps that only the text names, and the conditions: Respondus writes them so."""
    names = set(_PLACE.findall("".join(part for part in layout.parts if isinstance(part, str))))
    idents = dict.fromkeys(ident for condition in earning for ident, _ in condition.right if ident in names)
    return [Qti12Response(ident, "response_str", "single") for ident in idents]


def _places(layout: Qti12Layout, earning: list[Condition], kind: str, draft: Draft) -> GappedText:
    by_name = {response.ident.removeprefix("response_"): response for response in layout.responses}
    stem = draft.html("".join(part for part in layout.parts if isinstance(part, str)))
    parts: list[str | TextGap] = []
    for index, part in enumerate(_PLACE.split(stem)):
        if index % 2 == 0:
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
        is_chosen = "dropdown" in kind or "jumbled" in kind or by_name[part].way in ("dropdown", "wordbank")
        if not is_chosen:  # whatever Canvas lists for a blank that is written is right
            right = list(dict.fromkeys((*right, *texts.values())))
        wrong = tuple(text for text in texts.values() if text not in right) if is_chosen else ()
        parts.append(TextGap(right[0], tuple(dict.fromkeys(right[1:])), wrong))
    return GappedText(tuple(parts))


def _written_gaps(layout: Qti12Layout, earning: list[Condition], draft: Draft) -> GappedText:
    parts: list[str | TextGap] = []
    for index, part in enumerate(layout.parts):
        if isinstance(part, str):
            text = draft.html(part)
            before = " " if index and text[:1].isalnum() else ""
            behind = " " if index < len(layout.parts) - 1 and text[-1:].isalnum() else ""
            parts.append(f"{before}{text}{behind}")
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
