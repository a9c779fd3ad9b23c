"""What a cell of a table says of which options are right: by their words, or by their letters or numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from quizgen.importers import table_headings as headings
from quizgen.importers.question_draft import Unfit
from quizgen.importers.spreadsheet_damage import damaged_key
from quizgen.importers.truth import is_true_false, truth
from quizgen.model.characters import without_hidden
from quizgen.model.numbers import number_in
from quizgen.model.text import fold

_ALPHABETS = ("abcdefghij", "абвгдежзик")
_AND = r"(?:and|и|және|мен|və|y|et|und)"
_LISTS = (
    r"(?:(?<!\s)\s+)?[;|\n]\s*",
    r"(?:(?<!\s)\s+)?[,;|\n]\s*",
    rf"(?:(?<!\s)\s+)?[,;|&\n]\s*(?:(?i:{_AND})\s+)?|(?<!\s)\s+(?i:{_AND})\s+",
)
_OPTION = headings.pattern(*headings.OPTION, *headings.OPTIONS, *headings.NUMBERED, *headings.ANSWERS)
_AROUND = re.compile(r"(?:both|only|оба|только|beide|nur)\s+|(?<!\s)\s+(?:only|only are right|are right|is right)$")
_WORD_BEFORE = re.compile(rf"\b{_OPTION}[\s:._-]+(?=[(\[#№]?(?:\d|\w\b))")
_PLACE = re.compile(rf"(?:{_OPTION})?[(\[#№]*(\d{{1,3}}|[^\W\d_])(?:\.0)?[.):\]]*")
_BETWEEN_PLACES = re.compile(rf"[,;|/&+\s]+(?:{_AND}\s+)?")
_SEVERAL_LETTERS = re.compile(r"[A-J]{2,}|[А-К]{2,}")
# A letter or number before an option: "b) green", but not 1.5 or 2:1. In a key there may be a dash, or it is behind.
_LABELLED = re.compile(r"[(\[]?([^\W\d_]|\d{1,2})(?:[.:]\s+|[)\]][.:]?\s*)(\S.*)", re.DOTALL)
_LABELLED_KEY = re.compile(rf"{_LABELLED.pattern}|([^\W\d_]|\d{{1,2}})\s+[-–—]\s+(\S.*)", re.DOTALL)
_ORDINAL = re.compile(r"\d+\.")
_LABEL_BEHIND = re.compile(r"(\S(?:.*\S)?)\s+[(\[]([^\W\d_]|\d{1,2})[)\]]", re.DOTALL)
_QUOTES = "'\"“”„‟«»‘’‚‹›`"

Places = frozenset[int]  # of options, from 0


@dataclass(frozen=True, slots=True)
class RightOptions:
    """The places of the right options; ``doubt`` says how else the cell could be read, or is ""."""

    places: Places
    doubt: str = ""


def named_options(
    cell: str, options: Sequence[str], labels: Sequence[str] = (), *, counted: bool = False
) -> RightOptions:
    """The options that a cell names; raises Unfit where it names none, or one that is not there.

    ``labels`` are the letters or numbers of the options, where the table says them. What is both an option's words and
    the letter or number of another is its words or, with ``counted``, its letter or number.
    """
    text = without_hidden(cell).strip()
    if not text:
        raise Unfit("no option is said to be right", "write the number of the right one", column="right")
    by_words, by_place = _by_words(text, options), _by_place(text, options, labels)
    first, second = (by_place, by_words) if counted else (by_words, by_place)
    places = first or second
    if not places:
        raise _names_no_option(text, options, labels)
    doubt = ""
    if first and second and first != second:
        read, other = _list_of_options(first, options), _list_of_options(second, options)
        doubt = f"{text[:40]!r} is read as {read}, and could mean {other}"
    return RightOptions(places, doubt)


def is_counted(keys: Iterable[tuple[str, Sequence[str], Sequence[str]]]) -> bool:
    """Whether a column names options by letter or number in most of its cells that can be read in one way only.

    Each of the ``keys`` is a cell with its options and their labels.
    """
    by_place = by_words = 0
    for cell, options, labels in keys:
        words, places = _by_words(cell.strip(), options), _by_place(cell.strip(), options, labels)
        by_place += bool(places and not words)
        by_words += bool(words and not places)
    return by_place > by_words


def is_named(text: str, options: Sequence[str]) -> bool:
    """Whether the text has the words of options, or their letters beside the options' own."""
    return bool(_by_words(text.strip(), without_labels(options)[0]))


