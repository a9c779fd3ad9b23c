"""Questions about a picture whose labels are covered."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generators.context import Context
from quizgen.generators.kind import FactKind
from quizgen.model.body import PictureLabels
from quizgen.model.fact import Fact
from quizgen.model.labels import in_reading_order
from quizgen.model.question import Declined, Question
from quizgen.model.question_kind import OnPaper
from quizgen.model.text import parse_text

PICTURE = "@image"  # no declared slot can have this name


def generate(fact: Fact, context: Context) -> Iterator[Question | Declined]:
    """Asks for every label of the fact's picture at once."""
    if fact.image is None:
        yield Declined("labelling", fact, None, "it has no picture (image)")
        return
    if not fact.image.labels:
        yield Declined("labelling", fact, None, "its picture has no labels")
        return
    stem = parse_text(fact.image.ask or context.words["do_labelling"])
    body = PictureLabels(in_reading_order(fact.image.labels))
    yield Question("labelling", fact, f"{fact.key}/{PICTURE}", context.attributed_text(fact, None, stem), body)


KIND = FactKind(
    name="labelling",
    summary="A picture whose labels are covered by numbered boxes, and a line for each.",
    on_paper=OnPaper(seconds=120, most=20),
    on_cards=True,
    generate=generate,
)
