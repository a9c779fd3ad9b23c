"""The words that quizgen itself puts on paper, cards and slides, by language.

English is the source: each message has a key, which is its gettext context, and an English text, which is its msgid. So
a translator's editor shows the English and not a symbol, one English word may be two in another language, and a
translation goes out of use when the English that it translates is changed. The catalogues lie in ``locale/``;
docs/languages.md tells how to add one.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

LOCALE = Path(__file__).parent / "locale"

# Every language that has words, by its primary subtag, and the script that they are written in. All but English have
# a catalogue.
SCRIPTS: Mapping[str, str] = MappingProxyType(
    {
        "az": "Latn",
        "de": "Latn",
        "en": "Latn",
        "es": "Latn",
        "fr": "Latn",
        "kk": "Cyrl",
        "pt": "Latn",
        "ru": "Cyrl",
    }
)


def message(key: str, english: str) -> tuple[str, str]:
    """A message, in the shape that ``pybabel extract`` finds: ``-k message:1c,2``."""
    return key, english


def counted_message(key: str, one: str, many: str) -> tuple[str, str, str]:
    """A message about a number, in the shape that ``pybabel extract`` finds: ``-k counted_message:1c,2,3``."""
    return key, one, many


ENGLISH: Mapping[str, str] = MappingProxyType(
    dict(
        (
            # A paper's head and foot
            message("name", "Name"),
            message("class", "Class"),
            message("date", "Date"),
            # Translators: before a line for the points reached, which ends in the points that can be reached: "/ 20".
            message("score", "Score"),
            # Translators: {letter} is A, B, …: one of several papers with the same questions in another order.
            message("form", "Form {letter}"),
            message("page_of", "{page} of {pages}"),
            # The answer key
            message("answer_key", "Answer key"),
            message("number", "No."),
            # Translators: over the column with the letter of the right option, or "True" or "False".
            message("key", "Key"),
            # Translators: before what a student needs at a test because of an impairment: "more time".
            message("accommodations", "Accommodations"),
            message("answer", "Answer"),
            # Translators: before an option that stands below all others: "Never right: I don't know".
            message("never_right", "Never right"),
            # Translators: over the column with what each question is worth, and before their sum: "Points: 24".
            message("points", "Points"),
            # Translators: over the column with the quotes from the article that prove the answers.
            message("evidence", "Evidence"),
            # Translators: {names} are other answers that are right.
            message("also", "also: {names}"),
            # Translators: {number} may be several numbers: "paragraph 3, 14".
            message("paragraph", "paragraph {number}"),
            message("no_evidence", "no evidence given"),
            message("background", "Background knowledge, not in the article"),
            message("source", "Source"),
            message("licence", "Licence"),
            message("article_now", "as of the article, which bears no date"),
            # The review
            message("review", "Review"),
            message("reveal", "Show the answer"),
            message("previous", "Previous"),
            message("next", "Next"),
            # Practice
            message("practice", "Practice"),
            message("your_answer", "Your answer"),
            # Translators: on a button.
            message("check_answer", "Check"),
            # Translators: over two groups of things, where each of the one has a menu with those of the other.
            message("do_choose", "Choose what belongs to each."),
            message("give_answer", "Give an answer first."),
            # Translators: said of an answer.
            message("is_right", "Right"),
            # Translators: said of an answer.
            message("is_wrong", "Not right"),
            message("forgiven", "Capitals, accents, spaces and the shape of quotation marks do not matter."),
            # Translators: said where an answer is right but for capitals or accents.
            message("written_so", "It is written: {text}"),
            message("number_forgiven", "With a decimal point or a comma; the unit may be left out."),
            # Translators: {text} is the right number with its unit.
            message("wrong_unit", "The number is right. Look at the unit: {text}"),
            # Translators: on a button beside an answer that the page took for wrong.
            message("count_right", "Count as right"),
            # Translators: on a button that moves a thing one place up in a list.
            message("move_up", "Up"),
            # Translators: on a button that moves a thing one place down in a list.
            message("move_down", "Down"),
            # Translators: {right} and {all} are numbers of questions.
            message("score_of", "{right} of {all} right"),
            # Translators: on a button.
            message("try_again", "Try the wrong ones again"),
            # Translators: on a button that forgets all answers.
            message("start_anew", "Start anew"),
            # Cards
            # Translators: in the description of an Anki deck; "import" is what Anki calls it.
            message("next_release", "To update, import the next release: what you have learnt stays."),
            # Translators: on a button that shows the hint.
            message("hint", "Hint"),
            # Translators: over a list whose parts are hidden and shown one after the other.
            message("one_by_one", "Open one after the other"),
            # Translators: before how far off a number may be: "counts as right: ± 5%".
            message("accepted", "counts as right:"),
            # Translators: on a button that shows or hides the covers over all parts of a picture.
            message("all_masks", "Show or hide all"),
            # Punctuation
            # Translators: with a no-break space where the language has one inside.
            message("open_quote", "“"),
            message("close_quote", "”"),
            # Translators: "Source: …", "Waves: Answer key"; with a no-break space where the language has one.
            message("labelled", "{label}: {text}"),
            # Translators: the end of a list; {items} are all but the last: "A, B and C".
            message("list_last", "{items} and {last}"),
            # What questions begin with
            # Translators: where the article's author has no name.
            message("author", "the author"),
            # Translators: every word, in every case, by which a sentence names the author, parted by |.
            message("author_names", "the author"),
            # Translators: {who} is any name, one or several persons or bodies, as it stands, not inflected; {text} is
            # a statement or a question.
            message("according_to", "According to {who}: {text}"),
            message("complete", "Complete the sentence: {text}"),
            message("who_says", "Who says this? {text}"),
            # Translators: {name} is an acronym.
            message("stands_for", "What does {name} stand for?"),
            # Translators: {name} is the full name.
            message("short_form", "What is the short form of “{name}”?"),
            message("true", "True"),
            message("false", "False"),
            # The kinds of question: a title over those of one kind, and what to do
            message("multiple-choice", "Multiple choice"),
            message("do_multiple_choice", "Choose the one right answer."),
            message("multiple-response", "Multiple response"),
            message("do_multiple_response", "Choose all the right ones."),
            message("true-false", "True or false"),
            message("do_true_false", "Mark each statement as true or false."),
            message("short-answer", "Short answer"),
            message("do_short_answer", "Write the answer on the line."),
            message("numeric", "Numbers"),
            message("do_numeric", "Write the number with its unit."),
            message("list", "Lists"),
            message("do_list", "Write one on each line."),
            message("sequence", "Sequences"),
            message("do_sequence", "Number these in their order."),
            # Translators: a question asked from the other side: not for the capital of a country but for the country.
            message("reversed", "The other way round"),
            message("do_reversed", "Write the answer on the line."),
            message("acronym", "Acronyms"),
            message("do_acronym", "Write the short form, or what it stands for."),
            message("attribution", "Who says it"),
            message("do_attribution", "Write the name on the line."),
            message("matching", "Matching"),
            message("do_matching", "Write the letter of what belongs to it before each."),
            message("ordering", "Ordering"),
            message("do_ordering", "Number these in their order, the least first."),
            message("timeline", "Timeline"),
            message("do_timeline", "Number these in their order, the earliest first."),
            message("categorise", "Groups"),
            message("do_categorise", "Write the letter of its group before each."),
            # Translators: a text with gaps, and a box with the words that fill them.
            message("word-bank", "Word bank"),
            message("do_word_bank", "Fill each gap with words from the bank. Some are left over."),
            message("odd-one-out", "Odd one out"),
            message("do_odd_one_out", "Which one does not belong with the others?"),
            # Translators: a picture whose labels are covered and numbered; they may name parts, places or things.
            message("labelling", "Labelling"),
            message("do_labelling", "Name the numbered parts of the picture."),
            # Translators: on an Anki card, where one of several covered labels stands out by its colour.
            message("do_label", "Name the highlighted part of the picture."),
            # What to do on worksheets
            # Translators: answers stand on the cards, and their questions are read out.
            message("do_bingo", "Mark each answer on your card as its question is read out."),
            message("do_crossword", "Write the answers in the grid."),
            # Translators: a grid full of letters, in which words are hidden.
            message("do_word_search", "Find the answers in the grid and circle them."),
            message("do_word_search_listed", "Find these words in the grid and circle them."),
            # Worksheets
            message("crossword", "Crossword"),
            message("word-search", "Word search"),
            message("bingo", "Bingo"),
            # Translators: over the clues of a crossword's words in the direction of reading.
            message("across", "Across"),
            # Translators: over the clues of a crossword's words from top to bottom.
            message("down", "Down"),
            # Translators: a word of a crossword, in its key: "7 across".
            message("entry_across", "{number} across"),
            message("entry_down", "{number} down"),
            # Translators: over the column with the clues of a crossword or word search.
            message("clue", "Clue"),
            # Translators: over the column with the questions that are read out at bingo.
            message("question", "Question"),
            # Translators: {number} tells one card of bingo from the others.
            message("card", "Card {number}"),
            # Translators: in the middle of a card of bingo, where no answer stands.
            message("free", "Free"),
            # Translators: read aloud to who cannot see a crossword or a word search.
            message("grid", "Grid, rows: {rows}, columns: {columns}"),
            # Translators: where in a grid a word begins.
            message("place", "row {row}, column {column}"),
            # Translators: read aloud; {text} are the letters of a row of a grid.
            message("row", "Row {row}: {text}"),
        )
    )
)


# What depends on a number, with English singular and plural.
COUNTED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        key: (one, many)
        for key, one, many in (
            # Translators: what a question or a section is worth.
            counted_message("point_count", "{number} point", "{number} points"),
        )
    }
)


def speaks(language: str) -> bool:
    """Whether there are words for ``language``, a BCP 47 tag."""
    return bool(_known(language))


@cache
def words_for(language: str) -> Mapping[str, str]:
    """The words for ``language``, a BCP 47 tag; what is not translated is English."""
    return MappingProxyType({**ENGLISH, **_translated(_known(language))})


def untranslated(language: str) -> tuple[str, ...]:
    """The keys of the messages that are not translated into ``language``, a BCP 47 tag."""
    translated = _translated(_known(language))
    return tuple(key for key in ENGLISH if key not in translated)


def counted(language: str, key: str, number: int) -> str:
    """The message called ``key`` of `COUNTED`, in the form that ``number`` has in ``language``: "2 points"."""
    known = _known(language)
    catalogue = gettext.NullTranslations() if known in ("", "en") else _catalogue(known)
    return catalogue.npgettext(key, *COUNTED[key], number).format(number=number)


@cache
def unwanted(language: str) -> tuple[str, ...]:
    """Words that must not come about by chance, in ``language`` and in English; its file says why they are there."""
    found = []
    for each in dict.fromkeys((language.lower().partition("-")[0], "en")):
        path = LOCALE / each / "unwanted.txt"
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        found += [line for line in lines if line and not line.startswith("#")]
    return tuple(found)


def listed(language: str, texts: Sequence[str]) -> str:
    """``texts``, two or more, as a list in running text: "A, B and C".

    Spanish "y" becomes "e" before the sound of i, other than in hia- and hie-, as in ICU's list patterns.
    """
    pattern = words_for(language)["list_last"]
    if _known(language) == "es" and re.match(r"[ií]|h[ií](?![ae])", texts[-1], re.IGNORECASE):
        pattern = pattern.replace(" y ", " e ")
    return pattern.replace("{items}", ", ".join(texts[:-1])).replace("{last}", texts[-1])


class _Missing(gettext.NullTranslations):
    """Gives "" for what a catalogue lacks, where gettext would give English: the two may be spelled alike."""

    def pgettext(self, context: str, message: str) -> str:
        return ""


@cache
def _catalogue(known: str) -> gettext.GNUTranslations:
    with (LOCALE / known / "LC_MESSAGES" / "quizgen.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    catalogue.add_fallback(_Missing())
    return catalogue


@cache
def _translated(known: str) -> Mapping[str, str]:
    """What is said in a language of `SCRIPTS`, or in "", by key."""
    if known == "en":
        return ENGLISH
    if not known:
        return {}
    catalogue = _catalogue(known)
    texts = {key: catalogue.pgettext(key, english) for key, english in ENGLISH.items()}
    return {key: text for key, text in texts.items() if text}


def _known(language: str) -> str:
    """The language of `SCRIPTS` for a tag: ``pt`` for ``pt-BR``, ``kk`` for ``kk-Cyrl``; "" for ``kk-Latn``.

    A subtag of four letters names a script (RFC 5646, section 2.2.3); words in another one could not be read.
    """
    primary, *others = language.lower().split("-")
    script = SCRIPTS.get(primary, "")
    written = next((other.title() for other in others if len(other) == 4 and other.isalpha()), script)
    return primary if script and written == script else ""
