from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ONE_CHOICE, RECIPE
from pdf_text import page_texts

from quizgen.build.pipeline import build
from quizgen.errors import ContentError, TemplateError
from quizgen.project import Project

ROOT = Path(__file__).parents[2]
FACTS = '- id: f\n  statement: "It is {so}."\n  ask: How is it?\n  distractors: [no, nay]\n'


def run(project: Project, *names: str, **options: object) -> object:
    return build(project, names, project.root / "build", strict=False, progress=lambda *_: None)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_on_different_days_are_the_same_bytes(tmp_path: Path, shipped_build: Path) -> None:
    """In processes with other hash seeds, another clock, another time zone, another folder."""
    clock = tmp_path / "sitecustomize.py"
    clock.write_text("import time\nreal = time.time\ntime.time = lambda: real() + 400 * 86400\n")
    environment = os.environ | {"PYTHONHASHSEED": "4", "TZ": "Asia/Baku", "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    command = [sys.executable, "-m", "quizgen", "build", "--project", str(ROOT), "-o", str(tmp_path / "out")]
    subprocess.run(command, env=environment, check=True, capture_output=True, cwd=tmp_path)
    assert digests(tmp_path / "out") == digests(shipped_build)
    assert len(digests(shipped_build)) == 18


def test_a_failure_leaves_the_last_build_untouched(project: Callable[..., Project]) -> None:
    example = project(FACTS)
    run(example)
    before = digests(example.root / "build")
    project(FACTS + "- id: f\n")
    with pytest.raises(ContentError):
        run(example)
    assert digests(example.root / "build") == before
    project(FACTS, files={"templates/review/review.html.j2": "{{ gone }}"})
    with pytest.raises(TemplateError, match=r"templates/review/review\.html\.j2:1"):
        run(example)
    assert digests(example.root / "build") == before
    assert [path.name for path in (example.root / "build").iterdir()] == ["t"]


def test_one_bad_recipe_stops_all(project: Callable[..., Project]) -> None:
    files = {"decks/u.yaml": "schema: quizgen-deck/1\ntitle: U\nfacts: nowhere\n"}
    example = project(FACTS, recipe=f"{RECIPE}outputs: deck\n", files=files)
    with pytest.raises(ContentError):
        run(example)
    assert not (example.root / "build").exists()
    run(example, "t")
    assert (example.root / "build/t/deck.apkg").is_file()


def test_the_order_of_facts_changes_no_id(project: Callable[..., Project]) -> None:
    from quizgen.generators import generate
    from quizgen.reading.facts.collection import load_collection

    def ids(facts: str) -> set[str]:
        loaded, _ = load_collection(project(facts).collections()[0])
        assert loaded is not None
        return {q.id for q in generate(loaded.collection, ("basic", "cloze")) if hasattr(q, "id")}

    other = '- id: g\n  statement: "It was {thus}."\n  ask: How was it?\n'
    assert ids(FACTS + other) == ids(other + FACTS.replace("It is", "So it is"))


def test_tags_choose_facts_with_those_below_them(project: Callable[..., Project]) -> None:
    facts = "".join(
        f'- id: f{n}\n  statement: "It {n} is {{so}}."\n  tags: {tag}\n'
        for n, tag in enumerate(["a", "a/b", "ab", "c"])
    )
    example = project(facts, recipe=f"{RECIPE}tags: a\noutputs: deck\n")
    built, _ = run(example)  # type: ignore[misc]
    assert built[0].facts == 2


def test_two_collections_may_not_share_an_id(project: Callable[..., Project]) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: Q\nfacts: [t, u]\n"
    example = project(
        FACTS,
        recipe=recipe,
        files={"facts/u.yaml": f"schema: quizgen-facts/1\nsource: {{id: t, title: U}}\nfacts:\n{FACTS}"},
    )
    with pytest.raises(ContentError, match="is also used by"):
        run(example)


def test_a_template_of_the_project_wins(project: Callable[..., Project]) -> None:
    files = {"templates/review/review.html.j2": "<title>{{ title }}</title>"}
    example = project(FACTS, recipe=f"{RECIPE}outputs: review\n", files=files)
    run(example)
    assert (example.root / "build/t/review.html").read_text() == "<title>A Quiz</title>"


QUIZ = "print/quiz.typ.j2"
EXTENDS = '{% extends "shipped/print/quiz.typ.j2" %}'


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("anki/card.front.html", "{{#Picture}}{{Front}}", r"\{\{#Picture\}\} is never closed"),
        ("anki/card.front.html", "x\n{{Frnt}}", r"card\.front\.html:2: there is no field 'Frnt'"),
        ("anki/card.front.html", "hello", "would be empty"),
        ("anki/card.back.html", "{{#Picture}}{{/Quote}}{{Back}}", "does not close the section"),
        ("print/quiz.typ.j2", '{% extends "print/quiz.typ.j2" %}', "extends or includes itself"),
        ("print/quiz.typ.j2", "#foo(1)", r"quiz\.typ\.j2, filled in for form A as main\.typ"),
        ("print/theme.typ", "#let x = ", "theme.typ"),
        ("print/own.typ", "#let own = (usual: (colour: red))", r"no look has \"colour\"; known: font, others, size"),
        ("print/own.typ", "#let own = (big: (:))", r"no style \"big\"; known: usual, normal, large-print"),
        (
            QUIZ,
            f"{EXTENDS}\n{{% block title %}}\n{{{{ nope }}}}\n{{% endblock %}}",
            r"\.j2:3, in the block 'title': 'nope'",
        ),
        (QUIZ, f"{EXTENDS}{{% block title %}}\n{{% if %}}{{% endblock %}}", r"\.j2:2, in the block 'title': Expected"),
        (
            QUIZ,
            f"{EXTENDS}\n\n{{% block title %}}\n#foo(1)\n{{% endblock %}}",
            r"\.j2:3, in the block 'title' or below: ",
        ),
    ],
)
def test_a_fault_in_a_template_is_reported_with_its_file(
    project: Callable[..., Project], file: str, content: str, words: str
) -> None:
    outputs = "deck" if file.startswith("anki/") else "quiz"
    example = project(FACTS, recipe=f"{RECIPE}outputs: {outputs}\n", files={f"templates/{file}": content})
    with pytest.raises(TemplateError, match=words):
        run(example)
    assert not (example.root / "build").exists()


