from __future__ import annotations

import json
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.cli import commands
from quizgen.errors import OutputError
from quizgen.project import Project
from quizgen.writing import remove_folder, rewrite_file, write_files, write_folders, write_new_folder
from quizgen.writing.transaction import recover


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


def test_what_is_kept_is_replaced_where_it_changed_and_never_removed(tmp_path: Path) -> None:
    def write(**sheets: bytes) -> dict[str, tuple[bytes, int]]:
        write_folders(tmp_path, {"a": {f"kept/{name}": content for name, content in sheets.items()}}, kept="kept")
        return {path.name: (path.read_bytes(), path.stat().st_ino) for path in (tmp_path / "a/kept").iterdir()}

    first, second = write(one=b"1", two=b"2"), write(two=b"2", three=b"3")
    assert {name: content for name, (content, _) in second.items()} == {"one": b"1", "two": b"2", "three": b"3"}
    assert all(second[name] == first[name] for name in first)  # the same files
    (tmp_path / "a/kept/one").unlink()
    third = write(one=b"1", three=b"4")
    assert {name: content for name, (content, _) in third.items()} == {"one": b"1", "two": b"2", "three": b"4"}


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


MOVES = 11  # five files in, five out, and the one that ends it


@pytest.mark.parametrize("stop_at", range(1, MOVES + 1))
@pytest.mark.parametrize("after", [False, True])
def test_a_stop_at_any_move_brings_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop_at: int, after: bool
) -> None:
    """As Ctrl-C may strike: before or right after any of the moves of two folders."""
    write_folders(tmp_path, {"a": {"x": b"old", "gone/y": b"old"}, "b": {"x": b"old"}})
    (tmp_path / "a/mine.txt").write_text("mine")
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
    before = {"a/gone/y": "old", "a/mine.txt": "mine", "a/x": "old", "b/x": "old"}
    after_it = {"a/mine.txt": "mine", "a/x": "new", "a/z": "new", "b/x": "new"}
    with pytest.raises(KeyboardInterrupt):
        write_folders(tmp_path, {"a": {"x": b"new", "z": b"new"}, "b": {"x": b"new"}})
    monkeypatch.undo()
    last = stop_at == MOVES  # the one that ends it: all is in place
    recover(tmp_path)
    assert tree(tmp_path) == (after_it if last else before)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_what_cannot_be_put_back_is_finished_by_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folders(tmp_path, {"a": {"x": b"old", "y": b"old"}})
    rename, count = Path.rename, 0

    def failing(source: Path, place: Path) -> Path:
        nonlocal count
        count += 1
        if count > 1:
            raise OSError(5, "Input/output error")
        return rename(source, place)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OutputError, match="the next command puts it into place"):
        write_folders(tmp_path, {"a": {"x": b"new", "y": b"new"}})
    monkeypatch.undo()
    assert "finished" in recover(tmp_path)
    assert tree(tmp_path) == {"a/x": "new", "a/y": "new"}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


CHANGES = ("rename", "replace", "unlink", "rmdir", "mkdir")


class Killed(BaseException):
    """What stops a process at once, as far as its code can tell."""


def changing(at: int, stop: Callable[[], None]) -> Iterator[tuple[str, Callable[..., object]]]:
    """The functions that change a name on the disk; from the ``at``-th change on, they stop instead."""
    count = 0

    def watched(original: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **options: object) -> object:
            nonlocal count
            count += 1
            if count >= at:
                stop()
            return original(*args, **options)

        return call

    for name in CHANGES:
        yield name, watched(getattr(os, name))


def stopped(write: Callable[[], object], at: int) -> bool:
    """Whether ``write`` was stopped before its ``at``-th change of a name on the disk; it changes none after that."""

    def stop() -> None:
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        for name, function in list(changing(at, stop)):
            patch.setattr(os, name, function)
        try:
            write()
        except Killed:
            return True
    return False


