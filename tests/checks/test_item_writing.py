"""Each rule of item writing on items with its flaw and without."""

from __future__ import annotations

import pytest

from quizgen.checks.item_writing import CHECKS, flaws
from quizgen.model.choice import Choice

PLAIN = ("Oslo", "Bergen", "Narvik")
ASK = "Which town lies on the fjord?"

FLAWED = [
    ("duplicate-options", ASK, ("Oslo", "Bergen", "bergen."), 0),
    ("duplicate-options", ASK, ("Lake  Mjøsa", "Oslo", "lake Mjøsa"), 1),
    ("duplicate-options", "How cold?", ("-5 °C", "−5 °C", "3 °C"), 2),
    ("none-of-the-above", ASK, ("Oslo", "Bergen", "None of the above"), 0),
    ("none-of-the-above", ASK, ("none of these", "Oslo", "Bergen"), 1),
    ("all-of-the-above", ASK, ("Oslo", "Bergen", "All of the above."), 2),
    ("all-of-the-above", ASK, ("Oslo", "Bergen", "all of them"), 2),
    ("combination", ASK, ("Oslo", "Bergen", "A and B"), 2),
    ("combination", "Which dances is it a mix of?", ("tango", "waltz", "tango and waltz"), 2),
    ("options-out-of-order", "How many?", ("40", "12", "30"), 0),
    ("options-out-of-order", "How many people?", ("about 2,000", "over 4,000", "500 to 1,000"), 0),
    ("options-out-of-order", "How far?", ("3 million miles", "67 thousand miles", "2 billion miles"), 0),
    ("options-out-of-order", "When?", ("1812 A.D.", "476 A.D.", "1821 A.D."), 0),
    ("longest-key", "Why?", ("It rained", "Because the long river had risen over its banks again", "It snowed"), 1),
    (
        "shortest-key",
        "What is it?",
        ("an arm", "a long weapon with two sharp faces", "a worm that is found in the south"),
        0,
    ),
    ("clang", "Which scale measures hurricanes?", ("Hurricane scale", "Beaufort scale", "Fujita scale"), 0),
    (
        "clang",
        "What follows a suggested name?",
        ("It asks the public for suggestions", "It sends a letter", "It waits"),
        0,
    ),
    ("convergence", "Which probe?", ("Mariner 1", "Verona 1", "Verona 2", "Mariner 2"), 3),
    ("absolute-terms", "What do drones do?", ("They always land", "They turn", "They rise"), 1),
    ("vague-terms", "What do bats do?", ("They often sleep", "They hunt", "They sing"), 1),
    ("negative-stem", "Which town is not on the fjord?", PLAIN, 0),
    ("negative-stem", "Which town isn't on the fjord?", PLAIN, 0),
    ("negative-stem", "All lie on the fjord except which?", PLAIN, 0),
    ("no-question", "This town lies on the fjord.", PLAIN, 0),
    ("blank-inside", "By day the _____ is as blue as the sea.", PLAIN, 0),
    ("overlapping-ranges", "How many?", ("1-10", "10-20", "20-30"), 0),
    ("overlapping-ranges", "How much?", ("$1 to $5", "$4 to $9", "$10 to $20"), 0),
    ("unfocused-stem", "Which of the following statements is true?", PLAIN, 0),
    ("unfocused-stem", "What is true of the fjord?", PLAIN, 0),
    ("gratuitous", f"{'Norway has a long coast with many fjords and islands, and it is cold. ' * 4}{ASK}", PLAIN, 0),
    ("odd-format", "Which system?", ("Lymphatic System", "Nervous system", "Endocrine system"), 0),
    ("odd-format", "What does it do?", ("It rises.", "It falls", "It turns"), 0),
    ("grammar", "What does the law say?", ("that it is free", "that it costs money", "It is closed"), 2),
    ("grammar", "A young sheep is called a", ("lamb", "ewe", "ox"), 0),
]


def broken(item: Choice) -> set[str]:
    """The ids of the rules that the item breaks."""
    return {rule.id for rule, _ in flaws(item)}


@pytest.mark.parametrize(("rule", "stem", "options", "key"), FLAWED)
def test_a_flaw_is_found(rule: str, stem: str, options: tuple[str, ...], key: int) -> None:
    assert rule in broken(Choice(stem, options, key))


SOUND = [
    Choice(ASK, PLAIN, 0),
    Choice("ما المدينة؟", PLAIN, 0),
    Choice("Which town is NOT on the fjord?", PLAIN, 1),
    Choice("The fjord's largest town is _____.", PLAIN, 1),
    Choice("Name the town on the fjord.", PLAIN, 1),
    Choice("At least how many people live there?", ("100", "1,000", "10,000"), 1),
    Choice("How many live there?", ("10,000", "1,000", "100"), 1),
    Choice("When was it built?", ("in 1529", "in 1531", "in 1540"), 1),
    Choice("Which ship sank?", ("Apollo 13", "Vasa", "Titanic"), 1),
    Choice("How many?", ("1–9", "10–19", "20–29"), 1),
    Choice("How warm is it?", ("-5 °C", "3 °C", "9 °C"), 2),
    Choice("Which is right?", ("±5", "+5", "-5", "5", "5.5"), 1, ordered=False),
    Choice("Which gas is it?", ("CO", "Co", "N"), 0),
    Choice("Which genotype has it?", ("AaBb", "AABB", "aabb."), 0),
    Choice("Which mountain is highest?", ("Mount Vesuvius", "Mont Blanc", "Mount Etna"), 1),
    Choice("Why did it close?", ("The river had risen", "The wood had rotted", "The town was poor"), 2),
]


@pytest.mark.parametrize("item", SOUND, ids=lambda item: item.stem)
def test_a_sound_item_is_left_in_peace(item: Choice) -> None:
    assert flaws(item) == []


def test_formulas_that_differ_in_case_differ() -> None:
    options = (r"\(M = a\)", r"\(m = a\)", r"\(m = A\)")
    assert "duplicate-options" not in broken(Choice("Which formula is right?", options, 1))


def test_order_is_asked_only_where_it_means_something() -> None:
    assert flaws(Choice("How many?", ("40", "12", "30"), 0, ordered=False)) == []


def test_every_rule_of_item_writing_is_tried() -> None:
    assert {rule for rule, *_ in FLAWED} == {rule.id for rule in CHECKS}
