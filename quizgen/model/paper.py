"""What is printed on: the size of the paper, and the styles in which it is laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from quizgen.model.quiz import Student

PaperSize = Literal["a4", "letter"]
Style = Literal["normal", "large-print", "dyslexia", "high-contrast", "low-ink"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A recipe's paper; the first of ``styles`` is that of the keys.

    ``together`` says that the forms of a style share a file, ``double_sided`` that each then begins on a new leaf.
    """

    size: PaperSize = "a4"
    styles: tuple[Style, ...] = ("normal",)
    together: bool = False
    double_sided: bool = False

    def styles_for(self, student: Student | None) -> tuple[Style, ...]:
        """The styles of a form: the one that its student's accommodations name, or all."""
        needs = student.accommodations.casefold().replace("-", " ") if student else ""
        named: tuple[Style, ...] = tuple(style for style in get_args(Style) if style.replace("-", " ") in needs)
        return named[:1] or self.styles
