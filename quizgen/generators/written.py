"""Questions written by hand take part like those that are made."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Question
from quizgen.model.text import parse_text


def written_questions(fact: Fact) -> Iterator[Question]:
    """The fact's own questions, word for word; each stands for a slot with its id."""
    for each in fact.questions:
        right = tuple(option.text for option in each.options if option.correct)
        wrong = tuple(option.text for option in each.options if not option.correct)
        last = next((option.text for option in each.options if option.last), "")
        answer = each.answer or ", ".join(right)
        slot = Slot(
            name=each.id,
            value=answer,
            shown=answer,
            ask=each.stem,
            accept=each.accept,
            scale=tuple(option.text for option in each.options) if each.ordered else (),
        )
        stem = parse_text(f"{each.stimulus}\n{each.stem}" if each.stimulus else each.stem)
        yield Question(each.kind, fact, slot, stem, approved=wrong, right=right, written=each, last=last)
