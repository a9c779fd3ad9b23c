"""What all rules find in a collection, in questions, in items and in forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizgen.checks import (
    copying,
    distractor_sentences,
    evidence,
    facts,
    handwritten,
    lone_fronts,
    questions,
    quizzes,
    relation_conflicts,
    several_parts,
    support,
    units_asked,
)
from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.finding import Field, Finding
from quizgen.checks.support.passage import ArticleText
from quizgen.languages.word_lists import language_of
from quizgen.model.article import Article
from quizgen.model.fact import Collection
from quizgen.model.question import Question
from quizgen.model.quiz import Form, Item

FACT_CHECKS = (
    *facts.CHECKS,
    *evidence.CHECKS,
    *relation_conflicts.CHECKS,
    *handwritten.CHECKS,
    *several_parts.CHECKS,
    *distractor_sentences.CHECKS,
    *copying.CHECKS,
    *units_asked.CHECKS,
)


def check_facts(collection: Collection, article: Article | ArticleText | None = None) -> Iterator[Finding]:
    """What every rule over facts finds in ``collection``, compared with its article where its text is available.

    A caller that checks often keeps the article's sentences: reading them takes longer than checking a fact.
    """
    for check in FACT_CHECKS:
        yield from check(collection)
    if isinstance(article, Article):
        article = ArticleText(ArticleIndex(article), language_of(collection.source.language))
    yield from support.compare_facts(collection, article)
    if article is not None:
        for compare in evidence.ARTICLE_CHECKS:
            yield from compare(collection, article.index)


def check_items(items: Iterable[Item]) -> Iterator[Finding]:
    """What every rule of item writing finds in the multiple-choice items of a quiz."""
    from quizgen.checks.item_writing import flaws  # its patterns take long to compile, and a build needs none

    for item in items:
        if item.choice:
            for rule, message in flaws(item.choice):
                yield rule.finding(item.question.fact.id, _field_of(item.question), message)


def check_form(form: Form) -> Iterator[tuple[Question | None, Finding]]:
    """What every rule over a whole form finds, with the question that it is about, if it is about one."""
    for rule in quizzes.CHECKS:
        for question, message in rule(form):
            fact, field = (question.fact.id, _field_of(question)) if question else ("", ("quiz",))
            yield question, rule.finding(fact, field, message)


def check_questions(collection: Collection, asked_questions: Sequence[Question]) -> Iterator[Finding]:
    """What every rule over questions finds in the questions of one collection."""
    for check in questions.CHECKS:
        yield from check(asked_questions)
    yield from lone_fronts.no_context(collection, asked_questions)


def _field_of(question: Question) -> Field:
    """Where in its fact's record a question is asked."""
    if question.written:
        return ("questions", question.fact.questions.index(question.written), "stem")
    return ("slots", question.name, "ask")
