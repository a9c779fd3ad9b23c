from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.exporters.anki.anki_ids import anki_id, guid

NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]))  # a name has no control characters
UID = "0123456789abcdef" * 2


def test_ids_are_frozen() -> None:
    """A learner's collection knows notes by these: should one of them change, every note would come twice."""
    assert guid(UID, ("kz-az", "trade-growth", "end", "ask")) == "IcpBazGU//Ke"
    assert anki_id(UID, "note type", "Card") == 2609690563980


@given(st.lists(NAMES, min_size=1, max_size=5), st.lists(NAMES, min_size=1, max_size=5))
def test_different_keys_have_different_guids(one: list[str], other: list[str]) -> None:
    assert (guid(UID, tuple(one)) == guid(UID, tuple(other))) == (one == other)


@given(NAMES)
def test_another_project_has_other_guids(uid: str) -> None:
    assert (guid(uid, ("a",)) == guid(UID, ("a",))) == (uid == UID)
