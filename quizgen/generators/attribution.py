"""Questions about who says something."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generators.context import Context
from quizgen.generators.kind import FactKind
from quizgen.model.body import ShortText
from quizgen.model.fact import Fact
from quizgen.model.question import Declined, Question
from quizgen.model.question_kind import OnPaper

SPEAKER = "@by"  # no declared slot can have this name


def generate(fact: Fact, context: Context) -> Iterator[Question | Declined]:
    """Asks whose statement the fact is, if it has a speaker and does not name them itself."""
    if not fact.speaker:
        yield Declined("attribution", fact, None, "it does not name who says it (by)")
        return
    if context.speakers.is_named_in(fact, fact.text()):
        yield Declined("attribution", fact, None, "the statement names who says it")
        return
    names = context.speakers.names(fact.speaker)
    body = ShortText(fact.speaker, tuple(name for name in names if name != fact.speaker))
    stem = context.phrase("who_says", text=fact.text())
    yield Question("attribution", fact, f"{fact.key}/{SPEAKER}", stem, body, type="person")


KIND = FactKind(
    name="attribution",
    summary="Who said what the article only reports.",
    on_paper=OnPaper(seconds=60),
    on_cards=True,
    generate=generate,
)
