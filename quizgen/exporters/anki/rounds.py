"""The order in which cards are learned: in rounds, so that a day has few cards of one fact."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen.exporters.anki.note import Content
from quizgen.model.lock import Key


def in_rounds(notes: Iterable[Content]) -> list[Content]:
    """Return first one card of every fact, then their second slots or members, and other forms of the same at last."""
    rounds: list[tuple[int, int, Content]] = []
    slots: dict[str, dict[Key, int]] = {}  # of each fact, with the number of forms so far
    for note in notes:
        forms = slots.setdefault(note.fact, {})
        slot = note.key[:-1]
        forms[slot] = forms.get(slot, -1) + 1
        rounds.append((forms[slot], list(forms).index(slot), note))
    return [note for _, _, note in sorted(rounds, key=lambda entry: entry[:2])]
