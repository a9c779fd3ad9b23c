"""Rules about what nobody sees in a text: characters without a shape, and letters of another alphabet."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import name

from quizgen.checks.finding import Field, Finding
from quizgen.checks.rule import rule
from quizgen.errors import quote
from quizgen.model.characters import hidden_characters, mixed_words, with_hidden_escaped


@rule("hidden-character", "warning", remedy="type the words again, without copying them")
def hidden_character(fact: str, field: Field, text: str) -> Iterator[Finding]:
    """A text holds no characters that nobody sees, and none that turn the order of its letters."""
    if hidden := dict.fromkeys(hidden_characters(text)):
        names = ", ".join(f"U+{ord(character):04X} {name(character, '').lower()}".strip() for character in hidden)
        message = f"{quote(with_hidden_escaped(text))} holds characters that nobody sees: {names}"
        yield hidden_character.finding(fact, field, message)


@rule("mixed-letters", "warning", remedy="type the word again, with one keyboard layout")
def mixed_letters(fact: str, field: Field, text: str) -> Iterator[Finding]:
    """A word has the letters of one alphabet: a Latin and a Cyrillic letter that look alike are never equal."""
    for word in dict.fromkeys(mixed_words(text)):
        foreign = next(letter for letter in word if not name(letter, "").startswith("LATIN"))
        message = f"the word {quote(word)} mixes alphabets: its {foreign!r} is {name(foreign).lower()}"
        yield mixed_letters.finding(fact, field, message)


CHECKS = (hidden_character, mixed_letters)
