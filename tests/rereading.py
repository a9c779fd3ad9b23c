"""Questions exported and imported again, compared with what they were: equal, or a loss says what is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import assert_never

from bank_questions import bank_of
from formats import FORMATS
from imported import read

from quizgen.exporters.interchange.bank import BankQuestion, accepted_answers
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.ids import short_id
from quizgen.exporters.interchange.json import WORDS
from quizgen.exporters.interchange.markup import line
from quizgen.exporters.script_key import typed_answers
from quizgen.importers import IMPORTERS
from quizgen.importers.bank import BankFile
from quizgen.importers.imported import BankDetails, GappedText, ImportedQuestion, RejectedQuestion
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    PictureLabels,
    PromptAndAnswer,
    ShortText,
    TrueFalse,
    pairs_of,
    spares_of,
)
from quizgen.model.loss import Loss
from quizgen.model.right_numbers import right_numbers, units_of
from quizgen.model.text import Text, parse_text


@dataclass(frozen=True, slots=True)
class Reread:
    """How a format is imported again, where it differs from most.

    ``importer`` reads it, where it has another name; it refuses questions whose bodies are ``refused``. The format
    holds ``id_length`` characters of a question's id, and says whether options may be shuffled where they are
    ``shuffle_known``: else their order is that of the file.
    """

    importer: str = ""
    refused: tuple[type[ItemBody], ...] = ()
    id_length: int = 0
    shuffle_known: bool = False


UNUSUAL: Mapping[str, Reread] = {
    "moodle-xml": Reread(id_length=100, shuffle_known=True),
    "canvas": Reread("qti12"),
    "common-cartridge": Reread("qti12"),
    "qti21": Reread(shuffle_known=True),
    "gift": Reread(id_length=100),
    "brightspace": Reread(id_length=50),
    # A table for people does not say in full what these are.
    "csv": Reread(refused=(Number, ListAnswer, PictureLabels), id_length=1000),
    "json": Reread(id_length=1000, shuffle_known=True),
}


def rereading(name: str) -> Reread:
    """How the format is imported again."""
    return UNUSUAL.get(name, Reread())


# Every format that something imports again, and which importer this is.
READERS = {name: importer for name in FORMATS if (importer := rereading(name).importer or name) in IMPORTERS.names()}
# Those that say what a sample of an open answer is; in others it is read after answering.
SAMPLES = frozenset(("moodle-xml", "blackboard", "brightspace", "json", "csv", "canvas"))
# What may come back otherwise where which loss is told.
EXPLAINED: Mapping[str, frozenset[str]] = {
    "option feedback": frozenset(("option feedback",)),
    "ordered": frozenset(("order of options",)),
    "feedback": frozenset(("feedback", "way of answering")),
    "difficulty": frozenset(("difficulty",)),
    "sample": frozenset(("way of answering",)),
    "tags": frozenset(("tags",)),
    "picture": frozenset(("picture",)),
    "points": frozenset(("points",)),
    "tolerance": frozenset(("tolerance", "way of answering")),
    "units": frozenset(("unit", "other units")),
    "before": frozenset(("unit", "way of answering")),
    "spares": frozenset(("spare answers",)),
    "answers": frozenset(("other answers", "other names of the things in a list")),
} | dict.fromkeys(
    ("kind", "numbers", "answers", "steps", "pairs", "truth", "labels", "boxes", "wanted"),
    frozenset(("way of answering",)),
)
UNSEEN = "space without width"  # which an import drops from HTML, and reports
Told = dict[str, object]


class Near(float):
    """A place in percent, which is the same by as much as a point of a small picture is wide."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, float) and abs(self - other) < 0.3

    __hash__ = float.__hash__


def spaced(text: str) -> str:
    """The text with single spaces and without empty lines: how many there are is not kept."""
    return "\n".join(kept for each in text.split("\n") if (kept := " ".join(each.split())))


def typed(answers: tuple[str, ...]) -> list[str]:
    return [" ".join(answer.split()) for answer in answers]


