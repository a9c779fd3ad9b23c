"""What cards asked last: a file that a build adds to, and git may merge."""

from __future__ import annotations

from pathlib import Path

from conftest import UID

from quizgen.model.lock import Key, Lock, LockedNote
from quizgen.reading.card_texts import notes_without_text, read_texts, with_texts

ONE, TWO, THREE = (("t", fact, "answer", "ask") for fact in ("one", "t\two", 'a "third"'))
KEYS = {"one": ONE, "two": TWO, "three": THREE}


def lock(**digests: str) -> Lock:
    """A lock in which the notes have these digests, of a letter each; what is before it is that of the last release."""
    notes = {
        KEYS[name]: LockedNote(digest[-1], "", 1, 2, ("t",), before=digest[:-1]) for name, digest in digests.items()
    }
    return Lock(UID, notes)


def write(path: Path, lock: Lock, **texts: str) -> None:
    said = {KEYS[name]: {"Front": text} for name, text in texts.items()}
    path.write_bytes(b"".join([*with_texts(path, lock, said.items())]))


def read(path: Path, *wanted: Key) -> dict[tuple[Key, str], str]:
    return {each: text["Front"] for each, text in read_texts(path, wanted).items()}


def test_texts_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "anki.texts"
    assert read(path, ONE) == {}
    write(path, lock(one="a", two="b", three="c"), one="1\t\u2028", two="2\n", three='"3"')
    assert read(path, ONE, TWO, THREE) == {
        (ONE, "a"): "1\t\u2028",
        (TWO, "b"): "2\n",
        (THREE, "c"): '"3"',
    }
    lines = path.read_bytes().splitlines(keepends=True)
    assert lines == sorted(lines)


def test_a_note_keeps_its_text_and_that_of_the_last_release(tmp_path: Path) -> None:
    path = tmp_path / "anki.texts"
    write(path, lock(one="a", two="a"), one="first", two="other")
    write(path, lock(one="ab", two="a"), one="second")
    write(path, lock(one="ac", two="a"), one="third")
    assert read(path, ONE) == {(ONE, "a"): "first", (ONE, "c"): "third"}
    assert read(path, TWO) == {(TWO, "a"): "other"}


def test_a_text_is_lacking_unless_there_is_one_with_the_digest_of_now(tmp_path: Path) -> None:
    path = tmp_path / "anki.texts"
    assert notes_without_text(path, [(ONE, "a")]) == [ONE]
    write(path, lock(one="a", two="a"), one="first", two="other")
    assert notes_without_text(path, [(ONE, "a"), (TWO, "b"), (THREE, "a")]) == [TWO, THREE]


def test_both_sides_of_a_merge_are_read(tmp_path: Path) -> None:
    mine, theirs, path = (tmp_path / name for name in ("mine", "theirs", "anki.texts"))
    write(mine, lock(one="a", two="a"), one="mine", two="mine")
    write(theirs, lock(one="b", three="a"), one="theirs", three="theirs")
    path.write_text(
        f"<<<<<<< mine\r\n{mine.read_text()}=======\n{theirs.read_text()}>>>>>>> theirs\nan edit\n", encoding="utf-8"
    )
    assert read(path, ONE, TWO, THREE) == {
        (ONE, "a"): "mine",
        (ONE, "b"): "theirs",
        (TWO, "a"): "mine",
        (THREE, "a"): "theirs",
    }
    write(path, lock(one="c"), one="new")
    assert read(path, ONE, THREE) == {(ONE, "c"): "new", (THREE, "a"): "theirs"}
