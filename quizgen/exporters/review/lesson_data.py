"""The data for the page's script: how each question is counted, and what its results are called."""

from __future__ import annotations

import hashlib
import json

from quizgen.exporters.job import QuizJob
from quizgen.exporters.review.rules import RULES
from quizgen.exporters.script_key import script_key
from quizgen.model.body import TRUTHS, ChooseOne, TrueFalse, choices_of
from quizgen.model.quiz import Item


def lesson_data(job: QuizJob) -> dict[str, object]:
    """Return the lesson of the first form; ``version`` changes whenever a stored session would no longer fit."""
    form = job.quiz.forms[0].on_screens
    questions = [_question_data(item) for item in form.items]
    texts = [[str(item.prompt), *(str(option.text) for option in choices_of(item.body))] for item in form.items]
    content = json.dumps([questions, texts, job.templates.read("review/session.js")])
    version = hashlib.sha256(content.encode()).hexdigest()[:16]
    return {"name": job.name, "form": form.letter, "version": version, "rules": dict(RULES), "questions": questions}


def _question_data(item: Item) -> dict[str, object]:
    question, key = item.question, script_key(item.body)
    return {
        "item": item.number,
        "fact": ";".join(fact.key for fact in item.facts),
        "slot": question.name,
        "kind": question.kind,
        "sort": key["sort"],
        "choices": _hands(item),
        "right": key["right"][0][0] if _hands(item) else "",
    }


def _hands(item: Item) -> list[str]:
    """The options for which hands are counted; none if only the number of right answers is counted."""
    if isinstance(item.body, TrueFalse):
        return list(TRUTHS)
    return [option.letter for option in item.body.choices] if isinstance(item.body, ChooseOne) else []
