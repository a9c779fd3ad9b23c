"""What a format for other programs declares that it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from quizgen.exporters.interchange.bank import BankBody

# What a question may have beside the type of its body.
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
]
FEATURES: tuple[Feature, ...] = get_args(Feature)
# Texts that some formats write on one line although they have line breaks elsewhere.
Place = Literal["questions about labels", "things to be matched", "what they are matched with", "feedback and evidence"]


@dataclass(frozen=True, slots=True)
class Carries:
    """What a format holds.

    ``types`` are the types of body that it holds; ``instead`` says what others become, and what it does not name is
    left out. ``question`` and ``option`` are the most characters of a question and of an option, ``options`` the
    fewest and the most options, ``right`` the most that are right, ``answers`` the most ways to write an answer,
    ``numbers`` the most right numbers, ``matched`` the most characters in the HTML of what things are matched with; 0
    is no limit. Where options are ``counted``, one right option says that one is to be chosen. Where things are
    matched ``one_to_one``, no two have the same answer. What is ``on_one_line`` has no line breaks, though other texts
    may. ``drawings`` says whether pictures may be SVG, ``covered`` that labels are asked for in a picture which covers
    them, and ``markers`` that they are plain text there, and the picture has no description. A question that matches
    ``unaskable``, and an answer in words that matches ``unwritable``, would be read as something else.
    """

    types: frozenset[type[BankBody]]
    features: frozenset[Feature]
    instead: Mapping[type[BankBody], type[BankBody]] = field(default_factory=dict)
    question: int = 0
    option: int = 0
    options: tuple[int, int] = (2, 0)
    right: int = 0
    answers: int = 0
    numbers: int = 0
    counted: bool = False
    one_to_one: bool = False
    matched: int = 0
    on_one_line: frozenset[Place] = frozenset()
    drawings: bool = True
    covered: bool = False
    markers: bool = False
    unaskable: re.Pattern[str] | None = None
    unwritable: re.Pattern[str] | None = None
