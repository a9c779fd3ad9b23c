"""What a lesson leaves: the table, the data, the report, the deck of what was missed, and that it can be forgotten."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from anki_collection import collection_with
from classroom.classroom import stored
from classroom.laptop import free_port
from classroom.lessons import lesson
from classroom.test_engine import answer, go, session
from click.testing import CliRunner
from conftest import quiet

from quizgen.build.pipeline import build
from quizgen.classroom import result_files, results, standings
from quizgen.classroom.engine import Session
from quizgen.classroom.events import Event, Join, SendAnswer, TakeStep
from quizgen.classroom.lesson import LessonRules
from quizgen.classroom.session_files import begin_session, session_path, session_paths
from quizgen.classroom.store import Store
from quizgen.cli import commands
from quizgen.commands.review import open_session
from quizgen.commands.sessions import export, purge, session_summaries, sessions_to_purge
from quizgen.errors import OutputError, UsageError
from quizgen.project import Project
from quizgen.rendering.environments import Templates
from quizgen.serving.sockets import listening_sockets

ROOT = Path(__file__).parent.parent.parent
BEGAN = 1_700_000_000_000


def held_lesson() -> Session:
    """Two questions: one answered twice and then right, one missed in words that look like a formula."""
    live_session = session(players=0)
    for player, name in enumerate(("Ann", "=cmd|' /C calc'!A0", "<script>alert(1)</script>")):
        live_session.apply(Join(player=f"p{player}", name=name), 0)
    go(live_session, "next", at=1000)
    answer(live_session, 0, "A", sure=True, at=3000)
    answer(live_session, 1, "C", sure=False, at=4000)
    go(live_session, "discuss", "revote", at=5000)
    for player in range(3):
        answer(live_session, player, "C", sure=True, at=6000)
    go(live_session, "reveal", "next", at=7000)
    answer(live_session, 0, "-7 %", sure=True, at=8000)
    go(live_session, "reveal", at=9000)
    return live_session


def test_the_table_has_a_row_for_each_response_and_no_formula() -> None:
    table = result_files.csv_bytes(results.responses(held_lesson(), "s"))
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert [(row["item"], row["vote"], row["choice"], row["correct"], row["ms"]) for row in rows] == [
        ("1", "1", "A", "0", "2000"),
        ("1", "1", "C", "1", "3000"),
        ("1", "2", "C", "1", "1000"),
        ("1", "2", "C", "1", "1000"),
        ("1", "2", "C", "1", "1000"),
        ("2", "1", "'-7 %", "0", "1000"),
    ]
    assert rows[1]["respondent"].startswith("'=cmd")
    assert rows[0] | {"confidence": "sure", "fact": "t/sky", "slot": "colour", "kind": "multiple-choice"} == rows[0]


def test_the_data_is_json_and_the_report_shows_texts_as_written() -> None:
    held, templates = held_lesson(), Templates(Project.at(ROOT))
    made = result_files.tables(held, "s", BEGAN, templates, names=True)
    data = json.loads(made[result_files.JSON])
    assert data["questions"][0]["options"] == {"A": "red", "B": "green", "C": "blue"}
    assert len(data["responses"]) == 6
    page = made[result_files.REPORT].decode()
    assert "&lt;script&gt;alert" in page
    assert "<script" not in page
    assert "100 % right (Before: 50 %)" in " ".join(page.replace("· ", "").split())
    assert page.count("<svg") == 3 + 1 + 2 + 3  # options, what was typed, facts, students
    assert "&lt;script" not in result_files.report(held, BEGAN, templates, names=False).decode()


def test_what_was_missed_once_is_missed_though_it_came_back() -> None:
    live_session = session()
    for values in (("A", "C"), ("3.5", "3.5"), ("Dead Sea", "Dead Sea"), ("C", "C")):
        go(live_session, "next")
        for player, value in enumerate(values):
            answer(live_session, player, value)
        go(live_session, "reveal")
    assert [turn.question for turn in live_session.turns] == [0, 1, 2, 0]
    assert results.missed_facts(live_session) == ["t/sky"]
    assert (results.missed_facts(live_session, "p0"), results.missed_facts(live_session, "p1")) == (["t/sky"], [])
    assert results.by_fact(live_session)[0] == ("t/salt", 1.0)


def test_points_teams_and_streaks() -> None:
    live_session = session(lesson(teams=2, speed=True, seconds=10))
    go(live_session, "next")
    answer(live_session, 0, "C", at=0)
    answer(live_session, 1, "C", at=10_000 - 1)
    answer(live_session, 2, "A", at=0)
    go(live_session, "reveal")
    assert {player: round(points, 2) for player, points in standings.points(live_session).items()} == {
        "p0": 1.5,
        "p1": 1.0,
    }
    assert [(row.place, row.team, round(row.points, 2)) for row in standings.standings(live_session, 9)] == [
        (1, 1, 0.75),
        (2, 2, 0.5),
    ]
    assert [standings.streak(live_session, f"p{number}") for number in range(3)] == [1, 1, 0]


@pytest.fixture
def held(project: Callable[..., Project]) -> tuple[Project, str]:
    """A session of two questions, of which Ann had the first right and Bob none."""
    facts = """\
