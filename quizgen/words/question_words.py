"""What questions begin with, and the kinds of question with what to do."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # What questions begin with
    # Translators: every word, in every case, by which a sentence names the author, separated by |.
    message("author_names", "the author"),
    # Translators: {who} is any name, one or several persons or bodies, exactly as written, not inflected; {text} is
    # a statement or a question.
    message("according_to", "According to {who}: {text}"),
    # Translators: the same where {text} can go on the sentence, its first letter made small; it is made so only if
    # your translation has a comma before {text}. Leave the colon if your language would inflect the name.
    message("according_to_in_sentence", "According to {who}, {text}"),
    message("complete", "Complete the sentence: {text}"),
    message("who_says", "Who says this? {text}"),
    # Translators: {name} is an acronym.
    message("stands_for", "What does {name} stand for?"),
    # Translators: {name} is the full name.
    message("short_form", "What is the short form of “{name}”?"),
    message("true", "True"),
    message("false", "False"),
    # The kinds of question: a title over those of one kind, and what to do
    message("multiple-choice", "Multiple choice"),
    message("do_multiple_choice", "Choose the one right answer."),
    message("multiple-response", "Multiple response"),
    message("do_multiple_response", "Choose all the right ones."),
    message("true-false", "True or false"),
    message("do_true_false", "Mark each statement as true or false."),
    message("short-answer", "Short answer"),
    message("do_short_answer", "Write the answer on the line."),
    message("numeric", "Numbers"),
    message("do_numeric", "Write the number with its unit."),
    message("list", "Lists"),
    message("do_list", "Write one on each line."),
    message("sequence", "Sequences"),
    message("do_sequence", "Number these in their order."),
    # Translators: a question asked from the other side: not for the capital of a country but for the country.
    message("reversed", "The other way round"),
    message("do_reversed", "Write the answer on the line."),
    message("acronym", "Acronyms"),
    message("do_acronym", "Write the short form, or what it stands for."),
    message("attribution", "Who says it"),
    message("do_attribution", "Write the name on the line."),
    message("matching", "Matching"),
    message("do_matching", "Write the letter of what belongs to it before each."),
    message("ordering", "Ordering"),
    message("do_ordering", "Number these in their order, the least first."),
    message("timeline", "Timeline"),
    message("do_timeline", "Number these in their order, the earliest first."),
    message("categorise", "Groups"),
    message("do_categorise", "Write the letter of its group before each."),
    # Translators: a text with gaps, and a box with the words that fill them.
    message("word-bank", "Word bank"),
    message("do_word_bank", "Fill each gap with words from the bank. Some are left over."),
    message("odd-one-out", "Odd one out"),
    message("do_odd_one_out", "Which one does not belong with the others?"),
    # Translators: {text} is a sentence with a gap. Three of the four options below fill the gap, one does not.
    message("odd_in_sentence", "Which one does not complete this sentence as the others do? {text}"),
    # Translators: {question} is a question, or what to do, about each of the four options below.
    message("odd_in_question", "{question} Three belong together. Which one does not?"),
    # Translators: a picture whose labels are covered and numbered; they may name parts, places or things.
    message("labelling", "Labelling"),
    message("do_labelling", "Name the numbered parts of the picture."),
    # Translators: questions that are answered in several sentences, and marked by a person.
    message("open", "Open questions"),
    message("do_open", "Answer in your own words."),
    # Translators: on an Anki card, where one of several covered labels is highlighted by its colour.
    message("do_label", "Name the highlighted part of the picture."),
)
