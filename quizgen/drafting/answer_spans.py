"""The parts of a sentence that could be an answer: numbers, names and noun phrases, as tokens from first to last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.drafting.tokens import CONTENT, TaggedToken

LONGEST = 10  # tokens
# Small words that may be inside of an answer: the Treaty of Rome.
_INSIDE = frozenset(
    "of and the in for to a an or on with from by at between 's ’s as his its their than into during".split()  # noqa: SIM905
)
_MAY_BEGIN = frozenset("its their his her every each our".split())  # noqa: SIM905 - it reads as words
_DEFINITE = frozenset("the these those its their".split())  # noqa: SIM905
_BEFORE_NUMBERS = frozenset("over about around nearly under between approximately almost".split())  # noqa: SIM905
_SIGNS_INSIDE = frozenset(',"“”–-—()&/$%')
_ENDING_KINDS = frozenset("BXOQ.;:")  # no answer goes on behind them


def candidates(tokens: Sequence[TaggedToken]) -> Iterator[tuple[int, int]]:
    """The places of the first and the last token of each part that could be an answer."""
    for first, token in enumerate(tokens):
        if not _may_begin(tokens, first, token):
            continue
        for last in range(first, min(first + LONGEST, len(tokens))):
            kind, form = tokens[last].kind, tokens[last].form
            if kind in _ENDING_KINDS or (kind == "*" and form not in _SIGNS_INSIDE):
                break
            if kind in "JD" and last > first and form not in _INSIDE:
                break
            if kind in CONTENT and not (first == last and _is_known_number(tokens, first)):
                yield first, last


def _is_known_number(tokens: Sequence[TaggedToken], index: int) -> bool:
    """Whether a token is a number in words that says nothing new: the two nations, one after the other."""
    token = tokens[index]
    is_definite = index > 0 and tokens[index - 1].form in _DEFINITE
    return token.kind == "n" and (token.form == "one" or is_definite)


def _may_begin(tokens: Sequence[TaggedToken], index: int, token: TaggedToken) -> bool:
    if index and tokens[index - 1].text == ":" and tokens[index - 1].end == token.start:
        return False  # the page of a source: it ended.:106
    if token.kind in CONTENT or token.form in _MAY_BEGIN:
        return True
    is_number_next = index + 1 < len(tokens) and tokens[index + 1].kind in "YNn"
    return token.form in _BEFORE_NUMBERS and is_number_next
