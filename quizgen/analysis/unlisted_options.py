"""The options of questions of which only the answers are known: those that somebody chose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizgen.model.body import TRUTHS
from quizgen.model.responses import SEPARATOR, AskedItem, AskedOption, Response

_MOST, _LONGEST = 12, 2  # options, and letters or digits by which one is chosen


def items_of_answers(responses: Iterable[Response], items: Sequence[AskedItem]) -> Iterator[AskedItem]:
    """An item for each question of a form that ``items`` lack, with the options that were chosen by letter or number.

    Letters of another form, or of another session, may be other options, so they count separately.
    """
    known = {(item.session, item.form, item.question) for item in items}
    answers: dict[tuple[str, str, str], list[Response]] = {}
    for response in responses:
        key = (response.session, response.form, response.question)
        if key not in known:
            answers.setdefault(key, []).append(response)
    places: dict[str, int] = {}
    for _, _, question in answers:
        places[question] = places.get(question, 0) + 1
    for (session, form, question), responses_of_item in answers.items():
        choices: set[str] = set()
        right: set[str] = set()
        for response in responses_of_item:
            choices.update(response.choice.split(SEPARATOR))
            if response.correct == 1:
                right.update(response.choice.split(SEPARATOR))
        values = sorted(choices - {""})
        if 0 < len(values) <= _MOST and all(len(value) <= _LONGEST or value in TRUTHS for value in values):
            label = f" ({', '.join(filter(None, (session, form)))})" if places[question] > 1 else ""
            options = tuple(AskedOption(value, f"{value}{label}", value in right) for value in values)
            first = responses_of_item[0]
            facts = tuple(first.fact.split(SEPARATOR))
            yield AskedItem(session, form, first.item, facts, first.slot, first.kind, "", "", options)