- {id: sky, statement: "The sky is {blue}.", ask: What colour is the sky?}
- {id: grass, statement: "Grass is {green}.", ask: What colour is grass?}
- {id: snow, statement: "Snow is {white}.", ask: What colour is snow?}
"""
    recipe = "schema: quizgen-deck/1\ntitle: Colours\nfacts: t\noutputs: deck\nquiz: {questions: {short-answer: 3}}\n"
    example = project(facts, recipe=recipe)
    store, _ = begin_session(example, "t", LessonRules(), 8123, BEGAN)
    asked = [question.answer[0][0] for question in store.lesson.questions]
    events: list[Event] = [Join(player="a", name="Ann"), Join(player="b", name="Bob")]
    for turn in range(2):
        events += [TakeStep(do="next"), SendAnswer(player="b", ballot=2 * turn, value=("red",))]
        events += [
            SendAnswer(player="a", ballot=2 * turn, value=(asked[turn] if turn == 0 else "red",)),
            TakeStep(do="reveal"),
        ]
    store.append((BEGAN, event) for event in events)
    store.close()
    return example, store.path.name.removesuffix(".quizgen-session")


def test_anki_takes_what_was_missed_for_notes_that_it_has(held: tuple[Project, str], tmp_path: Path) -> None:
    project, name = held
    build(project, ["t"], tmp_path / "build", strict=False, progress=quiet)
    whole = tmp_path / "build/t/deck.apkg"
    written = export(project, name, tmp_path / "class", names=False, student="")
    assert [path.name for path in written] == ["responses.csv", "results.json", "report.html", "missed.apkg"]
    (*_, ann) = export(project, name, tmp_path / "ann", names=False, student="Ann")
    with collection_with(ann) as (collection, _):
        ann_missed = collection.note_count()
    with collection_with(whole) as (collection, _):
        notes, cards = collection.note_count(), collection.card_count()
    with collection_with(whole, written[-1], ann) as (collection, _):
        assert (collection.note_count(), collection.card_count()) == (notes, cards)
        assert len(collection.decks.all_names_and_ids()) == 2  # its deck, and Anki's default
    assert 0 < ann_missed < notes
    with pytest.raises(UsageError, match="no student 'Eve'"):
        export(project, name, None, names=False, student="Eve")


def test_the_deck_of_what_was_missed_has_the_drafts_that_were_asked(held: tuple[Project, str], tmp_path: Path) -> None:
    """A lesson may have used drafts (--drafts), or facts that became drafts after it."""
    project, name = held
    path = project.root / "facts/t.yaml"
    path.write_text(path.read_text().replace("- {id:", "- {status: draft, id:"))
    written = export(project, name, tmp_path / "class", names=False, student="")
    assert written[-1].name == "missed.apkg"


def test_sessions_are_listed_and_forgotten(held: tuple[Project, str]) -> None:
    project, name = held
    (kept,) = session_summaries(project)
    assert (kept.name, kept.title, kept.students, kept.answers) == (name, "Colours", 2, 4)
    written = export(project, "", None, names=True, student="")
    (written[0].parent / "my notes.txt").write_text("mine", encoding="utf-8")
    now = session_paths(project)[name].stat().st_mtime_ns // 1_000_000
    with pytest.raises(UsageError, match="name the sessions to delete"):
        sessions_to_purge(project, (), None, now)
    assert sessions_to_purge(project, (), 30, now + 29 * 86_400_000) == []
    assert sessions_to_purge(project, (), 30, now + 31 * 86_400_000) == [name]
    purge(project, [name])
    left = [path.name for path in (project.root / "sessions").rglob("*") if path.is_file()]
    assert left == ["my notes.txt"]
    with pytest.raises(UsageError, match="there is no session"):
        session_path(project, name)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_only_the_teacher_reads_a_session_and_its_results(held: tuple[Project, str]) -> None:
    project, _ = held
    first = export(project, "", None, names=True, student="")
    first[0].chmod(0o644)  # as a file that an earlier version wrote
    for path in (session_path(project), *export(project, "", None, names=True, student="")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_purge_asks_first(held: tuple[Project, str]) -> None:
    project, name = held
    words = ["sessions", "purge", name, "--project", str(project.root)]
    no = CliRunner().invoke(commands, words, input="n\n")
    assert (no.exit_code, no.stdout) == (0, "Nothing was deleted.\n")
    assert name in no.stderr
    nobody = CliRunner().invoke(commands, words)
    assert isinstance(nobody.exception, UsageError)
    assert list(session_paths(project)) == [name]
    assert CliRunner().invoke(commands, [*words, "--yes"]).stdout == f"{name}: deleted\n"
    assert session_paths(project) == {}


EMPTY, FOREIGN, CUT, WRONG = "t-9001", "t-9002", "t-9003", "t-9004"


@pytest.fixture
def damaged(held: tuple[Project, str]) -> tuple[Project, str]:
    """Beside a good session, later ones: empty, no database, cut short, with an event that says nothing."""
    project, name = held
    whole = session_path(project, name).read_bytes()
    folder = project.root / "sessions"
    for bad, content in ((EMPTY, b""), (FOREIGN, b"PK" + bytes(5000)), (CUT, whole[: len(whole) // 2]), (WRONG, whole)):
        (folder / f"{bad}.quizgen-session").write_bytes(content)
    with closing(sqlite3.connect(folder / f"{WRONG}.quizgen-session")) as connection, connection:
        connection.execute('update event set event = \'{"do": "dance"}\' where number = 3')
    for number, bad in enumerate((EMPTY, FOREIGN, CUT, WRONG), 1):
        later = session_path(project, name).stat().st_mtime + 60 * number
        os.utime(folder / f"{bad}.quizgen-session", (later, later))
    return project, name


def test_damaged_sessions_are_named_and_stop_no_other(damaged: tuple[Project, str]) -> None:
    project, name = damaged
    listed = {summary.name: summary.damage for summary in session_summaries(project)}
    assert list(listed) == [name, EMPTY, FOREIGN, CUT, WRONG]
    assert listed[name] == ""
    for bad in (EMPTY, FOREIGN, CUT, WRONG):
        assert f"sessions/{bad}.quizgen-session" in listed[bad]
        with pytest.raises(UsageError, match=bad):
            export(project, bad, None, names=False, student="")
    warnings: list[str] = []
    export(project, "", None, names=False, student="", warn=warnings.append)
    assert len(warnings) == 4
    resumed, _ = reviewed(project, resume=True, warn=warnings.append)
    assert resumed.path.name == f"{name}.quizgen-session"
    assert len(warnings) == 8
    resumed.close()
    purge(project, [EMPTY, FOREIGN, CUT, WRONG])
    assert list(session_paths(project)) == [name]


def reviewed(project: Project, name: str | None = None, **more: Any) -> tuple[Store, Any]:
    return open_session(project, name, address="127.0.0.1", port=free_port(), rules={}, cards=None, **more)


def test_a_session_has_one_owner(held: tuple[Project, str]) -> None:
    """The lock ends with its process, even if that is killed; reading is always possible."""
    project, name = held
    path = session_path(project, name)
    code = f"""
