"""What broken files do to the command line: python tests/benchmarks/mutants.py [MUTANTS] [SEED]

Every kind of file that a person can write, hand over or damage is changed at random, and every command that reads it is
run. Counts, for each kind of file, the tracebacks (an exception that is not quizgen's own) and what took over
``SLOWEST`` seconds.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import chdir
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import xlsxwriter  # noqa: E402
from click.testing import CliRunner  # noqa: E402

from quizgen.cli import commands  # noqa: E402
from quizgen.errors import QuizgenError  # noqa: E402

SLOWEST = 20.0  # seconds, of a machine that is busy
TYPED = "{}[]:,#&*!|>'\"%@`-? \t0é\u200b\u202e\ufeff\u0000\r\n;=<>/\\$()~"
VALUES = (
    "10^999",
    "10⁹⁹⁹",
    "6.022e23",
    "1:00000000000000000",
    "{x}",
    "\\\\(x",
    "",
    "[]",
    "{}",
    "~",
    "-1",
    "9" * 5000,
    "1e999999",
    "x" * 5000,
    "../../x",
    "\u202e",
    "nan",
    "2026-13-45",
    "{{",
    "on",
)
FACTS = """\
schema: quizgen-facts/1
source: {id: t, title: The Mills, author: A. Author, file: t.txt, language: en, licence: CC BY 4.0}
entities:
  ashby: {name: Ashby, type: place, accept: [Old Ashby]}
  selby: {name: Selby, type: place}
  derby: {name: Derby, type: place}
facts:
- id: tower
  statement: "The Old Tower in {town} is {height} high."
  slots:
    town: {entity: ashby, ask: Where is the Old Tower?}
    height: {value: 40 m, type: measure, ask: How high is the Old Tower?, tolerance: 5%}
  checks: [{claim: twice, expr: height + height, expect: 80}]
  evidence: {paragraph: 1, quote: The Old Tower in Ashby is 40 m high}
- {id: mast, statement: "The Tall Mast is in {Selby}.", ask: Where is the Tall Mast?, distractors: [Norton, Weston],
   evidence: {paragraph: 1, quote: the Tall Mast is in Selby}}
- id: mill
  statement: "The Blue Mill is in {Derby}, {number} years old."
  slots: {Derby: {value: Derby, ask: Where?}, number: {value: 120, ask: How old?}}
  image: {file: a.svg, alt: A mill}
  tags: [mills]
  evidence: {paragraph: 2, quote: in Derby}
"""
ARTICLE = """\
The Old Tower in Ashby is 40 m high; the Tall Mast is in Selby.

The Blue Mill has been in Derby for 120 years.
"""
RECIPE = """\
schema: quizgen-deck/1
title: A Quiz
facts: [t]
outputs: [deck, quiz, key]
quiz: {forms: 2, questions: {multiple-choice: 1, short-answer: 1}, roster: class.csv}
deck: {kinds: [basic, cloze]}
"""
SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><style>rect{fill:red}</style>
<rect width="9" height="9"/></svg>
"""
THEME = "{% extends 'shipped/print/quiz.typ.j2' %}\n{% block title %}#upper[{{ super() }}]{% endblock %}\n"
GIFT = """\
::a:: Where is the Tall Mast? {=Selby ~Norton ~%-50%Weston#no}

::b:: 2+2? {#4:0.1}

::c:: Match {=a -> b =c -> d}
"""
MOODLE = """\
<?xml version="1.0"?><quiz><question type="multichoice"><name><text>a</text></name>
<questiontext format="html"><text><![CDATA[<p>Where?</p>]]></text></questiontext><single>true</single>
<answer fraction="100"><text>Selby</text></answer><answer fraction="0"><text>Norton</text></answer></question></quiz>
"""
AIKEN = "Where is the mast?\nA. Selby\nB. Norton\nANSWER: A\n"
JSON = """{"schema": "quizgen-questions/1", "title": "t", "language": "en", "questions": [
{"id": "a", "kind": "numeric", "stem": "How many?", "answer": 4},
{"id": "b", "kind": "multiple-choice", "stem": "Which?", "options": ["x", "y"], "answer": 1}]}"""
CSV = "question,answer,wrong 1,wrong 2\nWhere is the mast?,Selby,Norton,Weston\nHow many?,4,5,6\n"
SHEET = "id,statement,ask,quote,paragraph\nmast,The Tall Mast is in {Selby}.,Where is it?,the Tall Mast is in Selby,1\n"
ROSTER = "id,name,class\n1,Ann,a\n2,Ben,b\n"
MORE = {
    "quizgen.yaml": "school: {name: A School}\nlogo: facts/a.svg\n",
    "templates/print/theme.typ": "#let accent = rgb(1, 2, 3)\n",
    "templates/shared/palette.css": ".day { color: #123 }\n",
    "decks/other.yaml": "schema: quizgen-deck/1\ntitle: B\nfacts: [t]\noutputs: [bingo, crossword, timeline]\n"
    "worksheets: {bingo: {count: 2}}\n",
}
FORMATS = (
    *("moodle-xml", "gift", "aiken", "qti21", "canvas", "blackboard", "brightspace", "h5p", "common-cartridge"),
    *("kahoot", "blooket", "gimkit", "wayground", "quizlet", "csv", "json"),
)
READ = [["check"], ["list", "--why"], ["assemble"], ["build"], ["format", "--check"], ["export", "gift"]]


