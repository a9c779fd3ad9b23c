"""The pictures of questions about labels, with the labels covered, and small enough for any platform."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from quizgen.exporters.job import QuizJob
from quizgen.model.body import PictureLabels
from quizgen.rendering.pixel_drawing import Drawing

_SCREEN = (600, 400)  # pixels; Moodle shrinks a larger picture
_Boxes = tuple[tuple[float, float, float, float], ...]


def covered_picture(content: bytes, suffix: str, boxes: _Boxes) -> Drawing:
    """Return the drawing of a picture whose ``boxes`` are covered."""
    return Drawing(content, suffix, boxes, _SCREEN)


def covered_pictures(job: QuizJob) -> Iterator[Drawing]:
    """Yield the drawings of all questions about labels."""
    for form in job.quiz.forms:
        for item in form.items:
            image = item.image
            if image and image.show == "question" and isinstance(item.body, PictureLabels):
                boxes = tuple(label.box for label in item.body.labels)
                yield covered_picture(
                    job.picture(item.question.fact, image), PurePosixPath(image.file).suffix.lower(), boxes
                )
