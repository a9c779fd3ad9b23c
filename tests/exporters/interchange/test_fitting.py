"""What a format cannot carry is converted or left out, and always told."""

from __future__ import annotations

from dataclasses import replace

from exercises import bank_of, exercises
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.exercise import Exercise
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.format import Format

FORMATS = [made for name in EXPORTERS.names() if issubclass(made := EXPORTERS.get(name), Format)]


@settings(max_examples=80)
@given(exercises(), st.sampled_from(FORMATS))
def test_what_is_not_told_is_not_changed(exercise: Exercise, format: type[Format]) -> None:
    bank, losses = fitted(bank_of(exercise), format.carries)
    lost = {loss.what for loss in losses}
    assert all(loss.question == exercise.id and loss.why for loss in losses)
    if not bank.exercises:
        assert "question" in lost
        return
    (kept,) = bank.exercises
    if "way of answering" not in lost and exercise.sort != "truth":
        told = {
            "option feedback": ("choices",),
            "feedback": ("feedback", "proof"),
            "picture": ("picture", "prompt"),
            "tolerance": ("numbers",),
            "other answers": ("answers",),
            "spare answers": ("spares",),
            "line break": ("pairs", "spares"),
        }
        changed = {field for what in lost for field in told.get(what, ())}
        assert kept == replace(exercise, **{field: getattr(kept, field) for field in changed})
    else:
        assert kept.id == exercise.id
        assert kept.points == exercise.points
    assert not ("picture" in lost and kept.picture)
    assert not ("feedback" in lost and any(kept.notes))