def killed(write: Callable[[], object], at: int) -> bool:
    """Whether a child process that calls ``write`` was killed before its ``at``-th change of a name on the disk."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    for name, function in list(changing(at, lambda: os.kill(os.getpid(), signal.SIGKILL))):
        setattr(os, name, function)
    write()
    os._exit(0)


def test_a_kill_at_any_change_is_finished_or_undone_by_the_next_command(tmp_path: Path) -> None:
    """At a few changes a process is really killed, and what it leaves behind is the same."""
    new = {"a": {"x": b"new", "z/z": b"new"}, "b": {"x": b"new"}}
    after = {"a/mine.txt": "mine", "a/x": "new", "a/z/z": "new", "b/x": "new"}
    before = {"a/gone/y": "old", "a/mine.txt": "mine", "a/x": "old", "b/x": "old"}

    def written(folder: Path, at: int, by: Callable[[Callable[[], object], int], bool]) -> str | None:
        """What the next command says of a stop in ``folder``; None if the write came to its end."""
        write_folders(folder, {"a": {"x": b"old", "gone/y": b"old"}, "b": {"x": b"old"}})
        (folder / "a/mine.txt").write_text("mine")
        if not by(partial(write_folders, folder, new), at):
            assert tree(folder) == after
            return None
        assert (folder / "a/mine.txt").read_text() == "mine"  # even now
        line = recover(folder)
        assert tree(folder) == before if "undone" in line else tree(folder) in (before, after)
        assert "finished" not in line or tree(folder) == after
        assert sorted(path.name for path in folder.iterdir()) == ["a", "b"]
        return "".join(word for word in ("undone", "finished") if word in line)

    outcomes: list[str] = []
    while (outcome := written(tmp_path / f"{len(outcomes)}", len(outcomes) + 1, stopped)) is not None:
        outcomes.append(outcome)
    assert len(outcomes) > 20
    assert {*outcomes} == {"", "undone", "finished"}  # "": before the first change or after the last
    really = range(2, len(outcomes), 8)
    assert [written(tmp_path / f"killed {at}", at, killed) for at in really] == [outcomes[at - 1] for at in really]


def test_a_kill_never_leaves_half_of_several_files(tmp_path: Path) -> None:
    for at in range(1, 99):
        paths = {tmp_path / f"{at}/one.txt": b"new", tmp_path / f"{at}/deep/two.txt": b"new"}
        write_files(dict.fromkeys(paths, b"old"))
        if not stopped(partial(write_files, paths), at):
            break
        recover(tmp_path / str(at))
        assert len(set(tree(tmp_path / str(at)).values())) == 1
        assert sorted(path.name for path in (tmp_path / str(at)).iterdir()) == ["deep", "one.txt"]
    assert at > 5


def test_a_killed_new_project_can_be_made_again(tmp_path: Path) -> None:
    files = {"facts/x": b"1", "y": b"2"}
    for at in range(1, 99):
        folder = tmp_path / str(at)
        if not stopped(partial(write_new_folder, folder, files), at):
            break
        recover(folder)
        if not folder.exists() or not tree(folder):
            write_new_folder(folder, files)
        assert tree(folder) == {"facts/x": "1", "y": "2"}
    assert at > 5


def test_what_is_written_is_on_the_disk_before_it_replaces_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files({tmp_path / "a": b"old"})
    calls: list[str] = []
    rename = os.rename
    monkeypatch.setattr(os, "fsync", lambda handle: calls.append("sync"))
    monkeypatch.setattr(os, "rename", lambda source, place: calls.append("rename") or rename(source, place))
    write_files({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    files_and_list, old_new_and_end = ["sync"] * 3, ["rename"] * 4
    assert calls == files_and_list + old_new_and_end


def test_two_commands_at_once_write_one_after_the_other(tmp_path: Path) -> None:
    """Both write two files; neither finds, nor leaves, one of each."""
    children = []
    for name in ("one", "two"):
        if not (child := os.fork()):
            for _ in range(20):
                write_files({tmp_path / "a": name.encode(), tmp_path / "b": name.encode()})
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert len(set(tree(tmp_path).values())) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_what_was_saved_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("saved by an editor")
    with pytest.raises(OutputError, match="has changed since quizgen read it"):
        rewrite_file(path, "as quizgen read it", "as quizgen would write it")
    assert tree(tmp_path) == {"facts.yaml": "saved by an editor"}


def test_a_file_keeps_its_line_ends_mark_and_mode(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    path.chmod(0o640)
    rewrite_file(path, "one\r\ntwo\r\n", "one\nthree\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbfone\r\nthree\r\n"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_inside_the_project_is_written_through_and_one_that_leads_out_is_not(tmp_path: Path) -> None:
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere.yaml"
    (project / "facts").mkdir(parents=True)
    (project / "real.yaml").write_text("old")
    elsewhere.write_text("old")
    (project / "facts/in.yaml").symlink_to("../real.yaml")
    (project / "facts/out.yaml").symlink_to(elsewhere)
    rewrite_file(project / "facts/in.yaml", "old", "new")
    with pytest.raises(OutputError, match="outside the project"):
        rewrite_file(project / "facts/out.yaml", "old", "new")
    assert (project / "facts/in.yaml").is_symlink()
    assert (project / "real.yaml").read_text() == "new"
    assert elsewhere.read_text() == "old"


NAMES = st.lists(
    st.sampled_from(["..", ".", "", "a", "b", "link", "out", "victim.txt", "x" * 40, "/", "\\"]), min_size=1, max_size=6
).map("/".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(NAMES | st.text(max_size=20), max_size=5), st.booleans())
def test_no_name_in_a_bookkeeping_file_reaches_outside(tmp_path: Path, names: list[str], stage: bool) -> None:
    """Somebody else's project may list anything as written by quizgen, or as still to be moved."""
    with tempfile.TemporaryDirectory(dir=tmp_path) as place:
        folder, outside = Path(place) / "sessions/x", Path(place) / "out"
        for path in (folder / "a", outside, folder / "b"):
            path.mkdir(parents=True)
        for path in (Path(place) / "victim.txt", outside / "victim.txt", outside / "a"):
            path.write_text("precious")
        (folder / "link").symlink_to(outside)
        before = tree(outside) | {"victim.txt": "precious"}
        (folder / ".quizgen-files").write_text("\n".join(names), encoding="utf-8", errors="replace")
        if stage:
            (folder / ".quizgen-writing/new").mkdir(parents=True)
            (folder / ".quizgen-writing/new/0").write_text("evil")
            moves = [[0, name, bool(number % 2)] for number, name in enumerate(names)]
            (folder / ".quizgen-writing/moves.json").write_text(json.dumps(moves))
        with suppress(OutputError):
            recover(folder)
        with suppress(OutputError):
            write_folders(folder.parent, {"x": {"new.txt": b"1"}})
        remove_folder(folder)
        assert tree(outside) | {"victim.txt": (Path(place) / "victim.txt").read_text()} == before
        assert sorted(path.name for path in Path(place).iterdir()) == ["out", "sessions", "victim.txt"]


