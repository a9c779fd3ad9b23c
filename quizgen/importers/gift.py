"""GIFT, Moodle's text format: ``::title:: stem {=right ~wrong}``, blocks of lines parted by blank ones.

The syntax is Moodle's own reader's: a backslash before one of ``~ = # { } : \\`` makes it literal, ``\\n`` ends a line,
``####`` begins the general feedback, ``[id:…]`` and ``[tag:…]`` in a comment belong to the question below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.importers import moodle_cloze
from quizgen.importers.bank import Bank
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.html import looks_like_html
from quizgen.importers.items import (
    Body,
    Choice,
    Gap,
    Gapped,
    Item,
    Judgement,
    Matching,
    Number,
    Read,
    Refused,
    ShortAnswer,
)
from quizgen.importers.markdown import unmarked
from quizgen.importers.naming import category_path
from quizgen.importers.scoring import chosen, number, short_answer

_ESCAPED = re.compile(r"\\([\\~=#{}:n])")
_HIDDEN = 0xE100  # private characters that stand for escaped ones while the syntax is looked at
_SIGNS = "\\~=#{}:n"
_SHOWN = {_HIDDEN + place: "\n" if sign == "n" else sign for place, sign in enumerate(_SIGNS)}
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]\s*", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%(-?\d+(?:[.,]\d+)?)%")
_ANSWER = re.compile(r"(?=[=~])")
_CLOZE = re.compile(r"\{\d*:[A-Z_]+:")
_BRACES, _GAP = re.compile(r"\{([^{}]*)\}"), "\ue200"
_TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?=#|$)", re.IGNORECASE)
_ID, _TAG = re.compile(r"\[id:((?:\\\]|[^\]])+)\]"), re.compile(r"\[tag:((?:\\\]|[^\]])+)\]")


@dataclass(frozen=True, slots=True)
class _Block:
    """A question's own lines, and what the comments above it say."""

    line: int
    text: str
    comments: str
    section: str


@dataclass(frozen=True, slots=True)
class _Answer:
    sign: str
    weight: float | None
    text: str
    feedback: str


class Gift:
    """Reads GIFT."""

    name = "gift"
    summary = "GIFT, Moodle's text format"
    suffixes = (".gift", ".txt")
    kinds = ("multiple-choice", "multiple-response", "true-false", "short-answer", "numeric", "matching", "gaps")

    def knows(self, bank: Bank) -> bool:
        """It has answers in braces that begin with = ~ # or a truth value."""
        begins = r"(?<!\\)\{\s*(?:[=~]|#\s*[-=%\d]|(?:T|F|TRUE|FALSE)\s*[}#]|\})|^::.*::|^\$CATEGORY:"
        return not re.match(r"\s*(?:<|[\[{]\s*[\[{\"])", bank.head) and bool(re.search(begins, bank.head, re.M))

    def read(self, bank: Bank) -> Iterator[Read]:
        """The questions, block by block."""
        for block in _blocks(bank.text):
            title, _ = _titled(_hidden(block.text))
            label = _shown(title) or block.text.strip().splitlines()[0][:60]
            try:
                yield _question(block)
            except Unfit as unfit:
                yield Refused(block.line, label, unfit.message, unfit.hint)


def _blocks(text: str) -> Iterator[_Block]:
    """The blocks between blank lines, comments and commands taken out."""
    lines: list[str] = []
    comments: list[str] = []
    section, begun = "", 0
    for number_, line in enumerate([*text.split("\n"), ""], 1):
        plain = line.strip()
        if plain.startswith("//"):
            comments.append(plain)
        elif plain.startswith("$CATEGORY:") and not lines:
            section = plain.removeprefix("$CATEGORY:").replace("\\\\", "\\").strip()
        elif plain:
            begun = begun if lines else number_
            lines.append(plain)
        elif lines:
            yield _Block(begun, "\n".join(lines), "\n".join(comments), section)
            lines, comments = [], []


