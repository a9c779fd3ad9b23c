"""Other people's readers of GIFT and H5P judge what is written, question by question."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bank_questions import COVERED, TEXTS, bank_of, every_type, labels, shown
from conftest import MODULES, present, program
from every_kind import ENTITIES, FACTS, PICTURE, RECIPE
from h5p_packages import package

from quizgen.commands.export import export
from quizgen.exporters.interchange.bank import BankQuestion, accepted_answers
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.gift import Gift
from quizgen.exporters.interchange.h5p import H5p
from quizgen.exporters.interchange.h5p_filling import HostPackage
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    Matching,
    Number,
    OpenAnswer,
    ShortText,
    TrueFalse,
    pairs_of,
    spares_of,
)
from quizgen.model.right_numbers import right_numbers
from quizgen.model.text import Text
from quizgen.project import Project

HERE = Path(__file__).parent


def node(script: str, package: str, *arguments: Path) -> str:
    """What the script prints; it uses the npm package."""
    present(MODULES / package)
    command = [program("node"), str(HERE / script), str(MODULES), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def read(question: dict[str, Any]) -> tuple[object, ...]:
    """Type, id, text and what is right."""
    answers: object = question.get("isTrue")
    if "choices" in question:
        answers = [
            (each["text"]["number"], each["text"]["range"])
            if question["type"] == "Numerical"
            else (told(each["text"], question["type"]), each["isCorrect"] or (each["weight"] or 0) > 0)
            for each in question["choices"]
        ]
    if "matchPairs" in question:
        answers = [(told(each["subquestion"]), put_back(each["subanswer"])) for each in question["matchPairs"]]
    return question["type"], question["id"], told(question["stem"]), answers


def told(text: dict[str, str], kind: str = "") -> str:
    return text["text"].replace(r"\*", "*").strip() if kind == "Short" else shown(text["text"]).strip()


def put_back(text: str) -> str:
    """An answer of a matching question, of which the parser leaves escapes, and of white space one space."""
    return squeezed(shown(re.sub(r"&&(\d{3});", lambda found: chr(int(found[1])), text)))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def wanted(question: BankQuestion) -> tuple[object, ...]:
    def plain(text: Text) -> str:
        return str(text).strip()

    kind: str
    answers: object = None
    match question.body:
        case ChooseOne() | ChooseSeveral() as body:
            kind, answers = "MC", [(plain(choice.text), choice.correct) for choice in body.choices]
        case ShortText() as body:
            kind, answers = "Short", [(answer.strip(), True) for answer in accepted_answers(body)]
        case Matching() | Gaps() as body:
            pairs = [*pairs_of(body), *((Text(), spare) for spare in spares_of(body))]
            kind, answers = "Matching", [(plain(prompt), squeezed(str(answer))) for prompt, answer in pairs]
        case TrueFalse(true):
            kind, answers = "TF", true
        case Number() as body:
            kind, answers = "Numerical", [(float(n.value), float(n.margin)) for n in right_numbers(body)]
        case OpenAnswer():
            kind = "Essay"
        case body:
            raise AssertionError(body)
    return kind, question.id, plain(question.prompt), answers


def test_gift_pegjs_reads_every_question(tmp_path: Path) -> None:
    # JavaScript takes a byte order mark for white space, which the parser leaves out at the ends.
    texts = [text for text in TEXTS if not text.startswith("\ufeff")]
    made = [question for place, text in enumerate(texts) for question in every_type(place, text)]
    bank, losses = fitted_bank(bank_of(*made), Gift.carries)
    assert [loss.why for loss in losses if loss.what == "question"] == [
        "an answer has characters that the format reads as its own syntax: it is left out"
    ]
    (tmp_path / "gift.txt").write_bytes(Gift().files(bank)["gift.txt"])
    questions = json.loads(node("gift.cjs", "gift-pegjs", tmp_path / "gift.txt"))[1:]
    assert [read(question) for question in questions] == [*map(wanted, bank.questions)]


def test_h5p_server_takes_the_packages(project: Callable[..., Project], tmp_path: Path) -> None:
    questions = [question for place, text in enumerate(TEXTS) for question in every_type(place, text)]
    boxes = [(0.0, 1.5 * index, 9.0, 1.0) for index in range(len(TEXTS))]
    questions.append(BankQuestion("t/l/x/y", Text(), labels(*TEXTS, boxes=boxes), picture=COVERED, covered=COVERED))
    hostile = H5p().files(fitted_bank(bank_of(*questions), H5p.carries)[0])["questions.h5p"]
    (tmp_path / "host.h5p").write_bytes(package())
    filled = HostPackage(tmp_path / "host.h5p", "h5p").filled_files({"questions.h5p": hostile})["questions.h5p"]
    files = [io.BytesIO(hostile), io.BytesIO(filled)]
    facts = project(FACTS, entities=ENTITIES, recipe=RECIPE, files={"facts/cycle.svg": PICTURE})
    (facts.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    for output in ("h5p", "h5p-cards"):
        target = tmp_path / output
        written, _ = export(facts, output, (), target, bank=False, strict=False, progress=lambda *_: None)
        files += [io.BytesIO(path.read_bytes()) for path in written if path.suffix == ".h5p"]
    folders = [tmp_path / f"unpacked-{number}" for number in range(len(files))]
    for file, folder in zip(files, folders, strict=True):
        zipfile.ZipFile(file).extractall(folder)
    assert len(folders) == 4
    node("h5p.cjs", "@lumieducation/h5p-server", *folders)
    for folder, file, fault in (
        (folders[0], "h5p.json", "invalid-h5p-json-file"),
        (folders[1], "H5P.Blanks-1.12/library.json", "invalid-schema-library-json-file"),
    ):
        (folder / file).write_text("{}")
        with pytest.raises(AssertionError, match=fault):
            node("h5p.cjs", "@lumieducation/h5p-server", folder)
