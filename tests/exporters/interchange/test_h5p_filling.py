"""An H5P package that a school exported is filled with the quiz and keeps all its libraries."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bank_questions import bank_of, every_type
from conftest import ONE_CHOICE, quiet
from h5p_packages import LIBRARIES, package, unzipped, zipped

from quizgen.commands.export import export
from quizgen.errors import ContentError, UsageError
from quizgen.exporters.interchange.bank import BankQuestion, MediaFile
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.h5p import H5p
from quizgen.exporters.interchange.h5p_filling import HostPackage
from quizgen.project import Project

MIXED = ("behaviour", "l10n")
CARDS = {
    "title": "Leer",
    "description": "Alt",
    "mode": "repetition",
    "dialogs": [{"text": "alt", "answer": "alt"}],
    "behaviour": {"enableRetry": False},
    "answer": "Umdrehen",
}
FACT = """\
- id: f
  statement: "It is {so}."
  slots: {so: {value: so, ask: How is it?, distractors: [no, nay, not]}}
"""


def ours(*more: BankQuestion) -> dict[str, bytes]:
    """The files that an export without --into writes."""
    return dict(H5p().files(fitted_bank(bank_of(*every_type(1, "a < b"), *more), H5p.carries)[0]))


def filled(tmp_path: Path, host: bytes, files: dict[str, bytes], output: str = "h5p") -> dict[str, bytes]:
    """The files of the filled package."""
    (tmp_path / "host.h5p").write_bytes(host)
    (made,) = HostPackage(tmp_path / "host.h5p", output).filled_files(files).values()
    return unzipped(made)


def test_libraries_stay_and_content_goes(tmp_path: Path) -> None:
    picture = MediaFile("p.png", b"new", "A picture")
    made = ours(replace(every_type(2, "x")[0], picture=picture))
    files = filled(tmp_path, package(), made)
    kept = {name: content for name, content in unzipped(package()).items() if "-1." in name}
    assert {name: content for name, content in files.items() if "-1." in name} == kept
    assert [*files][:3] == ["h5p.json", "content/content.json", "content/images/p.png"]
    assert "content/images/old.png" not in files
    head = json.loads(files["h5p.json"])
    assert (head["title"], head["language"], head["license"]) == ("A / <Title>", "en", "CC BY")
    assert [each["machineName"] for each in head["preloadedDependencies"]] == [*LIBRARIES]
    assert not set(re.findall(r"Leer|Alt|old|Wahr|Bitte", files["content/content.json"].decode()))


def test_questions_use_the_versions_and_words_of_the_package(tmp_path: Path) -> None:
    made = ours()
    before = json.loads(unzipped(made["questions.h5p"])["content/content.json"])
    after = json.loads(filled(tmp_path, package(), made)["content/content.json"])
    assert {each["library"] for each in after["questions"]} == {
        f"{name} {LIBRARIES[name]}" for name in ("H5P.MultiChoice", "H5P.TrueFalse", "H5P.Blanks", "H5P.DragText")
    }
    assert (after["texts"]["nextButton"], after["endGame"], after["passPercentage"]) == (
        "Weiter",
        {"message": "Ergebnis"},
        60,
    )
    params = {each["library"].partition(" ")[0]: each["params"] for each in reversed(after["questions"])}
    choice, truth = params["H5P.MultiChoice"], params["H5P.TrueFalse"]
    assert (choice["UI"], choice["behaviour"]["enableRetry"]) == ({"checkAnswerButton": "Prüfen"}, False)
    assert truth["l10n"] == {"trueText": "True", "falseText": "False", "checkAnswer": "Prüfen"}
    for was, now in zip(before["questions"], after["questions"], strict=True):
        assert all(now["params"][key] == each for key, each in was["params"].items() if key not in MIXED)
        assert all(now["params"][key].items() >= was["params"][key].items() for key in MIXED if key in was["params"])


def test_filling_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "host.h5p").write_bytes(package())
    once, again = (HostPackage(tmp_path / "host.h5p", "h5p").filled_files(ours()) for _ in range(2))
    assert once == again


def test_everything_that_is_lacking_is_reported_at_once(tmp_path: Path) -> None:
    libraries = {name: version for name, version in LIBRARIES.items() if name != "H5P.Blanks"} | {
        "H5P.MultiChoice": "1.9",
        "H5P.DragText": "2.0",
    }
    with pytest.raises(ContentError) as error:
        filled(tmp_path, package(libraries=libraries), ours())
    assert [problem.message for problem in error.value.problems] == [
        "its Multiple Choice (H5P.MultiChoice) is version 1.9; quizgen supports 1.14 to 1.16, or a little later",
        "its Drag the Words (H5P.DragText) is version 2.0; quizgen supports 1.8 to 1.10, or a little later",
        "it lacks Fill in the Blanks (H5P.Blanks)",
    ]
    assert error.value.problems[2].hint == (
        "add a question of the type Fill in the Blanks, then export it again from H5P, as .h5p"
    )


def bomb() -> bytes:
    """A package with a file of 30 MB, which takes long to make."""
    return package(more={"H5P.Image-1.1/big.js": bytes(30_000_000)})


REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "no container": (b"PK\x03\x04 no", "cannot be read"),
    "no package": (zipped({"a.txt": b"a"}), "it has no h5p.json"),
    "no content": (
        zipped({name: each for name, each in unzipped(package()).items() if name != "content/content.json"}),
        "it has no content/content.json",
    ),
    "no libraries": (package(libraries={}), "it has no libraries"),
    "another main library": (package(main="H5P.Dialogcards"), "a package of Dialog Cards; h5p fills one of Question"),
    "no main library": (package(more={"h5p.json": b"{}"}), "a package of nothing"),
    "broken JSON": (package(more={"h5p.json": b"{"}), "h5p.json is not valid JSON"),
    "a list": (package(more={"content/content.json": b"[]"}), "content/content.json is not what H5P writes"),
    "deep JSON": (package(more={"h5p.json": b'{"a":' + b"[" * 100_000}), "h5p.json is not valid JSON"),
    "a way out": (package(more={"../evil.js": b"x"}), "would leave its folder"),
    "a bomb": (bomb, "says that it has 30 MB unpacked"),
    "a folder of bombs": (
        zipped({f"{number}.js": b"" for number in range(600)}, says=900_000),
        "says that it has 540 MB unpacked",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_anything_else_is_rejected(case: str, tmp_path: Path) -> None:
    host, message = REFUSED[case]
    with pytest.raises(ContentError, match=re.escape(message)):
        filled(tmp_path, host() if callable(host) else host, ours())


def test_only_packages_of_h5p_are_filled(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kahoot cannot fill a package; --into is only for h5p and h5p-cards"):
        HostPackage(tmp_path / "none.h5p", "kahoot")


def test_a_deck_and_a_quiz_are_exported_into_packages(project: Callable[..., Project], tmp_path: Path) -> None:
    facts = project(FACT, recipe=ONE_CHOICE)
    hosts = {"h5p": package(), "h5p-cards": package("H5P.Dialogcards", {"H5P.Dialogcards": "1.8"}, CARDS)}
    found = {}
    for output, host in hosts.items():
        into, target = tmp_path / f"{output}-host.h5p", tmp_path / output
        into.write_bytes(host)
        written, _ = export(facts, output, (), target, bank=False, strict=False, progress=quiet, into=into)
        (path,) = (each for each in written if each.suffix == ".h5p")
        found[output] = json.loads(unzipped(path.read_bytes())["content/content.json"])
    assert [each["params"]["question"] for each in found["h5p"]["questions"]] == ["<p>How is it?</p>"]
    dialogs = found["h5p-cards"].pop("dialogs")
    assert all(dialog["answer"].startswith("<p><strong>so</strong></p>") for dialog in dialogs)
    assert found["h5p-cards"] == {
        "title": "A Quiz",
        "mode": "repetition",
        "behaviour": {"enableRetry": False},
        "answer": "Umdrehen",
    }
