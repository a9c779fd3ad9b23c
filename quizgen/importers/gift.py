"""GIFT, Moodle's text format: ``::title:: stem {=right ~wrong}``, blocks of lines separated by blank ones.

The syntax is Moodle's own reader's: a backslash before one of ``~ = # { } : \\`` makes it literal, ``\\n`` ends a line,
``####`` begins the general feedback, ``[id:…]`` and ``[tag:…]`` in a comment belong to the question below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from quizgen.importers import moodle_cloze
from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import matching, open_answer
from quizgen.importers.html_text import looks_like_html
from quizgen.importers.imported import BankEntry, GappedText, ImportedQuestion, RejectedQuestion, TextGap
from quizgen.importers.markdown import without_markdown
from quizgen.importers.marks import ESCAPED, GAP, NONE
from quizgen.importers.naming import category_path
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import ScoredText, choice_of, number, short_answer
from quizgen.model.body import ChooseOne, ChooseSeveral, Matching, Number, OpenAnswer, ShortText, TrueFalse

_ESCAPED = re.compile(r"\\([\\~=#{}:n])")
_ESCAPABLE = "\\~=#{}:n"
_UNHIDDEN = {ord(mark): "\n" if sign == "n" else sign for mark, sign in zip(ESCAPED, _ESCAPABLE, strict=True)}
_FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]\s*", re.IGNORECASE)
_WEIGHT = re.compile(r"\s*%(-?\d+(?:[.,]\d+)?)%")
_ANSWER = re.compile(r"(?=[=~])")
_CLOZE = re.compile(r"\{\d*:[A-Z_]+:")
_BRACES = re.compile(r"\{([^{}]*)\}")
_TRUE_FALSE = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?=#|$)", re.IGNORECASE)
_ID, _TAG = re.compile(r"\[id:((?:\\\]|(?!\[id:)[^\]])+)\]"), re.compile(r"\[tag:((?:\\\]|(?!\[tag:)[^\]])+)\]")


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


# What one pair of braces may hold.
_Body = ChooseOne | ChooseSeveral | TrueFalse | ShortText | Number | Matching | OpenAnswer


class Gift:
    """Reads GIFT."""

    name = "gift"
    summary = "GIFT, Moodle's text format"
    suffixes = (".gift", ".txt")
    kinds = (
        "multiple-choice",
        "multiple-response",
        "true-false",
        "short-answer",
        "numeric",
        "matching",
        "gaps",
        "open",
    )

    def knows(self, bank: BankFile) -> bool:
        """It has answers in braces that begin with = ~ # or a truth value."""
        begins = r"(?<!\\)\{\s*(?:[=~]|#\s*[-=%\d]|(?:T|F|TRUE|FALSE)\s*[}#]|\})|^::.*::|^\$CATEGORY:"
        return not re.match(r"\s*(?:<|[\[{]\s*[\[{\"])", bank.head) and bool(re.search(begins, bank.head, re.M))

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The questions, block by block."""
        for block in _blocks(bank.text):
            title, _ = _split_title(_hide_escaped(block.text))
            label = _unhidden(title) or block.text.strip().splitlines()[0][:60]
            try:
                yield _question(block)
            except Unfit as unfit:
                yield RejectedQuestion(block.line, label, unfit.message, unfit.hint)


def _blocks(text: str) -> Iterator[_Block]:
    """The blocks between blank lines, without comments and commands; a title also begins one, if braces came before."""
    lines: list[str] = []
    comments: list[str] = []
    section, first_line = "", 0
    for line_number, line in enumerate([*text.split("\n"), ""], 1):
        plain = line.strip()
        if plain.startswith("//"):
            comments.append(plain)
        elif plain.startswith("$CATEGORY:") and not lines:
            section = plain.removeprefix("$CATEGORY:").replace("\\\\", "\\").strip()
        elif plain:
            if plain.startswith("::") and _is_complete("\n".join(lines)):
                yield _Block(first_line, "\n".join(lines), "\n".join(comments), section)
                lines, comments = [], []
            first_line = first_line if lines else line_number
            lines.append(line.rstrip())
        elif lines:
            yield _Block(first_line, "\n".join(lines), "\n".join(comments), section)
            lines, comments = [], []


def _is_complete(text: str) -> bool:
    """Whether the text has braces, and all of them are closed."""
    hidden = _hide_escaped(text)
    return "{" in hidden and hidden.count("{") == hidden.count("}")


def _question(block: _Block) -> ImportedQuestion:
    draft = Draft()
    title, text = _split_title(_hide_escaped(block.text))
    format_, text = _split_format(text, "moodle")
    opened, closed = text.find("{"), text.rfind("}")
    more = {
        "line": block.line,
        "label": _unhidden(title),
        "ident": "".join(_ID.findall(block.comments)[-1:]).replace("\\]", "]").strip(),
        "tags": tuple(tag.replace("\\]", "]").strip() for tag in _TAG.findall(block.comments)),
        "section": category_path(block.section),
    }
    if _CLOZE.search(text):  # Moodle has such gaps in other formats, and teachers write them here too
        body, feedback, _ = moodle_cloze.read(_text(_split_title(block.text)[1], draft, format_, "question"), draft)
        return draft.question(body, "", feedback=feedback, **more)
    if opened < 0 or closed < opened:
        if opened >= 0 or closed >= 0:
            raise _unmatched(text)
        raise Unfit("it is a text without a question", "put it into a question's stimulus by hand")
    if text.count("{") > 1 or text.count("}") > 1:
        return draft.question(_gaps(text, draft, format_), "", **more)
    before, answers, after = text[:opened].rstrip(), text[opened + 1 : closed], text[closed + 1 :]
    if after.strip():
        before = f"{text[:opened]}_____{after}"
    answers, _, general = answers.partition("####")
    answer, own = _answer_and_feedback(answers.strip(), draft, format_)
    feedback = _text(general, draft, format_, "feedback") or own
    return draft.question(answer, _text(before, draft, format_, "question"), feedback=feedback, **more)


def _unmatched(text: str) -> Unfit:
    """The error that a brace has no other, with what is missing."""
    what = "close the answers with }" if text.count("{") > text.count("}") else "open the answers with {"
    return Unfit("one of its braces is unmatched", f"{what}, or write \\{{ or \\}} for a brace that is text")


def _gaps(text: str, draft: Draft, format_: str) -> GappedText:
    """The text with a gap for every pair of braces: Moodle only takes the first, but people write several."""
    answers = _BRACES.findall(text)
    marked = _BRACES.sub(GAP, text)
    if "{" in marked or "}" in marked:
        raise _unmatched(text)
    first, *others = _text(marked, draft, format_, "question").split(GAP)
    gaps = [_gap(answer, draft, format_) for answer in answers]
    parts = [first, *(part for pair in zip(gaps, others, strict=True) for part in pair)]
    return GappedText(tuple(part for part in parts if part))


def _gap(answers: str, draft: Draft, format_: str) -> TextGap:
    if answers.strip()[:1] not in ("=", "~", "#"):
        raise Unfit("one of its braces holds no answer", "write \\{ and \\} for braces that are text")
    body, _ = _answer_and_feedback(answers.strip(), draft, format_)
    match body:
        case ShortText(shown, accept):
            return TextGap(shown, accept)
        case Number():
            return TextGap(body.value, tolerance=body.tolerance)
        case ChooseOne() | ChooseSeveral():
            right, *others = (str(option.text) for option in body.options if option.correct)
            wrong = tuple(str(option.text) for option in body.options if not option.correct)
            return TextGap(right, tuple(others), wrong)
        case TrueFalse() | Matching() | OpenAnswer():
            raise Unfit("one of its gaps has neither words nor options", "write a question for each gap")
        case _:
            assert_never(body)


def _answer_and_feedback(answers: str, draft: Draft, format_: str) -> tuple[_Body, str]:
    """What is right, and the feedback of a right answer where such a question has one for all answers."""
    if not answers:
        return open_answer(), ""
    if answers.startswith("#"):
        return _number(answers[1:].strip(), draft, format_)
    if truth := _TRUE_FALSE.match(answers):
        return _true_false(truth[1].upper().startswith("T"), answers[truth.end() :], draft, format_)
    sources = [part for part in _ANSWER.split(answers) if part.strip()]
    parts = [_answer(part) for part in sources]
    # As Moodle reads it, a # belongs to what is matched: C# -> Microsoft.
    is_matched = not sources[0].startswith("~") and all(part.startswith("=") for part in sources[1:])
    is_matched = is_matched and all("->" in part for part in sources)
    if is_matched and (len(sources) > 1 or "->" in parts[0].text):
        return _matching([source.removeprefix("=") for source in sources], draft, format_), ""
    if parts[:1] and not parts[0].sign and all(part.sign == "=" for part in parts[1:]):
        parts[0] = replace(parts[0], sign="=")  # which the first may lack
    if not all(part.sign for part in parts):
        raise Unfit("its braces contain something other than answers", "begin each answer with = or ~")
    if any(part.sign == "~" for part in parts):
        options = [_scored_text(part, draft, format_, format_, "option") for part in parts]
        return choice_of(draft, options, several=not any(part.sign == "=" for part in parts)), ""
    return short_answer(
        draft, [_scored_text(part, draft, "plain", format_, "answer") for part in parts], wildcards=True
    )


def _scored_text(answer: _Answer, draft: Draft, format_: str, feedback_format: str, holds: str) -> ScoredText:
    text = _text(answer.text, draft, format_, holds)
    return text, _text(answer.feedback, draft, feedback_format, "feedback"), _share(answer)


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


def _true_false(true: bool, rest: str, draft: Draft, format_: str) -> tuple[TrueFalse, str]:
    wrong, _, right = rest.strip().removeprefix("#").partition("#")
    right_feedback, wrong_feedback = (_text(part, draft, format_, "feedback") for part in (right, wrong))
    if right_feedback and wrong_feedback:
        draft.lose(
            "feedback for a wrong answer", "a statement to judge has one feedback: that for the right answer stays"
        )
    return TrueFalse(true), right_feedback or wrong_feedback


def _matching(answers: list[str], draft: Draft, format_: str) -> Matching:
    pairs: list[tuple[str, str]] = []
    spares: list[str] = []
    for answer in answers:
        left, _, right = answer.partition("->")
        left_side, right_side = _text(left, draft, format_, "option"), _right_side(right, draft)
        if left_side:
            pairs.append((left_side, right_side))
        else:
            spares.append(right_side)
    return matching(pairs, spares)


def _right_side(text: str, draft: Draft) -> str:
    """A right side, which Moodle shows as HTML and which can have no format of its own."""
    text = _unhidden(text)
    return draft.html(text) if looks_like_html(text) else draft.literal(text)


def _number(answers: str, draft: Draft, format_: str) -> tuple[Number, str]:
    values: list[tuple[str, str, str, float]] = []
    right_feedback: list[str] = []
    for part in filter(str.strip, _ANSWER.split(answers)):
        answer = _answer(part)
        text, share = _unhidden(answer.text).strip(), _share_of_number(answer)
        low, dots, high = text.partition("..")
        value, _, tolerance = text.partition(":")
        if dots:
            values.append((low.strip(), high.strip(), "", share))
        else:
            values.append((value.strip(), "", tolerance.strip(), share))
        feedback = _text(answer.feedback, draft, format_, "feedback")
        if feedback and share >= 1:
            right_feedback.append(feedback)
    return number(draft, values), next(iter(right_feedback), "")


def _share_of_number(answer: _Answer) -> float:
    return 1.0 if answer.weight is None and answer.sign != "~" else _share(answer)


def _split_title(text: str) -> tuple[str, str]:
    """The title between double colons, and the rest."""
    text = text.strip()
    if text.startswith("::"):
        title, end, rest = text[2:].partition("::")
        if end:
            return title.strip(), rest.strip()
    return "", text


def _split_format(text: str, otherwise: str) -> tuple[str, str]:
    """The format that the text names, or ``otherwise``, and the text without its name."""
    marker = _FORMAT.match(text)
    return (marker[1].lower(), text[marker.end() :]) if marker else (otherwise, text)


def _text(source: str, draft: Draft, format_: str, holds: str) -> str:
    """A part of the question as plain text, by its own format or else the question's."""
    format_, source = _split_format(source, format_)
    if format_ not in ("html", "markdown") and "<pre" not in source.lower():  # whose lines are indented as the file is
        source = "\n".join(map(str.strip, source.split("\n")))
    text = _unhidden(source)
    if format_ == "html":
        return draft.html(text, holds=holds)
    if format_ == "moodle" and looks_like_html(text):
        return draft.html(text, holds=holds, keep_lines=True)
    plain = without_markdown(text, draft) if format_ == "markdown" else draft.literal(text)
    return draft.feedback(plain) if holds == "feedback" else plain


def _hide_escaped(text: str) -> str:
    """The text with its escaped characters hidden, so that they are not read as syntax."""
    return _ESCAPED.sub(lambda escape: ESCAPED[_ESCAPABLE.index(escape[1])], text.translate(NONE))


def _unhidden(text: str) -> str:
    return text.translate(_UNHIDDEN)