def _question(block: _Block) -> Item:
    draft = Draft()
    title, text = _titled(_hidden(block.text))
    format_, text = _marked(text, "moodle")
    opened, closed = text.find("{"), text.rfind("}")
    more = {
        "line": block.line,
        "label": _shown(title),
        "ident": "".join(_ID.findall(block.comments)[-1:]).replace("\\]", "]").strip(),
        "tags": tuple(tag.replace("\\]", "]").strip() for tag in _TAG.findall(block.comments)),
        "section": category_path(block.section),
    }
    if _CLOZE.search(text):  # Moodle knows such gaps elsewhere, and teachers write them here too
        gapped, own, _ = moodle_cloze.read(_text(_titled(block.text)[1], draft, format_, "question"), draft)
        return draft.item(gapped, "", feedback=own, **more)
    if opened < 0 or closed < opened:
        if opened >= 0 or closed >= 0:
            raise Unfit("one of its braces has no counterpart", "write \\{ or \\} for a brace that is text")
        raise Unfit("it is a text without a question", "put it into a question's stimulus by hand")
    if text.count("{") > 1 or text.count("}") > 1:
        return draft.item(_gaps(text, draft, format_), "", **more)
    before, answers, after = text[:opened].rstrip(), text[opened + 1 : closed], text[closed + 1 :]
    if after.strip():
        before = f"{text[:opened]}_____{after}"
    answers, _, general = answers.partition("####")
    body = _body(answers.strip(), draft, format_)
    feedback = _text(general, draft, format_, "feedback")
    if isinstance(body, tuple):
        body, own = body
        feedback = feedback or own
    return draft.item(body, _text(before, draft, format_, "question"), feedback=feedback, **more)


def _gaps(text: str, draft: Draft, format_: str) -> Body:
    """The text with a gap for every pair of braces: Moodle takes the first alone, but people write several."""
    answers = _BRACES.findall(text)
    marked = _BRACES.sub(_GAP, text)
    if "{" in marked or "}" in marked:
        raise Unfit("one of its braces has no counterpart", "write \\{ or \\} for a brace that is text")
    first, *others = _text(marked, draft, format_, "question").split(_GAP)
    gaps = [_gap(each, draft, format_) for each in answers]
    parts = [first, *(part for pair in zip(gaps, others, strict=True) for part in pair)]
    return Gapped(tuple(part for part in parts if part))


def _gap(answers: str, draft: Draft, format_: str) -> Gap:
    if answers.strip()[:1] not in ("=", "~", "#"):
        raise Unfit("one of its braces holds no answer", "write \\{ and \\} for braces that are text")
    body = _body(answers.strip(), draft, format_)
    match body[0] if isinstance(body, tuple) else body:
        case ShortAnswer(answer, accept):
            return Gap(answer, accept)
        case Number(value, tolerance):
            return Gap(value, tolerance=tolerance)
        case Choice(options):
            right, *also = [option.text for option in options if option.correct]
            return Gap(right, tuple(also), tuple(option.text for option in options if not option.correct))
        case _:
            raise Unfit("one of its gaps is neither of words nor of options", "write a question for each gap")


def _body(answers: str, draft: Draft, format_: str) -> Body | tuple[Body, str]:
    """What is right, and the feedback of a right answer where a question of that kind holds one for all."""
    if not answers:
        raise Unfit("it wants an essay, which no program marks", "ask it in words of your own on the paper")
    if answers.startswith("#"):
        return _number(answers[1:].strip(), draft, format_)
    if truth := _TRUE_FALSE.match(answers):
        return _judgement(truth[1].upper().startswith("T"), answers[truth.end() :], draft, format_)
    given = [_answer(part) for part in _ANSWER.split(answers) if part.strip()]
    if given[:1] and not given[0].sign and all(each.sign == "=" for each in given[1:]):
        given[0] = _Answer("=", given[0].weight, given[0].text, given[0].feedback)  # the first needs no sign
    if not all(each.sign for each in given):
        raise Unfit("its braces hold something that is no answer", "begin each answer with = or ~")
    if any(each.sign == "~" for each in given):
        options = [
            (_text(each.text, draft, format_, "option"), _text(each.feedback, draft, format_, "feedback"), _share(each))
            for each in given
        ]
        return chosen(draft, options, several=not any(each.sign == "=" for each in given))
    if all("->" in each.text for each in given):
        return _matching(given, draft, format_)
    return short_answer(
        draft,
        [
            (_text(e.text, draft, "plain", "answer"), _text(e.feedback, draft, format_, "feedback"), _share(e))
            for e in given
        ],
        wildcards=True,
    )


