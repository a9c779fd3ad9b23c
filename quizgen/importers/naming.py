"""Ids of imported questions: their own, wherever the bank has them; else of their titles or first words.

None depends on where a question stands, so that a bank in another order gives the same ids.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from quizgen.importers.items import Item

_ID = re.compile(r"\w([\w.-]*\w)?")
LONGEST_OWN, LONGEST_MADE = 56, 40  # characters; what is derived from an id still fits behind it


def ids(items: Sequence[Item]) -> list[str]:
    """An id for each item; those that would share one get a few signs of what they say besides."""
    first = [_own(item.ident) or slug(item.label) or slug(item.stem) or "question" for item in items]
    taken = Counter(id.casefold() for id in first)
    second = [
        id if taken[id.casefold()] == 1 else f"{id}-{_digest(repr((item.ident, item.stem, item.body)))}"
        for id, item in zip(first, items, strict=True)
    ]
    seen: Counter[str] = Counter()
    made = []
    for id in second:
        seen[id.casefold()] += 1
        made.append(id if seen[id.casefold()] == 1 else f"{id}-{seen[id.casefold()]}")
    return made


def slug(text: str, longest: int = LONGEST_MADE) -> str:
    """A text as an id: lower case, its first words, with hyphens between; "" where it has no letters or digits."""
    plain = re.sub(r"[\W_]+", "-", _without_fractions(unicodedata.normalize("NFC", text).lower())).strip("-")
    if len(plain) <= longest:
        return plain
    whole = plain[: longest + 1].rpartition("-")[0]
    return (whole if len(whole) > longest // 2 else plain[:longest]).strip("-")


def category_path(category: str) -> str:
    """The path of a category in Moodle, without what it puts before every one; a doubled slash is one in a name."""
    parts = [part.strip().replace("//", "/") for part in re.split("(?<!/)/(?!/)", category)]
    while parts and re.fullmatch(r"\$\w+\$|[Tt]op|", parts[0]):
        del parts[0]
    return "/".join(filter(None, parts))


def _own(ident: str) -> str:
    """The bank's own id, with a few signs of it behind where it had to be changed."""
    plain = _without_fractions(ident).replace("/", ".")
    if len(plain) <= LONGEST_OWN and _ID.fullmatch(plain):
        return plain
    if not ident:
        return ""
    kept = re.sub(r"[^\w.-]+", "-", plain).strip("-._")[:LONGEST_MADE].strip("-._")
    return f"{kept}-{_digest(ident)}" if kept else f"q-{_digest(ident)}"


def _without_fractions(text: str) -> str:
    """The text without signs like ½ and ³, which are numbers and yet no part of an id."""
    if text.isascii():
        return text
    return "".join("-" if unicodedata.category(sign) == "No" else sign for sign in text)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
