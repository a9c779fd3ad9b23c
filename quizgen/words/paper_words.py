"""The words on quizzes and their keys."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # A paper's head and foot
    message("name", "Name"),
    message("class", "Class"),
    message("date", "Date"),
    # Translators: before a line for the points reached, which ends in the points that can be reached: "/ 20".
    message("score", "Score"),
    # Translators: {letter} is A, B, …: one of several papers with the same questions in another order.
    message("form", "Form {letter}"),
    message("page_of", "{page} of {pages}"),
    # Translators: above a text, a table or a situation to which several questions belong.
    message("stimulus", "Read this before you answer questions {first} to {last}."),
    # The answer key
    message("answer_key", "Answer key"),
    message("number", "No."),
    # Translators: over the column with the letter of the right option, or "True" or "False".
    message("key", "Key"),
    # Translators: before what a student needs at a test because of an impairment: "more time".
    message("accommodations", "Accommodations"),
    message("answer", "Answer"),
    # Translators: before an option below all others: "Never right: I don't know".
    message("never_right", "Never right"),
    # Translators: over the column with what each question is worth, and before their sum: "Points: 24".
    message("points", "Points"),
    # Translators: over the column with the quotes from the article that prove the answers.
    message("evidence", "Evidence"),
    # Translators: {names} are other answers that are right.
    message("also", "also: {names}"),
    message("paragraph", "paragraph {number}"),
    # Translators: "paragraphs 3 and 14".
    message("paragraphs", "paragraphs {numbers}"),
    message("no_evidence", "no evidence given"),
    message("background", "Background knowledge, not in the article"),
    message("source", "Source"),
    message("licence", "Licence"),
    message("article_now", "as of the article, which bears no date"),
)
