"""The word lists of a language: numbers, units, closed sets, opposites and the small words that turn a meaning."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import snowballstemmer

from quizgen.errors import Level
from quizgen.languages.opposite_words import Opposites, Pole, words_in

_FOLDER = files(__package__) / "lists"
_TEXTS: Mapping[str, str] = {
    file.name.removesuffix(".txt"): file.read_text(encoding="utf-8")
    for file in sorted(_FOLDER.iterdir(), key=lambda file: file.name)
    if file.name.endswith(".txt") and file.name != "README.txt"
}
LANGUAGES = tuple(name for name in _TEXTS if name != "common")

_SECTION = re.compile(r"^\[(.+)\]$")
_MOST_STEMS = 1 << 16  # that are kept of a language
_FEWEST_LETTERS = 2  # of what "word*" begins with


class Unit(NamedTuple):
    """What is counted or measured: ``factor`` turns it into the basic unit of its ``quantity``."""

    quantity: str
    factor: float


@dataclass(frozen=True, slots=True)
class Word:
    """What a language's lists say of a word or phrase.

    ``member`` is its closed set and its place there; the other numbers are zero, or below zero, where it has none.
    """

    form: str
    stem: str
    roles: frozenset[str] = frozenset()
    member: tuple[str, int] | None = None
    number: float = -1
    fraction: float = 0
    ordinal: int = 0
    scale: float = 0
    magnitude: float = 0
    multiple: float = 0
    unit: Unit | None = None
    bound: str = ""
    parts: tuple[float, ...] = ()
    numeric: bool = False


_PLAIN = Word("", "")
_USUAL = {"names": "capitals", "apostrophe": "joins", "negates": "after 4 before 0", "endings": "5 2", "measured": "no"}
_HIGHEST: Mapping[str, Level] = {"errors": "error", "warnings": "warning", "no": "info"}


@dataclass(slots=True)
class Language:
    """The lists of one language, and what they say of each word that was looked up.

    ``highest`` is the level that the rules were measured for in this language. ``questions`` and ``asked_nouns`` give
    what an answer is by the words that ask for it, ``orders`` what comes first by the words that say so, ``references``
    words that refer to something by what they are. ``asking`` are the first words of ``questions``. ``small`` gives a
    text in small letters, as the language writes them. ``longest`` is the length of the longest word in the lists.
    """

    code: str
    settings: Mapping[str, str]
    stem: Callable[[str], str]
    exact: Mapping[str, Word] = field(default_factory=dict)
    beginnings: Mapping[str, Word] = field(default_factory=dict)
    opposites: Opposites = field(default_factory=lambda: Opposites((), None))
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]] = field(default_factory=dict)
    same: Mapping[str, frozenset[str]] = field(default_factory=dict)
    negates: tuple[int, int] = (4, 0)
    endings: tuple[int, int] = (5, 2)
    names_by_capitals: bool = True
    separates: bool = False
    negated: re.Pattern[str] | None = None
    is_known: bool = True
    highest: Level = "error"
    questions: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    asked_nouns: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asking: frozenset[str] = field(init=False)
    small: Callable[[str], str] = field(init=False)
    longest: int = field(init=False)
    _known: dict[str, Word] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asking = frozenset(words[0] for words in self.questions)
        self.small = _small_in_azerbaijani if self.code == "az" else str.lower
        self.longest = max((len(form) for listed in (self.exact, self.beginnings) for form in listed), default=0)

    def word(self, form: str) -> Word:
        """What the lists say of ``form``, a word in small letters."""
        known = self._known.get(form)
        if known is None:
            known = self._known[form] = self._entry_of(form)
        return known

    def poles(self, word: Word) -> tuple[Pole, ...]:
        """The opposites of which ``word`` is a side."""
        if (word.bound or word.unit) and " " not in word.form:
            return ()
        return self.opposites.of(word.form, word.stem)

    def _entry_of(self, form: str) -> Word:
        stem = self.stem(form)
        word = self.exact.get(form)
        ends = range(min(len(form), self.longest), _FEWEST_LETTERS - 1, -1)
        if word is None:
            word = next((known for end in ends if (known := self.beginnings.get(form[:end]))), _PLAIN)
        parts = tuple(self._parts(form)) if self.code == "de" and word is _PLAIN and len(form) > 6 else ()
        roles = word.roles
        if (ending := self.settings.get("superlative")) and form.endswith(ending) and len(form) > len(ending) + 2:
            roles |= {"superlative"}
        if self.negated and self.negated.fullmatch(form):
            roles |= {"negated"}
        numeric = _is_numeric(word) or bool(parts)
        return replace(word, form=form, stem=stem, roles=roles, parts=parts, numeric=numeric)

    def _parts(self, form: str) -> Iterator[float]:
        """The numbers that a German compound is made of: zwei, hundert, dreißig; none where it is not a number."""
        numbers: list[float] = []
        rest = form
        while rest:
            if numbers and rest.startswith("und"):
                rest = rest[3:]
            longest = range(min(len(rest), self.longest), 2, -1)
            end = next((end for end in longest if self._is_number(rest[:end])), 0)
            if not end:
                return
            word = self.exact[rest[:end]]
            numbers.append(word.scale or word.number)
            rest = rest[end:]
        yield from numbers

    def _is_number(self, form: str) -> bool:
        word = self.exact.get(form)
        return word is not None and (word.number > 0 or word.scale > 0)


def _small_in_azerbaijani(text: str) -> str:
    return text.replace("I", "ı").replace("İ", "i").lower()


def _is_numeric(word: Word) -> bool:
    return bool(
        word.number >= 0 or word.fraction or word.ordinal or word.magnitude or word.multiple or word.parts or word.scale
    )


@cache
def language_of(code: str) -> Language:
    """The lists of the language ``code`` (``en``, ``pt-BR``); of one that has none, what all languages share."""
    primary = code.lower().partition("-")[0]
    if primary in LANGUAGES:
        sections = _sections(_TEXTS["common"], _TEXTS[primary])
        settings = dict(line.split(": ", 1) for line in sections["language"])
        return _ListReader(primary, settings, stemmer(settings["stemmer"])).read(sections)
    plain = _ListReader(code, {}, lambda form: form).read(_sections(_TEXTS["common"]))
    plain.is_known = False
    return plain


@cache
def stemmer(name: str) -> Callable[[str], str]:
    """The function that stems words: Snowball's of this name, or ``letters 5`` for the first letters."""
    if name.startswith("letters "):
        longest = int(name.removeprefix("letters "))
        return lambda form: form[:longest]
    stem: Callable[[str], str] = snowballstemmer.stemmer(name).stemWord
    return lru_cache(_MOST_STEMS)(stem)  # a collection says most of its words many times


