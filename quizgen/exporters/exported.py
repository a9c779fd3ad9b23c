"""What an exporter gives: files, and what of the questions they do not hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizgen.losses import Loss, report, summary

__all__ = ["Exported", "Loss", "report", "summary"]


@dataclass(frozen=True, slots=True)
class Exported:
    """The files of one output, name → content, and what they lost. A name may have folders: ``crowdanki/deck.json``."""

    files: Mapping[str, bytes]
    losses: tuple[Loss, ...] = ()