def asked(question: BankQuestion, name: str, lost: set[str]) -> Told:
    """What should be read of a question; its line breaks are slashes where their loss is reported.

    Moodle has lines, but what is matched with is one.
    """
    broken = "line break" not in FORMATS[name].carries.features
    body = question.body

    def text(given: Text, *, matched: bool = False) -> str:
        words = line(given) if "line break" in lost and (broken or matched) else str(given)
        seen = words.replace("\u200b", "") if UNSEEN in lost else words
        return spaced(seen if seen.strip() else words)

    found: Told = {"kind": WORDS[type(body)], "stem": text(question.prompt), "points": question.points}
    if "picture" in lost and question.picture:  # described below the question
        between = " / " if broken else "\n"
        found["stem"] = f"{found['stem']}{between}[{text(parse_text(question.picture.words))}]"
    match body:
        case ChooseOne() | ChooseSeveral():
            found["options"] = [(text(choice.text), choice.correct) for choice in body.choices]
            found["option feedback"] = "|".join(text(choice.feedback) for choice in body.choices).strip("|")
            found["ordered"] = body.fixed and rereading(name).shuffle_known
            if name == "gimkit":  # the right one is the first
                found["options"] = sorted(found["options"], key=lambda option: not option[1])
        case TrueFalse(true):
            found["truth"] = true
        case ShortText():
            found["answers"] = typed(accepted_answers(body))
        case Number():
            numbers, units = list(right_numbers(body)), units_of(body)
            found["numbers"] = [number.value for number in numbers]
            found["tolerance"] = numbers[0].margin
            written = accepted_answers(body) if "way of answering" in lost else ()  # as words, which may have the unit
            found["units"] = [unit for unit in units.usual if not any(unit in answer for answer in written)]
            found["before"] = units.leading
        case Ordering():
            found["steps"] = [text(step) for step in body.in_order]
        case Matching() | Gaps():
            pairs, spares = pairs_of(body), spares_of(body)
            found["pairs"] = {(text(prompt), text(answer, matched=True)) for prompt, answer in pairs}
            found["spares"] = {text(spare, matched=True) for spare in spares}
        case ListAnswer(_, wanted):
            found["answers"] = typed(tuple(ways[0] for ways in typed_answers(body)))
            found["wanted"] = wanted
        case OpenAnswer(sample) if name in SAMPLES:
            found["sample"] = spaced(line(sample)) if name == "csv" else text(sample)
        case PictureLabels(labels):
            dragged = name == "moodle-xml"  # and so called by one name
            found["labels"] = [typed(ways[:1] if dragged else ways) for ways in typed_answers(body)]
            found["boxes"] = [Near(side) for label in labels for side in label.box]
    between = " / " if name == "wayground" else "\n"
    if name == "json":
        found["quotes"] = [(quote.quote, quote.paragraph) for quote in question.quotes]
        found["credit"] = (
            question.picture and question.picture.credit and (question.picture.credit, question.picture.licence)
        )
    found["difficulty"] = question.difficulty
    notes = (
        question.feedback
        if name == "json" and question.quotes
        else question.notes
        if name in SAMPLES
        else question.sample_and_notes
    )
    found["feedback"] = spaced(between.join(text(note) for note in notes if note))
    found["tags"] = list(question.tags)
    length = rereading(name).id_length
    found["ident"] = short_id(question.id, length) if length else ""
    found["picture"] = question.picture and (spaced(question.picture.words), question.picture.content)
    if "description of the picture" in lost and question.covered:
        found["picture"] = ("", question.covered.content)
    elif "way of answering" in lost and question.covered:  # in which numbers are matched with labels
        found["picture"] = (spaced(question.covered.words), question.covered.content)
    return {what: value for what, value in found.items() if value}


