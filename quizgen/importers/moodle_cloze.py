"""Moodle's embedded answers: ``{1:SHORTANSWER:=Berlin~%50%Bonn#feedback}`` inside a text."""

from __future__ import annotations

import re
from html import unescape

from quizgen.importers.imported import GappedText, TextGap
from quizgen.importers.marks import NUMBER_SIGN
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import WHOLE, number

_GAP = re.compile(
    r"\{\d*:(?P<kind>[A-Z_]+):(?P<answers>(?:\\.|[^{}\\]|\{[^{}]*\})*)\}",
)
_SHORT = frozenset(("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"))
_CHOICE = frozenset(f"{name}{way}" for name in ("MULTICHOICE_", "MC") for way in ("", "V", "H", "S", "VS", "HS"))
_NUMERICAL = frozenset(("NUMERICAL", "NM"))
_SEPARATOR = re.compile(r"(?<!\\)~")
_WEIGHT = re.compile(r"\s*(?:=|%(-?\d+(?:[.,]\d+)?)%)?")
_ESCAPED = re.compile(r"\\([}#~/\"\\=])")


def read(stem: str, draft: Draft) -> tuple[GappedText, str, str]:
    """The text with its gaps, a feedback of its own and a stem, which are both empty."""
    parts: list[str | TextGap] = []
    end = 0
    for gap in _GAP.finditer(stem):
        parts += [stem[end : gap.start()], _part(gap["kind"], gap["answers"], draft)]
        end = gap.end()
    if not any(isinstance(part, TextGap) for part in parts):
        raise Unfit("it has no gap that is known here", "correct its embedded answers in the bank")
    return GappedText(tuple(part for part in (*parts, stem[end:]) if part)), "", ""


def _part(kind: str, answers: str, draft: Draft) -> str | TextGap:
    """A gap; one that several options fill together is filled in, because a fact cannot ask for it."""
    if not kind.startswith(("MULTIRESPONSE", "MR")):
        return _gap(kind, answers, draft)
    draft.lose("gap for several options together", "they are filled in")
    return ", ".join(text for text, share in _scored_answers(answers, draft) if share > 0)


def _gap(kind: str, answers: str, draft: Draft) -> TextGap:
    scored = _scored_answers(answers, draft)
    right = [text for text, share in scored if share >= WHOLE and text and text != "*"]
    wrong = [text for text, share in scored if share < WHOLE and text and text != "*"]
    if draft.has_picture and not all(text for text, _ in scored):
        raise Unfit("the options of a gap are pictures", "ask it by hand: number the parts of one picture")
    if any(0 < share < WHOLE for _, share in scored):
        draft.lose("partial credit", "answers are either right or wrong: only those with full marks are right")
    if not right:
        raise Unfit("one of its gaps has no right answer", "mark one in the bank")
    if kind in _CHOICE or kind == "MULTICHOICE":
        return TextGap(right[0], tuple(right[1:]), tuple(wrong))
    if kind in _NUMERICAL:
        value, _, tolerance = right[0].partition(":")
        body = number(draft, [(value, "", tolerance, 1.0)])
        return TextGap(body.value, tolerance=body.tolerance)
    if kind not in _SHORT:
        raise Unfit(f"gaps of the type {kind} are not supported", "rewrite it by hand")
    if kind.endswith("C"):
        draft.lose("capital letters that count", "answers are compared without case")
    return TextGap(right[0], tuple(right[1:]))


def _scored_answers(answers: str, draft: Draft) -> list[tuple[str, float]]:
    """Each answer with the share of the marks that it earns."""
    return [_scored_part(part, draft) for part in _SEPARATOR.split(answers)]


def _scored_part(part: str, draft: Draft) -> tuple[str, float]:
    weight = _WEIGHT.match(part)
    assert weight is not None
    share = float(weight[1].replace(",", ".")) / 100 if weight[1] else float("=" in weight[0])
    text, _, feedback = re.sub(r"\\#", NUMBER_SIGN, part[weight.end() :]).partition("#")
    if feedback.strip():
        draft.lose("feedback for a gap", "a text with gaps has one feedback")
    return unescape(_ESCAPED.sub(r"\1", text.replace(NUMBER_SIGN, "#"))).strip(), share
