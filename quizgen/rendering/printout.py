"""What is to be printed: filled-in templates, and all that the PDF engine needs beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.errors import TemplateError
from quizgen.rendering.blocks import block_in_document
from quizgen.rendering.typst import quoted


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """A template filled in for ``what``, as Typst source; ``student`` is the id of whom it is for, or ""."""

    template: str
    what: str
    source: str
    student: str = ""


@dataclass(frozen=True, slots=True)
class Printout:
    """A PDF to be, dated ``released`` in seconds since 1970; ``files`` are what its sheets import and show, by name.

    Each of several sheets has page numbers of its own; ``title`` is that of the whole, or "" where there is one sheet.
    With ``double_sided`` each begins on a new leaf.
    """

    sheets: tuple[PrintSheet, ...]
    files: Mapping[str, bytes]
    released: int
    title: str = ""
    double_sided: bool = False

    @property
    def document(self) -> dict[str, bytes]:
        """Typst's files by name, of which ``main.typ`` is the document."""
        sources = {_name(self, place): sheet.source for place, sheet in enumerate(self.sheets)}
        if self.title:
            leaf = '#pagebreak(to: "odd")\n' if self.double_sided else ""
            parts = leaf.join(f'#include "{name}"\n' for name in sources)
            paper = '#import "theme.typ": papers, size\n#set page(paper: papers.at(size))\n'  # of the empty pages too
            sources["main.typ"] = f"{paper}{parts}#set document(title: {quoted(self.title)})\n"
        return {**self.files, **{name: source.encode() for name, source in sources.items()}}

    def without(self, sheet: PrintSheet) -> Printout:
        """The others of its sheets."""
        return replace(self, sheets=tuple(each for each in self.sheets if each is not sheet))

    def faulty(self, fault: TemplateError) -> tuple[PrintSheet | None, TemplateError]:
        """The sheet in which the engine found ``fault``, if it tells one, and the fault with its template and block."""
        for place, sheet in enumerate(self.sheets):
            name = _name(self, place)
            found = re.search(rf"{re.escape(name)}:(\d+):(\d+)", str(fault))
            if found or len(self.sheets) == 1:
                block = block_in_document(sheet.source, int(found[1]), int(found[2])) if found else None
                within = "{1}, in the block {0!r} or below: ".format(*block) if block else ""
                return sheet, TemplateError(f"{within}{sheet.template}, filled in for {sheet.what} as {name}: {fault}")
        return None, fault


def bound(title: str, printouts: Sequence[Printout], *, double_sided: bool) -> Printout:
    """One printout with the sheets of several; a file that several have is the same in each."""
    return Printout(
        tuple(sheet for each in printouts for sheet in each.sheets),
        {name: content for each in printouts for name, content in each.files.items()},
        printouts[0].released,
        title,
        double_sided,
    )


def _name(printout: Printout, place: int) -> str:
    return f"sheet-{place + 1}.typ" if printout.title else "main.typ"
