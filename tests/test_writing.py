from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.errors import OutputError
from quizgen.writing import write_folders, write_new_folder


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".quizgen-files"
    }


def test_what_is_no_longer_made_goes_and_what_a_teacher_put_there_stays(tmp_path: Path) -> None:
    write_folders(tmp_path / "out", {"a": {"old.pdf": b"1", "same.pdf": b"1"}})
    (tmp_path / "out/a/notes.txt").write_text("mine")
    (tmp_path / "out/a/more").mkdir()
    (tmp_path / "out/a/more/deep.txt").write_text("mine too")
    write_folders(tmp_path / "out", {"a": {"same.pdf": b"2", "new.pdf": b"2"}})
    assert tree(tmp_path / "out") == {
        "a/new.pdf": "2",
        "a/same.pdf": "2",
        "a/notes.txt": "mine",
        "a/more/deep.txt": "mine too",
    }


def test_what_a_teacher_put_into_a_folder_of_an_output_stays(tmp_path: Path) -> None:
    write_folders(tmp_path, {"a": {"deck/deck.json": b"1", "deck/media/old.png": b"1", "deck/media/same.png": b"1"}})
    (tmp_path / "a/deck/.git").mkdir()
    (tmp_path / "a/deck/.git/config").write_text("mine")
    (tmp_path / "a/deck/media/mine.png").write_text("mine too")
    write_folders(tmp_path, {"a": {"deck/deck.json": b"2", "deck/media/same.png": b"2"}})
    kept = {"a/deck/.git/config": "mine", "a/deck/media/mine.png": "mine too"}
    assert tree(tmp_path) == {"a/deck/deck.json": "2", "a/deck/media/same.png": "2", **kept}
    write_folders(tmp_path, {"a": {}})
    assert tree(tmp_path) == kept


def test_other_folders_stay(tmp_path: Path) -> None:
    write_folders(tmp_path, {"a": {"x": b"1"}})
    write_folders(tmp_path, {"b": {"x": b"1"}})
    assert tree(tmp_path) == {"a/x": "1", "b/x": "1"}


def test_a_failure_in_the_last_folder_leaves_the_first_as_it_was(tmp_path: Path) -> None:
    write_folders(tmp_path, {"a": {"x": b"old"}})
    (tmp_path / "b").write_text("a file where a folder should be")
    with pytest.raises(OutputError, match="is a file"):
        write_folders(tmp_path, {"a": {"x": b"new"}, "b": {"x": b"new"}})
    assert tree(tmp_path) == {"a/x": "old", "b": "a file where a folder should be"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_a_name_that_the_disk_refuses_leaves_everything_as_it_was(tmp_path: Path) -> None:
    write_folders(tmp_path, {"a": {"x": b"old"}})
    with pytest.raises(OutputError, match="Nothing was changed"):
        write_folders(tmp_path, {"a": {"x": b"new", "y" * 300: b"too long a name"}})
    assert tree(tmp_path) == {"a/x": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_target_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="cannot write"):
        write_folders(tmp_path / "out", {"a": {"x": b"1"}})


def test_a_new_folder_never_overwrites(tmp_path: Path) -> None:
    write_new_folder(tmp_path / "p", {"deep/x": b"1"})
    with pytest.raises(OutputError, match="there already"):
        write_new_folder(tmp_path / "p", {"x": b"2"})
    assert tree(tmp_path) == {"p/deep/x": "1"}


def test_a_file_of_somebody_elses_with_our_name_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/quiz.pdf").write_text("mine")
    with pytest.raises(OutputError, match="would be lost"):
        write_folders(tmp_path, {"a": {"quiz.pdf": b"new"}})
    assert tree(tmp_path) == {"a/quiz.pdf": "mine"}


def test_a_link_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="is a link"):
        write_folders(tmp_path, {"a": {"x": b"new"}})


@pytest.mark.parametrize("stop_at", range(1, 5))
@pytest.mark.parametrize("after", [False, True])
def test_a_stop_at_any_move_brings_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int, after: bool
) -> None:
    """As Ctrl-C may strike: before or right after any of the four moves of two folders."""
    write_folders(tmp_path, {"a": {"x": b"old"}, "b": {"x": b"old"}})
    rename, count = Path.rename, 0

    def interrupted(source: Path, place: Path) -> Path:
        nonlocal count
        count += 1
        if count == stop_at:
            if after:
                rename(source, place)
            raise KeyboardInterrupt
        return rename(source, place)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_folders(tmp_path, {"a": {"x": b"new"}, "b": {"x": b"new"}})
    monkeypatch.undo()
    assert tree(tmp_path) == {"a/x": "old", "b/x": "old"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_what_cannot_be_moved_back_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folders(tmp_path, {"a": {"x": b"old"}})
    rename, count = Path.rename, 0

    def failing(source: Path, place: Path) -> Path:
        nonlocal count
        count += 1
        if count > 1:
            raise OSError(5, "Input/output error")
        return rename(source, place)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError):
        write_folders(tmp_path, {"a": {"x": b"new"}})
    monkeypatch.undo()
    assert [path.read_text() for path in tmp_path.rglob("old/a/x")] == ["old"]
