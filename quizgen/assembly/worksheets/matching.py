"""Matching: the two sides of a relation, or questions and the names that answer them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Annotated, get_args

from pydantic import Field

from quizgen.assembly.groups import pick
from quizgen.assembly.worksheets.material import Material, answering
from quizgen.assembly.worksheets.worksheet import KeyLine, Shortcoming, Worksheet, nothing
from quizgen.assembly.wrong_answers import choose
from quizgen.generators import multiple_choice
from quizgen.generators.context import Context
from quizgen.model.fact import EntityType
from quizgen.model.question import Part, Question
from quizgen.model.text import Text, Words, fold, parse_text
from quizgen.reading.yaml.validation import Record

FEWEST_PAIRS = 3
FEWEST_NAMES = 4  # that answer questions: with fewer, matching is too easy
ENOUGH = 8  # questions, after which no further exercise is added
MOST_WRONG = 8  # answers that are tried as the spare one, which must not match any question


@dataclass(frozen=True, slots=True)
class MatchingExercise:
    """Entries on the left, numbered from ``start``, each matching one on the right, where one is left over."""

    stem: Text
    start: int
    left: tuple[Text, ...]
    right: tuple[Text, ...]


class MatchingRecipe(Record):
    """The settings of matching."""

    pairs: Annotated[int, Field(ge=3, le=12)] = 8
    """The maximum number of pairs in an exercise."""
    letters: bool = True
    """Whether students write letters; otherwise they draw lines."""


class MatchingSheet:
    """Two columns to match, with one spare entry on the right."""

    name = "matching"
    summary = "Two columns to match."
    usual = False
    recipe = MatchingRecipe

    def make(self, settings: MatchingRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields an exercise for each relation, then for the names of each type, with a key."""
        contexts = material.contexts
        stem = material.words["do_matching" if settings.letters else "do_matching_lines"]
        related = material.questions("matching")
        exercises: list[MatchingExercise] = []
        lines: list[KeyLine] = []
        for question in (*related, *_by_type(material, {fact.key for other in related for fact in other.facts})):
            context, chance = contexts[question.fact.source.id], material.chance(f"{self.name} {question.id}")
            parts = _apart(pick(question, chance, settings.pairs), context)
            if len(parts) < FEWEST_PAIRS or len(lines) >= ENOUGH:
                continue
            spare = _spare(question, parts, context, chance)
            if not spare and len(parts) > FEWEST_PAIRS:
                spare = [parts.pop(chance.randrange(len(parts))).answer]
            left = chance.sample(parts, len(parts))
            right = [*(part.answer for part in parts), *spare]
            chance.shuffle(right)
            prompt = question.stem if settings.letters or question.fact.relation else parse_text(stem)
            exercises.append(
                MatchingExercise(prompt, len(lines) + 1, tuple(part.prompt for part in left), tuple(right))
            )
            lines += _lines(left, right, len(lines) + 1, material.letters if settings.letters else ())
        if not exercises:
            yield nothing(self.name, material.lacking("matching"))
            return
        content = {"exercises": exercises, "letters": settings.letters, "instruction": stem, "key": lines}
        yield Worksheet(self.name, content, tuple(line.fact for line in lines))


def _by_type(material: Material, used: set[str]) -> Iterator[Question]:
    """Questions about facts not in ``used``, grouped by the type of the answer, the largest group first."""
    for question in material.questions("bingo"):
        parts = [part for part in question.parts if part.fact.key not in used]
        types = dict.fromkeys((*get_args(EntityType), *(part.slot.type for part in parts if part.slot.entity)))
        groups = [tuple(part for part in parts if part.slot.type == type) for type in types]
        words = tuple(part for part in parts if part.slot.type in ("text", "phrase"))
        for group in (*sorted(groups, key=len, reverse=True), words):
            if len(group) >= FEWEST_NAMES:
                stem = parse_text(material.words["do_matching"])
                yield question.over(group)._replace(kind="matching", stem=stem, fact=group[0].fact)


def _apart(parts: Sequence[Part], context: Context) -> list[Part]:
    """The parts without those whose answer would be right for an earlier part, or vice versa."""
    chosen: list[Part] = []
    for part in parts:
        if not any(_fits(part, other.answer, context) or _fits(other, part.answer, context) for other in chosen):
            chosen.append(part)
    return chosen


def _fits(part: Part, answer: Text, context: Context) -> bool:
    return fold(str(answer)) in answering(part, context)


def _spare(question: Question, parts: Sequence[Part], context: Context, chance: Random) -> list[Text]:
    """A spare answer that is wrong for all of the parts, in a list that is empty if there is none."""
    others = [part.answer for part in question.parts if part not in parts]
    last = parts[-1]
    choice_question = multiple_choice.generate(last.fact, replace(last.slot, ask=str(last.prompt)), context)
    wrong = choose(choice_question, MOST_WRONG, chance) if isinstance(choice_question, Question) else ()
    for text in (*chance.sample(others, len(others)), *map(parse_text, wrong)):
        if not any(_fits(part, text, context) for part in parts):
            return [text]
    return []


def _lines(left: Sequence[Part], right: Sequence[Text], start: int, letters: Sequence[str]) -> Iterator[KeyLine]:
    for number, part in enumerate(left, start):
        letter = f"{letters[right.index(part.answer)]}. " if letters else ""
        answer = Text((Words(letter),)) + part.answer if letter else part.answer
        yield KeyLine(f"{number}", part.prompt, answer, part.fact, part.slot.accept)
