"""One fact beside one article, both written in the test."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.finding import Finding
from quizgen.checks.support import compare_facts
from quizgen.model.article import Article
from quizgen.model.fact import Collection, Entity, Evidence, Fact, Slot, Source
from quizgen.model.text import Words


def findings(
    article: str,
    quote: str,
    statement: str,
    language: str = "en",
    *,
    slot: Slot | None = None,
    entities: Mapping[str, Entity] | None = None,
    speaker: str = "",
    feedback: str = "",
    title: str = "",
) -> list[Finding]:
    """What is found in a fact that says ``statement`` and quotes ``quote`` from ``article``."""
    source = Source("t", title, language=language)
    paragraphs = tuple(article.split("\n\n"))
    number = next(number for number, text in enumerate(paragraphs, 1) if quote in text or number == len(paragraphs))
    fact = Fact(
        "f",
        source,
        (Words(statement),),
        (slot,) if slot else (),
        (Evidence(number, quote),),
        "attributed" if speaker else "asserted",
        speaker,
        feedback=feedback,
    )
    collection = Collection(source, (fact,), entities or {})
    return list(compare_facts(collection, ArticleIndex(Article("a.txt", paragraphs, ""))))


def rules_and_messages(
    article: str, quote: str, statement: str, language: str = "en", *, title: str = ""
) -> list[tuple[str, str]]:
    """The rule and message of each finding that is more than information."""
    all_findings = findings(article, quote, statement, language, title=title)
    return [(finding.rule, finding.message) for finding in all_findings if finding.level != "info"]
