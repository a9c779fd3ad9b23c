from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner

from quizgen.checks.html_tags import markup
from quizgen.cli import commands
from quizgen.project import Project


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<i>Homo sapiens</i> walks.", "<i>, </i>"),
        ("H<SUB>2</SUB>O", "<SUB>, </SUB>"),
        ('one<br/>two<span class="x y">', '<br/>, <span class="x y">'),
        ("5&nbsp;km &amp; more &#8211; &#x2013;", "&nbsp;, &amp;, &#8211;, &#x2013;"),
    ],
)
def test_tags_and_entities_are_named(text: str, found: str) -> None:
    (finding,) = markup("f", ("statement",), text)
    assert finding.message.endswith(f"will be printed with {found}")


@pytest.mark.parametrize(
    "text",
    [
        "3 < 5 and 7 > 6",
        r"\(a<b>c\)",
        "R&D; salt & pepper",
        "List<String>",
        "<< quoted >>",
        "AT&T",
        "&unheard;",
        "a <- b",
    ],
)
def test_signs_of_other_kinds_are_no_fault(text: str) -> None:
    assert not list(markup("f", ("statement",), text))


def test_it_is_said_where_it_is(project: Callable[[str], Project]) -> None:
    root = project('- {id: one, statement: "The <b>capital</b> is {Astana}.", ask: Which city?}').root
    checked = CliRunner().invoke(commands, ["check", "t", "--project", str(root)])
    assert "info[markup] one: 'The <b>capital</b> is {Astana}.' will be printed with <b>, </b>" in checked.output
