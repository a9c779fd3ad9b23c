from __future__ import annotations

from pathlib import Path

import docx
import pytest
import typst

from quizgen.errors import ContentError
from quizgen.reading.facts.article_details import ArticleDetails, details_of
from quizgen.reading.facts.articles import read_article
from quizgen.reading.facts.raised_figures import with_scripts

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
    text = "---\ndraft: true\n---\n# On Bridges\nThe *first* bridge was [built](http://x) in **1529**[^1].\n\n"
    text += "- It `was` wood.\n\n[^1]: Says who?\n"
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


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("10<sup>8</sup>", "10⁸"),
        ("10<sup>-8</sup>", "10⁻⁸"),
        ("10<sup>&minus;8</sup>", "10⁻⁸"),
        ('10<sup class="e"><span>8</span></sup>', "10⁸"),
        ("10<SUP> 8 </SUP>", "10⁸"),
        ("H<sub>2</sub>O", "H₂O"),
        ("2<sup>n</sup>", "2ⁿ"),
        ("19<sup>th</sup>", "19<sup>th</sup>"),
        ("so<sup><a href='#1'>1</a></sup>", "so<sup><a href='#1'>1</a></sup>"),
    ],
)
def test_raised_and_lowered_figures(page: str, text: str) -> None:
    assert with_scripts(page) == text


def test_a_word_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Bridges", "A. Writer"
    document.add_heading("On Bridges", 0)
    paragraph = document.add_paragraph("Light travels 3 × 10")
    paragraph.add_run("8").font.superscript = True
    paragraph.add_run(" m a second, and water is H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("O.")
    document.add_paragraph("")
    document.add_paragraph("The first was of wood.", style="List Bullet")
    document.add_paragraph("The second was of stone.", style="List Number")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Built", "1529"
    document.add_paragraph("It stands.")
    document.save(tmp_path / "a.docx")
    article = read_article(tmp_path / "a.docx")
    assert article.paragraphs == (
        "On Bridges",
        "Light travels 3 × 10⁸ m a second, and water is H₂O.",
        "The first was of wood.",
        "The second was of stone.",
        "Built | 1529",
        "It stands.",
    )
    assert details_of(tmp_path / "a.docx", article) == ArticleDetails("On Bridges", "A. Writer")


def test_what_was_deleted_from_a_document_is_not_read_and_what_was_inserted_is(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The bridge ")
    for tag, text in (("del", "was"), ("ins", "is")):
        change = docx.oxml.OxmlElement(f"w:{tag}")
        change.append(paragraph.add_run(text)._r)
        paragraph._p.append(change)
    paragraph.add_run(" old.")
    document.save(tmp_path / "a.docx")
    assert read_article(tmp_path / "a.docx").paragraphs == ("The bridge is old.",)


@pytest.mark.parametrize(
    ("name", "text", "details"),
    [
        ("a.txt", "On Bridges\n\nThe bridge is old, and it was built by the masons.", ArticleDetails("On Bridges")),
        ("old-bridges.txt", "The bridge is old, and it was built of wood.", ArticleDetails("old bridges")),
        (
            "a.md",
            "---\ntitle: Bridges\nauthor: 'A. Writer'\ndate: 2024-05-01\nlang: pt\n---\n# On Bridges\n\nText.",
            ArticleDetails("On Bridges", "A. Writer", "2024-05-01", language="pt"),
        ),
        (
            "a.txt",
            "О мостах\n\nМост был построен в 1529 году, и он не из камня.",
            ArticleDetails("О мостах", language="ru"),
        ),
        ("a.txt", "Көпір\n\nБұл көпір және оның жолы ескі.", ArticleDetails("Көпір", language="kk")),
        ("a.txt", "Körpü\n\nBu körpü köhnədir və o, daşdan deyil.", ArticleDetails("Körpü", language="az")),
        (
            "a.txt",
            "Die Brücke\n\nDie Brücke ist alt und wurde von den Maurern gebaut.",
            ArticleDetails("Die Brücke", language="de"),
        ),
        (
            "a.txt",
            "El puente\n\nEl puente es viejo y fue construido por los albañiles.",
            ArticleDetails("El puente", language="es"),
        ),
        (
            "a.txt",
            "Le pont\n\nLe pont est vieux et il a été construit par des maçons.",
            ArticleDetails("Le pont", language="fr"),
        ),
        (
            "a.txt",
            "A ponte\n\nA ponte é velha e foi construída pelos pedreiros em madeira.",
            ArticleDetails("A ponte", language="pt"),
        ),
        ("a.txt", "الجسر\n\nبني الجسر سنة 1529.", ArticleDetails("الجسر", language="ar")),
        ("a.txt", "橋\n\nこの橋は1529年に建設されました。", ArticleDetails("橋", language="ja")),
    ],
)
def test_what_an_article_says_of_itself(tmp_path: Path, name: str, text: str, details: ArticleDetails) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert details_of(tmp_path / name, read_article(tmp_path / name)) == details


def test_a_pdf(tmp_path: Path) -> None:
    source = "= On Bridges\n\n" + "\n\n".join(PARAGRAPHS[1:])
    (tmp_path / "a.pdf").write_bytes(typst.compile(source.encode(), format="pdf"))
    article = read_article(tmp_path / "a.pdf")
    assert " ".join(article.paragraphs) == " ".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"x", "Word document cannot be read"),
        ("a.doc", b"x", "save it as .docx"),
        ("a.xyz", b"x", "cannot be read from a file .xyz"),
        ("a", b"x", r"save its text in a file that ends in .txt, .*, .docx or .pdf"),
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
