"""The shipped quizzes and decks in every format: their losses are known, and they make the files that they declare."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from conftest import prepared, quiet
from formats import CARD_FORMATS, FORMATS

from quizgen.build.content import ProjectContent, read_content
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.commands.export import export
from quizgen.errors import ContentError
from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.quiz_questions import question_bank
from quizgen.project import Project

GOLDEN = Path(__file__).parents[2] / "golden/losses"


@cache
def shipped_content() -> ProjectContent:
    project = Project.at(Path(__file__).parents[3])
    return read_content(project, project.recipes())


@cache
def recipes(*outputs: str, bank: bool = False) -> list[Jobs]:
    """The shipped recipes' quizzes or cards, as these outputs need them, or all questions that their facts carry."""
    project = Project.at(Path(__file__).parents[3])
    content = shipped_content()
    content = replace(content, recipes=tuple(recipe.only(*outputs) for recipe in content.recipes))
    made, _ = assemble_recipes(project, content, bank=bank)
    assert [jobs.name for jobs in made] == ["kazakhstan-azerbaijan", "waves"]
    return prepared(made)


def expect_losses(name: str, losses: Mapping[str, object]) -> None:
    """Compares what each format loses with the golden file.

    After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed.
    """
    lines = [f'"{format}": {json.dumps(lost, sort_keys=True)}' for format, lost in losses.items()]
    found = "{\n" + ",\n".join(lines) + "\n}\n"
    golden = GOLDEN / f"{name}.json"
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        golden.write_text(found, encoding="utf-8", newline="")
    assert found == golden.read_text(encoding="utf-8")


def test_every_shipped_quiz_exports_to_every_format() -> None:
    """The golden file has what is lost, and of how many questions of the quizzes about Kazakhstan and about waves."""
    shipped = recipes("h5p")
    losses = {}
    for name, format in FORMATS.items():
        made = [format().export(jobs.quiz) for jobs in shipped]
        assert [each.files for each in made] == [format().export(jobs.quiz).files for jobs in shipped], name
        assert all(each.files for each in made), name
        one, other = (Counter(loss.what for loss in each.losses) for each in made)
        losses[name] = {what: [one[what], other[what]] for what in one | other}
    expect_losses("quizzes", losses)


def test_what_a_format_loses_of_all_shipped_questions_is_expected() -> None:
    """Lists and numbers, orders and matches, labels and pictures are among them."""
    banks = [question_bank(jobs.quiz, covered=True)[0] for jobs in recipes("h5p", bank=True)]
    losses = {
        name: sorted({loss.what for bank in banks for loss in fitted_bank(bank, format.carries)[1]})
        for name, format in FORMATS.items()
    }
    expect_losses("banks", losses)


def test_the_shipped_decks_export_to_every_format_for_cards() -> None:
    shipped = recipes(*CARD_FORMATS)
    losses = {
        name: sorted({loss.what for jobs in shipped for loss in jobs.export(name).losses}) for name in CARD_FORMATS
    }
    expect_losses("cards", losses)


@pytest.mark.parametrize("need", ["quiz", "cards"])
def test_the_files_are_those_that_are_declared(need: str) -> None:
    names = [name for name in EXPORTERS.names() if EXPORTERS.get(name).needs == need]
    for name in names:
        exporter = EXPORTERS.get(name)
        for jobs in recipes(*names):
            made = sorted(jobs.export(name).files)
            declared = [file for file in exporter.file_names if file != "…"]
            assert [file for file in declared if not any(each.startswith(file) for each in made)] == [], name
            if "…" not in exporter.file_names:
                assert [each for each in made if not each.startswith(tuple(declared))] == [], name


def test_strict_ignores_only_what_no_learner_sees(tmp_path: Path) -> None:
    project = Project.at(Path(__file__).parents[3])
    _, told = export(project, "brightspace", (), tmp_path, bank=False, strict=True, progress=quiet)
    assert {(each.level, each.rule) for each in told if "tags" in each.message} == {("info", "lost")}
    with pytest.raises(ContentError):
        export(project, "kahoot", (), tmp_path / "k", bank=False, strict=True, progress=quiet)
    assert not (tmp_path / "k").exists()