def workbook(table: str) -> bytes:
    """A table of comma-separated values as an .xlsx."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(table.splitlines()):
            sheet.write_row(number, 0, line.split(","))
    return buffer.getvalue()


def project_files() -> dict[str, bytes]:
    """The files of a project that builds, by path."""
    texts = {
        "facts/t.yaml": FACTS,
        "facts/t.txt": ARTICLE,
        "facts/a.svg": SVG,
        "decks/t.yaml": RECIPE,
        "decks/class.csv": ROSTER,
        "templates/print/quiz.typ.j2": THEME,
    }
    return {name: text.encode() for name, text in texts.items()}


def cases() -> Iterator[tuple[str, dict[str, bytes], str, list[list[str]]]]:
    """A kind of file, a project with it, its path, and the commands that read it."""
    files = project_files()
    for name in files:
        yield name, files, name, READ
    for name, text in MORE.items():
        yield name, {**files, name: text.encode()}, name, READ
    lesson = session_file()
    sessions = [["sessions", "list"], ["sessions", "export"], ["sessions", "purge", "x", "--yes"], ["list"]]
    yield "sessions/x", {**files, "sessions/x.quizgen-session": lesson}, "sessions/x.quizgen-session", sessions
    for name, content in (("facts/t.docx", document(ARTICLE)), ("templates/docx/quiz.docx", word_template())):
        ending = b"t.docx" if "facts" in name else b"t.txt"
        own = {path: text.replace(b"t.txt", ending) for path, text in files.items()}
        own |= {"decks/t.yaml": files["decks/t.yaml"].replace(b"quiz, key", b"docx")} if "docx/quiz" in name else {}
        yield name, {**own, name: content}, name, [["check"], ["build"]]
    sheets = {name: content for name, content in files.items() if name != "facts/t.yaml"}
    for name, content in (("facts/t.csv", SHEET.encode()), ("facts/t.xlsx", workbook(SHEET))):
        yield name, {**sheets, name: content}, name, READ[:4]
    page = f"<html><body><article><h1>Mills</h1><p>{ARTICLE}</p></article></body></html>".encode()
    paper = {name: content.replace(b"t.txt", b"t.html") for name, content in files.items()}
    yield "facts/t.html", {**paper, "facts/t.html": page}, "facts/t.html", READ[:1]
    banks = {"b.gift": GIFT, "b.xml": MOODLE, "b.txt": AIKEN, "b.json": JSON, "b.csv": CSV}
    for name, text in banks.items():
        yield name, {**files, name: text.encode()}, name, [["import", name, "-o", "facts/b.yaml", "--force"]]
    yield (
        "b.xlsx",
        {**files, "b.xlsx": workbook(CSV)},
        "b.xlsx",
        [["import", "b.xlsx", "-o", "facts/b.yaml", "--force"]],
    )
    built = built_files(files)
    banks = [name for name in built if name.startswith("export/") and not name.endswith("losses.txt")]
    for name in ("build/t/deck.apkg", *sorted(banks)):
        lines = [["import", name, "-o", "facts/b.yaml", "--force"]]
        if name.endswith(".apkg"):
            lines.append(["release", "--recover", name])
        if name.endswith(".h5p"):
            lines = [["export", "h5p", "--into", name]]
        yield name, {**files, name: built[name]}, name, lines
    pdf = {name: content.replace(b"t.txt", b"t.pdf") for name, content in files.items()}
    yield "facts/t.pdf", {**pdf, "facts/t.pdf": built["build/t/quiz-1.pdf"]}, "facts/t.pdf", READ[:1]
    for name in sorted(name for name in built if name.startswith("decks/anki") or ".quizgen" in name):
        yield name, built, name, [["check"], ["build"]]


def document(text: str) -> bytes:
    """A Word document with the paragraphs of a text."""
    import docx

    made, buffer = docx.Document(), io.BytesIO()
    for paragraph in text.split("\n\n"):
        made.add_paragraph(paragraph)
    made.save(buffer)
    return buffer.getvalue()


def word_template() -> bytes:
    """The shipped template for a quiz in Word."""
    return next((ROOT / "templates/docx").glob("quiz*.docx")).read_bytes()


def session_file() -> bytes:
    """A lesson in which somebody answered."""
    from classroom.classroom import stored
    from classroom.lessons import lesson

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.quizgen-session"
        stored(path, lesson()).close()
        return path.read_bytes()


def built_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The project ``files`` once it was built, exported and released."""
    with tempfile.TemporaryDirectory() as folder:
        lay(Path(folder), files)
        with chdir(folder):
            for arguments in (["build"], *(["export", name] for name in FORMATS), ["release", "t"]):
                if CliRunner().invoke(commands, arguments).exit_code:
                    raise RuntimeError(f"the project must build: {arguments}")
        paths = [path for path in Path(folder).rglob("*") if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` into the empty ``folder``."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def mutated(content: bytes, rng: random.Random) -> bytes:
    """``content`` with one to three changes; those of a container may be inside it."""
    if content.startswith(b"PK") and rng.random() < 0.6:
        return repacked(content, rng)
    for _ in range(rng.randint(1, 3)):
        content = changed(content, rng)
    return content


def repacked(content: bytes, rng: random.Random) -> bytes:
    """A zip with one of its files changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        chosen = rng.choice(old.namelist())
        for name in old.namelist():
            if name != chosen or rng.random() < 0.9:  # or else it is lost
                new.writestr(name, changed(old.read(name), rng) if name == chosen else old.read(name))
    return buffer.getvalue()


def changed(content: bytes, rng: random.Random) -> bytes:
    """``content`` with a slip, a damage or a value that nobody expects."""
    index = rng.randrange(len(content) + 1)
    end = min(len(content), index + rng.choice([1, 1, 4, 30, 400]))
    lines = content.splitlines(keepends=True) or [b""]
    line = rng.randrange(len(lines))
    match rng.randrange(9):
        case 0:
            return content[:index] + content[end:]
        case 1:
            return content[:index] + rng.choice(TYPED).encode() + content[index:]
        case 2:
            return content[:index]
        case 3:
            return content[:index] + rng.randbytes(end - index) + content[end:]
        case 4:
            lines[line] = lines[line] * rng.choice([2, 3, 50])
            return b"".join(lines)
        case 5:
            lines[line], lines[0] = lines[0], lines[line]
            return b"".join(lines)
        case 6 | 7:
            return replaced_value(content, rng)
        case _:
            text = content.decode("utf-8", "replace")
            return text.encode(rng.choice(["utf-16", "cp1251", "latin-1", "utf-8-sig"]), "replace")


def replaced_value(content: bytes, rng: random.Random) -> bytes:
    """``content`` with a word or number replaced by an unusual value."""
    words = [word for word in content.replace(b"\n", b" ").split(b" ") if word]
    if not words:
        return rng.choice(VALUES).encode()
    return content.replace(rng.choice(words), rng.choice(VALUES).encode(), 1)


def run(arguments: list[str]) -> str:
    """Run a command in the current folder; return the traceback of what is not quizgen's own error, or ""."""
    result = CliRunner().invoke(commands, arguments)
    if result.exception is None or isinstance(result.exception, (SystemExit, QuizgenError)):
        return ""
    assert result.exc_info is not None
    return "".join(traceback.format_exception(*result.exc_info))


def main(mutants: int, seed: int = 1, show: int = 3, *, of_each: bool = False) -> int:
    """Print a line for each kind of file, and the first tracebacks; return how many faults there were.

    ``mutants`` are made in all, or ``of_each`` kind of file.
    """
    rng = random.Random(seed)
    every = list(cases())
    mutants *= len(every) if of_each else 1
    counts: dict[str, Counter[str]] = {name: Counter() for name, *_ in every}
    faults: list[str] = []
    for number in range(mutants):
        name, files, path, lines = every[number % len(every)]
        arguments = rng.choice(lines)
        content = mutated(files[path], rng)
        with tempfile.TemporaryDirectory() as folder:
            lay(Path(folder), {**files, path: content})
            began = time.perf_counter()
            with chdir(folder):
                fault = run(arguments)
            spent = time.perf_counter() - began
        counts[name] += Counter(mutants=1, tracebacks=bool(fault), slow=spent > SLOWEST)
        if fault or spent > SLOWEST:
            faults.append(f"{path}: quizgen {' '.join(arguments)} ({spent:.1f} s)\n{fault[-1500:]}")
            if kept := os.environ.get("QUIZGEN_KEEP"):
                shutil.rmtree(Path(kept) / str(len(faults)), ignore_errors=True)
                lay(Path(kept) / str(len(faults)), {**files, path: content})
    print(f"{'file':32} mutants  tracebacks  over {SLOWEST:.0f} s")
    for name, count in counts.items():
        print(f"{name:32} {count['mutants']:7}  {count['tracebacks']:10}  {count['slow']:9}")
    print("\n".join(faults[:show]))
    return len(faults)


if __name__ == "__main__":
    sys.exit(main(*([int(argument) for argument in sys.argv[1:]] or [1000])) > 0)
