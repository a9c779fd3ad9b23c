"""What the studio does to files: edits, conflicts, undo, and what other programs change."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import written

from quizgen.errors import QuizgenError
from quizgen.generators import QUESTION_KINDS
from quizgen.model.question import Declined
from quizgen.project import Project
from quizgen.studio import snapshot
from quizgen.studio.views.fact_view import answers_of, statement_parts
from quizgen.studio.views.result_view import KINDS, in_words_of_page
from quizgen.studio.whole_check import checked_collection
from quizgen.studio.workspace import Conflict, Unwritable, Workspace

COLLECTION = """\
# Facts about waves
schema: quizgen-facts/1
source:
  id: t
  title: Waves
  file: t.txt
facts:
# The first
- id: energy
  statement: "A wave carries {energy}."
  ask: "What does a wave carry?"
  evidence: {paragraph: 2, quote: "A wave carries energy from place to place"}

# Quantities
- id: period
  statement: "The {period} of a wave is the time of one oscillation."
  evidence: {paragraph: 3, quote: "The period is the time that one oscillation takes"}
"""
ARTICLE = """\
Waves

Throw a stone into a pond. A wave carries energy from place to place without carrying matter.

The period is the time that one oscillation takes. In 1887 Heinrich Hertz showed that 50 waves exist.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    files = {"facts/t.yaml": COLLECTION, "facts/t.txt": ARTICLE}
    opened = Workspace()
    opened.open(written(tmp_path, files))
    return opened


def text_of(workspace: Workspace) -> str:
    assert isinstance(workspace.project, Project)
    return (workspace.project.root / "facts/t.yaml").read_text(encoding="utf-8")


def change(workspace: Workspace, id: str, path: list[str], value: str, was: str | None = None) -> None:
    workspace.write(workspace.edited_snapshot("t", id, path, value, was), id, ".".join(path))


def test_an_edit_changes_its_field_alone(workspace: Workspace) -> None:
    change(workspace, "energy", ["ask"], "What is carried by a wave?", "What does a wave carry?")
    assert text_of(workspace) == COLLECTION.replace("What does a wave carry?", "What is carried by a wave?")
    workspace.undo()
    assert text_of(workspace) == COLLECTION
    workspace.redo()
    assert "What is carried by a wave?" in text_of(workspace)


def test_what_is_tried_is_not_written(workspace: Workspace) -> None:
    tried = workspace.edited_snapshot("t", "energy", ["statement"], "No answer.", None)
    assert [problem.level for problem in tried.problems_of("energy")].count("error") == 1
    assert text_of(workspace) == COLLECTION


def test_what_an_edit_finds_changed_is_told_to_the_pages_too(workspace: Workspace) -> None:
    """Looking at the file before an edit must not take the news from the watch."""
    assert isinstance(workspace.project, Project)
    news: asyncio.Queue[dict[str, object] | None] = asyncio.Queue()
    workspace.listeners.add(news)
    path = workspace.project.root / "facts/t.yaml"
    path.write_text(COLLECTION.replace("What does a wave carry?", "From an editor?"), encoding="utf-8")
    workspace.editable("t", "energy")
    assert news.get_nowait() == {"t": "outside", "collection": "t"}
    workspace.look()
    assert news.empty()


@pytest.mark.parametrize(("reader", "file"), [("load_collection", "t.yaml"), ("read_article", "t.txt")])
def test_what_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: str, file: str
) -> None:
    project = written(tmp_path, {"facts/t.yaml": COLLECTION, "facts/t.txt": ARTICLE})
    path, read = project.root / "facts" / file, getattr(snapshot, reader)

    def read_before_it_is_saved(*arguments: Any) -> Any:
        found = read(*arguments)
        path.write_text(path.read_text(encoding="utf-8").replace("Waves", "Tides"), encoding="utf-8")
        return found

    monkeypatch.setattr(snapshot, reader, read_before_it_is_saved)
    opened = Workspace()
    opened.open(project)
    monkeypatch.undo()
    opened.look()
    article = opened.collections["t"].article
    assert article is not None
    assert (opened.collections["t"].source.title, article.index.paragraphs[0]) == (
        ("Tides", "Waves") if file == "t.yaml" else ("Waves", "Tides")
    )


