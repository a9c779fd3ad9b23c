"""What Moodle takes: shares of a mark, names, ids, categories."""

from __future__ import annotations

from textwrap import shorten

from quizgen.exporters.interchange.exercise import Exercise
from quizgen.exporters.interchange.ids import short_id
from quizgen.exporters.interchange.markup import line

# The shares of a mark that it knows, as it wants them written: by how many right options it is divided.
SHARES = {1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111"}
SHARES[10] = "10"
_ID = 100  # characters of an idnumber
_NAME = 80  # characters of a question's name in the bank
# It takes tags out of names.
_ANGLES = str.maketrans("<>", "‹›")


def idnumber(id: str) -> str:
    """The id, which Moodle keeps beside a question."""
    return short_id(id, _ID)


def name(exercise: Exercise) -> str:
    """What the question is called in the bank: the beginning of what it asks."""
    return shorten(line(exercise.prompt).translate(_ANGLES), _NAME, placeholder="…") or exercise.id


def category(title: str) -> str:
    """Where the questions go: a slash in a title is doubled, or it would part categories."""
    return f"$course$/top/{' '.join(title.translate(_ANGLES).split()).replace('/', '//')}"
