"""What answers say goes back to the facts: lists, proposals of options, checks and the assembly of quizzes."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import written
from studio.studio_server import running
from studio.visitor import Visitor

from quizgen.analysis.difficulty import level
from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.commands.assemble import assemble
from quizgen.commands.check import check
from quizgen.commands.distractors import offers_for, overview_lines
from quizgen.commands.list import listing_lines
from quizgen.model.responses import AnswerSet, AskedItem, AskedOption, Response
from quizgen.project import Project, store_folder
from quizgen.reading.response_store import stored_files

TOWNS = {"Old Tower": "Ashby", "Tall Mast": "Selby", "Blue Mill": "Derby", "Long Pier": "Rugby"}
FACTS = "schema: quizgen-facts/1\nsource: {id: t, title: A Text, author: An Author}\nfacts:\n" + "".join(
    f"- {{id: f{number}, statement: 'The {name} is in {{{town}}}.', ask: Where is the {name}?, difficulty: 3}}\n"
    for number, (name, town) in enumerate(TOWNS.items(), 1)
)
RECIPE = "schema: quizgen-deck/1\ntitle: Towns\nfacts: t\nquiz: {forms: 1, questions: {multiple-choice: 1}%s}\n"
PEOPLE = 30


def answers() -> AnswerSet:
    """Thirty people: nearly all know f1, few know f2, the key of f3 is wrong, and nobody takes Corby."""
    rows, items = [], []
    asked = {"f1": lambda n: n > 1, "f2": lambda n: n > 24, "f3": lambda n: n < 12, "f4": lambda n: n > 12}
    kinds = {fact: ["multiple-choice"] for fact in asked} | {"f4": ["multiple-choice", "true-false", "short-answer"]}
    for item, (id, kind) in enumerate([(fact, kind) for fact in asked for kind in kinds[fact]], 1):
        texts = (list(TOWNS.values())[int(id[1]) - 1], "Thirsk", "Corby")
        options = tuple(AskedOption("ABC"[n], text, n == 0) for n, text in enumerate(texts))
        items.append(AskedItem("8a", "A", item, (f"t/{id}",), "answer", kind, "?", texts[0], options))
        for person in range(PEOPLE):
            right = asked[id](person)
            choice = "A" if right else "B"
            rows.append(Response("8a", "A", item, f"t/{id}", "answer", kind, str(person), choice, float(right)))
    return AnswerSet(tuple(rows), tuple(items))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = written(tmp_path, {"facts/t.yaml": FACTS, "decks/t.yaml": RECIPE % ""})
    folder = store_folder(project.recipe("t"))
    folder.mkdir()
    for name, content in stored_files(answers()).items():
        (folder / name).write_bytes(content)
    return project


def test_list_shows_what_is_known(project: Project) -> None:
    lines, _ = listing_lines(project, ["t"])
    assert "      30 answers, 93% right (multiple-choice 93% of 30)" in lines
    assert sum(" answers, " in line for line in lines) == 4


def test_the_studio_shows_what_is_known(project: Project) -> None:
    with running(project.root) as address:
        visitor = Visitor(address)
        pages = [
            visitor.opener.open(f"{visitor.base}/fact?collection=t&fact={id}").read().decode() for id in ("f1", "f4")
        ]
    assert ["Answers to it: 30, right: 93 %." in page for page in pages] == [True, False]
    assert "Answers to it: 90, right: 57 %." in pages[1]


def test_options_that_nobody_takes_are_marked_and_not_proposed_again(project: Project) -> None:
    lines = list(overview_lines(offers_for(project, "f1")))
    assert "    hardly anybody takes: Corby (0 of 30)" in lines
    assert not any(". Corby" in line for line in lines)
    assert any(". Selby" in line for line in lines)


def test_check_reports_a_likely_wrong_key_unless_it_is_silenced(project: Project) -> None:
    def found() -> list[str]:
        return [problem.id for problem in check(project, ["t"]).problems if problem.rule == "likely-wrong-key"]

    assert found() == ["f3"]
    path = project.root / "facts/t.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "- {id: f3", "# quizgen: ignore[likely-wrong-key] it is right\n- {id: f3"
    )
    path.write_text(text, encoding="utf-8")
    assert found() == []


@pytest.mark.parametrize(("difficulty", "fact"), [("measured 1", "t/f1"), ("measured 5", "t/f2")])
def test_a_recipe_can_use_the_measured_difficulty(project: Project, difficulty: str, fact: str) -> None:
    more = f", difficulty: {difficulty}, exclude: [f3, f4]"
    (project.root / "decks/t.yaml").write_text(RECIPE % more, encoding="utf-8")
    jobs, problems = assemble_recipes(project, read_content(project, project.recipes()))
    assert not problems
    (item,) = jobs[0].quiz.quiz.forms[0].items
    assert (item.question.fact.key, item.question.fact.difficulty) == (fact, 3)
    lines, _ = assemble(project, "t", full=True)
    assert any(
        line.split()[:2] == ["mean", "difficulty"] and line.split()[2] == f"{difficulty[-1]}.00" for line in lines
    )


@pytest.mark.parametrize("difficulty", ["measure", "0", "5.5", "measured 6", "hard"])
def test_what_is_no_difficulty_is_refused(project: Project, difficulty: str) -> None:
    (project.root / "decks/t.yaml").write_text(RECIPE % f", difficulty: {difficulty}", encoding="utf-8")
    (problem,) = (problem for problem in check(project, ["t"]).problems if problem.level == "error")
    assert problem.message == f"'difficulty': '{difficulty}' is not a difficulty"


def test_the_level_leaves_out_those_who_guess() -> None:
    assert [level(right, 0.0) for right in (1, 0.8, 0.6, 0.4, 0.1)] == [1, 2, 3, 4, 5]
    assert level(0.5, 0.5) == 5
    assert level(0.96, 0.5) == 1
