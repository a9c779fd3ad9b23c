"""Collections laid out and printed as YAML: what cannot be is a plain error."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable

import pytest

from quizgen.commands.format import write_formatted, yaml_of
from quizgen.errors import ContentError
from quizgen.project import Project

FACT = '- id: f\n  statement: "It is {so}."\n'
# The comment between the elements would come to stand elsewhere.
LOSING = f"{FACT}  tags: [a, # one\n     # two\n     b # three\n     ]\n"


def test_a_layout_that_would_lose_a_comment_is_refused(project: Callable[..., Project]) -> None:
    example = project(LOSING)
    (line,) = write_formatted(example, (), check=False)
    assert line.endswith("not reformatted: something other than the layout would change")
    with pytest.raises(ContentError, match=r"t\.yaml: error\[layout\] it cannot be reformatted"):
        list(yaml_of(example, ("t",)))


def test_what_only_some_programs_read_is_left_as_it_is(project: Callable[..., Project]) -> None:
    example = project(f"{FACT}  ask: How\tis it?\n")
    (line,) = write_formatted(example, (), check=False)
    assert line.endswith("not reformatted: line 6 is not valid YAML for every program")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f'{FACT}  statement: "It is {{so}}."\n', "the key 'statement' is given twice"),
        (f"{FACT}  feedback: *x*\n", r"a text that begins with \* needs quotes"),
    ],
)
def test_faults_of_yaml_are_reported_whichever_way_it_is_laid_out(
    project: Callable[..., Project], content: str, said: str
) -> None:
    example = project(content)
    with pytest.raises(ContentError, match=said):
        write_formatted(example, (), check=True)
    with pytest.raises(ContentError, match=said):
        list(yaml_of(example, ("t",)))


def test_an_empty_file_is_reported_to_be_one(project: Callable[..., Project]) -> None:
    example = project(FACT, files={"facts/empty.yaml": "# nothing\n"})
    for lay_out in (
        lambda: write_formatted(example, ("empty",), check=True),
        lambda: list(yaml_of(example, ("empty",))),
    ):
        with pytest.raises(ContentError, match="the file is empty"):
            lay_out()


def test_a_byte_order_mark_stays(project: Callable[..., Project]) -> None:
    example = project("- statement: It is {so}.\n  id: f\n")
    path = example.root / "facts/t.yaml"
    path.write_bytes(BOM_UTF8 + path.read_bytes())
    assert write_formatted(example, (), check=False)
    assert path.read_bytes().startswith(BOM_UTF8)
    assert not path.read_text(encoding="utf-8-sig").startswith("\ufeff")
