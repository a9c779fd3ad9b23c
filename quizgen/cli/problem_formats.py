"""Problems in formats for other programs: JSON, GitHub annotations, SARIF."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from quizgen import __version__
from quizgen.commands.fact_evidence import FactEvidence
from quizgen.errors import LocatedProblem, Problem, in_order

# The levels in GitHub annotations and SARIF.
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF = {"error": "error", "warning": "warning", "info": "note"}


def document(problems: Sequence[Problem], evidence: Sequence[FactEvidence], layout: str) -> str:
    """The problems, located, as ``json``, as ``github`` annotations or as ``sarif`` 2.1.0.

    JSON also has what became of each fact beside its article.
    """
    ordered = in_order(problems)
    if layout == "json":
        content = {
            "problems": [_fields(problem) for problem in ordered],
            "evidence": [asdict(fact) for fact in evidence],
        }
        return json.dumps(content, ensure_ascii=False, indent=2)
    if layout == "github":
        return "\n".join(_annotation(problem) for problem in ordered)
    return json.dumps(_sarif(ordered), ensure_ascii=False, indent=2)


def _fields(problem: LocatedProblem) -> dict[str, str | int]:
    fields = asdict(problem)
    if not problem.cell:
        del fields["cell"]
    return fields


def _annotation(problem: LocatedProblem) -> str:
    """A workflow command; its data has ``%``, CR and LF percent-encoded, its properties ``:`` and ``,`` too."""
    data = f"{problem.message_with_id}\n{problem.hint}" if problem.hint else problem.message_with_id
    properties = {"file": problem.path, "title": problem.rule}
    if problem.line:
        properties |= {"line": str(problem.line), "col": str(problem.column)}
    written = ",".join(f"{name}={_percent_encoded_text(value, ':,')}" for name, value in properties.items())
    return f"::{_GITHUB[problem.level]} {written}::{_percent_encoded_text(data)}"


def _percent_encoded_text(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _sarif(problems: Sequence[LocatedProblem]) -> dict[str, object]:
    rules = sorted({problem.rule for problem in problems})
    results = []
    for problem in problems:
        location: dict[str, object] = {"artifactLocation": {"uri": problem.path}}
        if problem.line:
            location["region"] = {"startLine": problem.line, "startColumn": problem.column}
        text = " ".join(part for part in (problem.id and f"{problem.id}:", problem.message, problem.hint) if part)
        results.append(
            {
                "ruleId": problem.rule,
                "level": _SARIF[problem.level],
                "message": {"text": text},
                "locations": [{"physicalLocation": location}],
            }
        )
    driver = {"name": "quizgen", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
