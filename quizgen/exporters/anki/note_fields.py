"""The fields of a note: texts as Anki reads them, lists, options, pictures."""

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

# Things that a person can recall in one go (Miller 1956); a longer list is asked for only step by step.
MOST_AT_ONCE = 7
BEFORE = 2  # steps of a sequence that are shown before the one that is asked for


def answer_to_type(question: Question) -> str:
    """Return the answer that a learner types, or "" for one with a formula, which is not typed as it is shown."""
    return "" if any(formulas(question.answer_text)) else anki_html(question.answer)


def options(item: Item) -> str:
    """Return the options of an item as an HTML list; it has the class ``fixed`` if they have an order."""
    rows = []
    for option in options_of(item.body):
        name = "right" if option.correct else "wrong"
        if str(option.text) == item.question.last:
            name += " last"
        rows.append(f'<li class="{name}">{anki_html(option.text)}</li>')
    fixed = in_order(item.question, tuple(str(option.text) for option in options_of(item.body))) is not None
    return f'<ol type="A" class="{"fixed" if fixed else "free"}">{"".join(rows)}</ol>'


def steps(texts: Sequence[Text], *, ordered: bool) -> dict[str, str]:
    """Return the fields of a list, in which the n-th member has the cloze number n + 1.

    A step of a sequence is asked for with those before it, a member of a set with all the others. The number 1 asks for
    all at once, if they are few.
    """
    tag = "ol" if ordered else "ul"
    fields = {}
    if len(texts) <= MOST_AT_ONCE:
        fields["Whole"] = _list(tag, [_item(_deletion(text, 1)) for text in texts])
        fields["Members"] = _list(
            tag, [_item(f"<details><summary>…</summary>{anki_html(text)}</details>") for text in texts]
        )
    for hidden in range(min(len(texts), MOST_STEPS)):
        first = max(0, hidden - BEFORE) if ordered else 0
        end = hidden + 1 if ordered else len(texts)
        rows = ["<p>…</p>"] if first else []
        items = [
            _item(_deletion(text, hidden + 2) if index == hidden else anki_html(text), index + 1)
            for index, text in enumerate(texts[first:end], first)
        ]
        rows.append(_list(tag, items))
        rows += ["<p>…</p>"] if end < len(texts) else []
        fields[f"Step{hidden + 1}"] = "".join(rows)
    return fields


def _deletion(text: Text, number: int) -> str:
    return anki_html(Text((Marked(text, number),)), cloze=True)


def _item(content: str, value: int = 0) -> str:
    return f'<li value="{value}">{content}</li>' if value else f"<li>{content}</li>"


def _list(tag: str, items: Sequence[str]) -> str:
    return f"<{tag}>{''.join(items)}</{tag}>"


def masks(labels: Iterable[Label]) -> str:
    """Return the boxes over the labels for Anki's image occlusion: a cloze for each, all covered, one asked for.

    A box's cloze number is the label's number among those declared. Sides are fractions of the picture's width and
    height.
    """
    boxes = []
    for number, label in enumerate(labels, 1):
        sides = zip(("left", "top", "width", "height"), label.box, strict=True)
        shape = ":".join(f"{side}={share / 100:.4f}".replace("=0.", "=.") for side, share in sides)
        boxes.append(f"{{{{c{number}::image-occlusion:rect:{shape}:oi=1}}}}<br>")
    return "".join(boxes)


def picture(job: CardsJob, fact: Fact) -> str:
    """Return the fact's picture as an HTML element."""
    assert fact.image is not None
    name = media_name(fact.image.file, job.picture(fact, fact.image))
    return f'<img src="{name}" alt="{anki_attribute(fact.image.alt)}">'


def shared_fields(job: CardsJob, question: Question) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the fields that every note type has, and the files that they refer to, by name."""
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


def other_answers(job: CardsJob, question: Question) -> str:
    """Return the other accepted answers, or ""."""
    names = question.accept
    return anki_html(job.words["also"].format(names="; ".join(names))) if names else ""


def context(question: Question) -> str:
    """Return the fact's sentence with the answer highlighted, or "" if it would need the speaker's name again."""
    if question.fact.attributed or question.slot is None:
        return ""
    return anki_html(question.fact.marked(question.slot.name))


def _picture(job: CardsJob, fact: Fact) -> tuple[dict[str, str], dict[str, bytes]]:
    image = fact.image
    if image is None:
        return {}, {}
    content = job.picture(fact, image)
    name = media_name(image.file, content)
    element = picture(job, fact)
    element += f"<figcaption>{escape(image.credit_line)}</figcaption>" if image.credit_line else ""
    return {"Image" if image.show == "question" else "BackImage": element}, {name: content}


def media_name(file: str, content: bytes) -> str:
    """Return a name made from the content: a corrected file has another name, so that Anki drops the old one."""
    return f"quizgen-{hashlib.sha256(content).hexdigest()[:16]}{PurePosixPath(file).suffix.lower()}"
