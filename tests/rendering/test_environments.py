from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizgen.errors import TemplateError
from quizgen.model.text import parse_text
from quizgen.project import Project
from quizgen.rendering.environments import Templates


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


def test_a_block_that_replaces_none_is_an_error_with_the_known_names(tmp_path: Path) -> None:
    """It would never be printed; one inside a block that is replaced is."""
    base = "{% block title %}T{% endblock %}\n{% block body %}B{% endblock %}"
    own = '{% extends "base.html.j2" %}\n{% block body %}{% block inner %}I{% endblock %}{% endblock %}\n'
    example_templates = templates(tmp_path, base__html__j2=base, own__html__j2=own)
    assert example_templates.render("own.html.j2", {}) == "TI"
    example_templates = templates(
        tmp_path, own__html__j2=f"{own}{{% if x %}}{{% block titel %}}X{{% endblock %}}{{% endif %}}"
    )
    message = r"own\.html\.j2:3: there is no block 'titel' in base\.html\.j2; its blocks: body, title"
    with pytest.raises(TemplateError, match=message):
        example_templates.render("own.html.j2", {"x": True})


def test_a_block_of_a_template_further_up_is_known(tmp_path: Path) -> None:
    example_templates = templates(
        tmp_path,
        top__html__j2="{% block title %}T{% endblock %}",
        middle__html__j2='{% extends "top.html.j2" %}',
        own__html__j2='{% extends "middle.html.j2" %}{% block title %}X{% endblock %}',
    )
    assert example_templates.render("own.html.j2", {}) == "X"


def test_every_template_is_read_before_one_is_rendered(tmp_path: Path) -> None:
    example_templates = templates(
        tmp_path, a__html__j2='{% include "b.html.j2" %}', b__html__j2="b", c__css="c", d__docx="d"
    )
    shutil.rmtree(tmp_path / "templates")
    assert (
        example_templates.render("a.html.j2", {}),
        example_templates.read("c.css"),
        example_templates.binary("d.docx"),
    ) == ("b", "c", b"d")


def test_folders_that_are_links_are_followed_and_never_round_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.html.j2").write_text("A")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/back").symlink_to(tmp_path / "templates")
    assert Templates(Project(tmp_path)).render("linked/a.html.j2", {}) == "A"


def test_no_template_outside_of_the_folders_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(TemplateError, match=r"there is no template '../secret.txt'"):
        templates(tmp_path, a__html__j2='{% include "../secret.txt" %}').render("a.html.j2", {})
