"""The words of a short text, and the names among them, as far as capital letters and a collection's own names tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
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
_NO_TYPES: frozenset[str] = frozenset()
_SMALL = frozenset(("function", "clause", "negation", "all", "most", "only", "determiner", "auxiliary"))


class Token(NamedTuple):
    """A word, number, gap or mark; ``form`` is a word in small letters, without a possessive ending."""

    kind: Literal["word", "number", "gap", "end", "quote", "mark"]
    text: str
    form: str
    start: int
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


@dataclass
class KnownNames:
    """The words of a collection's names: by their stems, the types of the entities that are called so.

    ``entities`` are names with their types. A word that has a capital letter inside a sentence of ``texts`` has no
    type, and is in it with the type "". They are read when a name is first looked for.
    """

    language: Language
    entities: Iterable[tuple[str, str]] = ()
    texts: Iterable[str] = ()

    @cached_property
    def _types(self) -> Mapping[str, frozenset[str]]:
        types: dict[str, set[str]] = defaultdict(set)
        for name, type in self.entities:
            for token in tokens_of(name, self.language):
                if token.has_capital and not is_small(token, self.language):
                    types[self.language.stem(token.form)].add(type)
        if self.language.names_by_capitals:
            for token in chain.from_iterable(tokens_of(text, self.language) for text in self.texts):
                if token.has_capital and not token.begins and not is_small(token, self.language):
                    types[self.language.stem(token.form)].add("")
        return {stem: frozenset(types_of_stem) for stem, types_of_stem in types.items()}

    def of(self, token: Token) -> frozenset[str]:
        """The types of what is called so; none if it is no known name."""
        return self._types.get(self.language.stem(token.form), _NO_TYPES)


def tokens_of(text: str, language: Language) -> list[Token]:
    """Return the words and marks of ``text``."""
    tokens: list[Token] = []
    begins, small = True, language.small
    for match in _TOKEN.finditer(text):
        kind, piece = match.lastgroup, match[0]
        if kind != "word":
            tokens.append(Token(kind, piece, piece, match.start()))  # type: ignore[arg-type]
            begins = begins or kind in ("end", "quote") or piece in ":(–—·"
        elif piece.isalpha():  # as nearly all are
            tokens.append(Token("word", piece, small(piece), match.start(), begins))
            begins = False
        else:
            for part, start in _parts(match, language):
                tokens.append(Token("word", part, small(_POSSESSIVE.sub("", part)), start, begins))
                begins = False
    return tokens


def _parts(match: re.Match[str], language: Language) -> Iterator[tuple[str, int]]:
    """A word with its place, or its parts in a language where an apostrophe separates words: l'auteur."""
    if not language.separates:
        yield match[0], match.start()
        return
    for part in re.finditer(r"[^'’ʼ-]+", match[0]):
        yield part[0], match.start() + part.start()


def is_small(token: Token, language: Language) -> bool:
    """Whether a word is one of the small words of its language."""
    return not language.word(token.form).roles.isdisjoint(_SMALL)


def names_in(
    tokens: list[Token], language: Language, known: KnownNames, common: frozenset[str] = frozenset()
) -> list[Name]:
    """Return the names in a text; the ``common`` words, which only say what something is, are none alone."""
    places = [index for index, _ in enumerate(tokens) if _is_name(tokens, index, language, known)]
    return [name for name in _runs(tokens, places, known) if not _is_common(tokens, name, common)]


def _is_common(tokens: list[Token], name: Name, common: frozenset[str]) -> bool:
    return all(token.form in common for token in tokens[name.first : name.last + 1])


def _is_name(tokens: list[Token], index: int, language: Language, known: KnownNames) -> bool:
    token = tokens[index]
    if not token.has_capital or len(token.form) < 2 or is_small(token, language):
        return False
    if language.word(token.form).member:  # a month, a weekday
        return False
    if known.of(token):
        return True
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.begins:
        if following and "and" in language.word(following.form).roles and index + 2 < len(tokens):
            following = tokens[index + 2]
        return following is not None and following.has_capital and not is_small(following, language)
    if language.names_by_capitals:
        return True
    before = tokens[index - 1]
    roles = language.word(before.form).roles
    counted = before.kind in ("number", "gap") or language.word(before.form).numeric
    described = before.kind == "word" and roles <= {"superlative"} and _ADJECTIVE.search(before.form)
    return not (counted or described or roles & {"determiner", "article", "all", "most"} or is_which(before, language))


def is_which(token: Token, language: Language) -> bool:
    """Whether a word asks, alone or before a noun."""
    return (token.form,) in language.questions


def _runs(tokens: list[Token], places: Iterable[int], known: KnownNames) -> Iterator[Name]:
    run: list[int] = []
    for index in places:
        joined = run and (index == run[-1] + 1 or (index == run[-1] + 2 and tokens[index - 1].form in _JOINING))
        if run and not joined:
            yield _name(tokens, run, known)
            run = []
        run.append(index)
    if run:
        yield _name(tokens, run, known)


def _name(tokens: list[Token], run: list[int], known: KnownNames) -> Name:
    types_by_word = [types for index in run if (types := known.of(tokens[index]))]
    if not types_by_word:
        return Name(run[0], run[-1], frozenset(("",)))
    shared = frozenset.intersection(*types_by_word)
    return Name(run[0], run[-1], shared or frozenset().union(*types_by_word))
