from __future__ import annotations

from pathlib import Path

import pytest
import typst

from quizgen.errors import ContentError
from quizgen.reading.facts.articles import read_article

PARAGRAPHS = (
    "On Bridges",
    "The first bridge was built in 1529. It was made of wood, and it burnt down within a year of its opening.",
    "The second bridge was built of stone. It has stood ever since, and forty thousand people cross it every day.",
)


def test_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\r\n\r\n".join(PARAGRAPHS).replace(". It", ".\r\nIt").encode())
    article = read_article(tmp_path / "a.txt")
    assert article.paragraphs == PARAGRAPHS
    assert len(article.sha256) == 64


def test_markdown(tmp_path: Path) -> None:
    text = "---\ndraft: true\n---\n# On Bridges\nThe *first* bridge was [built](http://x) in **1529**.\n\n"
    text += "- It `was` wood.\n"
    (tmp_path / "a.md").write_text(text)
    assert read_article(tmp_path / "a.md").paragraphs == (
        "On Bridges",
        "The first bridge was built in 1529.",
        "It was wood.",
    )


def test_a_web_page_without_its_menus(tmp_path: Path) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])
    menu = "<nav><ul><li><a href=/>Home</a></li><li><a href=/shop>Buy our mugs</a></li></ul></nav>"
    head = "<html><head><title>On Bridges</title></head>"
    page = f"{head}<body>{menu}<article><h1>On Bridges</h1>{body}</article><footer>Cookies</footer></body></html>"
    (tmp_path / "a.html").write_text(page)
    assert read_article(tmp_path / "a.html").paragraphs == PARAGRAPHS


def test_superscripts_of_a_web_page_stay_what_they_are(tmp_path: Path) -> None:
    text = "Light travels 3 × 10<sup>8</sup> m a second<sup><a href='#n'>[1]</a></sup>, and water is H<sub>2</sub>O. "
    page = f"<html><head><title>Light</title></head><body><article><p>{text * 3}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (paragraph,) = read_article(tmp_path / "a.html").paragraphs[1:]
    assert "3 × 10⁸ m" in paragraph
    assert "H₂O" in paragraph


def test_a_pdf(tmp_path: Path) -> None:
    source = "= On Bridges\n\n" + "\n\n".join(PARAGRAPHS[1:])
    (tmp_path / "a.pdf").write_bytes(typst.compile(source.encode(), format="pdf"))
    article = read_article(tmp_path / "a.pdf")
    assert " ".join(article.paragraphs) == " ".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"x", "cannot be read from a file .docx"),
        ("a.txt", b"\n\n", "no text"),
        ("a.txt", b"\xff", "UTF-8"),
        ("a.pdf", b"no pdf", "cannot be read"),
        ("a.html", b"<p></p>", "no text"),
    ],
)
def test_what_is_no_article(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ContentError, match=words):
        read_article(tmp_path / name)
