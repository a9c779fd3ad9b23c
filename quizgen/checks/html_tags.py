"""A rule about HTML that came along when a text was copied."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from quizgen.checks.finding import Field, Finding
from quizgen.checks.rule import rule
from quizgen.errors import quote

_FORMULA = re.compile(r"\\\(.*?\\\)", re.DOTALL)
_TAG = re.compile(
    r"</?(?:a|b|big|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|su[bp]|table|t[dhr]|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]+);", re.IGNORECASE)


@rule("markup", "info", remedy="write the words alone, unless the fact is about HTML")
def markup(fact: str, field: Field, text: str) -> Iterator[Finding]:
    """A text has no tags or entities of HTML: they are printed as they are."""
    if "<" not in text and "&" not in text:
        return
    words = _FORMULA.sub("", text)
    entities = [entity for entity in _ENTITY.findall(words) if html.unescape(entity) != entity]
    if found := dict.fromkeys([*_TAG.findall(words), *entities]):
        yield markup.finding(fact, field, f"{quote(text)} will be printed with {', '.join(found)}")
