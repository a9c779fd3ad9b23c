"""Plots of an analysis as SVG, each with a description in words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizgen.analysis.verdicts import decimal, with_sign
from quizgen.model.measured import MeasuredQuestion, Sitting
from quizgen.words import ENGLISH

_INK, _QUIET, _FILL = "#111111", "#777777", "#5b7c99"
_AROUND = ((0.0, -8.0), (9.0, 0.0), (0.0, 8.0), (-9.0, 0.0), (8.0, -7.0), (8.0, 7.0), (-8.0, 7.0), (-8.0, -7.0))
_LABEL, _DOT = (11.0, 9.0), (7.0, 6.0)  # how far apart labels are, and a label and a dot, across or down
_FONT = "font-family=\"Roboto, 'Noto Sans Arabic', 'Noto Sans Hebrew', sans-serif\" font-size=\"9\""


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot and what it shows."""

    svg: str
    description: str


def score_plot(sitting: Sitting, words: Mapping[str, str] = ENGLISH) -> Plot:
    """How many people had each score."""
    width, height, left, bottom = 330.0, 124.0, 4.0, 26.0
    most = max(sitting.scores, default=0) or 1
    column = (width - left) / max(len(sitting.scores), 1)
    step = max(1, round(len(sitting.scores) / 10))
    parts = [_line(left, height - bottom, width, height - bottom)]
    for score, count in enumerate(sitting.scores):
        x, high = left + score * column, (height - bottom - 14) * count / most
        if count:
            parts.append(_bar(x + 0.1 * column, height - bottom - high, 0.8 * column, high))
            if column > 12:
                parts.append(_text(x + column / 2, height - bottom - high - 3, str(count)))
        if score % step == 0:
            parts.append(_text(x + column / 2, height - bottom + 11, str(score)))
    mean = left + (sitting.mean + 0.5) * column
    parts.append(_line(mean, 4, mean, height - bottom, dashed=True))
    parts.append(_text((left + width) / 2, height - 4, words["analysis_score_axis"], _QUIET))
    counts = ", ".join(
        words["analysis_count_with"].format(count=count, score=score)
        for score, count in enumerate(sitting.scores)
        if count
    )
    description = words["analysis_score_plot"].format(questions=sitting.questions, counts=counts)
    return Plot(_svg(width, height, parts), description)


def question_plot(numbered: Sequence[tuple[int, MeasuredQuestion]], words: Mapping[str, str] = ENGLISH) -> Plot:
    """Each question by how many had it right, and by how well it separates those who know from those who do not."""
    width, height, left, bottom = 330.0, 220.0, 34.0, 34.0
    enough = [(number, one, one.discrimination) for number, one in numbered if one.enough]
    plotted = [(number, one, r) for number, one, r in enough if r is not None]

    def across(share: float) -> float:
        return left + 8 + share * (width - left - 18)

    def down(r: float) -> float:
        return 10 + (1 - r) / 2 * (height - bottom - 20)

    parts = [_line(left, down(0), width, down(0), dashed=True), _line(left, 4, left, height - bottom)]
    parts.append(_line(left, height - bottom, width, height - bottom))
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(_text(across(share), height - bottom + 11, f"{share:.0%}"))
    for r in (-1.0, -0.5, 0.0, 0.5, 1.0):
        parts.append(_text(left - 4, down(r) + 3, decimal(f"{r:+.1f}".replace("+0.0", "0"), words), anchor="end"))
    dots = [(across(one.right), down(r)) for _, one, r in plotted]
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" fill="{_FILL}"/>' for x, y in dots]
    for (number, _, _), (x, y) in zip(plotted, label_places(dots), strict=True):
        parts.append(_text(x, y + 3, str(number)))
    parts.append(_text((left + width) / 2, height - 8, words["analysis_right_axis"], _QUIET))
    parts.append(
        f'<text x="9" y="{(height - bottom) / 2:.1f}" transform="rotate(-90 9 {(height - bottom) / 2:.1f})" '
        f'text-anchor="middle" fill="{_QUIET}" {_FONT}>{words["analysis_rest"]}</text>'
    )
    questions = "; ".join(
        words["analysis_plot_question"].format(number=number, share=f"{one.right:.0%}", r=with_sign(r, words))
        for number, one, r in plotted
    )
    return Plot(_svg(width, height, parts), words["analysis_question_plot"].format(questions=questions))


def label_places(dots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The middle of a label beside each of the dots: the nearest place that is free of dots and of other labels."""
    labels: list[tuple[float, float]] = []
    for x, y in dots:
        places = ((x + far * dx, y + far * dy) for far in (1.0, 1.6, 2.2, 2.8) for dx, dy in _AROUND)
        free = (centre for centre in places if _is_free(centre, labels, _LABEL) and _is_free(centre, dots, _DOT))
        labels.append(next(free, (x + _AROUND[0][0], y + _AROUND[0][1])))
    return labels


def _is_free(centre: tuple[float, float], others: Sequence[tuple[float, float]], size: tuple[float, float]) -> bool:
    return all(abs(centre[0] - x) >= size[0] or abs(centre[1] - y) >= size[1] for x, y in others)


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n' + "\n".join(parts) + "\n</svg>\n"


def _line(x: float, y: float, to_x: float, to_y: float, *, dashed: bool = False) -> str:
    dashes = ' stroke-dasharray="3 2"' if dashed else ""
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
    return f'<line {ends} stroke="{_QUIET}" stroke-width="0.7"{dashes}/>'


def _bar(x: float, y: float, width: float, height: float) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{_FILL}"/>'


def _text(x: float, y: float, text: str, colour: str = _INK, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" {_FONT}>{text}</text>'
