"""docs/questions.md shows one example of each kind, made from the shipped facts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import assert_never, get_args

from quizgen.assembly.forms import assemble
from quizgen.build.content import read_content
from quizgen.generators import generate, kinds
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ListAnswer,
    Matching,
    Number,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    options_of,
)
from quizgen.model.cells import enumeration
from quizgen.model.identity import digest
from quizgen.model.question import Question, WorksheetKind
from quizgen.model.quiz import Item
from quizgen.model.text import Blank, Marked, Text
from quizgen.project import Project

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/questions.md"
PLACE = re.compile(r"(<!-- kinds -->\n).*?(<!-- end -->)", re.DOTALL)
WHAT = {
    "basic": "A card: a slot's own question, and its answer.",
    "reversed": "The question turned round, where a relation leaves one answer and nothing asks for it yet.",
    "cloze": "A card: the statement with a gap for each slot.",
    "quote-cloze": "A card: the article's own words with a gap for each answer that stands in them word for word.",
    "multiple-choice": "One right option among wrong ones: the teacher's own first, then names of its type that are "
    "no other true answer, then made numbers.",
    "multiple-response": "All the things of a set among wrong ones.",
    "true-false": "The statement, true or falsified at a slot by a value of the same type.",
    "short-answer": "A word or a few on a line.",
    "numeric": "A number with its unit, right within its tolerance.",
    "list": "The things of a set.",
    "sequence": "The things of a sequence, to be numbered.",
    "acronym": "An entity's acronym and its name, both ways.",
    "attribution": "Who says what the article does not say itself.",
    "matching": "The two sides of a relation; entries may be left over.",
    "categorise": "The subjects of a many-to-one relation, each to its object.",
    "odd-one-out": "One that belongs elsewhere than the rest.",
    "ordering": "The subjects of a relation in the order of its amounts.",
    "timeline": "Dated facts in their order.",
    "word-bank": "Sentences with gaps, and a bank of what fills them.",
    "labelling": "A picture whose labels are covered by numbered boxes, and a line for each.",
    "bingo": "For worksheets, not for quizzes: questions that are read out, and answers for the cards, of three words "
    "and 24 characters at most, no two the same. From 12 facts on.",
    "crossword": "For worksheets, not for quizzes: answers of 3 to 15 letters, and clues that say no word of them. How "
    "many letters each word has is told beside the clue. From 5 facts on.",
    "word-search": "For worksheets, not for quizzes: answers of 3 to 12 letters and their clues, none within another, "
    "forwards or backwards. From 5 facts on.",
}


SHOWN = 4  # entries of a worksheet


def example(question: Question) -> Iterator[str]:
    if question.kind in get_args(WorksheetKind):
        yield from (f"> {question.stem}", ">")
        for part in question.parts[:SHOWN]:
            letters = "" if question.kind == "bingo" else f" {enumeration(str(part.answer))}"
            yield f"> - {part.prompt}{letters} **{part.answer}** (`{part.fact.key}`)"
        yield f"> - … ({len(question.parts)} in all)"
        return
    if question.kind in ("basic", "cloze", "quote-cloze"):
        number = 1 + [slot.name for slot in question.fact.slots].index(question.slot.name)
        gap = Text((Blank(),))
        spans = [gap if isinstance(s, Marked) and s.number == number else Text((s,)) for s in question.stem.spans]
        prompt = "".join(map(str, spans))
        yield from (f"> {prompt}", ">", f"> **{question.slot.shown}** (`{question.fact.key}`)")
        return
    (item,) = assemble("", "en", [(question,)], forms=1, options=3, seed=1).forms[0].items
    yield f"> {item.prompt}"
    yield from (f"> - {option.letter}. {option.text}" for option in options_of(item.body))
    match item.body:
        case Ordering(steps):
            yield from (f"> - ☐ {step.text}" for step in steps)
        case PictureLabels(labels):
            yield from (f"> - {number} _____" for number, _ in enumerate(labels, 1))
        case Matching(rows, bank) | Gaps(rows, bank):
            yield from (f"> - ☐ {row.prompt}" for row in rows)
            yield ">"
            yield "> " + " · ".join(f"{each.letter} {each.text}".strip() for each in bank)
    yield ">"
    yield f"> **{answer(item)}** ({', '.join(f'`{fact.key}`' for fact in item.facts)})"


def answer(item: Item) -> str:
    match item.body:
        case ChooseOne() | ChooseSeveral():
            return item.letter
        case TrueFalse(true):
            return str(true)
        case Ordering(steps):
            return ", ".join(str(step.place) for step in steps)
        case PictureLabels(labels):
            return ", ".join(f"{number} {label.text}" for number, label in enumerate(labels, 1))
        case Matching(rows) | Gaps(rows):
            return ", ".join(row.answer for row in rows)
        case ListAnswer() | Number() | ShortText():
            return item.question.slot.shown
        case _:
            assert_never(item.body)


def page() -> str:
    project = Project.at(ROOT)
    content = read_content(project, project.recipes())
    made: dict[str, list[Question]] = {kind: [] for kind in kinds()}
    for loaded in content.collections.values():
        for question in generate(loaded.collection, kinds()):
            if isinstance(question, Question):
                made[question.kind].append(question)
    lines: list[str] = []
    for kind in kinds():
        question = min(made[kind], key=lambda each: digest("example", each.id))
        lines += [f"## {kind}", "", WHAT[kind], "", *example(question), ""]
    return "\n".join(lines)


def test_every_kind_has_an_example() -> None:
    """After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed."""
    written = PAGE.read_text(encoding="utf-8")
    made = PLACE.sub(lambda place: f"{place[1]}{page()}{place[2]}", written)
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        PAGE.write_text(made, encoding="utf-8")
    assert made == written
