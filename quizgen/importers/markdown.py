"""Markdown → literal text, as far as banks use it: emphasis, code, links and headings become plain words."""

from __future__ import annotations

import re
from textwrap import dedent

from quizgen.importers.html_text import looks_like_html
from quizgen.importers.marks import KEPT
from quizgen.importers.question_draft import Draft

_FORMULA = re.compile(r"(\\\\?\((?:(?!\\\().)+?\\\\?\)|\$\$.+?\$\$)", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>~|])")
_PICTURE = re.compile(r"!\[([^\[\]]{0,500})\]\(([^)\s]{1,2000})[^()]{0,500}\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]]{1,500})\]\((https?:[^)\s]{1,2000})[^()]{0,500}\)")
_STYLES = (
    re.compile(r"(?<![\\*\w])(\*{1,3})(?=\S)(.{1,1000}?)(?<=[^\s\\])\1(?![*\w])", re.DOTALL),
    re.compile(r"(?<![\\_\w])(_{1,3})(?=[^\s_])(.{1,1000}?)(?<=[^\s\\_])\1(?![_\w])", re.DOTALL),
    re.compile(r"(~~)(?=\S)(.{1,1000}?)(?<=\S)~~", re.DOTALL),
    re.compile(r"(`{1,3})(.{1,1000}?)\1", re.DOTALL),
)
_HEADING = re.compile(r"^#{1,6}\s+(.*+)", re.MULTILINE)


def without_markdown(text: str, draft: Draft) -> str:
    """``text`` without its Markdown; formulas stay as they are, and what is lost is noted."""
    parts = _FORMULA.split(dedent(text).replace(KEPT, ""))
    plain = "".join(part if index % 2 else _plain(part, draft) for index, part in enumerate(parts))
    plain = re.sub(r"\\\\([()])", r"\\\1", plain)
    return draft.html(plain, keep_lines=True) if looks_like_html(plain) else draft.literal(plain)


def _plain(text: str, draft: Draft) -> str:
    escaped: list[str] = []

    def keep(escape: re.Match[str]) -> str:
        escaped.append(escape[1])
        return f"{KEPT}{len(escaped) - 1}{KEPT}"

    text = _ESCAPED.sub(keep, text)
    if _PICTURE.search(text):
        draft.lose("picture", "it is not in the bank: its description is used here")
        text = _PICTURE.sub(lambda picture: f"[{picture[1] or 'picture'}]", text)
    if _LINK.search(text):
        draft.lose("address of a link", "questions have plain text: only the words of the link are kept")
        text = _LINK.sub(r"\1", text)
    for style in _STYLES:
        shorter = style.sub(r"\2", text)
        if shorter != text:
            draft.lose("style (bold, italics, colour, …)", "questions have plain text")
        text = shorter
    text = _HEADING.sub(lambda heading: heading[1].rstrip("#").rstrip(), text)
    return re.sub(rf"{KEPT}(\d+){KEPT}", lambda kept: escaped[int(kept[1])], text)
