"""Which questions a quiz asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from quizgen.model.identity import seeded
from quizgen.model.question import Kind, Question


def select(questions: Sequence[Question], wanted: Mapping[Kind, int], seed: int) -> dict[Kind, tuple[Question, ...]]:
    """As many of each kind as are wanted, or as can be had.

    A fact is asked once in a quiz and never beside an enemy; the choice spreads over the article's paragraphs.
    """
    used: set[str] = set()
    barred: set[str] = set()
    paragraphs: Counter[int] = Counter()
    chosen: dict[Kind, tuple[Question, ...]] = {}
    for kind, count in wanted.items():
        pool = [question for question in questions if question.kind == kind]
        chance = {question.id: seeded(seed, "select", question.id).random() for question in pool}
        picked: list[Question] = []
        while len(picked) < count:
            free = [q for q in pool if q.parts or (q.fact.key not in used and q.fact.key not in barred)]
            free = [q for q in free if q not in picked]
            if not free:
                break
            best = min(free, key=lambda q: (paragraphs[_paragraph(q)], chance[q.id]))
            picked.append(best)
            if best.parts:
                continue  # it asks many facts a little, and may stand beside a question about one of them
            fact = best.fact
            used.add(fact.key)
            barred.update(f"{fact.source.id}/{enemy}" for enemy in fact.enemies)
            barred.update(q.fact.key for q in questions if fact.id in q.fact.enemies and q.fact.source == fact.source)
            paragraphs[_paragraph(best)] += 1
        chosen[kind] = tuple(picked)
    return chosen


def _paragraph(question: Question) -> int:
    return question.fact.evidence[0].paragraph if question.fact.evidence else 0
