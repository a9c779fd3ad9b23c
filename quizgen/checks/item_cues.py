"""Rules of item writing over how the right option of a multiple-choice item differs from the wrong ones.

Each rule gives what it found in a teacher's words, or "" where the item is without that flaw.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import ceil

from quizgen.checks.item_options import is_all_of_the_above, is_none_of_the_above
from quizgen.checks.rule import HALADYNA, NBME, rule
from quizgen.checks.wording import content_stems, is_title, words
from quizgen.errors import quote
from quizgen.model.choice import Choice

LONG_KEY = 1.25  # times the next longest option
LONG_KEY_MEAN = 1.75  # times the mean of the others
LONG_KEY_WORDS = 6  # of fewer words a longest option is no cue
SHORT_KEY = 0.4  # times the shortest other option
SHORTEST_COMPARED = 20  # characters; among shorter options length is no cue
SHORTEST_SHARED = 5  # letters in which two words begin alike that may be forms of one: Kazakh, Kazakhstan
ECHOES = 2  # wrong options that share words of the question with each other or alone
SHARED_PART = 0.6  # of the longer of the two

_OPENINGS = frozenset("that to because by when if while".split())  # noqa: SIM905 - it reads as words
# What may begin another option just as well: "with eggs" beside "by regeneration".
_OTHER_OPENINGS = _OPENINGS | frozenset(
    """in on at from for so whenever wherever with without under over after before during through where as since until
    into out of off""".split()  # noqa: SIM905 - it reads as words
)
_ARTICLE_BEFORE_GAP = re.compile(r"(?<!/)\b(an?)\s*(?:_{2,}|…|\.{3}|\[blank\])|\b(an?)\s*+(?:[:.?]\s*+)?$", re.I)
_VOWEL_SOUND = re.compile(
    r"(?!uni(?![nm])|use|usu|eu|one\b|once\b|ubi|ufo|uk\b|us\b)[aeiou8]|11\b|18\b|hour|honest|honou?r|heir", re.I
)
_QUOTED = re.compile(r"[“\"«][^“«”\"»]*[”\"»]|(?<!\w)[‘'][^‘’']*[’'](?!\w)")
# Such questions show the word whose form they ask for.
_ABOUT_WORDS = re.compile(
    r"\b(?:form of|plural|singular|replace|spel|past tense|opposite|synonym|antonym|prefix|suffix)", re.I
)
_NO_NOUN = re.compile(r"(?:an?|the|one|some|many|both|it|they|he|she)\b", re.I)
_GERUND = re.compile(
    r"(?:only |just |not |\w+ly )?"
    r"(?!(?:[ktw]|s[tpw]|br|spr|str)h?ing|(?:even|morn|noth|someth|anyth|everyth|dur)ing)\w{2,}ing\b",
    re.I,
)


@rule("longest-key", "warning", remedy="shorten it, or make a wrong option as long", source=HALADYNA)
def longest_key(item: Choice) -> str:
    """The right option is not the longest by far: writers take more care to make it true."""
    others = [len(option) for option in item.wrong if not (is_none_of_the_above(option) or is_all_of_the_above(option))]
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
    if is_none_of_the_above(key) or is_all_of_the_above(key) or shortest < SHORTEST_COMPARED:
        return ""
    if len(key) <= SHORT_KEY * shortest:
        return f"the right option has {len(key)} characters, the next {shortest}"
    return ""


@rule("clang", "info", remedy="use another word in the question or in the option", source=NBME)
def clang(item: Choice) -> str:
    """No word of the question is only in the right option: it would be chosen for its sound."""
    stem, key = content_stems(item.stem), content_stems(item.options[item.key])
    wrong = [content_stems(option) for option in item.wrong]
    others = frozenset().union(*wrong)
    shared = [
        answer
        for answer in key
        if len(answer) > 2 and not answer.isdigit() and _has_form_of(stem, answer) and not _has_form_of(others, answer)
    ]
    # Where wrong options sound like the question in words of their own, the right one does not stand out.
    echoes = sum(not stem.isdisjoint(option - key) for option in wrong)
    if not shared or echoes >= ECHOES:
        return ""
    return f"the question and only the right option share {', '.join(map(quote, sorted(shared)))}"


def _has_form_of(stems: frozenset[str], stem: str) -> bool:
    """Whether one of ``stems`` is ``stem``, or begins like it."""
    return stem in stems or any(_begin_alike(stem, other) for other in stems)


def _begin_alike(one: str, other: str) -> bool:
    """Whether two stems may be forms of one word: kazakh, kazakhstan."""
    letters = max(SHORTEST_SHARED, ceil(SHARED_PART * max(len(one), len(other))))
    return min(len(one), len(other)) >= letters and one[:letters] == other[:letters]


@rule("convergence", "info", remedy="vary the wrong options among themselves", source=NBME)
def convergence(item: Choice) -> str:
    """The right option is not the one that shares most with the others: test-takers count such features."""
    parts = [frozenset(stem for stem in content_stems(option) if not stem.isdigit()) for option in item.options]
    counts = Counter(stem for part in parts for stem in part)
    shared = [{stem for stem in part if 1 < counts[stem] < len(parts)} for part in parts]
    scores = [sum(counts[stem] - 1 for stem in part) for part in shared]
    key, score = shared[item.key], scores[item.key]
    others = parts[: item.key] + parts[item.key + 1 :]
    # Of two options that are nearly one, neither is the one that all others are made from.
    if len(key) < 2 or scores.count(score) > 1 or score < max(scores) or any(key <= other for other in others):
        return ""
    if 2 * len(key) < len(parts[item.key]):
        return ""
    return f"the right option shares most with the others: {', '.join(sorted(key))}"


@rule("key-in-stem", "info", remedy="ask without it", source=HALADYNA)
def key_in_stem(item: Choice) -> str:
    """The question does not say its right option, unless it says the wrong ones too."""
    key = item.options[item.key]
    if key.strip().casefold() not in item.stem.casefold() or _ABOUT_WORDS.search(item.stem):
        return ""
    stem = f" {' '.join(words(_QUOTED.sub(' ', item.stem)))} "
    is_in_stem = [f" {' '.join(words(option))} " in stem for option in item.options]
    is_said = is_in_stem[item.key] and sum(is_in_stem) == 1 and len(key) > 2 and not re.search(r"\d", key)
    return f"the question says {quote(key)}, and no other option" if is_said else ""


@rule("grammar", "info", remedy="make every option continue the stem", source=HALADYNA)
def grammar(item: Choice) -> str:
    """Every option goes on from the stem in the same grammar: "that …" beside a bare clause gives one away."""
    return _odd_opening(item.options) or _article_fits(item)


def _odd_opening(options: Sequence[str]) -> str:
    """The option that alone does not begin as all others: with "that", "to", or a form in -ing."""
    options = [option for option in options if not (is_none_of_the_above(option) or is_all_of_the_above(option))]
    if len(options) < 3:
        return ""
    firsts = [(words(option) or ("",))[0] for option in options]
    common, count = Counter(firsts).most_common(1)[0]
    if common in _OPENINGS and count == len(firsts) - 1:
        odd = next(index for index, first in enumerate(firsts) if first != common)
        if firsts[odd] not in _OTHER_OPENINGS:
            return f"{quote(options[odd])} does not begin with {quote(common)} as the others do"
    gerunds = [bool(_GERUND.match(option.strip())) for option in options]
    if gerunds.count(False) == 1 and all(" " in option.strip() and not is_title(option) for option in options):
        return f"{quote(options[gerunds.index(False)])} does not begin with a form in -ing as the others do"
    return ""


def _article_fits(item: Choice) -> str:
    """What is found where "a" or "an" before the options fits the right one, and not all of the others."""
    article = _ARTICLE_BEFORE_GAP.search(item.stem.strip())
    if not article:
        return ""
    is_an = (article[1] or article[2]).lower() == "an"
    options = [option.strip() for option in item.options]
    fits = [not _NO_NOUN.match(option) and bool(_VOWEL_SOUND.match(option)) == is_an for option in options]
    if not fits[item.key] or all(fits):
        return ""
    return f"{quote(article[1] or article[2])} in the stem fits only some of the options"
