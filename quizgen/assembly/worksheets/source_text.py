"""The article itself, its paragraphs numbered as the evidence counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.assembly.worksheets.material import Material
from quizgen.assembly.worksheets.worksheet import Shortcoming, Worksheet
from quizgen.model.fact import Source
from quizgen.reading.yaml.validation import Record

# Licences and dedications that let anybody copy the whole: by their names, their SPDX identifiers, their addresses.
_FREE = re.compile(
    r"\W*(the |https?://(www\.)?)?(cc[ -]?0|cc[ -]by|creative commons (attribution|zero)|public domain|pdm"
    r"|creativecommons\.org/(licenses/by|publicdomain)|mit|isc|apache|bsd|gfdl|gnu free documentation|ogl"
    r"|open government licen[cs]e)\b",
    re.IGNORECASE,
)


class SourceRecipe(Record):
    """The article's text."""

    numbers: bool = True
    """Whether each paragraph has its number."""


class SourceText:
    """The text as it stands in the article's file, where its licence lets it be copied."""

    name = "source"
    summary = "The article with its paragraphs numbered, if its licence allows copying."
    usual = False
    recipe = SourceRecipe

    def make(self, wanted: SourceRecipe, material: Material) -> Iterator[Worksheet | Shortcoming]:
        """For students; nothing in it is to be solved, so it has no key."""
        sources = [collection.source for collection in material.collections]
        for source in sources:
            if short := _barred(source, material):
                yield short
        texts = [(source, material.articles[source.id]) for source in sources if not _barred(source, material)]
        if texts:
            yield Worksheet(self.name, {"texts": texts, "numbers": wanted.numbers}, (), keyed=False)


def may_be_copied(licence: str) -> bool:
    """Whether a licence, as people write it, lets everybody hand out copies of the text."""
    return bool(_FREE.match(licence))


def _barred(source: Source, material: Material) -> Shortcoming | None:
    """Why the text of ``source`` is not printed."""
    if not may_be_copied(source.licence):
        said = f"its licence, {source.licence!r}, does not let everybody copy it" if source.licence else ""
        return Shortcoming(
            f"the text of {source.title!r} is not printed: {said or 'nothing says what its licence is'}",
            "if it may be copied, write under source  licence: CC BY 4.0  or what it is; else hand out its address",
        )
    if source.id not in material.articles:
        named = f"the file {source.file!r} does not lie there" if source.file else "source names no file"
        return Shortcoming(
            f"the text of {source.title!r} is not at hand: {named}",
            "save the article beside the collection, and name it under source  file: …",
        )
    return None
