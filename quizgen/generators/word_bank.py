"""Sentences with gaps, and a bank of the words that fill them."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generators.context import Context
from quizgen.generators.kind import CollectionKind
from quizgen.generators.relation_questions import label, question
from quizgen.model.body import Gaps
from quizgen.model.fact import NUMBER_TYPES, Slot
from quizgen.model.question import Declined, Part, Question
from quizgen.model.question_kind import OnPaper
from quizgen.model.text import Text, fold

FEWEST = 3
LONGEST = 4  # words of one entry of the bank


def generate(context: Context) -> Iterator[Question | Declined]:
    """Asks for a gap in the sentence of each fact, if no other sentence contains its answer."""
    parts: dict[str, Part] = {}
    for fact in context.collection.facts:
        if fact.status == "retired" or fact.is_attributed:
            continue
        for slot in fact.slots:
            short = len(slot.shown.split()) <= LONGEST
            if short and slot.listing is None and slot.type not in NUMBER_TYPES and fold(slot.shown) not in parts:
                prompt = fact.gapped_statement(slot.name)
                if fold(slot.shown) not in fold(str(prompt)):
                    names, fits = context.answers.names(slot), context.answers.fits(fact, slot)
                    parts[fold(slot.shown)] = Part(fact, slot, prompt, _entry(slot), names, fits)
                    break
    if len(parts) < FEWEST:
        yield Declined("word-bank", None, None, f"fewer than {FEWEST} facts have a word or a few to fill in")
    else:
        yield question("word-bank", "word-bank", Gaps, tuple(parts.values()), context)


def _entry(slot: Slot) -> Text:
    """The answer as the bank has it, without the capital that only the start of a sentence gives it."""
    alone = label(slot)
    return alone if fold(str(alone)) == fold(slot.shown) else slot.answer


KIND = CollectionKind(
    name="word-bank",
    summary="Sentences with gaps, and a bank of words to fill them.",
    on_paper=OnPaper(seconds=180, most=20),
    generate=generate,
)
