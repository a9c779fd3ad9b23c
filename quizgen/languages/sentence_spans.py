"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r"(?<![.!?…])[.!?…]+[”\"»’')\]]*\s+(?=[“\"«‘'(\[¿¡]*[^\W\d_a-zа-яё]|[“\"«¿¡]*\d)")
_SHORTENED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|No|Nr|Gen|Col|Hon|Bd|Mt|Ft|ca|approx|bzw|Abb|etc|др|стр|тыс|млн|млрд|"
    r"руб|им|ул|гг|вв|[Ss]ra?|[Dd]ra|pág|av|jr|núm))\.\s+$"
)
_LONGEST = 8  # characters: no word that is shortened so has more


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of the paragraph ``text`` begins and ends, with the space behind it."""
    start = 0
    for end in _END.finditer(text):
        if not _SHORTENED.search(text, max(start, end.start() - _LONGEST), end.end()):
            yield start, end.end()
            start = end.end()
    if start < len(text):
        yield start, len(text)
