"""A fact from words selected in the article: its statement, answer, quote and id."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import written
from studio.test_workspace import ARTICLE, COLLECTION, workspace

from quizgen.reading.facts.record_edits import fact_text
from quizgen.studio.changes import parts_of
from quizgen.studio.selection import fact_from_selection
from quizgen.studio.snapshot import Snapshot, read_snapshot
from quizgen.studio.workspace import Workspace

__all__ = ["ARTICLE", "COLLECTION", "workspace"]


def made(workspace: Workspace, number: int, words: str) -> dict[str, object]:
    snapshot = workspace.collections["t"]
    assert snapshot.article is not None
    start = snapshot.article.index.text(number).index(words)
    return dict(fact_from_selection(snapshot, number, start, start + len(words)))


def test_a_few_words_are_the_answer(workspace: Workspace) -> None:
    fact = made(workspace, 3, "1887")
    assert fact == {
        "id": "in-1887",
        "statement": "In {1887} Heinrich Hertz showed that 50 waves exist.",
        "evidence": {"paragraph": "3", "quote": "In 1887 Heinrich Hertz showed that 50 waves exist"},
        "status": "draft",
    }


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("In 1887 Heinrich Hertz showed that 50 waves exist.", "1887"),
        ("Hertz showed that 50 waves exist", "50"),
    ],
)
def test_of_more_words_the_likeliest_is_the_answer(workspace: Workspace, words: str, answer: str) -> None:
    assert f"{{{answer}}}" in str(made(workspace, 3, words)["statement"])


def test_a_long_id_ends_with_a_whole_word(studio_over: Callable[[str], Snapshot]) -> None:
    snapshot = studio_over("They met in the Trans-Caspian International Transportation Conference of 1998.")
    record = fact_from_selection(snapshot, 1, 16, 69)
    assert record["id"] == "trans-caspian-international"


def test_half_a_word_is_a_whole_one(workspace: Workspace) -> None:
    assert (
        made(workspace, 2, "nerg")["statement"]
        == "A wave carries {energy} from place to place without carrying matter."
    )


def test_it_is_put_where_the_article_has_it_and_can_be_quizzed_once_approved(workspace: Workspace) -> None:
    snapshot = workspace.collections["t"]
    record = fact_from_selection(snapshot, 2, 44, 50)
    after = snapshot.with_new(record, 2)
    assert list(after.ids()) == ["energy", str(record["id"]), "period"]
    assert "\n# Quantities\n- id: period" in after.text
    assert [problem for problem in after.problems_of(str(record["id"])) if problem.level == "error"] == []
    assert after.without(str(record["id"])).text == COLLECTION
    first = snapshot.with_new(record, 1)
    assert list(first.ids()) == [str(record["id"]), "energy", "period"]
    assert first.without(str(record["id"])).text == COLLECTION


@pytest.mark.parametrize(
    "text",
    [
        "Привет, мир! Здесь 5 яблок.",
        "水是生命之源。地球有70%的水。",
        "a",
        "… —",
        r"So \(\frac{1}{2}\) is 0.5.",
        "سلام دنیا.",
    ],
)
def test_whatever_is_selected_has_one_answer(studio_over: Callable[[str], Snapshot], text: str) -> None:
    snapshot = studio_over(text)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            record = fact_from_selection(snapshot, 1, start, end)
            answers = [part for part, is_answer in parts_of(str(record["statement"])) if is_answer]
            if any(character.isalnum() for character in text):
                assert len(answers) == 1 and answers[0].strip(), (start, end, record)
            fact_text(record)


@pytest.fixture
def studio_over(tmp_path: Path) -> Callable[[str], Snapshot]:
    """A collection without facts about an article with one paragraph."""

    def opened(text: str) -> Snapshot:
        head = "schema: quizgen-facts/1\nsource: {id: t, title: T, file: t.txt}\nfacts: []\n"
        project = written(tmp_path, {"facts/t.yaml": head, "facts/t.txt": text})
        return read_snapshot(project.root / "facts/t.yaml")

    return opened
