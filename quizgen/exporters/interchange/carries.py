"""What a format for other programs declares that it can hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from quizgen.model.body import ItemBody

# What a question may have in addition to its body's type.
Feature = Literal[
    "option feedback",
    "feedback",
    "points",
    "formula",
    "picture",
    "recording",
    "tags",
    "line break",
    "other answers",
    "number in words",
    "unit",
    "spare answers",
    "tolerance",
    "order of options",
    "difficulty",
]
FEATURES: tuple[Feature, ...] = get_args(Feature)
# Parts of a question that some formats write on one line although they allow line breaks elsewhere.
Part = Literal["questions about labels", "things to be matched", "what they are matched with", "feedback and evidence"]


@dataclass(frozen=True, slots=True)
class Carries:
    """What a format can hold.

    ``types`` are the body types that it supports. ``instead`` maps other types to what they become; a type that it does
    not name is left out.

    Limits, where 0 means none: ``question`` and ``option`` are the maximum number of characters of a question and of an
    option, ``options`` the minimum and maximum number of options, ``right`` the maximum number of right options,
    ``answers`` the maximum number of accepted spellings, ``numbers`` the maximum number of right numbers, and
    ``matched`` the maximum number of characters in the HTML of an answer to be matched.

    ``by_letter``: typed answers are compared letter by letter, so that other spellings are listed.
    ``counted``: one right option means that only one may be chosen. ``one_to_one``: no two things are matched with the
    same answer. ``on_one_line`` names the parts that have no line breaks although others may. ``drawings``: pictures
    may be SVG. ``covered``: labels are asked for in a picture that covers them. ``markers``: they are plain text there,
    and the picture has no description. A question that matches ``unaskable``, and an answer in words that matches
    ``unwritable``, would be read as something else.
    """

    types: frozenset[type[ItemBody]]
    features: frozenset[Feature]
    instead: Mapping[type[ItemBody], type[ItemBody]] = field(default_factory=dict)
    question: int = 0
    option: int = 0
    options: tuple[int, int] = (2, 0)
    right: int = 0
    answers: int = 0
    numbers: int = 0
    by_letter: bool = False
    counted: bool = False
    one_to_one: bool = False
    matched: int = 0
    on_one_line: frozenset[Part] = frozenset()
    drawings: bool = True
    covered: bool = False
    markers: bool = False
    unaskable: re.Pattern[str] | None = None
    unwritable: re.Pattern[str] | None = None
