"""``crossword.pdf``, ``word-search.pdf``, ``bingo.pdf`` for students, and for the teacher the key of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from quizgen.exporters.exported import Exported
from quizgen.exporters.job import Job
from quizgen.exporters.paper import typeset
from quizgen.model.question import Part
from quizgen.model.worksheets import Bingo, Crossword, Entry, WordSearch
from quizgen.rendering.printout import Printout


class Worksheets:
    """Exports the worksheets that the job has."""

    name = "worksheets"
    summary = "a crossword, a word search, cards of bingo, PDFs with their keys (crossword.pdf, crossword-key.pdf, …)"
    needs: Literal["cards", "quiz", "worksheets"] = "worksheets"

    def export(self, job: Job) -> Exported:
        """Two PDFs a sheet."""
        sheets = job.worksheets
        files: dict[str, Printout] = {}
        if sheets.crossword:
            files |= _both(job, "crossword", _crossword(job, sheets.crossword))
        if sheets.word_search:
            files |= _both(job, "word-search", _word_search(job, sheets.word_search))
        if sheets.bingo:
            files |= _both(job, "bingo", _bingo(job, sheets.bingo))
        return Exported(files)


def _both(job: Job, kind: str, more: Mapping[str, object]) -> Iterable[tuple[str, Printout]]:
    title = job.words[kind]
    style = job.paper.styles[0]
    for name, solved in ((kind, False), (f"{kind}-key", True)):
        heading = ", ".join((job.quiz.title, title, *([job.words["answer_key"]] if solved else [])))
        context = {"kind": kind, "solved": solved, **more}
        yield f"{name}.pdf", typeset(job, style, f"print/{kind}.typ.j2", heading, f"{name}.pdf", context)


def _locators(job: Job, parts: Iterable[Part]) -> dict[str, str]:
    return {part.fact.key: job.locator(part.fact) for part in parts}


def _crossword(job: Job, sheet: Crossword) -> dict[str, object]:
    places = (f"{_label(job, entry)}: {_place(job, entry)} {entry.lengths}" for entry in sheet.entries)
    grid = job.words["grid"].format(rows=sheet.rows, columns=sheet.columns)
    return {
        "sheet": sheet,
        "labels": {entry.part.fact.key: _label(job, entry) for entry in sheet.entries},
        "alt": "; ".join((grid, *places)),
        "locators": _locators(job, (entry.part for entry in sheet.entries)),
    }


def _word_search(job: Job, sheet: WordSearch) -> dict[str, object]:
    grid = job.words["grid"].format(rows=len(sheet.rows), columns=len(sheet.rows))
    rows = (job.words["row"].format(row=number, text=" ".join(row)) for number, row in enumerate(sheet.rows, 1))
    return {
        "sheet": sheet,
        "places": {entry.part.fact.key: _place(job, entry) for entry in sheet.entries},
        "alt": "; ".join((grid, *rows)),
        "locators": _locators(job, (entry.part for entry in sheet.entries)),
    }


def _bingo(job: Job, sheet: Bingo) -> dict[str, object]:
    return {"sheet": sheet, "locators": _locators(job, sheet.calls)}


def _label(job: Job, entry: Entry) -> str:
    return job.words["entry_down" if entry.step[0] else "entry_across"].format(number=entry.number)


def _place(job: Job, entry: Entry) -> str:
    return job.words["place"].format(row=entry.row + 1, column=entry.column + 1)
