"""The fields of a note: texts as Anki reads them, lists, options, pictures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import PurePosixPath

from quizgen.checks.option_order import natural_order
from quizgen.exporters.anki.proofs import Proof
from quizgen.exporters.job import Job
from quizgen.exporters.quotes import quotes_line
from quizgen.generators.short_answer import LONGEST_ANSWER
from quizgen.model.body import ChooseSeveral, Label, Number, options_of
from quizgen.model.fact import Fact, Source
from quizgen.model.numbers import DIGITS
from quizgen.model.question import Question
from quizgen.model.quiz import Item
from quizgen.model.text import Marked, Text, formulas
from quizgen.model.whole_words import says
from quizgen.rendering.citations import citation
from quizgen.rendering.html import anki_attribute, anki_html
from quizgen.words.quotation import in_quotes

_WIDE = frozenset(("text", "phrase"))  # types of which anything may be
_KINDS = frozenset(("person", "country", "place", "organisation", "year", "date"))
_SHORTEST_SPELLED = 3  # letters
_AFTER_FIRST = re.compile(r"(?<=[^\W_])[^\W_]")  # every letter but the first of a word
_UNIT = re.compile(r"[^\W\d_]|[%‰°$€£¥]")
BEFORE = 2  # steps of a sequence that are shown before the one that is asked for


def answer_to_type(question: Question) -> str:
    """Return the answer that a learner types, or "" for one that is long, a list, or not typed as it is shown."""
    is_list = question.slot is not None and question.slot.listing is not None
    if is_list or any(formulas(question.answer_text)) or len(question.answer.split()) > LONGEST_ANSWER:
        return ""
    return anki_html(question.answer)


def options(item: Item) -> str:
    """Return the options of an item as an HTML list; it has the class ``fixed`` if they have an order."""
    rows = []
    for option in options_of(item.body):
        name = "right" if option.correct else "wrong"
        if str(option.text) == item.question.last:
            name += " last"
        rows.append(f'<li class="{name}">{anki_html(option.text)}</li>')
    fixed = natural_order(item.question, tuple(str(option.text) for option in options_of(item.body))) is not None
    task = '<p class="task"><span class="label-do-multiple-response"></span></p>'
    several = task if isinstance(item.body, ChooseSeveral) else ""
    return f'{several}<ol type="A" class="{"fixed" if fixed else "free"}">{"".join(rows)}</ol>'


def whole_list(texts: Sequence[Text], *, ordered: bool) -> str:
    """Return the members as an HTML list."""
    return _list(_tag(ordered), [_item(anki_html(text)) for text in texts])


def hidden_list(texts: Sequence[Text], *, ordered: bool) -> str:
    """Return the members as an HTML list in which each is shown when it is opened."""
    return _list(_tag(ordered), [_item(f"<details><summary>…</summary>{anki_html(text)}</details>") for text in texts])


def list_around(texts: Sequence[Text], member: int, *, ordered: bool, gap: bool) -> str:
    """Return what is shown around a member of a list: all the others, or of a sequence the steps before it.

    The member itself is highlighted, or with ``gap`` left out.
    """
    first = max(0, member - BEFORE) if ordered else 0
    end = member + 1 if ordered else len(texts)
    items = [
        _item(anki_html(Text((Marked(text),)), gap=gap) if index == member else anki_html(text), index + 1)
        for index, text in enumerate(texts[first:end], first)
    ]
    before = "<p>…</p>" if first else ""
    after = "<p>…</p>" if end < len(texts) else ""
    return f'<div class="list">{before}{_list(_tag(ordered), items)}{after}</div>'


def _tag(ordered: bool) -> str:
    return "ol" if ordered else "ul"


def _item(content: str, value: int = 0) -> str:
    return f'<li value="{value}">{content}</li>' if value else f"<li>{content}</li>"


def _list(tag: str, items: Sequence[str]) -> str:
    """The items with a space after each, because Anki's browser and its voices read them as one line."""
    return f"<{tag}>{' </li>'.join(item.removesuffix('</li>') for item in items)}</li></{tag}>"


def covered_picture(job: Job, fact: Fact, asked_index: int) -> tuple[str, dict[str, bytes]]:
    """Return the fact's picture with a box over each label, that at ``asked_index`` marked, and the picture's file."""
    assert fact.image is not None
    element, media = _image(job, fact)
    boxes = "".join(_box(label, is_asked=number == asked_index) for number, label in enumerate(fact.image.labels))
    caption = f"<figcaption>{escape(fact.image.credit_line)}</figcaption>" if fact.image.credit_line else ""
    return f'<div class="covered">{element}{boxes}</div>{caption}', media


def _box(label: Label, *, is_asked: bool) -> str:
    sides = zip(("left", "top", "width", "height"), label.box, strict=True)
    style = ";".join(f"{side}:{share:g}%" for side, share in sides)
    return f'<div class="box{" asked" if is_asked else ""}" style="{style}"></div>'


