"""Rules over facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.checks.finding import Field, Finding
from quizgen.errors import named
from quizgen.model.fact import Collection, Fact
from quizgen.model.relations import Relations
from quizgen.model.text import Maths, Text, folded, formulas, parse_text
from quizgen.rendering.maths import FormulaError, typst_maths

LONGEST_ANSWER = 10  # words
MOST_QUOTED = 10  # words: a quote is what proves the fact, not a copy of the article


def duplicate_statement(collection: Collection) -> Iterator[Finding]:
    """Two facts that say the same would ask the same twice."""
    first: dict[str, str] = {}
    for fact in collection.facts:
        if fact.status == "retired":
            continue
        said = folded(str(fact.text()))
        if said in first:
            message = f"the fact {first[said]!r} says the same"
            yield Finding(fact.id, ("statement",), "duplicate-statement", "error", message, "keep one of the two")
        first.setdefault(said, fact.id)


def evidence(collection: Collection) -> Iterator[Finding]:
    """A fact points at the article, or at a reference where the article does not say it."""
    for fact in collection.facts:
        if fact.stance == "background" and not fact.reference:
            hint = "add a line  reference: …  that says where it can be looked up"
            yield Finding(fact.id, ("stance",), "no-reference", "error", "a background fact needs a reference", hint)
        elif fact.stance == "background" and fact.evidence:
            hint = "write  stance: asserted  if the article says it, or delete the evidence"
            message = "a background fact is not in the article, and this one has evidence there"
            yield Finding(fact.id, ("evidence",), "background-evidence", "error", message, hint)
        elif fact.stance != "background" and not fact.evidence:
            hint = 'add a line  evidence: {paragraph: …, quote: "…"}'
            yield Finding(
                fact.id, ("id",), "no-evidence", "warning", "nothing says where the article states this", hint
            )


def paragraph(collection: Collection) -> Iterator[Finding]:
    """A quote says in which paragraph it stands."""
    for fact in collection.facts:
        for place, each in enumerate(fact.evidence):
            if not each.paragraph:
                hint = "add  paragraph: …  or, with the article at hand, run  quizgen check --write"
                message = "nothing says in which paragraph the quote stands"
                yield Finding(fact.id, ("evidence", place, "quote"), "no-paragraph", "warning", message, hint)


def long_quote(collection: Collection) -> Iterator[Finding]:
    """A quote is short: the article is somebody's work."""
    for fact in collection.facts:
        for place, each in enumerate(fact.evidence):
            words = len(each.quote.split())
            if words > MOST_QUOTED:
                message = f"the quote has {words} words; {MOST_QUOTED} are the most"
                hint = "keep the few words that prove the fact; … may stand for what is left out"
                yield Finding(fact.id, ("evidence", place, "quote"), "long-quote", "error", message, hint)


def long_answer(collection: Collection) -> Iterator[Finding]:
    """An answer is a few words: nobody can learn, or mark, a sentence."""
    for fact in collection.facts:
        answers: list[tuple[Field, str]] = [(("slots", slot.name, "value"), slot.shown) for slot in fact.slots]
        covered = fact.image.labels if fact.image else ()
        answers += [(("image", "labels", place, "text"), label.text) for place, label in enumerate(covered)]
        for field, shown in answers:
            words = len(shown.split())
            if words > LONGEST_ANSWER:
                message = f"the answer has {words} words; {LONGEST_ANSWER} are the most"
                yield Finding(fact.id, field, "long-answer", "warning", message, "shorten it, or ask for less")


def picture_licence(collection: Collection) -> Iterator[Finding]:
    """A picture or recording says whose it is and what may be done with it."""
    for fact in collection.facts:
        for key, media in (("image", fact.image), ("audio", fact.audio)):
            if media and not (media.credit and media.licence):
                missing = "licence" if media.credit else "credit"
                message = f"nothing says {'what its licence is' if media.credit else 'who made it'}"
                yield Finding(fact.id, (key, "file"), "picture-licence", "warning", message, f"add  {missing}: …")


def labels(collection: Collection) -> Iterator[Finding]:
    """Neither a picture's description nor its question says what its labels cover."""
    for fact in collection.facts:
        image = fact.image
        names = [name for label in image.labels for name in (label.text, *label.accept)] if image else []
        for key, text in (("alt", image.alt), ("ask", image.ask)) if image else ():
            said = next((name for name in names if _says(text, name)), "")
            if said and key == "alt":
                message = f"this says {named(said)}, which a label of the picture covers"
                hint = "say where it lies and what it looks like, not what it is called"
                yield Finding(fact.id, ("image", "alt"), "label-in-alt", "warning", message, hint)
            elif said:
                message = f"the question says its own answer, {named(said)}"
                yield Finding(fact.id, ("image", "ask"), "answer-in-stem", "warning", message, "ask without it")


