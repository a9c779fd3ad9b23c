"""What the page's script is told of a quiz: how each question is counted, and what its results are called."""

from __future__ import annotations

import hashlib
import json

from quizgen.exporters.job import QuizJob
from quizgen.exporters.review.rules import RULES
from quizgen.exporters.tasks import task
from quizgen.model.body import choices_of
from quizgen.model.quiz import Item


def lesson(job: QuizJob) -> dict[str, object]:
    """The lesson of the first form; ``version`` changes with what a session that a browser keeps would mean."""
    form = job.quiz.forms[0]
    questions = [_asked(item) for item in form.items]
    texts = [[str(item.prompt), *(str(option.text) for option in choices_of(item.body))] for item in form.items]
    meant = json.dumps([questions, texts, job.templates.read("review/session.js")])
    version = hashlib.sha256(meant.encode()).hexdigest()[:16]
    return {"name": job.name, "form": form.letter, "version": version, "rules": dict(RULES), "questions": questions}


def _asked(item: Item) -> dict[str, object]:
    question, wanted = item.question, task(item)
    one = wanted.sort == "one"
    letters = [option.letter for option in choices_of(item.body)] or ["true", "false"]
    return {
        "item": item.number,
        "fact": ";".join(fact.key for fact in item.facts),
        "slot": question.name,
        "kind": question.kind,
        "sort": wanted.sort,
        "choices": letters if one else [],
        "right": wanted.right[0][0] if one else "",
    }
