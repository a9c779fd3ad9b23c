"""The words on worksheets."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # What to do on worksheets
    # Translators: answers are on the cards, and their questions are read out.
    message("do_bingo", "Mark each answer on your card as its question is read out."),
    message("do_crossword", "Write the answers in the grid."),
    # Translators: a grid full of letters, in which words are hidden.
    message("do_word_search", "Find the answers in the grid and circle them."),
    message("do_word_search_listed", "Find these words in the grid and circle them."),
    message("do_matching_lines", "Draw a line from each to what belongs to it."),
    message("do_timeline_dated", "Write the letter of each event at its time."),
    message("do_table", "Fill in the empty fields."),
    # Translators: where every word of the bank is needed.
    message("do_word_bank_each", "Fill each gap with words from the bank."),
    # Translators: each half of a domino has a question, or the answer to another one's.
    message("do_dominoes", "Lay each question beside its answer, until the dominoes close to a ring."),
    # Translators: the student with the answer on their card goes on.
    message("do_loop_cards", "Read out your question. Whoever has its answer goes on, until all have had their turn."),
    # Worksheets
    message("crossword", "Crossword"),
    message("word-search", "Word search"),
    message("bingo", "Bingo"),
    message("table", "Table"),
    # Translators: a slip with a few questions that students fill in before they leave a lesson.
    message("exit-ticket", "Exit ticket"),
    # Translators: a sheet with everything that is to be learnt.
    message("study-guide", "Study guide"),
    # Translators: before lines on which a student writes what is not clear yet.
    message("unsure", "I am still unsure about"),
    message("dominoes", "Dominoes"),
    # Translators: a game: each card has the answer to another one's question.
    message("loop-cards", "I have … who has …?"),
    # Translators: over the answer on such a card.
    message("i_have", "I have"),
    # Translators: over the question on such a card.
    message("who_has", "Who has the answer?"),
    # Translators: before the numbers of the cards in the order in which they follow one another.
    message("order", "Order"),
    # Translators: over the clues of a crossword's words in the direction of reading.
    message("across", "Across"),
    # Translators: over the clues of a crossword's words from top to bottom.
    message("down", "Down"),
    # Translators: a word of a crossword, in its key: "7 across".
    message("entry_across", "{number} across"),
    message("entry_down", "{number} down"),
    # Translators: over the column with the clues of a crossword or word search.
    message("clue", "Clue"),
    # Translators: over the column with the questions that are read out at bingo.
    message("question", "Question"),
    # Translators: {number} tells one card of bingo from the others.
    message("card", "Card {number}"),
    # Translators: in the middle of a bingo card, where there is no answer.
    message("free", "Free"),
    # Translators: read aloud to who cannot see a crossword or a word search.
    message("grid", "Grid, rows: {rows}, columns: {columns}"),
    # Translators: where in a grid a word begins.
    message("place", "row {row}, column {column}"),
    # Translators: read aloud; {text} are the letters of a row of a grid.
    message("row", "Row {row}: {text}"),
)
