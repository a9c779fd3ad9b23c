"""What a job may take, however small the files that it reads, and that it is refused before it takes 300 MB."""

from __future__ import annotations

import base64
import io
import random
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import xlsxwriter
from pictures import chunk, png

from quizgen.build.content import read_content
from quizgen.commands.check import check
from quizgen.commands.import_ import import_banks
from quizgen.errors import ContentError, TemplateError, in_order
from quizgen.exporters.anki import recovery
from quizgen.exporters.anki.recovery import NotOurs, recovered_notes
from quizgen.importers.anki_database import LARGEST_DATABASE
from quizgen.model.lock import Lock
from quizgen.project import Project
from quizgen.reading import budget
from quizgen.reading.budget import Budget, OverBudget
from quizgen.reading.containers import LARGEST_ENTRY
from quizgen.reading.facts import article_process
from quizgen.reading.facts.articles import read_article
from quizgen.reading.facts.collection import load_collection
from quizgen.reading.facts.media_files import MOST_PIXELS, picture_fault
from quizgen.rendering.word import WordTemplate

SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}</svg>"
QUESTION = "::q%d:: The sky is %s. {T}\n\n"


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as container:
        for name, content in files.items():
            container.writestr(name, content)
    return path


def documents(count: int, size: int) -> dict[str, bytes]:
    """Documents that get a hundred times larger, which is less than a single one may."""
    rng = random.Random(1)
    word = rng.randbytes(60).hex().encode() * 30
    text = b"".join(b"<p>" + word + rng.randbytes(9).hex().encode() + b"</p>" for _ in range(size // len(word)))
    document = b"<questestinterop>" + text + b"<item ident='a'><presentation/></item></questestinterop>"
    return {f"quiz-{number}.xml": document for number in range(count)}


def workbook(**parts: bytes) -> bytes:
    """A workbook with a heading, and some of its parts replaced."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_row(0, 0, ["id", "statement"])
    with zipfile.ZipFile(out) as container:
        files = {name: container.read(name) for name in container.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in files.items():
            container.writestr(name, parts.get(Path(name).stem, content))
    return out.getvalue()


MAIN = b"xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"


def fonts() -> bytes:
    texts = b"<si><r><rPr><b/></rPr><t>ab</t></r></si>" * 400_000
    return workbook(sharedStrings=b"<sst %s>%s</sst>" % (MAIN, texts))


def pdf(body: bytes) -> bytes:
    """A PDF with one page, whose content is packed."""
    content = zlib.compress(body, 1)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, entry in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, entry)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(places)
    return out + table + b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def document(paragraphs: bytes) -> bytes:
    import docx

    made, out = docx.Document(), io.BytesIO()
    made.save(out)
    with zipfile.ZipFile(out) as container:
        files = {name: container.read(name) for name in container.namelist()}
    files["word/document.xml"] = files["word/document.xml"].replace(b"<w:body>", b"<w:body>" + paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as container:
        for name, content in files.items():
            container.writestr(name, content)
    return out.getvalue()


PEAK = """
import resource, sys
from pathlib import Path
from quizgen.commands.import_ import import_banks
from quizgen.errors import QuizgenError
from quizgen.reading import budget
from quizgen.reading.facts.articles import read_article
from quizgen.reading.facts.collection import load_collection
budget.MOST_UNPACKED = 60_000_000
for name in sys.argv[1:]:
    path = Path(name)
    try:
        if path.suffix in (".xml", ".zip"):
            import_banks([path], Path("x.yaml"))
        elif path.suffix == ".xlsx":
            assert load_collection(path)[0] is None
            print(name)
        else:
            read_article(path)
    except QuizgenError as refused:
        print(name)
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024)
"""


def test_what_is_refused_takes_less_than_300_mb(tmp_path: Path) -> None:
    """Most have less than 1 MB, and would take up to 5 GB, or minutes."""
    files = {
        "fonts.xlsx": fonts(),
        "styles.xlsx": workbook(
            styles=b"<styleSheet %s><cellXfs>%s</cellXfs></styleSheet>" % (MAIN, b"<xf/>" * 300_000)
        ),
        "paths.pdf": pdf(b"0 0 m " * 15_000_000),
        "comment.xml": b"<quiz><question><!--" + b"a" * 47_000_000,
        "empty.docx": document(b"<w:p/>" * 6_000_000),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    packed(tmp_path / "many.zip", documents(2, 40_000_000))
    names = [*files, "many.zip"]
    assert all((tmp_path / name).stat().st_size < 48_000_000 for name in names)
    done = subprocess.run(
        [sys.executable, "-c", PEAK, *names], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert not done.stderr
    *refused, most = done.stdout.split()
    assert refused == names
    assert int(most) < 300


def test_the_files_of_an_import_have_one_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_UNPACKED", 250_000)
    banks = [packed(tmp_path / f"{number}.zip", documents(1, 100_000)) for number in range(3)]
    for bank in banks:
        with pytest.raises(ContentError, match=r"not-imported"):
            import_banks([bank], tmp_path / "x.yaml")
    with pytest.raises(ContentError, match=r"2\.zip.*MB together"):
        import_banks(banks, tmp_path / "x.yaml")


@pytest.mark.parametrize(
    ("limit", "most", "words"),
    [
        ("MOST_QUESTIONS", 10, "more than 10 questions"),
        ("MOST_KEPT", 5000, "MB together"),
        ("MOST_SECONDS", -1, "longer"),
    ],
)
def test_an_import_of_many_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int, words: str
) -> None:
    monkeypatch.setattr(budget, limit, most)
    banks = [tmp_path / "a.gift", tmp_path / "b.gift"]
    for bank in banks:
        bank.write_text("".join(QUESTION % (number, bank.name * 20) for number in range(8)))
    with pytest.raises(ContentError, match=words):
        import_banks(banks, tmp_path / "x.yaml")
    assert not (tmp_path / "x.yaml").exists()


def test_a_picture_that_comes_with_many_questions_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_KEPT", budget.MOST_KEPT // 20)
    job, content = Budget(), bytes(2_000_000)
    held = [job.hold(bytes(bytearray(content))) for _ in range(10)]
    assert all(each is held[0] for each in held)
    with pytest.raises(OverBudget):
        for number in range(9):
            job.hold(bytes([number]) + content)


@pytest.fixture
def gallery(project: Callable[..., Project]) -> Project:
    """Two collections with three pictures of 49 million pixels each, which are their headers alone."""
    facts = "".join(
        f"- {{id: f{number}, statement: 'It is {{it {number}}}.', ask: 'What {number}?', "
        f"image: {{file: p{number}.png, alt: A picture}}}}\n"
        for number in range(3)
    )
    example = project(facts)
    (example.root / "facts/u.yaml").write_text(
        (example.root / "facts/t.yaml").read_text().replace("id: t", "id: u", 1).replace("p0", "q0").replace("p1", "q1")
    )
    for name in ("p0", "p1", "p2", "q0", "q1"):
        (example.root / f"facts/{name}.png").write_bytes(png(7000, 7000) + name.encode())
    (example.root / "decks/deck.yaml").write_text("schema: quizgen-deck/1\ntitle: T\nfacts: [t, u]\n")
    return example


def test_the_pictures_of_all_collections_have_one_budget(gallery: Project) -> None:
    """A file that several facts show counts once; that it is too much is said once."""
    problems = in_order(check(gallery, ()).problems)
    found = [problem for problem in problems if "million pixels" in problem.message]
    assert [(problem.path.rpartition("/")[2], problem.id) for problem in found] == [("u.yaml", "f1")]
    assert "2000 pixels" in found[0].hint
    (gallery.root / "decks/deck.yaml").write_text("schema: quizgen-deck/1\ntitle: T\nfacts: [t]\n")
    content = read_content(gallery, gallery.recipes())
    assert not [problem for problem in content.problems if "million pixels" in problem.message]


XLINK = "http://www.w3.org/1999/xlink"
HUGE = base64.b64encode(png(12000, 12000)).decode()
PROFILE = png(20, 10) + chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(8_000_000)))
MARKED = "<marker id='m'><g/></marker><path marker-mid='url(#m)' d='M0 0" + "L1 1" * 20_000 + "'/>"
FILTERED = "<filter id='f'><feGaussianBlur stdDeviation='5'/></filter>" + "<g filter='url(#f)'/>" * 200
STYLED = "<style>@media all { g, .\\66  { f\\69lter: u\\72l( '#f' ) } }</style>" + FILTERED.split("<g")[0]
NESTED = "".join(f"<pattern id='p{n}'>" + f"<rect fill='url(#p{n + 1})'/>" * 30 + "</pattern>" for n in range(5))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.svg", SVG.format(f"<image href='data:image/png;base64,{HUGE}'/>"), "million pixels"),
        ("a.svg", SVG.format(f"<image xmlns:x='{XLINK}' x:href=' DATA:image/png;base64,{HUGE}'/>"), "million pixels"),
        ("a.svg", SVG.format(f"<image href='data:image/png;base64,{base64.b64encode(PROFILE).decode()}'/>"), "profile"),
        ("a.svg", SVG.format("").replace("height='9'", "height='9000'"), "times as high as it is wide"),
        ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 3000'/>", "times as high as it is wide"),
        ("a.svg", SVG.format("<filter><feTurbulence numOctaves='100000'/></filter>"), "numOctaves"),
        ("a.svg", SVG.format("<filter><feConvolveMatrix order='500'/></filter>"), "order"),
        ("a.svg", SVG.format(FILTERED), "repeat"),
        ("a.svg", SVG.format(STYLED + "<path class='f'/>" * 200), "repeat"),
        ("a.svg", SVG.format(STYLED + "<g/>" * 200), "repeat"),
        (
            "a.svg",
            SVG.format("<style>.a > :not(.b) { filter: blur(9px) blur(8px) }</style>" + "<path/>" * 60),
            "repeat",
        ),
        ("a.svg", SVG.format("<path style='filter: brightness(2)'/>" * 200), "repeat"),
        ("a.svg", SVG.format(NESTED + "<g fill='URL(#p3)'>" + "<rect/>" * 2000 + "</g>"), "repeat"),
        ("a.svg", SVG.format(f"<g marker-mid='url(#m)'>{MARKED.replace('marker-mid', 'id')}</g>"), "repeat"),
        ("a.svg", SVG.format("<style>" + ".a { fill: url(#b) }" * 5000 + "</style>" + "<g/>" * 4000), "too many rules"),
        ("a.svg", SVG.format("<filter><feMorphology radius='9'/></filter>"), "feMorphology"),
        ("a.svg", SVG.format(NESTED + "<rect fill='url(#p0)'/>"), "repeat"),
        ("a.svg", SVG.format(MARKED), "repeat"),
        ("a.png", PROFILE, "profile"),
        ("a.png", png(10, 1000), "times as high as it is wide"),
    ],
)
def test_a_small_picture_that_takes_much_to_draw(name: str, content: str | bytes, words: str) -> None:
    assert words in picture_fault(name, content.encode() if isinstance(content, str) else content)


def test_pictures_as_drawing_programs_save_them_are_shown() -> None:
    photo = base64.b64encode(png(2000, 1500)).decode()
    inside = (
        f"<image href='data:image/png;base64,{photo}'/><filter id='f'><feGaussianBlur stdDeviation='3'/><feOffset/>"
        "</filter><g filter='url(#f)'/><clipPath id='c'><rect/></clipPath>"
        + "<path clip-path='url(#c)' d='M0 0L1 1'/>"
        * 2000
    )
    assert picture_fault("a.svg", SVG.format(inside).encode()) == ""
    styled = STYLED + "<style>svg .f, #a, .b:hover { filter: url(#f) }</style>" + "<path class='c'/>" * 2000
    assert picture_fault("a.svg", SVG.format(styled).encode()) == ""
    assert picture_fault("a.svg", SVG.format("").replace("'9'", "'180mm'", 1).replace("'9'", "'9cm'").encode()) == ""
    assert picture_fault("a.png", png(2000, 20)) == ""


def test_an_article_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_process, "MOST_SECONDS", 0.4)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(b"BT /F 9 Tf (a) Tj ET " * 2_000_000))
    with pytest.raises(ContentError, match="reading it takes more than"):
        read_article(path)


def test_a_document_that_gets_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MOST_UNPACKED", 70_000_000)
    path = packed(tmp_path / "a.docx", {f"{number}.xml": bytes(20_000_000) for number in range(4)})
    with pytest.raises(ContentError, match=r"a\.docx.*more than 70 MB together"):
        read_article(path)
    content = packed(tmp_path / "b.docx", {"a.xml": bytes(60_000_000)})
    with pytest.raises(ContentError, match="has more than 48 MB"):
        read_article(content)
    with pytest.raises(TemplateError, match="has 60 MB unpacked"):
        WordTemplate("quiz.docx", content.read_bytes())


def test_sheets_of_a_project_have_one_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook())
    assert "more than" not in str(load_collection(path)[1])
    monkeypatch.setattr(budget, "MOST_CELLS", 1)
    assert "the sheets have more than 1 cells" in str(load_collection(path)[1])


def test_the_budgets_are_documented() -> None:
    """Each figure is in the page for a school's IT as it is in the code."""
    page = (Path(__file__).parent.parent / "docs/explanation/for-schools-it.md").read_text(encoding="utf-8")
    megabytes = (budget.MOST_UNPACKED, budget.MOST_KEPT, LARGEST_ENTRY, LARGEST_DATABASE, article_process.MOST_MEMORY)
    seconds = (budget.MOST_SECONDS, article_process.MOST_SECONDS)
    figures = [f"{size // 1_000_000} MB" for size in megabytes] + [f"{count:.0f} seconds" for count in seconds]
    figures += [f"{count // 1_000_000} million in" for count in (budget.MOST_PIXELS, MOST_PIXELS)]
    figures += [f"{count:,}" for count in (budget.MOST_QUESTIONS, budget.MOST_CELLS)]
    assert [figure for figure in figures if figure not in page] == []


def test_a_deck_to_recover_from_whose_notes_have_no_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "_STEPS", 100_000)
    endless = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIEW notes AS {endless} SELECT n AS guid, n AS flds, n AS tags FROM c")
        database = connection.serialize()
    with pytest.raises(NotOurs, match="interrupted"):
        recovered_notes(database, Lock("a" * 32))
