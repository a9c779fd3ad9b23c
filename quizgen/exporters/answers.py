"""An item's line in a key: the letter or word to be marked, the answer, what proves it."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.exporters.job import Job
from quizgen.model.quiz import Item
from quizgen.model.text import Text, Words, parse_text


def key_text(job: Job, item: Item) -> str:
    """What is to be marked: letters, True or False; "–" where an answer is to be written."""
    if item.options:
        return item.letter
    if item.rows and item.bank[0].letter:
        return " ".join(row.answer for row in item.rows)
    return "–" if item.truth is None else job.words["true" if item.truth else "false"]


def answer_text(job: Job, item: Item) -> Text:
    """The right answer with all that counts as right; a false statement put right."""
    slot, lead = item.question.slot, Text()
    if item.steps:
        lead = _words(f"{', '.join(str(place) for _, place in item.steps)}: ")
    if item.rows and not item.bank[0].letter:
        return _joined(parse_text(row.answer) for row in item.rows)
    if item.parts:
        return lead + _joined(part.prompt + _words(": ") + part.answer for part in item.parts)
    if item.labels:
        labels = enumerate(item.labels, 1)
        return _joined(_words(f"{n}.\u00a0") + parse_text(label.text) + _also(job, label.accept) for n, label in labels)
    if item.truth is not None:
        return item.prompt if item.truth else job.corrected(item.question)
    off = f" ± {slot.tolerance}" if item.question.kind == "numeric" and slot.tolerance else ""
    return lead + slot.answer + _words(off) + _also(job, slot.accept)


def proof_text(job: Job, item: Item) -> Text:
    """Each fact's quotes, where they stand, and its id."""
    said = []
    for fact in item.facts:
        quotes = [f"{job.words['open_quote']}{each.quote}{job.words['close_quote']}" for each in fact.evidence]
        said.append(", ".join((*quotes, f"{job.locator(fact)} ({fact.key})")))
    return parse_text("\n".join(said))


def _words(text: str) -> Text:
    return Text((Words(text),) if text else ())


def _also(job: Job, names: Iterable[str]) -> Text:
    said = "; ".join(names)
    return parse_text(f" ({job.words['also'].format(names=said)})") if said else Text()


def _joined(texts: Iterable[Text]) -> Text:
    made = Text()
    for text in texts:
        made = made + _words("; ") + text if made else text
    return made
