"""What the columns of a sheet may be called: by the field's own name, or by a teacher's word for it in eight languages.

Headings are compared without regard to case, accents, spaces, hyphens and what follows in parentheses.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import filterfalse

from quizgen.reading.facts.columns import headings_of
from quizgen.reading.facts.schema import FactRecord, SourceRecord

_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBER = re.compile(r"(?<![\s.])[\s.]*(?<!\d)\d+$")


def plain(text: str) -> str:
    """A heading as it is compared: small letters without accents, single spaces, nothing in parentheses."""
    decomposed = unicodedata.normalize("NFKD", _ASIDE.sub(" ", text).casefold())
    letters = "".join(filterfalse(unicodedata.combining, decomposed))
    # In capitals, nobody can see whether an i of Azerbaijani had its dot.
    words = letters.replace("ı", "i").replace("’", "'")
    return " ".join(re.sub(r"[\s_\-–—]+", " ", words).strip(" :*?.!").split())


@cache
def _words(part: str) -> dict[str, str]:
    """What each word of a part of the list names."""
    names: dict[str, str] = {}
    section = name = ""
    for line in (files(__package__) / "headings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line.startswith(" ") and section == part:
            names |= {plain(word): name for word in line.split(",")}
        elif not line.startswith("#"):
            name = line
    return names


@cache
def _columns() -> dict[str, str]:
    return _words("columns") | {plain(heading): heading for heading in headings_of(FactRecord)}


@cache
def _source_fields() -> dict[str, str]:
    return _words("source") | {plain(field): field for field in SourceRecord.model_fields}


def column_named(heading: str) -> str:
    """The column that a heading names, "" where it names none; a number after it counts columns of one kind."""
    key = plain(heading)
    return _columns().get(key) or _columns().get(_NUMBER.sub("", key), "")


def words_for_column(column: str) -> tuple[str, ...]:
    """Every heading that names a column, as headings are compared."""
    return tuple(heading for heading, name in _columns().items() if name == column)


def nearest_column(heading: str) -> str:
    """The heading that a misspelt one may have meant, in its own language; "" where none is near."""
    near = difflib.get_close_matches(_NUMBER.sub("", plain(heading)), _columns(), n=5, cutoff=0.75)
    return next((word for word in near if word in headings_of(FactRecord)), near[0] if near else "")


def source_field(label: str) -> str:
    """The field of the article that the first cell of a row names, "" where it names none."""
    key = plain(label)
    return _source_fields().get(key.removeprefix("source."), "")


def language_tag(text: str) -> str:
    """A language as its tag, where it is written as a word; another text as it is."""
    return _words("languages").get(plain(text).removesuffix(" тілі").removesuffix(" dili"), text)
