"""A student's paper with what is right beside what was answered, the words that prove it, and the points."""

from __future__ import annotations

from quizgen.exporters.job import QuizJob
from quizgen.exporters.printing import typeset
from quizgen.exporters.scannable.sheet_json import PrintedQuestion, SheetFile
from quizgen.grading.points import ScoredQuestion
from quizgen.grading.result_tables import GradedPaper
from quizgen.model.body import TrueFalse
from quizgen.model.quiz import Form
from quizgen.model.text import Text, parse_text
from quizgen.rendering.printout import Printout


def marked_paper(job: QuizJob, form: Form, graded: GradedPaper, name: str) -> Printout:
    """Return the paper of a student of this ``name``, whose form it is."""
    sheet = graded.paper.sheet.sheet
    printed = {entry.question: entry for entry in sheet.asked}
    scores = {score.question: score for score in graded.questions}
    items = [item for item in form.items if item.question.id in scores]
    scored = []
    for item in items:
        score, asked = scores[item.question.id], printed[item.question.id]
        scored.append(
            (item, score, answer_texts(asked, score, sheet, job), _accepted_options(asked, score, graded, job))
        )
    more = {
        "form": form,
        "form_name": job.words["form"].format(letter=form.letter),
        "student": name or graded.paper.student,
        "scored": scored,
        "points": graded.points,
        "most": graded.most,
        "locators": {fact.key: job.locator(fact) for item in items for fact in item.facts},
        "corrections": {
            item.number: job.true_statement(item.question) for item in items if item.body == TrueFalse(False)
        },
        "lettered": job.marking.lettered,
    }
    heading = f"{job.quiz.title}, {name or graded.paper.student}"
    return typeset(job, sheet.style, "print/marked-paper.typ.j2", heading, f"student {graded.paper.student}", more)


def answer_texts(printed: PrintedQuestion, score: ScoredQuestion, sheet: SheetFile, job: QuizJob) -> list[Text]:
    """Return what was answered, row by row, in the words that are printed; nothing if it was in writing."""
    if not score.right:
        return []
    return [
        parse_text(", ".join(_words(printed, value, sheet, job) for value in values)) for values in score.choice or ()
    ]


def _accepted_options(printed: PrintedQuestion, score: ScoredQuestion, graded: GradedPaper, job: QuizJob) -> list[str]:
    """Return the options that count as right since the key was changed, beside those of the key."""
    archived = graded.paper.sheet
    key = archived.key.get(printed.question)
    if not key or not key.right or len(score.right) != 1:
        return []
    return [_words(printed, value, archived.sheet, job) for value in score.right[0] if value not in key.right[0]]


def _words(printed: PrintedQuestion, value: str, sheet: SheetFile, job: QuizJob) -> str:
    if value in ("true", "false") and not printed.options:
        return job.words[value]
    option = dict(zip(sheet.values_of(printed.question), printed.options, strict=False)).get(value)
    return f"{value}. {option}" if option else value
