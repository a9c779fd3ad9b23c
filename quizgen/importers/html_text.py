r"""HTML → the literal text of a fact record: no word that a reader saw is dropped.

Formulas come out between ``\(`` and ``\)``; what plain text cannot show (tables, styles, sounds, addresses of links)
is noted as a loss.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote

from quizgen.importers.html_elements import OpenElements, Raised, opened_list
from quizgen.importers.html_names import BLOCKS, HIDDEN, KNOWN, MEDIA, STYLES
from quizgen.importers.marks import APART, FIXED_SPACE, PICTURE, SPACE
from quizgen.importers.mathml import MathReader

Attributes = list[tuple[str, str | None]]


_STYLED = re.compile(r"font-(?:weight:\s*(?:bold|[6-9]00)|style:\s*italic)|text-decoration|color\s*:", re.IGNORECASE)
_SUPERSCRIPT = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_SUBSCRIPT = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_RAISED = re.compile(r"[0-9+\-−=()ni]+")
_LOWERED = re.compile(r"[0-9+\-−=()]+")
_DISPLAYED = re.compile(
    r"\\\[(?P<brackets>(?:(?!\\[\[\]]).)+?)\\\]|(?<!\$)\$\$(?P<dollars>[^$]+?)\$\$(?!\$)", re.DOTALL
)
_LATEX = re.compile(r"\\[A-Za-z]|[\^_={}]")
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_INDENT = re.compile(r"(?<![^\v\x1e])(?=[ \t]*\u00a0[ \t\u00a0])[ \t\u00a0]+(?=[^ \t\u00a0\v\x1e])")
_FIXED = re.compile(r"(?<=\d)\u00a0(?=[\w%‰°€$])|\u00a0(?=[;:!?»])|(?<=«)\u00a0")
_FORMULA_IMAGE = re.compile(
    r"(?:^|\s)(?:equation_image|Wirisformula|latex|texrender|math-image)(?:\s|$)", re.IGNORECASE
)
_DATA = re.compile(r"(?P<quote>[\"'])(?P<address>data:image/[^\"']{500,})(?P=quote)")
_TAG = re.compile(r"</?[a-zA-Z](?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}')*>|<[!?][^<>]*>|<")
_OWN_MARKS = dict.fromkeys(map(ord, (PICTURE, FIXED_SPACE, SPACE, APART)))
_STYLE = ("style (bold, italics, colour, …)", "questions have plain text")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without its HTML, with a mark for each of its ``pictures`` (address, description)."""

    text: str
    pictures: tuple[tuple[str, str], ...] = ()
    losses: tuple[tuple[str, str], ...] = ()

    def mark(self, number: int) -> str:
        """The mark of a picture in the text."""
        return f"{PICTURE}{number}{PICTURE}"


def plain(source: str, *, keep_lines: bool = False) -> Plain:
    """``source`` without its HTML; with ``keep_lines`` line ends are kept, as where HTML is typed as text."""
    reader = _TextReader(keep_lines=keep_lines)
    reader.feed(_well_formed(_DATA.sub(reader.put_aside, source.translate(_OWN_MARKS))))
    reader.close()
    return Plain(reader.text(), tuple(reader.pictures), tuple(reader.losses))


