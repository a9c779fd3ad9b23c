"""Takes docs/images/analysis.png: the first page of the report on made-up answers of two classes to the shipped quiz.

Needs what the tests need. Whoever knows more answers better, except that one key is wrong.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from quizgen.analysis.measuring import measurement_of
from quizgen.classroom.session_files import jobs_of
from quizgen.commands.analysis_report import report_pdf
from quizgen.model.quiz import Quiz
from quizgen.model.responses import AskedItem, Response, asked_items
from quizgen.project import Project

ROOT = Path(__file__).parents[2]
CLASSES = {"8a, 2025": 28, "8b, 2026": 31}
WRONG_KEY = "multiple-choice"  # of the first question of this kind


def main() -> None:
    """Print the report and draw the upper part of its first page."""
    project = Project.at(ROOT)
    jobs, _ = jobs_of(project, "waves")
    quiz = jobs.quiz.quiz
    items = [item for session in CLASSES for form in quiz.forms for item in asked_items(form, session)]
    report = report_pdf(project, project.recipe("waves"), measurement_of(answers(quiz, items), items))
    page = pypdfium2.PdfDocument(report)[0].render(scale=1.6).to_pil()
    page.crop((0, 60, page.width, 1230)).quantize(32).save(ROOT / "docs/images/analysis.png", optimize=True)


def answers(quiz: Quiz, items: list[AskedItem]) -> Iterator[Response]:
    """The answers of both classes, by chance and by what each person knows."""
    chance = random.Random(4)
    wrong = next(item.question for item in items if item.kind == WRONG_KEY)
    hard = {item.question: 0.0 if item.question == wrong else chance.gauss(0, 1) for item in items}
    for session, people in CLASSES.items():
        for person in range(people):
            form, ability = quiz.forms[person % len(quiz.forms)], chance.gauss(0.5, 1)
            for item in (item for item in items if (item.session, item.form) == (session, form.letter)):
                knows = chance.random() < 1 / (1 + 2.718 ** (1.5 * (hard[item.question] - ability)))
                right = [option.value for option in item.options if option.correct]
                others = [option.value for option in item.options if not option.correct]
                if item.question == wrong:
                    right, others = others[:1], right + others[1:]
                choice = "" if chance.random() < 0.03 else (right or [item.answer])[0] if knows else ""
                if not knows and others:
                    choice = chance.choices(others, weights=range(len(others), 0, -1))[0]
                is_right = knows and choice != "" and item.question != wrong
                is_right = is_right or (item.question == wrong and choice == others[0])
                facts = ";".join(item.facts)
                yield Response(
                    *(session, item.form, item.item, facts, item.slot, item.kind, str(person)), choice, float(is_right)
                )


if __name__ == "__main__":
    main()
