"""Every benchmark runs, at its smallest size, and prints its table; what it would say of speed is not looked at."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir
from importlib.util import find_spec
from pathlib import Path

import pytest
from benchmarks import (
    anki_histories,
    anki_package,
    assembly,
    audit,
    blind,
    calibration,
    checking,
    crossword,
    faults,
    generation,
    grading,
    growth,
    interchange,
    item_analysis,
    item_flaws,
    kills,
    live,
    mutants,
    patterns,
    pools,
    reading,
    startup,
    studio,
    suggestions,
    support,
    uniqueness,
    wrong_numbers,
)
from benchmarks import print as printing
from click.testing import CliRunner
from conftest import HEAD, written

from quizgen.cli import commands
from quizgen.project import Project

MODULES = (
    *(
        anki_histories,
        anki_package,
        assembly,
        audit,
        blind,
        calibration,
        checking,
        crossword,
        faults,
        generation,
        grading,
        growth,
    ),
    *(
        interchange,
        item_analysis,
        item_flaws,
        kills,
        live,
        mutants,
        patterns,
        pools,
        printing,
        reading,
        startup,
        studio,
        suggestions,
        support,
        uniqueness,
    ),
    wrong_numbers,
)
CLUSTER = Path(__file__).parent / "cluster.py"  # importing it would import Dask, of which only its process has need
FACTS = "".join(
    f"- {{id: f{number}, statement: 'The {name} is in {{{town}}}.', ask: Where is the {name}?,"
    f" distractors: [Norton, Weston], evidence: {{paragraph: {number}, quote: in {town}}}}}\n"
    for number, (name, town) in enumerate({"Old Tower": "Ashby", "Tall Mast": "Selby", "Blue Mill": "Derby"}.items(), 1)
)
RECIPE = """\
schema: quizgen-deck/1
title: A Quiz
facts: t
quiz: {questions: {multiple-choice: 3}}
"""
CLASS = "name,id\nFirst Student,1\n"


@pytest.fixture(autouse=True)
def _collect_garbage_again() -> Iterator[None]:
    yield
    gc.enable()  # most benchmarks switch it off


def rows(capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    """The words of each line that was printed."""
    return [line.split() for line in capsys.readouterr().out.splitlines() if line.strip()]


def run_here(arguments: list[str], folder: Path) -> float:
    """How many seconds a command takes in this process, whose start is tested with the command line."""
    began = time.perf_counter()
    with chdir(folder):
        assert CliRunner().invoke(commands, arguments).exit_code == 0
    return time.perf_counter() - began


def test_every_benchmark_is_run_here() -> None:
    files = {path.name for path in Path(__file__).parent.glob("*.py")} - {Path(__file__).name, CLUSTER.name}
    assert {Path(module.__file__ or "").name for module in MODULES} == files


def test_anki(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(anki_package, "apart", anki_package.write)
    anki_package.main([4], turns=1, figures=anki_package.figures)
    table = capsys.readouterr().out
    assert [line[8:32].strip() for line in table.splitlines()[2:]] == list(anki_package.WAYS)


def test_anki_histories(capsys: pytest.CaptureFixture[str]) -> None:
    anki_histories.main(1)
    heads, sums = rows(capsys)
    assert heads[:1] == ["Anki"]
    assert set(sums[::2]) >= {"0"}


def test_assembly(capsys: pytest.CaptureFixture[str]) -> None:
    assembly.main(size=300, seeds=1, students=3)
    heads, row, students = rows(capsys)
    assert heads == ["seed", "seconds", "apart", "violations"]
    assert row[0] == "0"
    assert students[:3] == ["3", "students'", "forms:"]


def test_studio(capsys: pytest.CaptureFixture[str]) -> None:
    studio.main(4, 2, 2)
    keystroke, seconds, memory = rows(capsys)
    assert (keystroke[0], seconds[0], memory[0]) == ("keystroke:", "opening", "memory:")


def test_checking(capsys: pytest.CaptureFixture[str]) -> None:
    checking.main([5])
    heads, row = rows(capsys)
    assert heads[:3] == ["facts", "quotes", "s"]
    assert row[0] == "5"


def test_a_cluster_prints_the_same_bytes_though_a_worker_is_killed() -> None:
    """In a process of its own: Dask's loop would run on in this one. Its workers are forked: each would import Dask."""
    settings = {**os.environ, "DASK_DISTRIBUTED__WORKER__MULTIPROCESSING_METHOD": "forkserver"}
    command = [sys.executable, CLUSTER, "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=settings)
    assert "the same bytes, each time" in done.stdout
    assert done.stdout.rstrip().endswith("core-hours")


def test_support(capsys: pytest.CaptureFixture[str]) -> None:
    facts = Path(__file__).parents[2] / "facts"
    support.main([(facts / "waves.yaml", facts / "waves.txt")])
    table = rows(capsys)
    assert [row[0] for row in table[:3]] == ["twins", "development", "held-out"]
    assert [row[2:] for row in table if row[0] == "waves:"] == [["facts,", "0", "reported", "unchanged"]]


def test_audit(capsys: pytest.CaptureFixture[str], project: Callable[..., Project]) -> None:
    audit.main(project=project(FACTS, recipe=RECIPE), quizzes=10, questions=20)
    table = rows(capsys)
    assert [row[0] for row in table[:3]] == ["t", "generated:", "names"]
    assert [row[0] for row in table if "chi-square" in row] == ["places,"] * 2 + ["ranks,"] * 7


def test_item_analysis(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert item_analysis.main() == 0
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("R with its packages psych and psychTools is not installed")
    assert [row[0] for row in rows(capsys)] == ["psych", "alpha", "r.drop", "mean", "shares"]


def test_blind(capsys: pytest.CaptureFixture[str]) -> None:
    assert blind.main(seeds=1)
    table = rows(capsys)
    assert sorted(row[0] for row in table if len(row) == 1) == ["kazakhstan-azerbaijan", "waves"]
    assert [row[0] for row in table].count("all") == 2
    assert any("declined:" in row for row in table)


def test_pools(capsys: pytest.CaptureFixture[str]) -> None:
    pools.main(1)
    heads, *table = rows(capsys)
    assert heads[:3] == ["role", "questions", "declined"]
    assert [(row[0], row[4]) for row in table] == [(role, "0") for role in pools.ROLES]


def test_wrong_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    wrong_numbers.main(25)
    heads, *table, mean = rows(capsys)
    assert heads[:4] == ["shape", "spacing", "all", "rule"]
    assert len(table) == len(wrong_numbers.SHAPES)
    assert mean[0] == "mean"


def test_crossword(capsys: pytest.CaptureFixture[str]) -> None:
    crossword.main(1, looks=1)
    heads, *table = rows(capsys)
    assert heads[:2] == ["words", "script"]
    assert len(table) == 3 * len(crossword.LISTS)


def test_suggestions(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "The harbour of Lisk was built by Maria Tolland in 1843. Half of its 27 berths are used today."
    questions = [{"answers": [{"text": answer}]} for answer in ("Maria Tolland", "1843", "storms")]
    file = tmp_path / "paragraphs.json"
    file.write_text(json.dumps({"data": [{"title": "Lisk", "paragraphs": [{"context": text, "qas": questions}]}]}))
    suggestions.main(file)
    _, row = rows(capsys)
    assert row[:2] == ["3", "66.7%"]
    suggestions.main(file, fit=True)
    assert rows(capsys)[0][:4] == ["#", "Feature", "and", "weight;"]


def test_faults(capsys: pytest.CaptureFixture[str]) -> None:
    faults.main(frames=20, kills=1)
    frames, kills = capsys.readouterr().out.splitlines()
    assert frames.endswith("0 errors logged, goes on: True")
    assert kills.endswith("0 acknowledged answers lost")


def test_generation(capsys: pytest.CaptureFixture[str]) -> None:
    generation.main([10])
    heads, row = rows(capsys)
    assert heads[:3] == ["facts", "questions", "seconds"]
    assert row[0] == "10"
    assert int(row[1]) > 10


def test_grading(capsys: pytest.CaptureFixture[str]) -> None:
    grading.accuracy(1, 1, ["upside", "photo"])
    heads, *table = rows(capsys)
    assert heads == ["answers", "right", "doubtful", "guessed", "refused", "silent"]
    assert table[-1][-1] == "0"  # silently wrong


def test_kills_leave_nothing_behind_and_change_nothing() -> None:
    """In a process of its own: it forks, and the PDF engine's threads do not survive that."""
    command = [sys.executable, kills.__file__, "2", "format"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "2 kills" in done.stdout


def test_patterns_are_linear(capsys: pytest.CaptureFixture[str]) -> None:
    assert patterns.main(500, "quizgen.re") == 0  # reading and rendering
    texts = set()
    patterns.texts_of(patterns._parser.parse(r"a\s+(?:b|c)"), texts)
    assert {"a", " ", "a ", "a b", "b"} <= texts


def test_growth(capsys: pytest.CaptureFixture[str]) -> None:
    assert growth.main(20_000, [" ", "\\(", "И"]) == 0  # in a quote, a formula that is never closed, one long word
    assert "0 of 27 grow faster than their length" in capsys.readouterr().out


@pytest.mark.skipif(not find_spec("text2qti"), reason="only the extra `bench` installs it")
def test_interchange_beside_text2qti(capsys: pytest.CaptureFixture[str]) -> None:
    interchange.main([2], figures=interchange.figures)
    assert rows(capsys)[-1][:2] == ["text2qti", "2"]


def test_interchange_without_text2qti(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interchange.importlib.util, "find_spec", lambda name: None)
    interchange.main([2], figures=interchange.figures)
    heads, *table, missing = rows(capsys)
    assert heads[:2] == ["format", "questions"]
    assert {"canvas", "gift", "h5p"} <= {row[0] for row in table}
    assert missing[:4] == ["text2qti", "is", "not", "installed;"]


def test_calibration(capsys: pytest.CaptureFixture[str]) -> None:
    calibration.main(1, most=40)
    table = rows(capsys)
    assert [row[0] for row in table[-4:-1]] == ["longer", "an", "an"]
    assert table[-1][:2] == ["40", "items:"]


def test_item_flaws(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    item = {"stem": "Which is a wave?", "options": ["Light", "Steel", "All of the above"], "key": 0, "flaws": ["all"]}
    path = tmp_path / "items.jsonl"
    path.write_text(json.dumps(item), encoding="utf-8")
    item_flaws.main(path)
    assert ["all", "1", "0", "0", "1.00", "1.00", "1.00"] in rows(capsys)


def test_live(capsys: pytest.CaptureFixture[str]) -> None:
    with ThreadPoolExecutor(1) as pool:  # tests in a browser leave a loop running in this thread
        pool.submit(live.main, [1]).result()
    table = rows(capsys)
    assert [row[1] for row in table[1:]] == ["floor"] * 4 + ["quizgen"] * 4
    assert table[-1][-5:] == ["1", "of", "1", "answers", "kept"]


def test_mutants(capsys: pytest.CaptureFixture[str]) -> None:
    """A mutant of each kind of file; the command makes as many as one has time for."""
    faults = mutants.main(1, of_each=True)
    assert faults == 0, capsys.readouterr().out
    heads, *table = rows(capsys)
    assert heads[:3] == ["file", "mutants", "tracebacks"]
    assert {row[1] for row in table} == {"1"}


def test_print_alone(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(printing.importlib.util, "find_spec", lambda name: None)
    run = printing.run

    def most_of_it_here(command: list[str], folder: Path) -> printing.Took:
        if command[:3] != [sys.executable, "-m", "quizgen"]:
            return run(command, folder)  # in a process of its own, as all are
        return printing.Took(run_here(command[3:], folder), 0, 0, 0)

    def small_project(folder: Path, forms: int, *, together: bool) -> Project:
        recipe = f"{RECIPE.replace('quiz: {', 'quiz: {roster: class.csv, ')}outputs: [quiz, key]\n"
        return written(
            folder, {"facts/t.yaml": f"{HEAD}facts:\n{FACTS}", "decks/t.yaml": recipe, "decks/class.csv": CLASS}
        )

    monkeypatch.setattr(printing, "run", most_of_it_here)
    monkeypatch.setattr(printing, "project", small_project)  # the large one is printed by the cluster
    monkeypatch.setattr(printing, "compiled_modules", str)  # no folder: modules are compiled where they are
    printing.main([1], [True])
    assert [line[:28].strip() for line in capsys.readouterr().out.splitlines()[3:]] == [
        *("bare Typst", "quizgen, from the questions", "quizgen", "quizgen, again", "quizgen, own theme"),
        *("LaTeX exam", "Auto Multiple Choice", "WeasyPrint"),
    ]


def test_reading(capsys: pytest.CaptureFixture[str]) -> None:
    reading.main([10], runs=1, figures=reading.figures)
    heads, row = rows(capsys)
    assert heads[:2] == ["facts", "PyYAML"]
    assert row[0] == "10"


def test_startup(
    capsys: pytest.CaptureFixture[str], project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = startup.seconds

    def most_of_it_here(command: list[str], folder: Path) -> float:
        if command[0] == startup.QUIZGEN and command[1:] != ["--help"]:
            return run_here(command[1:], folder)
        return seconds(command, folder)  # in a process of its own, as all are

    monkeypatch.setattr(startup, "seconds", most_of_it_here)
    startup.main(1, project=project(FACTS, recipe=RECIPE).root, article="t")
    heads, *table = rows(capsys)
    assert heads[0] == "command"
    commands = ["import click", "quizgen --help", "quizgen check", "quizgen build", "quizgen build"]
    assert [" ".join(row[:2]) for row in table] == commands


def test_uniqueness(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text(f"schema: quizgen-facts/1\nsource: {{id: t, title: T}}\nfacts:\n{FACTS}", encoding="utf-8")
    assert uniqueness.main(2, [path]) == 0
    assert ["word-bank", "2", "0"] in rows(capsys)
