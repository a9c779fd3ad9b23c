"""Compiles the catalogues of words when a wheel is built, or an editable install."""

from __future__ import annotations

from typing import Any

from babel.messages.frontend import CommandLineInterface
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILE = ["pybabel", "-q", "compile", "-d", "quizgen/words/locale", "-D", "quizgen"]


class CatalogueHook(BuildHookInterface[Any]):
    """Writes a ``quizgen.mo`` beside each ``quizgen.po``, and puts it into the wheel although git ignores it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue; the build's working folder is the project's."""
        if CommandLineInterface().run(COMPILE):
            raise RuntimeError("a catalogue of words does not compile; see the messages above")
        build_data["artifacts"].append("quizgen/words/locale/*/LC_MESSAGES/quizgen.mo")
