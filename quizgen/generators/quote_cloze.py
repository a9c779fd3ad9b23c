"""Cards with a gap in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.generators.context import Context
from quizgen.generators.kind import SlotKind
from quizgen.generators.last_result import keep_last
from quizgen.generators.sentences import start_of_words
from quizgen.model.body import PromptAndAnswer
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, slot_question
from quizgen.model.text import Marked, Text, Words, parse_text
from quizgen.model.whole_words import is_caseless, words_of

FEWEST_AROUND = 4  # words around a gap: with fewer it is unclear what the gap asks for
# How many of the statement's words the quote has at least, or it is a fragment that only its article completes. One
# that begins in the middle of a sentence lacks most often what that is about.
_SHARE, _SHARE_IN_THE_MIDDLE = 1 / 2, 2 / 3
_STEM = 4  # letters: words are compared by their beginnings, as they are inflected


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for the slot in the quote that proves it, if it has the answer word for word and says what it is about."""
    located = _places(fact, fact.slots[0]).get(slot.name)
    if located is None:
        return Declined(
            "quote-cloze", fact, slot, "no quote has its answer word for word, and most of what the statement says"
        )
    quote, (start, end) = located
    opened, closed = (Text((Words(context.words[name]),)) for name in ("open_quote", "close_quote"))
    gap = Text((Marked(parse_text(quote[start:end]), slot.hint),))
    stem = opened + parse_text(quote[:start]) + gap + parse_text(quote[end:]) + closed
    return slot_question("quote-cloze", fact, slot, stem, PromptAndAnswer(slot.answer))


@keep_last
def _places(fact: Fact, slot: Slot) -> dict[str, tuple[str, tuple[int, int]]]:
    """The quote and the place in it of each slot that a quote has; ``slot`` is the fact's first."""
    gaps: dict[str, tuple[str, tuple[int, int]]] = {}
    for evidence in fact.evidence:
        slots = [slot for slot in fact.slots if slot.name not in gaps and _says_most(evidence.quote, fact, slot)]
        gaps |= {name: (evidence.quote, span) for name, span in _places_in(evidence.quote, slots)}
    return gaps


KIND = SlotKind(
    name="quote-cloze",
    summary="A card: the article's own words with a gap for the answer, if they say most of what the fact says.",
    on_cards=True,
    generate=generate,
)


def _says_most(quote: str, fact: Fact, slot: Slot) -> bool:
    """Whether a quote has enough of the statement's words beside the slot's."""
    stems = _stems(str(fact.gapped_statement(slot.name)))
    least = _SHARE_IN_THE_MIDDLE if quote[:1].islower() else _SHARE
    return len(stems & _stems(quote)) >= least * len(stems)


def _stems(text: str) -> set[str]:
    """The beginnings of the words of a text that are numbers or not short."""
    return {word[:_STEM] for word in words_of(text) if len(word) >= _STEM or is_caseless(word) or word.isdigit()}


def _places_in(quote: str, slots: list[Slot]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The first place of each slot's answer in the quote; where two overlap, the longer one."""
    used_spans: list[tuple[int, int]] = []
    for slot in sorted(slots, key=lambda slot: -len(slot.shown)):
        span = _span_of(quote, slot)
        if (
            span
            and len((quote[: span[0]] + quote[span[1] :]).split()) >= FEWEST_AROUND
            and all(span[1] <= start or end <= span[0] for start, end in used_spans)
        ):
            used_spans.append(span)
            yield slot.name, span


def _span_of(quote: str, slot: Slot) -> tuple[int, int] | None:
    """Where the answer occurs in the quote as whole words."""
    plain = quote.lower()
    for answer in dict.fromkeys((slot.shown, slot.value)):
        if answer.lower() in plain:
            start = start_of_words(plain, answer.lower())
            if len(plain) != len(quote):  # a capital letter may have a small one of two characters
                match = re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", quote, re.IGNORECASE)
                start = match.start() if match else -1
            if start >= 0:
                return start, start + len(answer)
    return None
