"""The English of everything that quizgen itself puts on paper, cards and screens, a module a place.

Each message has a key, which is its gettext context, and an English text, which is its msgid.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quizgen.words import (
    analysis_words,
    answer_sheet_words,
    card_words,
    counted,
    grading_words,
    live_words,
    paper_words,
    projector_words,
    punctuation,
    question_words,
    screen_words,
    studio_words,
    worksheet_words,
)

# The modules by name, as ``pybabel extract`` reads them.
PLACES = (
    analysis_words,
    answer_sheet_words,
    card_words,
    grading_words,
    live_words,
    paper_words,
    projector_words,
    punctuation,
    question_words,
    screen_words,
    studio_words,
    worksheet_words,
)
ENGLISH: Mapping[str, str] = MappingProxyType({key: text for place in PLACES for key, text in place.MESSAGES})
STUDIO = frozenset(key for key, _ in studio_words.MESSAGES)  # read by teachers, whatever the language of their facts
COUNTED: Mapping[str, tuple[str, str]] = MappingProxyType({key: (one, many) for key, one, many in counted.MESSAGES})
