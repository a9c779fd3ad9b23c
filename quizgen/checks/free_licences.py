"""Which licences let everybody copy an article, in the spellings that people use."""

from __future__ import annotations

import re

# Creative Commons in all its forms lets everybody copy the whole, unchanged, where nothing is sold.
_FREE = re.compile(
    r"\bcc[\s‐-―_-]*(?:0|by|zero)\b|\bcc[\s‐-―_-]*by[\s‐-―_-]*(?:sa|nc|nd)|creative\s*commons|creativecommons\.org"
    r"|public[\s_-]*domain|\bpd\b|copyleft|gnu\s*free\s*documentation|\bgfdl\b|open\s*government\s*licen[cs]e|\bogl\b"
    r"|общественное\s+достояние|қоғамдық\s+игілік|ictimai\s+mülkiyyət|dominio\s+público|domínio\s+público"
    r"|domaine\s+public|gemeinfrei",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\bnot?\b|\bnon[\s-]?free\b|all\s+rights\s+reserved|\bкроме\b|\bне\b|\bnicht\b|\bpas\b|\bnão\b", re.IGNORECASE
)


def lets_copy(licence: str) -> bool:
    """Whether ``licence`` is one that lets everybody copy the article: CC BY, CC BY-SA 4.0, CC0, public domain."""
    return bool(_FREE.search(licence)) and not _DENIED.search(licence)
