"""Reads every format for other programs by the reading program's rules: what a question asks and what is right."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import openpyxl
from bank_questions import shown

from quizgen.exporters.interchange.bank import BankQuestion, accepted_answers
from quizgen.exporters.interchange.markup import line
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    Matching,
    Number,
    OpenAnswer,
    Ordering,
    ShortText,
    TrueFalse,
    pairs_of,
)
from quizgen.model.right_numbers import right_numbers
from quizgen.model.text import Text, parse_text

Reading = dict[str, Any]
Files = dict[str, bytes]
Read = Callable[[Files], list[Reading]]


@dataclass(frozen=True, slots=True)
class Reader:
    """How a format is read, which white space it keeps, and what else it changes."""

    read: Read
    plain: Callable[[Text], str]
    change: Callable[[Reading], None]


READERS: dict[str, Reader] = {}


def unchanged(_: Reading) -> None:
    """Most formats show texts unchanged."""


def reads(
    name: str, plain: Callable[[Text], str], change: Callable[[Reading], None] = unchanged
) -> Callable[[Read], Read]:
    """Register the decorated function as the reader of the format ``name``."""

    def declared(read: Read) -> Read:
        READERS[name] = Reader(read, plain, change)
        return read

    return declared


def one_line(text: Text) -> str:
    return line(text)


def whole(text: Text) -> str:
    return str(text).strip()


def spaced(text: Text) -> str:
    """Where white space is one space, as in HTML; line breaks stay."""
    return re.sub(r"[^\S\n]+", " ", str(text)).strip()


def squeezed(text: str) -> str:
    return re.sub(r"[^\S\n]+", " ", text).strip()


def expected(question: BankQuestion, plain: Callable[[Text], str]) -> Reading:
    """What should be read from a question that was fitted to a format, with its texts as the format shows them."""
    found: Reading = {"prompt": plain(question.prompt)}
    match question.body:
        case ChooseOne() | ChooseSeveral() as body:
            found["choices"] = [(plain(choice.text), choice.correct) for choice in body.choices]
        case TrueFalse(true):
            found["truth"] = true
        case ShortText() as body:
            found["answers"] = [answer.strip() for answer in accepted_answers(body)]
        case Number() as body:
            found["numbers"] = [(float(number.value), float(number.margin)) for number in right_numbers(body)]
        case Ordering() as body:
            found["steps"] = [plain(step) for step in body.in_order]
        case Matching() | Gaps() as body:
            found["pairs"] = [(plain(prompt), plain(answer)) for prompt, answer in pairs_of(body)]
        case OpenAnswer():
            pass
        case body:
            raise AssertionError(body)
    return found


def right_first(expected: Reading) -> None:
    expected["choices"].sort(key=lambda choice: not choice[1])


def answers_on_one_line(expected: Reading) -> None:
    """A tab or a line end would end a cell or a row."""
    if "answers" in expected:
        expected["answers"] = [" ".join(answer.split()) for answer in expected["answers"]]


def pairs_on_one_line(expected: Reading) -> None:
    """A line end would end a row."""
    if "pairs" in expected:
        expected["pairs"] = [tuple(one_line(parse_text(text)) for text in pair) for pair in expected["pairs"]]


def _options(prompt: Any, options: list[Any], right: Any) -> Reading:
    marked = [int(each) for each in str(right).split(",")]
    texts = [str(option) for option in options if option not in (None, "")]
    return {"prompt": str(prompt), "choices": [(text, place in marked) for place, text in enumerate(texts, 1)]}


def _sheet(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    for row in sheet.iter_rows():
        assert not any(cell.data_type == "f" for cell in row)
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@reads("kahoot", one_line)
def kahoot(files: Files) -> list[Reading]:
    rows = _sheet(files["kahoot.xlsx"])
    assert str(rows[7][1]).startswith("Question")
    return [_options(row[1], row[2:6], row[7]) for row in rows[8:]]


def _csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


@reads("blooket", one_line)
def blooket(files: Files) -> list[Reading]:
    first, headings, *rows = _csv(files["blooket.csv"])
    assert (first[0], headings[1], {len(row) for row in rows}) == ("Blooket\nImport Template", "Question Text", {26})
    return [_options(row[1], row[2:6], row[7]) for row in rows]


@reads("gimkit", one_line, right_first)
def gimkit(files: Files) -> list[Reading]:
    _, headings, *rows = _csv(files["gimkit.csv"])
    assert headings[:2] == ["Question", "Correct Answer"]
    return [_options(row[0], row[1:], "1") for row in rows]


@reads("wayground", one_line)
def wayground(files: Files) -> list[Reading]:
    made: list[Reading] = []
    for row in _sheet(files["wayground.xlsx"])[1:]:
        assert len(row) == 11
        if row[1] == "Fill-in-the-Blank":
            made.append({"prompt": row[0], "answers": [each.strip() for each in row[2:7] if each]})
        elif row[1] == "Open-Ended":
            made.append({"prompt": row[0]})
        else:
            made.append(_options(row[0], row[2:7], row[7]))
    return made


@reads("aiken", one_line)
def aiken(files: Files) -> list[Reading]:
    """As Moodle does: lines that begin with a capital and a point or bracket are options, others are the question."""
    made: list[Reading] = []
    prompt, options = "", list[str]()
    for text in files["aiken.txt"].decode().split("\n"):
        if re.match(r"[A-Z][).] ", text):
            options.append(text[3:])
        elif match := re.match(r"ANSWER: ([A-Z])", text):
            made.append(_options(prompt, options, "ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(match[1]) + 1))
            prompt, options = "", []
        elif text:
            assert not prompt
            prompt = text
    return made


@reads("blackboard", spaced, answers_on_one_line)
def blackboard(files: Files) -> list[Reading]:
    made: list[Reading] = []
    lines = [file.decode().removesuffix("\n").split("\n") for file in files.values()]
    assert all(len(file_lines) <= 250 for file_lines in lines)
    for text in (text for file_lines in lines for text in file_lines):
        kind, prompt, *cells = text.split("\t")
        found: Reading = {"prompt": shown(prompt)}
        if kind in ("MC", "MA"):
            found["choices"] = [(shown(text), mark == "correct") for text, mark in zip(*[iter(cells)] * 2, strict=True)]
        elif kind == "TF":
            found["truth"] = cells == ["true"]
        elif kind == "FIB":
            found["answers"] = cells
        elif kind == "NUM":
            found["numbers"] = [(float(cells[0]), float(cells[1]))]
        elif kind == "ORD":
            found["steps"] = [shown(cell) for cell in cells]
        elif kind == "MAT":
            found["pairs"] = [(shown(one), shown(other)) for one, other in zip(*[iter(cells)] * 2, strict=True)]
        made.append(found)
    return made


@reads("brightspace", whole)
def brightspace(files: Files) -> list[Reading]:
    made: list[Reading] = []
    for row in _csv(files["brightspace.csv"]):
        assert len(row) == 5
        match row:
            case ["NewQuestion", kind, *_]:
                made.append({"prompt": "", "kind": kind})
            case ["QuestionText", text, "HTML", *_]:
                made[-1]["prompt"] = shown(text).strip()
            case ["Option", score, text, "HTML", _]:
                made[-1].setdefault("choices", []).append((shown(text).strip(), score in ("1", "100")))
            case ["TRUE", score, *_]:
                made[-1]["truth"] = score == "100"
            case ["Answer", "100", text, *_]:
                made[-1].setdefault("answers", []).append(text.strip())
            case ["Item", text, "HTML", *_]:
                made[-1].setdefault("steps", []).append(shown(text).strip())
            case ["Choice", place, text, "HTML", _]:
                made[-1].setdefault("pairs", []).append((shown(text).strip(), ""))
            case ["Match", place, text, "HTML", _]:
                prompt, _empty = made[-1]["pairs"][int(place) - 1]
                made[-1]["pairs"][int(place) - 1] = (prompt, shown(text).strip())
    for each in made:
        each.pop("kind")
    return made


_PLACEHOLDERS = {"\\" + character: f"&&{ord(character):03};" for character in ":#={}~"} | {"\\n": "&&010;"}


@reads("gift", whole)
def gift(files: Files) -> list[Reading]:
    """As Moodle does: comments are dropped, empty lines separate questions, escaped characters are restored."""
    text = re.sub(r"^[ \t]*//.*$", " ", files["gift.txt"].decode(), flags=re.MULTILINE)
    blocks = [block.strip() for block in re.split(r"\n[ \t]*\n", text) if block.strip()]
    assert blocks[0].startswith("$CATEGORY: ")
    return [_gift(block) for block in blocks[1:]]


def _gift(block: str) -> Reading:
    text = block.replace("\\\\", "&&092;")
    for escape, holder in _PLACEHOLDERS.items():
        text = text.replace(escape, holder)
    text = text.replace("&&092;", "\\")
    _, _, rest = text.split("::", 2)
    start, end = rest.index("{"), rest.index("}")
    answers = rest[start + 1 : end].rpartition("####")[0] or rest[start + 1 : end]
    answers = answers.strip()
    found: Reading = {"prompt": _gift_text(rest[:start]).strip()}
    parts = [part.strip() for part in re.split(r"(?=[~=])", answers) if part.strip()]
    if answers.startswith("#"):
        found["numbers"] = [tuple(map(float, part[1:].split(":"))) for part in parts[1:]]
    elif "~" in answers:
        found["choices"] = []
        for part in parts:
            weight = re.match(r"~%(-?[\d.]+)%", part)
            body = part[weight.end() :] if weight else part[1:]
            right = float(weight[1]) > 0 if weight else part[0] == "="
            found["choices"].append((_gift_text(body.split("#")[0]).strip(), right))
    elif "=" in answers and "->" in answers:
        pairs = [part[1:].split("->", 1) for part in parts]
        found["pairs"] = [(_gift_text(a).strip(), shown(_unescaped(b)).strip()) for a, b in pairs if a.strip()]
    elif answers in ("TRUE", "FALSE"):
        found["truth"] = answers == "TRUE"
    elif answers:
        found["answers"] = [
            _unescaped(part[1:].strip().removeprefix("[plain]")).replace("\\*", "*").strip() for part in parts
        ]
    return found


def _unescaped(text: str) -> str:
    return re.sub(r"&&(\d{3});", lambda found: chr(int(found[1])), text)


def _gift_text(text: str) -> str:
    assert text.strip().startswith("[html]") or not text.strip()
    return shown(_unescaped(text.strip().removeprefix("[html]")))


@reads("h5p", whole, pairs_on_one_line)
def h5p(files: Files) -> list[Reading]:
    with zipfile.ZipFile(io.BytesIO(files["questions.h5p"])) as archive:
        head, content = (json.loads(archive.read(name)) for name in ("h5p.json", "content/content.json"))
    installed = {f"{d['machineName']} {d['majorVersion']}.{d['minorVersion']}" for d in head["preloadedDependencies"]}
    made: list[Reading] = []
    for each in content["questions"]:
        assert each["library"] in installed
        params = each["params"]
        found: Reading = {}
        match each["library"].split()[0]:
            case "H5P.MultiChoice":
                found["prompt"] = shown(params["question"]).strip()
                found["choices"] = [(shown(a["text"]).strip(), a["correct"]) for a in params["answers"]]
            case "H5P.TrueFalse":
                found["prompt"] = shown(params["question"]).strip()
                found["truth"] = params["correct"] == "true"
            case "H5P.Blanks":
                before, gap, after = params["questions"][0].split("*")
                found["prompt"] = shown(f"{before}{after}").strip()
                found["answers"] = [answer.strip() for answer in gap.split("/")]
            case "H5P.DragText":
                found["prompt"] = shown(params["taskDescription"]).strip()
                rows = [row.split("*") for row in params["textField"].split("\n")]
                found["pairs"] = [(html.unescape(a).strip(), html.unescape(b)) for a, b, _ in rows]
            case "H5P.DragQuestion":
                found["prompt"] = html.unescape(each["metadata"]["title"]).strip()
                elements, zones = (params["question"]["task"][key] for key in ("elements", "dropZones"))
                right = [[elements[int(number)] for number in zone["correctElements"]] for zone in zones]
                found["labels"] = [[shown(label["type"]["params"]["text"]).strip() for label in of] for of in right]
        made.append(found)
    return made


Q2 = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


def _shown(element: ElementTree.Element) -> str:
    """The text of an element with its line breaks, without the feedback in it."""
    text = element.text or ""
    for child in element:
        name = child.tag.removeprefix(Q2)
        if name not in ("feedbackInline", "textEntryInteraction", "img"):
            text += "\n" if name == "br" else _shown(child)
        text += child.tail or ""
    return text.strip() if element.tag == f"{Q2}p" else text


@reads("qti21", whole)
def qti21(files: Files) -> list[Reading]:
    made: list[Reading] = []
    with zipfile.ZipFile(io.BytesIO(files["qti21.zip"])) as archive:
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        for resource in manifest.iter("{http://www.imsglobal.org/xsd/imscp_v1p1}resource"):
            assert resource.attrib["type"] == "imsqti_item_xmlv2p1"
            made.append(_item(ElementTree.fromstring(archive.read(resource.attrib["href"]))))
    return made


def _item(item: ElementTree.Element) -> Reading:
    right = [value.text or "" for value in item.iterfind(f"{Q2}responseDeclaration/{Q2}correctResponse/{Q2}value")]
    body = item.find(f"{Q2}itemBody")
    assert body is not None
    found: Reading = {"prompt": _shown(body[0])}
    named = [
        element for element in body.iter() if "identifier" in element.attrib and element.tag != f"{Q2}feedbackInline"
    ]
    texts = {each.attrib["identifier"]: _shown(each).strip() for each in named}
    keys = [entry.attrib["mapKey"] for entry in item.iter(f"{Q2}mapEntry")]
    if body.find(f"{Q2}choiceInteraction") is not None:
        choices = [each.attrib["identifier"] for each in body.iter(f"{Q2}simpleChoice")]
        found["choices"] = [(texts[choice], choice in right) for choice in choices]
        if [text for text, _ in found["choices"]] == ["True", "False"]:
            found["truth"] = found.pop("choices")[0][1]
    elif body.find(f"{Q2}orderInteraction") is not None:
        found["steps"] = [texts[each] for each in right]
    elif body.find(f"{Q2}matchInteraction") is not None:
        assert keys == right
        pairs = [key.split() for key in right]
        found["pairs"] = [(texts[prompt], texts[answer]) for prompt, answer in pairs]
    elif keys:
        found["answers"] = [key.strip() for key in keys]
    return found


@reads("common-cartridge", whole)
def cartridge(files: Files) -> list[Reading]:
    space = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
    with zipfile.ZipFile(io.BytesIO(files["quiz.imscc"])) as archive:
        manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
        (quiz,) = (element for element in manifest.iter() if "assessment" in element.get("type", ""))
        root = ElementTree.fromstring(archive.read(quiz[0].attrib["href"]))
    made: list[Reading] = []
    for item in root.iter(f"{space}item"):
        profile = item.findtext(f".//{space}fieldentry", "").split(".")[1]
        texts = [shown(element.text or "").strip() for element in item.iterfind(f"{space}presentation//{space}mattext")]
        found: Reading = {"prompt": texts[0]}
        labels = [each.attrib["ident"] for each in item.iter(f"{space}response_label")]
        scoring = [each for each in item.iter(f"{space}respcondition") if each.find(f"{space}setvar") is not None]
        wrong = [element.text for element in item.iterfind(f".//{space}not/{space}varequal")]
        right = [each.text for cond in scoring for each in cond.iter(f"{space}varequal") if each.text not in wrong]
        if profile == "true_false":
            found["truth"] = right == ["true"]
        elif profile in ("multiple_choice", "multiple_response"):
            found["choices"] = [(text, ident in right) for ident, text in zip(labels, texts[1:], strict=True)]
        elif profile == "fib":
            found["answers"] = [str(each).strip() for each in right]
        made.append(found)
    return made
