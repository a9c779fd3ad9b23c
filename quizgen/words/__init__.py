"""The English of everything that quizgen itself puts on paper, cards and screens, a module a place.

Each message has a key, which is its gettext context, and an English text, which is its msgid.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quizgen.words import (
    answer_sheets,
    cards,
    counted,
    live,
    paper,
    projector,
    punctuation,
    questions,
    screens,
    worksheets,
)

# The modules by name, as ``pybabel extract`` reads them.
PLACES = (answer_sheets, cards, live, paper, projector, punctuation, questions, screens, worksheets)
ENGLISH: Mapping[str, str] = MappingProxyType({key: text for place in PLACES for key, text in place.MESSAGES})
COUNTED: Mapping[str, tuple[str, str]] = MappingProxyType({key: (one, many) for key, one, many in counted.MESSAGES})
