"""The words of a short text, and the names among them, as far as capital letters and a collection's own names tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from quizgen.languages.word_lists import Language

_TOKEN = re.compile(
    r"(?P<gap>_{2,})"
    r"|(?P<number>\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*)"
    r"|(?P<end>(?<![.!?…])[.!?…]++(?=[\s\"”»)]|$))"
    r"|(?P<quote>[“”„«»\"])"
    r"|(?P<mark>[,;:()–—·])"
)
# What joins the words of one name: the Organization of Turkic States.
_JOINING = frozenset(("of", "de", "du", "da", "do", "dos", "das", "del", "der", "von", "van", "la"))
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_ADJECTIVE = re.compile(r"e[mnrs]?$")  # of German, before a noun
_SMALL = frozenset(("function", "clause", "negation", "all", "most", "only", "determiner", "auxiliary"))


class Token(NamedTuple):
    """A word, number, gap or mark; ``form`` is a word in small letters, without a possessive ending."""

    kind: Literal["word", "number", "gap", "end", "quote", "mark"]
    text: str
    form: str
    start: int
    stem: str = ""
    begins: bool = False  # a sentence

    @property
    def has_capital(self) -> bool:
        """Whether it is a word with a capital letter."""
        return self.kind == "word" and self.text[0].isupper()


class Name(NamedTuple):
    """The places of the first and the last word of a name, and what types of thing are called so."""

    first: int
    last: int
    types: frozenset[str]


@dataclass(slots=True)
class KnownNames:
    """The words of a collection's names: by their stems, the types of the entities that are called so.

    A word that has a capital letter inside a sentence has no type, and is in it with the type "".
    """

    language: Language
    types: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add_entity(self, name: str, type: str) -> None:
        """Learn the words of an entity's name."""
        for token in tokens_of(name, self.language):
            if token.kind == "word" and token.has_capital and not is_small(token, self.language):
                self.types[token.stem].add(type)

    def add_text(self, text: str) -> None:
        """Learn the names inside of sentences."""
        if self.language.names_by_capitals:
            for token in tokens_of(text, self.language):
                if token.has_capital and not token.begins and not is_small(token, self.language):
                    self.types[token.stem].add("")

    def of(self, token: Token) -> frozenset[str]:
        """The types of what is called so; none if it is no known name."""
        return frozenset(self.types.get(token.stem, ()))


def tokens_of(text: str, language: Language) -> list[Token]:
    """Return the words and marks of ``text``."""
    tokens: list[Token] = []
    begins = True
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        assert kind is not None
        for shown, start in _parts(found, language):
            form = language.small(_POSSESSIVE.sub("", shown)) if kind == "word" else shown
            stem = language.stem(form) if kind == "word" else ""
            tokens.append(Token(kind, shown, form, start, stem, begins and kind == "word"))  # type: ignore[arg-type]
            begins = kind in ("end", "quote") or shown in ":(–—·" or (begins and kind != "word")
    return tokens


def _parts(found: re.Match[str], language: Language) -> Iterator[tuple[str, int]]:
    """The parts of a word where an apostrophe separates words: l'auteur."""
    if not (language.separates and found.lastgroup == "word"):
        yield found[0], found.start()
        return
    for part in re.finditer(r"[^'’ʼ-]+", found[0]):
        yield part[0], found.start() + part.start()


def is_small(token: Token, language: Language) -> bool:
    """Whether a word is one of the small words of its language."""
    return not language.word(token.form).roles.isdisjoint(_SMALL)


def names_in(
    tokens: list[Token], language: Language, known: KnownNames, common: frozenset[str] = frozenset()
) -> list[Name]:
    """Return the names in a text; the ``common`` words, which only say what something is, are none alone."""
    places = [place for place, _ in enumerate(tokens) if _is_name(tokens, place, language, known)]
    return [name for name in _runs(tokens, places, known) if not _is_common(tokens, name, common)]


def _is_common(tokens: list[Token], name: Name, common: frozenset[str]) -> bool:
    return all(token.form in common for token in tokens[name.first : name.last + 1])


def _is_name(tokens: list[Token], place: int, language: Language, known: KnownNames) -> bool:
    token = tokens[place]
    if not token.has_capital or len(token.form) < 2 or is_small(token, language):
        return False
    if language.word(token.form).member:  # a month, a weekday
        return False
    if known.of(token):
        return True
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if token.begins:
        if following and "and" in language.word(following.form).roles and place + 2 < len(tokens):
            following = tokens[place + 2]
        return following is not None and following.has_capital and not is_small(following, language)
    if language.names_by_capitals:
        return True
    before = tokens[place - 1]
    roles = language.word(before.form).roles
    counted = before.kind in ("number", "gap") or language.word(before.form).numeric
    described = before.kind == "word" and roles <= {"superlative"} and _ADJECTIVE.search(before.form)
    return not (counted or described or roles & {"determiner", "article", "all", "most"} or is_which(before, language))


def is_which(token: Token, language: Language) -> bool:
    """Whether a word asks, alone or before a noun."""
    return (token.form,) in language.questions


def _runs(tokens: list[Token], places: Iterable[int], known: KnownNames) -> Iterator[Name]:
    run: list[int] = []
    for place in places:
        joined = run and (place == run[-1] + 1 or (place == run[-1] + 2 and tokens[place - 1].form in _JOINING))
        if run and not joined:
            yield _name(tokens, run, known)
            run = []
        run.append(place)
    if run:
        yield _name(tokens, run, known)


def _name(tokens: list[Token], run: list[int], known: KnownNames) -> Name:
    types = [known.of(tokens[place]) for place in run]
    shared = frozenset.intersection(*(each for each in types if each)) if any(types) else frozenset()
    return Name(run[0], run[-1], shared or frozenset().union(*types) or frozenset(("",)))
