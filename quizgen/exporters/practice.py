"""``practice.html``: the quiz for one learner, answered and checked on the spot, in one file."""

from __future__ import annotations

import hashlib
import json

from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import QuizExporter
from quizgen.exporters.job import QuizJob
from quizgen.exporters.page import page_context, school_style
from quizgen.exporters.script_key import script_key, typeable
from quizgen.languages.typing_rules import typing_rules
from quizgen.rendering.palette import read_palette

# The messages that the page's script shows.
_MESSAGES = (
    "is_right",
    "is_wrong",
    "give_answer",
    "written_so",
    "almost",
    "wrong_unit",
    "score_of",
    "page_of",
    "labelled",
)


class Practice(QuizExporter):
    """Exports the first form for practice; the answers are in the page."""

    name = "practice"
    summary = "the first form for a learner alone, checked on the spot, one page that works offline"
    file_names = ("practice.html",)
    loses = "recordings"

    def export(self, job: QuizJob) -> Exported:
        """Return the page."""
        form = job.quiz.forms[0].on_screens
        checks = {item.question.id: script_key(item.body, job.language, job.known) for item in form.items}
        context = {
            **page_context(job, form),
            "typeable": typeable,
            "checks": json.dumps(checks),
            # A browser may have stored answers to another version's questions: they are not used for these.
            "version": hashlib.sha256(json.dumps(checks).encode()).hexdigest()[:16],
            "rules": json.dumps(typing_rules(job.language)),
            "said": json.dumps({word: job.words[word] for word in _MESSAGES}),
            "style": read_palette(job.templates).for_pages()
            + job.templates.read("practice/style.css")
            + school_style(job),
            "script": "\n".join(job.templates.read(f"practice/{name}.js") for name in ("judging", "script")),
        }
        return Exported({"practice.html": job.templates.render("practice/practice.html.j2", context).encode()})
