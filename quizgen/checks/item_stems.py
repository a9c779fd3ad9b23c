"""Rules of item writing over the stem of a multiple-choice item: whether it asks one thing, and asks it plainly.

Each rule gives what it found in a teacher's words, or "" where the item is without that flaw.
"""

from __future__ import annotations

import re

from quizgen.checks.rule import HALADYNA, NBME, rule
from quizgen.checks.wording import words
from quizgen.errors import quote
from quizgen.model.choice import Choice

WORDS_AFTER_GAP = 3  # "_____ per cent." still ends the stem
LONG_STEM = 35  # words
LONG_INTRODUCED_STEM = 30  # words, where sentences come before the question

DATA = 4  # numbers in a stem that are there to calculate with

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=\W{0,9}[A-Z_])")
_ASIDE = re.compile(
    r"\([^()]*\)|\[[^][]*\]|“[^“”]*”|\"[^\"]*\"|«[^«»]*»|`[^`]*`"
    r"|‘[^‘’]*’(?!\w)|(?<!\w)'(?:[^']|(?<=\w)'(?=\w))*'(?!\w)"
)
_EMPHASISED = re.compile(
    r"(?<![_*])[_*]+\s*(?:not|except|never|least|false|incorrect)\s*[_*]+|<(?:b|i|em|strong|u)>", re.I
)
_AUXILIARY = (
    r"(?:is|are|was|were|am|be|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must"
    r"|isn['’]t|don['’]t)"
)
# "Not" denies what is asked after an auxiliary, or before a verb; not in "a system not based on", "of not doing so".
_NOT = re.compile(
    r"(?<!\bor )(?<!, )(?<!\band )(?<!\bbut )(?<!\bof )(?<!\babout )(?<!\bby )(?<!\bfor )(?<!\bfrom )(?<![—–-])"
    r"(?:\b(?:(?:is|are|was|were|be|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must) not"
    r"|not(?! (?:\w+(?:ed|ing|en)|the|an?|to|on|in)\b)|cannot|never)\b(?! (?:only|necessarily|until)\b)"
    r"|\b[^\W\d_]+n['’]t\b(?! (?:it|they|he|she|we|you)\?))",
    re.I,
)
_EXCEPT = re.compile(
    r"\b(?:except|excluding)\b|\bleast (?:likely|probable|appropriate|suitable|effective|accurate)\b", re.I
)
_WRONG = re.compile(r"\b(?:incorrect(?:ly)?|untrue|false|inaccurate|wrong(?! with)|unlikely|unrelated)\b", re.I)
_DENIAL = re.compile(  # what all three have in common, found quickly
    r"not|n['’]t\b|never|except|exclud|least|correct|untrue|false|accurate|wrong|unlike|unrelate", re.I
)
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:which|following|these|statements?|sentences?|options?|claims?|choose|select|identify|find|mark|pick)\b", re.I
)
# What opens a clause; "not" in one that does not ask says nothing of what is asked.
_OPENING = re.compile(
    r"\b(?:that|who|whom|whose|which|what|where|when|while|if|because|unless|although|though|since|so|until|before"
    r"|after|as|whether|wherein|whereby|meaning|why|how(?! (?:many|much)))\b",
    re.I,
)
_QUESTION_WORD = re.compile(r"(?:^\W*|[,;:]\s+|\b(?:in|of|to|for|from|by|with|on|at|and|is|are|was|were)\s+)$", re.I)
_CHOOSES = re.compile(r"^\W*(?:choose|select|identify|find|mark|pick|name)\b", re.I)
_ANY_ONE = re.compile(r"\b(?:one|ones|option|word|sentence|statement|item|answer|choice|thing|pair|example)\s+$", re.I)