def _image(job: Job, fact: Fact) -> tuple[str, dict[str, bytes]]:
    assert fact.image is not None
    content = job.picture(fact, fact.image)
    name = media_name(fact.image.file, content)
    return f'<img src="{name}" alt="{anki_attribute(fact.image.alt)}">', {name: content}


def typed_fields(job: Job, question: Question, proof: Proof) -> dict[str, str]:
    """Return the fields about the question's fact that are words, not yet escaped."""
    fact = question.fact
    # What an article does not say is not cited as its author's.
    cited = Source("", "") if fact.stance == "background" else fact.source
    return {
        "About": question.topic,
        "Hint": question.hint,
        "Feedback": question.feedback,
        "Quote": quotes_line(proof.fact, job.words),
        "Locator": _locator(job, proof),
        "Source": citation(cited) if cited.title else "",
        "Licence": cited.licence,
        "AsOf": job.as_of(fact),
    }


def shared_fields(job: Job, question: Question) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the other fields about the question's fact, as HTML, and the files that they refer to, by name."""
    fact = question.fact
    pictures, media = _picture(job, fact)
    fields = {
        "URL": "" if fact.stance == "background" else anki_attribute(fact.source.url),
        "FactID": anki_attribute(fact.key),
        "Lang": anki_attribute(fact.source.language),
        "Dir": fact.source.direction,
        **pictures,
    }
    if fact.audio:
        content = job.pictures[fact.source.id, fact.audio.file]
        name = media_name(fact.audio.file, content)
        media[name] = content
        side = "Audio" if fact.audio.show == "question" else "BackAudio"
        fields |= {side: f"[sound:{name}]", "Transcript": anki_html(fact.audio.transcript)}
    return fields, media


def _locator(job: Job, proof: Proof) -> str:
    """Where in the article the evidence is, and which short form is not in it."""
    locator = job.locator(proof.fact)
    if not proof.missing:
        return locator
    missing = job.words["not_quoted"].format(name=in_quotes(proof.missing, job.words))
    return f"{locator}; {missing}" if locator else missing


def spelled_hint(question: Question, answer: Text) -> str:
    """Return the first letters of an answer and its length, where its gap is wide: many words would fit there.

    It is not where a name, a number, a scale or a relation says what kind of thing is meant, or where there is a hint.
    """
    slot = question.slot
    if slot is None or slot.hint or slot.entity or slot.scale or slot.type not in _WIDE or any(formulas(answer)):
        return ""
    if question.fact.relation and question.fact.relation.counterpart(slot.name):
        return ""
    text = str(answer)
    is_spelled = len(text) >= _SHORTEST_SPELLED and any(map(str.isalpha, text))  # digits would be most of a number
    return _AFTER_FIRST.sub("·", text) if is_spelled else ""


def kind_hint(question: Question, words: Mapping[str, str]) -> str:
    """Return what kind of thing fills a gap where its sentence does not say so: in _____ may be a place or a year."""
    slot = question.slot
    if slot is None or slot.hint or slot.scale or slot.type not in _KINDS:
        return ""
    if question.fact.relation and question.fact.relation.counterpart(slot.name):
        return ""
    kind = words[f"kind_{slot.type}"]
    return "" if says(str(question.stem), [kind.rpartition(" ")[2]]) else kind


def unit_task(typed: str) -> str:
    """Return the reminder to type a unit, if the answer that is typed is a number with one."""
    is_measured = DIGITS.search(typed) and _UNIT.search(DIGITS.sub("", typed))
    return '<p class="task"><span class="label-with-unit"></span></p>' if is_measured else ""


def other_answers(job: Job, question: Question) -> str:
    """Return the other accepted answers, and how far off a number may be, or ""."""
    names = question.accept
    parts = [anki_html(job.words["also"].format(names="; ".join(names)))] if names else []
    tolerance = question.slot.tolerance if question.slot else ""
    if not tolerance and isinstance(question.body, Number):
        tolerance = question.body.tolerance
    if tolerance:
        parts.append(anki_html(f"{job.words['accepted']} ± {tolerance}"))
    return "<br>".join(parts)


def context(question: Question) -> str:
    """Return the fact's sentence with the answer highlighted, or "" if it would need the speaker's name again."""
    if question.fact.is_attributed or question.slot is None:
        return ""
    return anki_html(question.fact.marked_statement(question.slot.name))


def _picture(job: Job, fact: Fact) -> tuple[dict[str, str], dict[str, bytes]]:
    if fact.image is None:
        return {}, {}
    element, media = _image(job, fact)
    element += f"<figcaption>{escape(fact.image.credit_line)}</figcaption>" if fact.image.credit_line else ""
    return {"Picture" if fact.image.show == "question" else "BackPicture": element}, media


def media_name(file: str, content: bytes) -> str:
    """Return a name made from the content: a corrected file has another name, so that Anki drops the old one."""
    return f"quizgen-{hashlib.sha256(content).hexdigest()[:16]}{PurePosixPath(file).suffix.lower()}"
