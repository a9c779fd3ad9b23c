"""Reads a bank that is written in a test."""

from __future__ import annotations

from pathlib import Path

from quizgen.importers import IMPORTERS
from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import option
from quizgen.importers.imported import BankDetails, BankEntry, ImportedQuestion, RejectedQuestion
from quizgen.model.body import ChooseOne


def bank(folder: Path, name: str, content: str | bytes, encoding: str = "") -> BankFile:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return BankFile(path, encoding)


def guessed(file: BankFile) -> str:
    return next((name for name in IMPORTERS.names() if IMPORTERS.get(name)().knows(file)), "")


def read(file: BankFile, name: str) -> list[BankEntry]:
    assert guessed(file) == name
    return list(IMPORTERS.get(name)().read(file))


def items(file: BankFile, name: str) -> list[ImportedQuestion]:
    entries = [entry for entry in read(file, name) if not isinstance(entry, BankDetails)]
    assert [entry for entry in entries if isinstance(entry, RejectedQuestion)] == []
    return [entry for entry in entries if isinstance(entry, ImportedQuestion)]


def lost(question: ImportedQuestion) -> list[str]:
    return [what for what, _ in question.losses]


def choice(*wrong: str, right: str) -> ChooseOne:
    """One right option, which is the first, and wrong ones."""
    return ChooseOne((option(right, True), *map(option, wrong)))
