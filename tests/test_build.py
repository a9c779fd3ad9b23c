from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.build import build
from quizgen.errors import ContentError, TemplateError
from quizgen.resources import Project

ROOT = Path(__file__).parent.parent
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
    assert len(digests(shipped_build)) == 14


def test_a_failure_leaves_the_last_build_untouched(project: Callable[..., Project]) -> None:
    made = project(FACTS)
    run(made)
    before = digests(made.root / "build")
    project(FACTS + "- id: f\n")
    with pytest.raises(ContentError):
        run(made)
    assert digests(made.root / "build") == before
    project(FACTS, files={"templates/review/review.html.j2": "{{ gone }}"})
    with pytest.raises(TemplateError, match=r"templates/review/review\.html\.j2:1"):
        run(made)
    assert digests(made.root / "build") == before
    assert [path.name for path in (made.root / "build").iterdir()] == ["t"]


def test_one_bad_recipe_stops_all(project: Callable[..., Project]) -> None:
    made = project(FACTS, files={"decks/u.yaml": "schema: quizgen-deck/1\ntitle: U\nfacts: nowhere\n"})
    with pytest.raises(ContentError):
        run(made)
    assert not (made.root / "build").exists()
    run(made, "t")
    assert (made.root / "build/t/deck.apkg").is_file()


def test_the_order_of_facts_changes_no_id(project: Callable[..., Project]) -> None:
    from quizgen.generators import generate
    from quizgen.records.reading import load

    def ids(facts: str) -> set[str]:
        loaded, _ = load(project(facts).collections()[0])
        assert loaded is not None
        return {q.id for q in generate(loaded.collection, ("basic", "cloze")) if hasattr(q, "id")}

    other = '- id: g\n  statement: "It was {thus}."\n  ask: How was it?\n'
    assert ids(FACTS + other) == ids(other + FACTS.replace("It is", "So it is"))


def test_tags_choose_facts_with_those_below_them(project: Callable[..., Project]) -> None:
    facts = "".join(
        f'- id: f{n}\n  statement: "It {n} is {{so}}."\n  tags: {tag}\n'
        for n, tag in enumerate(["a", "a/b", "ab", "c"])
    )
    made = project(facts, recipe="schema: quizgen-deck/1\ntitle: Q\nfacts: t\ntags: a\n")
    built, _ = run(made)  # type: ignore[misc]
    assert built[0].facts == 2


def test_two_collections_may_not_share_an_id(project: Callable[..., Project]) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: Q\nfacts: [t, u]\n"
    made = project(
        FACTS,
        recipe=recipe,
        files={"facts/u.yaml": f"schema: quizgen-facts/1\nsource: {{id: t, title: U}}\nfacts:\n{FACTS}"},
    )
    with pytest.raises(ContentError, match="is that of"):
        run(made)


def test_a_template_of_the_project_wins(project: Callable[..., Project]) -> None:
    made = project(FACTS, files={"templates/review/review.html.j2": "<title>{{ title }}</title>"})
    run(made)
    assert (made.root / "build/t/review.html").read_text() == "<title>A Quiz</title>"
