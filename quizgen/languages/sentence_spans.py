"""Where the sentences of a paragraph begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.languages.word_lists import Language

_END = re.compile(r"(?<![.!?…])[.!?…]+[”\"»’')\]]*\s+(?=[“\"«‘'(\[¿¡]*[^\W\d_a-zа-яё]|[“\"«¿¡]*\d)")
_SHORTENED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|No|Nr|Gen|Col|Hon|Bd|Mt|Ft|ca|approx|bzw|Mio|Mrd|Tsd|Abb|etc|др|стр|тыс|млн|млрд|"
    r"руб|им|ул|гг|вв|[Ss]ra?|[Dd]ra|pág|av|jr|núm))\.\s+$"
)
# One letter behind a number is its unit, and may end a sentence: 0.02 s, 1480 m/s, 20 °C; but not 44 v. Chr.
_UNIT = re.compile(r"(?:(?:\d[ \u00a0\u202f]?|/)[mglsthWVAKNJ]|°[CFK])\.\s+$")
_ORDINAL = re.compile(r"\b\d{1,2}\.\s+$")
_NEXT = re.compile(r"\w+")
_LONGEST = 8  # characters: no word that is shortened so has more


def sentence_spans(text: str, language: Language | None = None) -> Iterator[tuple[int, int]]:
    """Where each sentence of the paragraph ``text`` begins and ends, with the space behind it.

    In a ``language`` that writes ordinals with a point, as German does, "7. Januar" ends no sentence.
    """
    start = 0
    for end in _END.finditer(text):
        first = max(start, end.start() - _LONGEST)
        is_shortened = _SHORTENED.search(text, first, end.end()) and not _UNIT.search(text, first, end.end())
        if not is_shortened and not _is_ordinal(text, first, end.end(), language):
            yield start, end.end()
            start = end.end()
    if start < len(text):
        yield start, len(text)


def _is_ordinal(text: str, first: int, end: int, language: Language | None) -> bool:
    """Whether characters ``first`` to ``end`` end with an ordinal, which a noun follows and no small word."""
    if language is None or language.settings.get("ordinals") != "point" or not _ORDINAL.search(text, first, end):
        return False
    following = _NEXT.match(text, end)
    return following is not None and not language.word(language.small(following[0])).roles
