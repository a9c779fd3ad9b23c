from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.generators import QUESTION_KINDS, generate
from quizgen.model.body import ChooseOne, Option, TrueFalse
from quizgen.model.question import Declined, Question
from quizgen.model.text import Marked, parse_text
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection
from quizgen.rendering.html import anki_html

ENTITIES = """\
entities:
  ann: {name: Ann Smith, type: person, accept: Ann}
  ben: {name: Ben Jones, type: person}
  cat: {name: Cat Brown, type: person, same_as: dan}
  dan: {name: Dan White, type: person}
  rome: {name: Rome, type: place}
"""


@pytest.fixture
def made(project: Callable[..., Project]) -> Callable[[str], dict[str, Question | Declined]]:
    def make(facts: str) -> dict[str, Question | Declined]:
        path = project(facts, entities=ENTITIES).collections()[0]
        loaded, problems = load_collection(path)
        assert problems == []
        assert loaded is not None
        return {
            f"{question.fact.id}/{asks_about(question)}/{question.kind}": question
            for question in generate(loaded.collection, QUESTION_KINDS.names())
            if question.fact and not (isinstance(question, Question) and question.parts)
        }

    return make


def asks_about(made: Question | Declined) -> str:
    if isinstance(made, Question):
        return made.name
    return made.slot.name if made.slot else ""


def stem(made: Question | Declined) -> str:
    assert isinstance(made, Question), made
    return str(made.stem)


def test_a_kind_wanted_twice_is_asked_once(project: Callable[..., Project]) -> None:
    """A deck and a quiz may want the same kind, and two kinds may make the same card."""
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: [deck, quiz]\n"
    recipe += "deck: {kinds: [basic, short-answer], forms: all}\nquiz: {questions: {short-answer: 1}}\n"
    example = project('- id: f\n  statement: "Ann won in {May}."\n  ask: When did Ann win?\n', recipe=recipe)
    (jobs,), _ = assemble_recipes(example, read_content(example, example.recipes()))
    assert [question.id for question in jobs.cards.cards] == ["t/f/answer/basic"]
    assert [item.question.id for item in jobs.quiz.quiz.forms[0].items] == ["t/f/answer/short-answer"]


