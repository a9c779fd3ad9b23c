"""The settings of a project, ``quizgen.yaml``: what all its recipes have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from quizgen.errors import quote
from quizgen.errors.problem_kinds import NOT_SETTINGS, WRONG_VALUE
from quizgen.project import SETTINGS, Project, display_path, read_text
from quizgen.reading.yaml.faults import record_in
from quizgen.reading.yaml.validation import Prose, Record, fault

SCHEMA = "quizgen-project/1"


def _check_voice(voice: str) -> str:
    """Anki's syntax: a language and country, and options without spaces."""
    if not re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}(?: (?:voices|speed)=[\w.,-]+)*", voice):
        hint = "write a language and a country as Anki does:  en_US"
        raise fault(WRONG_VALUE, f"{quote(voice)} is not a voice of Anki", hint)
    return voice


class AnkiSettings(Record):
    """The settings of all Anki decks of a project."""

    typed: bool = False
    """Whether short answers and numbers are typed; if not, they are recalled."""
    options: Annotated[int, Field(ge=2, le=8)] = 4
    """How many options a card with options has."""
    hints: bool = True
    """Whether a gap that many words would fit has a hint to open: first letters of the answer, or what kind it is."""
    speech: Annotated[Mapping[str, Annotated[str, AfterValidator(_check_voice)]], Field(max_length=3)] = {}
    """Languages of collections whose cards the app reads aloud, up to three, each with Anki's voice: `{en: en_US}`."""
    author: Prose = ""
    """The school or author: a new deck is called `Title (author)`, so that it is not mixed with another's."""
    next_release: Prose = ""
    """The web address where learners get the next release; it is on the back of every card."""


class SchoolSettings(Record):
    """The school whose name is at the head of what is printed and shown."""

    name: Prose
    """Its name."""
    logo: Prose = ""
    """The path of its logo, a PNG, JPEG or SVG, relative to the project's folder. Its name is the alternative text."""


def _check_uid(uid: str) -> str:
    if uid and not re.fullmatch(r"[0-9a-f]{32}", uid):
        hint = 'restore it from version control or from the line  ["lock",…]  of decks/anki.lock'
        raise fault(WRONG_VALUE, f"{quote(uid)} is not a uid that quizgen wrote", hint)
    return uid


class ProjectSettings(Record):
    """The file quizgen.yaml in a project's folder."""

    format: Annotated[Literal["quizgen-project/1"], Field(alias="schema")] = "quizgen-project/1"
    """The format of the file: quizgen-project/1."""
    uid: Annotated[str, AfterValidator(_check_uid)] = ""
    """What tells the project's notes from all others in Anki. quizgen writes it; it is never changed or copied."""
    school: SchoolSettings | None = None
    """The school, which is at the head of quizzes, keys, worksheets, Word documents and pages for a screen."""
    anki: AnkiSettings = AnkiSettings()
    """The settings of all Anki decks."""


def settings_path(project: Project) -> Path:
    """Where the settings of the project are."""
    return project.content / SETTINGS


def read_settings(project: Project) -> ProjectSettings:
    """The project's settings, the usual ones if it has no file; raises ContentError."""
    path = settings_path(project)
    return settings_of(read_text(path), display_path(path)) if path.is_file() else ProjectSettings()


def settings_of(text: str, path: str) -> ProjectSettings:
    """The settings in ``text``, the content of ``path``; raises ContentError."""
    return record_in(text, path, ProjectSettings, NOT_SETTINGS, "this file has no settings", SCHEMA)


def with_uid(project: Project, uid: str) -> str:
    """The project's settings with ``uid`` written into them; raises ContentError if there is no line for it."""
    path = settings_path(project)
    text = read_text(path) if path.is_file() else f"schema: {SCHEMA}\n"
    line = f"uid: {uid}  # tells the project's notes from all others in Anki: never change or copy it\n"
    empty = re.compile(r"^uid:.*\n?", re.MULTILINE)
    text = empty.sub(line, text, count=1) if empty.search(text) else f"{text.rstrip()}\n{line}"
    settings_of(text, display_path(path))
    return text
