"""The fields of a fact that the model has as a file has them.

Generated from `quizgen/reading/facts/schema.py` by `tests/model/test_fact_fields.py`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFields:
    """What is declared once, in the schema of facts."""

    as_of: str = ""
    """The date for which it is true, or the word article for what the article calls "now"."""
    reference: str = ""
    """Where a background fact can be looked up."""
    feedback: str = ""
    """The feedback shown after the answer."""
    section: str = ""
    """The section of the lesson that the fact belongs to."""
    tags: tuple[str, ...] = ()
    """Tags to group facts by; the tag a/b is a subtag of a."""
