"""Moodle's conventions: shares of a mark, names, ids, categories."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from quizgen.exporters.interchange import markup
from quizgen.exporters.interchange.bank import BankQuestion, MediaFile
from quizgen.exporters.interchange.ids import short_id
from quizgen.exporters.interchange.markup import beginning, line
from quizgen.model.text import Text

# The shares of a mark that Moodle accepts, written as it requires, by the number of right options.
SHARES = {1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111"}
SHARES[10] = "10"
LONGEST_MATCH = 255  # characters of an answer to be matched, written as HTML
_ID = 100  # characters of an idnumber
_NAME = 80  # characters of a question's name in the bank
_CATEGORY = 255  # characters of a category's name
_TAG = 50  # characters of a tag
# Moodle removes markup from names and these characters from tags; an empty tag aborts the whole import.
_CHARACTERS = str.maketrans("<>`", "‹›‘")

# The second character of anything that Moodle's filter for emoticons turns into a picture: in f(n), in 1:(2+3).
_EMOTICON = re.compile(
    r"(?<=:)(?:[()]|o(?=\)))|(?<=[:;8B^])-(?=\))|(?<=:)-(?=[D/Pp(IX])|(?<=[V8|])-(?=\.)|(?<=8)-(?=[o\[])"
    r"|(?<=P)-(?=\|)|(?<=\})-(?=\])|(?<=x)x(?=-P)|(?<=\()(?:[hyn ]|grr|heart|martin)(?=\))"
)


def idnumber(id: str) -> str:
    """Return the id that Moodle stores with a question."""
    return short_id(id, _ID)


def name(question: BankQuestion) -> str:
    """Return the question's name in the bank: the beginning of its prompt."""
    return beginning(line(question.prompt).translate(_CHARACTERS), _NAME) or question.id


def tags(question: BankQuestion) -> tuple[str, ...]:
    """Return the tags as Moodle stores them: on one line, shortened, without duplicates; it would drop "0"."""
    cut = (beginning(tag.translate(_CHARACTERS), _TAG) for tag in question.tags)
    return tuple(dict.fromkeys("‹0›" if tag == "0" else tag for tag in cut if tag))


def category(title: str) -> str:
    """Return the category of the questions; a slash in a title is doubled, or it would separate categories."""
    name = beginning(title.translate(_CHARACTERS), _CATEGORY).replace("/", "//")
    return f"$course$/top/{' ' if name.startswith('/') else ''}{name}"


def html(text: Text) -> str:
    """Return the text as HTML in which nothing is taken for an emoticon or for the address of a file."""
    return _inert(markup.html(text))


def paragraphs(texts: Iterable[Text]) -> str:
    """Return each text as a paragraph of such HTML."""
    return _inert(markup.paragraphs(texts))


def picture_html(picture: MediaFile) -> str:
    """Return the picture as an element whose source is one of the question's files; its description names none."""
    element = _inert(markup.picture_html(picture, picture.name))
    return element.replace('src="', 'src="@@PLUGINFILE@@/', 1)


def _inert(html: str) -> str:
    """The HTML, with entities in what would become an emoticon or the address of a file, even in an attribute."""
    without_emoticons = _EMOTICON.sub(lambda match: f"&#{ord(match[0][0])};{match[0][1:]}", html)
    return without_emoticons.replace("@@", "@&#64;")


def match_text(text: Text) -> str:
    """Return the text as an answer to be matched, which Moodle shows without elements."""
    return escape(str(text), quote=False)
