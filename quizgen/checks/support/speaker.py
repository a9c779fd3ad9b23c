"""Rules over who says something."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks.rule import rule
from quizgen.checks.support.comparison import Comparison
from quizgen.checks.support.names import is_named, names_in
from quizgen.model.fact import AUTHOR

_REMEDY = "correct who says it, or quote where the article names them"


@rule("speaker-other", "error", remedy=_REMEDY)
def speaker_other(comparison: Comparison) -> Iterator[str]:
    """Whoever a fact attributes its statement to is the one who says it in the article."""
    name = _speaker(comparison)
    if name and not is_named(name, comparison, comparison.passage.words()):
        other = _another_speaker(comparison)
        if other:
            yield f"in the article it is {other} who says this; the fact says {name}"


@rule("speaker-absent", "warning", remedy=_REMEDY)
def speaker_absent(comparison: Comparison) -> Iterator[str]:
    """Whoever a fact attributes its statement to is named in the paragraph."""
    name = _speaker(comparison)
    if name and not is_named(name, comparison, comparison.passage.words()) and not _another_speaker(comparison):
        paragraphs = " and ".join(map(str, comparison.passage.paragraphs))
        yield f"{name} is not named in paragraph {paragraphs}; who says this there?"


def _another_speaker(comparison: Comparison) -> str:
    """Who says it in the sentences of the quotes, or ""."""
    for sentence in comparison.quoted_sentences:
        if "saying" in sentence.roles or "according" in sentence.roles:
            for name in names_in(sentence, comparison):
                return name
    return ""


def _speaker(comparison: Comparison) -> str:
    """The name of who says it, or "" where nobody or the author does."""
    fact, statement = comparison.fact, comparison.sentence
    if comparison.statement is not None:
        return ""
    if fact.speaker and fact.speaker not in (AUTHOR, fact.source.author):
        return fact.speaker
    for position in statement.roles.get("according", ()):
        run = next((run for run in statement.names if run[0] in (position + 1, position + 2, position + 3)), None)
        if run:
            return " ".join(statement.word_at(index) for index in run)
    return ""
