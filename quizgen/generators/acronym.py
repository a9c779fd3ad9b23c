"""Questions from an acronym to the name, and back."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.generators.context import Context
from quizgen.generators.kind import FactKind
from quizgen.model.body import ShortText
from quizgen.model.fact import Entity, Fact
from quizgen.model.question import Declined, Question
from quizgen.model.question_kind import OnPaper
from quizgen.model.text import fold, parse_text


def generate(fact: Fact, context: Context) -> Iterator[Question | Declined]:
    """Asks what each acronym of the fact's entities means, and for the acronym of each name.

    An entity is asked for once, whichever facts name it: with the one whose id comes first.
    """
    for slot in fact.slots:
        entity = context.collection.entities.get(slot.entity)
        if entity is None or not entity.acronym:
            yield Declined("acronym", fact, slot, "it is not an entity with an acronym")
        elif context.first_fact(entity.id) not in ("", fact.id):
            yield Declined("acronym", fact, slot, f"the fact {context.first_fact(entity.id)!r} asks for it")
        else:
            accept = tuple(name for name in entity.names[1:] if _spells(entity, name))
            kinds: tuple[tuple[str, str, str, str, tuple[str, ...], str], ...] = (
                ("name", entity.name, entity.acronym, "stands_for", accept, entity.type),
                ("acronym", entity.acronym, entity.name, "short_form", (), "acronym"),
            )
            for name, answer, other, word, variants, type in kinds:
                stem = context.phrase(word, name=parse_text(other))
                if context.answers.is_asked(stem):
                    yield Declined("acronym", fact, slot, f"a fact asks “{stem}” already")
                    continue
                subject = f"{fact.source.id}/{entity.id}/{name}"
                yield Question("acronym", fact, subject, stem, ShortText(answer, variants), type=type)


def _spells(entity: Entity, name: str) -> bool:
    """Whether the acronym may stand for ``name``: it has the acronym's letters in their order, as the main name does.

    An acronym of another language has none of the letters of any name.
    """
    acronym, letters = _letters(entity.acronym), _letters(name)
    if len(letters) <= len(acronym):
        return False
    return _has_in_order(letters, acronym) or not _has_in_order(_letters(entity.name), acronym)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _has_in_order(text: str, letters: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


KIND = FactKind(
    name="acronym",
    summary="An entity's acronym and its name, both ways.",
    on_paper=OnPaper(seconds=45),
    on_cards=True,
    generate=generate,
)
