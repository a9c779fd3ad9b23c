"""Whether a wrong answer reads well in the sentence of the right one: articles, number, no word twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from quizgen.generators.last_result import keep_last
from quizgen.languages.word_lists import Language
from quizgen.model.fact import Fact, Slot
from quizgen.model.numbers import DIGITS, number_in
from quizgen.model.text import SlotName, Text, Words, fold, parse_text, plain_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LAST_WORD = re.compile(r"(?<![^\W\d_])(?<![^\W\d_]['’])([^\W\d_]++(?:['’][^\W\d_]+)*)['’]?\s*$")
_BEGINS_WITH_NUMBER = re.compile(r"[-−+$€£¥₽₸₼₹]?\s?\d")
_INDEFINITE = re.compile(r"\b(a)(n?)(\s+)$", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\s*['’]?([^\W\d_]+(?:['’][^\W\d_]+)*)")

# Words before a noun of which no sentence has two in a row, by language.
_DETERMINERS: Mapping[str, frozenset[str]] = {
    "en": frozenset("a an the my your our their its every some".split()),  # noqa: SIM905 - it reads as words
    "de": frozenset("der die das den dem des ein eine einen einem einer eines ihre ihren ihrem seine seinen".split()),  # noqa: SIM905
    "es": frozenset("el la los las un una unos unas del al su sus".split()),  # noqa: SIM905
    "fr": frozenset("le la les un une des du au aux son sa ses leur leurs ce cet cette ces".split()),  # noqa: SIM905
    "pt": frozenset("os as um uma uns umas do da dos das no na nos nas ao aos seu sua seus suas".split()),  # noqa: SIM905
}
# English words that are written with one of these and begin with a consonant's sound, and the other way round.
_CONSONANT = re.compile(r"(?:eu|ewe|one(?!i)|once|uni(?!n|m[^aeo])|us[aeiu]|ut[eio]|ur[aio]|u[bfk][aeiou]|ubi)", re.I)
_VOWEL = re.compile(r"(?:hour|honest|hono|heir)", re.I)
_SPELLED = re.compile(r"(?:[AEFHILMNORSX](?![a-z])[A-Z0-9-]*\b|8|11\b|18\b|11,|18,)")
# English names that are said with an article, by the common noun in them.
_WITH_ARTICLE = re.compile(
    r"\b(?:republic|kingdom|states|emirates|union|federation|empire|islands|isles|netherlands|philippines|bahamas|"
    r"maldives|seychelles|gambia|hague|sea|ocean|river|desert|peninsula|mountains|alps|andes|himalayas|channel|strait)\b",
    re.IGNORECASE,
)
_UNCHANGED = re.compile(r"^(?:million|billion|trillion|thousand|hundred|dozen|per|percent|prozent|mio|mrd)$")
_SINGULAR = frozenset(("is", "was", "has", "does"))
_PLURAL = frozenset(("are", "were", "have", "do"))
_IRREGULAR_PLURALS = frozenset("people children men women mice geese teeth feet fish sheep".split())  # noqa: SIM905
_FEWEST_LETTERS = 3  # of a word: the point A, or vitamin A, is not the article
_TELLING = 5  # letters of an answer that a longer word gives away
_PLACES = frozenset(("country", "place"))
_NAMES = _PLACES | {"person", "organisation"}
# Articles of which the noun, such as the name of a country, is a plural.
_PLURAL_ARTICLES: Mapping[str, frozenset[str]] = {
    "es": frozenset(("los", "las")),
    "fr": frozenset(("les",)),
    "pt": frozenset(("os", "as")),
}
# Languages in which a noun after a number is the same after every number.
_NO_PLURAL = frozenset(("az", "fa", "hu", "ja", "ka", "kk", "ko", "ky", "mn", "th", "tr", "tt", "uz", "vi", "zh"))
_SLAVIC = frozenset(("be", "ru", "sr", "uk", "hr", "bs"))


@dataclass
class SlotSentence:
    """The statement of a fact around one of its answers."""

    before: str
    key: str
    after: str
    language: str
    type: str

    @property
    def whole(self) -> str:
        """The sentence with the answer."""
        return self.before + self.key + self.after

    @cached_property
    def last(self) -> str:
        """The word before the answer."""
        return _last_word(self.before)

    @cached_property
    def following(self) -> str:
        """The word after the answer."""
        return _first_word(self.after)

    @cached_property
    def rest(self) -> str:
        """All except the answer, folded."""
        return fold(f"{self.before} {self.after}")

    @cached_property
    def gives_key(self) -> bool:
        """Whether the rest of the sentence has the answer, also within a longer word: geben in gegeben."""
        key = fold(self.key)
        is_word = len(key) >= _FEWEST_LETTERS and has_words(self.rest, key)
        return is_word or (len(key) >= _TELLING and key.isalpha() and key in self.rest)

    @cached_property
    def begins(self) -> bool:
        """Whether the answer begins the sentence, with a capital."""
        return not _WORD.search(self.before) and self.key[:1].isupper()

    @cached_property
    def counted_noun(self) -> tuple[str, str]:
        """The noun that the answer's number counts, and the form that it has after that number; "" if there is none."""
        if not _BEGINS_WITH_NUMBER.match(self.key):
            return "", ""
        noun = _noun_after(self.key + self.after)
        number = number_in(self.key) if noun and not _UNCHANGED.match(noun) else None
        return ("", "") if number is None else (noun, _number_form(number, self.language))

    def misfit(self, value: str, *, gap: bool = False) -> str:
        """What is wrong with the sentence if it has ``value`` in place of the answer, or "".

        What is wrong with the teacher's own answer too is taken as meant. In a sentence with a ``gap`` the article
        before it is read too; in one with ``value`` it is adapted.
        """
        tests = [self._twice, self._name_article, self._amount, self._agreement]
        if gap:
            tests.append(self._article)
        for flaw_of in tests:
            if (flaw := flaw_of(value)) and not flaw_of(self.key):
                return flaw
        return ""

    def fitted_value(self, value: str) -> str:
        """``value`` as it is written here: with a capital where the sentence begins, with the article of a name."""
        if self._lacks_article(value) and not self._lacks_article(self.key):
            value = f"the {value}"
        return value[:1].upper() + value[1:] if self.begins else value

    def has_other_article(self, value: str) -> bool:
        """Whether "a" is before the answer where ``value`` needs "an", or the other way round."""
        return bool(self._article(value)) and _INDEFINITE.search(self.before) is not None

    def _twice(self, value: str) -> str:
        """A word twice in a row, or two words of which only one can be before a noun."""
        last, first, following, ending = self.last, _first_word(value), self.following, _last_word(value)
        determiners = _DETERMINERS.get(self.language, frozenset())
        if last and last == first:
            return f"it would read “{last} {first}”"
        if ending and ending == following:
            return f"it would read “{ending} {following}”"
        if last and last == ending and first != ending:
            return f"it would read “{last} {value}”"
        return f"it would read “{last} {first}”" if last in determiners and first in determiners else ""

    def _article(self, value: str) -> str:
        """``a`` before a vowel, ``an`` before a consonant."""
        last = self.last
        if self.language != "en" or last not in ("a", "an") or not value[:1].isalnum():
            return ""
        return "" if (last == "an") == _sounds_like_a_vowel(value) else f"it would read “{last} {value}”"

    def _name_article(self, value: str) -> str:
        """A name with its article, and no other."""
        if self._lacks_article(value):
            return f"“{value}” needs “the”"
        if self.language == "en" and self.type in _PLACES and self.last == "the":
            return "" if _is_with_article(value) else f"it would read “the {value}”"
        return ""

    def _lacks_article(self, value: str) -> bool:
        """Whether a name lacks the article that English says it with."""
        if self.language != "en" or self.type not in _PLACES or self.last == "the":
            return False
        return _first_word(value) != "the" and _is_with_article(value)

    def _amount(self, value: str) -> str:
        """The noun after a number has the form for that number: 1 year, 2 years; 1 год, 2 года, 5 лет."""
        noun, form = self.counted_noun
        number = number_in(value) if noun else None
        if number is None or form == _number_form(number, self.language):
            return ""
        return f"it would read “{value}” before or with “{noun}”"

    def _agreement(self, value: str) -> str:
        """A verb after its subject has its number: "crests is", "crest are"; in Spanish, "los Andes es"."""
        verb = self.following
        plurals = _PLURAL_ARTICLES.get(self.language)
        if plurals and verb and self.type in _NAMES and not _WORD.search(self.before):
            is_plural, was_plural = (_first_word(name) in plurals for name in (value, self.key))
            return f"it would read “{value} {verb}”" if is_plural != was_plural else ""
        if self.language != "en" or verb not in _SINGULAR | _PLURAL or not self._is_subject:
            return ""
        plural = " and " in value or _is_plural(value)
        if plural is None or plural == (verb in _PLURAL):
            return ""
        return f"it would read “{value} {verb}”"

    @property
    def _is_subject(self) -> bool:
        """Whether at most an article is before the answer, so that the verb after it is the answer's."""
        return self.before.strip().casefold() in ("", "the", "a", "an")


