"""Bodies from the texts of a bank: what a reader writes is what comes out again, as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.importers.bodies import choice, flashcard, matching, option, ordering
from quizgen.model.body import ChooseOne, ChooseSeveral, Option, Ordering, PromptAndAnswer, Step, pairs_of, spares_of
from quizgen.model.text import Maths, Text, Words


def words(text: str) -> Text:
    return Text((Words(text),))


def test_an_option_has_texts() -> None:
    formula = Text((Words("It is "), Maths("x^2")))
    assert option(r"It is \(x^2\)", True, "Yes", last=True) == Option(formula, True, words("Yes"), last=True)


def test_options_are_one_of_which_or_several() -> None:
    options = (option("a", True), option("b"))
    assert choice(options, fixed=True) == ChooseOne(options, fixed=True)
    assert choice(options, several=True) == ChooseSeveral(options)


def test_texts_in_their_right_order() -> None:
    assert ordering(("egg", "larva")) == Ordering((Step(words("egg"), 1), Step(words("larva"), 2)))


def test_a_card() -> None:
    assert flashcard("cat", both=True) == PromptAndAnswer(words("cat"), both=True)


PAIRS = (("oak", "tree"), ("rose", "flower"), ("elm", "tree"))


def test_what_belongs_together() -> None:
    body = matching(PAIRS, ("moss",))
    assert [entry.text for entry in body.bank] == [words("tree"), words("flower"), words("moss")]
    assert pairs_of(body) == tuple((words(left), words(right)) for left, right in PAIRS)
    assert spares_of(body) == (words("moss"),)


TEXT = st.text(st.sampled_from("abA\\(){} \n"), max_size=12)


@given(st.lists(st.tuples(TEXT, TEXT)), st.lists(TEXT, unique=True))
def test_pairs_and_spares_come_out_as_they_were(pairs: list[tuple[str, str]], spares: list[str]) -> None:
    body = matching(pairs, spares)
    rights = {right for _, right in pairs}
    assert [(str(left), str(right)) for left, right in pairs_of(body)] == pairs
    assert [str(spare) for spare in spares_of(body)] == [spare for spare in spares if spare not in rights]
