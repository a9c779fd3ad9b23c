"""What options mean, whatever their letters: which two of them are the same, and which numbers they all are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from quizgen.checks.wording import folded_option, quantity, words
from quizgen.languages.mentions import Mention, mentions_of
from quizgen.languages.quantities import Quantity, quantities
from quizgen.languages.word_lists import language_of

_ARTICLE = re.compile(r"^(?:the|an?) (?=\w)", re.I)
# Digits in an expression, a name or a code are no amount: -5, 10^3, =A1*20%, x2, A5.
_EXPRESSION = re.compile(r"[-−+±=*×·/^<>%#&|~_\\{}\[\]()\"']\s?\d|[^\W\d_]\d|\d\s?[-−+=*×·/^<>(){}\[\]\"'²³]")
_NUMBER_WORDS = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half
    quarter hour minute day week month year decade century""".split()  # noqa: SIM905 - it reads as words
)
# Before a number, not before that of a name or of code: RAID 10, C++17, foo[2].
_BEFORE_NUMBER = re.compile(
    r"(?:[^\w\[({]|[a-z]+\b|(?:About|Over|Under|Between|From|In|Around|Nearly|At|More|Less|Up|The|Rs|Circa)\b"
    r"|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|\w+teen|\w+ty)\b.*)*(?:\d|$)"
)
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"[\d.,\s]+")


class _Amount(NamedTuple):
    """The only number of an option, and the stems of the words before and after it that mean something."""

    number: Quantity
    before: tuple[str, ...]
    after: tuple[str, ...]


def same_pairs(options: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of options, by place, that are typed alike except for spaces and the form of a minus sign."""
    plain = [" ".join(option.split()).replace("−", "-") for option in options]
    yield from ((one, other) for one, other in combinations(range(len(options)), 2) if plain[one] == plain[other])


def alike_pairs(options: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Other pairs that say the same: they differ in capitals, a full stop or an article, or are one number.

    Where more than two options differ only so, or all do, such differences are what is asked about.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    if len({_bare(option.lower()) for option in options}) < len(options):
        for index, option in enumerate(options):
            groups[_bare(folded_option(option))].append(index)
    pairs = {(same[0], same[1]) for same in groups.values() if len(same) == 2 and len(groups) > 1}
    numeric = [index for index, option in enumerate(options) if has_number(option)]
    if len({_DIGITS.sub("", options[position]) for position in numeric}) > 1:  # or else only their digits differ
        amounts = {position: amount for position in numeric if (amount := _amount_of(options[position]))}
        pairs |= {(one, other) for one, other in combinations(amounts, 2) if _is_same(amounts[one], amounts[other])}
    yield from sorted(pairs - set(same_pairs(options)))


def _bare(option: str) -> str:
    return _ARTICLE.sub("", option.strip()).removesuffix(".")


def numbers_of(options: Sequence[str]) -> list[float]:
    """The numbers that ``options`` are, all of one unit, in digits or in words; none where one of them is more."""
    values = [own for option in options if (own := quantity(option))]
    if len(values) == len(options) and len({unit for _, unit in values}) == 1:
        return [float(number) for number, _ in values]
    amounts = [amount for option in options if (amount := _amount_of(option))]
    if len(amounts) < len(options) or len({amount[1:] for amount in amounts}) > 1:
        return []
    numbers = [amount.number for amount in amounts]
    return [number.value for number in numbers] if all(map(numbers[0].is_comparable, numbers)) else []


def numbers_to_order(options: Sequence[str]) -> list[float]:
    """The numbers by which ``options`` are put in order; none where they are more, or names such as World War 1."""
    return numbers_of(options) if all(map(_BEFORE_NUMBER.match, options)) else []


@lru_cache(maxsize=4096)
def is_amount(option: str) -> bool:
    """Whether ``option`` begins with a number: 12 million people, about $5, five to ten."""
    if not has_number(option) or _EXPRESSION.search(option):
        return False
    english = language_of("en")
    mentions, _ = mentions_of(option, english)
    numbers = quantities(option, mentions, english)
    return bool(numbers) and not any(
        mention.start < numbers[0].start and _is_meaningful(mention) for mention in mentions
    )


def has_number(option: str) -> bool:
    """Whether ``option`` may have a number, in digits or in words."""
    return bool(_DIGIT.search(option)) or not _NUMBER_WORDS.isdisjoint(words(option))


def _is_meaningful(mention: Mention) -> bool:
    return "function" not in mention.word.roles and not mention.word.bound


def _is_same(one: _Amount, other: _Amount) -> bool:
    """Whether two options are one number, in figures and in words or in two units."""
    first, second = one.number, other.number
    differs = first.in_words != second.in_words or first.factor != second.factor
    alike = first.is_comparable(second) and first.bound == second.bound and first.equals(second)
    return differs and alike and one[1:] == other[1:]


@lru_cache(maxsize=4096)
def _amount_of(option: str) -> _Amount | None:
    if not has_number(option) or _EXPRESSION.search(option):
        return None
    english = language_of("en")
    mentions, _ = mentions_of(option, english)
    numbers = quantities(option, mentions, english)
    if len(numbers) != 1:
        return None
    number = numbers[0]
    meaningful = [mention for mention in mentions if _is_meaningful(mention)]
    return _Amount(
        number,
        tuple(mention.word.stem for mention in meaningful if mention.start < number.start),
        tuple(mention.word.stem for mention in meaningful if mention.start >= number.end),
    )
