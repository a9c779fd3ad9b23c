"""Quotation marks, lists and the like."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # Punctuation
    # Translators: with a no-break space where the language has one inside.
    message("open_quote", "“"),
    message("close_quote", "”"),
    # Translators: between a number and its part less than one: "3.5", "3,5".
    message("decimal_sign", "."),
    # Translators: "Source: …", "Waves: Answer key"; with a no-break space where the language has one.
    message("labelled", "{label}: {text}"),
    # Translators: the end of a list; {items} are all but the last: "A, B and C".
    message("list_last", "{items} and {last}"),
)
