"""A saved web page → the paragraphs of its article, without menus and advertisements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from quizgen.reading.facts.raised_figures import with_scripts

if TYPE_CHECKING:
    from trafilatura.settings import Document

_LANGUAGE = re.compile(r"<html\b[^<>]*\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.IGNORECASE)


def read(content: bytes) -> tuple[Iterable[str], dict[str, str]]:
    """The paragraphs of a page in UTF-8, and its title, author, date, address and language."""
    import trafilatura

    page = content.decode()
    extracted = trafilatura.bare_extraction(
        with_scripts(page), favor_recall=True, include_comments=False, with_metadata=True
    )
    details = _as_dict(extracted)
    body = [line.strip() for line in str(details.get("text") or "").split("\n") if line.strip()]
    title = str(details.get("title") or "").strip()
    if title and body[:1] != [title]:
        body.insert(0, title)
    return body, _about(page)


def _as_dict(extracted: Document | dict[str, Any] | None) -> dict[str, Any]:
    if extracted is None:
        return {}
    return extracted if isinstance(extracted, dict) else extracted.as_dict()


def _about(page: str) -> dict[str, str]:
    import trafilatura

    metadata = trafilatura.extract_metadata(page)
    about = {key: str(getattr(metadata, key, None) or "") for key in ("title", "author", "date", "url")}
    language = _LANGUAGE.search(page)
    if language:
        about["language"] = language[1].partition("-")[0]
    return about
