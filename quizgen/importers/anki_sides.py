"""The two sides of a card as Anki shows them: a template's own words with a note's fields in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.importers.question_draft import Unfit
from quizgen.rendering.anki_templates import ALWAYS_FILLED, SPECIAL, Field, TemplateSyntaxError, parse, visible
from quizgen.rendering.anki_text import is_blank, plain_text, without_tags

_MARK = re.compile("\x1f([0-9]+)\x1f")  # no field and no template holds this character
_READING = re.compile(r" ?([^ >]{1,100}?)\[(?!sound:)([^\[\]]+)\]")  # as Japanese is written: 漢字[かんじ]
_READINGS = {"furigana": r"\1(\2)", "kanji": r"\1", "kana": r"\2"}
_ANSWER = re.compile(r"<hr\b[^<>]*\bid\s*=\s*[\"']?answer\b[^<>]*>", re.IGNORECASE)
_OWN = re.compile(
    r"<style(?:(?!<style).)*?</style>|<script(?:(?!<script).)*?</script>|<!--(?:(?!<!--).)*?-->|<[^<>]*>|&[#\w]{1,40};",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class CardSide:
    """One side: its ``html``, the fields that it displays, in order, and those that are typed or hidden hints.

    ``has_own_words`` says that the template has words besides its fields.
    """

    html: str = ""
    displayed: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    has_own_words: bool = False


@dataclass(slots=True)
class _Fields:
    displayed: dict[str, None] = field(default_factory=dict)
    typed: dict[str, None] = field(default_factory=dict)
    hints: dict[str, None] = field(default_factory=dict)


def side_of(template: str, values: Mapping[str, str], *, left_out: frozenset[str] = frozenset()) -> CardSide:
    """A side of a card; of a back only what is behind its front, without the fields ``left_out``.

    Raises Unfit for a template that Anki could not read.
    """
    filled = {name for name, value in values.items() if not is_blank(value)}
    try:
        parts = list(visible(parse(template), filled | (ALWAYS_FILLED - set(values))))
    except TemplateSyntaxError as error:
        raise Unfit(f"the template of its card cannot be read: {error}", "correct it in Anki") from error
    # A field in an attribute names a language, a colour or a picture: its mark disappears with the tag.
    marked = "".join(part if isinstance(part, str) else f"\x1f{index}\x1f" for index, part in enumerate(parts))
    marked = _ANSWER.split(marked)[-1]
    fields, own = _Fields(), ""
    for index, text in enumerate(_MARK.split(without_tags(marked, " "))):
        if index % 2 == 0:
            own += text
            continue
        part = parts[int(text)]
        if isinstance(part, Field) and part.name in filled:
            _note(part, fields)
    html = _MARK.sub(lambda mark: _shown_text(parts[int(mark[1])], values, left_out), marked)
    return CardSide(
        html,
        tuple(fields.displayed),
        tuple(fields.typed),
        tuple(fields.hints),
        bool(re.search(r"\w", _OWN.sub(" ", own))),
    )


def _note(part: Field, fields: _Fields) -> None:
    if "type" in part.filters:
        fields.typed[part.name] = None
    elif "hint" in part.filters:
        fields.hints[part.name] = None
    else:
        fields.displayed[part.name] = None


def _shown_text(part: object, values: Mapping[str, str], left_out: frozenset[str]) -> str:
    """What Anki shows in a field's place; of what it fills in itself nothing, which is no part of a question."""
    if not isinstance(part, Field) or part.name in left_out or "type" in part.filters or "hint" in part.filters:
        return ""
    if part.name not in values:
        return "" if part.name in SPECIAL else f"{{{{{part.name}}}}}"
    value = values[part.name]
    for name in reversed(part.filters):
        if name in _READINGS:
            value = _READING.sub(_READINGS[name], value)
        elif name == "text":
            value = plain_text(value).replace("&", "&amp;").replace("<", "&lt;")
        elif name.startswith("tts "):
            value = "[sound:speech]"
    return value
