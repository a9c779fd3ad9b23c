"""What depends on a number, with English singular and plural."""

from __future__ import annotations

from quizgen.words.message import counted_message

MESSAGES = (
    # Translators: what a question or a section is worth.
    counted_message("point_count", "{number} point", "{number} points"),
    # Translators: how many questions a lesson has.
    counted_message("question_count", "{number} question", "{number} questions"),
    # Translators: how many people have answered a question.
    counted_message("answer_count", "{number} answer", "{number} answers"),
)
