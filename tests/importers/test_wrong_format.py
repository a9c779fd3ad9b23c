"""A bank that is read in a format which it does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.commands.import_ import import_banks
from quizgen.errors import ContentError
from quizgen.importers import IMPORTERS

MOODLE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n<question type="truefalse">\n'
    "<name><text>Sky</text></name><questiontext><text>The sky is blue.</text></questiontext>\n"
    '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>\n'
    "</question>\n</quiz>\n"
)


@pytest.mark.parametrize("format", [name for name in IMPORTERS.names() if name != "moodle-xml"])
def test_the_format_that_the_file_has_is_named(format: str, tmp_path: Path) -> None:
    bank, target = tmp_path / "bank.xml", tmp_path / "facts.yaml"
    bank.write_text(MOODLE, encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        import_banks([bank], target, format=format)
    (problem,) = refused.value.problems
    assert problem.rule == "nothing-to-import"
    assert problem.message == f"no question can be read as {format}; the file looks like moodle-xml (Moodle XML)"
    assert problem.hint == "write  --format moodle-xml, or leave the option out"
    assert not target.exists()
    import_banks([bank], target, format="moodle-xml")
    assert target.exists()


def test_a_fault_in_the_format_that_the_file_has_is_reported_as_it_is(tmp_path: Path) -> None:
    bank = tmp_path / "bank.xml"
    bank.write_text(MOODLE.replace("truefalse", "unheard-of"), encoding="utf-8")
    for format in ("", "moodle-xml"):
        with pytest.raises(ContentError) as refused:
            import_banks([bank], tmp_path / "facts.yaml", format=format)
        assert [problem.rule for problem in refused.value.problems] == ["not-imported"]
