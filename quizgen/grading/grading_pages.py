"""Images of pages → records of pages: a pure function for each, on whatever workers there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from hashlib import sha256

from quizgen.executors import Workers
from quizgen.grading.images import PageImage, pixels_of
from quizgen.grading.known_sheets import KnownSheets
from quizgen.grading.page_pictures import picture_of
from quizgen.grading.page_record import PageRecord, RowRecord
from quizgen.grading.reader import ReadPage, RefusedPage, read_page
from quizgen.model.student_numbers import has_right_check_digit


@dataclass(frozen=True, slots=True)
class GradedPage:
    """The record of a page, and the flat page as a JPEG: later pages too can be why somebody must look at it."""

    record: PageRecord
    picture: bytes = b""


def page_id(image: PageImage) -> str:
    """Return the id of a page's image: the same image has the same id, whatever its file is called."""
    content = image.content if isinstance(image.content, bytes) else image.content.tobytes()
    return sha256(content or image.name.encode()).hexdigest()[:10]


def graded_pages(
    images: Iterable[PageImage], known: KnownSheets, workers: Workers, is_new: Callable[[str], bool]
) -> Iterator[GradedPage | None]:
    """Yield the pages in the order of their images, None for one that is not new."""
    shared = workers.share(known)
    waiting: deque[Future[GradedPage] | None] = deque()
    for image in images:
        id = page_id(image)
        waiting.append(workers.submit(graded_page, image, id, shared) if is_new(id) else None)
        if len(waiting) >= workers.window:
            yield _result(waiting.popleft())
    while waiting:
        yield _result(waiting.popleft())


def _result(future: Future[GradedPage] | None) -> GradedPage | None:
    return future.result() if future else None


def graded_page(image: PageImage, id: str, known: KnownSheets) -> GradedPage:
    """Return the record of one page."""
    pixels = pixels_of(image)
    if isinstance(pixels, str):
        return GradedPage(PageRecord(id, image.name, "unreadable", detail=pixels))
    page = read_page(pixels, known)
    if isinstance(page, RefusedPage):
        return GradedPage(PageRecord(id, image.name, page.why, detail=page.detail))
    return GradedPage(_record(page, id, image.name, known), picture_of(page.flat))


def _record(page: ReadPage, id: str, file: str, known: KnownSheets) -> PageRecord:
    student, doubt = _student(page, known)
    return PageRecord(
        id=id,
        file=file,
        status="read" if page.code.hash in known.current else "outdated",
        detail="" if page.code.hash in known.current else f"version {page.code.hash}",
        hash=page.code.hash,
        form=page.sheet.form,
        number=page.page.number,
        copy=page.code.copy,
        student=student,
        student_doubt=doubt,
        rows=tuple(
            RowRecord(
                row.question,
                row.number,
                row.row,
                row.choose,
                row.judgement.values,
                row.judgement.doubt,
                dict(row.darkness),
            )
            for row in page.rows
        ),
    )


def _student(page: ReadPage, known: KnownSheets) -> tuple[str, str]:
    """Whose a page is, and why that is in doubt."""
    if not page.code.form:
        return page.sheet.form, ""  # each student has a form
    if not page.student:
        return "", ""
    number = "".join(digit.values[0] if len(digit.values) == 1 else "?" for digit in page.student)
    doubt = next((str(digit.doubt) for digit in page.student if digit.doubt), "")
    if not doubt and "?" in number:
        doubt = "no-number"
    if not doubt and known.check and not has_right_check_digit(number):
        doubt = "check-digit"
    return number if number.strip("?") else "", doubt  # of a number without a digit there is nothing to guess
