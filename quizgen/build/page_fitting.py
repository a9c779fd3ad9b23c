"""How the questions of a style are laid out so that its pages are full: computed from what the PDF engine measured.

Of all arrangements of options that the recipe allows, the first in this order that has the fewest pages is used: below
each other, in columns, after each other on a line, in columns with rows that are not full; each with the style's usual
distances, or with smaller ones down to the least that it allows. A last page that would be nearly empty gets more by
larger distances.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import ceil, inf
from typing import Any

from quizgen.model.paper import PageLayout, Paper
from quizgen.model.quiz import Form, Section

TIGHTER = (1.0, 0.75, 0.5, 0.25, 0.0)
LOOSER = (1.25, 1.5, 1.75, 2.0)
NEARLY_EMPTY = 0.2  # of a page
NEARLY_SAVED = 0.1
SHORT = 0.8  # of a page: what is measured as less is not longer than one in any form
_ALIKE = 0.75  # of the questions have their options as wanted, or a page would not look of one piece
_HEADS = ("section", "stimulus")

Part = tuple[str, str]  # its kind, and what tells it from others of that kind
Group = tuple[Part | None, tuple[Part, ...]]  # a stimulus, and the questions about it or those without one
Outline = tuple[tuple[Part, tuple[Group, ...]], ...]  # the head and the groups of each section


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a question: for 1, 2, … of them wanted side by side, how many fit, and the height of all options.

    ``line`` is the height if they follow each other on one line, or None if they do not fit. Heights are in points.
    """

    across: tuple[int, ...]
    heights: tuple[float, ...]
    line: float | None

    def height_and_rows(self, layout: PageLayout) -> tuple[float, int]:
        """The height with usual distances, and the number of rows."""
        if layout.inline and self.line is not None:
            return self.line, 1
        wanted = min(layout.across, len(self.across)) - 1
        return self.heights[wanted], ceil(len(self.across) / self.across[wanted])

    def is_as_wanted(self, layout: PageLayout) -> bool:
        """Whether as many are beside each other as ``layout`` wants."""
        if layout.inline:
            return self.line is not None
        count = len(self.across)
        wanted = min(layout.across, count)
        return self.across[wanted - 1] == ceil(count / ceil(count / wanted))

    def is_even(self, layout: PageLayout) -> bool:
        """Whether all rows of ``layout`` are full."""
        return layout.inline or len(self.across) % self.across[min(layout.across, len(self.across)) - 1] == 0


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured, in points: the ``room`` on a page, of which the ``title`` takes a part on the first one.

    ``heights`` are of questions with usual distances and options below each other, and of heads from their top to what
    follows. ``foot`` is what is below the last question. ``distances`` are the least and the usual ones.
    """

    room: float
    title: float
    foot: float
    heights: Mapping[Part, float]
    options: Mapping[Part, Sequence[Options]]
    distances: Mapping[str, tuple[float, float]]

    def distance(self, name: str, layout: PageLayout) -> float:
        """Return a distance in ``layout``, in points."""
        least, usual = self.distances[name]
        return least + (usual - least) * layout.looseness

    def heights_in(self, layout: PageLayout) -> Mapping[Part, float]:
        """Return the heights of all questions and heads in ``layout``, in points."""
        change = self.distance("apart", layout) - self.distances["apart"][1]
        heights = dict(self.heights)
        for part, several in self.options.items():
            for options in several:
                arranged, rows = options.height_and_rows(layout)
                heights[part] = heights.get(part, 0.0) + arranged - options.heights[0] + rows * change
        return heights


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages a form has, and which share of the last one is filled."""

    pages: int
    fill: float


@dataclass(frozen=True, slots=True)
class FittedPages:
    """The layout of a style, the extent of its longest form, and ``least``, that with the least distances."""

    layout: PageLayout
    extent: Extent
    least: Extent

    @property
    def is_stopped_by_a_limit(self) -> bool:
        """Whether a little less room would save a page, which the least distances of the style do not allow."""
        return self.least.pages > 1 and (self.least.fill < NEARLY_SAVED or self.extent.fill < NEARLY_EMPTY)


