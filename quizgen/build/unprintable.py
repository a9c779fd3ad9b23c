"""Problems with what cannot be printed: characters that no font has, cards that are too full, damaged pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from quizgen.build.content import ProjectContent
from quizgen.errors import FileField, Problem, TemplateError, quote
from quizgen.errors.problem_kinds import CARD_TOO_FULL, MISSING_GLYPH, NO_PICTURE
from quizgen.model.school import School
from quizgen.project import Project, display_path
from quizgen.reading.facts.collection import Loaded
from quizgen.reading.recipes.recipe import LoadedRecipe
from quizgen.reading.school_settings import logo_problem
from quizgen.rendering.typst import Overfull, Typesetter
from quizgen.rendering.typst_markup import picture

_MOST_SHOWN = 5  # characters of a message: a text in another script has dozens


def no_glyph(*characters: str) -> tuple[str, str]:
    """The message about characters that no font has, and the hint."""
    listed = ", ".join(map(_with_code_points, characters[:_MOST_SHOWN]))
    if len(characters) > _MOST_SHOWN:
        listed += f" and {len(characters) - _MOST_SHOWN} more"
    noun, pronoun = ("characters", "they") if len(characters) > 1 else ("character", "it")
    message = f"no font has the {noun} {listed}, so {pronoun} cannot be printed"
    font = "a font that has them" if len(characters) > 1 else "a font that has it"
    return message, f"put {font} (a .ttf or .otf file) into the folder fonts/ of your project"


def _with_code_points(character: str) -> str:
    """The character with its code points, of which an emoji may have several: ``'é' (U+00E9)``."""
    return f"{character!r} ({' '.join(f'U+{ord(code_point):04X}' for code_point in character)})"


def glyph_problems(content: ProjectContent, recipe: LoadedRecipe, characters: Sequence[str]) -> list[Problem]:
    """Problems with characters that no font has, one for each fact that has some, or else at the recipe."""
    problems, elsewhere = [], list(characters)
    for loaded in map(content.collections.__getitem__, recipe.recipe.facts):
        fields: dict[str, FileField] = {}
        missing: dict[str, list[str]] = {}
        for character in characters:
            for id, field in loaded.holding(character):
                fields.setdefault(id, field)
                missing.setdefault(id, []).append(character)
        for id, field in fields.items():
            problems.append(MISSING_GLYPH.problem(display_path(loaded.path), *no_glyph(*missing[id]), field, id))
            elsewhere = [character for character in elsewhere if character not in missing[id]]
    if elsewhere:
        problems.append(recipe.problem((), *no_glyph(*elsewhere), MISSING_GLYPH))
    return problems


def overfull_problems(content: ProjectContent, recipe: LoadedRecipe, overfull: Sequence[Overfull]) -> list[Problem]:
    """Problems with texts that do not fit on cards, located at their facts, or else at the recipe."""
    by_source = {loaded.collection.source.id: loaded for loaded in content.collections.values()}
    problems = []
    for side in overfull:
        details = (f"{side.what} does not fit, even in the smallest letters", side.remedy, CARD_TOO_FULL)
        loaded = by_source.get(side.key.partition("/")[0])
        if loaded is None:
            problems.append(recipe.problem((), *details))
            continue
        fact = next(fact for fact in loaded.collection.facts if fact.key == side.key)
        problems.append(loaded.problem(fact.id, (), *details))
    return problems


def damaged_pictures(collections: Sequence[Loaded], typesetter: Typesetter) -> Iterator[Problem]:
    """Problems with pictures that begin correctly but cannot be shown, found by printing each once."""
    for loaded in collections:
        tried: dict[str, bool] = {}
        for fact in loaded.collection.facts:
            if fact.image is None:
                continue
            name = fact.image.file
            if name not in tried:
                content = (loaded.path.parent / name).read_bytes()
                tried[name] = _can_be_shown(PurePosixPath(name).suffix.lower(), content, typesetter)
            if not tried[name]:
                message = f"the picture {quote(name)} is damaged"
                yield loaded.problem(fact.id, ("image", "file"), message, "save it again", NO_PICTURE)


def damaged_logo(project: Project, school: School | None, typesetter: Typesetter) -> list[Problem]:
    """A problem with the school's logo if it begins correctly but cannot be shown."""
    if school is None or not school.logo or _can_be_shown(school.suffix, school.logo, typesetter):
        return []
    return [logo_problem(project, "the logo is damaged", "save it again", NO_PICTURE)]


def _can_be_shown(suffix: str, content: bytes, typesetter: Typesetter) -> bool:
    """Whether the PDF engine can show a picture."""
    source, files = picture(f"picture{suffix}", content)
    page = f'#set document(title: "t")\n#image({source}, alt: "a")'
    try:
        typesetter.pdf({"main.typ": page.encode(), **files}, timestamp=0)
    except TemplateError:
        return False
    return True