def _says(text: str, name: str) -> bool:
    """Whether ``name`` stands in ``text`` as words of its own, an s at its end left aside; not a single letter."""
    return len(name) > 1 and bool(re.search(rf"(?<!\w){re.escape(folded(name))}(?:e?s)?(?!\w)", folded(text)))


def distractors(collection: Collection) -> Iterator[Finding]:
    """A wrong answer is wrong, and stands among the others once."""
    relations = Relations(collection)
    for fact in collection.facts:
        for slot in fact.slots:
            right = {folded(name) for name in (slot.shown, slot.value, *slot.accept)}
            for member in slot.listing.members if slot.listing else ():
                right.update(map(folded, (member.shown, *member.accept)))
            elsewhere = relations.true_answers(fact, slot)
            seen: set[str] = set()
            for place, wrong in enumerate(slot.distractors):
                field: Field = ("slots", slot.name, "distractors", place)
                plain = folded(wrong)
                if plain in right:
                    message = f"{named(wrong)} is a right answer"
                    yield Finding(fact.id, field, "distractor-is-right", "error", message, "write a wrong one")
                elif plain in elsewhere:
                    message = f"{named(wrong)} is right as well: another fact of the relation says so"
                    yield Finding(fact.id, field, "distractor-is-right", "error", message, "write a wrong one")
                elif plain in seen:
                    message = f"{named(wrong)} stands here twice"
                    yield Finding(fact.id, field, "duplicate-options", "error", message, "keep one")
                seen.add(plain)


_NOW = re.compile(r"\b(?:currently|nowadays|today|recently|at present|these days)\b", re.IGNORECASE)


def currently(collection: Collection) -> Iterator[Finding]:
    """A fact that says "currently" says for which date."""
    for fact in collection.facts:
        found = _NOW.search(str(fact.text()))
        if found and not fact.as_of:
            message = f"{named(found[0])}: when is that?"
            hint = "add  as_of: 2026-09  or  as_of: article"
            yield Finding(fact.id, ("statement",), "currently", "warning", message, hint)


def formula(collection: Collection) -> Iterator[Finding]:
    """Every formula can be read."""
    for fact_id, field, text in _texts(collection):
        for latex in formulas(parse_text(text)) if "\\(" in text else ():
            try:
                typst_maths(latex)  # which reads it as MathML first
            except FormulaError as fault:
                message = f"the formula {named(latex)} cannot be read: {fault}"
                yield Finding(fact_id, field, "formula", "error", message, r"write LaTeX between \( and \)")


def _texts(collection: Collection) -> Iterator[tuple[str, Field, str]]:
    for fact in collection.facts:
        yield from ((fact.id, field, text) for field, text in _fact_texts(fact))
    for entity in collection.entities.values():
        yield from (("", ("entities", entity.id, "name"), name) for name in entity.names)


def _fact_texts(fact: Fact) -> Iterator[tuple[Field, str]]:
    yield ("statement",), str(Text(tuple(part for part in fact.statement if isinstance(part, Maths))))
    yield ("feedback",), fact.feedback
    yield ("by",), fact.speaker
    if fact.image:
        yield ("image", "ask"), fact.image.ask
        for index, label in enumerate(fact.image.labels):
            yield ("image", "labels", index), "; ".join((label.text, *label.accept))
    for index, proof in enumerate(fact.evidence):
        yield ("evidence", index, "quote"), proof.quote
    for slot in fact.slots:
        place: Field = ("slots", slot.name)
        yield (*place, "show"), slot.shown
        yield (*place, "ask"), slot.ask
        yield (*place, "hint"), slot.hint
        for field, texts in (("distractors", slot.distractors), ("scale", slot.scale), ("accept", slot.accept)):
            for index, text in enumerate(texts):
                yield (*place, field, index), text
    for number, each in enumerate(fact.questions):
        for name, said in (("stem", each.stem), ("stimulus", each.stimulus), ("answer", each.answer)):
            yield ("questions", number, name), said
        for index, option in enumerate(each.options):
            yield ("questions", number, "options", index), option.text
