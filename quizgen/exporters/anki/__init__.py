"""The Anki deck: note types, notes, package."""
