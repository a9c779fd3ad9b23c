"""What Moodle takes: shares of a mark, names, ids, categories."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from quizgen.exporters.interchange import markup
from quizgen.exporters.interchange.bank import BankQuestion, MediaFile
from quizgen.exporters.interchange.ids import short_id
from quizgen.exporters.interchange.markup import beginning, line
from quizgen.model.text import Text

# The shares of a mark that it knows, as it wants them written: by how many right options it is divided.
SHARES = {1: "100", 2: "50", 3: "33.33333", 4: "25", 5: "20", 6: "16.66667", 7: "14.28571", 8: "12.5", 9: "11.11111"}
SHARES[10] = "10"
MATCHED = 255  # characters of what is matched with, written as HTML
_ID = 100  # characters of an idnumber
_NAME = 80  # characters of a question's name in the bank
_CATEGORY = 255  # characters of a category's name
_TAG = 50  # characters of a tag
# It takes markup out of names, and these signs out of tags: one of which nothing is left ends the whole import.
_SIGNS = str.maketrans("<>`", "‹›‘")

# The second character of what its filter for emoticons makes a picture of, wherever it stands: of f(n), of 1:(2+3).
_EMOTICON = re.compile(
    r"(?<=:)(?:[()]|o(?=\)))|(?<=[:;8B^])-(?=\))|(?<=:)-(?=[D/Pp(IX])|(?<=[V8|])-(?=\.)|(?<=8)-(?=[o\[])"
    r"|(?<=P)-(?=\|)|(?<=\})-(?=\])|(?<=x)x(?=-P)|(?<=\()(?:[hyn ]|grr|heart|martin)(?=\))"
)


def idnumber(id: str) -> str:
    """The id, which Moodle keeps beside a question."""
    return short_id(id, _ID)


def name(question: BankQuestion) -> str:
    """What the question is called in the bank: the beginning of what it asks."""
    return beginning(line(question.prompt).translate(_SIGNS), _NAME) or question.id


def tags(question: BankQuestion) -> tuple[str, ...]:
    """The tags as Moodle keeps them: on one line, too long ones cut off, none of them twice; it takes 0 for none."""
    kept = (beginning(tag.translate(_SIGNS), _TAG) for tag in question.tags)
    return tuple(dict.fromkeys("‹0›" if tag == "0" else tag for tag in kept if tag))


def category(title: str) -> str:
    """Where the questions go: a slash in a title is doubled, or it would separate categories."""
    name = beginning(title.translate(_SIGNS), _CATEGORY).replace("/", "//")
    return f"$course$/top/{' ' if name.startswith('/') else ''}{name}"


def html(text: Text) -> str:
    """The text as HTML, in which nothing stands for an emoticon or the address of a file."""
    return _sober(markup.html(text))


def paragraphs(texts: Iterable[Text]) -> str:
    """Each text as a paragraph of such HTML."""
    return _sober(markup.paragraphs(texts))


def picture_html(picture: MediaFile) -> str:
    """The picture as an element whose source is the file of a question: nothing in its description is one."""
    shown = _sober(markup.picture_html(picture, picture.name))
    return shown.replace('src="', 'src="@@PLUGINFILE@@/', 1)


def _sober(html: str) -> str:
    """The HTML with entities in whatever would become an emoticon or the address of a file, even in an attribute."""
    calm = _EMOTICON.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", html)
    return calm.replace("@@", "@&#64;")


def matched(text: Text) -> str:
    """The text as something to be matched with, which Moodle shows without elements."""
    return escape(str(text), quote=False)
