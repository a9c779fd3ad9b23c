"""Words that are not wanted in names and in what students write, however they are spelled.

A filter keeps out what is plainly meant. It cannot know what hurts whom; the teacher hides or approves the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

_LONGEST_RUN = 12  # pieces that may spell one word: f.u.c.k, f u ck
# What looks alike, in Latin and Cyrillic letters and in the digits and signs that replace letters: one letter each.
_ALIKE = {
    "a": "а4@ª∀",
    "b": "бв8ß6",
    "c": "с¢(<©",
    "e": "еэз3€є",
    "g": "9",
    "h": "н#",
    "i": "іıl1!|",
    "k": "к",
    "m": "м",
    "o": "о0ø°",
    "p": "рр",
    "r": "г",
    "s": "5$§ѕ",
    "t": "т7+",
    "u": "ц",
    "x": "х×",
    "y": "у¥",
    "z": "2",
}
_LETTER = {ord(other): letter for letter, others in _ALIKE.items() for other in others}
_PIECE = re.compile(r"[^\W_]+(?:[@$!|+€#][^\W_]*)*|[@$](?:[^\W_]+[@$!|+€#]*)+")
_LONG_RUN = re.compile(r"(.)\1{2,}")
_NO_LETTER = re.compile(r"[\W\d]+")
_ENDS = re.compile(r"^[\W\d]+|[\W\d]+$")


def is_decent(text: str, unwanted: Iterable[str]) -> bool:
    """Whether no unwanted word is in ``text``, also spelled with dots, spaces, digits or repeated letters."""
    words = _spellings(tuple(unwanted))
    pieces = _PIECE.findall(_with_gaps(unicodedata.normalize("NFKC", text)))
    for begin in range(len(pieces)):
        for end in range(begin + 1, min(begin + _LONGEST_RUN, len(pieces)) + 1):
            run = pieces[begin:end]
            # Two whole words that make a third (push it) are no offence; letters and crumbs are meant.
            if len(run) > 1 and not any(len(piece) <= 2 for piece in run):
                continue
            if not words.isdisjoint(_readings("".join(run))):
                return False
    return True


def _with_gaps(text: str) -> str:
    """The text with a space before each capital that follows a small letter: TwoWords."""
    pairs = pairwise(text)
    return text[:1] + "".join(f" {next}" if last.islower() and next.isupper() else next for last, next in pairs)


@lru_cache(maxsize=64)
def _spellings(unwanted: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_skeleton(word) for word in unwanted)


def _readings(word: str) -> set[str]:
    """What a word may be meant to be: digits and signs are letters or nothing, and repeated letters are one or two."""
    forms = {word, _NO_LETTER.sub("", word), _ENDS.sub("", word)}
    skeletons = {_skeleton(form) for form in forms if form}
    return skeletons | {_LONG_RUN.sub(times, skeleton) for skeleton in skeletons for times in (r"\1", r"\1\1")}


def _skeleton(word: str) -> str:
    """The word without case and accents, what looks alike being one letter."""
    bare = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).translate(_LETTER)
