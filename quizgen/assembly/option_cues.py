"""The outward features of a question's options that a test-taker who knows nothing can go by.

Each is said of one option beside the others of its question: the longest, the only one with a digit, the lowest number.
Those that an option has or has not have a phrase for teachers, which goes on from "the right option".
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from quizgen.checks.wording import content_stems, quantity, words
from quizgen.model.choice import Choice

Cues = dict[str, float]

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_ARTICLES = frozenset(
    "a an the der die das ein eine le la les un une el los las una unos o os as um uma il lo gli".split()  # noqa: SIM905
)
_LINKS = frozenset("and or und oder et ou y e и или және və және".split())  # noqa: SIM905 - it reads as words
_LONGEST_SYMBOL = 3  # letters of a symbol or an abbreviation
GAP_BINS = 9  # of the ratio of the gaps above and below a number

# The forms that an option may have: each can be what only one has, or only one lacks.
_FORMS: Mapping[str, Callable[[str], bool]] = {
    "a capital letter first": lambda text: text[:1].isupper(),
    "a digit": lambda text: any(letter.isdigit() for letter in text),
    "an article first": lambda text: bool(first := words(text)) and first[0] in _ARTICLES,
    "“and” or “or” inside": lambda text: not _LINKS.isdisjoint(words(text)),
    "a comma": lambda text: "," in text,
    "a hyphen": lambda text: "-" in text,
    "a full stop at the end": lambda text: text.endswith("."),
    "a bracket": lambda text: "(" in text,
    "a single word": lambda text: " " not in text.strip(),
    "capitals only": lambda text: text.isupper(),
    "a plural -s at the end": lambda text: text.endswith("s"),
    "a unit or sign": lambda text: bool(re.search(r"[%°$€£¥]|\d\s?[^\W\d_]", text)),
    "an apostrophe": lambda text: "'" in text or "’" in text,
    "a quotation mark": lambda text: any(mark in text for mark in '"“”«»'),
}


@lru_cache(maxsize=16384)
def option_cues(item: Choice) -> tuple[Cues, ...]:
    """The cues of each option: 1 for one that it has, another number for how much of it."""
    options = [option.strip() for option in item.options]
    cues: tuple[Cues, ...] = tuple({} for _ in options)
    for index, cue in enumerate(cues):
        cue[f"is the {_ORDINALS[index]}" if index < len(_ORDINALS) else "is after the sixth"] = 1.0
    _add_lengths(options, cues)
    _add_echoes(item.stem, options, cues)
    _add_likeness(options, cues)
    forms = [_forms_of(option) for option in options]
    for form in _FORMS:
        having = [form in own for own in forms]
        if any(having) and not all(having):
            for cue, one in zip(cues, having, strict=True):
                if one:
                    cue[f"has {form}"] = 1.0
                    if sum(having) == 1:
                        cue[f"is the only one with {form}"] = 1.0
                elif sum(having) == len(having) - 1:
                    cue[f"is the only one without {form}"] = 1.0
    values = [quantity(option) for option in options]
    numbers = [float(value[0]) for value in values if value is not None]
    if len(numbers) == len(options) and len(set(numbers)) == len(numbers) > 1:
        _add_numbers(options, numbers, cues)
    return cues


@lru_cache(maxsize=16384)  # the same options are drawn again and again
def _forms_of(option: str) -> frozenset[str]:
    return frozenset(form for form, has in _FORMS.items() if has(option))


def _add_extremes(name: str, values: Sequence[float], cues: Sequence[Cues], least: str = "") -> None:
    """The cue of the only option with the highest value, and with the lowest where ``least`` names that."""
    for phrase, extreme in ((name, max(values)), (least, min(values))):
        if phrase and max(values) > min(values) and values.count(extreme) == 1:
            cues[values.index(extreme)][phrase] = 1.0


def _add_lengths(options: Sequence[str], cues: Sequence[Cues]) -> None:
    lengths = [float(len(option)) for option in options]
    _add_extremes("is the longest", lengths, cues, "is the shortest")
    _add_extremes("has most words", [float(len(words(option))) for option in options], cues, "has fewest words")
    logs = [math.log(length + 1) for length in lengths]
    mean = sum(logs) / len(logs)
    for cue, length in zip(cues, logs, strict=True):
        cue["length"] = length - mean


def _add_echoes(stem: str, options: Sequence[str], cues: Sequence[Cues]) -> None:
    """What options share with the question: words, letters, how they begin."""
    stems_of_stem, stem_words = content_stems(stem), words(stem)
    stems = [content_stems(option) for option in options]
    common = frozenset.intersection(*stems)
    _add_extremes("repeats a word of the question", [float(len(stems_of_stem & own - common)) for own in stems], cues)
    pairs = _pairs(stem)
    overlaps = [len(own & pairs) / len(own) if (own := _pairs(option)) else 0.0 for option in options]
    _add_extremes("shares most letters with the question", [round(overlap, 3) for overlap in overlaps], cues)
    starts = {word[:3] for word in stem_words if len(word) > 3}
    initials = {word[0] for word in re.findall(r"[^\W\d_]+", stem) if word[0].isupper()}
    for option, cue in zip(options, cues, strict=True):
        if option[:3].lower() in starts:
            cue["begins like a word of the question"] = 1.0
        if option[:1] in initials:
            cue["has the first letter of a name in the question"] = 1.0
        if len(option) <= _LONGEST_SYMBOL and any(_abbreviates(option.lower(), word) for word in stem_words):
            cue["has the letters of a word in the question"] = 1.0


def _abbreviates(symbol: str, word: str) -> bool:
    """Whether the letters of ``symbol`` are in ``word`` in their order, from its first on: fe, ferrum."""
    rest = iter(word)
    return word[:1] == symbol[:1] and len(word) > len(symbol) and all(letter in rest for letter in symbol)


def _add_likeness(options: Sequence[str], cues: Sequence[Cues]) -> None:
    """How much options are like each other: in words, and in letters."""
    stems = [content_stems(option) for option in options]
    shared = [float(sum(len(own & other) for other in stems) - len(own)) for own in stems]
    _add_extremes("shares most words with the other options", shared, cues, "shares fewest words with the others")
    pairs = [_pairs(option) for option in options]
    alike = [round(sum(_likeness(own, other) for other in pairs) - 1, 3) for own in pairs]
    _add_extremes("is most like the other options", alike, cues, "is least like the other options")


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


@lru_cache(maxsize=16384)
def _pairs(text: str) -> frozenset[str]:
    """The pairs of letters that follow one another in ``text``."""
    plain = text.lower()
    return frozenset(plain[index : index + 2] for index in range(len(plain) - 1) if plain[index : index + 2].isalpha())


def _gaps_beside(places: Sequence[float], rank: int) -> tuple[float, float]:
    """The gaps below and above a number; its neighbour's where it is the first or last, 1 where there is none."""
    gaps = [high - low for low, high in pairwise(places)]
    # Beyond either end, the gap of the neighbour.
    before_first, after_last = (gaps[1], gaps[-2]) if len(gaps) > 1 else (1.0, 1.0)
    padded = [before_first, *gaps, after_last]
    return padded[rank], padded[rank + 1]


