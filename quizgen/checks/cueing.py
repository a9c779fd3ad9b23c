"""Whether one question of a quiz says the answer of another.

The answer must be in it as whole words, and it must speak of what the other asks: of a good part of that, or of a
word of it right beside the answer. Elsewhere the same word is chance: "Streets in Azerbaijan bear the names of Kazakh
poets" holds the answer of "Of which country is Baku the capital?", and tells nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from quizgen.checks.wording import content_stems
from quizgen.model.body import TrueFalse, options_of
from quizgen.model.numbers import DIGITS, decimal_sign_of
from quizgen.model.question import Question
from quizgen.model.quiz import Item
from quizgen.model.text import Text

SHARED = 0.4  # of what a question is about, in two words at least, for another to be about the same
SHARED_BESIDE = 0.25  # where one of the shared words is right beside the answer
# A name is beside much that has nothing to do with the question.
_NAMES = frozenset(("person", "place", "country", "organisation"))
_TOKEN = re.compile(
    rf"\\\((?:(?!\\\().)+?\\\)|(?:(?<![^\W_])[-−+±])?(?P<number>{DIGITS.pattern})|[^\W\d_]+|[%‰°$€£¥]", re.DOTALL
)
# "Which country …" says what type of thing is asked for, not what about; neither do these words.
_EMPTY = re.compile(
    r"\b(?:(?:which|what)\s+(?:other\s+)?[^\W\d_]+(?:['’]s)?|besides|among|within|many|author|article)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question as a student reads it beside others.

    ``texts`` are its prompt and its options, ``answers`` what no other question should say, each with the name that
    it is of; both as tokens with a space around each, so that whole words are a substring. ``topic`` has the stems of
    what is asked about; it is None where the answer gives itself away, as what an acronym stands for does.
    """

    fact: str
    texts: tuple[str, ...]
    about: tuple[frozenset[str], ...]
    answers: tuple[tuple[str, str], ...]
    topic: frozenset[str] | None
    name: bool
    stimulus: str = ""


def reading(question: Question, options: Sequence[Text] = (), prompt: Text | None = None) -> ReadQuestion:
    """How ``question`` reads with ``options`` below it; ``prompt`` is what is printed where not its stem."""
    texts = [str(text) for text in (prompt or question.stem, *options)]
    if question.stimulus:
        texts[0] = f"{question.stimulus} {texts[0]}"
    question_text = _asked_text(question)
    tokens = _tokens(question_text)
    names = (*reversed(question.accept), question.answer)
    if question.written and isinstance(question.body, TrueFalse):
        names = ()  # "true" and "false" tell nothing elsewhere
    answers = {_tokens(name): name for name in names}
    topic = content_stems(_EMPTY.sub(" ", question_text)) - content_stems(question.answer)
    return ReadQuestion(
        question.fact.key,
        tuple(map(_tokens, texts)),
        tuple(map(content_stems, texts)),
        tuple(answer for answer in answers.items() if _is_specific(answer[0]) and answer[0] not in tokens),
        None if f" {_initials(question.answer)} " in tokens else topic,
        question.answer_type in _NAMES,
        question.stimulus,
    )


def reading_of_item(item: Item) -> ReadQuestion:
    """How ``item`` reads, its prompt and each of its options."""
    return reading(item.question, [option.text for option in options_of(item.body)], item.prompt)


def revealed_answer(one: ReadQuestion, other: ReadQuestion) -> str:
    """The right answer of ``other`` that ``one`` says while it speaks of the same, or "".

    Questions below one stimulus were written to be together, and what answers them may well be in it.
    """
    if one.fact == other.fact or (one.stimulus and one.stimulus == other.stimulus):
        return ""
    for answer, name in other.answers:
        for index, (text, about) in enumerate(zip(one.texts, one.about, strict=True)):
            if answer in text and _is_about_same(other, answer, text, about, option=index > 0):
                return name
    return ""


def cues(readings: Sequence[ReadQuestion]) -> Iterator[tuple[int, int, str]]:
    """Every pair of ``readings``, by place, of which the first says the answer of the second, and that answer.

    Only those are compared where the first has the rarest word of the answer, and a word of what is asked.
    """
    saying: dict[str, set[int]] = defaultdict(set)
    about: dict[str, set[int]] = defaultdict(set)
    for index, reading in enumerate(readings):
        for token in {token for text in reading.texts for token in text.split()}:
            saying[token].add(index)
        for stem in frozenset[str]().union(*reading.about):
            about[stem].add(index)
    nobody: set[int] = set()
    for second, other in enumerate(readings):
        near: set[int] = set()
        for answer, _ in other.answers:
            near |= min((saying.get(token, nobody) for token in answer.split()), key=len)
        if other.topic is not None:
            near &= nobody.union(*(about.get(stem, nobody) for stem in other.topic))
        for first in sorted(near):
            if answer := revealed_answer(readings[first], other):
                yield first, second, answer


def _is_about_same(other: ReadQuestion, answer: str, text: str, about: frozenset[str], *, option: bool) -> bool:
    """Whether a text that is ``about`` these stems and has the answer of ``other`` is about what that asks."""
    if other.topic is None:
        return True
    shared = other.topic & about
    if len(shared) >= 2 and len(shared) >= SHARED * len(other.topic):
        return True
    if option or not shared or (other.name and shared != other.topic):
        return False
    return len(shared) >= SHARED_BESIDE * len(other.topic) and _is_beside(text, answer, shared)


def _is_beside(text: str, answer: str, stems: frozenset[str]) -> bool:
    """Whether the first word that carries meaning, before ``answer`` or after it, is one of ``stems``."""
    parts = [part.split() for part in text.split(answer)]
    for words in (*(part[::-1] for part in parts[:-1]), *parts[1:]):
        stem_sets = (content_stems(word) for word in words if not word[0].isdigit())
        if next(filter(None, stem_sets), frozenset()) & stems:
            return True
    return False


def _asked_text(question: Question) -> str:
    """What is asked, without who says so: the slot's question, or the statement without its answer."""
    if question.ask and question.kind not in ("true-false", "cloze"):
        return question.ask
    if question.slot:
        return str(question.fact.gapped_statement(question.slot.name))
    return str(question.stem)


@lru_cache(maxsize=8192)
def _tokens(text: str) -> str:
    """The words, numbers and formulas of ``text``, each number with its sign and without separators."""
    tokens = []
    for token in _TOKEN.finditer(text.casefold()):
        text = token[0].replace("−", "-")
        if number := token["number"]:
            whole, sign, part = number.partition(decimal_sign_of(number) or "\0")
            text = text.removesuffix(number) + re.sub(r"[.,\s]", "", whole) + ("." + part if sign else "")
        elif text.startswith("\\("):
            text = re.sub(r"[,\s]", "", text)
        tokens.append(text)
    return f" {' '.join(tokens)} "


def _is_specific(answer: str) -> bool:
    """Whether the answer is more than a letter, a sign or a digit."""
    return any(len(token) > 1 for token in answer.split())


def _initials(name: str) -> str:
    """The acronym of a name of several words: "ots" of Organization of Turkic States."""
    initials = [word[0] for word in name.split() if word[0].isupper()]
    return "".join(initials).casefold() if len(initials) > 1 else "?"
