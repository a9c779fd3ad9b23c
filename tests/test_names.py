"""A name means one thing: modules and classes that share one are the same part of sibling packages."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1] / "quizgen"

# Packages with one module a command, or a format: the same part has the same name in each.
SIBLINGS = (
    {"cli", "commands"},
    {"importers", "exporters/interchange", "exporters/flashcards"},
)

# Names that still mean several things, with how many there are. None may be added.
MODULES_TO_RENAME: dict[str, int] = {
    "answers": 2,
    "cards": 3,
    "distractors": 3,
    "format": 3,
    "groups": 2,
    "labelling": 2,
    "labels": 2,
    "layout": 3,
    "media": 2,
    "numbers": 2,
    "paper": 3,
    "questions": 2,
    "quiz": 3,
    "relations": 2,
    "rows": 2,
    "templates": 3,
    "word_bank": 2,
    "worksheets": 2,
    "written": 2,
}
CLASSES_TO_RENAME: dict[str, int] = {
    "Label": 2,
    "Mark": 2,
    "Matching": 2,
    "Ordering": 2,
    "Part": 2,
    "Quiz": 2,
    "Reading": 2,
    "Rows": 2,
    "Section": 2,
    "Sheet": 3,
}


def are_siblings(paths: Iterable[PurePosixPath]) -> bool:
    """Whether modules of one name are one in each of sibling packages."""
    paths = list(paths)
    folders = [str(path.parent) for path in paths]
    one_name = len({path.stem for path in paths}) == 1
    return one_name and len(set(folders)) == len(folders) and any(set(folders) <= siblings for siblings in SIBLINGS)


def shared(paths_by_name: Mapping[str, list[PurePosixPath]]) -> dict[str, int]:
    """The names that mean several things, with how many of them there are."""
    several = {name: paths for name, paths in paths_by_name.items() if len(paths) > 1 and not are_siblings(paths)}
    return {name: len(paths) for name, paths in sorted(several.items())}


def grown(paths_by_name: Mapping[str, list[PurePosixPath]], known: Mapping[str, int]) -> dict[str, int]:
    """The names that mean more things than is known."""
    return {name: count for name, count in shared(paths_by_name).items() if count > known.get(name, 1)}


def modules() -> list[PurePosixPath]:
    return [PurePosixPath(path.relative_to(ROOT).as_posix()) for path in sorted(ROOT.rglob("*.py"))]


def test_no_two_modules_share_a_name() -> None:
    paths_by_name = defaultdict(list)
    for path in modules():
        if not path.stem.startswith("__"):
            paths_by_name[path.stem].append(path)
    assert grown(paths_by_name, MODULES_TO_RENAME) == {}


def test_no_two_classes_share_a_name() -> None:
    paths_by_name = defaultdict(list)
    for path in modules():
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                paths_by_name[node.name].append(path)
    assert grown(paths_by_name, CLASSES_TO_RENAME) == {}


def test_the_same_part_of_sibling_packages_may_share_a_name() -> None:
    assert are_siblings([PurePosixPath("cli/check.py"), PurePosixPath("commands/check.py")])
    assert not are_siblings([PurePosixPath("cli/check.py"), PurePosixPath("checks/check.py")])
    assert not are_siblings([PurePosixPath("cli/check.py"), PurePosixPath("commands/build.py")])
    assert not are_siblings([PurePosixPath("cli/check.py"), PurePosixPath("cli/check.py")])


def test_a_name_with_another_meaning_is_found() -> None:
    paths = {"Card": [PurePosixPath("a.py"), PurePosixPath("b.py"), PurePosixPath("c.py")]}
    assert grown(paths, {"Card": 2}) == {"Card": 3}
    assert grown(paths, {"Card": 3}) == {}
