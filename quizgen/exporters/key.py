"""``key-A.pdf``, ``key-B.pdf``, …: the answers of each form, with what proves them; ``key-grid.pdf``: of all."""

from __future__ import annotations

from typing import Literal

from quizgen.exporters.exported import Exported
from quizgen.exporters.job import Job
from quizgen.exporters.paper import print_form, typeset

# How many forms stand side by side, where all answers are letters and where some are words.
LETTERS, WORDS = 12, 6


class Key:
    """Exports the teacher's pages."""

    name = "key"
    summary = "an answer key with the evidence, a PDF a form (key-A.pdf, …), and all on a page (key-grid.pdf)"
    needs: Literal["cards", "quiz", "worksheets"] = "quiz"

    def export(self, job: Job) -> Exported:
        """A PDF a form and, where there are several, one over all."""
        files = {}
        for form in job.quiz.forms:
            heading = ", ".join((job.quiz.title, job.words["answer_key"], job.words["form"].format(letter=form.letter)))
            proofs = {
                "locators": {fact.key: job.locator(fact) for item in form.items for fact in item.facts},
                "corrections": {
                    item.number: job.corrected(item.question) for item in form.items if item.truth is False
                },
            }
            style = job.paper.styles_for(form.student)[0]
            files[f"key-{form.letter}.pdf"] = print_form(job, form, style, "print/key.typ.j2", heading, proofs)
        if len(job.quiz.forms) > 1:
            heading = f"{job.quiz.title}, {job.words['answer_key']}"
            chosen = all(item.options or item.truth is not None for form in job.quiz.forms for item in form.items)
            more = {"forms": job.quiz.forms, "columns": LETTERS if chosen else WORDS}
            style = job.paper.styles[0]
            files["key-grid.pdf"] = typeset(job, style, "print/key-grid.typ.j2", heading, "all forms", more)
        return Exported(files)
