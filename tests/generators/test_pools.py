"""What a question is offered of a large pool."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.generators.pools import LARGEST, Pool


def pool(*members: str) -> Pool:
    made = Pool()
    for member in members:
        made.add(member)
    return made


def test_a_small_pool_is_offered_whole_in_its_order() -> None:
    assert pool("c", "a", "b", "a").choices_for("q") == ["c", "a", "b"]


@settings(max_examples=30)
@given(st.sets(st.text(min_size=1), min_size=LARGEST + 2, max_size=200), st.text())
def test_of_a_large_one_a_part_that_hardly_moves(members: set[str], question: str) -> None:
    first, *rest = sorted(members)
    before, after = pool(*rest).choices_for(question), pool(*rest, first).choices_for(question)
    assert len(set(before)) == len(before) == LARGEST
    assert len(set(after) - set(before)) <= 1
    assert pool(*reversed(rest)).choices_for(question) == before
