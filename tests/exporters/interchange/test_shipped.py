"""The shipped quizzes in every format: what they lose is what the format cannot hold, and no question of most."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import quiet

from quizgen.build import build_output
from quizgen.content import read_content
from quizgen.errors import ContentError
from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.format import Format
from quizgen.jobs import assembled
from quizgen.resources import Project

# Of the two quizzes: what is lost, and of how many questions. Games and Aiken leave out what has no options.
CHOICES = {"feedback", "tags", "question"}
EXPECTED: dict[str, set[str]] = {
    "moodle-xml": set(),
    "canvas": {"tags"},
    "kahoot": CHOICES,
    "blooket": CHOICES,
    "gimkit": CHOICES,
    "wayground": {"tags", "formula"},
    "gift": set(),
    "blackboard": {"feedback", "tags"},
    "brightspace": {"tags"},
    "h5p": {"tags"},
    "qti21": {"tags"},
    "common-cartridge": {"tags"},
    "aiken": CHOICES,
    "csv": set(),
    "json": set(),
}


def test_every_shipped_quiz_exports_to_every_format() -> None:
    project = Project.at(Path(__file__).parents[3])
    content = read_content(project, project.recipes())
    jobs, _ = assembled(project, replace(content, recipes=tuple(each.only("json") for each in content.recipes)))
    assert len(jobs) == 2
    lost: dict[str, set[str]] = {}
    for name in EXPORTERS.names():
        exporter = EXPORTERS.get(name)
        if not issubclass(exporter, Format):
            continue
        made = [exporter().export(job) for job, _ in jobs]
        again = [exporter().export(job) for job, _ in jobs]
        assert [each.files for each in made] == [each.files for each in again], name
        counts = Counter(loss.what for each in made for loss in each.losses)
        assert counts["question"] <= 11, name  # those answered in words, and one too long for Kahoot
        lost[name] = set(counts)
    assert lost == EXPECTED


def test_strict_passes_over_lost_tags_alone(tmp_path: Path) -> None:
    project = Project.at(Path(__file__).parents[3])
    _, told = build_output(project, "brightspace", (), tmp_path, bank=False, strict=True, progress=quiet)
    assert {(each.level, each.rule) for each in told if "tags" in each.message} == {("info", "lost")}
    with pytest.raises(ContentError):
        build_output(project, "kahoot", (), tmp_path / "k", bank=False, strict=True, progress=quiet)
    assert not (tmp_path / "k").exists()