@keep_last
def sentence_of(fact: Fact, slot: Slot) -> SlotSentence:
    """The statement around the slot, the other answers in their places."""
    before, after, passed = "", "", False
    for part in fact.statement:
        if isinstance(part, SlotName) and part.name == slot.name:
            passed = True
            continue
        text = fact.slot(part.name).shown if isinstance(part, SlotName) else plain_of(part)
        before, after = (before, after + text) if passed else (before + text, after)
    return SlotSentence(before, slot.shown, after, fact.source.language.partition("-")[0].lower(), slot.type)


def restated_text(fact: Fact, slot: Slot, value: str) -> Text:
    """The statement with ``value`` in place of the slot's answer, after the article that suits it."""
    sentence = sentence_of(fact, slot)
    value = sentence.fitted_value(value)
    if not sentence.has_other_article(value):
        return fact.text({slot.name: parse_text(value)})
    index = next(at for at, part in enumerate(fact.statement) if isinstance(part, SlotName) and part.name == slot.name)
    before = fact.statement[index - 1]
    assert isinstance(before, Words)
    article = Words(_INDEFINITE.sub(_other_article, before.text))
    statement = (*fact.statement[: index - 1], article, *fact.statement[index:])
    return replace(fact, statement=statement).text({slot.name: parse_text(value)})


