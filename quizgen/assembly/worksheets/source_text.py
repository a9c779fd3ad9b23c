"""The article itself, with its paragraphs numbered as in evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet
from quizgen.model.fact import Source
from quizgen.reading.yaml.validation import Record

# Licences and dedications that allow anybody to copy the text: names, SPDX identifiers, addresses.
_FREE = re.compile(
    r"\W*(the |https?://(www\.)?)?(cc[ -]?0|cc[ -]by|creative commons (attribution|zero)|public domain|pdm"
    r"|creativecommons\.org/(licenses/by|publicdomain)|mit|isc|apache|bsd|gfdl|gnu free documentation|ogl"
    r"|open government licen[cs]e)\b",
    re.IGNORECASE,
)


class SourceRecipe(Record):
    """The settings of the article's text."""

    numbers: bool = True
    """Whether paragraphs are numbered."""


class SourceText:
    """The text of the article's file, if its licence allows copying."""

    name = "source"
    summary = "The article with its paragraphs numbered, if its licence allows copying."
    usual = False
    recipe = SourceRecipe

    def make(self, settings: SourceRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """Yields the text, which needs no key."""
        sources = [collection.source for collection in material.collections]
        for source in sources:
            if short := _reason_against(source, material):
                yield short
        texts = [(source, material.articles[source.id]) for source in sources if not _reason_against(source, material)]
        if texts:
            yield Worksheet(self.name, {"texts": texts, "numbers": settings.numbers}, (), has_key=False)


def may_be_copied(licence: str) -> bool:
    """Whether a licence, as people write it, allows everybody to hand out copies."""
    return bool(_FREE.match(licence))


def _reason_against(source: Source, material: Material) -> Shortcoming | None:
    """The reason why the text of ``source`` is not printed, or None."""
    if not may_be_copied(source.licence):
        reason = "source.licence is not set"
        if source.licence:
            reason = f"its licence, {source.licence!r}, does not allow everybody to copy it"
        return Shortcoming(
            f"the text of {source.title!r} is not printed: {reason}",
            "if it may be copied, add its licence under source, such as  licence: CC BY 4.0  or hand out its address",
        )
    if source.id not in material.articles:
        reason = f"there is no file {source.file!r}" if source.file else "source.file is not set"
        return Shortcoming(
            f"the text of {source.title!r} is not available: {reason}",
            "save the article next to the collection, and add its name under source as  file: …",
        )
    return None
