"""The school that a project belongs to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class School:
    """A school's name, and its logo if it has one: the picture's content and the ending of its name, ``.png``."""

    name: str
    logo: bytes = b""
    suffix: str = ""
