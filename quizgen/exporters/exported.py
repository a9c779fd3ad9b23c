"""What an exporter returns: files, and what they do not hold of the questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.errors import TemplateError
from quizgen.exporters.anki.package import Package
from quizgen.model.loss import Loss, report, summary
from quizgen.rendering.printout import Printout

__all__ = ["Exported", "Loss", "report", "summary"]


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of one output, and what was lost. ``files`` maps a name to its content, a `Printout` or a `Package`.

    A name may have folders: ``crowdanki/deck.json``. ``faults`` maps a student's id to what went wrong for that student
    only.
    """

    files: Mapping[str, bytes | Printout | Package]
    losses: tuple[Loss, ...] = ()
    faults: Mapping[str, TemplateError] = field(default_factory=dict)
