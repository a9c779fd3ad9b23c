"""How far off a number may be in QTI 2.x or 3: what the response processing compares it with."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from quizgen.importers.question_draft import Draft
from quizgen.importers.xml_elements import every


def tolerance_of(item: Element, identifier: str, value: str, draft: Draft) -> str:
    """The tolerance of the answer ``value`` in its own unit, or ""; notes one that cannot be held."""
    for comparison in every(item, "equal", "equalRounded"):
        if identifier not in {variable.get("identifier", "") for variable in comparison.iter("variable")}:
            continue
        if comparison.tag == "equalRounded":
            draft.lose("rounding of the answer", "a number is right within a tolerance here: set one")
            return ""
        mode, limits = comparison.get("toleranceMode", ""), comparison.get("tolerance", "").split()
        if mode not in ("absolute", "relative") or not limits:
            return ""
        if len(set(limits)) > 1:
            draft.lose("tolerance that differs below and above", "a number has one tolerance: the first is kept")
        return _absolute(mode, limits[0], value, draft)
    return ""


def _absolute(mode: str, limit: str, value: str, draft: Draft) -> str:
    try:
        share = Decimal(value) / 100 if mode == "relative" else Decimal(1)
        return f"{abs(share * Decimal(limit)).normalize():f}"
    except InvalidOperation:
        draft.lose("tolerance", f"it is no number: {limit[:40]}")
        return ""
