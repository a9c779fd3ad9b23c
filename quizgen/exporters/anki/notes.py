"""Questions → the notes of a deck, with their fields and ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.note_fields import (
    answer_to_type,
    context,
    masks,
    options,
    other_answers,
    picture,
    shared_fields,
    steps,
)
from quizgen.exporters.anki.note_types import KINDS
from quizgen.exporters.job import CardsJob
from quizgen.model.body import ChooseSeveral, ListAnswer, Number, Ordering, right_options
from quizgen.model.fact import Fact
from quizgen.model.question import Question
from quizgen.model.text import parse_text
from quizgen.rendering.html import anki_html

RETIRED = "quizgen::retired"  # the tag of notes that learners should no longer study


@dataclass(frozen=True, slots=True)
class Content:
    """A note, identified by the ``id`` that its guid derives from, whatever its wording.

    ``fields`` maps the names of the fields that are not empty to their content; ``media`` are the files that they name.
    ``sort`` and ``answer`` are its question and answer in plain words. ``subdeck`` is the part of the deck that its
    cards are put in, or "".
    """

    id: str
    type: str
    fact: Fact
    fields: Mapping[str, str]
    media: Mapping[str, bytes]
    sort: str
    answer: str
    tags: tuple[str, ...]
    subdeck: str = ""

    @property
    def values(self) -> list[str]:
        """The content of each field of its type, in order."""
        return [self.fields.get(name, "") for name in KINDS[self.type].fields]


def deck_notes(job: CardsJob) -> list[Content]:
    """Return every note of the deck: those of its cards, and those of retired facts that have been released."""
    notes = list(contents(job, job.cards))
    released = job.lock.notes if job.lock else {}
    known = {content.id for content in notes}
    return notes + [
        content
        for content in contents(job, job.retired, retired=True)
        if content.id in released and content.id not in known
    ]


def contents(job: CardsJob, questions: Iterable[Question], *, retired: bool = False) -> Iterator[Content]:
    """Yield the notes that hold the cards of ``questions``, in order."""
    for id, of_note in by_note(questions).items():
        first = of_note[0]
        fields, media = shared_fields(job, first)
        for question in reversed(of_note):  # the first question's fields replace those of the others
            fields |= _TYPES.get(question.kind, _QUESTION_AND_ANSWER)[1](job, question)
        yield Content(
            id=id,
            type=_TYPES.get(first.kind, _QUESTION_AND_ANSWER)[0],
            fact=first.fact,
            fields={name: text for name, text in fields.items() if text},
            media=media,
            sort=str(first.stem),
            answer=first.answer,
            tags=tags(first.fact, retired=retired),
            subdeck=subdeck(job, first),
        )


def by_note(questions: Iterable[Question]) -> dict[str, list[Question]]:
    """Return the questions whose cards share a note, by the note's id; a reversed question comes last."""
    notes: dict[str, list[Question]] = {}
    for question in questions:
        notes.setdefault(note_id(question), []).append(question)
    return {id: sorted(of_note, key=lambda question: question.kind == "reversed") for id, of_note in notes.items()}


def note_guid(job: CardsJob, content: Content) -> str:
    """Return the note's guid in Anki: the released one, if any, because learners have the note under it."""
    locked = job.lock.notes.get(content.id) if job.lock else None
    return locked.guid if locked else guid(content.id)


def deck_name(job: CardsJob, subdeck: str) -> str:
    """Return the name of the deck, or of a part of it, as Anki has it: ``Title::Part``."""
    return f"{job.title}::{subdeck}" if subdeck else job.title


def note_id(question: Question) -> str:
    """Return the id of the note that holds the question's card.

    A fact's clozes share a note, and so do a question, its typed answer and the reversed question.
    """
    fact, kind = question.fact, question.kind
    if kind in ("cloze", "quote-cloze"):
        return f"{fact.key}/{kind}"
    if kind == "acronym":
        return f"{question.subject.rpartition('/')[0]}/acronym"
    if kind in ("short-answer", "reversed"):
        slot = question.name
        if kind == "reversed" and fact.relation:
            slot = fact.relation.counterpart(slot)
        return f"{fact.key}/{slot}/basic"
    return question.id


