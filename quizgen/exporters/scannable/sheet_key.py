"""Beside the sheets: ``sheet-key.json``, ``sheets/HASH.json`` with a sheet and its key, ``student-numbers.csv``."""

from __future__ import annotations

import json
from collections.abc import Sequence

from quizgen.exporters.job import QuizJob
from quizgen.exporters.scannable.frame import quiz_id
from quizgen.exporters.scannable.lines import key_of
from quizgen.exporters.scannable.sheet_json import ArchivedSheet, SheetFile
from quizgen.model.student_numbers import student_numbers

MOST_NUMBERS = 999
ARCHIVE = "sheets"  # a folder of the recipe's from which a later build removes nothing


def key_files(job: QuizJob, sheets: Sequence[SheetFile], others: Sequence[SheetFile]) -> dict[str, bytes]:
    """Return the key of all forms, which names all sheets, and an archived file for each of the ``sheets``.

    ``others`` are those that another output prints for the same forms.
    """
    keys = {form.letter: key_of(form, job.marking.credit) for form in job.quiz.forms}
    hashes = dict(sorted((sheet.hash, sheet.form) for sheet in (*sheets, *others)))
    document = {
        "schema": "quizgen-sheet-key/1",
        "sheets": hashes,
        "forms": {
            form: {id: entry.model_dump(exclude_defaults=True) for id, entry in key.items()}
            for form, key in keys.items()
        },
    }
    archived = {
        f"{ARCHIVE}/{sheet.hash}.json": ArchivedSheet(
            quiz=quiz_id(job), name=job.name, check=job.marking.check, sheet=sheet, key=keys[sheet.form]
        ).json_bytes()
        for sheet in sheets
    }
    key = f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()
    return {"sheet-key.json": key, **_numbers(job), **archived}


def _numbers(job: QuizJob) -> dict[str, bytes]:
    """Numbers with a check digit, as a roster without names; none where sheets have a student's name."""
    if not job.marking.check or any(form.student for form in job.quiz.forms):
        return {}
    rows = "".join(f",{number},\n" for number in student_numbers(job.marking.digits, MOST_NUMBERS))
    return {"student-numbers.csv": f"name,id,class\n{rows}".encode()}
