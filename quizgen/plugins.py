"""Registries of named parts, built in or from the entry points of other packages, and the extras of quizgen."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module
from importlib.metadata import EntryPoint, PackageNotFoundError, entry_points, requires, version
from importlib.util import find_spec
from typing import Any, Generic, TypeVar, cast

from quizgen.errors import PluginError

Part = TypeVar("Part")


class Registry(Generic[Part]):
    """A registry of parts of one kind, each of which is loaded only when needed.

    ``group`` is the entry point group that plugins use; ``builtins`` maps a name to ``module:attribute``.
    """

    def __init__(self, group: str, noun: str, builtins: Mapping[str, str]) -> None:
        self._group = group
        self._noun = noun
        self._builtins = builtins
        self._loaded: dict[str, Part] = {}

    def names(self) -> tuple[str, ...]:
        """Every name, built-ins first and in the order of their table."""
        return (*self._builtins, *self._plugins)

    def get(self, name: str) -> Part:
        """Loads the part called ``name``; raises PluginError if it is unknown or does not load."""
        if name in self._builtins:
            return self._builtin(name)
        plugins = self._plugins
        if name not in plugins:
            raise PluginError(self.unknown(name))
        try:
            return cast(Part, plugins[name].load())
        except Exception as fault:  # a plugin's import may raise anything; it is not our bug
            raise PluginError(f"the {self._noun} {name!r} ({plugins[name].value}) does not load: {fault}") from fault

    def _builtin(self, name: str) -> Part:
        """A part of our own, loaded once: every collection looks up every kind of question."""
        if name not in self._loaded:
            module, _, attribute = self._builtins[name].partition(":")
            self._loaded[name] = cast(Part, getattr(import_module(module), attribute))
        return self._loaded[name]

    def unknown(self, name: str) -> str:
        """The message that there is no part called ``name``, with a suggestion and the names that there are."""
        near = difflib.get_close_matches(name, self.names(), n=1)
        suggestion = f" Did you mean {near[0]!r}?" if near else ""
        return f"there is no {self._noun} {name!r}.{suggestion} Known: {', '.join(self.names())}."

    @cached_property
    def _plugins(self) -> dict[str, EntryPoint]:
        """What is installed does not change while a command runs."""
        by_name: dict[str, EntryPoint] = {}
        points = _entry_points(tuple(sys.path)).select(group=self._group)
        for point in sorted(points, key=lambda p: (p.name, p.value)):
            if point.name in self._builtins or point.name in by_name:
                raise PluginError(
                    f"two parts claim the {self._noun} {point.name!r}; one is {point.value!r}. Uninstall one of them."
                )
            by_name[point.name] = point
        return by_name


@cache
def _entry_points(path: tuple[str, ...]) -> Any:  # which is another class from Python 3.12 on
    """Those of everything installed below ``path``, read once for all registries: that takes 20 ms."""
    return entry_points()


def install_command(extra: str) -> str:
    """The command that installs the missing packages of ``quizgen[extra]`` beside quizgen, in any shell.

    It names the packages themselves, so that it works for a wheel as for a clone.
    """
    needed = tuple(_requirements(extra))
    missing = [requirement for requirement in needed if not _is_installed(requirement)] or needed
    packages = " ".join(f'"{requirement}"' for requirement in missing)
    # An environment created by uv has no pip.
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    installer = f"{python} -m pip install" if find_spec("pip") else f"uv pip install --python {python}"
    return f"{installer} {packages}"


def _requirements(extra: str) -> Iterator[str]:
    for line in requires("quizgen") or ():
        requirement, _, marker = line.partition(";")
        if marker.strip() in (f"extra == '{extra}'", f'extra == "{extra}"'):
            if requirement.startswith("quizgen["):
                yield from _requirements(requirement.strip().removeprefix("quizgen[").removesuffix("]"))
            else:
                yield requirement.strip()


def _is_installed(requirement: str) -> bool:
    try:
        version(re.split(r"[\[<>=!~; ]", requirement)[0])
    except PackageNotFoundError:
        return False
    return True
