"""Which paragraphs of an article have facts, and where the quotes of facts are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizgen.checks.anchoring import locate
from quizgen.checks.article_index import ArticleIndex
from quizgen.commands.fact_evidence import FactEvidence
from quizgen.model.article import Anchor, Article
from quizgen.model.fact import Collection, Evidence, Fact
from quizgen.rendering.environments import Templates
from quizgen.rendering.palette import read_palette


@dataclass(frozen=True, slots=True)
class AnchoredEvidence:
    """A quote of a fact and where it was found."""

    fact: Fact
    evidence: Evidence
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a paragraph, which is part of the quotes of ``facts``, if any."""

    text: str
    facts: tuple[Fact, ...]


def proofs(collection: Collection, article: Article) -> tuple[AnchoredEvidence, ...]:
    """Every quote of the collection with where it was found."""
    index = ArticleIndex(article)
    return tuple(
        AnchoredEvidence(fact, evidence, locate(evidence, index))
        for fact in collection.facts
        for evidence in fact.evidence
    )


def table(collection: Collection, article: Article) -> Iterator[str]:
    """A line for each paragraph: its number, its number of facts, and its first words."""
    by_paragraph = _by_paragraph(proofs(collection, article))
    bare = 0
    for number, paragraph in enumerate(article.paragraphs, 1):
        facts = {proof.fact.id for proof in by_paragraph.get(number, ())}
        bare += not facts
        beginning = paragraph if len(paragraph) <= 60 else paragraph[:59] + "…"
        yield f"{number:4}  {len(facts) or '-':>3}  {beginning}"
    total = len(article.paragraphs)
    yield f"{total - bare} of {total} paragraphs have facts."


def page(collection: Collection, article: Article, evidence: Sequence[FactEvidence], templates: Templates) -> str:
    """The article beside its facts as an HTML page: quotes highlighted, and what was found against each fact."""
    proofs_of_facts = proofs(collection, article)
    by_paragraph = _by_paragraph(proofs_of_facts)
    context = {
        "palette": read_palette(templates).for_pages(),
        "source": collection.source,
        "article": article,
        "paragraphs": [
            (number, tuple(_pieces(text, by_paragraph.get(number, ()))), _facts(by_paragraph.get(number, ())))
            for number, text in enumerate(article.paragraphs, 1)
        ],
        "evidence": {anchored.id: anchored for anchored in evidence},
        "lost": [proof for proof in proofs_of_facts if proof.anchor.match == "missing"],
        "unquoted": [fact for fact in collection.facts if not fact.evidence],
    }
    return templates.render("coverage/coverage.html.j2", context)


def _by_paragraph(proofs: Sequence[AnchoredEvidence]) -> Mapping[int, list[AnchoredEvidence]]:
    by_paragraph: dict[int, list[AnchoredEvidence]] = {}
    for proof in proofs:
        if proof.anchor.match != "missing":
            by_paragraph.setdefault(proof.anchor.paragraph, []).append(proof)
    return by_paragraph


def _facts(proofs: Sequence[AnchoredEvidence]) -> tuple[Fact, ...]:
    return tuple({proof.fact.id: proof.fact for proof in proofs}.values())


def _pieces(text: str, proofs: Sequence[AnchoredEvidence]) -> Iterator[Piece]:
    """The paragraph, cut where a quote begins or ends."""
    cuts = sorted({0, len(text), *(p.anchor.start for p in proofs), *(p.anchor.end for p in proofs)})
    for start, end in pairwise(cuts):
        inside = [p for p in proofs if p.anchor.start <= start and end <= p.anchor.end]
        yield Piece(text[start:end], _facts(inside))