def _basic(job: CardsJob, question: Question) -> dict[str, str]:
    return _question_and_answer(job, question) | {"Recall": "1"}


def _short_answer(job: CardsJob, question: Question) -> dict[str, str]:
    answer = answer_to_type(question)
    if not answer:  # what cannot be typed is recalled
        return _basic(job, question)
    return _question_and_answer(job, question) | {"TypeAnswer": answer, "Typed": "1"}


def _reversed(job: CardsJob, question: Question) -> dict[str, str]:
    assert question.fact.relation is not None
    other = question.fact.slot(question.fact.relation.counterpart(question.name))
    answer, more = anki_html(question.answer_text), other_answers(job, question)
    return {
        "Question": anki_html(other.ask),
        "Answer": anki_html(other.answer),
        "ReverseQuestion": anki_html(question.stem),
        "ReverseAnswer": f"{answer}<br><small>{more}</small>" if more else answer,
        "Also": "",
    }


def _cloze(_: CardsJob, question: Question) -> dict[str, str]:
    return {"Text": anki_html(question.stem, cloze=True), "Hint": ""}  # each gap has its own


def _choice(job: CardsJob, question: Question) -> dict[str, str]:
    item = job.choices[question.id]
    return {
        "Question": anki_html(question.stem),
        "Options": options(item),
        "Answer": "<br>".join(anki_html(option.text) for option in right_options(item.body)),
        "Several": "1" if isinstance(question.body, ChooseSeveral) else "",
        "Context": context(question),
    }


def _list(_: CardsJob, question: Question) -> dict[str, str]:
    match question.body:
        case ListAnswer(members):
            fields = steps([parse_text(member.shown) for member in members], ordered=False)
        case Ordering() as body:
            fields = steps(body.in_order, ordered=True)
        case _:
            fields = {}
    return {"Question": anki_html(question.stem), "Answer": anki_html(question.answer_text), **fields}


def _number(job: CardsJob, question: Question) -> dict[str, str]:
    body = question.body
    tolerance = anki_html(f"± {body.tolerance}") if isinstance(body, Number) and body.tolerance else ""
    return _question_and_answer(job, question) | {"TypeAnswer": answer_to_type(question), "Tolerance": tolerance}


def _acronym(job: CardsJob, question: Question) -> dict[str, str]:
    answer, stem = anki_html(question.answer_text), anki_html(question.stem)
    if question.name == "acronym":
        return {"Term": answer, "AskTerm": stem, "BothWays": "1"}
    return {"Definition": answer, "AskDefinition": stem, "Also": other_answers(job, question)}


def _labelling(job: CardsJob, question: Question) -> dict[str, str]:
    image = question.fact.image
    assert image is not None
    names = [f"{label.text} ({', '.join(label.accept)})" for label in image.labels if label.accept]
    header = question.stem if image.ask or question.fact.attributed else parse_text(job.words["do_label"])
    return {
        "Occlusion": masks(image.labels),
        "Image": picture(job, question.fact),
        "Header": anki_html(header),
        "Back Extra": anki_html("; ".join(names)),
        "Comments": anki_html(image.credit_line),
        "BackImage": "",
    }


def _question_and_answer(job: CardsJob, question: Question) -> dict[str, str]:
    return {
        "Also": other_answers(job, question),
        "Question": anki_html(question.stem),
        "Answer": anki_html(question.answer_text),
        "Context": context(question),
    }


_Fill = Callable[[CardsJob, Question], dict[str, str]]
_TYPES: Mapping[str, tuple[str, _Fill]] = {
    "short-answer": ("qa", _short_answer),
    "reversed": ("qa", _reversed),
    "cloze": ("cloze", _cloze),
    "quote-cloze": ("cloze", _cloze),
    "multiple-choice": ("choice", _choice),
    "multiple-response": ("choice", _choice),
    "list": ("list", _list),
    "sequence": ("list", _list),
    "numeric": ("number", _number),
    "acronym": ("term", _acronym),
    "labelling": ("occlusion", _labelling),
}
_QUESTION_AND_ANSWER = ("qa", _basic)


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
