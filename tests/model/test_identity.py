from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.model.identity import anki_id, guid, seeded


def test_ids_are_frozen() -> None:
    """A learner's collection knows notes by these: should one of them change, every note would come twice."""
    assert guid("kz-az/trade-growth/end/basic") == "%s`G^9;jyN"
    assert anki_id("note type", "quizgen Q&A") == 2747493297340
    assert anki_id("note type", "quizgen Cloze") == 1089459987489
    assert anki_id("deck", "waves") == 1951296419793


@given(st.text(), st.text())
def test_different_names_have_different_guids(one: str, other: str) -> None:
    assert (guid(one) == guid(other)) == (one == other)


def test_chance_depends_on_names_alone() -> None:
    assert seeded(1, "a", "b").random() == seeded(1, "a", "b").random()
    assert seeded(1, "a", "b").random() != seeded(1, "ab").random()
    assert seeded(1, "a").random() != seeded(2, "a").random()