def _other_article(article: re.Match[str]) -> str:
    """``an`` for ``a``, and ``a`` for ``an``; the match is one of `_INDEFINITE`."""
    n = "" if article[2] else "n"
    return article[1] + n + article[3]


def says(text: str, words: str) -> bool:
    """Whether ``text`` has ``words``, as whole words."""
    return has_words(fold(text), fold(words))


def begins_with_article(value: str, language: str) -> bool:
    """Whether the first of several words is an article or another word of which a noun has only one before it."""
    first, _, rest = value.partition(" ")
    determiners = _DETERMINERS.get(language.partition("-")[0].lower(), frozenset())
    return rest[:1].isalnum() and first.casefold() in determiners


def without_article(value: str, language: Language) -> str:
    """``value`` without an article before its noun; a capital one is part of a name, as in The Four Seasons."""
    first, _, rest = value.partition(" ")
    return rest if rest and "determiner" in language.word(first).roles else value


def has_words(plain: str, words: str) -> bool:
    """Whether ``plain`` has ``words`` as whole words; both are folded."""
    return start_of_words(plain, words) >= 0


def start_of_words(plain: str, words: str) -> int:
    """Where ``words`` are in ``plain`` as whole words, or -1; both are folded."""
    start = plain.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        before, after = plain[start - 1 : start], plain[end : end + 1]
        if not (_is_of_word(before) and _is_of_word(words[0])) and not (_is_of_word(after) and _is_of_word(words[-1])):
            return start
        start = plain.find(words, start + 1)
    return -1


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _last_word(text: str) -> str:
    *_, ending = ("", *text.rsplit(None, 1))
    match = _LAST_WORD.search(ending)
    return match[1].casefold() if match else ""


def _first_word(text: str) -> str:
    match = _FIRST_WORD.match(text)
    return match[1].casefold() if match else ""


def _sounds_like_a_vowel(value: str) -> bool:
    if _SPELLED.match(value):
        return True
    if len(value) > 1 and value[:2].isupper() and value.split()[0].isupper():
        return False
    if _VOWEL.match(value):
        return True
    return value[:1].lower() in "aeiouàáâäèéêëìíîïòóôöùúûü" and not _CONSONANT.match(value)


def _is_with_article(name: str) -> bool:
    return _first_word(name) == "the" or _WITH_ARTICLE.search(name) is not None


def _noun_after(text: str) -> str:
    """The word that says what the first number of ``text`` counts, or "" where a sign or an abbreviation does."""
    number = DIGITS.search(text)
    match = re.match(r"[\s\u00a0\u202f-]*([^\W\d_]{3,})", text[number.end() :]) if number else None
    return match[1].casefold() if match else ""


def _number_form(number: Decimal, language: str) -> str:
    """The form of a noun after ``number``, by the plural rules of Unicode's CLDR for cardinals."""
    if language in _NO_PLURAL:
        return ""
    if language in ("fr", "pt"):
        return "one" if abs(number) < 2 else "other"
    if language not in _SLAVIC:
        return "one" if abs(number) == 1 else "other"
    if number != int(number):
        return "other"
    tens, ones = abs(int(number)) % 100, abs(int(number)) % 10
    if 11 <= tens <= 14:
        return "many"
    if ones == 1:
        return "one"
    return "few" if 2 <= ones <= 4 else "many"


def _is_plural(value: str) -> bool | None:
    """Whether an English common noun is in the plural; None where its letters do not tell."""
    last = _last_word(value)
    if not last or value[:1].isupper() or " and " in value or any(character.isdigit() for character in value):
        return None
    if last.endswith("s"):
        return None if last.endswith(("ss", "us", "is", "ics", "ous")) else True
    return None if last in _IRREGULAR_PLURALS else False