def imported(question: ImportedQuestion) -> Told:
    """What was read, in the same words."""
    found: Told = {"stem": spaced(question.stem), "points": 1}
    body = question.body
    match body:
        case ChooseOne() | ChooseSeveral():
            found |= {"kind": "choice" if isinstance(body, ChooseOne) else "response", "ordered": body.fixed}
            found["options"] = [(spaced(str(option.text)), option.correct) for option in body.choices]
            feedback = [spaced(str(option.feedback)) for option in body.choices]
            found["option feedback"] = "|".join(feedback).strip("|")
        case TrueFalse(true):
            found |= {"kind": "truth", "truth": true}
        case ShortText(answer, accept):
            found |= {"kind": "text", "answers": typed((answer, *accept))}
        case Number(shown, value, unit, tolerance, accept):
            written = [re.fullmatch(r"(\D*?)(-?[\d.]+) ?(.*)", text) for text in (value, *accept)]
            found |= {"kind": "number", "numbers": [Decimal(number[2]) for number in written if number]}
            beside = [unit, *((number[1] or number[3]) for number in written if number)]
            found["units"] = list(dict.fromkeys(filter(None, beside)))
            found["before"] = bool(unit) and shown == f"{unit}{value}"
            found["tolerance"] = Decimal(tolerance or 0)
        case Ordering():
            found |= {"kind": "order", "steps": [spaced(str(text)) for text in body.in_order]}
        case Matching() | Gaps():
            pairs = {(spaced(str(left)), spaced(str(right))) for left, right in pairs_of(body)}
            spares = {spaced(str(spare)) for spare in spares_of(body)}
            found |= {"kind": "match", "pairs": pairs, "spares": spares}
        case ListAnswer(members, wanted):
            found |= {"kind": "list", "answers": typed(tuple(member.shown for member in members)), "wanted": wanted}
        case OpenAnswer(sample):
            found |= {"kind": "open", "sample": spaced(str(sample))}
        case PictureLabels(labels):
            found |= {"kind": "labels", "labels": [typed((label.text, *label.accept)) for label in labels]}
            found["boxes"] = [side for label in labels for side in label.box]
        case PromptAndAnswer() | GappedText():
            found["kind"] = body
        case _:
            assert_never(body)
    found |= {"feedback": spaced(question.feedback), "tags": list(question.tags), "ident": question.ident}
    found["picture"] = question.picture and (spaced(question.picture.alt), question.picture.content)
    found["difficulty"] = question.difficulty
    found["quotes"] = [(quote.quote, quote.paragraph) for quote in question.quotes]
    found["credit"] = (
        question.picture
        and any((question.picture.credit, question.picture.licence))
        and (
            question.picture.credit,
            question.picture.licence,
        )
    )
    return {what: value for what, value in found.items() if value}


def untold(
    question: BankQuestion, item: ImportedQuestion, name: str, lost: set[str]
) -> Iterator[tuple[str, object, object]]:
    """What came back otherwise though no loss says so: what it is, how it was, how it is."""
    told = lost | {what for what, _ in item.losses}
    before, after = asked(question, name, lost | ({UNSEEN} & told)), imported(item)
    if not rereading(name).id_length:
        after.pop("ident", None)
    for what in sorted(before.keys() | after.keys()):
        if before.get(what) != after.get(what) and not EXPLAINED.get(what, frozenset()) & told:
            yield what, before.get(what), after.get(what)


def exported(
    name: str, made: Sequence[BankQuestion], folder: Path
) -> tuple[tuple[BankQuestion, ...], tuple[Loss, ...], list[Path]]:
    """What the format takes of the questions, what they lose, and the files in ``folder``; none where it takes none."""
    format = FORMATS[name]
    bank, losses = fitted_bank(bank_of(*made), format.carries)
    paths = []
    for file, content in format().files(bank).items() if bank.questions else ():
        paths.append(folder / file)
        paths[-1].write_bytes(content)
    return bank.questions, losses, paths


def reread(
    name: str, made: Sequence[BankQuestion], folder: Path
) -> Iterator[tuple[BankQuestion, ImportedQuestion | RejectedQuestion, set[str]]]:
    """Each question that the format takes, as it comes back, with the losses of which its export tells."""
    kept_of, losses, paths = exported(name, made, folder)
    found = [
        each for path in paths for each in read(BankFile(path), READERS[name]) if not isinstance(each, BankDetails)
    ]
    by_id = {question.id: question for question in made}
    for kept, back in zip(kept_of, found, strict=True):
        lost = {loss.what for loss in losses if loss.question == kept.id}
        assert isinstance(back, ImportedQuestion) or is_refused(kept.body, name), (name, back)
        yield by_id[kept.id], back, lost


def is_refused(body: ItemBody, name: str) -> bool:
    """Whether the format says too little of the question: its table, of a pair that has an arrow of its own."""
    sides = (
        [side for pair in pairs_of(body) for side in pair] + [*spares_of(body)] if isinstance(body, Matching) else []
    )
    arrows = any("→" in str(side) for side in sides)
    return isinstance(body, rereading(name).refused) or (name == "csv" and arrows)


def held(name: str, questions: Sequence[BankQuestion], folder: Path) -> list[ImportedQuestion]:
    """What came back, every difference told."""
    items = []
    for question, back, lost in reread(name, questions, folder):
        if isinstance(back, ImportedQuestion):
            items.append(back)
            assert list(untold(question, back, name, lost)) == [], (name, question.id)
    return items
