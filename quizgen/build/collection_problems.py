"""The problems in one collection: in its facts, their questions, its language, its ignore comments."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.checks import hidden_characters, html_tags
from quizgen.checks.finding import Finding
from quizgen.checks.rule import Rule
from quizgen.checks.rule_sets import check_facts, check_questions
from quizgen.checks.support.passage import ArticleText
from quizgen.errors import Problem
from quizgen.generators import generate
from quizgen.generators.written import written_questions
from quizgen.model.article import Article
from quizgen.model.question import Question
from quizgen.project import display_path
from quizgen.reading.facts.collection import Loaded
from quizgen.reading.yaml.spellings import suggestion

# The kinds whose questions are those of all others too: the slot's own, its gap, an acronym's, a speaker's.
FRONT_KINDS = ("basic", "short-answer", "list", "sequence", "reversed", "acronym", "attribution")


def check_collection(loaded: Loaded, article: Article | ArticleText | None) -> list[Problem]:
    """The problems of a collection that was read, compared with its article where its text is available."""
    generated = generate(loaded.collection, FRONT_KINDS)
    questions = [question for question in generated if isinstance(question, Question)]
    for fact in loaded.collection.facts:
        questions += written_questions(fact)
    findings: list[Finding] = [*check_facts(loaded.collection, article), *check_questions(loaded.collection, questions)]
    for fact_id, field, text in loaded.texts():
        if not (text.isascii() and text.isprintable()):
            for check in hidden_characters.CHECKS:
                findings += check(fact_id, field, text)
        findings += html_tags.markup(fact_id, field, text)
    problems = [_problem(loaded, finding) for finding in findings if not loaded.ignores(finding.fact, finding.rule)]
    problems = [problem for problem in problems if problem.id or not loaded.ignores("", problem.rule)]
    return [*problems, *_ignore_problems(loaded)]


def _problem(loaded: Loaded, finding: Finding) -> Problem:
    """The problem of a finding, at its fact or at the head of the collection."""
    details = (finding.field, finding.message, finding.hint, finding.kind, finding.level)
    return loaded.problem(finding.fact, *details) if finding.fact else loaded.head_problem(*details)


def _ignore_problems(loaded: Loaded) -> Iterator[Problem]:
    """Problems in comments and fields that silence rules: unknown names and missing reasons."""
    if not loaded.ignored:
        return
    from quizgen.checks.catalogue import IGNORE_REASON, RULES, UNKNOWN_RULE

    for comment in loaded.ignored:
        findings: list[tuple[Rule, str, str]] = []
        if not comment.rules:
            findings.append((UNKNOWN_RULE, "this comment names no rule", "write  # quizgen: ignore[RULE] REASON"))
        for id in comment.rules:
            if id not in RULES:
                near = suggestion(id, list(RULES))
                hint = near if near.startswith("did") else "run  quizgen explain  to see every rule"
                findings.append((UNKNOWN_RULE, f"there is no rule {id!r} to ignore", hint))
        if comment.rules and not comment.reason:
            hint = f"write it after the rule:  # quizgen: ignore[{', '.join(comment.rules)}] REASON"
            findings.append((IGNORE_REASON, "this comment gives no reason", hint))
        for rule, message, hint in findings:
            yield rule.problem(display_path(loaded.path), message, hint, comment.at, comment.fact)
