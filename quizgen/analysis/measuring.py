"""Responses → everything that is measured of their questions, options and facts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from statistics import median

from quizgen.analysis.discrimination import Covariances, Sums
from quizgen.analysis.reliability import sitting_of
from quizgen.analysis.score_table import ScoreTable, score_tables
from quizgen.analysis.unlisted_options import items_of_answers
from quizgen.model.measured import Measured, MeasuredFact, MeasuredOption, MeasuredQuestion, Portion
from quizgen.model.responses import SEPARATOR, AskedItem, Response

_MOST_WRITTEN = 8
_Asked = Mapping[tuple[str, str, str], AskedItem]  # by session, form and question


def measurement_of(responses: Iterable[Response], items: Sequence[AskedItem] = ()) -> Measured:
    """What the responses say of each question and each fact; ``items`` are the questions as people saw them.

    Of a question that ``items`` lack, the options that somebody chose are known.
    """
    responses = list(responses)
    items = [*items, *items_of_answers(responses, items)]
    asked_items = {(item.session, item.form, item.question): item for item in items}
    tables = score_tables(responses, items)
    computed = [Covariances(table) for table in tables]
    keys = dict.fromkeys(question for table in tables for question in table.questions)
    questions = [_question(key, tables, computed, asked_items) for key in keys]
    return Measured(
        sittings=tuple(map(sitting_of, tables)),
        questions={question.key: question for question in questions if question.answers},
        facts=_facts(tables, asked_items),
    )


def _question(
    key: str, tables: Sequence[ScoreTable], computed: Sequence[Covariances], asked_items: _Asked
) -> MeasuredQuestion:
    sums, responses, sessions = Sums(), list[Response](), dict[str, list[float]]()
    for table, covariances in zip(tables, computed, strict=True):
        if key in table.questions:
            covariances.add(sums, key)
            responses += table.responses[key].values()
            scores = [one.correct for one in table.responses[key].values() if one.correct is not None]
            sessions.setdefault(table.session, []).extend(scores)
    marked = [response.correct for response in responses if response.correct is not None]
    asked = (asked_items.get((response.session, response.form, key)) for response in responses)
    items = list(dict.fromkeys(filter(None, asked)))
    confident = [response for response in responses if response.confidence]
    sure = [response for response in confident if response.confidence == "sure"]
    times = [response.ms / 1000 for response in responses if response.ms is not None]
    facts, slot, kind = _names(responses, items)
    return MeasuredQuestion(
        key=key,
        facts=facts,
        slot=slot,
        kind=kind,
        prompt=items[0].prompt if items else "",
        answer=items[0].answer if items else "",
        answers=len(marked),
        right=_mean(marked),
        discrimination=sums.correlation(),
        blanks=sum(response.choice == "" and response.correct is not None for response in responses),
        options=tuple(_options(key, tables, computed, asked_items)),
        written=() if any(item.options or item.parts for item in items) else _written_portions(responses),
        sure=len(sure) if confident else None,
        sure_wrong=sum(response.correct == 0 for response in sure) if confident else None,
        seconds=median(times) if times else None,
        sessions=_parts(sessions),
    )


def _written_portions(responses: Sequence[Response]) -> tuple[Portion, ...]:
    """What several people wrote, the most frequent first; what one person wrote is nobody else's business."""
    scores: dict[str, list[float]] = {}
    for response in responses:
        if response.choice and response.correct is not None:
            scores.setdefault(" ".join(response.choice.casefold().split()), []).append(response.correct)
    repeated = {text: some for text, some in scores.items() if len(some) > 1}
    return _parts(dict(sorted(repeated.items(), key=lambda entry: (-len(entry[1]), entry[0]))[:_MOST_WRITTEN]))


def _names(responses: Sequence[Response], items: Sequence[AskedItem]) -> tuple[tuple[str, ...], str, str]:
    if responses:
        return tuple(responses[0].fact.split(SEPARATOR)), responses[0].slot, responses[0].kind
    return (items[0].facts, items[0].slot, items[0].kind) if items else ((), "", "")


def _options(
    key: str, tables: Sequence[ScoreTable], computed: Sequence[Covariances], asked_items: _Asked
) -> Iterable[MeasuredOption]:
    """The options by their words, whatever their letters were, the right ones first."""
    offered: dict[tuple[str, bool], dict[int, dict[int, str]]] = {}  # the letters by option, table and person
    for number, table in enumerate(tables):
        for person, response in table.responses.get(key, {}).items():
            item = asked_items.get((response.session, response.form, key))
            if item and response.correct is not None:
                for option in item.options:
                    offered.setdefault((option.text, option.correct), {}).setdefault(number, {})[person] = option.value
    for (text, correct), by_table in sorted(offered.items(), key=lambda entry: not entry[0][1]):
        sums, choices = Sums(), 0
        for number, values in by_table.items():
            table = tables[number]
            indicator = [math.nan] * len(table.scores)
            for person, value in values.items():
                picked = value in table.responses[key][person].choice.split(SEPARATOR)
                indicator[person] = float(picked)
                choices += picked
            computed[number].add(sums, key, indicator)
        yield MeasuredOption(text, correct, choices, sum(map(len, by_table.values())), sums.correlation())


def _facts(tables: Sequence[ScoreTable], asked_items: _Asked) -> dict[str, MeasuredFact]:
    kinds: dict[str, dict[str, list[float]]] = {}
    sessions: dict[str, dict[str, list[float]]] = {}
    for table in tables:
        for response in chain.from_iterable(people.values() for people in table.responses.values()):
            item = asked_items.get((response.session, response.form, response.question))
            for fact, score in _fact_scores(response, item):
                kinds.setdefault(fact, {}).setdefault(response.kind, []).append(score)
                sessions.setdefault(fact, {}).setdefault(response.session, []).append(score)
    return {
        fact: MeasuredFact(
            key=fact,
            answers=sum(map(len, by_kind.values())),
            right=_mean([score for scores in by_kind.values() for score in scores]),
            kinds=_parts(by_kind),
            sessions=_parts(sessions[fact]),
        )
        for fact, by_kind in kinds.items()
    }


def _fact_scores(response: Response, item: AskedItem | None) -> Iterable[tuple[str, float]]:
    """Each fact that a response says something of, and the score in it: that of its own line, where it has one."""
    if response.correct is None:
        return
    choices = response.choice.split(SEPARATOR)
    if item and item.parts and all(part.fact for part in item.parts) and len(choices) == len(item.parts):
        for part, choice in zip(item.parts, choices, strict=True):
            yield part.fact, float(choice == part.answer)
    else:
        yield from ((fact, response.correct) for fact in response.fact.split(SEPARATOR) if fact)


def _parts(scores: Mapping[str, Sequence[float]]) -> tuple[Portion, ...]:
    return tuple(Portion(name, len(some), _mean(some)) for name, some in scores.items() if some)


def _mean(scores: Sequence[float]) -> float:
    return sum(scores) / len(scores) if scores else 0.0
