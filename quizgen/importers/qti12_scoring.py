"""How a QTI 1.2 item is marked: its response conditions, whichever program wrote them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from quizgen.importers.xml_elements import find, words

_LEAST, _MOST = ("vargte", "vargt"), ("varlte", "varlt")


@dataclass(frozen=True, slots=True)
class Condition:
    """One response condition: what is answered, what must not be, and what it earns.

    ``right`` and ``wrong`` are pairs of a response's id and a value; ``ranges`` are (response, least, most).
    """

    score: float
    right: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]
    ranges: tuple[tuple[str, str, str], ...]
    feedback: tuple[str, ...]
    case: bool
    title: str


@dataclass(slots=True)
class _Values:
    right: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    ranges: list[tuple[str, str, str]] = field(default_factory=list)
    case: bool = False


def conditions(item: Element) -> list[Condition]:
    """Every condition of the item, in its order."""
    return [_condition(element) for element in item.iter("respcondition")]


def scoring(every_condition: Sequence[Condition]) -> list[Condition]:
    """The conditions that earn marks; where none does, the one that is called correct."""
    earning = [condition for condition in every_condition if condition.score > 0]
    return earning or [
        condition
        for condition in every_condition
        if condition.title.lower() == "correct" or "correct" in condition.feedback
    ]


def _condition(element: Element) -> Condition:
    values = _Values()
    variables = find(element, "conditionvar")
    if variables is not None:
        _gather(variables, values, negated=False)
    return Condition(
        score=sum(_scores(element)),
        right=tuple(values.right),
        wrong=tuple(values.wrong),
        ranges=tuple(values.ranges),
        feedback=tuple(link.get("linkrefid", "") for link in element.findall("displayfeedback")),
        case=values.case,
        title=element.get("title", ""),
    )


def _gather(element: Element, values: _Values, *, negated: bool) -> None:
    least = most = respondent = ""
    for child in element:
        text = words(child)
        if child.tag in ("varequal", "varsubset", "varsubstring"):
            (values.wrong if negated else values.right).append((_respondent(child), text))
            values.case |= child.get("case", "").lower() == "yes" and not negated
        elif child.tag in _LEAST:
            least, respondent = text, child.get("respident", "")
        elif child.tag in _MOST:
            most, respondent = text, child.get("respident", "")
        elif child.tag == "not":
            _gather(child, values, negated=not negated)
        else:
            _gather(child, values, negated=negated)
    if least and most and not negated:
        values.ranges.append((respondent, least, most))


def _respondent(variable: Element) -> str:
    """The ident of what is answered; Respondus writes that of a gap in the brackets that it has in the text."""
    ident = variable.get("respident", "")
    return ident[1:-1] if ident.startswith("[") and ident.endswith("]") else ident


def _scores(element: Element) -> Iterator[float]:
    for setvar in element.findall("setvar"):
        name = setvar.get("varname", "SCORE").lower()
        if name in ("answervalue", "attempts") or "incorrect" in name:  # Respondus counts what is wrong too
            continue
        text = words(setvar)
        try:
            value = 1.0 if text.endswith(".max") else float(text.replace(",", "."))
        except ValueError:
            continue
        yield -value if setvar.get("action", "").lower() == "subtract" else value
