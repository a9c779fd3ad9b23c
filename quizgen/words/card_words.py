"""The words on Anki cards."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # Cards
    # Translators: in the description of an Anki deck; "import" is what Anki calls it.
    message("next_release", "To update, import the next release: what you have learnt stays."),
    # Translators: on a button that shows the hint.
    message("hint", "Hint"),
    # Translators: over a list whose parts are hidden and shown one after the other.
    message("one_by_one", "Open one after the other"),
    # Translators: before how far off a number may be: "counts as right: ± 5%".
    message("accepted", "counts as right:"),
    # Translators: on a button that shows or hides the covers over all parts of a picture.
    message("all_masks", "Show or hide all"),
)
