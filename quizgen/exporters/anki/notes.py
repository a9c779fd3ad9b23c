"""Questions → what the notes of their cards say, which depends on facts and settings, never on a recipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quizgen.exporters.anki.card_keys import CardKey
from quizgen.exporters.anki.note import RETIRED, Content, stored_content
from quizgen.exporters.anki.note_fields import (
    answer_to_type,
    context,
    covered_picture,
    hidden_list,
    kind_hint,
    list_around,
    options,
    other_answers,
    shared_fields,
    spelled_hint,
    typed_fields,
    unit_task,
    whole_list,
)
from quizgen.exporters.anki.proofs import Proofs
from quizgen.exporters.job import CardsJob, Job
from quizgen.model.body import Ordering, right_options
from quizgen.model.fact import Fact
from quizgen.model.lock import Key
from quizgen.model.question import Question
from quizgen.model.quiz import Item
from quizgen.model.text import Marked, Text, parse_text
from quizgen.rendering.html import anki_html, anki_htmls, from_right
from quizgen.words.catalogues import words_for

# The fields in the language of the fact.
_WRITTEN = (
    "Front",
    "Options",
    "Members",
    "Back",
    "Also",
    "Context",
    "Hint",
    "Feedback",
    "Quote",
    "Source",
    "Transcript",
)


@dataclass(frozen=True, slots=True)
class CardOptions:
    """The project's settings of cards: whether short answers are ``typed``, and wide gaps have ``hints``.

    ``voice`` is the field that says in which language a card is read aloud, or "".
    """

    typed: bool = False
    hints: bool = True
    voice: str = ""


def content(
    card: CardKey,
    type: str,
    question: Question,
    job: Job,
    item: Item | None,
    proofs: Proofs,
    options: CardOptions,
    *,
    retired: bool,
) -> Content:
    """Return the note of a card of the question.

    ``job`` and ``proofs`` are those of its collection; ``item`` has its options.
    """
    label = question.fact.image.labels[card.member or 0] if question.fact.image and card.key[-1] == "label" else None
    proof = proofs.of_label(question.fact, label) if label else proofs.of(question)
    typed = typed_fields(job, question, proof)
    fields, media = shared_fields(job, question)
    match card.key[-1]:
        case "gap" | "quote-gap":
            fields |= _gap(question, job.words, hints=options.hints)
        case "member" | "step":
            fields |= _member(question, card.member or 0)
        case "list" | "steps":
            fields |= _list(question)
        case "label":
            fields |= _label(question, job, card.member or 0)
            fields["Context"] = anki_html(proof.words or Text())
            fields["Picture"], media = covered_picture(job, question.fact, card.member or 0)
        case _ if item:
            fields |= _choice(question, item)
        case _:
            fields |= _answer(question, job, typed=options.typed)
    if question.fact.source.direction == "rtl":
        fields, typed = {**anki_htmls(typed), **fields}, {}
        fields |= {name: from_right(fields[name]) for name in _WRITTEN if name in fields}
    if options.voice:
        fields[options.voice] = question.fact.source.language
    if retired:
        fields["Retired"] = anki_html(job.words["card_retired"])
    names = tags(question.fact, retired=retired)
    return Content(card.key, type, stored_content(fields, typed), names, media, question.fact.key)


def retired_content(key: Key, type: str, text: Mapping[str, str]) -> Content:
    """Return the note of a card whose fact is no longer there, with the ``text`` that it asked and answered last."""
    words = words_for(text.get("Lang", ""))
    fields = {**text, "Retired": anki_html(words["card_retired"])}
    return Content(key, type, stored_content(fields), (RETIRED,), {}, "/".join(key[:2]))


def _answer(question: Question, job: Job, *, typed: bool) -> dict[str, str]:
    to_type = answer_to_type(question) if typed else ""
    return {
        "Front": anki_html(question.stem) + unit_task(to_type),
        "Back": anki_html(question.answer_text),
        "Typed": to_type,
        "Also": other_answers(job, question),
        "Context": context(question),
    }


def _gap(question: Question, words: Mapping[str, str], *, hints: bool) -> dict[str, str]:
    """A gap has the teacher's hint in it; the sentence on the back is that of the front, with the answer."""
    answer = next((span.text for span in question.stem.spans if isinstance(span, Marked)), Text())
    hint = (spelled_hint(question, answer) or kind_hint(question, words)) if hints else ""
    return {
        "Front": anki_html(question.stem, gap=True),
        "Back": anki_html(answer),
        "Context": anki_html(question.stem),
        "Hint": anki_html(hint),
    }


def _choice(question: Question, item: Item) -> dict[str, str]:
    return {
        "Front": anki_html(question.stem),
        "Options": options(item),
        "Back": "<br>".join(anki_html(option.text) for option in right_options(item.body)),
        "Context": context(question),
    }


def _list(question: Question) -> dict[str, str]:
    texts, ordered = _members(question)
    return {
        "Front": anki_html(question.stem),
        "Members": hidden_list(texts, ordered=ordered),
        "Back": whole_list(texts, ordered=ordered),
    }


def _member(question: Question, member: int) -> dict[str, str]:
    texts, ordered = _members(question)
    return {
        "Front": anki_html(question.stem) + list_around(texts, member, ordered=ordered, gap=True),
        "Back": anki_html(texts[member]),
        "Context": list_around(texts, member, ordered=ordered, gap=False),
    }


def _members(question: Question) -> tuple[tuple[Text, ...], bool]:
    """The members of a list, and whether they have an order."""
    if isinstance(question.body, Ordering):
        return question.body.in_order, True
    assert question.slot is not None
    assert question.slot.listing is not None
    return tuple(parse_text(member.shown) for member in question.slot.listing.members), question.slot.listing.ordered


def _label(question: Question, job: Job, member: int) -> dict[str, str]:
    image = question.fact.image
    assert image is not None
    label = image.labels[member]
    header = question.stem if image.ask or question.fact.is_attributed else parse_text(job.words["do_label"])
    also = job.words["also"].format(names="; ".join(label.accept)) if label.accept else ""
    return {"Front": anki_html(header), "Back": anki_html(label.text), "Also": anki_html(also), "BackPicture": ""}


def _first_tag(question: Question) -> str:
    return question.fact.tags[0].replace("/", "::") if question.fact.tags else ""


_SUBDECKS: Mapping[str, Callable[[Question], str]] = {
    "": lambda question: "",
    "collection": lambda question: question.fact.source.title,
    "section": lambda question: question.fact.section,
    "tag": _first_tag,
}


def subdeck(job: CardsJob, question: Question) -> str:
    """Return the part of the deck that the question's cards belong to, or ""."""
    return _SUBDECKS[job.subdecks](question)


def deck_name(title: str, part: str) -> str:
    """Return the name of a deck, or of a part of it, as Anki has it: ``Title::Part``."""
    return f"{title}::{part}" if part else title


def tags(fact: Fact, *, retired: bool = False) -> tuple[str, ...]:
    """Return the tags of a fact's notes; ``::`` separates their levels."""
    root = fact.source.id
    names = [f"{root}::{'::'.join(_tag(part) for part in tag.split('/'))}" for tag in fact.tags]
    names.append(f"stance::{fact.stance}")
    if fact.difficulty:
        names.append(f"difficulty::{fact.difficulty}")
    if retired:
        names.append(RETIRED)
    return tuple(sorted(dict.fromkeys(names)))


def _tag(text: str) -> str:
    """One level of a tag: Anki separates tags at white space, and their levels at ``::``."""
    return "-".join(text.replace(":", "-").replace('"', "").split()) or "-"
