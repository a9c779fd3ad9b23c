"""What a script can rely on: each sort of fault has its exit code, and none a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from terminal import here, in_a_process

from quizgen.cli import main

HEAD = "schema: quizgen-facts/1\nsource: {id: t, title: T}\nfacts:\n"
FACT = '- id: f\n  statement: "It is {so}."\n  ask: How is it?\n  distractors: [no, nay]\n'
RECIPE = "schema: quizgen-deck/1\ntitle: Q\nfacts: t\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in (("facts/t.yaml", HEAD + FACT), ("decks/t.yaml", RECIPE)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_all_is_well(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert here(capfd, folder, "build").returncode == 0


BROKEN: dict[str, bytes | None] = {
    "broken YAML": b"schema: [",
    "an unknown key": (HEAD + FACT + "  aks: x\n").encode(),
    "a wrong type": (HEAD + FACT + "  difficulty: hard\n").encode(),
    "a duplicate id": (HEAD + FACT + FACT).encode(),
    "an undeclared slot": (HEAD + FACT + "  slots: {x: {value: y}}\n").encode(),
    "a missing entity": (HEAD + "- id: f\n  statement: '{x}'\n  slots: {x: {entity: y}}\n").encode(),
    "an empty file": b"",
    "a folder": None,
    "not UTF-8": "schema: café".encode("cp1252"),
    "a huge file": b"#" * 50_000_000,
    "an alias bomb": b"a: &a [x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n",
    "a path that leaves the project": (HEAD + FACT + "  image: {file: ../../x.png, alt: x}\n").encode(),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_facts_exit_with_3_and_name_the_file(folder: Path, what: str, capfd: pytest.CaptureFixture[str]) -> None:
    path, content = folder / "facts/t.yaml", BROKEN[what]
    path.unlink()
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    for command in ("build", "check"):
        done = here(capfd, folder, command)
        assert done.returncode == 3
        assert "facts/t.yaml" in done.stderr
        assert "→" in done.stderr
    assert not (folder / "build").exists()


def test_a_fault_has_its_code_in_a_process(folder: Path) -> None:
    assert in_a_process(folder, "explain", "nothing").returncode == 2


def test_other_faults(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert here(capfd, folder, "build", "--nonsense").returncode == 2
    (folder / "out").write_text("a file")
    assert here(capfd, folder, "build", "-o", "out").returncode == 5
    (folder / "templates/review").mkdir(parents=True)
    (folder / "templates/review/review.html.j2").write_text("{{ nothing }}")
    assert here(capfd, folder, "build").returncode == 4
    (folder / "facts/t.yaml").write_text("schema: [", encoding="utf-8")
    assert here(capfd, folder, "build").returncode == 3


NO_ROOM = "quizgen: this could not be printed: No space left on device\n"
needs_full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")


@needs_full_device
@pytest.mark.parametrize("arguments", [("list",), ("check", "--format", "json"), ("explain", "claim")])
def test_a_full_disk_behind_the_output_is_an_error_in_plain_words(
    folder: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    for stream, words in (("stdout", arguments), ("stderr", (*arguments, "nosuch"))):
        other = {"stdout": "stderr", "stderr": "stdout"}[stream]
        monkeypatch.setattr(sys, "argv", ["quizgen", *words])
        with Path("/dev/full").open("w") as full, (folder / "printed").open("w") as printed:
            monkeypatch.setattr(sys, stream, full)
            monkeypatch.setattr(sys, other, printed)
            with pytest.raises(SystemExit) as error:
                main()
        text = (folder / "printed").read_text()
        assert (error.value.code, text) == (5, NO_ROOM if stream == "stdout" else "")


@needs_full_device
def test_what_found_no_room_is_not_printed_once_more_at_the_end(folder: Path) -> None:
    command = [sys.executable, "-m", "quizgen", "explain", "claim"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, check=False, cwd=folder, text=True, stdout=full, stderr=subprocess.PIPE)
        assert (done.returncode, done.stderr) == (5, NO_ROOM)
        done = subprocess.run([*command, "nosuch"], check=False, cwd=folder, stdout=subprocess.PIPE, stderr=full)
        assert (done.returncode, done.stdout) == (5, b"")


def test_a_reader_that_stops_reading_is_no_traceback(folder: Path) -> None:
    command = [sys.executable, "-m", "quizgen", "explain", "claim"]
    done = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.stdout is not None
    done.stdout.close()
    _, said = done.communicate()
    assert said == b""


def test_numbers_of_any_size(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Of a claim, a formula and a tolerance, whatever their powers."""
    for number in ("6.022e23", "1e999999", "9" * 200, "1e-400"):
        claim = f'checks: [{{claim: big, expr: "{number} * 1000000", expect: {number}}}]'
        (folder / "facts/t.yaml").write_text(f"{HEAD}{FACT}  {claim}\n  feedback: About 10^999 and 10⁹⁹⁹ of them.\n")
        done = here(capfd, folder, "check")
        assert "error[claim]" in done.stderr


def test_an_answer_with_more_digits_than_a_number_has(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "facts/t.yaml").write_text(f"{HEAD}- id: f\n  statement: It is {{{'9' * 400}}}.\n  ask: How many?\n")
    done = here(capfd, folder, "list")  # which lets a bug through as it is
    assert done.returncode == 0


def test_a_claim_with_large_numbers_holds(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    claim = 'checks: [{claim: big, expr: "6.022e23 * 1000000", expect: 6.022e29}]'
    (folder / "facts/t.yaml").write_text(f"{HEAD}{FACT}  {claim}\n")
    assert "6.022e23 * 1000000 = 6.022e+29, as expected" in here(capfd, folder, "check").stderr


def test_a_list_of_facts_with_an_undeclared_slot(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "facts/t.yaml").write_text(
        f"{HEAD}- {{id: f, statement: 'The {{source}} is {{x}}.', slots: {{x: {{value: y, ask: What?}}}}}}\n"
    )
    done = here(capfd, folder, "list")
    assert "error[undeclared-slot] f: the statement names the slot 'source'" in done.stderr
    assert "f: The {source} is y." in done.stdout


def test_an_imported_number_of_thousands_of_digits(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    question = f'{{"id": "a", "kind": "numeric", "stem": "s", "answer": {"9" * 5000}}}'
    (folder / "b.json").write_text(f'{{"schema": "quizgen-questions/1", "title": "t", "questions": [{question}]}}')
    done = here(capfd, folder, "import", "b.json", "-o", "facts/b.yaml")
    assert done.returncode == 3
    assert "this is not valid JSON" in done.stderr
