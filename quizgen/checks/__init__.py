"""Rules over facts, questions and quizzes: one rule a function, each yields findings.

A rule knows the model alone; whoever runs it knows the file and adds line and column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizgen.checks import evidence, facts, questions, relations, written
from quizgen.checks.catalogue import RULES, check_choice
from quizgen.checks.finding import Field, Finding
from quizgen.model.article import Article
from quizgen.model.fact import Collection
from quizgen.model.question import Question
from quizgen.model.quiz import Form, Item

FACT_RULES = (
    facts.duplicate_statement,
    facts.evidence,
    facts.paragraph,
    facts.long_quote,
    facts.currently,
    facts.distractors,
    facts.long_answer,
    facts.picture_licence,
    facts.labels,
    facts.formula,
    evidence.numeral,
    evidence.shown_value,
    evidence.claim,
    relations.cardinality,
    relations.long_list,
    written.bare_attribution,
    written.written_options,
    written.written_items,
)
ARTICLE_RULES = (evidence.quotes,)
QUESTION_RULES = (
    questions.two_answers,
    questions.answer_in_stem,
)


def check_facts(collection: Collection, article: Article | None = None) -> Iterator[Finding]:
    """What every fact rule finds in ``collection``, held against its article where that is at hand."""
    for rule in FACT_RULES:
        yield from rule(collection)
    for held in ARTICLE_RULES:
        if article is not None:
            yield from held(collection, article)


def check_items(items: Iterable[Item]) -> Iterator[Finding]:
    """What every rule of item writing finds in the multiple-choice items of a quiz."""
    for item in items:
        for id, found in check_choice(item.choice) if item.choice else ():
            field = _place(item.question)
            yield Finding(item.question.fact.id, field, id, RULES[id].level, found, RULES[id].remedy)


def check_form(form: Form) -> Iterator[tuple[Question | None, Finding]]:
    """What every rule over a whole form finds, with the question that it is about, if it is about one."""
    for id, rule in RULES.items():
        for question, found in rule.form(form) if rule.form else ():
            fact, field = (question.fact.id, _place(question)) if question else ("", ("quiz",))
            yield question, Finding(fact, field, id, rule.level, found, rule.remedy)


def check_questions(asked: Sequence[Question]) -> Iterator[Finding]:
    """What every question rule finds in the questions of one collection."""
    for rule in QUESTION_RULES:
        yield from rule(asked)


def _place(question: Question) -> Field:
    """Where in its fact's record a question is asked."""
    if question.written:
        return ("questions", question.fact.questions.index(question.written), "stem")
    return ("slots", question.slot.name, "ask")
