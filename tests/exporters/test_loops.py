"""Dominoes and cards that ask for one another: one loop over all of them, in the key and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import page
import pytest
from conftest import HEAD, quiet
from pdf_text import text_of

from quizgen.assembly.worksheets.question_loop import Loop
from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.pipeline import build
from quizgen.errors import ContentError
from quizgen.project import Project

NAMES = ["dominoes", "loop-cards"]
RECIPE = "schema: quizgen-deck/1\ntitle: Numbers\nfacts: t\noutputs: worksheets\n"
BOTH = f"{RECIPE}worksheets: {{dominoes: {{}}, loop-cards: {{}}}}\n"
Make = Callable[..., Project]


def facts(count: int, *, ask: str = "Which is", answer: str = "answer") -> str:
    return "".join(
        f'- id: f{number}\n  statement: "Number {number} is {{{answer} {chr(64 + number)}}}."\n'
        f'  ask: "{ask} {number}?"\n'
        f'  evidence: {{paragraph: {number}, quote: "the {number}. of them"}}\n'
        for number in range(1, count + 1)
    )


def loops(project: Project) -> tuple[list[Loop], list[str]]:
    """The loops of the recipe's sheets, and what is said against them."""
    content = read_content(project, project.recipes())
    recipes, problems = assemble_recipes(project, content)
    sheets = [sheet.content["sheet"] for jobs in recipes for sheet in jobs.worksheets.worksheets]
    assert all(isinstance(sheet, Loop) for sheet in sheets)
    return sheets, [problem.message for problem in problems]  # type: ignore[return-value]


def text(path: Path) -> str:
    return text_of(path)


def test_a_loop_is_one_cycle_through_all_cards(project: Make) -> None:
    made, problems = loops(project(facts(20), recipe=BOTH))
    assert problems == []
    for loop in made:
        by_number = {link.number: link for link in loop.chain}
        assert sorted(by_number) == list(range(1, 21))
        assert [link.number for link in loop.cards] == list(range(1, 21))
        visited, link = [], loop.chain[0]
        for _ in range(20):
            visited.append(link.number)
            assert by_number[link.next].has == link.asks  # the answer to its question, and of no other
            link = by_number[link.next]
        assert link == loop.chain[0]
        assert sorted(visited) == list(range(1, 21))
        assert visited == [each.number for each in loop.chain]
        assert sum(each.next == each.number + 1 for each in loop.chain) < 5  # their numbers tell nothing
    assert [link.has for link in made[0].chain] != [link.has for link in made[1].chain]


def test_no_answer_is_right_twice(project: Make) -> None:
    """Not even under another name, and not in another collection."""
    other = facts(20, ask="And which is", answer="thing").replace("id: f", "id: g")
    alias = other.replace('  ask: "And which is 2?"\n', '  ask: "And which is 2?"\n  accept: answer C\n')
    head = HEAD.replace("id: t,", "id: u,")
    recipe = BOTH.replace("facts: t", "facts: [t, u]").replace("{}", "{cards: 40}")
    made, problems = loops(project(facts(20), recipe=recipe, files={"facts/u.yaml": f"{head}facts:\n{alias}"}))
    for loop in made:
        answers = {str(link.has.answer) for link in loop.chain}
        assert len(answers) == len(loop.chain) == 39
        assert ("answer C" in answers) != ("thing B" in answers)
    assert problems == ["39 entries are too few for a loop of 40 cards; it has 39"] * 2


def test_each_student_has_a_card(project: Make) -> None:
    recipe = BOTH.replace("title: Numbers", "title: Numbers\nquiz: {roster: r.csv}")
    roster = "name,id\n" + "".join(f"Student {number},{number}\n" for number in range(1, 15))
    (dominoes, cards), _ = loops(project(facts(20), recipe=recipe, files={"decks/r.csv": roster}))
    assert (len(dominoes.chain), len(cards.chain)) == (20, 14)


def test_too_few_entries_make_no_loop(project: Make) -> None:
    made, problems = loops(project(facts(5), recipe=BOTH))
    assert made == []
    assert problems == [
        f"the {name} is left out: it has no entries and needs 12" for name in NAMES
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("style", ["normal", "large-print"])
def test_sheets_and_keys(project: Make, language: str, style: str) -> None:
    """Cards say what their key says of them, and conform to PDF/UA-1."""
    words = {"en": {}, "he": {"ask": "מה הוא", "answer": "תשובה"}}[language]
    example = project(facts(12, **words), recipe=f"{BOTH}paper: {{style: {style}}}\n")
    path = example.root / "facts/t.yaml"
    path.write_text(path.read_text().replace("title: A Text", f"title: A Text, language: {language}"))
    build(example, (), example.root / "build", strict=False, progress=quiet)
    folder = example.root / "build/t"
    assert sorted(path.name for path in folder.glob("*.pdf")) == [
        "dominoes-key.pdf", "dominoes.pdf", "loop-cards-key.pdf", "loop-cards.pdf",
    ]  # fmt: skip
    for pdf in folder.glob("*.pdf"):
        report = page.validate_pdf(pdf, profile=page.ValidationProfile.PDF_UA_1)
        assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == [], pdf.name
    if language == "he":
        return
    sheets, _ = loops(example)
    for name, loop in zip(NAMES, sheets, strict=True):
        sheet, key = text(folder / f"{name}.pdf"), text(folder / f"{name}-key.pdf")
        order = " – ".join(str(link.number) for link in (*loop.chain, loop.chain[0]))
        assert f"Order: {order}" in key
        assert "Order" not in sheet
        for link in loop.chain:
            asks, has = f"{link.asks.prompt}", str(link.has.answer)
            lead = ("I have ", "Who has the answer? ") if name == "loop-cards" else ("", "")
            assert f"{link.number} {lead[0]}{has} {lead[1]}{asks}" in sheet
            assert re.search(rf"{link.number} – {link.next} {re.escape(asks)} {link.asks.answer}", key)
            assert f"“the {asks.split()[-1][:-1]}. of them”, paragraph" in key


def test_what_does_not_fit_is_told_with_its_fact(project: Make) -> None:
    changed = facts(20).replace("Which is 7?", f"{'Many words ' * 300}?")
    example = project(changed, recipe=f"{RECIPE}worksheets: {{dominoes: {{}}}}\n")
    with pytest.raises(ContentError) as caught:
        build(example, (), example.root / "build", strict=False, progress=quiet)
    (problem,) = caught.value.problems
    assert (problem.id, problem.rule, problem.hint) == ("f7", "card-too-full", "shorten its words")
    assert problem.message.startswith("a question on a card (normal) does not fit")


def test_what_a_teacher_types_comes_out_as_written(project: Make) -> None:
    changed = facts(12).replace("Which is 1?", 'Is #\\"x\\" *this* <b>it</b>, [1]?')
    example = project(changed, recipe=BOTH)
    build(example, (), example.root / "build", strict=False, progress=quiet)
    for name in NAMES:
        for end in ("", "-key"):
            shown = text(example.root / f"build/t/{name}{end}.pdf").replace(" ", "")
            assert 'Is#"x"*this*<b>it</b>,[1]?' in shown