def _share(answer: _Answer) -> float:
    """How much of the marks an answer earns, from 1 (all) to -1."""
    if answer.weight is not None:
        return answer.weight / 100
    return 1.0 if answer.sign == "=" else 0.0


def _answer(part: str) -> _Answer:
    sign, rest = (part[0], part[1:]) if part[0] in "=~" else ("", part)
    weight = _WEIGHT.match(rest)
    text, _, feedback = (rest[weight.end() :] if weight else rest).partition("#")
    return _Answer(sign, float(weight[1].replace(",", ".")) if weight else None, text, feedback)


def _judgement(true: bool, rest: str, draft: Draft, format_: str) -> tuple[Body, str]:
    wrong, _, right = rest.strip().removeprefix("#").partition("#")
    told = [_text(each, draft, format_, "feedback") for each in (right, wrong)]
    if all(told):
        draft.lose(
            "feedback for a wrong answer", "a statement to judge has one feedback: that for the right answer stays"
        )
    return Judgement(true), told[0] or told[1]


def _matching(given: list[_Answer], draft: Draft, format_: str) -> Body:
    pairs: list[tuple[str, str]] = []
    spares: list[str] = []
    for each in given:
        left, _, right = each.text.partition("->")
        shown = _text(left, draft, format_, "option"), _right_side(right, draft)
        if shown[0]:
            pairs.append(shown)
        else:
            spares.append(shown[1])
    return Matching(tuple(pairs), tuple(spares))


def _right_side(text: str, draft: Draft) -> str:
    """A right side, which Moodle shows as HTML and takes no format for."""
    text = _shown(text)
    return draft.html(text) if looks_like_html(text) else draft.literal(text)


def _number(answers: str, draft: Draft, format_: str) -> tuple[Body, str]:
    given = [_answer(part) for part in _ANSWER.split(answers) if part.strip()]
    found = []
    for each in given:
        text = _shown(each.text).strip()
        low, dots, high = text.partition("..")
        value, _, tolerance = text.partition(":")
        if dots:
            found.append((low.strip(), high.strip(), "", _share_of_number(each), each.feedback))
        else:
            found.append((value.strip(), "", tolerance.strip(), _share_of_number(each), each.feedback))
    right = [each for each in found if each[3] >= 1]
    body = number(draft, [each[:4] for each in found])
    return body, _text(right[0][4], draft, format_, "feedback") if right else ""


def _share_of_number(answer: _Answer) -> float:
    return 1.0 if answer.weight is None and answer.sign != "~" else _share(answer)


def _titled(text: str) -> tuple[str, str]:
    """The title between double colons, and the rest."""
    text = text.strip()
    if text.startswith("::"):
        title, found, rest = text[2:].partition("::")
        if found:
            return title.strip(), rest.strip()
    return "", text


def _marked(text: str, otherwise: str) -> tuple[str, str]:
    found = _FORMAT.match(text)
    return (found[1].lower(), text[found.end() :]) if found else (otherwise, text)


def _text(source: str, draft: Draft, format_: str, holds: str) -> str:
    """A part of the question as plain text, by its own format marker or else the question's."""
    format_, source = _marked(source, format_)
    text = _shown(source)
    if format_ == "html":
        return draft.html(text, holds=holds)
    if format_ == "markdown":
        return unmarked(text, draft)
    if format_ == "moodle" and looks_like_html(text):
        return draft.html(text, holds=holds, keep_lines=True)
    return draft.literal(text)


def _hidden(text: str) -> str:
    """The text with its escaped signs out of the syntax's way."""
    return _ESCAPED.sub(lambda found: chr(_HIDDEN + _SIGNS.index(found[1])), text)


def _shown(text: str) -> str:
    return text.translate(_SHOWN)