def test_a_link_in_somebody_elses_project_is_not_written_through(
    project: Callable[[str], Project], tmp_path: Path
) -> None:
    facts = '- {id: a, statement: "The capital of Peru is {Lima}.", ask: Which city?}'
    made, outside = project(facts), tmp_path / "out"
    outside.mkdir()
    for name in ("build", "export"):
        (made.root / name).symlink_to(outside)
    for arguments in (["build"], ["preview", "deck"], ["export", "gift"]):
        result = CliRunner().invoke(commands, [*arguments, "--project", str(made.root)])
        assert isinstance(result.exception, OutputError), result.output
        assert "is a link to a folder outside the project" in str(result.exception)
    assert not list(outside.iterdir())


def test_what_was_interrupted_is_finished_before_the_next_command_reads(project: Callable[[str], Project]) -> None:
    example = project('- {id: a, statement: "The capital of Peru is {Lima}.", ask: Which city?}')
    facts = example.root / "facts"
    stage = facts / ".quizgen-writing"
    (stage / "new").mkdir(parents=True)
    (stage / "old").mkdir()
    (stage / "new/0").write_text((facts / "t.yaml").read_text().replace("Lima", "Quito"))
    (stage / "moves.json").write_text('[[0, "t.yaml", true]]')
    result = CliRunner().invoke(commands, ["list", "--project", str(example.root)])
    assert "a command that was interrupted here was finished" in result.output
    assert "Quito" in result.output
    assert [path.name for path in facts.iterdir()] == ["t.yaml"]


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("format", ["format"]),
        ("format", ["check", "--write"]),
        ("approve", ["approve", "t"]),
        ("distractor_approval", ["distractors", "t/a", "--approve", "Quito"]),
    ],
)
def test_no_command_overwrites_what_an_editor_saved_meanwhile(
    project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch, module: str, arguments: list[str]
) -> None:
    facts = (
        '- {id: a, statement: "The capital of Peru is {Lima}.", ask: Which city?, status: draft, '
        "evidence: {paragraph: 2, quote: the capital is Lima}}\n"
    )
    example = project(facts, files={"facts/t.txt": "In Peru, the capital is Lima."})
    path = example.root / "facts/t.yaml"
    path.write_text(path.read_text().replace("source: {", "source: {file: t.txt, "))

    def after_the_editor(path: Path, before: str, after: str) -> None:
        path.write_text(path.read_text() + "# saved by an editor\n")
        rewrite_file(path, before, after)

    monkeypatch.setattr(f"quizgen.commands.{module}.rewrite_file", after_the_editor)
    before = path.read_text()
    result = CliRunner().invoke(commands, [*arguments, "--project", str(example.root)])
    assert isinstance(result.exception, OutputError), result.output
    assert path.read_text() == before + "# saved by an editor\n"


@pytest.mark.parametrize("place", ["export/deck", "papers", "build"])
def test_what_was_interrupted_in_any_folder_of_outputs_is_undone(project: Callable[[str], Project], place: str) -> None:
    example = project('- {id: a, statement: "The capital of Peru is {Lima}.", ask: Which city?}')
    for name in (".quizgen-writing/new", ".quizgen-written/new"):
        (example.root / place / name).mkdir(parents=True)
    result = CliRunner().invoke(commands, ["list", "--project", str(example.root)])
    assert "a command that was interrupted here was undone" in result.output
    assert not list(example.root.rglob(".quizgen-*"))
