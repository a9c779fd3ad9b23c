"""Text without the differences that typography makes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# The text, and for each of its characters the place of its original.
Normalised = tuple[str, tuple[int, ...]]

_FOLDED = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′ʼ`´", "'") | dict.fromkeys("‐‑‒–—―−", "-") | {"\u00ad": ""}
)


@lru_cache(maxsize=512)
def normalised_text(text: str) -> Normalised:
    """Return ``text`` with one kind of quotation mark, dash and space, composed, without ligatures and soft hyphens.

    The second part has for each character of it the place of its original in ``text``.
    """
    characters: list[str] = []
    places: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", text[start:end]).translate(_FOLDED)
        if len(cluster) == 1 and "\ufb00" <= cluster <= "\ufb06":
            cluster = unicodedata.normalize("NFKC", cluster)
        if cluster.isspace():
            cluster = " " if characters and characters[-1] != " " else ""
        characters += cluster
        places += [start] * len(cluster)
        start = end
    return "".join(characters), (*places, len(text))