_BLANK = re.compile(r"_{2,}|\\_|…|(?:[.•·]\s?){3,}|\[blank\]|[:,–—-]\s*$", re.I)
_GAP = re.compile(r"_{2,}|\[blank\]", re.I)
_ASKS_WHY = re.compile(r"\b(?:because|if|when|since|until|unless|by|due to)\W*$", re.I)
_LAST_GAP = re.compile(r"(?:_{2,}|\[blank\])\W*$", re.I)
_QUESTION_MARK = re.compile("[?\uff1f\u061f\u055e]")  # of the West, China, the Arabs, Armenia
_IMPERATIVE = re.compile(
    r"(?:^\W*(?:according to [^:,]+[:,]\s*)?|[.!:;,]\s+)(?:please\s+|then\s+)?"
    r"(?:identify|name|choose|select|complete|finish|find|list|give|state|tell|say|write|read|arrange|rank|order|guess"
    r"|determine|calculate|compute|solve|match|pick|mark|fill|indicate|describe|define|translate|estimate|simplify"
    r"|evaluate|convert|correct|explain|compare|classify|express|round|add|subtract|divide|multiply|spell|rewrite|change"
    r"|replace|use|put|combine|distinguish|join|look|think of)\b",
    re.I,
)
_ASKS = re.compile(
    r"\bwhat\b|\bhow (?:many|much|long|far|old|often|high|deep|big|large|fast)\b|\bwhich of\b|\bwh(?:ich|o) one\b"
    r"|\b(?:to|of|for|from|by|with|on|at|in) (?:which|whom|whose)\b(?!,)"
    rf"|,\s+which (?!{_AUXILIARY}\b)\w+ {_AUXILIARY}\b"
    rf"|^\W*(?:which|who|whose|why|{_AUXILIARY}|(?:when|where|how) {_AUXILIARY})\b",
    re.I,
)
# A stem that breaks off is completed by its options.
_BREAKS_OFF = re.compile(
    r"\b(?:is|are|was|were|be|been|being|by|to|of|for|from|in|on|at|with|as|into|between|than|the|an?|that|because"
    r"|and|or|if|when|will|can|could|should|would|must|may|might|has|have|had|not|called|named|termed|means?|known as"
    r"|by \w+ing|to \w+|except|includes?|contains?|equals?|becomes?|always|never|their|its|his|her|your)\s*$",
    re.I,
)
_TRUTH = r"(?:true|correct|false|incorrect|wrong|right|accurate|valid|untrue)"
_JUDGED = r"(?:statements?|claims?|assertions?|propositions?)"
_UNFOCUSED = re.compile(
    rf"\b{_JUDGED}\b.{{0,120}}\b(?:is|are|was|were)\b[^.?]{{0,20}}\b{_TRUTH}\b|\b{_TRUTH} {_JUDGED}\b"
    rf"|\b(?:which|what|who) (?:of (?:the following|these|them)|one|options?|answers?)?\s*"
    r"(?:is|are|was|were) (?:not |always )?(?:true|correct|false|incorrect|accurate|valid|untrue)\b(?= *(?:[?:.,(]|$"
    r"|about|of|for|regarding|concerning|when|if|in|on|that))"
    r"|\bwhat (?:is|was|are|were) (?:said|stated)\b"
    rf"|\b(?:are|is) {_TRUTH},? except\b"
    r"|^\W*what happened (?:(?:in|on|during) )?(?:the )?(?:year )?[\d\s,]*\W*$"
    r"|^\W*what (?:is happening|can be said)\b"
    rf"|\b(?:an?|one|the) {_TRUTH} (?:characteristic|fact|feature)\b",
    re.I | re.DOTALL,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SCENARIO = re.compile(r"\b(?:you|your|suppose|imagine|patient|client|let)\b", re.I)


@rule("negative-stem", "warning", remedy="ask for what is so, or write NOT in capitals", source=HALADYNA)
def negative_stem(item: Choice) -> str:
    """A question that asks for what is not so says NOT in capitals, or better asks for what is so."""
    if not _DENIAL.search(item.stem):
        return ""
    sentences = _SENTENCE_END.split(item.stem.strip())
    question = next((sentence for sentence in reversed(sentences) if "?" in sentence), sentences[-1])
    if _EMPHASISED.search(question):
        return ""
    plain = _ASIDE.sub(" ", question)
    negations = [
        *_EXCEPT.finditer(plain),
        *(negation for negation in _NOT.finditer(plain) if _is_asked(plain, negation)),
    ]
    if _ONE_OF_SEVERAL.search(plain):
        negations += _WRONG.finditer(plain)
    if any(match[0].isupper() for match in negations):
        return ""
    easily_missed = [match[0] for match in negations if match[0].islower() or match.start() == 0]
    return f"{quote(easily_missed[0])} is easily missed" if easily_missed else ""


def _is_asked(sentence: str, negation: re.Match[str]) -> bool:
    """Whether the negation is in the clause that asks, not in one that describes, such as a relative clause."""
    before = sentence[: negation.start()]
    if (_GAP.search(sentence[negation.end() :]) and not _LAST_GAP.search(sentence)) or _ASKS_WHY.search(sentence):
        return False  # "You must not park within ___ feet" asks for the number, "It is not so because:" for the reason
    if _GAP.search(before):
        return False  # how the gap is filled is asked for
    opening = next(reversed(list(_OPENING.finditer(before))), None)
    if opening is None:
        return True
    ahead, word = before[: opening.start()], opening[0].lower()
    if word in ("that", "who", "which", "whose", "whom") and (_CHOOSES.search(sentence) or _ANY_ONE.search(ahead)):
        return True  # choose the word that is not …
    asks = word in ("what", "which", "who", "whose", "whom", "where", "when")
    return asks and bool(_QUESTION_WORD.search(ahead)) and (word not in ("where", "when") or "?" in sentence)


@rule("no-question", "info", remedy="ask a question, or leave a gap", source=NBME)
def no_question(item: Choice) -> str:
    """The stem asks something or leaves a gap; it can be answered with the options covered."""
    stem = item.stem.strip()
    asks = (_QUESTION_MARK, _BLANK, _IMPERATIVE, _ASKS, _BREAKS_OFF)
    return "" if any(pattern.search(stem) for pattern in asks) else "the stem is a statement; it asks nothing"


@rule("blank-inside", "warning", remedy="ask a question, or move the gap to the end", source=HALADYNA)
def blank_inside(item: Choice) -> str:
    """A gap is at the end of the stem, so that it is read once and not twice."""
    gap = _GAP.search(item.stem)
    after = words(item.stem[gap.end() :]) if gap else []
    return f"{len(after)} words follow the gap" if len(after) > WORDS_AFTER_GAP else ""


@rule("unfocused-stem", "info", remedy="ask one thing that the options answer", source=HALADYNA)
def unfocused_stem(item: Choice) -> str:
    """The stem puts one problem; "which is true?" makes each option a question of its own."""
    match = _UNFOCUSED.search(item.stem)
    return "each option has to be judged on its own: the stem asks nothing definite" if match else ""


@rule("gratuitous", "info", remedy="leave out what is not needed to answer", source=HALADYNA)
def gratuitous(item: Choice) -> str:
    """The stem says no more than is needed to answer."""
    count = len(words(item.stem))
    longest = LONG_INTRODUCED_STEM if len(_SENTENCE_END.split(item.stem)) > 1 else LONG_STEM
    is_problem = _SCENARIO.search(item.stem) or len(_NUMBER.findall(item.stem)) >= DATA
    return f"the stem has {count} words" if count >= longest and not is_problem else ""
