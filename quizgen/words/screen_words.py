"""The words on the pages of review and practice."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # The review
    message("review", "Review"),
    message("reveal", "Show the answer"),
    message("previous", "Previous"),
    message("next", "Next"),
    # Practice
    message("practice", "Practice"),
    message("your_answer", "Your answer"),
    # Translators: on a button.
    message("check_answer", "Check"),
    # Translators: over two groups of things, where each of the one has a menu with those of the other.
    message("do_choose", "Choose what belongs to each."),
    message("give_answer", "Give an answer first."),
    # Translators: said of an answer.
    message("is_right", "Right"),
    # Translators: said of an answer.
    message("is_wrong", "Not right"),
    message("forgiven", "Capitals, accents, spaces, articles and punctuation do not matter."),
    # Translators: said when an answer is right except for capitals or accents.
    message("written_so", "It is written: {text}"),
    # Translators: said when an answer is right except for one letter.
    message("almost", "Almost right. It is written: {text}"),
    message("number_forgiven", "The unit may be left out only if the question names it."),
    # Translators: {text} is the right number with its unit.
    message("wrong_unit", "The number is right. Look at the unit: {text}"),
    # Translators: on a button beside an answer that the page took for wrong.
    message("count_right", "Count as right"),
    # Translators: on a button that moves a thing one place up in a list.
    message("move_up", "Up"),
    # Translators: on a button that moves a thing one place down in a list.
    message("move_down", "Down"),
    # Translators: {right} and {all} are numbers of questions.
    message("score_of", "{right} of {all} right"),
    # Translators: on a button.
    message("try_again", "Try the wrong ones again"),
    # Translators: on a button that forgets all answers.
    message("start_again", "Start again"),
)