def _sections(*texts: str) -> Mapping[str, list[str]]:
    lines_by_section: dict[str, list[str]] = defaultdict(list)
    section = ""
    for text in texts:
        for line in text.splitlines():
            if heading := _SECTION.match(line):
                section = heading[1]
            elif line.strip() and not line.startswith("#"):
                lines_by_section[section].append(line.strip())
    return lines_by_section


class _ListReader:
    """Collects what the sections of a file say of each word."""

    def __init__(self, code: str, settings: Mapping[str, str], stem: Callable[[str], str]) -> None:
        self.code, self.settings, self.stem = code, settings, stem
        self.words: dict[str, Word] = defaultdict(lambda: _PLAIN)

    def read(self, sections: Mapping[str, list[str]]) -> Language:
        for name in ("number", "fraction", "scale"):
            for line in sections[f"{name}s"]:
                *words, value = words_in(line)
                for word in words:
                    self._add(word, **{name: float(value)})
        for line in sections["ordinals"]:
            *words, value = words_in(line)
            for word in words:
                self._add(word, ordinal=int(value))
        for name in ("magnitude", "multiple"):
            for line in sections[f"{name}s"]:
                value, *words = words_in(line)
                for word in words:
                    self._add(word, **{name: float(value)})
        for line in sections["units"]:
            head, _, listed = line.partition(": ")
            quantity, factor = head.split()
            for word in words_in(listed):
                self._add(word, unit=Unit(quantity, float(factor)))
        for line in sections["bounds"]:
            bound, _, listed = line.partition(" ")
            for phrase in listed.split(", "):
                self._add(phrase, bound=bound)
        for line in sections["roles"]:
            role, _, listed = line.partition(": ")
            for phrase in listed.split(", "):
                self._add(phrase, roles=self.words[phrase].roles | {role})
        for line in sections["sets"]:
            name, _, members = line.partition(": ")
            for index, forms in enumerate(members.split("|")):
                for form in words_in(forms):
                    self._add(form, member=(name, index))
        has_stemmer = not self.settings.get("stemmer", "").startswith("letters")
        opposites = Opposites(sections["opposites"], self.stem if has_stemmer else None)
        for phrase in opposites.phrases():
            self._add(phrase)
        return self._language(sections, opposites)

    def _add(self, word: str, **changes: object) -> None:
        self.words[word] = replace(self.words[word], **changes)  # type: ignore[arg-type]  # fields of a Word, by name

    def _language(self, sections: Mapping[str, list[str]], opposites: Opposites) -> Language:
        phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = defaultdict(list)
        for form, word in self.words.items():
            if " " in form:
                entry = replace(word, form=form, stem=form, numeric=_is_numeric(word))
                parts = tuple(form.split())
                phrases[parts[-1]].append((parts, entry))
        longest_first = {
            last: tuple(sorted(group, key=lambda phrase: -len(phrase[0]))) for last, group in phrases.items()
        }
        groups: dict[str, frozenset[str]] = {}
        for line in sections["same"]:
            names = frozenset(line.split(", "))
            groups |= {name: names | groups.get(name, frozenset()) for name in names}
        settings = {**_USUAL, **self.settings}
        after, before = map(int, re.findall(r"\d+", settings["negates"]))
        shared, longest = map(int, settings["endings"].split())
        return Language(
            code=self.code,
            settings=self.settings,
            stem=self.stem,
            exact={form: word for form, word in self.words.items() if " " not in form and not form.endswith("*")},
            beginnings={form.removesuffix("*"): word for form, word in self.words.items() if form.endswith("*")},
            opposites=opposites,
            phrases=longest_first,
            same=groups,
            negates=(after, before),
            endings=(shared, longest),
            names_by_capitals=settings["names"] == "capitals",
            separates=settings["apostrophe"] == "separates",
            negated=re.compile(settings["negated"]) if "negated" in settings else None,
            highest=_HIGHEST[settings["measured"]],
            questions={tuple(word.split()): answer for answer, word in _answers(sections["questions"])},
            asked_nouns={word: answer for answer, word in _answers(sections["asked nouns"])},
            orders={word: first for first, word in _answers(sections["orders"])},
            references=dict(_references(sections["references"])),
        )


def _answers(lines: list[str]) -> Iterator[tuple[str, str]]:
    """What an answer is, with each word that asks for it."""
    for line in lines:
        answer, _, words = line.partition(": ")
        yield from ((answer, word) for word in words_in(words))


def _references(lines: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines:
        name, _, words = line.partition(": ")
        yield name, tuple(words.split(", "))
