"""Gaps in the text of a QTI 2.x or 3 item: written, chosen from a list, or filled with words that are dragged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from quizgen.importers.imported import GappedText, ImportedBody, TextGap
from quizgen.importers.marks import GAP
from quizgen.importers.qti21_body import ItemContent, ResponseDeclaration, choices, own_html
from quizgen.importers.qti21_tolerance import tolerance_of
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import number, short_answer

ReadBody = tuple[ImportedBody, str, str]  # the body, a feedback of its own, the stem


def dragged_words(interaction: Element, response: ResponseDeclaration, draft: Draft, stem: str) -> ReadBody:
    """Words that are dragged into gaps."""
    words = choices(interaction, "gapText")
    texts = {name: draft.html(own_html(element), holds="option") for name, element in words}
    right_by_gap: dict[str, list[str]] = {}
    for pair in response.right():
        word, _, gap = pair.partition(" ")
        right_by_gap.setdefault(gap, []).append(texts.get(word, word))
    around = (child for child in interaction if child.tag not in ("gapText", "gapImg", "prompt"))
    html = "".join(own_html(child, whole=True) for child in around)
    text = draft.html(re.sub(r"<gap [^<>]*identifier=\"([^\"<>]*)\"[^<>]*>(?:</gap>)?", rf"{GAP}\1{GAP}", html))
    parts: list[str | TextGap] = []
    for index, part in enumerate(text.split(GAP)):
        if index % 2 == 0:
            parts += [part] if part else []
            continue
        if part not in right_by_gap:
            raise Unfit("one of its gaps has no right answer", "correct it in the bank")
        right, *accept = right_by_gap[part]
        wrong = dict.fromkeys(word for word in texts.values() if word not in right_by_gap[part])
        parts.append(TextGap(right, tuple(accept), tuple(wrong)))
    return GappedText(tuple(parts)), "", draft.html(stem)


def inside_text(
    content: ItemContent, responses: Mapping[str, ResponseDeclaration], item: Element, draft: Draft
) -> ReadBody:
    """What is written or chosen inside the text: one at its end is a short answer, all others are gaps."""
    gaps = [
        _gap(element, responses.get(element.get("responseIdentifier", "")), item, draft)
        for element in content.interactions
    ]
    text = draft.html("".join(part if isinstance(part, str) else GAP for part in content.parts))
    if len(gaps) == 1 and not gaps[0].wrong:
        (interaction,) = content.interactions
        response = responses[interaction.get("responseIdentifier", "")]
        before, _, after = text.partition(GAP)
        stem = before.rstrip() if _is_whole_question(before) and not after.strip() else f"{before}_____{after}"
        if response.is_number:
            return number(draft, [(value, "", gaps[0].tolerance, 1.0) for value in response.right()]), "", stem
        scored = [(draft.literal(value), "", 1.0) for value in response.right()]
        best = max(response.mapping.values(), default=0)
        scored += [
            (draft.literal(key), "", value / best) for key, value in response.mapping.items() if 0 < value < best
        ]
        body, _ = short_answer(draft, scored)
        return body, "", stem
    parts: list[str | TextGap] = []
    for index, part in enumerate(text.split(GAP)):
        parts += [gaps[index - 1]] if index else []
        parts += [part] if part else []
    return GappedText(tuple(parts)), "", ""


def _is_whole_question(text: str) -> bool:
    """Whether an answer after ``text`` is outside the sentence, or in a paragraph of its own, and so is not a gap."""
    return text.endswith("\n") or text.rstrip().endswith(("?", ":", "."))


def _gap(interaction: Element, response: ResponseDeclaration | None, item: Element, draft: Draft) -> TextGap:
    right = response.right() if response else []
    if response is None or not right:
        raise Unfit("one of its gaps has no right answer", "correct it in the bank")
    if interaction.tag == "inlineChoiceInteraction":
        options = choices(interaction, "inlineChoice")
        texts = {name: draft.html(own_html(element), holds="option") for name, element in options}
        right_texts = [texts[name] for name in right if name in texts]
        if not right_texts:
            raise Unfit("one of its gaps has no right answer", "correct it in the bank")
        wrong = tuple(text for name, text in texts.items() if name not in right)
        return TextGap(right_texts[0], tuple(right_texts[1:]), wrong)
    tolerance = tolerance_of(item, interaction.get("responseIdentifier", ""), right[0], draft)
    tolerance = tolerance if response.is_number else ""
    return TextGap(draft.literal(right[0]), tuple(draft.literal(value) for value in right[1:]), tolerance=tolerance)
