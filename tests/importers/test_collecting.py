"""Items → a collection: it reads back as what they said, in the layout that `quizgen format` gives."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import png

from quizgen.generators import generate
from quizgen.importers.bodies import flashcard, matching, option, ordering
from quizgen.importers.collecting import collect
from quizgen.importers.imported import GappedText, ImportedBody, ImportedPicture, ImportedQuestion, TextGap
from quizgen.importers.naming import ids
from quizgen.importers.notation import collection
from quizgen.model.body import ChooseOne, ChooseSeveral, Number, ShortText, TrueFalse
from quizgen.model.fact import Fact
from quizgen.model.question import Question
from quizgen.reading.facts.collection import load_collection
from quizgen.reading.facts.yaml_layout import format_collection

PNG = png(20, 10)


def text_of(*items: ImportedQuestion) -> str:
    facts = collect(items, ids(items), "en", "images/x").facts.values()
    return collection(["A comment"], {"id": "x", "title": "x: y", "language": "en"}, list(facts))


def facts_of(*items: ImportedQuestion) -> tuple[Fact, ...]:
    loaded, problems = load_collection(Path("x.yaml"), text_of(*items))
    assert [problem for problem in problems if problem.rule != "no-picture"] == []
    assert loaded is not None
    return loaded.collection.facts


texts = (
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\ufeff"), min_size=1),
        st.lists(st.sampled_from(["a", " b", "c: d", "#", "{e}", "'", '"', "😀", "- f", "\\"]), min_size=1).map(
            "\n".join
        ),
    )
    .map(str.strip)
    .filter(bool)
)
options = st.lists(texts, min_size=2, max_size=5, unique=True).map(
    lambda all: tuple(option(text, place == 0, "" if place else text) for place, text in enumerate(all))
)
KINDS = {
    ChooseOne: "multiple-choice",
    ChooseSeveral: "multiple-response",
    TrueFalse: "true-false",
    ShortText: "short-answer",
}
bodies = st.one_of(
    st.builds(ChooseOne, options, fixed=st.booleans()),
    st.builds(ChooseSeveral, options, st.booleans()),
    st.builds(TrueFalse, st.booleans()),
    st.builds(ShortText, texts, st.lists(texts, max_size=2, unique=True).map(tuple)),
)


@settings(max_examples=60, deadline=None)
@given(bodies, texts, st.one_of(st.just(""), texts), st.lists(texts, max_size=2, unique=True))
def test_whole_questions_read_back_as_they_were(body: ImportedBody, stem: str, feedback: str, tags: list[str]) -> None:
    item = ImportedQuestion(body, stem, ident="q1", feedback=feedback, tags=tuple(tags), stimulus=feedback)
    (fact,) = facts_of(item)
    (question,) = fact.questions
    assert (question.stem, question.feedback, question.stimulus) == (stem, feedback, feedback)
    assert fact.tags == tuple(tags)
    assert (fact.id, fact.status, fact.evidence) == ("q1", "draft", ())
    assert (question.kind, question.body) == (KINDS[type(body)], body)


@settings(max_examples=60, deadline=None)
@given(bodies, texts, st.one_of(st.just(""), texts), st.lists(texts, max_size=2, unique=True))
def test_the_layout_is_that_of_format(body: ImportedBody, stem: str, feedback: str, tags: list[str]) -> None:
    text = text_of(ImportedQuestion(body, stem, ident="q1", feedback=feedback, tags=tuple(tags), section=stem))
    if not any(ord(sign) > 0xFFFF and "\n" in text for sign in text):  # there ruamel writes escapes of its own
        assert format_collection(text) == text


def questions_of(*items: ImportedQuestion, kind: str) -> list[Question]:
    loaded, problems = load_collection(Path("x.yaml"), text_of(*items))
    assert loaded is not None
    assert problems == []
    return [question for question in generate(loaded.collection, (kind,)) if isinstance(question, Question)]


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\\" not in text])
def test_slots_are_asked_with_the_words_of_the_bank(text: str) -> None:
    """Braces in a statement are doubled, and no text becomes a slot."""
    card = ImportedQuestion(flashcard(text), f"What is {text}?", ident="card")
    (example_question,) = questions_of(card, kind="basic")
    assert (str(example_question.stem), example_question.slot.shown) == (f"What is {text}?", text)
    assert str(example_question.fact.text()) == f"What is {text}? — {text}"


def test_a_number_keeps_its_tolerance_and_unit() -> None:
    (example_question,) = questions_of(
        ImportedQuestion(Number("9.81 m/s²", "9.81", "m/s²", "0.01"), "How fast?"), kind="numeric"
    )
    assert (str(example_question.stem), example_question.slot.shown, example_question.slot.tolerance) == (
        "How fast?",
        "9.81 m/s²",
        "0.01",
    )


def test_a_unit_before_its_number_stays_there() -> None:
    questions = (
        ImportedQuestion(Number("$5", "5", "$"), "How much?"),
        ImportedQuestion(Number("5 s", "5", "s"), "When?"),
    )
    dollars, seconds = collect(questions, ["a", "b"], "en", "images/x").facts.values()
    assert dollars["slots"] == {
        "answer": {"value": "5", "unit": "$", "type": "measure", "show": "$5", "ask": "How much?"}
    }
    assert seconds["slots"] == {"answer": {"value": "5", "unit": "s", "type": "measure", "ask": "When?"}}


def test_an_order_is_a_sequence() -> None:
    (example_question,) = questions_of(
        ImportedQuestion(ordering(("egg", "larva", "pupa")), "In which order?"), kind="sequence"
    )
    assert example_question.slot.listing is not None
    assert [member.shown for member in example_question.slot.listing.members] == ["egg", "larva", "pupa"]
    assert str(example_question.stem) == "In which order?"


def test_what_is_to_be_matched_is_matched_again() -> None:
    pairs = (("France", "Paris"), ("Italy", "Rome"), ("Spain", "Madrid"))
    (example_question,) = questions_of(
        ImportedQuestion(matching(pairs, ("Bonn",)), "Match the capitals."), kind="matching"
    )
    assert tuple((str(part.prompt), str(part.answer)) for part in example_question.parts) == pairs
    assert str(example_question.stem) == "Match the capitals."
    assert not example_question.wrong and example_question.fact.slot("right").distractors == ("Bonn",)


def test_pairs_without_a_question_and_an_empty_choice_read_back() -> None:
    pairs = ImportedQuestion(matching((("a", "b"), ("c", "d"), ("e", "f"))), "")
    gapped = ImportedQuestion(GappedText(("Grass is ", TextGap("green", wrong=("", "blue")))), "")
    assert len(facts_of(pairs, gapped, ImportedQuestion(ordering(("x", "y", "z")), ""))) == 5


def test_gaps_are_slots() -> None:
    gaps = ("In ", TextGap("1066", ("MLXVI",)), " {he} won at ", TextGap("Hastings", wrong=("Dover",)), ".")
    made = questions_of(ImportedQuestion(GappedText(gaps), ""), kind="short-answer")
    assert [str(each.stem) for each in made] == [
        "Complete the sentence: In _____ {he} won at Hastings.",
        "Complete the sentence: In 1066 {he} won at _____.",
    ]
    assert made[0].slot.accept == ("MLXVI",)
    assert made[1].slot.distractors == ("Dover",)


def test_a_false_statement_is_put_right() -> None:
    false, true = facts_of(
        ImportedQuestion(TrueFalse(False), "Bees have ears."), ImportedQuestion(TrueFalse(True), "Bees fly.")
    )
    assert [str(fact.text()) for fact in (false, true)] == ["Bees have ears. — False", "Bees fly."]


def test_an_answer_is_in_its_gap() -> None:
    (fact,) = facts_of(ImportedQuestion(ShortText("Paris"), "The capital is _____."))
    assert str(fact.text()) == "The capital is Paris."


def test_questions_that_say_the_same_are_of_one_fact() -> None:
    one = ImportedQuestion(ChooseOne((option("4", True), option("5"))), "2 + 2?", ident="a")
    other = ImportedQuestion(ChooseOne((option("4", True), option("3"))), "2 + 2?", ident="b")
    (fact,) = facts_of(one, other, one)
    assert [question.id for question in fact.questions] == ["question", "b"]


def test_pictures_are_named_by_their_names_and_distinguished_by_what_they_show() -> None:
    items = [
        ImportedQuestion(flashcard("x"), f"{alt}?", picture=ImportedPicture("My Map.PNG", alt, PNG + alt.encode()))
        for alt in ("A", "B", "A")
    ]
    found = collect(items, ["a", "b", "c"], "en", "images/x")
    another = f"images/x/my-map-{sha256(PNG + b'B').hexdigest()[:6]}.png"
    assert list(found.pictures) == ["images/x/my-map.png", another]
    assert found.facts["a"]["image"] == {"file": "images/x/my-map.png", "alt": "A"}


def test_ids_do_not_depend_on_the_position_of_a_question() -> None:
    items = [
        ImportedQuestion(flashcard("1"), "Choose.", ident=""),
        ImportedQuestion(flashcard("2"), "Choose.", ident=""),
        ImportedQuestion(flashcard("3"), "What is the capital of the Republic of Kazakhstan?"),
        ImportedQuestion(flashcard("4"), "x", label="My title"),
        ImportedQuestion(flashcard("5"), "x", ident="k$f{2"),
        ImportedQuestion(flashcard("6"), "x", ident="waves/echo/why/multiple-choice"),
        ImportedQuestion(flashcard("7"), "?!"),
        ImportedQuestion(flashcard("8"), "x", ident="m³"),
        ImportedQuestion(flashcard("9"), "½ of it"),
    ]
    made = ids(items)
    assert made[2:] == [
        "what-is-the-capital-of-the-republic-of",
        "my-title",
        "k-f-2-60288b",
        "waves.echo.why.multiple-choice",
        "question",
        "m-c7db57",
        "of-it",
    ]
    assert made[:2] == ["choose-7ffbf9", "choose-b719f8"]
    assert ids(items[::-1]) == made[::-1]


def test_questions_that_differ_in_what_is_right_have_ids_of_their_own() -> None:
    bodies = [ChooseOne((option("4", right), option("5", not right))) for right in (True, False)]
    first, second = ids([ImportedQuestion(body, "2 + 2?") for body in bodies])
    assert first != second


def test_gaps_in_different_places_of_one_text_are_facts_of_their_own() -> None:
    def gapped(*parts: str | TextGap) -> ImportedQuestion:
        return ImportedQuestion(GappedText(parts), "")

    first, second = gapped(TextGap("Bees"), " can fly."), gapped("Bees can ", TextGap("fly"), ".")
    questions = (first, second, first)
    result = collect(questions, ids(questions), "en", "images/x")
    assert len(result.facts) == 2
    assert [what for _, what, _ in result.losses] == ["duplicate question"]
