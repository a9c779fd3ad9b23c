"""A picture's record → the model, and whether its labels can be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.errors import quote
from quizgen.errors.problem_kinds import (
    DUPLICATE_LABEL,
    MISPLACED_KEY,
    NO_VALUE,
    OVERLAPPING_BOXES,
    TOO_FEW_LABELS,
    WRONG_VALUE,
)
from quizgen.model.body import Label
from quizgen.model.fact import Image
from quizgen.model.labels import do_overlap
from quizgen.model.text import fold
from quizgen.reading.facts.pictures import ImageRecord
from quizgen.reading.facts.slot_answers import Answers

FEWEST = 2  # labels: of a single one the number says nothing


def read_image(record: ImageRecord, answers: Answers) -> Image:
    """The picture that ``record`` says; reports labels that do not go together."""
    if record.labels and record.show != "question":
        message = "a picture with labels must be shown with the question, where they are covered"
        answers.report(("image", "show"), message, "write  show: question, or delete the labels", WRONG_VALUE)
    if 0 < len(record.labels) < FEWEST:
        answers.report(("image", "labels"), "one label is too few", "add another", TOO_FEW_LABELS)
    if record.ask and not record.labels:
        message = "'ask' asks for the labels of the picture, and it has none"
        answers.report(("image", "ask"), message, "add labels, or write it below the fact or a slot", MISPLACED_KEY)
    return Image(
        file=record.file,
        alt=record.alt,
        show=record.show,
        credit=record.credit,
        licence=record.licence,
        ask=record.ask,
        labels=tuple(_labels(record, answers)),
    )


def _labels(record: ImageRecord, answers: Answers) -> Iterator[Label]:
    names: dict[str, str] = {}
    before: list[Label] = []
    for number, record_of_label in enumerate(record.labels):
        path = ("image", "labels", number)
        if bool(record_of_label.text) == bool(record_of_label.entity):
            hint = "keep one" if record_of_label.text else "write  text: …  or  entity: …"
            message = "a label needs a text or an entity" + (", and this has both" if record_of_label.text else "")
            answers.report(path, message, hint, NO_VALUE)
        entity = answers.entity(record_of_label.entity, *path, "entity") if record_of_label.entity else None
        text = record_of_label.text or (entity.name if entity else record_of_label.entity)
        accept = tuple(
            name for name in dict.fromkeys((*record_of_label.accept, *answers.aliases(entity))) if name != text
        )
        label = Label(text, record_of_label.box, accept, entity.id if entity else "")
        for name in filter(None, dict.fromkeys(map(fold, (text, *accept)))):
            if name in names:
                message = f"{quote(text)} is right for the label {quote(names[name])} too"
                if fold(text) == fold(names[name]):
                    message = f"the label {quote(text)} is given twice"
                answers.report(path, message, "give this label a name of its own", DUPLICATE_LABEL)
                break
        names |= {fold(name): text for name in (text, *accept)}
        for other in before:
            if do_overlap(label, other):
                message = f"this box overlaps that of {quote(other.text)}"
                answers.report((*path, "box"), message, "make one of the two smaller, or move it", OVERLAPPING_BOXES)
        before.append(label)
        yield label
