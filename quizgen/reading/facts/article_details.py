"""What an article's file says of itself: its title, author, date, address and language."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from quizgen.languages.word_lists import LANGUAGES, language_of
from quizgen.model.article import Article
from quizgen.project import read_bytes, read_text
from quizgen.reading.facts.docx_article import docx_paragraphs

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LONGEST_TITLE = 20  # words
_WORDS_TO_TELL = 200  # the most frequent words of a text, by which its language is recognised
_HTML_LANGUAGE = re.compile(r"<html\b[^>]*\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.IGNORECASE)
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
    """The language, of those that quizgen knows, whose little words are most of the text; English where none is."""
    words = Counter(re.findall(r"[^\W\d_]+", text.lower())).most_common(_WORDS_TO_TELL)
    counts = {
        tag: sum(count for word, count in words if "function" in language_of(tag).word(word).roles) for tag in LANGUAGES
    }
    best = max(counts, key=lambda tag: (counts[tag], tag == "en"), default="en")
    return best if counts[best] else "en"


def _metadata(path: Path) -> dict[str, str]:
    match path.suffix.lower():
        case ".docx":
            return docx_paragraphs(read_bytes(path))[1]
        case ".html" | ".htm":
            return _of_page(read_text(path))
        case ".pdf":
            return _of_pdf(read_bytes(path))
        case ".md":
            return _of_front_matter(read_text(path))
    return {}


def _of_page(page: str) -> dict[str, str]:
    import trafilatura

    found = trafilatura.extract_metadata(page)
    about = {key: str(getattr(found, key, None) or "") for key in ("title", "author", "date", "url")}
    language = _HTML_LANGUAGE.search(page)
    return about | ({"language": language[1].partition("-")[0]} if language else {})


def _of_pdf(content: bytes) -> dict[str, str]:
    import pypdf

    found = pypdf.PdfReader(io.BytesIO(content)).metadata
    return {"title": found.title or "", "author": found.author or ""} if found else {}


def _of_front_matter(text: str) -> dict[str, str]:
    """The plain ``key: value`` lines at the head of a Markdown file."""
    head = _FRONT_MATTER.match(text.replace("\r\n", "\n"))
    pairs = (line.partition(":") for line in head[1].splitlines()) if head else ()
    about = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    return about | {"language": about.get("lang", about.get("language", ""))}
