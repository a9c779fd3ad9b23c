"""An article → a collection of draft facts: its sentences, each with an answer that somebody might ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from quizgen.commands.new_collection import check_target
from quizgen.drafting.suggestions import Suggestion, suggestions, without_overlaps
from quizgen.errors import ContentError, UsageError, plural
from quizgen.errors.problem_kinds import NOTHING_TO_DRAFT
from quizgen.importers.naming import slug
from quizgen.importers.notation import Value, collection
from quizgen.languages.word_lists import LANGUAGES, language_of
from quizgen.project import argument, display_path
from quizgen.reading.facts.article_details import ArticleDetails, details_of
from quizgen.reading.facts.articles import read_article
from quizgen.writing import write_files

_HEAD = (
    "Drafts from {article}: sentences of the article, the likeliest answers of each paragraph first.",
    "Delete those that you do not need, say the others in your own words, and run  quizgen approve {target}",
)


@dataclass(frozen=True, slots=True)
class DraftReport:
    """The lines to print after drafting."""

    lines: tuple[str, ...]


def draft(
    article_path: Path, target: Path, *, language: str = "", most: int | None = None, force: bool = False
) -> DraftReport:
    """Writes the collection ``target`` with drafts from an article, the ``most`` likeliest of each paragraph.

    Raises ContentError if the article cannot be read or has nothing to ask, UsageError if ``target`` cannot be the
    name of a collection or ``language`` is not known, OutputError if it exists and is not to be replaced (``force``).
    """
    check_target(target, force=force)
    article = read_article(article_path)
    details = details_of(article_path, article)
    language = language or details.language
    if language.lower().partition("-")[0] not in LANGUAGES:
        raise UsageError(
            f"nothing can be drafted in the language {language!r}, only in {', '.join(LANGUAGES)}; "
            "if it is one of them, name it with --language"
        )
    drafts = [
        suggestion
        for group in suggestions(article, language_of(language))
        for suggestion in without_overlaps(group)[:most]
    ]
    if not drafts:
        message, hint = "no sentence of this article has an answer to ask for", "write the facts by hand"
        raise ContentError([NOTHING_TO_DRAFT.problem(display_path(article_path), message, hint)])
    source = _source(details, language, article_path, target)
    head = [line.format(article=article_path.name, target=argument(display_path(target))) for line in _HEAD]
    write_files({target: collection(head, source, list(_records(drafts))).encode()})
    return DraftReport(tuple(_lines(article_path, target, drafts)))


def _source(details: ArticleDetails, language: str, article: Path, target: Path) -> dict[str, Value]:
    """The source of the collection; it names the article's file if that is in the same folder."""
    source: dict[str, Value] = {"id": slug(target.stem) or "drafts", "title": details.title}
    about = {"author": details.author, "language": language, "published": details.published, "url": details.url}
    source |= {key: value for key, value in about.items() if value}
    if article.resolve().parent == target.resolve().parent:
        source["file"] = article.name
    return source


def _records(drafts: Sequence[Suggestion]) -> Iterator[dict[str, Value]]:
    used: set[str] = set()
    for suggestion in drafts:
        name = slug(suggestion.answer) or "draft"
        numbered = (f"{name}-{number}" for number in count(2))
        id = next(id for id in chain((name,), numbered) if id not in used)
        used.add(id)
        yield {
            "id": id,
            "statement": suggestion.statement,
            "evidence": {"paragraph": suggestion.paragraph, "quote": suggestion.quote},
            "status": "draft",
        }


def _lines(article: Path, target: Path, drafts: Sequence[Suggestion]) -> Iterator[str]:
    paragraphs = len({suggestion.paragraph for suggestion in drafts})
    yield f"{display_path(target)}: {plural(len(drafts), 'draft')} from {plural(paragraphs, 'paragraph')}"
    if article.resolve().parent != target.resolve().parent:
        yield f"Copy {display_path(article)} beside it and add  file: {article.name}  to its source"
    approve = f"quizgen approve {argument(display_path(target))}"
    yield f"Delete those that you do not need, say the others in your own words, then run  {approve}"
    yield f"A recipe in decks/ uses them if its  facts  name {target.stem}"
