"""Feedback of a QTI 2.x or 3 item: shown for an outcome, wherever in the item it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from quizgen.importers.qti21_body import FEEDBACK, own_html
from quizgen.importers.question_draft import Draft
from quizgen.importers.xml_elements import every

_NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_GENERAL = frozenset(("general", "solution", "always", "all"))


def outcome_feedback(item: Element, interaction: Element, draft: Draft) -> dict[str, str]:
    """Feedback by the name of its outcome, except what is written within a single option.

    An extension gives the reason for each option of an interaction, as feedback by the name of the option.
    """
    of_options = {
        id(feedback)
        for interaction in every(item, "choiceInteraction")
        for option in every(interaction, "simpleChoice")
        for feedback in every(option, "feedbackInline")
    }
    reasons = (
        reason
        for block in every(item, "choiceRationales", "inlineChoiceRationales")
        if block.get("responseIdentifier") == interaction.get("responseIdentifier")
        for reason in every(block, "rationale")
    )
    texts: dict[str, str] = {}
    for element in (*every(item, *FEEDBACK), *reasons):
        if id(element) not in of_options:
            name, text = element.get("identifier", ""), draft.html(own_html(element), holds="feedback")
            texts[name] = "\n".join(filter(None, (texts.get(name, ""), text)))
    return texts


def general_feedback(interaction: Element, feedback: Mapping[str, str], draft: Draft) -> str:
    """The feedback for everybody; notes that there is some for outcomes which are no option."""
    names = {element.get("identifier", "") for element in interaction.iter() if element is not interaction}
    if any(text for name, text in feedback.items() if not _is_general(name) and name not in names):
        draft.lose("feedback for right and wrong answers as such", "a question has one, and one for each option")
    return "\n".join(text for name, text in feedback.items() if _is_general(name))


def _is_general(outcome: str) -> bool:
    """Whether feedback for an outcome of that name is for everybody; ``partially_correct`` is not."""
    return any(part.lower() in _GENERAL for part in _NAME_PART.findall(outcome))
