"""Secrets that let somebody in, and how they are compared."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def digest(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_same(candidate: str, right: str) -> bool:
    """Whether two secrets are equal, compared in constant time; they may have any characters."""
    return hmac.compare_digest(digest(candidate), digest(right))


def new_token() -> str:
    """Return a random token of 128 bits."""
    return secrets.token_urlsafe(16)
