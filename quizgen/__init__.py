"""Turns curated facts about an article into Anki decks, printed quizzes and classroom reviews."""

__version__ = "0.1.0"
