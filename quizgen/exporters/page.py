"""What the outputs for a browser share: a template's context, and pictures embedded in the page."""

from __future__ import annotations

import base64
from pathlib import PurePosixPath

from quizgen.exporters.job import QuizJob
from quizgen.model.body import TrueFalse
from quizgen.model.fact import Fact
from quizgen.model.quiz import Form

MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def page_context(job: QuizJob, form: Form) -> dict[str, object]:
    """Return the context for a page's template: a form's questions, their pictures, and the answers' evidence."""
    facts = [fact for item in form.items for fact in item.facts]
    return {
        "title": job.quiz.title,
        "name": job.name,
        "language": job.quiz.language,
        "direction": job.sources[0].direction,
        "words": job.words,
        "form": form,
        "pictures": {fact.key: _data_url(job, fact) for fact in facts if fact.image},
        "locators": {fact.key: job.locator(fact) for fact in facts},
        "as_of": {fact.key: job.as_of(fact) for fact in facts},
        "corrections": {
            item.number: job.true_statement(item.question) for item in form.items if item.body == TrueFalse(False)
        },
    }


def _data_url(job: QuizJob, fact: Fact) -> str:
    assert fact.image is not None
    kind = MEDIA_TYPES[PurePosixPath(fact.image.file).suffix.lower()]
    return f"data:{kind};base64,{base64.b64encode(job.picture(fact, fact.image)).decode()}"
