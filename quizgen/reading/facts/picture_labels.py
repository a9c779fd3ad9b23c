"""A picture's record → the model, and whether its labels can be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.errors import named
from quizgen.model.body import Label
from quizgen.model.fact import Image
from quizgen.model.labels import overlap
from quizgen.model.text import folded
from quizgen.reading.facts.pictures import ImageRecord
from quizgen.reading.facts.slot_answers import Answers

FEWEST = 2  # labels: of a single one the number says nothing


def read_image(record: ImageRecord, read: Answers) -> Image:
    """The picture that ``record`` says; complains of labels that do not go together."""
    if record.labels and record.show != "question":
        message = "a picture with labels must be shown with the question, where they are covered"
        read.complain(("image", "show"), message, "write  show: question, or delete the labels", "wrong-value")
    if 0 < len(record.labels) < FEWEST:
        read.complain(("image", "labels"), "one label is too few", "add another", "too-few-labels")
    if record.ask and not record.labels:
        message = "'ask' asks for the labels of the picture, and it has none"
        read.complain(("image", "ask"), message, "add labels, or write it below the fact or a slot", "misplaced-key")
    return Image(
        file=record.file,
        alt=record.alt,
        show=record.show,
        credit=record.credit,
        licence=record.licence,
        ask=record.ask,
        labels=tuple(_labels(record, read)),
    )


def _labels(record: ImageRecord, read: Answers) -> Iterator[Label]:
    names: dict[str, str] = {}
    before: list[Label] = []
    for number, each in enumerate(record.labels):
        place = ("image", "labels", number)
        if bool(each.text) == bool(each.entity):
            hint = "keep one" if each.text else "write  text: …  or  entity: …"
            message = "a label needs a text or an entity" + (", and this has both" if each.text else "")
            read.complain(place, message, hint, "no-value")
        entity = read.entity(each.entity, *place, "entity") if each.entity else None
        text = each.text or (entity.name if entity else each.entity)
        accept = tuple(name for name in dict.fromkeys((*each.accept, *read.aliases(entity))) if name != text)
        label = Label(text, each.box, accept, entity.id if entity else "")
        for name in filter(None, dict.fromkeys(map(folded, (text, *accept)))):
            if name in names:
                message = f"{named(text)} is right for the label {named(names[name])} too"
                if folded(text) == folded(names[name]):
                    message = f"the label {named(text)} is given twice"
                read.complain(place, message, "give each label a name of its own", "duplicate-label")
                break
        names |= {folded(name): text for name in (text, *accept)}
        for other in before:
            if overlap(label, other):
                message = f"this box overlaps that of {named(other.text)}"
                read.complain((*place, "box"), message, "make one of the two smaller, or move it", "overlapping-boxes")
        before.append(label)
        yield label
