"""Scans and photographs → images of single pages, in grey and bounded, however a file was made."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quizgen.errors import UsageError
from quizgen.plugins import install_command
from quizgen.project import display_path

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from quizgen.grading.pdf_pages import PdfPages

SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic", ".heif")
MOST_BYTES = 1_000_000_000  # of a file: a year's scans; a PDF is never in memory as a whole
MOST_IMAGE_BYTES = 100_000_000
MOST_PIXELS = 50_000_000  # of one page: A4 at 700 dpi
LEAST_SIDE = 200  # pixels of the shorter side: below, nothing on a page can be recognised
MOST_PAGES = 5_000  # of a file
_LONG_SIDE = 3_600  # pixels that are kept: A4 at 300 dpi, a photograph of 10 million pixels
_ENOUGH = 2_400  # pixels: a JPEG with more than twice as many is decoded to fewer
_ORIENTATION = 0x0112  # in EXIF
_MIRRORED = (2, 4, 5, 7)  # orientations of EXIF in which a picture is seen as in a mirror
_FAULTS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    EOFError,
    ArithmeticError,
    MemoryError,
    struct.error,
)

Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page of a file: ``name`` is the file's, with ``#3`` behind it for the third page of several.

    ``content`` is an encoded picture, or the page of a PDF as it is drawn. If it cannot be read, ``fault`` says why.
    """

    name: str
    content: bytes | Grey = b""
    fault: str = ""


def require_libraries() -> None:
    """Raise UsageError if the libraries that read scans are not installed."""
    if any(find_spec(name) is None for name in ("cv2", "zxingcpp", "pypdfium2", "pillow_heif")):
        raise UsageError(f"to read scans:  {install_command('grade')}")


def scan_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files of scans in ``paths``, folders with everything in them; raises UsageError if there is none."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        elif path.is_file():
            files.append(path)
        else:
            raise UsageError(f"there is no file or folder {display_path(path)!r}")
    if not files:
        raise UsageError(f"there are no scans in {display_path(paths[0])}: files that end in {', '.join(SUFFIXES)}")
    return list(dict.fromkeys(files))


def pages_of(paths: Iterable[Path]) -> Iterator[PageImage]:
    """Yield the pages of all files, in their order; what cannot be read is yielded as a fault."""
    from quizgen.grading.pdf_pages import PdfPages

    with closing(PdfPages()) as pdf_pages:
        for path in paths:
            name = display_path(path)
            try:
                if path.stat().st_size > MOST_BYTES:
                    yield PageImage(name, fault=f"it has more than {MOST_BYTES // 1_000_000} MB")
                elif path.suffix.lower() == ".pdf" or _begins_as_pdf(path):
                    yield from _pdf_pages(pdf_pages, path, name)
                else:
                    yield from _pictures(path, name)
            except OSError as fault:
                yield PageImage(name, fault=f"it cannot be read: {fault.strerror or fault}")


def _begins_as_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


def _pdf_pages(pages: PdfPages, path: Path, name: str) -> Iterator[PageImage]:
    count = pages.count(path)
    if isinstance(count, str):
        yield PageImage(name, fault=count)
    elif count > MOST_PAGES:
        yield PageImage(name, fault=f"it has more than {MOST_PAGES:,} pages; split it")
    else:
        for number in range(count):
            page_name = f"{name}#{number + 1}" if count > 1 else name
            page = pages.page(path, number)
            yield PageImage(page_name, fault=page) if isinstance(page, str) else PageImage(page_name, page)


def _pictures(path: Path, name: str) -> Iterator[PageImage]:
    if path.stat().st_size > MOST_IMAGE_BYTES:
        yield PageImage(name, fault=f"the picture has more than {MOST_IMAGE_BYTES // 1_000_000} MB")
        return
    content = path.read_bytes()
    if path.suffix.lower() not in (".tif", ".tiff"):
        yield PageImage(name, content)
        return
    from PIL import Image

    _silence_pillow()
    try:
        with Image.open(BytesIO(content), formats=["TIFF"]) as picture:
            count = getattr(picture, "n_frames", 1)
            for number in range(min(count, MOST_PAGES)):
                picture.seek(number)
                page_name = f"{name}#{number + 1}" if count > 1 else name
                if fault := _wrong_size(picture.size):
                    yield PageImage(page_name, fault=fault)
                else:
                    yield PageImage(page_name, _grey(picture))
    except Image.DecompressionBombError:
        yield PageImage(name, fault=_TOO_LARGE)
    except _FAULTS:
        yield PageImage(name, fault=_DAMAGED)


def _silence_pillow() -> None:
    """Silence what Pillow warns about in a file: a message of ours says it."""
    warnings.filterwarnings("ignore", module=r"PIL\.")


_TOO_LARGE = f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels"
_TOO_SMALL = "the picture is too small or too narrow for a page"
_DAMAGED = "it is damaged, or is not a picture"


def _wrong_size(size: tuple[int, int]) -> str:
    """What is wrong with the size of a picture, or ""."""
    if size[0] * size[1] > MOST_PIXELS:
        return _TOO_LARGE
    return _TOO_SMALL if min(size) < LEAST_SIDE or max(size) > 10 * min(size) else ""


def pixels_of(page: PageImage) -> Grey | str:
    """Return the pixels of a page, or why it cannot be read."""
    if page.fault:
        return page.fault
    if isinstance(page.content, np.ndarray):
        height, width = page.content.shape
        return _wrong_size((width, height)) or page.content
    from PIL import Image
    from pillow_heif import register_heif_opener

    register_heif_opener()
    _silence_pillow()
    try:
        with Image.open(BytesIO(page.content), formats=["JPEG", "PNG", "HEIF", "MPO"]) as picture:
            if fault := _wrong_size(picture.size):
                return fault
            picture.draft("L", (_ENOUGH, _ENOUGH))
            grey = _grey(picture)
            return np.fliplr(grey) if picture.getexif().get(_ORIENTATION) in _MIRRORED else grey
    except Image.DecompressionBombError:
        return _TOO_LARGE
    except (*_FAULTS, zlib.error):
        return _DAMAGED


def _grey(picture: Picture) -> Grey:
    """The pixels of a picture, on white where it is transparent; of more than 8 bits the range that it uses."""
    from PIL import Image

    if picture.mode.startswith(("I", "F")):
        values = np.nan_to_num(np.asarray(picture, np.float32))
        values *= 255 / max(float(values.max()), 1e-9)
        return _shrunk(np.clip(values, 0, 255).astype(np.uint8))
    if picture.has_transparency_data:
        clear = picture if picture.mode in ("RGBA", "LA") else picture.convert("RGBA")
        picture = Image.new("L", picture.size, "white")
        picture.paste(clear.convert("L"), mask=clear.getchannel("A"))
    return _shrunk(np.asarray(picture.convert("L"), np.uint8))


def _shrunk(image: Grey) -> Grey:
    """The image with at most `_LONG_SIDE` pixels on its longer side."""
    import cv2

    scale = _LONG_SIDE / max(image.shape)
    if scale >= 1:
        return image
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
