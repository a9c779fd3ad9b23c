"""The evidence on the back of a card: words that have what the card asks for, and the source that they are from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from quizgen.generators.sentences import says
from quizgen.model.body import Label
from quizgen.model.fact import Collection, Entity, Evidence, Fact
from quizgen.model.question import Question
from quizgen.model.text import Marked, Span, Text, Words, fold


@dataclass(frozen=True, slots=True)
class Proof:
    """A fact with the evidence that a back shows, and ``words``, the sentence about a label of a picture.

    ``missing`` is what the card asks for that no quote has: a short form that the article does not use.
    """

    fact: Fact
    words: Text | None = None
    missing: str = ""


class Proofs:
    """Finds the evidence for the cards of a collection."""

    def __init__(self, collection: Collection) -> None:
        self._facts = [fact for fact in collection.facts if fact.status == "reviewed" and fact.evidence]
        self._short = [entity for entity in collection.entities.values() if entity.acronym]
        self._answering: dict[str, list[tuple[Fact, str]]] = defaultdict(list)  # facts and slots, by their answers
        for fact in self._facts:
            for slot in fact.slots:
                for key in {slot.entity, fold(slot.shown)} - {""}:
                    self._answering[key].append((fact, slot.name))

    def of(self, question: Question) -> Proof:
        """Return the evidence for a question: its fact's, for a short form with words that have it."""
        fact = question.fact
        entity = next((entity for entity in self._short if _asks_for_short_form(question, entity)), None)
        if entity is None or fact.stance == "background":
            return Proof(fact)
        rows = (_having(other_fact.evidence, [entity.acronym]) for other_fact in (fact, *self._facts))
        having = next(filter(None, rows), ())[:1]
        names = [name for name in entity.names if name != entity.acronym]
        evidence = having if _having(having, names) else _united_evidence(fact.evidence, having)
        return Proof(replace(fact, evidence=evidence), missing="" if having else entity.acronym)

    def of_label(self, fact: Fact, label: Label) -> Proof:
        """Return the evidence for a label of the fact's picture: its own that has the label, or another fact's."""
        names = (label.text, *label.accept)
        own = _having(fact.evidence, names)[:1]
        name_said = next((name for name in names if says(str(fact.text()), name)), "")
        others = self._answering.get(label.entity or fold(label.text), ())
        other, slot = next(((other, slot) for other, slot in others if _having(other.evidence, names)), (None, ""))
        if other and not (own and name_said):
            return Proof(
                replace(other, evidence=own or _having(other.evidence, names)[:1]), other.marked_statement(slot)
            )
        return Proof(replace(fact, evidence=own or fact.evidence), _with_mark(fact.text(), name_said))


def _with_mark(text: Text, name: str) -> Text:
    """The text with the first mention of a name highlighted."""
    spans: list[Span] = []
    for span in text.spans:
        is_marked = any(isinstance(earlier, Marked) for earlier in spans)
        match = None
        if isinstance(span, Words) and name and not is_marked:
            match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", span.text, re.IGNORECASE)
        if not isinstance(span, Words) or match is None:
            spans.append(span)
            continue
        before, after = span.text[: match.start()], span.text[match.end() :]
        mark: list[Span] = [Words(before), Marked(Text((Words(match[0]),))), Words(after)]
        spans += [part for part in mark if not (isinstance(part, Words) and not part.text)]
    return Text(tuple(spans))


def _asks_for_short_form(question: Question, entity: Entity) -> bool:
    """Whether a card asks for a name's short form, or what a short form stands for."""
    if question.answer == entity.acronym:
        return True
    is_name = fold(question.answer) in map(fold, entity.names)
    return is_name and says(str(question.stem), entity.acronym)


def _having(evidence: Iterable[Evidence], names: Iterable[str]) -> tuple[Evidence, ...]:
    names = tuple(names)
    return tuple(proof for proof in evidence if any(says(proof.quote, name) for name in names))


def _united_evidence(*rows: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The evidence of all rows, each once, in the article's order."""
    distinct = dict.fromkeys(chain.from_iterable(rows))
    return tuple(sorted(distinct, key=lambda proof: proof.paragraph))
