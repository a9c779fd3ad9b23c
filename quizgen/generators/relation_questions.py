"""Questions over the facts of a relation: matching, and sorting into groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from quizgen.generators.context import Context
from quizgen.generators.kind import CollectionKind
from quizgen.generators.sentences import says
from quizgen.model.body import Matching
from quizgen.model.fact import NUMBER_TYPES, Fact, Slot
from quizgen.model.question import Declined, Part, PartsBody, Question, WrongAnswers, body_over
from quizgen.model.question_kind import OnPaper
from quizgen.model.text import Text, fold, parse_text

FEWEST_PAIRS = 3
FEWEST_IN_GROUP = 2


def generate_matching(context: Context) -> Iterator[Question | Declined]:
    """Asks to match the two sides of a relation, for those with a single counterpart."""
    for name, facts in relations(context).items():
        parts = [part(fact, context) for fact in facts]
        prompt_counts = Counter(fold(str(part.prompt)) for part in parts)
        answer_counts = Counter(fold(str(part.answer)) for part in parts)
        single = (p for p in parts if prompt_counts[fold(str(p.prompt))] == answer_counts[fold(str(p.answer))] == 1)
        pairs = tuple(p for p in single if not says(str(p.prompt), str(p.answer)))
        if len(pairs) < FEWEST_PAIRS:
            yield declined_relation("matching", name, f"fewer than {FEWEST_PAIRS} facts have sides of their own")
        else:
            used = frozenset[str]().union(*(part.names for part in parts), (fold(str(part.answer)) for part in parts))
            fact = pairs[0].fact
            assert fact.relation is not None
            candidates = context.wrong_answers(fact, fact.slot(fact.relation.object)).candidates
            spares = tuple(candidate for candidate in candidates if fold(candidate) not in used)
            yield question("matching", name, Matching, pairs, context, ask=fact.relation.ask, spares=spares)


MATCHING = CollectionKind(
    name="matching",
    summary="The two sides of a relation; entries may be left over.",
    on_paper=OnPaper(seconds=150, most=20),
    generate=generate_matching,
)


def generate_categorise(context: Context) -> Iterator[Question | Declined]:
    """Asks to sort the subjects of a many-to-one relation by their objects."""
    for name, facts in relations(context).items():
        grouped = groups(facts, context)
        if len(grouped) < 2:
            yield declined_relation("categorise", name, "it does not put two things or more under each of two others")
        else:
            parts = tuple(part for group in grouped for part in group)
            ask = next((fact.relation.ask for fact in facts if fact.relation), "")
            yield question("categorise", name, Matching, parts, context, ask=ask)


CATEGORISE = CollectionKind(
    name="categorise",
    summary="The subjects of a many-to-one relation, sorted by object.",
    on_paper=OnPaper(seconds=150, most=20),
    generate=generate_categorise,
)


def relations(context: Context) -> dict[str, list[Fact]]:
    """The facts of each relation that can be combined: reviewed, and asserted by the article."""
    facts_by_relation: dict[str, list[Fact]] = defaultdict(list)
    for fact in context.collection.facts:
        if fact.relation and fact.status != "retired" and not fact.is_attributed:
            facts_by_relation[fact.relation.name].append(fact)
    return facts_by_relation


def question(
    kind: str,
    name: str,
    body: type[PartsBody],
    parts: Sequence[Part],
    context: Context,
    *,
    ask: str = "",
    spares: tuple[str, ...] = (),
) -> Question:
    """A question over ``parts``; ``name`` is unique among the collection's questions of its kind."""
    fact = parts[0].fact
    stem = parse_text(ask or context.words[f"do_{kind.replace('-', '_')}"])
    return Question(
        kind,
        fact,
        f"{fact.source.id}/@{name}",
        stem,
        body_over(body, parts),
        wrong=WrongAnswers(candidates=spares),
        parts=tuple(parts),
    )


def part(fact: Fact, context: Context) -> Part:
    """The part of a question for a fact: its relation's subject, and the object that belongs to it."""
    assert fact.relation is not None
    subject, object_ = fact.slot(fact.relation.subject), fact.slot(fact.relation.object)
    return Part(
        fact,
        object_,
        label(subject),
        label(object_),
        context.answers.names(object_),
        context.answers.fits(fact, object_),
        context.answers.properties(subject),
    )


def label(slot: Slot) -> Text:
    """The slot's answer by itself: a word without the capital of a sentence's start, a number as it is shown."""
    return slot.answer if slot.unit or slot.type in NUMBER_TYPES or slot.type == "date" else parse_text(slot.value)


def groups(facts: Sequence[Fact], context: Context) -> list[list[Part]]:
    """The subjects of each object that has several, if each subject has only one object."""
    if any(fact.relation is None or not fact.relation.determines(fact.relation.object) for fact in facts):
        return []
    grouped: dict[str, dict[str, Part]] = defaultdict(dict)
    for fact in facts:
        member = part(fact, context)
        grouped[fold(str(member.answer))].setdefault(fold(str(member.prompt)), member)
    return [list(group.values()) for group in grouped.values() if len(group) >= FEWEST_IN_GROUP]


def declined_relation(kind: str, relation: str, reason: str) -> Declined:
    """The ``reason`` why a relation does not support a kind."""
    return Declined(kind, None, None, f"the relation {relation!r}: {reason}")
