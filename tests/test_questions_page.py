"""docs/reference/questions.md shows one example of each kind, made from the shipped facts."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from quizgen.assembly.forms import assemble
from quizgen.build.content import read_content
from quizgen.generators import QUESTION_KINDS, generate, question_kinds
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    Matching,
    Ordering,
    PictureLabels,
    TrueFalse,
    options_of,
)
from quizgen.model.cells import enumeration
from quizgen.model.identity import digest
from quizgen.model.question import Question
from quizgen.model.question_kind import QuestionKind
from quizgen.model.quiz import Item
from quizgen.model.text import Blank, Marked, Text
from quizgen.project import Project

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs/reference/questions.md"
PLACE = re.compile(r"(<!-- kinds -->\n).*?(<!-- end -->)", re.DOTALL)
TABLE_PLACE = re.compile(r"(<!-- kinds table -->\n).*?(<!-- end -->)", re.DOTALL)
SHOWN = 4  # entries of a worksheet


def example(kind: QuestionKind, question: Question) -> Iterator[str]:
    if not (kind.on_paper or kind.on_cards):
        yield from (f"> {question.stem}", ">")
        for part in question.parts[:SHOWN]:
            letters = "" if question.kind == "bingo" else f" {enumeration(str(part.answer))}"
            yield f"> - {part.prompt}{letters} **{part.answer}** (`{part.fact.key}`)"
        yield f"> - … ({len(question.parts)} in all)"
        return
    if not kind.on_paper:
        gap = Text((Blank(),))
        spans = [gap if isinstance(s, Marked) else Text((s,)) for s in question.stem.spans]
        prompt = "".join(map(str, spans))
        yield from (f"> {prompt}", ">", f"> **{question.answer}** (`{question.fact.key}`)")
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
            return ", ".join(str(step.position) for step in steps)
        case PictureLabels(labels):
            return ", ".join(f"{number} {label.text}" for number, label in enumerate(labels, 1))
        case Matching(rows) | Gaps(rows):
            return ", ".join(row.answer for row in rows)
        case _:
            return item.question.answer


def page() -> str:
    project = Project.at(ROOT)
    content = read_content(project, project.recipes())
    made: dict[str, list[Question]] = defaultdict(list)
    for loaded in content.collections.values():
        for question in generate(loaded.collection, QUESTION_KINDS.names()):
            if isinstance(question, Question):
                made[question.kind].append(question)
    lines: list[str] = []
    for kind in question_kinds():
        lines += [f"## {kind.name}", "", kind.summary, ""]
        if kind.name != "open":  # which no shipped fact has
            question = min(made[kind.name], key=lambda each: digest("example", each.id))
            lines += [*example(kind, question), ""]
    return "\n".join(lines)


def table() -> str:
    """Where each kind is used, and how long one takes on paper."""
    rows = ["| Kind | Quiz | Deck | Worksheets | Seconds |", "|---|---|---|---|---|"]
    for kind in question_kinds():
        places = (kind.on_paper, kind.on_cards, not (kind.on_paper or kind.on_cards))
        seconds = str(kind.on_paper.seconds) if kind.on_paper else ""
        rows.append(f"| `{kind.name}` | {' | '.join('✓' if place else '' for place in places)} | {seconds} |")
    return "\n".join(rows) + "\n"


def test_every_kind_has_an_example() -> None:
    """After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed."""
    written = PAGE.read_text(encoding="utf-8")
    made = PLACE.sub(lambda place: f"{place[1]}{page()}{place[2]}", written)
    made = TABLE_PLACE.sub(lambda place: f"{place[1]}{table()}{place[2]}", made)
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        PAGE.write_text(made, encoding="utf-8")
    assert made == written
