from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.errors import TemplateError
from quizgen.model.text import parse_text
from quizgen.project import Project
from quizgen.rendering.templates import Templates


def templates(tmp_path: Path, **files: str) -> Templates:
    for name, content in files.items():
        path = tmp_path / "templates" / name.replace("__", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return Templates(Project(tmp_path))


def test_html_is_escaped_without_being_asked(tmp_path: Path) -> None:
    rendered = templates(tmp_path, a__html__j2="{{ x }} {{ y }}").render(
        "a.html.j2", {"x": "<b>", "y": parse_text("<i>")}
    )
    assert rendered == "&lt;b&gt; &lt;i&gt;"


def test_typst_is_quoted_without_being_asked(tmp_path: Path) -> None:
    source = "{{ x }} {{ x | upper }} {{ x ~ x }} {{ n }}"
    rendered = templates(tmp_path, a__typ__j2=source).render("a.typ.j2", {"x": "#a", "n": 3})
    assert rendered == '#"#a"; #"#A"; #"#a#a"; #"3";'


def test_what_a_typst_template_has_rendered_is_not_quoted_again(tmp_path: Path) -> None:
    source = "{% macro m(x) %}#strong[{{ x }}]{% endmacro %}{% set s %}_{{ y }}_{% endset %}"
    source += "{{ m('#a') }} {{ s }} {{ s | upper }}"
    rendered = templates(tmp_path, a__typ__j2=source).render("a.typ.j2", {"y": "*"})
    assert rendered == '#strong[#"#a";] _#"*";_ #"_#\\"*\\";_";'


def test_a_missing_name_is_an_error_with_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"a\.html\.j2:2: 'nothing' is undefined"):
        templates(tmp_path, a__html__j2="x\n{{ nothing }}").render("a.html.j2", {})


@pytest.mark.parametrize("source", ["{{ ''.__class__.__mro__ }}", "{{ f.__globals__ }}", "{{ l.append(1) }}"])
def test_templates_run_in_a_sandbox(tmp_path: Path, source: str) -> None:
    with pytest.raises(TemplateError):
        templates(tmp_path, a__html__j2=source).render("a.html.j2", {"f": quiet, "l": []})


def quiet() -> None:
    """A function whose module a template must not reach."""


def test_a_projects_template_wins_and_extends_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "templates/print").mkdir(parents=True)
    own = '{% extends "shipped/print/quiz.typ.j2" %}{% block body %}OWN{% endblock %}'
    (tmp_path / "templates/print/quiz.typ.j2").write_text(own)
    rendered = Templates(Project(tmp_path)).render(
        "print/quiz.typ.j2",
        {"heading": "H", "lang": "en", "region": "", "direction": "ltr", "words": {"page_of": "{page}/{pages}"}},
    )
    assert "OWN" in rendered
    assert "document-frame" in rendered
