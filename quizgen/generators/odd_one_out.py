"""Questions for the one that does not share what the others have in common, which the question states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, islice

from quizgen.generators.context import Context
from quizgen.generators.kind import CollectionKind
from quizgen.generators.relation_questions import declined_relation, groups, question, relations
from quizgen.model.body import ChooseOne
from quizgen.model.question import Declined, Part, Question
from quizgen.model.question_kind import OnPaper
from quizgen.model.text import Text, fold, parse_text
from quizgen.words.catalogues import words_for

ALIKE = 3  # things of one group in addition to the odd one out
FEWEST_KNOWN = 2  # properties of a thing, so that another one may be seen to be odd by them
_SETS = 60  # that are compared
_TRIED = 40  # threes of a group beside one odd thing


def generate(context: Context) -> Iterator[Question | Declined]:
    """Asks for the one that belongs to another object than the rest.

    Declined where another one would be odd too, or where too little is known to tell.
    """
    for name, facts in relations(context).items():
        grouped = groups(facts, context)
        parts = [part for group in grouped for part in group if _is_known(part)]
        if len(grouped) < 2 or max(map(len, grouped)) < ALIKE:
            yield declined_relation(
                "odd-one-out", name, f"it does not put {ALIKE} things under one and others elsewhere"
            )
        elif not _has_groups(parts):
            reason = f"the collection states fewer than {FEWEST_KNOWN} things about each of its subjects"
            yield declined_relation("odd-one-out", name, reason)
        elif not any(criterion(options[:ALIKE]) for options in sets_of(parts)):
            reason = "no sentence or question (ask) says what the others have in common, or others are odd too"
            yield declined_relation("odd-one-out", name, reason)
        else:
            yield question("odd-one-out", name, ChooseOne, parts, context)


KIND = CollectionKind(
    name="odd-one-out",
    summary="Options of which one does not have what the others have in common, which the question states.",
    on_paper=OnPaper(seconds=60, most=20),
    generate=generate,
)


def sets_of(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """Sets of options, in the order of ``parts``: some of one group, and last the odd one, which alone is odd.

    First come those for which words say what the others have in common.
    """
    sets = list(islice(_sets(parts), _SETS))
    yield from (options for options in sets if criterion(options[:ALIKE]))
    yield from (options for options in sets if not criterion(options[:ALIKE]))


def _sets(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    grouped: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        grouped[fold(str(part.answer))].append(part)
    for answer, group in grouped.items():
        others = [part for part in parts if fold(str(part.answer)) != answer and not group[0].takes(part)]
        for odd in others:
            for alike in islice(combinations(group, ALIKE), _TRIED):
                options = (*alike, odd)
                if not any(_is_odd(part, options) for part in alike):
                    yield options


def criterion(alike: Sequence[Part]) -> Text:
    """What the things have in common, as a question for the one that does not; empty if no words say it.

    A sentence says it that has no other slot; or else the relation's own question.
    """
    words = words_for(alike[0].fact.source.language)
    for fact in (part.fact for part in alike):
        if fact.relation and len(fact.slots) == 2:
            before, after = words["odd_in_sentence"].split("{text}")
            return parse_text(before) + fact.gapped_statement(fact.relation.subject) + parse_text(after)
    question = next((part.fact.relation.ask for part in alike if part.fact.relation and part.fact.relation.ask), "")
    return parse_text(words["odd_in_question"].format(question=question)) if question else Text()


def _is_known(part: Part) -> bool:
    """Whether the collection states enough about the thing, beside its tags and type."""
    return sum(kind not in ("tag", "type") for kind, _ in part.known) >= FEWEST_KNOWN


def _has_groups(parts: Sequence[Part]) -> bool:
    sizes: dict[str, int] = defaultdict(int)
    for part in parts:
        sizes[fold(str(part.answer))] += 1
    return len(sizes) >= 2 and max(sizes.values()) >= ALIKE


def _is_odd(part: Part, options: Sequence[Part]) -> bool:
    """Whether the part alone lacks something that all the others have."""
    shared = set.intersection(*(set(other.known) for other in options if other is not part))
    return not shared <= part.known
