"""What is undone, what refuses to be, and what a crash leaves behind."""

from __future__ import annotations

from pathlib import Path

from quizgen.studio.history import History, step_of


def test_a_step_is_undone_and_taken_again() -> None:
    step = step_of("t", "a", "ask", "one two two three", "one two four two three")
    assert step.undone("one two four two three") == "one two two three"
    assert step.redone("one two two three") == "one two four two three"


def test_a_text_that_somebody_changed_is_left_alone() -> None:
    step = step_of("t", "a", "ask", "one", "two")
    assert step.undone("two!") is None
    assert step.redone("one!") is None


def test_the_steps_outlive_the_program(tmp_path: Path) -> None:
    path = tmp_path / "studio/journal.jsonl"
    history = History(path)
    first = step_of("t", "a", "ask", "", "one")
    second = step_of("t", "a", "ask", "one", "two\u2028three\x85")  # line ends to Python, in a journal of lines
    history.add("do", first)
    history.add("do", second)
    history.add("undo", second)
    again = History(path)
    assert (again.done, again.undone) == ([first], [second])
    assert (path.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert path.stat().st_mode & 0o077 == 0


def test_a_line_that_a_crash_cut_off_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "studio/journal.jsonl"
    history = History(path)
    first = step_of("t", "a", "ask", "", "one")
    history.add("do", first)
    history.add("do", step_of("t", "a", "ask", "one", "two"))
    path.write_bytes(path.read_bytes()[:-20])
    assert History(path).done == [first]


def test_what_was_noted_and_not_written_is_known(tmp_path: Path) -> None:
    history = History(tmp_path / "studio/journal.jsonl")
    history.add("do", step_of("t", "a", "ask", "one", "two"))
    again = History(tmp_path / "studio/journal.jsonl")
    assert again.pending("t", "one") == "two"
    assert again.pending("t", "two") is None
    assert again.pending("other", "one") is None
