"""Rules over what people answered: nothing is found with fewer than 20 answers, or what chance may explain."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.analysis.verdicts import backwards_evidence, is_backwards, rival_key, wrong_key_evidence
from quizgen.checks.finding import Field, Finding
from quizgen.checks.rule import rule
from quizgen.model.fact import Collection, Fact
from quizgen.model.measured import Measured, MeasuredQuestion

EBEL = "Ebel & Frisbie (1991), Essentials of educational measurement"


@rule("likely-wrong-key", "warning", remedy="look up the answer; if it is right, ask more clearly", source=EBEL)
def likely_wrong_key(collection: Collection, measured: Measured) -> Iterator[Finding]:
    """Those who know most choose the right option."""
    for fact, question in _measured_questions(collection, measured):
        rival = rival_key(question)
        if rival:
            message = f"{question.kind}: {wrong_key_evidence(question, rival)}, {question.answers} answers"
            yield likely_wrong_key.finding(fact.id, _field_of(fact, question), message)


@rule("backwards", "warning", remedy="look at the key, then at the wording, or ask something else", source=EBEL)
def backwards(collection: Collection, measured: Measured) -> Iterator[Finding]:
    """Those who know more do better in a question."""
    for fact, question in _measured_questions(collection, measured):
        if is_backwards(question) and not rival_key(question):
            message = f"{question.kind}: those who know more do worse here ({backwards_evidence(question)})"
            yield backwards.finding(fact.id, _field_of(fact, question), message)


def _measured_questions(collection: Collection, measured: Measured) -> Iterator[tuple[Fact, MeasuredQuestion]]:
    """The questions about one fact of the collection, with the fact."""
    facts = {fact.key: fact for fact in collection.facts}
    for question in measured.questions.values():
        if len(question.facts) == 1 and question.facts[0] in facts:
            yield facts[question.facts[0]], question


def _field_of(fact: Fact, question: MeasuredQuestion) -> Field:
    """Where in the fact's record the question is asked; the fact may have changed since."""
    for index, written in enumerate(fact.questions):
        if written.id == question.slot:
            return ("questions", index, "stem")
    return ("slots", question.slot, "ask") if any(s.name == question.slot for s in fact.slots) else ("statement",)


CHECKS = (likely_wrong_key, backwards)
