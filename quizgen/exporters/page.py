"""What the outputs for a browser share: a template's context, and pictures embedded in the page."""

from __future__ import annotations

import base64
from collections.abc import Mapping
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
        "school": _school(job),
        "form": form,
        "pictures": {fact.key: _fact_picture(job, fact) for fact in facts if fact.image},
        "locators": {fact.key: job.locator(fact) for fact in facts},
        "as_of": {fact.key: job.as_of(fact) for fact in facts},
        "corrections": {
            item.number: job.true_statement(item.question) for item in form.items if item.body == TrueFalse(False)
        },
    }


def school_style(job: QuizJob) -> str:
    """Return the style of the school's name, if it is shown."""
    return job.templates.read("shared/school.css") if job.school else ""


def _school(job: QuizJob) -> Mapping[str, str] | None:
    """The school's name and its logo, "" if it has none."""
    if job.school is None:
        return None
    school = job.school
    return {"name": school.name, "logo": _data_url(school.suffix, school.logo) if school.logo else ""}


def _fact_picture(job: QuizJob, fact: Fact) -> str:
    assert fact.image is not None
    return _data_url(PurePosixPath(fact.image.file).suffix.lower(), job.picture(fact, fact.image))


def _data_url(suffix: str, content: bytes) -> str:
    return f"data:{MEDIA_TYPES[suffix]};base64,{base64.b64encode(content).decode()}"
