"""``quizlet.txt``: one line per card, question and answer separated by a tab, to paste into Quizlet's import box."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.exporters.exported import Exported, Loss
from quizgen.exporters.exporter import CardsExporter
from quizgen.exporters.flashcards.flashcard import Card, cards, losses_of, picture_in_words, sides, texts
from quizgen.exporters.job import CardsJob
from quizgen.model.text import Text, formulas


class Quizlet(CardsExporter):
    """Exports the question and answer of every card."""

    name = "quizlet"
    summary = "question, options, answer and evidence of the cards for Quizlet's import"
    file_names = ("quizlet.txt",)
    loses = "pictures, recordings, formulas, line breaks, subdecks, tags"

    def export(self, job: CardsJob) -> Exported:
        """Return one line per card."""
        deck = cards(job)
        losses = [*losses_of(job, pictures=False, sounds=False), *(loss for card in deck for loss in _losses(card))]
        lines = [_line(card, *sides(card)) for card in deck]
        return Exported({"quizlet.txt": "".join(lines).encode()}, tuple(losses))


def line_text(text: Text) -> str:
    """Return the text on one line: its lines are separated by slashes, its tabs are spaces."""
    return " / ".join(line.replace("\t", " ").strip() for line in str(text).splitlines())


def _losses(card: Card) -> Iterator[Loss]:
    if any(any(formulas(text)) for text in texts(card)):
        yield Loss(
            card.question.id, "formula", r"it does not support formulas: they are written in LaTeX, between \( and \)"
        )
    if any("\t" in str(text) or len(str(text).splitlines()) > 1 for text in texts(card)):
        why = "a card is one line: its lines are separated by slashes and its tabs are spaces"
        yield Loss(card.question.id, "line break or tab", why)


def _line(card: Card, front: Text, back: Text) -> str:
    prompt, answer = line_text(front), line_text(back)
    if card.options:
        prompt += f" {_options(card, right=False)}"
        answer = _options(card, right=True)
    prompt += "".join(f" [{line_text(text)}]" for text in picture_in_words(card, "question"))
    answer += "".join(f" [{line_text(text)}]" for text in picture_in_words(card, "answer"))
    evidence = ", ".join(line_text(text) for text in card.evidence)
    return f"{prompt}\t{' — '.join([answer, *map(line_text, card.more), evidence])}\n"


def _options(card: Card, *, right: bool) -> str:
    """The options with their letters, or only those that are right."""
    options = [option for option in card.options if option.correct or not right]
    return "; ".join(f"{option.letter}) {line_text(option.text)}" for option in options)
