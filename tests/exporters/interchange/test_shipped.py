"""The shipped quizzes in every format: what they lose is what the format cannot hold, and no question of most."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import quiet

from quizgen.build.content import read_content
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.build.preparation import prepare
from quizgen.commands.export import export
from quizgen.errors import ContentError
from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.exercises import bank as all_questions
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.format import Format
from quizgen.project import Project

# Of the quizzes about Kazakhstan and about waves: what is lost, and of how many of their 20 and 16 questions. Games and
# Aiken leave out what has no options, and Kahoot a question that is too long for it.
TAGS = {"tags": (20, 16)}
CHOICES = {"feedback": (15, 12), "tags": (15, 12), "question": (5, 4)}
QUIZZES: dict[str, dict[str, tuple[int, int]]] = {
    "moodle-xml": {},
    "canvas": TAGS,
    "kahoot": {"feedback": (14, 12), "tags": (14, 12), "question": (6, 4)},
    "blooket": CHOICES,
    "gimkit": CHOICES,
    "wayground": TAGS | {"formula": (0, 1)},
    "gift": {},
    "blackboard": TAGS | {"feedback": (20, 16)},
    "brightspace": TAGS,
    "h5p": TAGS,
    "qti21": TAGS,
    "common-cartridge": TAGS,
    "aiken": CHOICES,
    "csv": {},
    "json": {},
}
# Of every question that their facts carry: lists and numbers, orders and matches, labels and pictures among them.
GAMES = {"feedback", "formula", "tags", "picture", "option feedback", "question"}
BANKS: dict[str, set[str]] = {
    "moodle-xml": {"number in words", "way of answering", "description of the picture"},
    "canvas": {"tags", "unit", "number in words", "way of answering"},
    "kahoot": GAMES - {"picture"},
    "blooket": GAMES,
    "gimkit": GAMES | {"order of options"},
    "wayground": GAMES - {"feedback"} | {"way of answering"},
    "gift": {"picture", "order of options", "unit", "number in words", "way of answering", "question"},
    "blackboard": GAMES - {"formula"} | {"unit", "number in words", "way of answering", "spare answers"},
    "brightspace": {"tags", "picture", "way of answering", "question", "spare answers"},
    "h5p": {"tags", "picture", "way of answering", "question"},
    "qti21": {"tags", "way of answering"},
    "common-cartridge": {"tags", "way of answering", "question"},
    "aiken": GAMES - {"formula"} | {"order of options"},
    "csv": {"picture", "option feedback"},
    "json": set(),
}
# Of the cards, in the flashcard programs' formats.
CARDS: dict[str, set[str]] = {
    "anki-csv": {"picture"},
    "crowdanki": set(),
    "quizlet": {"covered picture", "picture", "steps of a list", "formula"},
    "mochi": {"covered picture", "steps of a list"},
    "remnote": {"covered picture", "picture", "steps of a list", "exact characters"},
    "h5p-cards": {"covered picture", "picture", "steps of a list"},
}
FORMATS = {made.name: made for name in EXPORTERS.names() if issubclass(made := EXPORTERS.get(name), Format)}


def recipes(output: str = "h5p", *, bank: bool = False) -> list[Jobs]:
    """The shipped recipes' quizzes or cards, or all questions that their facts carry."""
    project = Project.at(Path(__file__).parents[3])
    content = read_content(project, project.recipes())
    content = replace(content, recipes=tuple(each.only(output) for each in content.recipes))
    made, _ = assemble_recipes(project, content, bank=bank)
    assert [jobs.name for jobs in made] == ["kazakhstan-azerbaijan", "waves"]
    return prepare(made, quiet)


def test_every_shipped_quiz_exports_to_every_format() -> None:
    shipped = recipes()
    assert QUIZZES.keys() == FORMATS.keys()
    for name, format in FORMATS.items():
        made = [format().export(jobs.quiz) for jobs in shipped]
        assert [each.files for each in made] == [format().export(jobs.quiz).files for jobs in shipped], name
        one, other = (Counter(loss.what for loss in each.losses) for each in made)
        assert {what: (one[what], other[what]) for what in one | other} == QUIZZES[name], name
        assert all(each.files for each in made), name


def test_what_a_format_loses_of_all_shipped_questions_is_expected() -> None:
    banks = [all_questions(jobs.quiz, covered=True)[0] for jobs in recipes(bank=True)]
    assert BANKS.keys() == FORMATS.keys()
    for name, format in FORMATS.items():
        lost = {loss.what for bank in banks for loss in fitted(bank, format.carries)[1]}
        assert lost == BANKS[name], name


def test_the_shipped_decks_export_to_every_format_for_cards() -> None:
    shipped = recipes("mochi")
    lost = {name: {loss.what for jobs in shipped for loss in jobs.export(name).losses} for name in CARDS}
    assert lost == CARDS


def test_strict_passes_over_lost_tags_alone(tmp_path: Path) -> None:
    project = Project.at(Path(__file__).parents[3])
    _, told = export(project, "brightspace", (), tmp_path, bank=False, strict=True, progress=quiet)
    assert {(each.level, each.rule) for each in told if "tags" in each.message} == {("info", "lost")}
    with pytest.raises(ContentError):
        export(project, "kahoot", (), tmp_path / "k", bank=False, strict=True, progress=quiet)
    assert not (tmp_path / "k").exists()
