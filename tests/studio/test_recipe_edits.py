"""A setting of a recipe is changed in its file, and nothing else is."""

from __future__ import annotations

from quizgen.studio.recipe_edits import with_setting

RECIPE = """# Two forms
schema: quizgen-deck/1
title: Waves and Sound
facts: waves
outputs: [quiz]
quiz:
  questions: {multiple-choice: 4, true-false: 2} # short
"""


def test_a_setting_changes_nothing_else() -> None:
    text = with_setting(RECIPE, ["quiz", "forms"], "3")
    assert text == RECIPE + "  forms: 3\n"
    assert with_setting(text, ["quiz", "forms"], "") == RECIPE
    assert "paper:\n  together: true\n" in with_setting(RECIPE, ["paper", "together"], "true")
    other = with_setting(with_setting(RECIPE, ["quiz", "questions", "total"], "9"), ["quiz", "questions", "total"], "")
    assert other.split() == RECIPE.split()
