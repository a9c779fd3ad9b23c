"""The words on Anki cards."""

from __future__ import annotations

from quizgen.words.message import message

MESSAGES = (
    # Cards
    # Translators: in the description of an Anki deck; "import" is what Anki calls it.
    message("next_release", "To update, import the next release: what you have learnt stays."),
    # Translators: on a button that shows the hint.
    message("hint", "Hint"),
    # Translators: a hint to a gap in a sentence: what kind of thing is asked for; a noun, after its article
    # if it has one.
    message("kind_person", "a person"),
    message("kind_country", "a country"),
    message("kind_place", "a place"),
    message("kind_organisation", "an organisation"),
    message("kind_year", "a year"),
    message("kind_date", "a date"),
    # Translators: over a list whose parts are hidden and shown one after the other.
    message("one_by_one", "Open one after the other"),
    # Translators: below a question whose answer is a number with a unit, and is typed.
    message("with_unit", "Type the unit too."),
    # Translators: about a short form on a card, after where the quotes are from.
    message("not_quoted", "{name} is not in the quoted words: whoever made this card added it"),
    # Translators: before how far off a number may be: "counts as right: ± 5%".
    message("accepted", "counts as right:"),
    # Translators: before the name of a release of an Anki deck: "Release 2027-01".
    message("release", "Release"),
    # Translators: a link on the back of a card.
    message("newer", "Get the next release"),
    # Translators: at the top of a flashcard.
    message("card_retired", "Retired: this card is no longer part of the deck."),
    # Translators: the name of an Anki deck beside the deck {name}.
    message("retired_deck", "{name} (retired)"),
    # Translators: the description of that deck; those who have learned its cards keep them in the other one.
    message("about_retired", "Retired cards, which are no longer part of the deck. You can delete this one."),
)
