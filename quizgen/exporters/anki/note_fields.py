"""What stands in the fields of a note: texts as Anki reads them, lists, options, pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import PurePosixPath

from quizgen.assembly.wrong_answers import in_order
from quizgen.exporters.anki.note_types import MOST_STEPS
from quizgen.exporters.job import CardsJob
from quizgen.exporters.quotes import quotes_line
from quizgen.model.body import Label, options_of
from quizgen.model.fact import Fact
from quizgen.model.question import Question
from quizgen.model.quiz import Item
from quizgen.model.text import Marked, Text, formulas
from quizgen.rendering.citations import citation
from quizgen.rendering.html import anki_attribute, anki_html, anki_htmls

# Things that a person can call to mind in one go (Miller 1956); a longer list is asked for step by step alone.
MOST_AT_ONCE = 7
BEFORE = 2  # steps of a sequence that are shown before the one that is asked for


def typed(question: Question) -> str:
    """What is to be typed, or "" where it is no plain text: a formula is not typed as it is shown."""
    return "" if any(formulas(question.answer_text)) else anki_html(question.answer)


def options(item: Item) -> str:
    """The options of an item as a list; it is ``fixed`` where they have an order of their own."""
    rows = "".join(
        f'<li class="{"right" if option.correct else "wrong"}{" last" * (str(option.text) == item.question.last)}">'
        f"{anki_html(option.text)}</li>"
        for option in options_of(item.body)
    )
    fixed = in_order(item.question, tuple(str(option.text) for option in options_of(item.body))) is not None
    return f'<ol type="A" class="{"fixed" if fixed else "free"}">{rows}</ol>'


def steps(texts: Sequence[Text], *, ordered: bool) -> dict[str, str]:
    """The fields of a list, each member's under a cloze number of its own: the member's place and one.

    Of a sequence each step is asked for with those before it, of a set each member with all the others. The first
    number asks for all at once, if they are few.
    """
    sort = "ol" if ordered else "ul"
    fields = {}
    if len(texts) <= MOST_AT_ONCE:
        fields["Whole"] = _list(sort, [_item(_deletion(text, 1)) for text in texts])
        fields["Members"] = _list(
            sort, [_item(f"<details><summary>…</summary>{anki_html(text)}</details>") for text in texts]
        )
    for asked in range(min(len(texts), MOST_STEPS)):
        first = max(0, asked - BEFORE) if ordered else 0
        end = asked + 1 if ordered else len(texts)
        rows = ["<p>…</p>"] if first else []
        items = [
            _item(_deletion(text, asked + 2) if place == asked else anki_html(text), place + 1)
            for place, text in enumerate(texts[first:end], first)
        ]
        rows.append(_list(sort, items))
        rows += ["<p>…</p>"] if end < len(texts) else []
        fields[f"Step{asked + 1}"] = "".join(rows)
    return fields


def _deletion(text: Text, number: int) -> str:
    return anki_html(Text((Marked(text, number),)), cloze=True)


def _item(content: str, value: int = 0) -> str:
    return f'<li value="{value}">{content}</li>' if value else f"<li>{content}</li>"


def _list(sort: str, items: Sequence[str]) -> str:
    return f"<{sort}>{''.join(items)}</{sort}>"


def masks(labels: Iterable[Label]) -> str:
    """The boxes over the labels as Anki's image occlusion has them: a cloze for each, all covered, one asked for.

    A box's cloze number is its place among the declared labels. Sides are shares of the picture's width and height.
    """
    boxes = []
    for number, label in enumerate(labels, 1):
        sides = zip(("left", "top", "width", "height"), label.box, strict=True)
        shape = ":".join(f"{side}={share / 100:.4f}".replace("=0.", "=.") for side, share in sides)
        boxes.append(f"{{{{c{number}::image-occlusion:rect:{shape}:oi=1}}}}<br>")
    return "".join(boxes)


def picture(job: CardsJob, fact: Fact) -> str:
    """The fact's picture as an element."""
    assert fact.image is not None
    name = media_name(fact.image.file, job.picture(fact, fact.image))
    return f'<img src="{name}" alt="{anki_attribute(fact.image.alt)}">'


def shared(job: CardsJob, question: Question) -> tuple[dict[str, str], dict[str, bytes]]:
    """The fields that every note type has, and the files that they refer to by name."""
    fact = question.fact
    pictures, media = _picture(job, fact)
    texts = {
        "Hint": question.hint,
        "Feedback": question.feedback,
        "Quote": quotes_line(fact, job.words),
        "Locator": job.locator(fact),
        "Source": citation(fact.source),
        "Licence": fact.source.licence,
        "AsOf": job.as_of(fact),
    }
    fields = {
        **dict(zip(texts, anki_htmls([*texts.values()]), strict=True)),
        "URL": anki_attribute(fact.source.url),
        "FactID": anki_attribute(fact.key),
        "Lang": anki_attribute(fact.source.language),
        "Dir": fact.source.direction,
        **pictures,
    }
    if fact.audio:
        content = job.pictures[fact.source.id, fact.audio.file]
        name = media_name(fact.audio.file, content)
        media[name] = content
        fields |= {"Audio": f"[sound:{name}]", "Transcript": anki_html(fact.audio.transcript)}
    return fields, media


def also(job: CardsJob, question: Question) -> str:
    """The other right answers, or ""."""
    names = question.accept
    return anki_html(job.words["also"].format(names="; ".join(names))) if names else ""


def context(question: Question) -> str:
    """The fact's sentence with the answer in its place; not where it would need its speaker's name again."""
    if question.fact.attributed or question.slot is None:
        return ""
    return anki_html(question.fact.marked(question.slot.name))


def _picture(job: CardsJob, fact: Fact) -> tuple[dict[str, str], dict[str, bytes]]:
    image = fact.image
    if image is None:
        return {}, {}
    content = job.picture(fact, image)
    name = media_name(image.file, content)
    shown = picture(job, fact)
    shown += f"<figcaption>{escape(image.credit_line)}</figcaption>" if image.credit_line else ""
    return {"Image" if image.show == "question" else "BackImage": shown}, {name: content}


def media_name(file: str, content: bytes) -> str:
    """Named by content: a corrected file gets a new name, so Anki never keeps the old one."""
    return f"quizgen-{hashlib.sha256(content).hexdigest()[:16]}{PurePosixPath(file).suffix.lower()}"
