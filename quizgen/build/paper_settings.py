"""The settings of a recipe's paper that its outputs cannot honour."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.errors import Problem
from quizgen.errors.problem_kinds import PAPER_SETTING
from quizgen.exporters import EXPORTERS
from quizgen.reading.recipes.recipe import LoadedRecipe


def unhonoured_settings(recipe: LoadedRecipe) -> Iterator[Problem]:
    """A note for each setting that is not the usual one, and for each output that would need it and has no way."""
    paper = recipe.recipe.paper
    for output in recipe.recipe.outputs:
        honours = getattr(EXPORTERS.get(output), "paper", {})  # a plugin need not say
        for name, field in type(paper).model_fields.items():
            setting, value = field.alias or name, getattr(paper, name)
            if value == field.get_default():
                continue
            hint = "docs/reference/outputs.md has a table of what each output honours"
            if honours.get(setting) == "no":
                yield recipe.problem(
                    ("paper", setting), f"the output {output} does not honour {setting}", hint, PAPER_SETTING
                )
            elif honours.get(setting) == "first only" and len(value) > 1:
                message = f"the output {output} is only in the first {setting}, {value[0]}"
                yield recipe.problem(("paper", setting), message, hint, PAPER_SETTING)
