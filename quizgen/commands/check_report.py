"""What ``quizgen check`` says, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from quizgen import __version__
from quizgen.assembly.audit import Audit
from quizgen.build.content import Content
from quizgen.commands.check import audited, check
from quizgen.commands.coverage import page, table
from quizgen.commands.format import write_verified
from quizgen.errors import Level, Problem, UsageError, has_errors, in_order, plural
from quizgen.project import Project, shown
from quizgen.rendering.templates import Templates
from quizgen.writing import write_file

WIDEST_ERROR = 25  # per cent: with more, the audit could not tell a bad quiz from a good one

# GitHub's annotations and SARIF know these levels.
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF = {"error": "error", "warning": "warning", "info": "note"}


@dataclass(frozen=True, slots=True)
class Report:
    """The problems found, what was read, and what more is to be told, line by line."""

    problems: tuple[Problem, ...]
    read: str
    lines: tuple[str, ...]

    def count(self, level: Level) -> int:
        """How many problems of ``level`` there are."""
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
) -> Report:
    """Checks, and writes what is asked for: corrections into the collections, a page of coverage."""
    content = check(project, names, articles)
    lines: list[str] = []
    if write or offsets:
        for name, article in content.articles.items():
            count = write_verified(content.collections[name], article, offsets=offsets)
            changes = plural(count, "change") if count else "no changes"
            lines.append(f"{shown(content.collections[name].path)}: {changes} written")
        content = check(project, names, articles)
    for name, loaded in content.collections.items():
        lines.append(_verification(name, content))
        if coverage and name in content.articles:
            lines += table(loaded.collection, content.articles[name])
    if not has_errors(content.problems):
        lines += [audit_line(recipe.name, found) for recipe, found in audited(content)]
    if html:
        _write_page(project, content, Path(html))
        lines.append(f"written: {shown(Path(html))}")
    facts = sum(len(loaded.collection.facts) for loaded in content.collections.values())
    counts = ((facts, "fact"), (len(content.collections), "collection"), (len(content.recipes), "recipe"))
    read = ", ".join(plural(count, noun) for count, noun in counts)
    return Report(tuple(in_order(content.problems)), read, tuple(lines))


def audit_line(name: str, found: Audit) -> str:
    """How a solver fared that knows nothing, and what guessing gives."""
    right, chance, error = (100 * each / found.items for each in (found.right, found.chance, found.error))
    verdict = "fair" if found.fair else "not fair: the right options can be told from outside"
    if 2 * error > WIDEST_ERROR:
        verdict = "too few facts to tell"
    told = f"{right:.0f}% right, chance {chance:.0f}% ± {2 * error:.0f} ({found.items} items)"
    return f"{name}: blind audit {told}: {verdict}"


def _verification(name: str, content: Content) -> str:
    """Whether the collection's quotes were held against their article: never "fine" without it."""
    loaded, article = content.collections[name], content.articles.get(name)
    quotes = sum(len(fact.evidence) for fact in loaded.collection.facts)
    if article is None:
        file = loaded.collection.source.file
        return (
            f"{name}: {quotes} quotes, not verified: {f'{file} is not at hand' if file else 'no source.file is named'}"
        )
    lost = sum(problem.rule == "quote-not-found" and problem.path == shown(loaded.path) for problem in content.problems)
    return f"{name}: {quotes - lost} of {quotes} quotes stand in {article.name}"


def _write_page(project: Project, content: Content, target: Path) -> None:
    if len(content.articles) != 1:
        given = "none of the collections has its article at hand" if not content.articles else "there are several"
        raise UsageError(f"--html shows one collection beside its article; {given}. Name one, and give --articles.")
    ((name, article),) = content.articles.items()
    write_file(target, page(content.collections[name].collection, article, Templates(project)).encode())


def document(problems: Sequence[Problem], layout: str) -> str:
    """The problems as ``json``, as ``github`` annotations or as ``sarif`` 2.1.0."""
    if layout == "json":
        return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)
    if layout == "github":
        return "\n".join(_annotation(problem) for problem in problems)
    return json.dumps(_sarif(problems), ensure_ascii=False, indent=2)


def _annotation(problem: Problem) -> str:
    """A workflow command; its data has ``%``, CR and LF as per-cent codes, its properties ``:`` and ``,`` too."""
    data = f"{problem.said}\n{problem.hint}" if problem.hint else problem.said
    properties = {"file": problem.path, "title": problem.rule}
    if problem.line:
        properties |= {"line": str(problem.line), "col": str(problem.column)}
    written = ",".join(f"{name}={_coded(value, ':,')}" for name, value in properties.items())
    return f"::{_GITHUB[problem.level]} {written}::{_coded(data)}"


def _coded(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _sarif(problems: Sequence[Problem]) -> dict[str, object]:
    rules = sorted({problem.rule for problem in problems})
    results = []
    for problem in problems:
        place: dict[str, object] = {"artifactLocation": {"uri": problem.path}}
        if problem.line:
            place["region"] = {"startLine": problem.line, "startColumn": problem.column}
        text = " ".join(part for part in (problem.id and f"{problem.id}:", problem.message, problem.hint) if part)
        results.append(
            {
                "ruleId": problem.rule,
                "level": _SARIF[problem.level],
                "message": {"text": text},
                "locations": [{"physicalLocation": place}],
            }
        )
    driver = {"name": "quizgen", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