def _add_numbers(options: Sequence[str], numbers: Sequence[float], cues: Sequence[Cues]) -> None:
    """The rank of each number, the gaps around it, how round it is and how it ends."""
    ordered = sorted(numbers)
    last = len(ordered) - 1
    # Logarithms of gaps: of the numbers themselves, and of their logarithms where all are above zero.
    scales = [("", ordered)]
    if ordered[0] > 0:
        scales.append((" in proportion", [math.log(number) for number in ordered]))
    for number, cue in zip(numbers, cues, strict=True):
        rank = ordered.index(number)
        name = {last: "is the highest number", 0: "is the lowest number"}.get(rank, "is between")
        cue[name] = 1.0
        for scale, places in scales:
            below, above = _gaps_beside(places, rank)
            ratio = math.log(max(above, 1e-9) / max(below, 1e-9))
            gap_bin = round(2 * ratio) + GAP_BINS // 2
            cue[f"{name}, gap {max(0, min(GAP_BINS - 1, gap_bin))}{scale}"] = 1.0
    gaps = [min(abs(one - other) for other in numbers if other != one) for one in numbers]
    _add_extremes("is the number farthest from the others", gaps, cues)
    digits = [re.sub(r"\D", "", option).lstrip("0") for option in options]
    _add_extremes(
        "has most digits before zeros",
        [float(len(digit.rstrip("0"))) for digit in digits],
        cues,
        "is the roundest number",
    )
    for own_digits, cue in zip(digits, cues, strict=True):
        if own_digits:
            ending = own_digits[-1] if own_digits[-1] in "05" else "another digit than 0 or 5"
            cue[f"ends in {ending}"] = 1.0
            cue["first digit"] = math.log10(1 + 1 / int(own_digits[0]))
            if int(own_digits[-1]) % 2 == 0:
                cue["is even"] = 1.0
            if len(own_digits) > 1 and len(set(own_digits.rstrip("0"))) == 1 and len(own_digits.rstrip("0")) > 1:
                cue["repeats a digit"] = 1.0
