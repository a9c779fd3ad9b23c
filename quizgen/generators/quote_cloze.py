"""Cards with a gap in the article's own words."""

from __future__ import annotations

import re

from quizgen.generators.context import Context, kept
from quizgen.generators.kind import SlotKind
from quizgen.model.body import PromptAndAnswer
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question, slot_question
from quizgen.model.text import Marked, Span, Text, Words, parse_text

FEWEST_AROUND = 4  # words around a gap: with fewer it is unclear what the gap asks for


def generate(fact: Fact, slot: Slot, context: Context) -> Question | Declined:
    """Asks for the slot in the quote that proves it, if the quote contains its answer word for word."""
    stem, found = _quoted(context, fact, fact.slots[0])
    if slot.name not in found:
        return Declined("quote-cloze", fact, slot, "no quote has its answer word for word among others")
    return slot_question("quote-cloze", fact, slot, stem, PromptAndAnswer(slot.answer))


@kept
def _quoted(context: Context, fact: Fact, slot: Slot) -> tuple[Text, frozenset[str]]:
    """The fact's quotes with gaps, and the names of the slots that have one; ``slot`` is the fact's first."""
    numbers = {each.name: number for number, each in enumerate(fact.slots, 1)}
    left = list(fact.slots)
    opened, closed = (Text((Words(context.words[name]),)) for name in ("open_quote", "close_quote"))
    stem = Text()
    for evidence in fact.evidence:
        quote = _marked(evidence.quote, left, numbers)
        found = {span.number for span in quote.spans if isinstance(span, Marked)}
        if found:
            left = [each for each in left if numbers[each.name] not in found]
            stem += (Text((Words(" … "),)) if stem else Text()) + opened + quote + closed
    return stem, frozenset(numbers) - {each.name for each in left}


KIND = SlotKind(
    name="quote-cloze",
    summary="A card: the article's own words with a gap for each answer that is in them word for word.",
    on_cards=True,
    generate=generate,
)


def _marked(quote: str, slots: list[Slot], numbers: dict[str, int]) -> Text:
    """The quote with the first place of each slot's answer marked; where two overlap, the longer one."""
    places: list[tuple[int, int, Slot]] = []
    for slot in sorted(slots, key=lambda each: -len(each.shown)):
        place = _place(quote, slot)
        if (
            place
            and len((quote[: place[0]] + quote[place[1] :]).split()) >= FEWEST_AROUND
            and all(place[1] <= start or end <= place[0] for start, end, _ in places)
        ):
            places.append((*place, slot))
    spans: list[Span] = []
    last = 0
    for start, end, slot in sorted(places, key=lambda each: each[0]):
        spans += parse_text(quote[last:start]).spans
        spans.append(Marked(parse_text(quote[start:end]), numbers[slot.name], slot.hint))
        last = end
    return Text((*spans, *parse_text(quote[last:]).spans))


def _place(quote: str, slot: Slot) -> tuple[int, int] | None:
    """Where the answer occurs in the quote as whole words."""
    for answer in dict.fromkeys((slot.shown, slot.value)):
        found = re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", quote, re.IGNORECASE)
        if found:
            return found.span()
    return None