def test_what_is_saved_right_after_an_edit_is_read_again(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen.studio.workspace import rewrite_file

    def rewrite_before_it_is_saved(path: Path, before: str, after: str) -> None:
        rewrite_file(path, before, after)
        path.write_text(COLLECTION, encoding="utf-8")

    monkeypatch.setattr("quizgen.studio.workspace.rewrite_file", rewrite_before_it_is_saved)
    change(workspace, "energy", ["ask"], "Mine?")
    monkeypatch.undo()
    workspace.look()
    assert workspace.collections["t"].text == COLLECTION
    change(workspace, "energy", ["ask"], "Mine again?")
    assert "Mine again?" in text_of(workspace)


def test_a_field_changed_elsewhere_is_not_overwritten(workspace: Workspace) -> None:
    assert workspace.project is not None
    path = workspace.project.root / "facts/t.yaml"
    path.write_text(COLLECTION.replace("What does a wave carry?", "What do waves carry?"), encoding="utf-8")
    with pytest.raises(Conflict) as conflict:
        change(workspace, "energy", ["ask"], "Mine?", "What does a wave carry?")
    assert conflict.value.theirs == "What do waves carry?"
    change(workspace, "period", ["ask"], "What is its time called?", "")
    assert "What do waves carry?" in text_of(workspace)
    assert "What is its time called?" in text_of(workspace)


def test_undo_refuses_what_was_changed_since(workspace: Workspace) -> None:
    change(workspace, "energy", ["difficulty"], "3")
    assert workspace.project is not None
    path = workspace.project.root / "facts/t.yaml"
    path.write_text(text_of(workspace) + "# more\n", encoding="utf-8")
    with pytest.raises(Unwritable):
        workspace.undo()
    assert text_of(workspace).endswith("# more\n")


def test_a_crash_between_journal_and_file_loses_nothing(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("quizgen.studio.workspace.rewrite_file", crash)
    with pytest.raises(KeyboardInterrupt):
        change(workspace, "energy", ["ask"], "After the crash?")
    monkeypatch.undo()
    assert text_of(workspace) == COLLECTION
    assert workspace.project is not None
    again = Workspace()
    again.open(workspace.project)
    assert "After the crash?" in text_of(again)
    again.undo()
    assert text_of(again) == COLLECTION


def test_a_second_answer_gets_a_name_and_the_first_keeps_its_cards(workspace: Workspace) -> None:
    change(workspace, "energy", ["statement"], "A {wave} carries {energy}.")
    snapshot = workspace.collections["t"]
    assert {slot.name: slot.shown for slot in snapshot.by_id["energy"].slots} == {"wave": "wave", "answer": "energy"}
    assert snapshot.by_id["energy"].slot("answer").ask == "What does a wave carry?"
    assert text_of(workspace) == COLLECTION.replace(
        '  statement: "A wave carries {energy}."\n  ask: "What does a wave carry?"\n',
        '  statement: "A {wave} carries {answer}."\n  slots:\n    wave: {value: wave}\n'
        '    answer: {value: energy, ask: "What does a wave carry?"}\n',
    )


def test_an_unreadable_file_is_not_written(workspace: Workspace) -> None:
    assert workspace.project is not None
    (workspace.project.root / "facts/t.yaml").write_text("facts: [", encoding="utf-8")
    with pytest.raises((Unwritable, QuizgenError)):
        change(workspace, "energy", ["ask"], "Mine?")
    assert text_of(workspace) == "facts: ["


def test_a_sheet_becomes_a_file_that_can_be_changed(tmp_path: Path) -> None:
    sheet = (
        "schema,quizgen-facts/1\nsource.id,t\nsource.title,Waves\n\nid,statement,ask\n"
        "energy,A wave carries {energy}.,What does a wave carry?\ncrest,The top is the {crest}.,\n"
    )
    opened = Workspace(tmp_path)
    opened.open(written(tmp_path, {"facts/t.csv": sheet}))
    before = opened.collections["t"].by_id
    with pytest.raises(Unwritable):
        change(opened, "energy", ["ask"], "What is carried?")
    opened.convert("t")
    assert opened.collections["t"].by_id == before
    change(opened, "energy", ["ask"], "What is carried?")
    assert 'ask: "What is carried?"' in text_of(opened)
    assert (tmp_path / "sheets/t.csv").read_text(encoding="utf-8") == sheet
    with pytest.raises(QuizgenError):
        opened.convert("t")


def test_drafts_are_not_counted(workspace: Workspace) -> None:
    snapshot = workspace.collections["t"]
    counts = checked_collection(snapshot.path, snapshot.text).counts
    change(workspace, "energy", ["status"], "draft")
    found = checked_collection(snapshot.path, text_of(workspace))
    assert (found.drafts, found.counts["basic"]) == (1, counts["basic"] - 1)


def test_reasons_are_in_the_words_of_the_page(workspace: Workspace) -> None:
    fact = workspace.collections["t"].by_id["period"]
    reasons = [
        in_words_of_page(made.reason)
        for kind in KINDS
        if isinstance(
            made := QUESTION_KINDS.get(kind).generate(fact, fact.slots[0], workspace.collections["t"].context), Declined
        )
    ]
    assert reasons and not [reason for reason in reasons if re.search(r"\bask\b|distractors", reason)]


def test_braces_of_formulas_are_no_answers(workspace: Workspace) -> None:
    """They are shown as they are written, and stay so when the words around them change."""
    statement = r"The set {{x}} of \(\frac{1}{2}\) is {\(v_{1}\)} here."
    change(workspace, "energy", ["ask"], "")
    change(workspace, "energy", ["statement"], statement)
    record = workspace.collections["t"].record("energy")
    parts = statement_parts(record, answers_of(workspace.collections["t"], record, workspace.measured))
    assert [(part.text, part.is_answer) for part in parts] == [
        ("The set {x} of ", False),
        (r"\(\frac{1}{2}\)", False),
        (" is ", False),
        (r"\(v_{1}\)", True),
        (" here.", False),
    ]
    assert [slot.shown for slot in workspace.collections["t"].by_id["energy"].slots] == [r"\(v_{1}\)"]