def _well_formed(source: str) -> str:
    """HTML without comments, in which every < begins a tag that ends: others take the parser quadratic time."""
    pieces, end = [], 0
    while (start := source.find("<!--", end)) >= 0 and (close := source.find("-->", start)) >= 0:
        pieces.append(source[end:start])
        end = close + 3
    return _TAG.sub(lambda tag: "&lt;" if tag[0] == "<" else tag[0], "".join((*pieces, source[end:])))


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML: it closes a tag that it opens, breaks a line, shows a picture, or names a character."""
    if re.search(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});", text):
        return True
    if re.search(r"<(?:br|hr|img)\b[^<>]*>", text, re.IGNORECASE):
        return True
    opened = {tag.lower() for tag in re.findall(r"<([a-zA-Z][\w-]*)(?:\s[^<>]*)?>", text)} & KNOWN
    return any(f"</{tag}>" in text.lower() for tag in opened)


def with_formulas(text: str) -> str:
    r"""The text with ``\[…\]`` and ``$$…$$`` as formulas, where there is LaTeX between them."""

    def formula(match: re.Match[str]) -> str:
        latex = (match["brackets"] or match["dollars"]).strip()
        return rf"\({latex}\)" if _LATEX.search(latex) else match[0]

    return _DISPLAYED.sub(formula, text) if "\\[" in text or "$$" in text else text


class _TextReader(HTMLParser):
    """Gathers the words; a block begins and ends a line."""

    def __init__(self, *, keep_lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.pictures: list[tuple[str, str]] = []
        self.losses: dict[tuple[str, str], None] = {}
        self._keep_lines = keep_lines
        self._parts: list[str] = []
        self._state = OpenElements()
        self._hidden = ""
        self._in_tex = False
        self._pre = 0
        self._in_gloss = False  # a reading above a word (ruby), in brackets that we add
        self._math: MathReader | None = None
        self._aside: list[str] = []
        self._foreign: list[str] = []  # elements that are open and are no HTML

    def put_aside(self, match: re.Match[str]) -> str:
        """Replaces the data of a picture by its number, because the parser is slow with it."""
        self._aside.append(match["address"])
        return f'"data-aside:{len(self._aside) - 1}"'

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if self._math:
            self._math.start(tag, attributes)
        elif self._hidden:
            return
        elif tag in HIDDEN:
            self._hide(tag, attributes)
        elif tag == "math" or tag.endswith(":math"):
            self._math = MathReader(attributes)
        elif tag == "anki-mathjax":
            self._hidden, self._in_tex = tag, True
            self._parts.append(r"\(")
        elif tag in MEDIA:
            self.losses["sound or film", "a question holds text and one picture"] = None
        elif tag not in KNOWN and ":" not in tag:
            self._start_unknown(tag, attributes)
        else:
            self._start(tag, attributes)

    def _start_unknown(self, tag: str, attributes: dict[str, str]) -> None:
        """Keeps ``<stdio.h>`` as the words that it is; ``<tts voice="de">`` is another program's and shows nothing."""
        if not any(attributes.values()):
            self._parts.append(self.get_starttag_text() or "")
            return
        self._foreign.append(tag)
        self.losses[f"element <{tag[:40]}>", "another program shows it: only its words are kept"] = None

    def _hide(self, tag: str, attributes: dict[str, str]) -> None:
        self._hidden = tag
        if attributes.get("type", "").startswith("math/tex"):
            self._in_tex = True
            self._parts.append(r"\(")
        elif tag == "script":
            self.losses["script", "a question is text here"] = None
        elif tag == "svg":
            self.losses["drawing", "a picture is a file here, and this one is written in the text"] = None

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "br":
                self._parts.append("\v")
            case "span" if "".join(self._parts[-1:]).endswith(("\\", "$")):
                self._parts.append(APART)
            case "img":
                self._image(attributes)
            case "sup" | "sub":
                self._state.raised.append(Raised(tag, len(self._parts)))
            case "td" | "th" | "caption":
                self._end_cell()
                self._parts.append("\x1e" if tag == "caption" else " | ")
                self._state.cells.append(len(self._parts))
            case "rt" if not "".join(self._parts[-1:]).rstrip().endswith(("(", "（")):
                self._in_gloss = True
                self._parts.append("(")
            case "table":
                self.losses["table", "its rows are lines, with cells separated by |"] = None
            case "ul" | "ol":
                self._state.lists.append(opened_list(tag, attributes))
            case "a" if re.match(r"https?:", attributes.get("href", "")):
                self.losses["address of a link", "questions have plain text: only the words of the link are kept"] = (
                    None
                )
            case "pre":
                self._pre += 1
        if tag in STYLES or _STYLED.search(attributes.get("style", "")):
            self.losses[_STYLE] = None
        if tag in ("tr", "tbody", "tfoot"):
            self._end_cell()
        if tag in BLOCKS and (tag in ("li", "ul", "ol") or not self._is_after_label()):
            self._line()
        if tag == "li":
            self._bullet()

    def handle_endtag(self, tag: str) -> None:
        if self._math:
            if self._math.end(tag):
                self._parts.append(self._math.formula)
                if self._math.doubtful:
                    self.losses["formula", "unsupported MathML is kept as plain characters"] = None
                self._math = None
        elif self._hidden:
            if tag == self._hidden:
                if self._in_tex:
                    self._parts.append(r"\)")
                self._hidden, self._in_tex = "", False
        elif tag in ("sup", "sub"):
            self._lower(tag)
        elif tag in ("rt", "ruby") and self._in_gloss:
            self._in_gloss = False
            self._parts.append(")")
        elif tag in ("ul", "ol"):
            self._state.lists = self._state.lists[:-1]
            self._line()
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in BLOCKS:
            if tag in ("tr", "table", "caption"):
                self._end_cell()
            self._pre -= tag == "pre" and self._pre > 0
            self._line()
        elif tag in self._foreign:
            self._foreign.remove(tag)
        elif tag not in KNOWN and ":" not in tag:
            self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._math:
            self._math.words(data)
        elif self._in_tex:
            self._parts.append(data)
        elif self._pre:
            self._parts.append(_typed_lines(data).replace("\t", " " * 4).replace(" ", SPACE))
        elif self._keep_lines and not self._hidden:
            self._parts.append(_typed_lines(data))
        elif not self._hidden:
            self._parts.append(_SPACES.sub(" ", data))

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in ("br", "img", "hr") and (self._math or tag in HIDDEN or tag in ("sup", "sub")):
            self.handle_endtag(tag)

    def text(self) -> str:
        """All words, line by line."""
        for raised in reversed(self._state.raised):
            self._lower(raised.tag)
        self._end_cell()
        text = _INDENT.sub(lambda space: SPACE * len(space[0]), "".join(self._parts))
        text = self._without_unseen(_FIXED.sub(FIXED_SPACE, text).replace("\u00a0", " "))
        lines = [part.strip(" \t\r\n\f") for part in re.split("[\v\x1e]", _squeeze(text))]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip().replace(FIXED_SPACE, "\u00a0").replace(SPACE, " ")
        return with_formulas(text).replace(APART, "")

    def _without_unseen(self, text: str) -> str:
        """The text without the spaces of no width that editors leave in it, unless it is nothing else."""
        seen = text.replace("\u200b", "")
        if seen == text or not seen.strip():
            return text
        self.losses["space without width", "it is not seen"] = None
        return seen

    def _line(self) -> None:
        """Ends a line: \\x1e is the end of a block's line, \\v one that was typed."""
        self._parts.append("\x1e")

    def _label(self) -> str:
        """What is before the current entry of a list, indented in a list inside another."""
        lists = self._state.lists
        return SPACE * 2 * (len(lists) - 1) + lists[-1].label if lists else "- "

    def _is_after_label(self) -> bool:
        """Whether an entry of a list has just begun."""
        last = next((part for part in reversed(self._parts) if part.strip(" \n\t") or part == "\x1e"), "")
        return last == self._label()

    def _bullet(self) -> None:
        if self._state.lists:
            self._state.lists[-1].count += 1
        self._parts.append(self._label())

    def _end_cell(self) -> None:
        """Puts a cell on one line, whatever blocks it has."""
        if self._state.cells:
            start = self._state.cells.pop()
            inside = " ".join(re.split("[\v\x1e \t]+", "".join(self._parts[start:]))).strip()
            self._parts[start:] = [inside]

    def _lower(self, tag: str) -> None:
        """Ends a super- or subscript: it is written in such characters, or else with ^ or _ before it."""
        if not self._state.raised:
            return
        start = self._state.raised.pop().start
        inside = "".join(self._parts[start:]).strip()
        del self._parts[start:]
        table, convertible, sign = (_SUPERSCRIPT, _RAISED, "^") if tag == "sup" else (_SUBSCRIPT, _LOWERED, "_")
        if convertible.fullmatch(inside):
            self._parts.append(inside.translate(table))
        elif inside:
            self.losses["super- or subscript", "questions have plain text: it is written with ^ or _"] = None
            self._parts.append(sign + (inside if len(inside) == 1 else f"({inside})"))

    def _image(self, attributes: dict[str, str]) -> None:
        latex = attributes.get("data-equation-content", "")
        if not latex and _FORMULA_IMAGE.search(attributes.get("class", "")):
            latex = re.sub(r"^LaTeX:\s*", "", attributes.get("alt", "") or attributes.get("title", ""))
        if latex:
            self._parts.append(rf"\({latex}\)")
            return
        source = attributes.get("src", "")
        if source.startswith("data-aside:"):
            source = self._aside[int(source.partition(":")[2])]
        self._parts.append(f"{PICTURE}{len(self.pictures)}{PICTURE}")
        address = source if source.startswith("data:") else unquote(source)
        self.pictures.append((address, (attributes.get("alt") or attributes.get("title") or "").strip()))


def _typed_lines(data: str) -> str:
    """Text whose line ends were typed."""
    return data.replace("\r\n", "\v").replace("\n", "\v")


def _squeeze(text: str) -> str:
    """The text with one line end where several blocks end, and none of theirs after a line end that was typed."""
    text = re.sub("(?:(?<![ \t])[ \t]+)?\x1e[\x1e \t]*", "\x1e", re.sub(" {2,}", " ", text))
    return text.replace("\v\x1e", "\x1e")
