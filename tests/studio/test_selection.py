"""A fact from words selected in the article: its statement, answer, quote and id."""

from __future__ import annotations

import pytest
from studio.test_workspace import ARTICLE, COLLECTION, workspace

from quizgen.studio.selection import fact_from_selection
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