def test_a_slot_is_asked_by_its_own_question_or_by_a_gap(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(
        '- id: f\n  statement: "{a} won in {b}."\n  slots: {a: {entity: ann, ask: Who won?}, b: {value: May}}\n'
    )
    assert stem(questions["f/a/basic"]) == "Who won?"
    assert stem(questions["f/b/short-answer"]) == "Complete the sentence: Ann Smith won in _____."
    assert isinstance(questions["f/b/basic"], Declined)
    assert questions["f/a/basic"].id == "t/f/a/basic"


OPINION = "  stance: opinion\n  by: {entity: ann}\n"


def test_what_somebody_says_is_asked_as_theirs_in_every_kind(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(f'- id: f\n  statement: "It was {{good}}."\n  ask: How was it?\n  distractors: [bad]\n{OPINION}')
    assert stem(questions["f/answer/basic"]) == "According to Ann Smith, how was it?"
    asked = [
        question for question in questions.values() if isinstance(question, Question) and question.kind != "attribution"
    ]
    assert len(asked) >= 5
    assert all(stem(question).startswith("According to Ann Smith, ") for question in asked)


def test_a_name_that_is_there_already_is_not_said_twice(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(f'- id: f\n  statement: "Ann found it {{good}}."\n  ask: How did Ann find it?\n{OPINION}')
    assert stem(questions["f/answer/basic"]) == "How did Ann find it?"
    assert stem(questions["f/answer/cloze"]) == "Ann found it good."


def test_the_author_is_named_by_the_word_too(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(
        '- id: f\n  statement: "It was {good}."\n  ask: How did the author find it?\n  stance: opinion\n  by: author\n'
    )
    assert stem(questions["f/answer/basic"]) == "How did the author find it?"
    assert stem(questions["f/answer/cloze"]) == "According to An Author, it was good."


def test_the_attribution_never_gives_the_speaker_away(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(
        f'- id: f\n  statement: "{{who}} said so."\n  slots: {{who: {{entity: ann, ask: Who said so?}}}}\n{OPINION}'
    )
    assert stem(questions["f/who/basic"]) == "Who said so?"
    assert "Ann" not in stem(questions["f/who/short-answer"])


def test_wrong_answers_are_never_the_right_one_under_another_name(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(
        '- id: f\n  statement: "{a} beat Ben Jones."\n  slots: {a: {entity: cat, ask: Who won?,'
        " distractors: [ann, Dan White, Eve, eve]}}\n"
    )
    question = questions["f/a/multiple-choice"]
    assert question.wrong.approved == ("ann", "Eve")  # not Dan White, who is Cat Brown; Eve once
    assert question.wrong.candidates == ("Ann Smith",)  # not Ben Jones, who stands in the statement


def test_two_names_of_one_thing_are_not_both_offered(made) -> None:  # type: ignore[no-untyped-def]
    questions = made('- id: f\n  statement: "{a} won."\n  slots: {a: {entity: ann, ask: Who won?}}\n')
    assert questions["f/a/multiple-choice"].wrong.candidates == ("Ben Jones", "Cat Brown")


@pytest.mark.parametrize("kind", ["multiple-choice", "true-false"])
def test_a_kind_without_plausible_wrong_answers_is_declined(made, kind: str) -> None:  # type: ignore[no-untyped-def]
    questions = made('- id: f\n  statement: "{x} is far."\n  slots: {x: {entity: rome, ask: What is far?}}\n')
    assert "distractors" in questions[f"f/x/{kind}"].reason


def test_a_number_in_words_is_not_made_up(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(
        '- id: f\n  statement: "After {x}."\n'
        "  slots: {x: {value: 18, show: eighteen months, type: duration, ask: When?}}\n"
    )
    assert isinstance(questions["f/x/multiple-choice"], Declined)


def test_a_long_answer_is_no_short_answer(made) -> None:  # type: ignore[no-untyped-def]
    questions = made('- id: f\n  statement: "It is {one two three four five six seven}."\n  ask: What is it?\n')
    assert "more than 6 words" in questions["f/answer/short-answer"].reason


def test_a_retired_fact_is_asked_no_more(made) -> None:  # type: ignore[no-untyped-def]
    assert made('- id: f\n  statement: "It is {so}."\n  status: retired\n') == {}


def test_a_gap_hides_one_slot_and_shows_the_others(made) -> None:  # type: ignore[no-untyped-def]
    questions = made('- id: f\n  statement: "{a} and {b}"\n  slots: {a: {value: A}, b: {value: B}}\n')
    assert anki_html(questions["f/a/cloze"].stem, gap=True).endswith("</span> and B")
    assert anki_html(questions["f/b/cloze"].stem, gap=True).startswith("A and <span")


LED = """\
- id: f
  statement: "{who} leads {what}."
  relation: {name: leads, subject: who, object: what, cardinality: %s}
  slots: {who: {entity: ann, ask: Who leads Rome?}, what: {entity: rome}}
- id: g
  statement: "{who} leads {what}."
  relation: {name: leads, subject: who, object: what, cardinality: %s}
  slots: {who: {entity: ben}, what: {entity: rome}}
"""


def test_a_question_is_reversed_where_one_answer_is_left(made) -> None:  # type: ignore[no-untyped-def]
    alone = made(LED % ("one-to-one", "one-to-one"))["f/what/reversed"]
    assert stem(alone) == "Complete the sentence: Ann Smith leads _____."
    several = made(LED % ("many-to-many", "many-to-many"))["f/what/reversed"]
    assert isinstance(several, Declined)
    assert "more than one answer" in several.reason
    asked = made(LED % ("one-to-one", "one-to-one"))["f/who/reversed"]
    assert isinstance(asked, Declined)
    assert "own question" in asked.reason


def test_a_gap_that_other_facts_fill_too_is_no_card(made) -> None:  # type: ignore[no-untyped-def]
    assert isinstance(made(LED % ("one-to-many", "many-to-many"))["g/who/cloze"], Declined)
    assert isinstance(made(LED % ("many-to-one", "many-to-one"))["f/what/cloze"], Question)


def test_a_gap_with_several_right_answers_is_not_to_be_filled_in(made) -> None:  # type: ignore[no-untyped-def]
    assert isinstance(made(LED % ("many-to-one", "many-to-one"))["f/what/short-answer"], Question)
    assert isinstance(made(LED % ("one-to-many", "one-to-many"))["f/what/short-answer"], Declined)
    assert isinstance(made(LED % ("one-to-many", "one-to-many"))["f/who/short-answer"], Question)  # it has its ask


def test_another_true_answer_is_no_wrong_one(made) -> None:  # type: ignore[no-untyped-def]
    """Ben leads Rome too, so he is not offered; Cat stands for Dan, who is the same."""
    question = made(LED % ("many-to-many", "many-to-many"))["f/who/multiple-choice"]
    assert isinstance(question, Question)
    assert question.wrong.candidates == ("Cat Brown",)


@pytest.mark.parametrize(
    ("answer", "wrong", "is_asked"),
    [
        ("vice president", "the Speaker, the Chief Justice", False),
        ("vice president", "the Speaker, Chief Justice", True),
        ("the vice president", "Speaker, Chief Justice", False),
        ("the vice president", "the Speaker, the Chief Justice", True),
    ],
)
def test_an_article_does_not_tell_the_answer(made, answer: str, wrong: str, is_asked: bool) -> None:  # type: ignore[no-untyped-def]
    fact = f'- {{id: f, statement: "They obey {{{answer}}}.", ask: Whom do they obey?, distractors: [{wrong}]}}\n'
    assert isinstance(made(fact)["f/answer/multiple-choice"], Question) == is_asked


def test_who_stands_in_the_same_relation_comes_first(made) -> None:  # type: ignore[no-untyped-def]
    facts = LED.replace("{entity: ben}, what: {entity: rome}", "{entity: dan}, what: {value: Oz}")
    question = made(facts % ("one-to-one", "one-to-one"))["f/who/multiple-choice"]
    assert isinstance(question, Question)
    assert question.wrong.candidates[: question.wrong.nearest] == ("Cat Brown",)  # who is Dan under another name
    assert set(question.wrong.candidates) == {"Ben Jones", "Cat Brown"}
    facts = LED.replace("{entity: ben}, what: {entity: rome}", "{entity: ben}, what: {value: Oz}")
    question = made(facts % ("one-to-one", "one-to-one"))["f/who/multiple-choice"]
    assert isinstance(question, Question)
    assert question.wrong.candidates[: question.wrong.nearest] == ("Ben Jones",)


SET = """\
- id: f
  statement: "The winners are {them}."
  slots:
    them:
      set: {items: [{entity: ann}, {entity: ben}], complete: %s}
      ask: Who are the winners?
      distractors: [Eve]
"""


def test_a_set_is_listed_and_chosen_from(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(SET % "true")
    assert stem(questions["f/them/list"]) == "Who are the winners?"
    chosen = questions["f/them/multiple-response"]
    assert isinstance(chosen, Question)
    assert chosen.keys == ("Ann Smith", "Ben Jones")
    assert chosen.wrong.approved == ("Eve",)
    assert chosen.wrong.candidates == ("Cat Brown",)
    for kind in ("multiple-choice", "true-false", "short-answer", "sequence"):
        assert isinstance(questions[f"f/them/{kind}"], Declined)


def test_of_a_set_that_is_not_complete_only_what_is_known_to_be_wrong_is(made) -> None:  # type: ignore[no-untyped-def]
    chosen = made(SET % "false")["f/them/multiple-response"]
    assert isinstance(chosen, Declined)
    chosen = made((SET % "false").replace("[Eve]", "[Eve, Moe]"))["f/them/multiple-response"]
    assert isinstance(chosen, Question)
    assert chosen.wrong.candidates == ()


def test_a_sequence_is_put_in_order(made) -> None:  # type: ignore[no-untyped-def]
    questions = made('- id: f\n  statement: "First {steps}."\n  slots: {steps: {sequence: [a, b, c]}}\n')
    assert isinstance(questions["f/steps/sequence"], Question)
    assert isinstance(questions["f/steps/list"], Declined)


def test_a_number_is_asked_with_its_tolerance(made) -> None:  # type: ignore[no-untyped-def]
    facts = '- id: f\n  statement: "It is {x}."\n  slots: {x: {value: 40, unit: km, type: measure, tolerance: 5%}}\n'
    question = made(facts)["f/x/numeric"]
    assert isinstance(question, Question)
    assert question.slot.tolerance == "5%"
    assert isinstance(made(facts.replace("value: 40,", "value: 4, show: four,"))["f/x/numeric"], Declined)


def test_an_acronym_is_asked_both_ways_and_once(project) -> None:  # type: ignore[no-untyped-def]
    others = "[the United Nations, the Nations, U.N., un]"
    entities = f"entities:\n  un: {{name: United Nations, type: organisation, acronym: UN, accept: {others}}}\n"
    fact = '- id: %s\n  statement: "{x} met."\n  slots: {x: {entity: un}}\n'
    loaded, _ = load_collection(project(fact % "b" + fact % "a", entities=entities).collections()[0])
    assert loaded is not None
    questions = [question for question in generate(loaded.collection, ("acronym",)) if isinstance(question, Question)]
    assert [(each.id, str(each.stem), each.answer, each.accept, each.fact.id) for each in questions] == [
        ("t/un/name/acronym", "What does UN stand for?", "United Nations", ("the United Nations",), "a"),
        ("t/un/acronym/acronym", "What is the short form of “United Nations”?", "UN", (), "a"),
    ]


def test_who_says_it_is_asked_where_it_is_not_reported(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(f'- id: f\n  statement: "It was {{good}}."\n{OPINION}')
    question = questions["f/@by/attribution"]
    assert stem(question) == "Who says this? It was good."
    assert isinstance(question, Question)
    assert (question.answer, question.accept) == ("Ann Smith", ("Ann",))
    told = made(f'- id: f\n  statement: "Ann found it {{good}}."\n{OPINION}')
    assert isinstance(told["f//attribution"], Declined)


BY_HAND = """\
- id: f
  statement: "{Ann} won."
  questions:
  - {id: q, kind: multiple-choice, stem: Who won?, options: [Ben, {text: Ann, correct: true}], ordered: true}
  - {id: r, kind: true-false, stem: Ben won., answer: False}
  - {id: s, kind: short-answer, stem: Who won it?, answer: Ann, accept: Ann Smith}
"""


def test_questions_by_hand_take_part_word_for_word(made) -> None:  # type: ignore[no-untyped-def]
    questions = made(BY_HAND)
    chosen = questions["f/q/multiple-choice"]
    assert isinstance(chosen, Question)
    assert (chosen.id, str(chosen.stem), chosen.answer) == ("t/f/q/multiple-choice", "Who won?", "Ann")
    assert chosen.body == ChooseOne((Option(parse_text("Ben")), Option(parse_text("Ann"), correct=True)), fixed=True)
    judged = questions["f/r/true-false"]
    assert isinstance(judged, Question)
    assert judged.body == TrueFalse(true=False)
    assert stem(questions["f/s/short-answer"]) == "Who won it?"


@pytest.mark.parametrize(
    ("statement", "quote", "asked"),
    [
        ("Carla Ebert founded the city museum in {1878}.", "Ebert founded the museum in 1878", True),
        ("Carla Ebert founded the city museum in {1878}.", "founded a museum in 1878 with friends", False),
        ("Carla Ebert founded the city museum in {1878}.", "In 1878 she bought a house there", False),
        ("أسست كارلا متحف المدينة عام {1878}.", "أسست كارلا المتحف عام 1878", True),
    ],
)
def test_a_fragment_that_only_its_article_completes_is_not_asked(made, statement: str, quote: str, asked: bool) -> None:  # type: ignore[no-untyped-def]
    facts = f'- id: f\n  statement: "{statement}"\n  evidence: {{paragraph: 2, quote: "{quote}"}}\n'
    assert isinstance(made(facts)["f/answer/quote-cloze"], Question) == asked


QUOTED = """\
- id: signed
  statement: "{number} agreements were signed in {place}."
  slots:
    place: {value: Astana, hint: a capital}
    number: {value: 14, type: count}
  evidence:
  - {paragraph: 2, quote: "the signing of 14 agreements in astana last week"}
  - {paragraph: 3, quote: "14 of them"}
"""


def test_a_quote_is_asked_with_gaps_where_answers_occur_in_it_word_for_word(made) -> None:  # type: ignore[no-untyped-def]
    asked = {q.slot.name: q for q in made(QUOTED).values() if isinstance(q, Question) and q.kind == "quote-cloze"}
    assert set(asked) == {"place", "number"}
    for name, gap in {"place": ("astana", "a capital"), "number": ("14", "")}.items():
        stem = asked[name].stem
        assert str(stem) == "“the signing of 14 agreements in astana last week”"
        assert [(str(span.text), span.hint) for span in stem.spans if isinstance(span, Marked)] == [gap]


@pytest.mark.parametrize("quote", ["signing 140 agreements in the city", "the 14 here", "of fourteen agreements there"])
def test_a_quote_that_has_another_word_or_too_few_is_not_asked(made, quote: str) -> None:  # type: ignore[no-untyped-def]
    facts = f'- id: f\n  statement: "{{14}} were signed."\n  evidence: {{paragraph: 2, quote: "{quote}"}}\n'
    assert isinstance(made(facts)["f/answer/quote-cloze"], Declined)


@pytest.mark.parametrize(
    ("statement", "ask", "is_judged"),
    [
        ("What's 2 plus 2? — {a}", "What's 2 plus 2?", False),
        ("2 plus 2 is {a}.", "", True),
        ("Name the sum of 2 and 2. — {a}", "Name the sum of 2 and 2.", False),
        ("chat — {a}", "chat", True),
    ],
)
def test_a_question_with_its_answer_is_nothing_to_judge(
    statement: str, ask: str, is_judged: bool, made: Callable[[str], dict[str, Question | Declined]]
) -> None:
    slot = f"{{value: four, {f'ask: {json.dumps(ask)}, ' if ask else ''}distractors: [six, five]}}"
    questions = made(f"- id: f\n  statement: {json.dumps(statement)}\n  slots:\n    a: {slot}\n")
    assert isinstance(questions["f/a/true-false"], Question) is is_judged