def without_labels(options: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The options without the letters or numbers that count them, and these: "A) red", "B) green".

    A number with a full stop stays, for it may be an ordinal: "1. Mai".
    """
    filled = [option.strip() for option in options if option]
    labelled = [None if _ORDINAL.match(option) else _LABELLED.fullmatch(option) for option in filled]
    labels = [label[1].lower() for label in labelled if label]
    for alphabet in (*_ALPHABETS, tuple(map(str, range(1, 21)))):
        if len(labels) == len(labelled) > 1 and labels == list(alphabet[: len(labels)]):
            texts = (label[2] for label in labelled if label)
            names = iter(labels)
            bare = [next(texts) if option else "" for option in options]
            return bare, tuple(next(names) if option else "" for option in options)
    return list(options), ()


def _list_of_options(places: Places, options: Sequence[str]) -> str:
    return " and ".join(f"option {place + 1} ({options[place][:40]})" for place in sorted(places))


def _names_no_option(text: str, options: Sequence[str], labels: Sequence[str]) -> Unfit:
    if why := damaged_key(text):
        return Unfit(why, "set the format of its column to text, and write them again", column="right")
    known = [index for index, option in enumerate(options) if option]
    names = [labels[index].upper() if index < len(labels) else str(index + 1) for index in known]
    near = get_close_matches(fold(text), [fold(options[index]) for index in known], n=1)
    meant = next((options[index] for index in known if near and fold(options[index]) == near[0]), "")
    if len(text) == 1 and text.isalpha() and not text.isascii() and any(name in "ABCDEF" for name in names):
        hint = "type the letter again, with the keyboard layout in which the headings are"
    elif meant and not _LABELLED_KEY.fullmatch(text) and not _LABEL_BEHIND.fullmatch(text):
        hint = f"write  {meant[:60]}"
    else:
        hint = f"write the words of one there, or its letter or number: {', '.join(names)}"
    return Unfit(f"{text[:40]!r} is not one of its options", hint, column="right")


def _by_words(text: str, options: Sequence[str]) -> Places:
    """The places of the options whose words the text has; none where a part of it is none of them."""
    for compared in (str, fold, _loosely):
        words = [compared(option) if option else None for option in options]
        for parts in ([text], *(re.split(separator, text) for separator in _LISTS)):
            names = [compared(part) for part in parts if part.strip()]
            if names and all(name and name in words for name in names):
                return frozenset(words.index(name) for name in names)
    if places := _by_labels_and_words(text, options):
        return places
    if is_true_false(tuple(filter(None, options))) and (judged := truth(text)) is not None:
        return frozenset(index for index, option in enumerate(options) if option and truth(option) is judged)
    return frozenset()


def _by_labels_and_words(text: str, options: Sequence[str]) -> Places:
    """The places of options that are named by letter or number and words at once: "b) green", if b is green."""
    places: set[int] = set()
    for part in map(str.strip, re.split(_LISTS[0], text)):
        if match := _LABELLED_KEY.fullmatch(part):
            label, words = match[1] or match[3], match[2] or match[4]
        elif match := _LABEL_BEHIND.fullmatch(part):
            words, label = match[1], match[2]
        else:
            return frozenset()
        place = _place_of(label, ())
        if place is None or place >= len(options) or _loosely(words) != _loosely(options[place]):
            return frozenset()
        places.add(place)
    return frozenset(places)


def _loosely(text: str) -> str:
    """Words without quotation marks and what ends a sentence; a number by itself, however it is written."""
    words = fold(text).replace("−", "-").replace("’", "'").strip(f"{_QUOTES} ").rstrip(".,;:!? ").strip(_QUOTES)
    number = number_in(words) if re.fullmatch(r"-?\d[\d.,\s]*", words) else None
    return words if number is None else str(number.normalize())


def _by_place(text: str, options: Sequence[str], labels: Sequence[str]) -> Places:
    """The places of the options whose letters or numbers the text has; none where one of them is not there."""
    together = bool(_SEVERAL_LETTERS.fullmatch(text))
    parts = list(text) if together else _parts(text)
    places = [_place_of(part, labels) for part in parts]
    known = [place for place in places if place is not None and place < len(options) and options[place]]
    if len(known) < len(places) or (together and known != sorted(set(known))):  # a word in capital letters
        return frozenset()
    return frozenset(known)


def _parts(text: str) -> list[str]:
    """The parts of a text that may each be a letter or number, with what people write around it."""
    decomposed = unicodedata.normalize("NFKD", text.casefold()).replace("’", "'")
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    joined = _WORD_BEFORE.sub("", _AROUND.sub("", plain))
    return [part for part in _BETWEEN_PLACES.split(joined) if part]


def _place_of(part: str, labels: Sequence[str]) -> int | None:
    """The place of the option with this letter or number, or None if it is neither."""
    match = _PLACE.fullmatch(part.casefold())
    if match is None:
        return None
    label = match[1]
    if label in labels:
        return labels.index(label)
    if label.isdigit():
        return int(label) - 1 if int(label) else None
    if any(own.isalpha() for own in labels):
        return None  # the options have other letters
    return next((letters.index(label) for letters in _ALPHABETS if label in letters), None)
