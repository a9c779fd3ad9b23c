"""A first recipe for imported facts: a deck, and a quiz, of the kinds of question that they have."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from quizgen.generators import card_kinds, generate, paper_kinds
from quizgen.model.fact import Collection
from quizgen.model.question import Question

MOST_OF_A_KIND = 10  # questions in the quiz


def first_recipe(collection: Collection, name: str) -> str:
    """The text of a recipe for the collection called ``name``, which builds as it is."""
    in_deck, in_quiz = (dict(_kinds(collection, names)) for names in (card_kinds(), paper_kinds()))
    outputs = ["deck"] if in_deck else []
    if in_quiz:
        outputs += ["quiz", "key", "practice"]
    lines = [
        "schema: quizgen-deck/1",
        f"title: {json.dumps(collection.source.title, ensure_ascii=False)}",
        f"facts: [{json.dumps(name, ensure_ascii=False)}]",
        f"outputs: [{', '.join(outputs)}]",
    ]
    if in_deck:
        lines.append(f"deck: {{kinds: [{', '.join(in_deck)}]}}")
    if in_quiz:
        counts = ", ".join(f"{kind}: {min(count, MOST_OF_A_KIND)}" for kind, count in in_quiz.items())
        lines += ["quiz:", f"  questions: {{{counts}}}"]
    return "\n".join(lines) + "\n"


def _kinds(collection: Collection, names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The kinds with which every fact is asked about once, each with how many it asks; hand-written ones come first."""
    questions = [result for result in generate(collection, names) if isinstance(result, Question)]
    by_hand = {question.kind for question in questions if question.written}
    covered: set[str] = set()
    for kind in sorted(names, key=lambda name: (name not in by_hand, names.index(name))):
        of_kind = [question for question in questions if question.kind == kind]
        new = [question for question in of_kind if not covered.issuperset(fact.key for fact in question.facts)]
        if new:
            covered |= {fact.key for question in new for fact in question.facts}
            yield kind, len({question.about for question in new})
