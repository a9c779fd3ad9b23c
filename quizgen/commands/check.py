"""The checks of ``quizgen check``: files, facts, questions, quizzes, and characters missing from fonts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.assembly.audit import FEWEST_FACTS, Audit, audit_by_role
from quizgen.assembly.forms import assemble
from quizgen.build.content import ProjectContent, read_content
from quizgen.build.exporting import export_problems, no_progress
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.build.measured_problems import measured_problems
from quizgen.build.measurements import measured_of
from quizgen.build.preparation import prepare
from quizgen.build.question_selection import blueprint, questions_of
from quizgen.checks.evidence import QUOTE_NOT_FOUND
from quizgen.checks.finding import Finding
from quizgen.checks.rule_sets import check_form, check_items
from quizgen.commands.coverage import page, table
from quizgen.commands.fact_evidence import FactEvidence, comparison_line, evidence_lines, evidence_of
from quizgen.commands.format import write_verified
from quizgen.errors import Level, Problem, UsageError, has_errors, no_such, plural
from quizgen.executors import workers_at
from quizgen.exporters import needs_of
from quizgen.model.choice import Choice
from quizgen.model.identity import seeded_random
from quizgen.model.question import Question
from quizgen.project import Project, display_path
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.rendering.environments import Templates
from quizgen.writing import write_file

# The blind audit pools at least 500 items from at least 20 seeds; small quizzes need more seeds.
AUDIT_ITEMS, AUDIT_SEEDS_LEAST, AUDIT_SEEDS = 500, 20, 100


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
    chosen = [project.recipe(name) for name in names if name in recipes or name not in collections]
    whole = names or collections
    content = read_content(
        project, chosen if names else project.recipes(), [n for n in whole if n in collections], articles
    )
    if has_errors(content.problems):
        return content
    assembled, short = assemble_recipes(project, content)
    answered = measured_problems(content.collections.values(), measured_of(project))
    problems = [*content.problems, *short, *_quiz_problems(content, assembled), *answered]
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
    """The findings of the rules about items and about forms, without repetitions."""
    by_source = {loaded.collection.source.id: loaded for loaded in content.collections.values()}
    seen: set[Problem] = set()
    for jobs in recipes:
        recipe, quiz = jobs.recipe, jobs.quiz.quiz
        collections = [content.collections[name] for name in recipe.recipe.facts]
        findings: list[tuple[Question | None, Finding]] = [
            (item.question, finding) for form in quiz.forms for item in form.items for finding in check_items((item,))
        ]
        findings += (finding for form in quiz.forms for finding in check_form(form))
        for question, finding in findings:
            sources = [by_source[question.fact.source.id]] if question else collections
            if all(loaded.ignores(finding.fact, finding.rule) for loaded in sources):
                continue
            details = (finding.field, finding.message, finding.hint, finding.kind, finding.level)
            problem = sources[0].problem(finding.fact, *details) if question else recipe.problem(*details)
            if problem not in seen:
                seen.add(problem)
                yield problem


def audits_of(content: ProjectContent) -> Iterator[tuple[LoadedRecipe, tuple[Audit, ...]]]:
    """The blind audits of each recipe's quiz, pooled from as many seeds as give enough items: all of it, each role."""
    for recipe in content.recipes:
        collections = [content.collections[name] for name in recipe.recipe.facts]
        plan = blueprint(recipe.recipe.quiz)
        pool = plan.pool(questions_of(recipe, collections, ("multiple-choice",)))
        count = plan.about("multiple-choice")
        if not pool or not count or "quiz" not in needs_of(recipe.recipe.outputs):
            continue
        language = collections[0].collection.source.language
        items: list[tuple[str, str, Choice]] = []
        for seed in range(AUDIT_SEEDS):
            questions, options = _drawn_questions(pool, count, seed), recipe.recipe.quiz.options
            quiz = assemble(recipe.recipe.title, language, [questions], forms=1, options=options, seed=seed)
            items += [
                (item.question.fact.key, _role(item.question), item.choice)
                for item in quiz.forms[0].items
                if item.choice
            ]
            if seed + 1 >= AUDIT_SEEDS_LEAST and len(items) >= AUDIT_ITEMS:
                break
        yield recipe, tuple(audit_by_role(items))


def _role(question: Question) -> str:
    """What the question asks for, in words: the slot of its fact's relation, or the type of its answer."""
    relation = question.fact.relation
    if relation and question.slot and question.slot.name in (relation.subject, relation.object):
        return f"{question.slot.name} of {relation.name}"
    return question.answer_type if question.slot else "questions by hand"


def _drawn_questions(pool: Sequence[Question], count: int, seed: int) -> list[Question]:
    """At most ``count`` questions drawn at random, each about another fact."""
    shuffled = sorted(pool, key=lambda question: seeded_random(seed, "audit", question.id).random())
    return list({question.fact.key: question for question in shuffled}.values())[:count]


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


def audit_lines(name: str, audits: Sequence[Audit]) -> Iterator[str]:
    """The lines about a quiz's audits: how much better a solver that knows nothing is than guessing, and its cues."""
    yield f"{name}: blind audit {_verdict(audits[0])}"
    yield from _cue_lines(audits[0])
    unclear = 0
    for audit in audits[1:]:
        if not audit.decides:
            unclear += 1
        else:
            yield f"  {audit.role}: {_verdict(audit)}"
            yield from _cue_lines(audit)
    if unclear and audits[0].decides:
        yield f"  too few facts to tell for {plural(unclear, 'other role')}"


def _verdict(audit: Audit) -> str:
    right, chance, error = (100 * amount / (audit.items or 1) for amount in (audit.right, audit.chance, audit.error))
    verdict = "fair" if audit.fair else "not fair: the right options can be recognised without knowing the answer"
    if not audit.decides:
        looks = audit.facts >= FEWEST_FACTS and not audit.fair
        verdict = "it looks guessable, but there are too few facts to be sure" if looks else "too few facts to tell"
    return f"{right:.0f}% right, chance {chance:.0f}% ± {2 * error:.0f} ({audit.items} items): {verdict}"


def _cue_lines(audit: Audit) -> Iterator[str]:
    for cue in audit.cues:
        facts = ", ".join(fact.rpartition("/")[2] for fact in cue.facts)
        counted = f"in {cue.right:.0f} of {plural(cue.questions, 'question')} where one is, by chance {cue.chance:.0f}"
        yield f"    the right option {cue.phrase} {counted}: {facts}"


def _write_page(project: Project, content: ProjectContent, evidence: Sequence[FactEvidence], target: Path) -> None:
    if len(content.articles) != 1:
        problem = "the article of none of the collections is available" if not content.articles else "there are several"
        raise UsageError(f"--html shows one collection next to its article; {problem}. Name one, and give --articles.")
    ((name, article),) = content.articles.items()
    write_file(target, page(content.collections[name].collection, article, evidence, Templates(project)).encode())