def test_a_template_in_another_encoding(project: Callable[..., Project]) -> None:
    example = project(FACTS)
    for name in ("anki/style.css", "print/quiz.typ.j2", "print/theme.typ"):
        path = example.root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("/* café */".encode("cp1252"))
        with pytest.raises(TemplateError, match="UTF-8"):
            run(example)
        path.unlink()


def test_a_region_is_part_of_the_language(project: Callable[..., Project]) -> None:
    example = project(FACTS, recipe=f"{RECIPE}outputs: quiz\n")
    path = example.root / "facts/t.yaml"
    path.write_text(path.read_text().replace("author: An Author", "author: An Author, language: pt-BR"))
    run(example)
    assert (example.root / "build/t/quiz-A.pdf").is_file()


def test_a_question_longer_than_a_page_is_printed_whole(project: Callable[..., Project]) -> None:

    words = " ".join(f"w{number}" for number in range(1500))
    long = "x" * 300
    example = project(
        f'- id: f\n  statement: "It is {{so}}."\n  ask: {words} {long} end?\n  distractors: [no, nay]\n',
        recipe=ONE_CHOICE,
    )
    run(example)
    printed = "".join(page_texts(example.root / "build/t/quiz-A.pdf"))
    assert all(f"w{number}" in printed for number in range(1500))
    assert printed.replace("\u200b", "").replace("\n", "").count("x") >= 300
    assert "nay" in printed


def test_requirements_that_facts_do_not_meet_are_reported(project: Callable[..., Project]) -> None:
    def rules(recipe: str) -> set[str]:
        from quizgen.commands.check import check

        return {
            problem.rule for problem in check(project(FACTS, recipe=recipe), ()).problems if "decks" in problem.path
        }

    head = "schema: quizgen-deck/1\ntitle: Q\nfacts: [t, t]\n"
    assert rules(f"{head}outputs: deck\n") == set()
    assert rules(f"{head}quiz: {{questions: {{multiple-choice: 1}}, options: 3}}\n") == set()
    assert rules(f"{head}quiz: {{questions: {{multiple-choice: 1}}, options: 5}}\n") == {"too-few-options"}
    assert rules(f"{head}quiz: {{questions: {{multiple-choice: 2}}}}\n") == {"too-few"}
    assert rules(f"{head}quiz: {{questions: {{}}}}\n") == {"nothing-to-ask"}
    assert rules(f"{head}outputs: deck\ntags: [nowhere]\n") == {"unknown-tag", "nothing-to-ask"}
    assert rules(f"{head}released: 1970-01-01\n") == {"date"}


def test_a_name_checks_the_recipe_and_the_collection_of_that_name(project: Callable[..., Project]) -> None:
    from quizgen.commands.check import check

    example = project(FACTS, recipe="schema: quizgen-deck/1\ntitle: Q\nfacts: t\nfoo: 1\n")
    assert "unknown-key" in {problem.rule for problem in check(example, ["t"]).problems}


def test_two_files_of_one_name(project: Callable[..., Project]) -> None:
    example = project(FACTS, files={"decks/t.yml": "schema: quizgen-deck/1\ntitle: Q\nfacts: t\n"})
    with pytest.raises(ContentError, match="same name"):
        run(example)
