"""What an article's file says of itself: its title, author, date, address and language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizgen.languages.word_lists import LANGUAGES, language_of
from quizgen.model.article import Article
from quizgen.project import read_bytes, read_text
from quizgen.reading.facts.article_process import read_in_process

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LONGEST_TITLE = 20  # words
# By the first word of a letter's name in Unicode.
_BY_LETTERS: Mapping[str, str] = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "CJK": "zh",
    "HANGUL": "ko",
    "GREEK": "el",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
}
_WORDS_TO_TELL = 200  # the most frequent words of a text, by which its language is recognised
_ADDRESS = re.compile(r"https?://[^\s<>\"'`{}]+")


@dataclass(frozen=True, slots=True)
class ArticleDetails:
    """What could be read of an article; "" where its file does not say."""

    title: str
    author: str = ""
    published: str = ""
    url: str = ""
    language: str = "en"


def details_of(path: Path, article: Article) -> ArticleDetails:
    """The details of the ``article`` at ``path``; its first paragraph is the title where it looks like one."""
    about = {key: " ".join(value.split()) for key, value in _metadata(path).items() if value}
    first = article.paragraphs[0]
    looks_like_title = len(first.split()) <= _LONGEST_TITLE and not first.endswith((".", "…", ":"))
    title = first if looks_like_title else about.get("title") or path.stem.replace("_", " ").replace("-", " ")
    url = about.get("url", "")
    return ArticleDetails(
        title=title,
        author=about.get("author", ""),
        published=about.get("date", ""),
        url=url if _ADDRESS.fullmatch(url) else "",
        language=about.get("language") or language_of_text(" ".join(article.paragraphs)),
    )


def language_of_text(text: str) -> str:
    """The language whose little words are most of the text, or the one that is written in its letters; else English."""
    words = Counter(re.findall(r"[^\W\d_]+", text.lower())).most_common(_WORDS_TO_TELL)
    counts = {
        tag: sum(count for word, count in words if "function" in language_of(tag).word(word).roles) for tag in LANGUAGES
    }
    best = max(counts, key=lambda tag: (counts[tag], tag == "en"), default="en")
    return best if counts[best] else _of_letters(text)


def _of_letters(text: str) -> str:
    """The best known language that is written in the letters of most of ``text``; English where none is listed."""
    letters = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    if letters["HIRAGANA"] + letters["KATAKANA"]:
        return "ja"  # most of whose letters may be Chinese
    return _BY_LETTERS.get(max(letters, key=lambda script: letters[script], default=""), "en")


def _metadata(path: Path) -> dict[str, str]:
    suffix = path.suffix.lower()
    if suffix == ".md":
        return _of_front_matter(read_text(path))
    if suffix == ".txt":
        return {}
    content = read_text(path).encode() if suffix in (".html", ".htm") else read_bytes(path)
    return read_in_process(".html" if suffix == ".htm" else suffix, content).about


def _of_front_matter(text: str) -> dict[str, str]:
    """The plain ``key: value`` lines at the head of a Markdown file."""
    head = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    pairs = (line.partition(":") for line in head[1].splitlines()) if head else ()
    about = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    return about | {"language": about.get("lang", about.get("language", ""))}
