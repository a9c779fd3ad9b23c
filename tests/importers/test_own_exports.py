"""What quizgen exports it imports again: every question comes back as it was, or a loss says what of it did not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from exercises import TEXTS, exercises
from hypothesis import given, settings
from hypothesis import strategies as st
from rereading import READERS, exported, held

from quizgen.checking import check
from quizgen.content import read_content
from quizgen.documents.validation import UNPRINTABLE
from quizgen.exporters.interchange.exercise import SORTS, Choice, Exercise
from quizgen.exporters.interchange.exercises import bank
from quizgen.importers.collecting import collect
from quizgen.importers.naming import ids
from quizgen.importers.notation import collection
from quizgen.importing import import_banks
from quizgen.jobs import assembled
from quizgen.model.text import parse_text
from quizgen.records.reading import load
from quizgen.resources import Project

SOME = 2  # questions of every sort


def holdable(exercise: Exercise) -> bool:
    """Whether a fact can hold its texts, which have no control characters."""
    written = [*map(str, exercise.texts), *(answer for row in exercise.answers for answer in row)]
    return not UNPRINTABLE.search("".join(written))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exported")


MANY = st.lists(exercises().filter(holdable), min_size=1, max_size=4, unique_by=lambda exercise: exercise.id)


@settings(max_examples=10)
@given(MANY)
def test_what_is_exported_is_imported_again(folder: Path, made: list[Exercise]) -> None:
    for name in READERS:
        if items := held(name, made, folder):
            facts = collect(items, ids(items), "en", "images/t").facts
            _, problems = load(Path("t.yaml"), collection([], {"id": "t", "title": "T"}, list(facts.values())))
            assert [problem for problem in problems if problem.rule not in ("no-picture", "outside")] == [], name


@pytest.mark.parametrize("name", READERS)
def test_hostile_texts_are_imported_as_they_were_typed(name: str, folder: Path) -> None:
    made = []
    for place, typed_text in enumerate(text for text in TEXTS if not UNPRINTABLE.search(text)):
        some, other = parse_text(typed_text), parse_text(f"{typed_text} too")
        choices = (Choice(some, True, some), Choice(other, False, other))
        made += [
            Exercise(f"t/a{place}/x/y", "choice", some, choices=choices, feedback=(some,)),
            Exercise(f"t/b{place}/x/y", "text", some, answers=((typed_text, f"{typed_text} too"),), proof=(some,)),
            Exercise(f"t/c{place}/x/y", "match", some, pairs=((some, other), (other, some)))
            if place % 2
            else Exercise(f"t/c{place}/x/y", "order", some, steps=(some, other)),
        ]
    assert len(held(name, made, folder)) >= len(TEXTS) / 2


def test_what_the_shipped_facts_carry_is_imported_again(tmp_path: Path) -> None:
    """Some questions of every sort, as collections that `quizgen check` passes."""
    shipped = Project.at(Path(__file__).parents[2])
    content = read_content(shipped, shipped.recipes())
    content = replace(content, recipes=tuple(each.only("json") for each in content.recipes))
    jobs, _ = assembled(shipped, content, bank=True)
    for job, _ in jobs:
        whole, _ = bank(job)
        some = [each for sort in SORTS for each in [one for one in whole.exercises if one.sort == sort][:SOME]]
        for name in READERS:
            assert held(name, some, tmp_path)
            _, _, paths = exported(name, some, tmp_path)
            import_banks(paths, tmp_path / f"project/facts/{job.name}-{name}.yaml")
    problems = check(Project.at(tmp_path / "project"), ()).problems
    assert [problem for problem in problems if problem.level == "error"] == []
