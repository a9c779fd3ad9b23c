"""``review.html``: the quiz as a lesson for the projector."""

from __future__ import annotations

import base64
import hashlib
import json

from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import QuizExporter
from quizgen.exporters.job import QuizJob
from quizgen.exporters.page import page_context, school_style
from quizgen.exporters.review.lesson_data import lesson_data
from quizgen.exporters.review.rules import RULES
from quizgen.exporters.review.scripts import joined_scripts
from quizgen.rendering.palette import read_palette
from quizgen.words.projector_words import MESSAGES

# The messages that the page's script shows in addition to the projector's.
_SAID = (
    "is_right",
    "is_wrong",
    "labelled",
    "next",
    "previous",
    "reveal",
    "start_again",
    "live_add_time",
    "live_after",
    "live_before",
    "live_discuss",
    "live_do_discuss",
    "live_end",
    "live_end_sure",
    "live_advice_discuss",
    "live_advice_explain",
    "live_advice_teach",
    "live_pause",
    "live_resume",
    "live_revote",
    "live_round",
    "live_share",
    "live_skip",
    "live_standings",
    "live_start",
    "live_team",
)


class Review(QuizExporter):
    """Exports a lesson with the first form, question by question."""

    name = "review"
    summary = "a lesson for the projector with the first form, one page that works offline"
    file_names = ("review.html",)
    loses = "recordings"

    def export(self, job: QuizJob) -> Exported:
        """Return the page."""
        form = job.quiz.forms[0].on_screens
        message_keys = (*(key for key, _ in MESSAGES), *_SAID)
        context = {
            **page_context(job, form),
            "lesson": json.dumps(lesson_data(job), ensure_ascii=False),
            "said": json.dumps({key: job.words[key] for key in message_keys}, ensure_ascii=False),
            "rules": RULES,
            "length": job.counted_message("question_count", len(form.items)),
            "style": read_palette(job.templates).for_light_pages()
            + "".join(job.templates.read(f"{name}.css") for name in ("shared/controls", "review/style"))
            + school_style(job),
            "script": joined_scripts(job.templates),
            "digest": _digest,
        }
        return Exported({"review.html": job.templates.render("review/review.html.j2", context).encode()})


def _digest(script: str) -> str:
    """The hash with which the page's security policy allows this script and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
