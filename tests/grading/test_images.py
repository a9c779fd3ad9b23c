"""Scans of all kinds become pages; what is damaged or far too large is reported, and costs little."""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageOps

from quizgen.errors import UsageError
from quizgen.grading.images import PageImage, pages_of, pixels_of, scan_files
from quizgen.grading.pdf_pages import PATIENCE, PdfPages


def read(path: Path) -> list[tuple[PageImage, object]]:
    return [(page, pixels_of(page)) for page in pages_of([path])]


def picture(width: int = 300, height: int = 240) -> Image.Image:
    return Image.fromarray(np.arange(width * height, dtype=np.uint32).reshape(height, width).astype(np.uint8))


@pytest.mark.parametrize("suffix", ["png", "jpg", "tiff", "pdf", "heic"])
def test_every_kind_of_file_is_read(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"scan.{suffix}"
    if suffix == "heic":
        pillow_heif.from_pillow(picture()).save(path)
    elif suffix in ("pdf", "tiff"):
        picture().save(path, save_all=True, append_images=[picture()])
    else:
        picture().save(path)
    pages = read(path)
    assert len(pages) == (2 if suffix in ("pdf", "tiff") else 1)
    for number, (page, pixels) in enumerate(pages, 1):
        assert isinstance(pixels, np.ndarray)
        assert pixels.ndim == 2
        assert page.name.endswith(f"scan.{suffix}" + (f"#{number}" if len(pages) > 1 else ""))


def with_depth(picture: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(picture).astype(np.uint16) * 257)


def with_transparency(picture: Image.Image) -> Image.Image:
    ink = Image.fromarray(255 - np.asarray(picture))
    return Image.merge("LA", (Image.new("L", picture.size, 0), ink))


MADE: dict[str, Callable[[Image.Image, Path], None]] = {
    "deep.png": lambda picture, path: with_depth(picture).save(path),
    "deep.tif": lambda picture, path: with_depth(picture).save(path),
    "clear.png": lambda picture, path: with_transparency(picture).save(path),
    "print.tif": lambda picture, path: picture.convert("CMYK").save(path),
    "mirrored.png": lambda picture, path: ImageOps.mirror(picture).save(
        path, exif=b"Exif\0\0MM\0*\0\0\0\x08" + MIRRORED
    ),
}
MIRRORED = struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, 2, 0, 0)  # one entry: the orientation is 2


@pytest.mark.parametrize("name", MADE)
def test_whatever_a_program_made_of_a_page_is_the_same_page(name: str, tmp_path: Path) -> None:
    pixels = np.full((300, 240), 250, np.uint8)
    pixels[20:60, 30:90] = 10
    MADE[name](Image.fromarray(pixels), tmp_path / name)
    ((_, seen),) = read(tmp_path / name)
    assert isinstance(seen, np.ndarray)
    assert np.abs(seen.astype(int) - pixels).max() < 12


def png(width: int, height: int) -> bytes:
    """A small file that says that it is a large picture."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


HOSTILE = {
    "empty.png": b"",
    "bomb.png": png(60_000, 60_000),
    "short.png": png(2_000, 2_000),
    "line.png": png(40_000_000, 1),
    "dot.png": png(1, 1),
    "bad.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4,
    "bad.tif": b"II*\0\xff\xff\xff\x7f" + bytes(64),
    "loop.tif": b"II*\0\x08\0\0\0" + b"\x01\0" + struct.pack("<HHII", 256, 4, 1, 1) + struct.pack("<I", 8),
    "bad.heic": b"\0\0\0\x18ftypheic" + bytes(100),
    "bad.pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj",
    "text.pdf": b"no PDF at all",
    "large.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9999999 1]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
}


def endless_pdf() -> bytes:
    """A small file with a first page that is drawn 10 to the power of 12 times over, and an empty second one."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]"
    often = b"/Resources<</XObject<</F %d 0 R>>>>/Length 60>>stream\n" + b"/F Do " * 10 + b"\nendstream"
    forms = [form + often % (number + 1) for number in range(6, 18)]
    last = form + b"/Length 11>>stream\n0 0 9 9 re f\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        page + b"/Resources<</XObject<</F 6 0 R>>>>/Contents 5 0 R>>",
        page + b">>",
        b"<</Length 5>>stream\n/F Do\nendstream",
        *forms,
        last,
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % pair for pair in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def test_a_page_that_takes_too_long_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "endless.pdf").write_bytes(endless_pdf())
    with closing(PdfPages()) as pages:
        assert pages.count(tmp_path / "endless.pdf") == 2
        pages.patience = 0.2  # its process runs, so that none of it is spent on the start
        assert pages.page(tmp_path / "endless.pdf", 0) == "it takes longer than 0.2 seconds to draw"
        pages.patience = PATIENCE
        assert isinstance(pages.page(tmp_path / "endless.pdf", 1), np.ndarray)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_reported_and_cost_little(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    begun = time.monotonic()
    for page, pixels in read(path):
        if isinstance(pixels, np.ndarray):
            assert pixels.size < 20_000_000
        else:
            assert pixels
            assert page.name.endswith(name)
    assert time.monotonic() - begun < 5


def test_a_picture_with_too_many_pixels_is_not_decoded(tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(png(60_000, 60_000))
    ((_, said),) = read(tmp_path / "bomb.png")
    assert said == "the picture has more than 50 million pixels"


def test_folders_are_searched_for_scans(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/2.PNG", "1.jpg", "notes.txt"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in scan_files([tmp_path])] == ["1.jpg", "2.PNG"]
    with pytest.raises(UsageError, match="no file or folder"):
        scan_files([tmp_path / "none"])
