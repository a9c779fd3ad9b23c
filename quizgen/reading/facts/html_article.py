"""A saved web page → the paragraphs of its article, without menus and advertisements."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizgen.reading.facts.raised_figures import with_scripts

_LANGUAGE = re.compile(r"<html\b[^<>]*\blang=[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.IGNORECASE)


def read(content: bytes) -> tuple[Iterable[str], dict[str, str]]:
    """The paragraphs of a page in UTF-8, and its title, author, date, address and language."""
    import trafilatura

    page = content.decode()
    extracted = trafilatura.bare_extraction(
        with_scripts(page), favor_recall=True, include_comments=False, with_metadata=True
    )
    details = extracted.as_dict() if extracted is not None and not isinstance(extracted, dict) else extracted or {}
    body = [line.strip() for line in str(details.get("text") or "").split("\n") if line.strip()]
    title = str(details.get("title") or "").strip()
    return body if not title or (body and body[0] == title) else [title, *body], _about(page)


def _about(page: str) -> dict[str, str]:
    import trafilatura

    metadata = trafilatura.extract_metadata(page)
    about = {key: str(getattr(metadata, key, None) or "") for key in ("title", "author", "date", "url")}
    language = _LANGUAGE.search(page)
    return about | ({"language": language[1].partition("-")[0]} if language else {})
