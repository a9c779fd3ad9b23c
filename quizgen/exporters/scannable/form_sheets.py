"""The sheets of a form: one to fill in beside the quiz, or the quiz itself with boxes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quizgen.errors import TemplateError
from quizgen.exporters.job import Boxes, QuizJob
from quizgen.exporters.scannable.frame import page, quiz_id, sheet_file
from quizgen.exporters.scannable.lines import Line, answer_lines, score_line
from quizgen.exporters.scannable.metrics import METRICS, metrics_of
from quizgen.exporters.scannable.page_code import PageCode
from quizgen.exporters.scannable.sheet_geometry import SheetGeometry, sheet_pages
from quizgen.exporters.scannable.sheet_json import Answer, Area, Box, Page, SheetFile
from quizgen.model.paper import Style
from quizgen.model.quiz import Form


def copy_numbers(job: QuizJob) -> dict[tuple[str, Style], tuple[int, ...]]:
    """Return the numbers of the printed copies by form and style; none if copies are unnumbered.

    A student's form is printed once; any other as often as the recipe says. No two copies have the same number.
    """
    numbers: dict[tuple[str, Style], tuple[int, ...]] = {}
    next_number = 1
    for form in job.quiz.forms:
        for style in job.paper.styles_for(form.student):
            count = 1 if form.student else job.marking.copies
            numbers[form.letter, style] = tuple(range(next_number, next_number + count))
            next_number += count
    return numbers


def separate_sheet(
    job: QuizJob, form: Form, style: Style, copies: Sequence[int]
) -> tuple[SheetFile, list[SheetGeometry]]:
    """Return the answer sheet of a form, and the layout of each page."""
    answers = {item.number: answer_lines(item) for item in form.items}
    scores = score_lines(form)
    layouts = sheet_pages(
        list(answers.values()),
        [(line,) for line in scores.values()],
        metrics_of(style, job.language),
        job.paper.size,
        job.marking.shape,
        0 if form.student else job.marking.digits,
        job.words,
        rtl=is_rtl(job),
    )
    pages = (
        page(number, job.paper.size, layout.fields, layout.student, layout.name, layout.digits, rtl=is_rtl(job))
        for number, layout in enumerate(layouts, 1)
    )
    return sheet_file(job, form, style, pages, _written_ids(form, scores), copies), layouts


def boxed_sheet(job: QuizJob, form: Form, style: Style, measured: Boxes, copies: Sequence[int]) -> SheetFile:
    """Return the sheet of a form whose quiz has boxes, where they were ``measured``."""
    pages = _boxed_pages(job, form, style, measured)
    return sheet_file(job, form, style, pages, _written_ids(form, score_lines(form)), copies)


def separate_sheets(job: QuizJob) -> list[SheetFile]:
    """Return the answer sheets of all forms, if the recipe has any."""
    if not job.marking.separate:
        return []
    forms = {form.letter: form for form in job.quiz.forms}
    numbers = copy_numbers(job)
    return [separate_sheet(job, forms[letter], style, copies)[0] for (letter, style), copies in numbers.items()]


def boxed_sheets(job: QuizJob) -> list[SheetFile]:
    """Return the sheets of all forms of a quiz with boxes, if it has any; a form that cannot be printed has none."""
    forms = {form.letter: form for form in job.quiz.forms}
    numbers = copy_numbers(job)
    return [
        boxed_sheet(job, forms[letter], style, measured, numbers[letter, style])
        for (letter, style), measured in job.boxes.items()
        if not isinstance(measured, TemplateError)
    ]


def sheet_codes(job: QuizJob, form: Form) -> list[str]:
    """Return what the codes of a form's sheets begin with, to which a key of the form belongs."""
    styles = job.paper.styles_for(form.student)
    hashes = [separate_sheet(job, form, style, ())[0].hash for style in styles if job.marking.separate]
    for style in styles:
        measured = job.boxes.get((form.letter, style))
        if measured and not isinstance(measured, TemplateError):
            hashes.append(boxed_sheet(job, form, style, measured, ()).hash)
    return [PageCode(quiz_id(job), hash, form.letter, 1).sheet for hash in hashes]


def score_lines(form: Form) -> dict[int, Line]:
    """Return the lines for the points of written answers, by question number."""
    written = ((item.number, score_line(item)) for item in form.items if not answer_lines(item))
    return {number: line for number, line in written if line}


def is_rtl(job: QuizJob) -> bool:
    """Whether the quiz is in a script that runs from right to left."""
    return job.sources[0].direction == "rtl"


def _written_ids(form: Form, scores: Mapping[int, Line]) -> list[str]:
    """The ids of the questions without a box."""
    return [item.question.id for item in form.items if not answer_lines(item) and item.number not in scores]


def _boxed_pages(job: QuizJob, form: Form, style: Style, measured: Boxes) -> Iterator[Page]:
    count = max((int(record["pages"]) for record in measured), default=0)
    items = {item.number: item for item in form.items}
    for number in range(1, count + 1):
        lines: dict[tuple[int, int], list[Box]] = {}
        digits: list[Area] = []
        name: Area | None = None
        for record in measured:
            if record["page"] != number:
                continue
            match record["role"]:
                case "name":
                    name = _area(record)
                case "digit":
                    digits.append(_area(record))
                case _:
                    box = _box(job, style, record)
                    lines.setdefault((int(record["number"]), int(record["row"])), []).append(box)
        answers = [
            Answer(
                question=items[item].question.id,
                number=item,
                row=row,
                choose=next((line.choose for line in answer_lines(items[item])), "score"),
                boxes=tuple(boxes),
            )
            for (item, row), boxes in lines.items()
            if item
        ]
        student = [boxes for (item, _), boxes in lines.items() if not item]
        yield page(number, job.paper.size, answers, student, name, digits, rtl=is_rtl(job))


def _box(job: QuizJob, style: Style, record: Mapping[str, str | int | float]) -> Box:
    area = _area(record)
    ink = METRICS[style].ink(str(record["letter"]), job.marking.shape)
    return Box(value=str(record["value"]), x=area.x, y=area.y, width=area.width, height=area.height, ink=ink)


def _area(box: Mapping[str, str | int | float]) -> Area:
    return Area(x=float(box["x"]), y=float(box["y"]), width=float(box["width"]), height=float(box["height"]))
