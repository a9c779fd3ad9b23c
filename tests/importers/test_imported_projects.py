"""What is imported can be built, by people who know nothing of recipes."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import quiet
from imported import bank, items

from quizgen.commands.build import build
from quizgen.commands.import_ import import_banks
from quizgen.errors import ContentError, OutputError, UsageError
from quizgen.importers.bodies import open_answer
from quizgen.project import Project

BANKS = {
    "choices": "1 + 1? {=2 ~3 ~4}\n\n2 + 2? {=4 ~5 ~6}\n",
    "all": "A? {=x ~y ~z}\n\nIt is so. {T}\n\nName it. {=one =two}\n\nHow many? {#4:1}\n\nWhy? {####Because.}\n\n"
    "Match. {=a -> 1 =b -> 2 =c -> 3}\n\nGaps {=one} and {=two}.\n",
    "open": "Why is grass green? {}\n\nWhy is the sky blue? {}\n",
}


def project(tmp_path: Path, name: str, *, recipe: bool) -> Project:
    (tmp_path / "quizgen.yaml").write_text("schema: quizgen-project/1\n")
    (tmp_path / f"{name}.gift").write_text(BANKS[name])
    target = tmp_path / f"facts/{name}.yaml"
    import_banks([tmp_path / f"{name}.gift"], target, reviewed=True, recipe=recipe)
    return Project.at(tmp_path)


@pytest.mark.parametrize("name", BANKS)
def test_the_recipe_of_an_import_builds(name: str, tmp_path: Path) -> None:
    made = project(tmp_path, name, recipe=True)
    build(made, (), tmp_path / "build", strict=False, force=False, progress=quiet)
    built = {path.name for path in (tmp_path / f"build/{name}").iterdir()}
    assert {"quiz-A.pdf", "practice.html"} <= built
    assert ("deck.apkg" in built) == (name != "open")


def test_a_recipe_is_for_a_project_and_replaces_none(tmp_path: Path) -> None:
    made = project(tmp_path, "choices", recipe=True)
    (given,) = tmp_path.glob("*.gift")
    with pytest.raises(UsageError, match="needs a project"):
        import_banks([given], tmp_path / "x.yaml", recipe=True)
    (tmp_path / "facts/choices.yaml").unlink()
    with pytest.raises(OutputError, match="already exists"):
        import_banks([given], tmp_path / "facts/choices.yaml", recipe=True)
    assert made.recipes()


def test_a_deck_without_cards_names_the_kinds_that_there_are(tmp_path: Path) -> None:
    made = project(tmp_path, "choices", recipe=False)
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks/d.yaml").write_text("schema: quizgen-deck/1\ntitle: T\nfacts: [choices]\noutputs: [deck]\n")
    with pytest.raises(ContentError) as refused:
        build(made, (), tmp_path / "build", strict=False, force=False, progress=quiet)
    assert "but of multiple-choice (2)" in str(refused.value)
    assert "write  deck: {kinds: [multiple-choice]}" in str(refused.value)


OPEN = {
    "b.gift": ("gift", "Why? {}", ""),
    "b.txt": ("blackboard", "ESS\tWhy?\tBecause\n", "Because"),
    "b.csv": ("brightspace", "NewQuestion,WR\nQuestionText,Why?\nAnswerKey,Because\n", "Because"),
    "b.xml": (
        "moodle-xml",
        "<quiz><question type='essay'><questiontext format='html'><text>Why?</text></questiontext>"
        "<graderinfo format='html'><text>&lt;p&gt;Because&lt;/p&gt;</text></graderinfo></question></quiz>",
        "Because",
    ),
}


@pytest.mark.parametrize("name", OPEN)
def test_open_questions_stay_open(name: str, tmp_path: Path) -> None:
    format, text, sample = OPEN[name]
    (item,) = items(bank(tmp_path, name, text), format)
    assert (item.stem, item.body) == ("Why?", open_answer(sample))
