"""What is wrong in one collection: in its facts, the questions they make, its language, its ignore comments."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks import check_facts, check_questions
from quizgen.checks.catalogue import RULES
from quizgen.checks.finding import Finding
from quizgen.errors import Problem
from quizgen.generators import generate
from quizgen.model.article import Article
from quizgen.model.question import Question
from quizgen.project import shown
from quizgen.reading.facts.collection import Loaded
from quizgen.reading.yaml.validation import guess
from quizgen.words.catalogues import speaks, untranslated

MOST_NAMED = 3  # messages that a warning names; their number tells the rest


def check_collection(loaded: Loaded, article: Article | None) -> list[Problem]:
    """What is found wrong in one collection that was read, held against its article where that is at hand."""
    questions = [q for q in generate(loaded.collection, ("basic",)) if isinstance(q, Question)]
    findings: list[Finding] = [*check_facts(loaded.collection, article), *check_questions(questions)]
    found = [
        loaded.problem(f.fact, f.field, f.message, f.hint, f.rule, f.level)
        if f.fact
        else loaded.head_problem(f.field, f.message, f.hint, f.rule, f.level)
        for f in findings
        if not loaded.ignores(f.fact, f.rule)
    ]
    if message := _in_english(loaded.collection.source.language):
        hint = "nothing needs to be done if that suits you"
        found.append(loaded.head_problem(("source", "language"), message, hint, "language", "warning"))
    verified = loaded.collection.source.sha256
    if article is not None and verified and verified != article.sha256:
        message = f"{article.name} has changed since the quotes were verified in it"
        hint = "read what changed, then run  quizgen check --write"
        found.append(loaded.head_problem(("source", "sha256"), message, hint, "article-changed", "warning"))
    found = [problem for problem in found if problem.id or not loaded.ignores("", problem.rule)]
    return sorted((*found, *_check_ignored(loaded)), key=lambda problem: (problem.line, problem.column))


def _check_ignored(loaded: Loaded) -> Iterator[Problem]:
    """Whatever is silenced is a rule, and somebody says why."""
    for each in loaded.ignored:
        told: list[tuple[str, str, str]] = []
        if not each.rules:
            told.append(("unknown-rule", "this comment names no rule", "write  # quizgen: ignore[RULE] REASON"))
        for rule in each.rules:
            if rule not in RULES:
                near = guess(rule, list(RULES))
                hint = near if near.startswith("did") else "run  quizgen explain  to see every rule"
                told.append(("unknown-rule", f"there is no rule {rule!r} that could be silenced", hint))
        if each.rules and not each.reason:
            hint = f"write it behind:  # quizgen: ignore[{', '.join(each.rules)}] REASON"
            told.append(("ignore-reason", "nothing says why this does not hold here", hint))
        for rule, message, hint in told:
            yield Problem(shown(loaded.path), message, hint, *each.mark, each.fact, rule, "warning")


def _in_english(language: str) -> str:
    """What of quizgen's own words will be in English for want of a translation, or "" where nothing will."""
    if not speaks(language):
        return f"quizgen has no words in {language!r} yet: headings and instructions will be in English"
    missing = untranslated(language)
    if not missing:
        return ""
    named = ", ".join(missing[:MOST_NAMED]) + (", …" if len(missing) > MOST_NAMED else "")
    return f"{len(missing)} of quizgen's own words have no {language!r} yet and will be in English: {named}"
