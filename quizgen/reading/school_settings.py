"""The school of a project's settings, with its logo."""

from __future__ import annotations

from quizgen.errors import ContentError, FileField, Problem, ProblemKind, quote
from quizgen.errors.problem_kinds import NO_PICTURE, OUTSIDE
from quizgen.model.school import School
from quizgen.project import Project, display_path, inside, read_bytes, read_text
from quizgen.reading.facts.media_files import MediaFiles
from quizgen.reading.project_settings import SchoolSettings, settings_path
from quizgen.reading.yaml import nodes
from quizgen.reading.yaml.yaml import read_yaml


def read_school(
    project: Project, settings: SchoolSettings | None, media: MediaFiles
) -> tuple[School | None, list[Problem]]:
    """The school that the settings name, or None, and what is wrong with its logo."""
    if settings is None:
        return None, []
    name, logo = " ".join(settings.name.split()), settings.logo
    if not logo:
        return School(name), []

    def without_logo(message: str, hint: str, kind: ProblemKind) -> tuple[School, list[Problem]]:
        return School(name), [logo_problem(project, f"{quote(logo)} {message}", hint, kind)]

    folder = project.content
    try:
        path = inside(folder, logo)
        if path is None:
            hint = f"put the logo into {display_path(folder)} and name it from there"
            return without_logo("leaves the folder of the project", hint, OUTSIDE)
        if not path.is_file():
            hint = f"put it in {display_path(folder)}, or correct its name"
            return without_logo("is not there", hint, NO_PICTURE)
        if fault := media.fault(path, is_picture=True):
            return without_logo(f"cannot be shown: {fault.message}", fault.hint, NO_PICTURE)
        return School(name, read_bytes(path), path.suffix.lower()), []
    except (OSError, RuntimeError, ContentError) as fault:
        return without_logo(f"cannot be read: {fault}", "check its name and its file", NO_PICTURE)


def logo_problem(project: Project, message: str, hint: str, kind: ProblemKind) -> Problem:
    """A problem with the logo, located in the project's settings."""
    path = settings_path(project)
    node, _ = read_yaml(read_text(path), display_path(path))
    assert isinstance(node, nodes.Mapping)
    return kind.problem(display_path(path), message, hint, FileField(("school", "logo"), node))
