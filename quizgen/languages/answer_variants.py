"""Other spellings of an answer, for programs that compare letter by letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from quizgen.languages.letters import tidy
from quizgen.languages.typed_answers import judge
from quizgen.languages.typing_rules import TypingRules, typing_rules

MOST = 8  # of one answer: a list that a teacher can still read

# Letters, digits and the marks of ordinary writing: in other signs every one may count.
_ORDINARY = re.compile(r"[\w\s.,;:!?'’‘\"“”„«»()&‐‑-]*[^\W\d_][\w\s.,;:!?'’‘\"“”„«»()&‐‑-]*")
_LONG_NUMBER = re.compile(r"[1-9][0-9]{4,17}")
_END = re.compile(r"(?<![\s.!?…])[\s.!?…]+$")
_MARKS = re.compile(r"(?<![0-9])[.,]|[.,](?![0-9])|[\"“”„«»]")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_ACCENTS = re.compile("(?<!и)\u0306|[\u0300-\u0305\u0307-\u036f]")


def variants(ways: Iterable[str], language: str) -> tuple[str, ...]:
    """Other spellings that the judge takes for one of ``ways``, at most `MOST`; capitals are left to the program."""
    known = list(dict.fromkeys(ways))
    seen = {_key(way) for way in known}
    others: list[str] = []
    for way in known:
        for other in _spellings(way, typing_rules(language)):
            if _key(other) not in seen and judge(other, known, language) == "right":
                seen.add(_key(other))
                others.append(other)
    return tuple(others[:MOST])


def _key(text: str) -> str:
    return tidy(text).casefold()


def _spellings(way: str, rules: TypingRules) -> Iterator[str]:
    if _LONG_NUMBER.fullmatch(way) and rules["point"]:
        yield f"{int(way):,}".replace(",", "," if rules["point"] == "." else ".")
    if not _ORDINARY.fullmatch(way):
        return
    yield _END.sub("", way)
    yield tidy(_MARKS.sub("", way))
    yield way.replace("’", "'").replace("‘", "'")
    yield _HYPHEN.sub(" ", way)
    yield _HYPHEN.sub("", way)
    if rules["ands"]:
        yield tidy(way.replace("&", f" {rules['ands'][0]} "))
        yield re.sub(rf"(?<!\w){re.escape(rules['ands'][0])}(?!\w)", "&", way)
    first, _, rest = way.partition(" ")
    if rest and first.lower() in rules["articles"]:
        yield rest
    yield unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", way)))
