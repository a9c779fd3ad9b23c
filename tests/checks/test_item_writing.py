"""Each rule of item writing on items with its flaw and without."""

from __future__ import annotations

import pytest

from quizgen.checks.item_writing import CHECKS, flaws
from quizgen.model.choice import Choice

PLAIN = ("Oslo", "Bergen", "Narvik")
ASK = "Which town lies on the fjord?"

FLAWED = [
    ("duplicate-options", ASK, ("Oslo", "Bergen", "Bergen"), 0),
    ("duplicate-options", ASK, ("Lake  Mjøsa", "Oslo", "Lake Mjøsa"), 1),
    ("duplicate-options", "How cold?", ("-5 °C", "−5 °C", "3 °C"), 2),
    ("alike-options", ASK, ("Oslo", "Bergen", "bergen."), 0),
    ("alike-options", "What does the earth pull?", ("The Moon", "Mars", "Moon"), 0),
    ("alike-options", "How many planets are there?", ("8", "eight", "9"), 2),
    ("alike-options", "How long is a marathon?", ("42.195 km", "21 km", "42,195 m"), 1),
    ("alike-options", "How long does it take?", ("90 minutes", "an hour", "60 minutes"), 0),
    ("none-of-the-above", ASK, ("Oslo", "Bergen", "None of the above"), 0),
    ("none-of-the-above", ASK, ("none of these", "Oslo", "Bergen"), 1),
    ("none-of-the-above", ASK, ("Oslo", "Bergen", "None of these answers is correct."), 1),
    ("all-of-the-above", ASK, ("Oslo", "Bergen", "All of the above."), 2),
    ("all-of-the-above", ASK, ("Oslo", "Bergen", "all of them"), 2),
    ("all-of-the-above", ASK, ("Oslo", "Bergen", "Both are correct"), 2),
    ("all-of-the-above", "How do you start?", ("With a key", "By hand", "By using all of the above methods"), 2),
    ("combination", ASK, ("Oslo", "Bergen", "A and B"), 2),
    ("combination", ASK, ("Oslo", "Bergen", "Narvik", "(a), (b) and (c)"), 2),
    ("combination", ASK, ("Oslo", "Bergen", "Both A and B are possible"), 2),
    (
        "combination",
        "Which are true? I. It rains. II. It snows. III. It hails.",
        ("I only", "I and II", "II and III"),
        2,
    ),
    ("combination", "Which dances is it a mix of?", ("tango", "waltz", "tango and waltz"), 2),
    (
        "combination",
        "What do forces do?",
        ("Forces can only push", "Forces can only pull", "Forces can push or pull"),
        2,
    ),
    ("options-out-of-order", "How many?", ("40", "12", "30"), 0),
    ("options-out-of-order", "How many people?", ("about 2,000", "over 4,000", "500 to 1,000"), 0),
    ("options-out-of-order", "How far?", ("3 million miles", "67 thousand miles", "2 billion miles"), 0),
    ("options-out-of-order", "When?", ("1812 A.D.", "476 A.D.", "1821 A.D."), 0),
    ("options-out-of-order", "How long?", ("Three years", "Ten years", "One year"), 0),
    ("options-out-of-order", "How far?", ("5 km", "800 m", "20 km"), 0),
    ("longest-key", "Why?", ("It rained", "Because the long river had risen over its banks again", "It snowed"), 1),
    (
        "shortest-key",
        "What is it?",
        ("an arm", "a long weapon with two sharp faces", "a worm that is found in the south"),
        0,
    ),
    ("clang", "Which scale measures hurricanes?", ("Hurricane scale", "Beaufort scale", "Fujita scale"), 0),
    ("clang", "Where do most Kazakh people live?", ("Kazakhstan", "China", "Mongolia"), 0),
    (
        "clang",
        "What follows a suggested name?",
        ("It asks the public for suggestions", "It sends a letter", "It waits"),
        0,
    ),
    ("key-in-stem", "In which country were the Games of Vancouver, Canada?", ("Canada", "Norway", "Germany"), 0),
    ("convergence", "How do you copy a slide?", ("Ctrl + D", "Ctrl + M", "Alt + D", "Shift + X"), 0),
    ("absolute-terms", "What do drones do?", ("They always land", "They turn", "They rise"), 1),
    ("absolute-terms", "What happens to them?", ("All of them die", "They turn", "They rise"), 1),
    ("vague-terms", "What do bats do?", ("They often sleep", "They hunt", "They sing"), 1),
    ("negative-stem", "Which town is not on the fjord?", PLAIN, 0),
    ("negative-stem", "Which town isn't on the fjord?", PLAIN, 0),
    ("negative-stem", "All lie on the fjord except which?", PLAIN, 0),
    ("negative-stem", "Which of these names is incorrect?", PLAIN, 0),
    ("negative-stem", "Choose the town that is not on the fjord.", PLAIN, 0),
    ("negative-stem", "If you sail north, which town can you not see?", PLAIN, 0),
    ("no-question", "This town lies on the fjord.", PLAIN, 0),
    ("blank-inside", "By day the _____ is as blue as the sea.", PLAIN, 0),
    ("overlapping-ranges", "How many?", ("1-10", "10-20", "20-30"), 0),
    ("overlapping-ranges", "How much?", ("$1 to $5", "$4 to $9", "$10 to $20"), 0),
    ("unfocused-stem", "Which of the following statements is true?", PLAIN, 0),
    ("unfocused-stem", "What is true of the fjord?", PLAIN, 0),
    ("gratuitous", f"{'Norway has a long coast with many fjords and islands, and it is cold. ' * 4}{ASK}", PLAIN, 0),
    ("odd-format", "Which system?", ("Lymphatic System", "Nervous system", "Endocrine system"), 0),
    ("odd-format", "What does it do?", ("It rises.", "It falls", "It turns"), 0),
    ("odd-format", "When was it built?", ("1492", "1501", "Columbus"), 0),
    ("odd-format", "What does the sign show?", ("a school", "a church", "crossing"), 2),
    ("odd-format", "How far is it?", ("5 km", "10 km", "15"), 2),
    ("grammar", "What does the law say?", ("that it is free", "that it costs money", "It is closed"), 2),
    ("grammar", "What helps?", ("Ignoring the past", "Family traditions", "Only following a trend"), 1),
    ("grammar", "A young sheep is called a", ("lamb", "ewe", "ox"), 0),
    ("grammar", "A bird lays an _____.", ("egg", "nest", "feather"), 0),
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
    Choice("What do you call an animal that does not eat meat?", ("herbivore", "carnivore", "omnivore"), 0),
    Choice("Which car do people who cannot walk drive?", PLAIN, 0),
    Choice("Why can't the ship sail?", PLAIN, 0),
    Choice("Which towns (not villages) are on the fjord?", PLAIN, 0),
    Choice("What happens if you do not signal?", ("You get a ticket", "You lose the way", "You win"), 0),
    Choice("Which band is from New York?", ("Sick of it All", "Kiss", "All Saints"), 0),
    Choice("Who wrote it?", ("Banda", "Bella", "Anders"), 0),
    Choice("How long does it last?", ("1 hour", "2 1/2 hours", "3 hours"), 1),
    Choice("Which party was his?", ("Democratic-Republican", "Republican", "Democratic"), 1),
    Choice("Which vitamins are soluble in fat?", ("A and D", "B and C", "C and D"), 0),
    Choice("In which order are they done?", ("1, 2 and 3", "2, 1 and 3", "3, 2 and 1"), 0),
    Choice("Which is written correctly?", ("the Nile", "The Nile", "the nile"), 0),
    Choice("What does it print?", ('"hello"', '"Hello"', '"HELLO"'), 0),
    Choice("When did he reign?", ("1914–1918", "1915–1916", "1915–1918"), 1),
    Choice("The tool used to measure heat is a", ("thermometer", "ruler", "clock"), 0),
    Choice("A mammal is an animal _____.", ("with hair", "with scales", "with feathers"), 0),
    Choice("How do they breed?", ("by eggs", "by seeds", "with spores"), 2),
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
