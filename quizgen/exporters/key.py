"""``key-A.pdf``, ``key-B.pdf``, …: the answers of each form with their evidence; ``key-grid.pdf``: of sixty forms.

``key-compact-A.pdf`` has them without evidence, ``key-annotated-A.pdf`` where students write them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from quizgen.errors import TemplateError
from quizgen.exporters.anki.package import Package
from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import QuizExporter
from quizgen.exporters.job import QuizJob
from quizgen.exporters.printing import form_drawings, print_form, print_forms, typeset
from quizgen.exporters.scannable.form_sheets import sheet_codes
from quizgen.model.body import ChooseOne, ChooseSeveral, TrueFalse
from quizgen.model.paper import Honour, KeyKind, PageLayout, Style
from quizgen.model.quiz import Form
from quizgen.rendering.pixel_drawing import Drawing
from quizgen.rendering.printout import Printout

FILES: dict[KeyKind, str] = {"full": "key", "compact": "key-compact", "annotated": "key-annotated"}

# How many forms fit side by side if all answers are letters, and if some are words.
LETTERS, WORDS = 12, 6
COMPARED = 60  # forms per file: each costs the PDF engine 3 MB of memory


class Key(QuizExporter):
    """Exports the teacher's pages."""

    name = "key"
    summary = "an answer key with the evidence, without it or on the paper itself, a PDF a form, and all on a page"
    file_names = ("key-A.pdf", "…", "key-grid.pdf")
    loses = "nothing"
    paper: ClassVar[Mapping[str, Honour]] = {"size": "yes", "style": "first", "together": "yes", "double-sided": "yes"}

    def drawings(self, job: QuizJob) -> Iterator[Drawing]:
        """Return the pictures with labels to be named."""
        return form_drawings(job)

    def export(self, job: QuizJob) -> Exported:
        """Return a PDF per form or one for all forms, and for several forms one that compares them."""
        title = f"{job.quiz.title}, {job.words['answer_key']}"
        files: dict[str, bytes | Printout | Package] = {}
        faults: dict[str, TemplateError] = {}
        for kind in job.keys:
            keys = print_forms(job, FILES[kind], title, slice(1), partial(_key, job, kind))
            files |= keys.files
            faults |= keys.faults
        if len(job.quiz.forms) == 1:
            return Exported(files, faults=faults)
        is_chosen = all(
            isinstance(item.body, ChooseOne | ChooseSeveral | TrueFalse)
            for form in job.quiz.forms
            for item in form.items
        )
        for start in range(0, len(job.quiz.forms), COMPARED):
            name = f"key-grid-{start // COMPARED + 1}.pdf" if start else "key-grid.pdf"
            more = {
                "forms": job.quiz.forms[start : start + COMPARED],
                "columns": LETTERS if is_chosen else WORDS,
            }
            files[name] = typeset(job, job.paper.styles[0], "print/key-grid.typ.j2", title, "all forms", more)
        return Exported(files, faults=faults)


def measured_key(job: QuizJob, form: Form, style: Style) -> Printout:
    """Return the annotated key, with how much room its parts take (metadata ``measured``)."""
    layout = PageLayout(columns=job.paper.columns, measured=True)
    return _key(replace(job, key_layouts={style: layout}), "annotated", form, style)


def _key(job: QuizJob, kind: KeyKind, form: Form, style: Style) -> Printout:
    """A form's key; an annotated one is laid out as the paper is."""
    heading = ", ".join((job.quiz.title, job.words["answer_key"], job.words["form"].format(letter=form.letter)))
    proofs = {
        "locators": {fact.key: job.locator(fact) for item in form.items for fact in item.facts},
        "corrections": {
            item.number: job.true_statement(item.question) for item in form.items if item.body == TrueFalse(False)
        },
        "with_evidence": kind == "full",
        "lettered": job.marking.lettered,
        "sheets": sheet_codes(job, form),
    }
    if kind == "annotated":
        return print_form(
            job,
            form,
            style,
            "print/key-annotated.typ.j2",
            heading,
            proofs,
            job.key_layouts.get(style, job.layout(style)),
        )
    return print_form(job, form, style, "print/key.typ.j2", heading, proofs, PageLayout())
