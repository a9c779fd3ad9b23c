"""A name means one thing: modules that share one are the same part of sibling packages; no classes share one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[1] / "quizgen"

# Packages with one module per command, format, or kind of question: the same part has the same name in each.
SIBLINGS = (
    {"cli", "commands"},
    {"importers", "exporters/interchange", "exporters/flashcards"},
    {"generators", "assembly/worksheets"},
)


def are_siblings(paths: Iterable[PurePosixPath]) -> bool:
    """Whether modules of one name are one in each of sibling packages."""
    paths = list(paths)
    folders = [str(path.parent) for path in paths]
    one_name = len({path.stem for path in paths}) == 1
    return one_name and len(set(folders)) == len(folders) and any(set(folders) <= siblings for siblings in SIBLINGS)


def shared(paths_by_name: Mapping[str, list[PurePosixPath]]) -> dict[str, list[PurePosixPath]]:
    """The names that mean several things, with the modules that have them."""
    return {name: paths for name, paths in paths_by_name.items() if len(paths) > 1 and not are_siblings(paths)}


def modules() -> list[PurePosixPath]:
    return [PurePosixPath(path.relative_to(ROOT).as_posix()) for path in sorted(ROOT.rglob("*.py"))]


def test_no_two_modules_share_a_name() -> None:
    paths_by_name = defaultdict(list)
    for path in modules():
        if not path.stem.startswith("__"):
            paths_by_name[path.stem].append(path)
    assert shared(paths_by_name) == {}


def test_no_two_classes_share_a_name() -> None:
    paths_by_name = defaultdict(list)
    for path in modules():
        for name in re.findall(r"^ *class (\w+)[(:]", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE):
            paths_by_name[name].append(path)
    assert shared(paths_by_name) == {}


def test_the_same_part_of_sibling_packages_may_share_a_name() -> None:
    assert are_siblings([PurePosixPath("cli/check.py"), PurePosixPath("commands/check.py")])
    assert not are_siblings([PurePosixPath("cli/check.py"), PurePosixPath("checks/check.py")])
    assert not are_siblings([PurePosixPath("cli/check.py"), PurePosixPath("commands/build.py")])
    assert not are_siblings([PurePosixPath("cli/check.py"), PurePosixPath("cli/check.py")])


def test_a_name_with_another_meaning_is_found() -> None:
    paths = {"Card": [PurePosixPath("a.py"), PurePosixPath("b.py")], "Deck": [PurePosixPath("a.py")]}
    assert shared(paths) == {"Card": paths["Card"]}
