"""quizgen.yaml: what is not known or not right in it is reported where it is."""

from __future__ import annotations

import pytest

from quizgen.errors import ContentError
from quizgen.reading.project_settings import settings_of


def test_everything_but_the_format_may_be_left_out() -> None:
    settings = settings_of("schema: quizgen-project/1\n", "quizgen.yaml")
    assert (settings.uid, settings.anki.options, settings.anki.typed) == ("", 4, False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("schema: quizgen-project/1\nuid: 12\n", r"quizgen\.yaml:2:6: error\[.*\] 'uid': '12' is not a uid"),
        ("schema: quizgen-project/1\nanki: {options: 99}\n", r"quizgen\.yaml:2:\d+: error"),
        ("schema: quizgen-project/1\ncolour: X\n", "the key 'colour' is not known here"),
        ("schema: quizgen-project/1\nschool: {logo: a.png}\n", r"quizgen\.yaml:2:\d+: error\[.*name"),
        ("- a\n", "this file has no settings"),
    ],
)
def test_what_is_wrong_is_reported_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ContentError, match=message):
        settings_of(text, "quizgen.yaml")
