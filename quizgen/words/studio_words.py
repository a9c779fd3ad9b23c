"""The words of the studio, the teacher's page over the files of a project."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # Translators: the name of the program's page for teachers.
    message("studio", "Studio"),
    message("studio_wrong_key", "Open the address that quizgen has printed."),
    message("studio_lost", "The studio does not answer. What you type is kept here until it does."),
    message("studio_script", "Switch on JavaScript to use the studio."),
    # Translators: heads the left part of the page.
    message("studio_article", "Article"),
    # Translators: heads the middle part of the page: one fact that an article states.
    message("studio_fact", "Fact"),
    # Translators: heads the right part of the page: the questions that are made of a fact.
    message("studio_result", "Questions"),
    # Translators: on a button; from words that are selected in an article.
    message("studio_make_fact", "Make a fact"),
    message("studio_no_article", "The text of this article is not here. Its facts are below."),
    # Translators: heads a list of facts.
    message("studio_elsewhere", "Facts with no place in the article"),
    # Translators: beside a paragraph.
    message("studio_bare", "No fact yet"),
    message("studio_choose_fact", "Select words of the article and make a fact, or choose one."),
    message("studio_collection", "Facts"),
    message("studio_saved", "Saved"),
    message("studio_undo", "Undo"),
    message("studio_redo", "Redo"),
    message("studio_statement", "Statement"),
    message("studio_statement_help", "Select words and make them an answer."),
    # Translators: on a button; the words that are selected in a sentence become what is asked for.
    message("studio_add_answer", "AnswerFields"),
    message("studio_remove_answer", "No longer an answer"),
    message("studio_question", "Question"),
    message("studio_accept", "Also right"),
    message("studio_distractors", "Wrong options"),
    message("studio_more", "More"),
    message("studio_difficulty", "Difficulty"),
    message("studio_tags", "Tags"),
    message("studio_quote", "Quote"),
    # Translators: on a button that takes something out of a list; {text} is what.
    message("studio_remove", "Remove {text}"),
    # Translators: heads the two sides of a flashcard.
    message("studio_card", "Card"),
    # Translators: how many questions of each kind all facts give.
    message("studio_counts", "Possible: {choice} multiple choice, {truth} true or false, {cards} cards"),
    message("studio_gone", "This is no longer there."),
    message("studio_sheet", "These facts are in a spreadsheet: change them there. Their questions are shown here."),
    message("studio_layout", "The file of these facts is laid out so that it can only be changed in an editor."),
    message("studio_changed_since", "This cannot be undone: the file has been changed since."),
    message("studio_changed_outside", "Another program or page has changed this field."),
    message("studio_keep_mine", "Keep mine"),
    message("studio_take_theirs", "Take the other"),
)
