"""The formats in which other programs take a quiz, and those in which they take cards, by name."""

from __future__ import annotations

from quizgen.exporters import EXPORTERS
from quizgen.exporters.exporter import CardsExporter, Exporter
from quizgen.exporters.interchange.interchange_format import Format

_ALL: dict[str, type[Exporter]] = {name: EXPORTERS.get(name) for name in EXPORTERS.names()}

FORMATS = {name: format for name, format in _ALL.items() if issubclass(format, Format)}
CARD_FORMATS: dict[str, type[CardsExporter]] = {
    name: format for name, format in _ALL.items() if format.__module__.startswith("quizgen.exporters.flashcards.")
}
