"""``review.html``: the quiz for the projector, in one file that needs no network."""

from __future__ import annotations

import base64
from pathlib import PurePosixPath
from typing import Literal

from quizgen.exporters.exported import Exported
from quizgen.exporters.job import Job
from quizgen.model.fact import Fact

MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


class Review:
    """Exports the review of the first form, question by question."""

    name = "review"
    summary = "a review for the projector, one page that works offline (review.html)"
    needs: Literal["cards", "quiz", "worksheets"] = "quiz"

    def export(self, job: Job) -> Exported:
        """The page."""
        form = job.quiz.forms[0]
        facts = [fact for item in form.items for fact in item.facts]
        context = {
            "title": job.quiz.title,
            "name": job.name,
            "language": job.quiz.language,
            "direction": job.sources[0].direction,
            "words": job.words,
            "form": form,
            "pictures": {fact.key: _data_url(job, fact) for fact in facts if fact.image},
            "locators": {fact.key: job.locator(fact) for fact in facts},
            "as_of": {fact.key: job.as_of(fact) for fact in facts},
            "corrections": {item.number: job.corrected(item.question) for item in form.items if item.truth is False},
            "style": job.templates.read("review/style.css"),
            "script": job.templates.read("review/script.js"),
        }
        return Exported({"review.html": job.templates.render("review/review.html.j2", context).encode()})


def _data_url(job: Job, fact: Fact) -> str:
    assert fact.image is not None
    kind = MEDIA_TYPES[PurePosixPath(fact.image.file).suffix.lower()]
    return f"data:{kind};base64,{base64.b64encode(job.picture(fact, fact.image)).decode()}"
