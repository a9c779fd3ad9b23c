"""The words on the projector's page, in addition to those of the live classroom."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # Translators: before how many teams there are, 0 to 8.
    message("projector_teams", "Teams"),
    # Translators: before a number of seconds.
    message("projector_seconds", "Seconds for an answer"),
    # Translators: before how many students raise their hand for an option.
    message("projector_hands", "Hands"),
    # Translators: before buttons with the teams' names.
    message("projector_which_teams", "Which teams had it right?"),
    # Translators: on a button; the teacher gives or takes points by hand.
    message("projector_correct", "Correct the points"),
    # Translators: heads the questions that few had right, with their answers.
    message("projector_missed", "What was missed"),
    # Translators: on a button.
    message("projector_print", "Print what was missed"),
)