def measured_form(forms: Sequence[Form]) -> Form:
    """Return a form with every question of ``forms`` once, to be measured."""
    sections: dict[tuple[str | None, str], Section] = {}
    ids: set[str] = set()
    for section in chain.from_iterable(form.sections for form in forms):
        key = section.kind, section.title
        new = [item for item in section.items if item.question.id not in ids]
        ids.update(item.question.id for item in new)
        before = sections[key].items if key in sections else ()
        if new:
            sections[key] = replace(section, items=(*before, *new))
    return replace(forms[0], sections=tuple(sections.values()))


def measures_of(form: Form, values: Sequence[Mapping[str, Any]]) -> Measures | None:
    """Return what the ``values`` measured on ``form`` say; None if its template is too different."""
    parts = list(_parts(_outline(form)))
    boxes = [value for value in values if value["kind"] in (*_HEADS, "question")]
    if [value["kind"] for value in boxes] != [kind for kind, _ in parts] or not parts:
        return None
    heights: dict[Part, float] = {}
    for (part, value), (_, below) in pairwise(zip(parts, boxes, strict=True)):
        if value["kind"] in _HEADS:
            if value["page"] != below["page"]:
                return None
            heights[part] = below["y"] - value["y"]
    options: dict[Part, list[Options]] = {}
    part_of = iter(parts)
    current, top, bottom = parts[0], values[0], values[0]
    distances: Mapping[str, Any] = {}
    title = 0.0
    for value in values:
        match value["kind"]:
            case "distances":
                distances = value
            case "title":
                title = value["y"]
            case "options":
                measured = Options(tuple(value["across"]), tuple(value["heights"]), value["line"])
                options.setdefault(current, []).append(measured)
            case "question" | "section" | "stimulus":
                current, top = next(part_of), value
            case "bottom":
                heights[current], bottom = value["y"] - top["y"], value
    end = values[-1]
    foot = end["y"] - distances["top"]  # which a last page may have alone
    if bottom["page"] == end["page"]:
        foot = end["y"] - bottom["y"] - distances["questions"][1]
    return Measures(
        room=max(value["room"] for value in boxes if value["kind"] == "question"),
        title=title - distances["top"] + distances["section"][1],
        foot=foot,
        heights=heights,
        options=options,
        distances={name: tuple(distances[name]) for name in ("apart", "questions", "section")},
    )


def _outline(form: Form) -> Outline:
    """The parts of a form, by sections and groups."""
    return tuple(
        (
            ("section", f"{section.kind} {section.title}"),
            tuple(
                (
                    ("stimulus", str(stimulus)) if stimulus.spans else None,
                    tuple(("question", item.question.id) for item in items),
                )
                for stimulus, items in section.groups
            ),
        )
        for section in form.sections
    )


def _parts(outline: Outline) -> Iterator[Part]:
    """The parts of a form from top to bottom."""
    for head, groups in outline:
        yield head
        for stimulus, questions in groups:
            if stimulus:
                yield stimulus
            yield from questions


def extent_of(form: Form, measures: Measures, layout: PageLayout) -> Extent:
    """Return how many pages ``form`` has with ``layout``."""
    return _extent(list(_blocks(_outline(form), measures, layout, measures.heights_in(layout))), measures, layout)


