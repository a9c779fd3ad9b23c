from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.exporters.anki.anki_ids import anki_id, guid


def test_ids_are_frozen() -> None:
    """A learner's collection knows notes by these: should one of them change, every note would come twice."""
    assert guid("kz-az/trade-growth/end/basic") == "%s`G^9;jyN"
    assert anki_id("note type", "quizgen Q&A") == 2747493297340
    assert anki_id("note type", "quizgen Cloze") == 1089459987489
    assert anki_id("deck", "waves") == 1951296419793


@given(st.text(), st.text())
def test_different_names_have_different_guids(one: str, other: str) -> None:
    assert (guid(one) == guid(other)) == (one == other)
