"""Files that somebody built to do harm, or that were cut short: refused in plain words, with little memory."""

from __future__ import annotations

import base64
import io
import resource
import sqlite3
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from pictures import png

from quizgen.commands.import_ import import_banks
from quizgen.errors import ContentError, OutputError, UsageError, in_order

GOOD = b'<?xml version="1.0"?>\n<quiz><question type="truefalse"><questiontext><text>x</text></questiontext>'
ITEM = b"<questestinterop><item ident='x'><presentation/></item></questestinterop>"


def packed(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as container:
        for name, content in files.items():
            container.writestr(zipfile.ZipInfo(name), content, compression)
    return out.getvalue()


def declaring(size: int) -> bytes:
    """A zip whose one file says in the table that it has ``size`` bytes."""
    content = bytearray(packed({"quiz.xml": ITEM}))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<L", size)
    return bytes(content)


@cache
def bomb() -> bytes:
    """A zip of a few hundred kilobytes that grows to 300 MB."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = ITEM[:20]
    body = pack.compress(start) + pack.flush(zlib.Z_FULL_FLUSH)
    megabyte = pack.compress(b" " * 1_000_000) + pack.flush(zlib.Z_FULL_FLUSH)  # complete in itself
    body += megabyte * 300 + pack.flush()
    content = bytearray(packed({"quiz.xml": start}, zipfile.ZIP_STORED))
    head, table = content[:38], content[content.rfind(b"PK\x01\x02") :]
    size = 20 + 300_000_000
    crc = zlib.crc32(start)
    for _ in range(300):
        crc = zlib.crc32(b" " * 1_000_000, crc)
    message = struct.pack("<LLL", crc, len(body), size)
    head[8:10], head[14:26] = b"\x08\x00", message
    table[10:12], table[16:28] = b"\x08\x00", message
    end = table.rfind(b"PK\x05\x06")
    table[end + 16 : end + 20] = struct.pack("<L", len(head) + len(body))
    return bytes(head) + body + bytes(table)


def database(*script: str) -> bytes:
    connection = sqlite3.connect(":memory:")
    for each in script:
        connection.execute(each)
    connection.commit()
    return connection.serialize()


def changed_sheet(changes: dict[bytes, bytes]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Question", "Answer"])
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as container:
        files = {name: container.read(name) for name in container.namelist()}
    for old, new in changes.items():
        assert old in files["xl/worksheets/sheet1.xml"]
        files["xl/worksheets/sheet1.xml"] = files["xl/worksheets/sheet1.xml"].replace(old, new)
    return packed(files)


def endless_sheet() -> bytes:
    """A sheet that says that each of its rows, which are empty, has every column there is."""
    rows = b"".join(b'<row r="%d"/>' % number for number in range(2, 30_010))
    return changed_sheet({b"</sheetData>": rows + b"</sheetData>", b"A1:B1": b"A1:XFD1048576"})


COL = "CREATE TABLE col (models, decks)"
CARDS = "CREATE TABLE cards (nid, did, ord)"
ENDLESS = "CREATE VIEW notes AS WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c) SELECT id FROM c"
GOOD_DATABASE = database(COL, CARDS, "CREATE TABLE notes (id, guid, mid, tags, flds)")
# What takes long to make is made when it is used.
FILES: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "entity bomb": (
        "b.xml",
        b'<?xml version="1.0"?>\n<!DOCTYPE quiz [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>\n<quiz>&b;</quiz>',
        "b.xml:2:28: error[unreadable-file] the file declares entities",
    ),
    "outside entity": (
        "b.xml",
        b'<!DOCTYPE quiz [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz><question>&a;</question></quiz>',
        "b.xml:1:",
    ),
    "cut XML": ("b.xml", GOOD, "b.xml:2:77: error[unreadable-file] this is not valid XML: no element found"),
    "wrong encoding": ("b.xml", GOOD.replace(b"<text>x", b"<text>\xe9"), "b.xml:2:54: error[unreadable-file]"),
    "unknown encoding": ("b.xml", b'<?xml version="1.0" encoding="utf-99"?><quiz><question/></quiz>', "b.xml:1:"),
    "wrong text": ("b.gift", b"::a:: Caf\xe9 {T}", "b.gift:1:10: error[unreadable-file] this is not UTF-8 text"),
    "deep XML": (
        "b.xml",
        b"<quiz><question>" + b"<a>" * 100_000,
        "b.xml:1:1: error[unreadable-file] there are too many",
    ),
    "wide XML": (
        "b.xml",
        b"<quiz><question>" + b"<a/>" * 2_000_000,
        "b.xml:1:1: error[unreadable-file] there are too many",
    ),
    "deep JSON": ("b.json", b'{"schema": "quizgen-questions/1", "questions": ' + b"[" * 100_000, "b.json:1:"),
    "zip bomb": ("b.zip", bomb, "b.zip: error[unreadable-file] quiz.xml says that it has 300 MB unpacked"),
    "2 GB declared": (
        "b.zip",
        declaring(2_000_000_000),
        "b.zip: error[unreadable-file] quiz.xml says that it has 2000 MB",
    ),
    "less declared": ("b.zip", declaring(10), "b.zip: error[unreadable-file] quiz.xml cannot be unpacked"),
    "parent": (
        "b.zip",
        packed({"../evil.xml": ITEM}),
        "b.zip: error[unreadable-file] it holds a file that would leave",
    ),
    "absolute": (
        "b.zip",
        packed({"/tmp/evil.xml": ITEM}),
        "b.zip: error[unreadable-file] it holds a file that would leave",
    ),
    "backslash": (
        "b.zip",
        packed({"a\\..\\..\\evil.xml": ITEM}),
        "b.zip: error[unreadable-file] it holds a file that would",
    ),
    "drive": ("b.zip", packed({"C:/evil.xml": ITEM}), "b.zip: error[unreadable-file] it holds a file that would leave"),
    "cut zip": ("b.zip", packed({"quiz.xml": ITEM * 50})[:-30], "b.zip: error[unreadable-file] this container cannot"),
    "cut inside": ("b.zip", b"PK\x03\x04", "b.zip: error[unreadable-file] this container cannot be read"),
    "no SQLite": ("b.apkg", packed({"collection.anki2": b"SQLite format 3\0" + b"\xff" * 5000}), "b.apkg: error"),
    "cut SQLite": ("b.apkg", packed({"collection.anki2": GOOD_DATABASE[:5000]}), "b.apkg: error"),
    "endless view": ("b.apkg", packed({"collection.anki2": database(COL, CARDS, ENDLESS)}), "b.apkg: error"),
    "no Zstandard": ("b.apkg", packed({"collection.anki21b": b"\x28\xb5\x2f\xfd" + b"\xff" * 50}), "b.apkg: error"),
    "no media": ("b.apkg", packed({"collection.anki2": GOOD_DATABASE, "media": b"\xff\xff"}), "b.apkg: error"),
    "sheet of nothing": (
        "b.xlsx",
        packed({"xl/workbook.xml": b"<a/>"}),
        "b.xlsx: error[sheet] this spreadsheet cannot be read",
    ),
    "endless sheet": ("b.xlsx", endless_sheet, "b.xlsx: error[unreadable-file] the sheet has more than 30,000 rows"),
    "broken sheet": (
        "b.xlsx",
        changed_sheet({b"<worksheet": b"<<worksheet"}),
        "b.xlsx: error[sheet] this spreadsheet cannot be read",
    ),
    "empty": ("b.gift", b"\r\n", "b.gift: error[nothing-to-import] there is no question in this file"),
    "zeros": ("b.gift", bytes(100_000), "cannot be detected"),
    "chance": ("b.xml", bytes(range(256)) * 400, "cannot be detected"),
}


def write(kind: str, folder: Path, prefix: str) -> tuple[str, str]:
    """Writes the file, with something before its name; returns its name and why it is refused."""
    name, content, message = FILES[kind]
    (folder / f"{prefix}{name}").write_bytes(content() if callable(content) else content)
    return f"{prefix}{name}", message


@pytest.mark.parametrize("kind", FILES)
def test_refused_in_plain_words(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name, message = write(kind, tmp_path, "")
    with pytest.raises((ContentError, UsageError)) as refused:
        import_banks([Path(name)], Path("facts/x.yaml"))
    assert message in str(refused.value)
    assert [path.name for path in tmp_path.iterdir()] == [name]


HEAVY = ("zip bomb", "wide XML", "deep XML", "2 GB declared", "endless view")
LIMITED = """
import sys
from pathlib import Path
from quizgen.errors import QuizgenError
from quizgen.commands.import_ import import_banks
for name in sys.argv[1:]:
    try:
        import_banks([Path(name)], Path("x.yaml"))
    except QuizgenError:
        print(name, "refused")
# Of this program alone: what getrusage tells begins with the memory of who started it.
print(next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) // 1024)
"""


def test_little_memory(tmp_path: Path) -> None:
    """All in one process, which has to stay below 300 MB."""
    names = []
    for kind in HEAVY:
        names.append(write(kind, tmp_path, str(len(names)))[0])
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *names],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000)),
    )
    *refused, most = done.stdout.splitlines()
    assert refused == [f"{name} refused" for name in names]
    assert int(most) < 300


def test_what_is_there_stays_unless_it_is_asked_for(tmp_path: Path) -> None:
    bank, target = tmp_path / "b.gift", tmp_path / "facts" / "x.yaml"
    bank.write_text("Fire is hot. {T}\n")
    import_banks([bank], target)
    first = target.read_bytes()
    bank.write_text("Ice is hot. {F}\n")
    with pytest.raises(OutputError):
        import_banks([bank], target)
    assert target.read_bytes() == first
    import_banks([bank], target, force=True)
    assert b"Ice is hot." in target.read_bytes()
    bank.write_text("{\n")
    with pytest.raises((ContentError, UsageError)):
        import_banks([bank], target, force=True)
    assert b"Ice is hot." in target.read_bytes()
    assert sorted(path.name for path in target.parent.iterdir()) == ["x.losses.txt", "x.yaml"]


def test_a_picture_is_named_by_us(tmp_path: Path) -> None:
    """Whatever a bank calls it, it lies in the collection's own folder."""
    picture = base64.b64encode(png(20, 10)).decode()
    for name in ("../../evil.png", "/etc/evil.png", "a\\b.png", "CON.png", "é ü.png"):
        bank, target = tmp_path / "b.xml", tmp_path / "p" / "x.yaml"
        file = f'<file name="{name}" encoding="base64">{picture}</file>'
        address = f"data:image/png;base64,{picture}"
        texts = f'<text>x &lt;img src="@@PLUGINFILE@@/{name}"&gt;&lt;img src="{address}"&gt;</text>{file}'
        answers = '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>'
        asked = f'<questiontext format="html">{texts}</questiontext>'
        bank.write_text(f'<quiz><question type="truefalse">{asked}{answers}</question></quiz>')
        import_banks([bank], target, force=True)
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.png")}
    assert found == {f"p/images/x/{name}.png" for name in ("evil", "a-b", "picture-con", "é-ü", "picture")}


def test_a_bank_of_which_no_question_can_be_held_names_each_in_its_place(tmp_path: Path) -> None:
    asked = b'<answer fraction="100"><text>true</text></answer></question></quiz>'
    path = tmp_path / "bank.xml"
    path.write_bytes(GOOD.replace(b"<text>x</text>", b"<text> </text>") + asked)
    with pytest.raises(ContentError) as refused:
        import_banks([path], tmp_path / "x.yaml")
    (problem,) = in_order(refused.value.problems)
    assert (problem.path.endswith("bank.xml"), problem.line, problem.rule) == (True, 2, "not-imported")