def _extent(blocks: Sequence[tuple[float, float]], measures: Measures, layout: PageLayout) -> Extent:
    """How many pages blocks take: the distance of each from what is above, and its height."""
    rooms = [measures.room - measures.title] * layout.columns
    column, used = 0, 0.0
    if measures.foot > 1:
        blocks = [*blocks, (measures.distance("questions", layout), measures.foot)]
    for gap, height in blocks:
        room = rooms[column] if column < len(rooms) else measures.room
        below_title = not used and room < height <= measures.room  # nothing is, if the first question is too long
        if below_title or (used and used + gap + height > room):
            column, used = column + 1, 0.0
        else:
            used += gap if used else 0.0
        used += height
        while used > (room := rooms[column] if column < len(rooms) else measures.room):  # longer than a page
            column, used = column + 1, used - room
    room = rooms[column] if column < len(rooms) else measures.room
    top = measures.room - room
    full_columns = column % layout.columns
    return Extent(column // layout.columns + 1, (top + full_columns * room + used) / (top + layout.columns * room))


def _blocks(
    outline: Outline, measures: Measures, layout: PageLayout, heights: Mapping[Part, float]
) -> Iterator[tuple[float, float]]:
    """What is not split over two pages: its distance from what is above, and its height.

    That is a question, or all that share a stimulus, except where a page would have only the title of the paper.
    """
    between, above_section = measures.distance("questions", layout), measures.distance("section", layout)
    room = measures.room - measures.title  # while nothing is below the title
    for section, groups in outline:
        gap, head = above_section, heights.get(section, 0.0)
        for stimulus, questions in groups:
            parts = [heights.get(question, 0.0) for question in questions]
            parts[0] += head + (heights.get(stimulus, 0.0) if stimulus else 0.0)
            whole = sum(parts) + between * (len(parts) - 1)
            if stimulus and whole <= room:
                parts = [whole]
            for height in parts:
                yield gap, height
                gap = between
            head, room = 0.0, inf


def fitting_of(
    forms: Sequence[Form], measures: Measures, paper: Paper, arrangement: PageLayout | None = None
) -> FittedPages:
    """Return the layout for ``forms``, of all that the recipe's ``paper`` and the style allow.

    With an ``arrangement`` of options, that one is kept.
    """
    arrangements = [arrangement] if arrangement else _arrangements(measures, paper)
    outlines = list(dict.fromkeys(map(_outline, forms)))

    def blocks_in(layout: PageLayout) -> list[list[tuple[float, float]]]:
        heights = measures.heights_in(layout)
        return [list(_blocks(outline, measures, layout, heights)) for outline in outlines]

    def longest(layout: PageLayout) -> Extent:
        extents = [_extent(blocks, measures, layout) for blocks in blocks_in(layout)]
        pages = max(extent.pages for extent in extents)
        return Extent(pages, min(extent.fill for extent in extents if extent.pages == pages))

    extents = {
        layout: longest(layout)
        for arrangement in arrangements
        for layout in (replace(arrangement, looseness=looseness) for looseness in TIGHTER)
    }
    least = min(extents.values(), key=lambda extent: (extent.pages, extent.fill))
    layout = next(layout for layout, extent in extents.items() if extent.pages == least.pages)
    for looseness in LOOSER:
        if least.pages == 1 or extents[layout].fill >= NEARLY_EMPTY:
            break
        wider = replace(layout, looseness=looseness)
        extents[wider] = longest(wider)
        if extents[wider].pages == least.pages:
            layout = wider
    tallest = max((height for blocks in blocks_in(layout) for _, height in blocks), default=0.0)
    return FittedPages(replace(layout, short=tallest <= SHORT * measures.room), extents[layout], least)


def _arrangements(measures: Measures, paper: Paper) -> list[PageLayout]:
    """The arrangements of options that the recipe allows, the most legible first."""
    several = [options for of_part in measures.options.values() for options in of_part if len(options.across) > 1]
    most = max((len(options.across) for options in several), default=1)
    lines = PageLayout(columns=paper.columns)
    in_columns = [replace(lines, across=across) for across in range(2, most + 1)]
    inline = replace(lines, across=most, inline=True)

    def is_of_one_piece(layout: PageLayout) -> bool:
        return sum(options.is_as_wanted(layout) for options in several) >= _ALIKE * len(several)

    def is_uneven(layout: PageLayout) -> bool:
        return sum(options.is_even(layout) for options in several) < _ALIKE * len(several)

    match paper.options:
        case "lines":
            return [lines]
        case "columns":
            most_first = in_columns[::-1]
            fitting = list(filter(is_of_one_piece, most_first)) or most_first
            return sorted(fitting, key=is_uneven)[:1] or [lines]
        case "inline":
            return [inline]
        case "auto":
            return [lines, *sorted(filter(is_of_one_piece, (*in_columns, inline)), key=is_uneven)]
