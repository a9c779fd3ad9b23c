"""Rules of item writing over the options of a multiple-choice item: what they say, and how they are written.

Each rule gives what it found in a teacher's words, or "" where the item is without that flaw.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from quizgen.checks.option_values import alike_pairs, has_number, is_amount, numbers_to_order, same_pairs
from quizgen.checks.rule import HALADYNA, NBME, TARRANT, rule
from quizgen.checks.wording import is_title, quantity, words
from quizgen.errors import quote
from quizgen.model.choice import Choice

_OTHERS = frozenset(
    """above these those them mentioned listed given previous preceding options option answers answer choices choice
    alternatives statements responses correct true right apply applies""".split()  # noqa: SIM905 - it reads as words
)
# What may be beside them without saying anything of its own: "all three of the options above are correct".
_BESIDE_OTHERS = _OTHERS | frozenset("of the is are was were it two three four five all both here other".split())  # noqa: SIM905
_THE_ABOVE = r"\b{} (?:of )?(?:the |these )?above\b(?!-)(?:\W+\w+){{0,5}}\W*$"
_NONE_ABOVE = re.compile(_THE_ABOVE.format("(?:none|neither)"), re.I)
_ALL_ABOVE = re.compile(_THE_ABOVE.format("(?:all|both|any|each)"), re.I)

# Where it is asked how something is written, options may differ in nothing else; so may code.
_ABOUT_FORM = re.compile(
    r"\b(?:(?:re)?writ(?:e|ten|ing)|owner|spel|capital|punctuat|comma|apostroph|articles?\b|gramma|sentence|phrase|greeting|nouns?\b"
    r"|verbs?\b|adverb|adjective|plural|singular|possessive|proper|format|correct form|fill|complete|case\b"
    r"|subject|predicate|pronoun|clause|prefix|suffix)",
    re.I,
)
_GAP = re.compile(r"_{2,}|\[blank\]", re.I)
_CODE = re.compile(r"[{}<>=;$#_\\@|~`\"]|\w\(")

_LABEL = r"\(?(?:[A-Ea-e]|[IVXivx]{1,4}|[1-9])\)?"
_LABELS = re.compile(
    rf"(?:both |either |neither |only )?(?:options? |answers? |choices? |statements? )?"
    rf"{_LABEL}(?:(?:\s*(?:,|&)\s*|\s+(?:and|or|nor)\s+|\s*,\s+and\s+){_LABEL})+"
    r"(?: both| only| above|,? (?:are )?(?:both )?(?:correct|true|right))?\W*",
    re.I,
)
_BOTH_LABELS = re.compile(r"(?:Both|both|Either|Neither) \(?(?:[A-E] and [A-E]|[IVX]+ (?:and|or|nor) [IVX]+)\)?\b")
_LABEL_ALONE = re.compile(r"\b(?:[A-Ea-e]|[IVXivx]{1,4}|[1-9])\b")
_LISTED = re.compile(r"(?<![\w.])\(?(?:[A-Ea-e]|[IVXivx]{1,4}|[1-9])(?:[.):]|\s-)\s")
_JOINED = re.compile(
    r"(?:(?<!\s)\s+)?[,;&]\s*(?:and\s+|or\s+)?|(?<=[^\W\d_])\s*/\s*(?=[^\W\d_])|(?<!\s)\s+(?:and|or|as well as)\s+",
    re.I,
)
_AT_LEAST = re.compile(r"\bor equal\b", re.I)
_SMALL = frozenset("the a an both either only just of to".split())  # noqa: SIM905 - it reads as words
_DENIES = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.I)
_SHORTEST_LISTED = 2  # words of a part of a list

_PLAIN = re.compile(r"[\w\s'’.%°-]*")

_ABSOLUTE = re.compile(
    r"\b(?:always|never|nobody|everyone|everybody|everything|completely|entirely|totally|absolutely)\b"
    r"|^\W*(?:all|every)\b(?! (?:of )?(?:the|these) above\b)"
    r"|\b(?:in|under|for|on|at) (?:all|every|any|no) "
    r"(?:cases?|circumstances?|times?|situations?|conditions?|occasions?)\b",
    re.I,
)
_VAGUE = re.compile(
    r"(?<!more )(?<!most )(?<!less )(?<!least )(?<!as )(?<!how )\b"
    r"(?:sometimes|often|usually|occasionally|seldom|rarely|typically|generally|normally|mostly"
    r"|(?:frequently|commonly)(?! \w+ed\b))\b"
    r"(?! (?:known|called|used as|referred))",
    re.I,
)
# Where two options are such words alone, how often something is so is what is asked for.
_FREQUENCY = re.compile(
    r"(?:always|never|sometimes|often|usually|frequently|occasionally|seldom|rarely|every \w+)\W*", re.I
)
_RANGE = re.compile(r"\D{0,3}?(\d[\d,]*(?:\.\d+)?)\s*(?:-|–|to)\s*\D{0,3}?(\d[\d,]*(?:\.\d+)?)\s*([^\W\d]*)\W*")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_ABBREVIATION = re.compile(r"(?:\b(?:[^\W\d_]|Jr|Sr|Inc|Ltd|Co|Corp|etc|St|Dr|No|vs)|\.\.)\.$")
_LETTERS = re.compile(r"[^\W\d_]{3}[^\W\d_]*(?:\s|$)")
_ARTICLE = re.compile(r"(?:an?|the)\s", re.I)
_LONGEST_AMOUNT = 3  # words: "12 million people"
_DIGIT = re.compile(r"\d")
_SIGN = re.compile("[%°$€£¥]")


@rule("duplicate-options", "error", remedy="keep one", source=HALADYNA)
def duplicate_options(item: Choice) -> str:
    """No two options are the same."""
    pair = next(same_pairs(item.options), None)
    return f"the option {quote(item.options[pair[0]])} is listed twice" if pair else ""


@rule("alike-options", "info", remedy="keep one", source=HALADYNA)
def alike_options(item: Choice) -> str:
    """No two options say the same: the Moon and Moon, 8 and eight, 42.195 km and 42,195 m."""
    if _ABOUT_FORM.search(item.stem) or _GAP.search(item.stem) or any(map(_CODE.search, item.options)):
        return ""
    pair = next(alike_pairs(item.options), None)
    return f"{quote(item.options[pair[0]])} and {quote(item.options[pair[1]])} say the same" if pair else ""


@rule("none-of-the-above", "error", remedy="put a plausible wrong answer in its place", source=HALADYNA)
def none_of_the_above(item: Choice) -> str:
    """No option says that none of the others is right: it rewards spotting what is wrong, not knowing."""
    return _option(option for option in item.options if is_none_of_the_above(option))


@rule("all-of-the-above", "error", remedy="put a plausible wrong answer in its place", source=HALADYNA)
def all_of_the_above(item: Choice) -> str:
    """No option says that all of the others are right: anyone who recognises two right ones knows the answer."""
    return _option(option for option in item.options if is_all_of_the_above(option))


def is_none_of_the_above(option: str) -> bool:
    """Whether ``option`` says of the others that none is right."""
    return _is_about_others(option, ("none", "neither")) or bool(_NONE_ABOVE.search(option))


def is_all_of_the_above(option: str) -> bool:
    """Whether ``option`` says of the others that all are right."""
    return _is_about_others(option, ("all", "both", "everything", "any", "each")) or bool(_ALL_ABOVE.search(option))


def _is_about_others(option: str, openings: Sequence[str]) -> bool:
    option_words = words(option)
    if not option_words or option_words[0] not in openings:
        return False
    return not _OTHERS.isdisjoint(option_words[1:]) and _BESIDE_OTHERS.issuperset(option_words[1:])


@rule("combination", "error", remedy="let each option say one thing", source=TARRANT)
def combination(item: Choice) -> str:
    """No option combines others ("A and C"): it tests logic more than knowledge."""
    labelled = [option for option in item.options if _LABELS.fullmatch(option.strip()) or _BOTH_LABELS.match(option)]
    if not all(_are_options(option, len(item.options)) for option in labelled):
        labelled = []
    labels = {frozenset(_LABEL_ALONE.findall(option)) for option in labelled}
    # Where every option is a pair of letters, they are the answers themselves (vitamins B and C), unless the stem
    # lists what they stand for; where all have the same labels, they are asked for in order.
    listed = len(_LISTED.findall(item.stem)) > 1 and len(labels) > 1
    if labelled and (listed or (len(labelled) <= len(item.options) - 2 and not labelled[0].strip()[:1].isdigit())):
        return f"the option {quote(labelled[0])}"
    if _ABOUT_FORM.search(item.stem):
        return ""
    joined = [_JOINED.split(option) for option in item.options]
    if max(map(len, joined)) < 2:
        return ""
    parts = [[_content_words(part) for part in option] for option in joined]
    counts = Counter(part for own in parts for part in own)
    # Where each part is in two options or more, they are all pairs of two things: high-value and low-risk.
    if len({len(part) for part in parts}) == 1 and min(counts.values()) > 1:
        return ""
    return next((f"{quote(option)} combines other options" for option in item.options if _is_made_of(option, item)), "")


def _are_options(labels: str, count: int) -> bool:
    """Whether the letters in ``labels`` are among those of ``count`` options."""
    letters = re.findall(r"\b[A-E]\b", labels)
    return not letters or max(letters) <= "ABCDE"[min(count, 5) - 1]


def _is_made_of(option: str, item: Choice) -> bool:
    """Whether every part of ``option``, between commas and "and", is another option."""
    joined = _JOINED.split(re.sub(r"^(?:both|either)\b", "", option, flags=re.I))
    parts = [words_of_part for part in joined if (words_of_part := _content_words(part))]
    if len(parts) < 2 or not all(map(_PLAIN.fullmatch, joined)) or _DENIES.search(option):
        return False
    if option.casefold() in item.stem.casefold() or _AT_LEAST.search(option):
        return False  # what is asked is which words of the stem belong together
    whole = frozenset().union(*parts)
    is_list = max(map(len, parts)) <= _SHORTEST_LISTED
    used: list[frozenset[str]] = []
    for part in parts:
        for candidate in item.options:
            other = frozenset().union(*map(_content_words, _JOINED.split(candidate)))
            is_part = part <= other < whole and (is_list or len(_JOINED.split(candidate)) == 1)
            is_part &= part == other or not any(map(str.isdigit, part))  # 1 hour and 30 minutes is one time
            if candidate != option and is_part and other not in used:
                used.append(other)
                break
        else:
            return False
    return True


def _content_words(text: str) -> frozenset[str]:
    return frozenset(words(text)) - _SMALL


@rule("options-out-of-order", "error", remedy="put the options in order", source=HALADYNA)
def options_out_of_order(item: Choice) -> str:
    """Numbers and dates are in order, so that nobody has to search for one."""
    if not item.ordered or len(item.options) < 3:
        return ""
    numbers = numbers_to_order(item.options)
    rising = all(one <= other for one, other in pairwise(numbers))
    falling = all(one >= other for one, other in pairwise(numbers))
    return "" if rising or falling else f"the options are numbers out of order: {', '.join(item.options)}"


@rule("overlapping-ranges", "warning", remedy="let each range begin where the last one ends", source=HALADYNA)
def overlapping_ranges(item: Choice) -> str:
    """Ranges do not overlap, or two options may be right."""
    matches = [_RANGE.fullmatch(option.strip()) for option in item.options]
    ranges = sorted((float(match[1].replace(",", "")), float(match[2].replace(",", ""))) for match in matches if match)
    units = {match[3].lower() for match in matches if match}
    if len(ranges) < len(matches) or len(units) > 1 or any(low > high for low, high in ranges):
        return ""
    if all(_YEAR.fullmatch(end) for match in matches if match for end in match.groups()[:2]):
        return ""  # when something began and ended, not a class that a number falls into
    over = [
        f"{one[0]:g}–{one[1]:g} and {other[0]:g}–{other[1]:g}" for one, other in pairwise(ranges) if other[0] <= one[1]
    ]
    return f"{over[0]} overlap" if over else ""


@rule("absolute-terms", "info", remedy="leave the absolute word out", source=NBME)
def absolute_terms(item: Choice) -> str:
    """Options do not say "always", "never", "all": such an option is nearly always wrong, and known to be."""
    about_frequency = sum(bool(_FREQUENCY.fullmatch(option.strip())) for option in item.options) > 1
    absolute = [
        option
        for option in item.options
        if _ABSOLUTE.search(option) and not (is_title(option) or is_all_of_the_above(option) or about_frequency)
    ]
    return f"{quote(absolute[0])} is absolute" if 0 < len(absolute) < len(item.options) else ""


@rule("vague-terms", "info", remedy="say how often, or how many", source=NBME)
def vague_terms(item: Choice) -> str:
    """Options do not say "often" or "usually": everybody understands it differently."""
    terms = [
        match[0]
        for option in item.options
        if (match := _VAGUE.search(option)) and not (is_title(option) or _FREQUENCY.fullmatch(option.strip()))
    ]
    return f"{quote(terms[0])} means different things to different readers" if terms else ""


@rule("odd-format", "info", remedy="write all options alike", source=TARRANT)
def odd_format(item: Choice) -> str:
    """All options are written alike: full stops, capitals, articles, numbers, units."""
    options = [option.strip() for option in item.options]
    if (
        len(options) < 3
        or _ABOUT_FORM.search(item.stem)
        or any(is_none_of_the_above(option) or is_all_of_the_above(option) for option in options)
    ):
        return ""
    are_numbers = sum(map(has_number, options)) >= len(options) - 1
    considered = _LOOKS if are_numbers else _LOOKS_OF_WORDS
    for look, usual, message in considered:
        looks = [look(option) for option in options]
        common = max(looks, key=looks.count)
        if common in usual and looks.count(common) == len(options) - 1 and "" not in looks:
            odd = next(index for index, look in enumerate(looks) if look != common)
            if odd == item.key or look is _kind_of_value:
                return f"{quote(options[odd])} {message}"
    return "one option is capitalised differently from the rest" if _has_other_capitals(options) else ""


def _full_stop(option: str) -> str:
    if option.endswith(("?", "!")):
        return ""
    return "stop" if option.endswith(".") and not _ABBREVIATION.search(option) else "no stop"


def _first_letter(option: str) -> str:
    if not _LETTERS.match(option):
        return ""
    return "capital" if option[0].isupper() else "small letter"


def _article(option: str) -> str:
    return "article" if _ARTICLE.match(option) else "none"


def _kind_of_value(option: str) -> str:
    if len(option.split()) <= _LONGEST_AMOUNT and is_amount(option):
        return "number"
    return "" if _DIGIT.search(option) else "words"


def _unit(option: str) -> str:
    value = quantity(option)
    if value is None:
        return ""
    return "unit" if value[1] or _SIGN.search(option) else "none"


# How an option looks, "" where that tells nothing, which looks make another odd, and what is said of that.
# An odd capital may be a name's, and an odd article too: The Hague.
_LOOKS_OF_WORDS: tuple[tuple[Callable[[str], str], tuple[str, ...], str], ...] = (
    (_full_stop, ("stop", "no stop"), "differs from the rest in its full stop"),
    (_first_letter, ("capital",), "begins with a small letter, the rest with a capital"),
    (_article, ("article",), "has no article, as the rest have"),
)
_LOOKS = (
    *_LOOKS_OF_WORDS,
    (_kind_of_value, ("number",), "is not a number, as the rest are"),
    (_unit, ("unit",), "has no unit, as the rest have"),
)


def _has_other_capitals(options: Sequence[str]) -> bool:
    """Whether all options end in one word, and not all write it alike."""
    tails = [parts[-1] if len(parts := re.findall(r"\w+", option)) > 1 else "" for option in options]
    return len({tail.lower() for tail in tails}) == 1 and len(set(tails)) > 1


def _option(options: Iterator[str]) -> str:
    option = next(options, None)
    return f"the option {quote(option)}" if option is not None else ""