import sys, time
from pathlib import Path
from quizgen.classroom.store import Store
store = Store.open(Path({str(path)!r}))
store.own()
print("ready", flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "ready\n"
        with pytest.raises(UsageError, match=f"'{name}' is in use"):
            reviewed(project, resume=True)
        with pytest.raises(UsageError, match="in use"):
            purge(project, [name])
        assert [summary.answers for summary in session_summaries(project)] == [4]
        owner.kill()
    store, _ = reviewed(project, resume=True)
    with pytest.raises(UsageError, match="in use"):
        reviewed(project, name, resume=True)
    store.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_two_sessions_may_begin_in_one_second(held: tuple[Project, str]) -> None:
    project, name = held
    store, _ = begin_session(project, "t", LessonRules(), 8123, BEGAN)
    assert store.path.name == f"{name}-2.quizgen-session"
    store.close()


def test_a_start_on_a_full_disk_leaves_no_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sqlite3.connect

    def full(*given: Any, **more: Any) -> sqlite3.Connection:
        connection = real(*given, **more)
        connection.execute("pragma max_page_count = 1")
        return connection

    monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(OutputError, match="full"):
        stored(tmp_path / "x.quizgen-session", lesson())
    assert list(tmp_path.iterdir()) == []


def test_no_session_is_begun_where_nobody_could_join(held: tuple[Project, str]) -> None:
    project, name = held
    (taken,) = listening_sockets(["127.0.0.1"], 0)
    with taken, pytest.raises(UsageError, match="is in use"):
        open_session(project, "t", resume=False, address="127.0.0.1", port=taken.getsockname()[1], rules={}, cards=None)
    assert list(session_paths(project)) == [name]


def test_a_session_of_another_version_is_not_read_as_if_it_were_of_this(tmp_path: Path) -> None:
    path = tmp_path / "x.quizgen-session"
    stored(path, lesson()).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("update about set value = 'quizgen-session/1' where name = 'format'")
    with pytest.raises(UsageError, match="written by another version of quizgen"):
        Store.open(path)


def test_a_file_that_is_no_session_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.quizgen-session"
    path.write_bytes(b"something else entirely")
    with pytest.raises(UsageError, match="not a quizgen session"):
        Store.open(path)
