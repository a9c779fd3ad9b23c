"""Rules of item writing, over one multiple-choice item each.

Sources: Haladyna, Downing & Rodriguez (2002), "A review of multiple-choice item-writing guidelines for
classroom assessment", Applied Measurement in Education 15(3); Paniagua & Swygert (2016), "Constructing
written test questions for the basic and clinical sciences", NBME, 4th ed.; Tarrant et al. (2006), "The
frequency of item writing flaws", Nurse Education in Practice 6(6), whose list of 19 flaws is the published one.

Each rule gives what it found in a teacher's words, or "" where the item is without that flaw.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from quizgen.checks.rule import HALADYNA, NBME, TARRANT, Rule, RuleCheck, rule
from quizgen.checks.wording import content_stems, option_folded, quantity, words
from quizgen.errors import quoted
from quizgen.model.choice import Choice

LONG_KEY = 1.25  # times the next longest option
LONG_KEY_MEAN = 1.75  # times the mean of the others
LONG_KEY_WORDS = 6  # of fewer words a longest option is no cue
SHORT_KEY = 0.4  # times the shortest other option
SHORTEST_COMPARED = 20  # characters; among shorter options length is no cue
WORDS_AFTER_GAP = 3  # "_____ per cent." still ends the stem
LONG_STEM = 35  # words

_NONE = re.compile(r"^\s*none\s+(?:of\s+(?:the|these|those|them)\b|apply|above)|^\s*neither of (?:the|these)\b", re.I)
_ALL = re.compile(
    r"^\s*(?:all\s+(?:of\s+)?(?:the|these|those|them)\b(?:\s+(?:above|options|answers))?|both of (?:the|these))\W*$",
    re.I,
)
_ALL_SHORT = re.compile(r"^\s*(?:all|everything) (?:of )?(?:the )?(?:above|listed|these|those|them)\b", re.I)
_ABSOLUTE = re.compile(
    r"\b(?:always|never|all|every|everyone|everything|nobody|no one|completely|entirely|totally|absolutely|must)\b",
    re.I,
)
_VAGUE = re.compile(
    r"\b(?:sometimes|often|usually|frequently|occasionally|seldom|rarely|typically|generally|commonly|normally|mostly)\b",
    re.I,
)
_NEGATIVE = re.compile(
    r"\b(?:not|except|cannot|(?<!at )least|(?:is|are|was|were|do|does|did|ca|could|has|have|would|should|wo)n['’]?t)\b",
    re.I,
)
_BLANK = re.compile(r"_{2,}|…|\.\.\.|\[blank\]|:\s*$", re.I)
_QUESTION_MARK = re.compile("[?\uff1f\u061f\u055e]")  # of the West, China, the Arabs, Armenia
_IMPERATIVE = re.compile(
    r"^\W*(?:according to [^:,]+[:,]\s*)?(?:please\s+)?"
    r"(?:identify|name|choose|select|complete|finish|find|list|give|state|"
    r"determine|calculate|compute|solve|match|pick|mark|fill|indicate|describe|define|translate|estimate|simplify|"
    r"evaluate|convert)\b",
    re.I,
)
_ASKS_INSIDE = re.compile(
    r"\bwhat\b|\bhow (?:many|much|long|far|old|often)\b|\bwhich of\b"
    r"|\b(?:to|of|for|from|by|with|on|at) (?:which|whom|whose)\b(?!,)",
    re.I,
)
_UNFOCUSED = re.compile(
    r"\bwh(?:ich|at)\b.{0,80}\b(?:statements?|sentences?|options?|claims?|assertions?)\b"
    r".{0,120}\b(?:true|correct|false|incorrect|wrong|right|accurate)\b"
    r"|\bwhat (?:is|was|are|were) (?:not )?(?:true|correct|false|incorrect|said|stated)\b"
    r"|\bwhich (?:of (?:the following|these)|one)?\s*(?:is|are|was|were) (?:not )?(?:true|correct|false|incorrect)\b"
    r"|^\W*what (?:happened|is happening|can be said)\b"
    r"|\b(?:a|one) (?:true|correct|false) (?:characteristic|statement|fact|feature)\b",
    re.I | re.DOTALL,
)
_GAP = re.compile(r"_{2,}|\[blank\]", re.I)
_RANGE = re.compile(r"\D{0,3}?(\d[\d,]*(?:\.\d+)?)\s*(?:-|–|to)\s*\D{0,3}?(\d[\d,]*(?:\.\d+)?)\s*[^\W\d]*\W*")
_COMBINATION = re.compile(
    r"^\s*(?:both )?(?:[A-E]|[ivx]+|\d)(?:\s*(?:,|and|&)\s*(?:[A-E]|[ivx]+|\d))+(?: only)?\W*$", re.I
)


@rule("duplicate-options", "error", remedy="keep one", source=HALADYNA)
def duplicate_options(item: Choice) -> str:
    """No two options are the same."""
    seen: set[str] = set()
    for option in item.options:
        if option_folded(option) in seen:
            return f"the option {quoted(option)} stands there twice"
        seen.add(option_folded(option))
    return ""


@rule("none-of-the-above", "error", remedy="put a plausible wrong answer in its place", source=HALADYNA)
def none_of_the_above(item: Choice) -> str:
    """No option says that none of the others is right: it rewards spotting what is wrong, not knowing."""
    return _first(item, _NONE)


@rule("all-of-the-above", "error", remedy="put a plausible wrong answer in its place", source=HALADYNA)
def all_of_the_above(item: Choice) -> str:
    """No option says that all of the others are right: who knows two of them knows the answer."""
    return _first(item, _ALL) or _first(item, _ALL_SHORT)


@rule("combination", "error", remedy="make each option stand for one thing", source=TARRANT)
def combination(item: Choice) -> str:
    """No option combines others ("A and C"): it tests logic more than knowledge."""
    found = _first(item, _COMBINATION)
    if found:
        return found
    parts = [content_stems(option) for option in item.options]
    for place, part in enumerate(parts):
        inside = [other for number, other in enumerate(parts) if number != place and other and other < part]
        if len(inside) >= 2 and part <= frozenset().union(*inside):
            return f"{quoted(item.options[place])} combines other options"
    return ""


@rule("options-out-of-order", "error", remedy="put the options in order", source=HALADYNA)
def options_out_of_order(item: Choice) -> str:
    """Numbers and dates stand in their order, so that nobody has to search for one."""
    if not item.ordered or len(item.options) < 3:
        return ""
    found = [quantity(option) for option in item.options]
    known = [each for each in found if each is not None]
    if len(known) < len(found) or len({unit for _, unit in known}) > 1:
        return ""
    numbers = [number for number, _ in known]
    rising = all(one <= other for one, other in pairwise(numbers))
    falling = all(one >= other for one, other in pairwise(numbers))
    return "" if rising or falling else f"the options are numbers out of order: {', '.join(item.options)}"


@rule("longest-key", "warning", remedy="shorten it, or make a wrong option as long", source=HALADYNA)
def longest_key(item: Choice) -> str:
    """The right option is not the longest by far: writers take more care to make it true."""
    others = [len(option) for option in item.wrong if not (_NONE.search(option) or _ALL.search(option))]
    key = item.options[item.key]
    if not others or len(words(key)) < LONG_KEY_WORDS:
        return ""
    if len(key) >= LONG_KEY * max(others) and len(key) >= LONG_KEY_MEAN * sum(others) / len(others):
        return f"the right option is {len(key) / max(others):.1f} times as long as the next"
    return ""


@rule("shortest-key", "info", remedy="make the options alike in length", source=NBME)
def shortest_key(item: Choice) -> str:
    """The right option is not the shortest by far."""
    shortest = min((len(option) for option in item.wrong), default=0)
    key = item.options[item.key]
    if len(key) <= SHORT_KEY * shortest and shortest >= SHORTEST_COMPARED and not _NONE.search(key):
        return f"the right option has {len(key)} characters, the next {shortest}"
    return ""


@rule("clang", "info", remedy="say it in another word, on one of the two sides", source=NBME)
def clang(item: Choice) -> str:
    """No word of the question stands in the right option alone: it would be chosen for its sound."""
    others = frozenset().union(*(content_stems(option) for option in item.wrong))
    shared = {
        each for each in content_stems(item.stem) & content_stems(item.options[item.key]) - others if len(each) > 2
    }
    return f"the question and only the right option share {', '.join(map(quoted, sorted(shared)))}" if shared else ""


@rule("convergence", "info", remedy="vary the wrong options among themselves", source=NBME)
def convergence(item: Choice) -> str:
    """The right option is not the one that shares most with the others: test-takers count such features."""
    parts = [content_stems(option) for option in item.options]
    counts = Counter(each for part in parts for each in part)
    shared = [{each for each in part if 1 < counts[each] < len(parts)} for part in parts]
    scores = [sum(counts[each] - 1 for each in part) for part in shared]
    if len(shared[item.key]) >= 2 and scores[item.key] == max(scores) and sum(map(bool, shared)) >= 3:
        return f"the right option shares most with the others: {', '.join(sorted(shared[item.key]))}"
    return ""


@rule("absolute-terms", "info", remedy="leave the absolute word out", source=NBME)
def absolute_terms(item: Choice) -> str:
    """Options do not say "always", "never", "all": such an option is nearly always wrong, and known to be."""
    having = [option for option in item.options if _ABSOLUTE.search(option) and not _first(item, _ALL)]
    return f"{quoted(having[0])} is absolute" if 0 < len(having) < len(item.options) else ""


@rule("vague-terms", "info", remedy="say how often, or how many", source=NBME)
def vague_terms(item: Choice) -> str:
    """Options do not say "often" or "usually": everybody means something else by it."""
    having = [found[0] for option in item.options if (found := _VAGUE.search(option))]
    return f"{quoted(having[0])} means different things to different readers" if having else ""


@rule("negative-stem", "warning", remedy="ask for what is so, or write NOT in capitals", source=HALADYNA)
def negative_stem(item: Choice) -> str:
    """A question that asks for what is not so says NOT in capitals, or better asks for what is so."""
    last = re.split(r"(?<=[.!])\s+", item.stem.strip())[-1]
    found = _NEGATIVE.search(last)
    return f"{quoted(found[0])} is easily missed" if found and not found[0].isupper() else ""


@rule("no-question", "info", remedy="ask a question, or leave a gap", source=NBME)
def no_question(item: Choice) -> str:
    """The stem asks something or leaves a gap; it can be answered with the options covered."""
    stem = item.stem.strip()
    if _QUESTION_MARK.search(stem) or _BLANK.search(stem) or _IMPERATIVE.search(stem) or _ASKS_INSIDE.search(stem):
        return ""
    return "the stem is a statement; it asks nothing"


@rule("blank-inside", "error", remedy="ask a question, or move the gap to the end", source=HALADYNA)
def blank_inside(item: Choice) -> str:
    """A gap stands at the end of the stem, so that it is read once and not twice."""
    found = _GAP.search(item.stem)
    after = words(item.stem[found.end() :]) if found else []
    return f"{len(after)} words follow the gap" if len(after) > WORDS_AFTER_GAP else ""


@rule("overlapping-ranges", "warning", remedy="let each range begin where the last one ends", source=HALADYNA)
def overlapping_ranges(item: Choice) -> str:
    """Ranges do not overlap, or two options may be right."""
    found = [_RANGE.fullmatch(option.strip()) for option in item.options]
    ranges = sorted((float(each[1].replace(",", "")), float(each[2].replace(",", ""))) for each in found if each)
    if len(ranges) < len(found) or any(low > high for low, high in ranges):
        return ""
    over = [
        f"{one[0]:g}–{one[1]:g} and {other[0]:g}–{other[1]:g}" for one, other in pairwise(ranges) if other[0] <= one[1]
    ]
    return f"{over[0]} overlap" if over else ""


@rule("unfocused-stem", "info", remedy="ask one thing that the options answer", source=HALADYNA)
def unfocused_stem(item: Choice) -> str:
    """The stem puts one problem; "which is true?" makes each option a question of its own."""
    found = _UNFOCUSED.search(item.stem)
    return "each option has to be judged by itself, the stem asks nothing definite" if found else ""


@rule("gratuitous", "info", remedy="leave out what is not needed to answer", source=HALADYNA)
def gratuitous(item: Choice) -> str:
    """The stem says no more than is needed to answer."""
    count = len(words(item.stem))
    scenario = re.search(r"\b(?:you|your|suppose|imagine|patient)\b", item.stem, re.I)
    return f"the stem has {count} words" if count >= LONG_STEM and not scenario else ""


@rule("odd-format", "info", remedy="write all options alike", source=TARRANT)
def odd_format(item: Choice) -> str:
    """All options are written alike: capitals, full stops, units."""
    ends = [option.rstrip().endswith(".") for option in item.options]
    if (
        len(item.options) >= 3
        and sum(ends) in (1, len(ends) - 1)
        and ends[item.key] != ends[item.key - 1] == ends[item.key - 2]
    ):
        return "only the right option has, or lacks, its full stop"
    lowered = [" ".join(words(option)[1:]) for option in item.options]
    rest = [" ".join(re.findall(r"\w+", option)[1:]) for option in item.options]
    tails = Counter(low.split(" ")[-1] for low in lowered if low)
    if tails and max(tails.values()) == len(item.options) and len({each.split(" ")[-1] for each in rest}) > 1:
        return "one option has other capitals than the rest"
    return ""


@rule("grammar", "warning", remedy="make every option go on from the stem", source=HALADYNA)
def grammar(item: Choice) -> str:
    """Every option goes on from the stem in the same grammar: "that …" beside a bare clause gives one away."""
    begins = [
        (words(option) or [""])[0] in ("that", "to", "because", "by", "it", "they", "he", "she")
        for option in item.options
    ]
    firsts = [(words(option) or [""])[0] for option in item.options]
    common, count = Counter(firsts).most_common(1)[0]
    if common in ("that", "to", "because", "by") and count == len(firsts) - 1 and any(begins):
        odd = next(option for option in item.options if (words(option) or [""])[0] != common)
        return f"{quoted(odd)} does not begin with {quoted(common)} as the others do"
    article = re.search(r"\b(an?)\s*(?:_+|…|\.\.\.)?\s*$", item.stem.strip(), re.I)
    if article:
        vowels = [option.strip()[:1].lower() in "aeiou" for option in item.options]
        if vowels[item.key] == (article[1].lower() == "an") and len(set(vowels)) > 1:
            return f"{quoted(article[1])} in the stem fits only some of the options"
    return ""


def _first(item: Choice, pattern: re.Pattern[str]) -> str:
    found = next((option for option in item.options if pattern.search(option)), None)
    return f"the option {quoted(found)}" if found else ""


CHECKS: tuple[RuleCheck[[Choice], str], ...] = (
    duplicate_options,
    none_of_the_above,
    all_of_the_above,
    combination,
    options_out_of_order,
    blank_inside,
    overlapping_ranges,
    longest_key,
    shortest_key,
    negative_stem,
    grammar,
    clang,
    convergence,
    absolute_terms,
    vague_terms,
    no_question,
    unfocused_stem,
    gratuitous,
    odd_format,
)


def flaws(item: Choice) -> list[tuple[Rule, str]]:
    """Every flaw of ``item``: the rule that it breaks, and what was found."""
    return [(check, message) for check in CHECKS if (message := check(item))]
