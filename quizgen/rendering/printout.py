"""What is printed: rendered templates, and everything else that the PDF engine needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.errors import TemplateError
from quizgen.rendering.blocks import block_in_document
from quizgen.rendering.typst_markup import quote


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """A template rendered for ``what``, as Typst source; ``student`` is the id of the student whom it is for, or ""."""

    template: str
    what: str
    source: str
    student: str = ""


@dataclass(frozen=True, slots=True)
class Printout:
    """A PDF before it is compiled, dated ``released`` in seconds since 1970; ``files`` are those that its sheets use.

    If there are several sheets, each has its own page numbers, and ``title`` is that of the PDF; for a single sheet it
    is "". With ``double_sided`` each sheet begins on a new leaf.
    """

    sheets: tuple[PrintSheet, ...]
    files: Mapping[str, bytes]
    released: int
    title: str = ""
    double_sided: bool = False

    @property
    def document(self) -> dict[str, bytes]:
        """Typst's files by name, as far as the document in ``main.typ`` uses them."""
        sources = {_name(self, index): sheet.source for index, sheet in enumerate(self.sheets)}
        if self.title:
            leaf = '#pagebreak(to: "odd")\n' if self.double_sided else ""
            parts = leaf.join(f'#include "{name}"\n' for name in sources)
            paper = '#import "theme.typ": papers, size\n#set page(paper: papers.at(size))\n'  # for empty pages too
            sources["main.typ"] = f"{paper}{parts}#set document(title: {quote(self.title)})\n"
        written = {name: source.encode() for name, source in sources.items()}
        return {**_named(self.files, written.values()), **written}

    def without(self, sheet: PrintSheet) -> Printout:
        """Return the printout without one of its sheets."""
        return replace(self, sheets=tuple(other for other in self.sheets if other is not sheet))

    def located_fault(self, fault: TemplateError) -> tuple[PrintSheet | None, TemplateError]:
        """Return the sheet in which the engine found ``fault``, if known, and the fault with its template and block."""
        for index, sheet in enumerate(self.sheets):
            name = _name(self, index)
            match = re.search(rf"{re.escape(name)}:(\d+):(\d+)", str(fault))
            if match or len(self.sheets) == 1:
                block = block_in_document(sheet.source, int(match[1]), int(match[2])) if match else None
                within = "{1}, in the block {0!r} or below: ".format(*block) if block else ""
                return sheet, TemplateError(f"{within}{sheet.template}, filled in for {sheet.what} as {name}: {fault}")
        return None, fault


def bound_printout(title: str, printouts: Sequence[Printout], *, double_sided: bool) -> Printout:
    """Return one printout with the sheets of several; a file that several have is the same in each."""
    return Printout(
        tuple(sheet for printout in printouts for sheet in printout.sheets),
        {name: content for printout in printouts for name, content in printout.files.items()},
        printouts[0].released,
        title,
        double_sided,
    )


def _named(files: Mapping[str, bytes], sources: Iterable[bytes]) -> dict[str, bytes]:
    """The files that sources name, or other such files: the engine parses all that it is given, used or not."""
    named: dict[str, bytes] = {}
    pending = list(sources)
    while pending:
        source = pending.pop()
        for name in files.keys() - named.keys():
            if f'{name}"'.encode() in source:
                named[name] = files[name]
                pending.append(files[name])
    return {name: content for name, content in files.items() if name in named}


def _name(printout: Printout, index: int) -> str:
    return f"sheet-{index + 1}.typ" if printout.title else "main.typ"
