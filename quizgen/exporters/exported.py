"""What an exporter gives: files, and what of the questions they do not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.errors import TemplateError
from quizgen.model.loss import Loss, report, summary
from quizgen.rendering.printout import Printout

__all__ = ["Exported", "Loss", "report", "summary"]


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of one output, name → content or what is to be printed, and what they lost.

    A name may have folders: ``crowdanki/deck.json``. ``faults`` are what went wrong for a student of the roster alone,
    by their id.
    """

    files: Mapping[str, bytes | Printout]
    losses: tuple[Loss, ...] = ()
    faults: Mapping[str, TemplateError] = field(default_factory=dict)
