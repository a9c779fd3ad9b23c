"""The rule that a card can be answered alone: long after the lesson, without its article or the cards beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from quizgen.checks.finding import Field, Finding
from quizgen.checks.questions import stems_of
from quizgen.checks.rule import WOZNIAK, rule
from quizgen.errors import quote
from quizgen.languages.references import Shown, unnamed_reference
from quizgen.languages.text_names import KnownNames
from quizgen.languages.word_lists import language_of
from quizgen.model.body import options_of
from quizgen.model.fact import Collection, EntityType
from quizgen.model.question import Question
from quizgen.model.text import Blank, Marked, Text

_REMEDY = "name it: a learner who sees the card months later sees nothing else"
_LONGER = "quote the words that name it too, or build the deck without the kind quote-cloze"

_TYPES = get_args(EntityType)


@rule("no-context", "warning", remedy=_REMEDY, source=WOZNIAK)
def no_context(collection: Collection, questions: Sequence[Question]) -> Iterator[Finding]:
    """A question can be answered alone: it names what it speaks of, and does not say "the visit" or "this"."""
    known_names = _names_of(collection)
    reported: set[tuple[str, Field]] = set()
    checked: set[tuple[str, Field, str, Shown]] = set()  # several kinds of question ask in the same words
    for question in questions:
        visible = _shown_of(question)
        for field, text in _fronts(question):
            front = (question.fact.id, field, text, visible)
            if front in checked or front[:2] in reported:
                continue
            checked.add(front)
            if missing := unnamed_reference(text, visible, known_names):
                reported.add((question.fact.id, field))
                message = f"a card would not say which is meant: {quote(missing)}"
                hint = _LONGER if question.kind == "quote-cloze" else _REMEDY
                yield no_context.finding(question.fact.id, field, message, hint)


def _fronts(question: Question) -> Iterator[tuple[Field, str]]:
    """What a card asks, and where that is in its fact's record."""
    if question.kind == "attribution":
        return
    if question.kind == "quote-cloze":
        words = question.stem.spans[1:-1]  # without the quotation marks, which would seem to name what is quoted
        yield ("evidence",), str(Text(tuple(Blank() if isinstance(span, Marked) else span for span in words)))
        return
    if question.slot and (question.kind == "cloze" or not question.slot.ask):
        yield ("statement",), str(question.fact.gapped_statement(question.slot.name))
        return
    yield from ((field, str(question.stem)) for field, _ in stems_of(question))


def _shown_of(question: Question) -> Shown:
    fact = question.fact
    is_seen = fact.image is not None and (fact.image.show == "question" or bool(fact.image.labels))
    return Shown(question.topic, is_seen, bool(options_of(question.body)))


def _names_of(collection: Collection) -> KnownNames:
    return KnownNames(language_of(collection.source.language), _entities(collection), _texts(collection))


def _entities(collection: Collection) -> Iterator[tuple[str, str]]:
    for entity in collection.entities.values():
        for name in entity.names:
            yield name, entity.type if entity.type in _TYPES else ""
    yield collection.source.author, "person"


def _texts(collection: Collection) -> Iterator[str]:
    for fact in collection.facts:
        yield str(fact.text())
        yield from (slot.ask for slot in fact.slots if slot.ask)
