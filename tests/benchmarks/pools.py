"""Where wrong options come from: how many are from outside the role, from the same block, and how balanced they are.

    python tests/benchmarks/pools.py [SEEDS]

195 countries of six continents of unequal size, each with a capital and a currency, all with names made at random; a
fact for each asks for its capital, for its continent and for its currency, which is a plain text. So many quizzes of
all questions are assembled (default 5). Prints for each role how many of its questions are declined because of their
letters, how many wrong options are no answer of the role (goal: none), how many belong to the continent of the right
one (goal: 95 of 100), and for the answer that is right most often and least often how often it is wrong for each time
that it is right (fair: 2.00).
"""

from __future__ import annotations

import sys
from collections import Counter
from random import Random

from quizgen.assembly.forms import wrong_options
from quizgen.generators import generate
from quizgen.model.fact import Collection, Entity, Fact, Relation, Slot, Source
from quizgen.model.question import Question
from quizgen.model.text import SlotName, Words

SOURCE = Source("t", "T")
CONTINENTS = {"Africa": 54, "Asia": 48, "Europe": 44, "North America": 23, "Oceania": 14, "South America": 12}
ROLES = ("capital", "continent", "currency")


def name(rng: Random) -> str:
    """A name of two to four syllables."""
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4))).title()


def collection() -> Collection:
    """The countries, with what they have."""
    rng = Random(1)
    entities = {continent: Entity(continent, continent, "place") for continent in CONTINENTS}
    facts: list[Fact] = []
    for continent, count in CONTINENTS.items():
        for _ in range(count):
            place = len(facts)
            country, capital = f"country-{place}", f"capital-{place}"
            entities[country] = Entity(country, name(rng), "country", of=continent)
            entities[capital] = Entity(capital, name(rng), "place", of=country)
            answers = (entities[capital].name, continent, name(rng).lower())
            of_answer = (capital, continent, "")
            for role, answer, entity in zip(ROLES, answers, of_answer, strict=True):
                facts.append(_fact(f"{role}-{place}", role, entities[country], answer, entity))
    return Collection(SOURCE, tuple(facts), entities)


def _fact(id: str, role: str, country: Entity, answer: str, entity: str) -> Fact:
    slots = (
        Slot("country", country.name, country.name, "country", entity=country.id),
        Slot(
            role, answer, answer, "place" if entity else "text", entity=entity, ask=f"Which {role} has {country.name}?"
        ),
    )
    statement = (SlotName("country", 0), Words(f" has the {role} "), SlotName(role, 30), Words("."))
    return Fact(id, SOURCE, statement, slots, relation=Relation(role, "country", role, "many-to-one"))


def main(seeds: int = 5) -> None:
    """Prints the table."""
    example_collection = collection()
    answers_of = {
        role: {fact.slot(role).shown for fact in example_collection.facts if fact.id.startswith(role)} for role in ROLES
    }
    block = {answer: _block(answer, example_collection) for answers in answers_of.values() for answer in answers}
    print(f"{'role':12}{'questions':>10}{'declined':>9}{'options':>9}{'outside':>9}{'same block':>12}  wrong : right")
    made = [
        question
        for question in generate(example_collection, ["multiple-choice"])
        if question.slot and question.slot.name in ROLES
    ]
    for role in ROLES:
        questions = [each for each in made if isinstance(each, Question) and each.name == role]
        right, wrong = Counter[str](), Counter[str]()
        inside = together = 0
        for question in questions:
            for seed in range(seeds):
                options = wrong_options(question, 3, seed)
                right[question.answer] += 1
                wrong.update(options)
                inside += sum(option in answers_of[role] for option in options)
                together += sum(block.get(option) == block[question.answer] for option in options)
        total = sum(wrong.values())
        ends = right.most_common(1)[0][0], right.most_common()[-1][0]
        balance = " ".join(f"{wrong[answer] / right[answer]:.2f}" for answer in ends)
        declined = len([each for each in made if each.slot and each.slot.name == role]) - len(questions)
        print(f"{role:12}{len(questions):10}{declined:9}{total:9}{total - inside:9}{together / total:12.3f}  {balance}")


def _block(answer: str, given: Collection) -> str:
    """The continent to which the answer belongs, or "" if it belongs to nothing."""
    owner = next((entity.of for entity in given.entities.values() if entity.name == answer), "")
    return given.entities[owner].of if owner else ""


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
