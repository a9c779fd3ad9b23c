"""What is said of a question, and that nothing is said on too little."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from quizgen.analysis.verdicts import remarks, share_interval
from quizgen.model.measured import FEWEST, MeasuredOption, MeasuredQuestion


def question(answers: int = 40, right: float = 0.5, r: float | None = 0.3, **more: object) -> MeasuredQuestion:
    fields = {"facts": ("c/f",), "slot": "x", "kind": "multiple-choice", "prompt": "Which?", "answer": "gold"} | more
    return MeasuredQuestion("c/f/x/k", answers=answers, right=right, discrimination=r, **fields)  # type: ignore[arg-type]


def options(*rows: tuple[str, int, float | None], offered: int = 40) -> tuple[MeasuredOption, ...]:
    """Options of which the first is the key."""
    return tuple(MeasuredOption(text, n == 0, chosen, offered, r) for n, (text, chosen, r) in enumerate(rows))


def verdicts(asked: MeasuredQuestion) -> list[str]:
    return [remark.verdict for remark in remarks(asked)]


WRONG_KEY = question(
    right=0.2, r=-0.4, options=options(("gold", 8, -0.4), ("silver", 26, 0.5), ("tin", 6, -0.2)), blanks=0
)


def test_a_wrong_key_is_flagged_with_its_evidence() -> None:
    first, *_ = remarks(WRONG_KEY)
    assert first.verdict == "wrong key?"
    assert "'silver' (r = +0.50, 65%)" in first.evidence
    assert "'gold' (r = −0.40, 20%)" in first.evidence


def test_nothing_is_said_on_fewer_than_twenty_answers() -> None:
    assert verdicts(replace(WRONG_KEY, answers=FEWEST - 1)) == []
    assert verdicts(question(FEWEST - 1, r=-0.9)) == []


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (question(r=-0.4), ["backwards"]),
        (question(r=-0.1), []),
        (question(r=None, right=1.0), ["nearly all right"]),
        (question(options=options(("gold", 20, 0.3), ("silver", 19, -0.2), ("tin", 1, -0.1))), ["unused option"]),
        (question(right=0.1, options=options(("gold", 4, 0.1), ("silver", 36, -0.1))), ["below guessing"]),
        (question(sure=20, sure_wrong=9), ["sure and wrong"]),
        (question(blanks=12), ["often blank"]),
        (question(), []),
    ],
)
def test_verdicts(asked: MeasuredQuestion, expected: list[str]) -> None:
    assert verdicts(asked) == expected


def test_chance_alone_hardly_ever_accuses_a_question() -> None:
    """Of questions that say nothing of what people know, at most a twentieth is called backwards."""
    chance, accused = random.Random(1), 0
    for _ in range(400):
        one = [chance.gauss(0, 1) for _ in range(30)]
        other = [chance.gauss(0, 1) for _ in range(30)]
        mean = sum(one) / 30, sum(other) / 30
        cross = sum((a - mean[0]) * (b - mean[1]) for a, b in zip(one, other, strict=True))
        r = cross / (sum((a - mean[0]) ** 2 for a in one) * sum((b - mean[1]) ** 2 for b in other)) ** 0.5
        accused += "backwards" in verdicts(question(30, r=r))
    assert accused <= 0.075 * 400


def test_an_interval_contains_its_share() -> None:
    for count in (1, 20, 1000):
        for right in (0, 0.5, 1):
            low, high = share_interval(right, count)
            assert 0 <= low <= right + 1e-12
            assert right - 1e-12 <= high <= 1
    assert share_interval(0.5, 20) == pytest.approx((0.2993, 0.7007), abs=1e-4)  # Wilson (1927)
