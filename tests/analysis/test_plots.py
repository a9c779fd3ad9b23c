"""Plots are described, and nothing in them covers anything else."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from quizgen.analysis.plots import label_places, question_plot, score_plot
from quizgen.model.measured import MeasuredQuestion, Sitting

DOTS = st.lists(st.tuples(st.floats(20, 300), st.floats(20, 180)), max_size=20)


@given(DOTS)
def test_labels_do_not_cover_each_other(dots: list[tuple[float, float]]) -> None:
    places = label_places(dots)
    assert len(places) == len(dots)
    if len(dots) <= 6:  # of more in one place some have nowhere to go
        pairs = [(one, other) for index, one in enumerate(places) for other in places[:index]]
        assert all(abs(one[0] - other[0]) >= 11 or abs(one[1] - other[1]) >= 9 for one, other in pairs)


def test_plots_are_drawings_with_a_description() -> None:
    scores = score_plot(Sitting("s", ("A",), 3, 2, 1.3, 0.6, 0.5, 0.4, (0, 2, 1)))
    assert scores.description == "How many people had how many of 2 right: 2 with 1, 1 with 2."
    question = MeasuredQuestion("k", (), "", "", "", "", 30, 0.5, -0.25)
    few = MeasuredQuestion("l", (), "", "", "", "", 19, 0.5, -0.25)
    plot = question_plot([(1, question), (2, few)])
    assert plot.description.endswith("question 1: 50% right, correlation −0.25.")
    for drawn in (scores, plot):
        texts = [element.text for element in ElementTree.fromstring(drawn.svg).iter() if element.tag.endswith("text")]
        assert "questions right (dashed: the mean)" in texts or "right answers" in texts
