"""The checks of ``quizgen check``: files, facts, questions, quizzes, and characters missing from fonts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from quizgen.build.content import ProjectContent, read_content
from quizgen.build.exporting import export_problems, no_progress
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.build.measured_problems import measured_problems
from quizgen.build.measurements import measured_of
from quizgen.build.preparation import prepare
from quizgen.checks.evidence import QUOTE_NOT_FOUND
from quizgen.checks.finding import Finding
from quizgen.checks.rule_sets import check_form, check_items
from quizgen.commands.blind_audits import audit_lines, audits_of
from quizgen.commands.coverage import page, table
from quizgen.commands.fact_evidence import FactEvidence, comparison_line, evidence_lines, evidence_of
from quizgen.commands.format import write_verified
from quizgen.errors import Level, Problem, UsageError, has_errors, no_such, plural
from quizgen.executors import workers_at
from quizgen.model.question import Question
from quizgen.project import Project, display_path
from quizgen.rendering.environments import Templates
from quizgen.writing import write_file


def check(project: Project, names: Sequence[str], articles: Path | None = None) -> ProjectContent:
    """Reads the recipes and collections ``names`` (default: all of the project) and finds every problem in them.

    ``articles`` is a file or folder with the texts of the articles, if they are not next to the collections. Raises
    UsageError if there is neither a recipe nor a collection of one of the ``names``.
    """
    collections = {path.stem: path for path in project.collections()}
    by_path = {path.resolve(): name for name, path in collections.items()}
    names = [by_path.get(Path(name).resolve(), name) for name in names]
    recipes = {path.stem for path in project.recipes()}
    for name in names:
        if name not in collections and name not in recipes and not Path(name).is_file():
            raise no_such(f"collection or recipe {name!r}", sorted({*collections, *recipes}))
    if names:
        recipe_paths = [project.recipe(name) for name in names if name in recipes or name not in collections]
        collection_names = [name for name in names if name in collections]
    else:
        recipe_paths, collection_names = list(project.recipes()), list(collections)
    content = read_content(project, recipe_paths, collection_names, articles)
    if has_errors(content.problems):
        return content
    assembled, short = assemble_recipes(project, content)
    answered = measured_problems(content.collections.values(), measured_of(project))
    # A question in two forms is read twice, and one that is written by hand is read with its fact too.
    problems = [*dict.fromkeys((*content.problems, *short, *_quiz_problems(content, assembled), *answered))]
    if not has_errors(short):
        with workers_at() as workers:
            prepared = prepare([_with_one_form(jobs) for jobs in assembled], no_progress, workers)
        problems += export_problems(project, content, prepared)
    return replace(content, problems=tuple(problems))


def _with_one_form(jobs: Jobs) -> Jobs:
    """The jobs with the first form alone: the others have the same facts."""
    quiz = replace(jobs.quiz.quiz, forms=jobs.quiz.quiz.forms[:1])
    return replace(jobs, quiz=replace(jobs.quiz, quiz=quiz))


def _quiz_problems(content: ProjectContent, recipes: Sequence[Jobs]) -> Iterator[Problem]:
    """The findings of the rules about items and about forms."""
    by_source = {loaded.collection.source.id: loaded for loaded in content.collections.values()}
    for jobs in recipes:
        recipe, quiz = jobs.recipe, jobs.quiz.quiz
        collections = [content.collections[name] for name in recipe.recipe.facts]
        findings: list[tuple[Question | None, Finding]] = []
        for item in chain.from_iterable(form.items for form in quiz.forms):
            findings += ((item.question, finding) for finding in check_items((item,)))
        for form in quiz.forms:
            findings += check_form(form)
        for question, finding in findings:
            sources = [by_source[question.fact.source.id]] if question else collections
            if all(loaded.ignores(finding.fact, finding.rule) for loaded in sources):
                continue
            details = (finding.field, finding.message, finding.hint, finding.kind, finding.level)
            yield sources[0].problem(finding.fact, *details) if question else recipe.problem(*details)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The problems found, what was read, lines about quotes and audits, and each fact beside its article."""

    problems: tuple[Problem, ...]
    contents: str
    lines: tuple[str, ...]
    evidence: tuple[FactEvidence, ...] = ()

    @property
    def summary(self) -> str:
        """A count of what was read, and of errors and warnings."""
        return f"{self.contents}: {plural(self._count('error'), 'error')}, {plural(self._count('warning'), 'warning')}."

    def fails(self, *, strict: bool) -> bool:
        """Whether the check fails: there is an error or, with ``strict``, a warning."""
        return bool(self._count("error") or (strict and self._count("warning")))

    def _count(self, level: Level) -> int:
        return sum(problem.level == level for problem in self.problems)


def check_report(
    project: Project,
    names: Sequence[str],
    articles: Path | None,
    *,
    write: bool,
    coverage: bool,
    html: str | None,
    offsets: bool = False,
) -> CheckReport:
    """Checks the project, and optionally writes corrections into the collections and a page of coverage to ``html``."""
    content = check(project, names, articles)
    lines: list[str] = []
    if write or offsets:
        for name, loaded in content.collections.items():
            if name not in content.articles and not loaded.is_sheet:
                continue
            written = write_verified(loaded, content.articles.get(name), offsets=offsets)
            changes = plural(written.count, "change") if written.count else "no changes"
            lines.append(f"{display_path(loaded.path)}: {changes} written")
            lines += [f"{display_path(loaded.path)}: {line}" for line in written.refused]
        content = check(project, names, articles)
    evidence: list[FactEvidence] = []
    for name, loaded in content.collections.items():
        at_hand = content.articles.get(name)
        own = evidence_of(name, loaded, at_hand, content.problems)
        evidence += own
        path = display_path(loaded.path)
        lost = sum(problem.kind is QUOTE_NOT_FOUND and problem.path == path for problem in content.problems)
        lines += evidence_lines(name, loaded.collection, at_hand, lost)
        if at_hand is not None and own:
            lines.append(comparison_line(name, own))
        if coverage and name in content.articles:
            lines += table(loaded.collection, content.articles[name])
    if not has_errors(content.problems):
        for recipe, audits in audits_of(content.without_drafts()):
            lines += audit_lines(recipe.name, audits)
    if html:
        _write_page(project, content, evidence, Path(html))
        lines.append(f"written: {display_path(Path(html))}")
    facts = sum(len(loaded.collection.facts) for loaded in content.collections.values())
    counts = ((facts, "fact"), (len(content.collections), "collection"), (len(content.recipes), "recipe"))
    contents = ", ".join(plural(count, noun) for count, noun in counts)
    return CheckReport(content.problems, contents, tuple(lines), tuple(evidence))


def _write_page(project: Project, content: ProjectContent, evidence: Sequence[FactEvidence], target: Path) -> None:
    if len(content.articles) != 1:
        problem = "there are several" if content.articles else "the article of none of the collections is available"
        raise UsageError(f"--html shows one collection next to its article; {problem}. Name one, and give --articles.")
    ((name, article),) = content.articles.items()
    write_file(target, page(content.collections[name].collection, article, evidence, Templates(project)).encode())
