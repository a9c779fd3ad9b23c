"""Rules over questions written by hand; those of item writing hold for them as for all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quizgen.checks.facts import DISTRACTOR_IS_RIGHT
from quizgen.checks.finding import Field, Finding
from quizgen.checks.item_options import duplicate_options
from quizgen.checks.option_values import same_pairs
from quizgen.checks.rule import rule
from quizgen.errors import quote
from quizgen.model.body import ChooseOne, options_of, right_options
from quizgen.model.choice import Choice
from quizgen.model.fact import Collection, Fact, Written
from quizgen.model.relations import Relations
from quizgen.model.speakers import Speakers
from quizgen.model.text import fold, parse_text
from quizgen.words.catalogues import words_for


@rule("bare-attribution", "error", remedy="name them in the question: According to …")
def bare_attribution(collection: Collection) -> Iterator[Finding]:
    """Questions about what somebody says name the speaker."""
    speakers = Speakers(collection, words_for(collection.source.language)["author_names"].split("|"))
    for fact, field, question in _written_questions(collection):
        if fact.is_attributed and not speakers.is_named_in(fact, parse_text(f"{question.stimulus} {question.stem}")):
            message = f"this asks as a fact what {fact.speaker} says"
            hint = f"name them in the question: According to {fact.speaker}, …"
            yield bare_attribution.finding(fact.id, (*field, "stem"), message, hint)


def written_items(collection: Collection) -> Iterator[Finding]:
    """The rules of item writing."""
    for fact, field, question in _written_questions(collection):
        if isinstance(question.body, ChooseOne):
            from quizgen.checks.item_writing import flaws  # its patterns take long to compile

            key = next(index for index, option in enumerate(question.body.options) if option.correct)
            options = tuple(str(option.text) for option in question.body.options)
            for broken, message in flaws(Choice(question.stem, options, key, ordered=question.body.fixed)):
                if broken is not duplicate_options:  # written_options says which
                    yield broken.finding(fact.id, (*field, "stem"), message)


def written_options(collection: Collection) -> Iterator[Finding]:
    """No two options are the same, and no wrong one is right in another fact of the same relation."""
    relations = Relations(collection)
    for fact, field, question in _written_questions(collection):
        right = {fold(str(option.text)) for option in right_options(question.body)}
        right_elsewhere: set[str] = set()
        for slot in fact.slots:
            if right & set(map(fold, (slot.shown, slot.value, *slot.accept))):
                right_elsewhere.update(map(fold, slot.accept), relations.true_answers(fact, slot))
        options = options_of(question.body)
        repeated = {second for _, second in same_pairs([str(option.text) for option in options])}
        for index, option in enumerate(options):
            where: Field = (*field, "options", index)
            text = str(option.text)
            if index in repeated:
                yield duplicate_options.finding(fact.id, where, f"{quote(text)} is here twice")
            elif not option.correct and fold(text) in right_elsewhere:
                yield DISTRACTOR_IS_RIGHT.finding(fact.id, where, f"{quote(text)} is right as well")


def _written_questions(collection: Collection) -> Iterator[tuple[Fact, Field, Written]]:
    for fact in collection.facts:
        if fact.status != "retired":
            yield from ((fact, ("questions", index), question) for index, question in enumerate(fact.questions))


CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (
    bare_attribution,
    written_options,
    written_items,
)
