"""The words that quizgen itself puts on paper, cards and slides, by language.

English is the source and is in ``words/``: each message has a key, which is its gettext context, and an English
text, which is its msgid. So a translator's editor shows the English and not a symbol, one English word may be two in
another language, and a translation goes out of use when the English that it translates is changed. The catalogues are
in ``locale/``, compiled when quizgen is installed; in a checkout where nothing is compiled all words are English.
docs/how-to/add-a-language.md explains how to add one.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from quizgen.words import COUNTED, ENGLISH

LOCALE = Path(__file__).parent / "locale"
_NAME = "  # also a first name"  # after a word in a list of unwanted ones

# Every language that has words, by its primary subtag, and the script that they are written in. All but English have
# a catalogue.
SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "ar": "Arab",
        "az": "Latn",
        "de": "Latn",
        "en": "Latn",
        "es": "Latn",
        "fr": "Latn",
        "he": "Hebr",
        "kk": "Cyrl",
        "pt": "Latn",
        "ru": "Cyrl",
    }
)


def read_words() -> None:
    """Reads all catalogues and lists of words, so that no file is opened when they are used."""
    for language in SCRIPTS:
        _catalogue(language)
        _unwanted_words(language)


def speaks(language: str) -> bool:
    """Whether there are words for ``language``, a BCP 47 tag."""
    return bool(_known_language(language))


@cache
def words_for(language: str) -> Mapping[str, str]:
    """The words for ``language``, a BCP 47 tag; what is not translated is English."""
    return MappingProxyType({**ENGLISH, **_translations(_known_language(language))})


def untranslated_keys(language: str) -> tuple[str, ...]:
    """The keys of the messages that are not translated into ``language``, a BCP 47 tag; those about numbers last."""
    known = _known_language(language)
    if known == "en":
        return ()
    translated = _translations(known)
    numbered = _numbered_keys(known)
    return (*(key for key in ENGLISH if key not in translated), *(key for key in COUNTED if key not in numbered))


def counted_message(language: str, key: str, number: int) -> str:
    """The message called ``key`` of `COUNTED`, in the form that ``number`` has in ``language``: "2 points"."""
    known = _known_language(language)
    translated = "" if known in ("", "en") else _catalogue(known).npgettext(key, *COUNTED[key], number)
    return (translated or gettext.NullTranslations().ngettext(*COUNTED[key], number)).format(number=number)


@cache
def unwanted_words(language: str, *, names: bool = True) -> tuple[str, ...]:
    """Words that must not come about by chance, in ``language`` and in English; its file says why they are there.

    Some are first names too, and left out if ``names`` is false: nobody is refused by their own.
    """
    unwanted = []
    for primary in dict.fromkeys((language.lower().partition("-")[0], "en")):
        words = _unwanted_words(primary) if primary in SCRIPTS else ()
        unwanted += [word.removesuffix(_NAME) for word in words if names or not word.endswith(_NAME)]
    return tuple(unwanted)


@cache
def _unwanted_words(known: str) -> tuple[str, ...]:
    """The words of a language's own file, first names marked as such."""
    lines = (LOCALE / known / "unwanted.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def enumeration(language: str, texts: Sequence[str]) -> str:
    """``texts``, two or more, as a list in running text: "A, B and C".

    Spanish "y" becomes "e" before the sound of i, other than in hia- and hie-, as in ICU's list patterns;
    Hebrew has a hyphen before digits.
    """
    pattern = words_for(language)["list_last"]
    if _known_language(language) == "es" and re.match(r"[ií]|h[ií](?![ae])", texts[-1], re.IGNORECASE):
        pattern = pattern.replace(" y ", " e ")
    if _known_language(language) == "he" and texts[-1][:1].isdigit():
        pattern = pattern.replace("{last}", "-{last}")
    return pattern.replace("{items}", list_comma(language).join(texts[:-1])).replace("{last}", texts[-1])


def list_comma(language: str) -> str:
    """The comma between the items of a list, with its space: Arabic has one of its own."""
    return "، " if SCRIPTS.get(_known_language(language)) == "Arab" else ", "


class _Missing(gettext.NullTranslations):
    """Gives "" for what a catalogue lacks, where gettext would give English: the two may be spelled alike."""

    def pgettext(self, context: str, message: str) -> str:
        return ""

    def npgettext(self, context: str, one: str, many: str, number: int) -> str:
        return ""


@cache
def _catalogue(known: str) -> gettext.NullTranslations:
    path = LOCALE / known / "LC_MESSAGES" / "quizgen.mo"
    if not path.is_file():
        return _Missing()
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    catalogue.add_fallback(_Missing())
    return catalogue


@cache
def _translations(known: str) -> Mapping[str, str]:
    """What is said in a language of `SCRIPTS`, or in "", by key."""
    if known == "en":
        return ENGLISH
    if not known:
        return {}
    catalogue = _catalogue(known)
    texts = {key: catalogue.pgettext(key, english) for key, english in ENGLISH.items()}
    return {key: text for key, text in texts.items() if text}


@cache
def _numbered_keys(known: str) -> frozenset[str]:
    """The keys of `COUNTED` that a language of `SCRIPTS` other than English has."""
    if not known:
        return frozenset()
    return frozenset(key for key, english in COUNTED.items() if _catalogue(known).npgettext(key, *english, 1))


def _known_language(language: str) -> str:
    """The language of `SCRIPTS` for a tag: ``pt`` for ``pt-BR``, ``kk`` for ``kk-Cyrl``; "" for ``kk-Latn``.

    A subtag of four letters names a script (RFC 5646, section 2.2.3); words in another one could not be read.
    """
    primary, *others = language.lower().split("-")
    script = SCRIPTS.get(primary, "")
    written = next((other.title() for other in others if len(other) == 4 and other.isalpha()), script)
    return primary if script and written == script else ""
