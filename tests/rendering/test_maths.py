from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.rendering.maths import FormulaError, mathml, spoken, typst_maths
from quizgen.rendering.typst import Typesetter

FORMULAS = [
    r"v = f\lambda",
    r"T=\frac{1}{f}",
    r"\sqrt[3]{x^2_i}",
    r"\vec{F}=m\vec a",
    r"\sum_{i=1}^n x_i",
    r"a \times 10^{-3}",
    r"\mathrm{H_2O}",
    r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
    r"\left( \frac a b \right)",
    r"\sin x",
    r"\overline{AB}",
    r"\int_0^1 x\,dx",
    r"90^\circ",
    r'\text{say "hi" \{ok\}}',
    r"a < b > c",
]


def test_every_formula_is_printed(tmp_path: Path) -> None:
    source = '#set document(title: "t")\n' + "\n\n".join(typst_maths(formula) for formula in FORMULAS)
    assert Typesetter(tmp_path).pdf({"main.typ": source.encode()}, timestamp=0).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        (r"v = f\lambda", "v = f λ"),
        (r"T=\frac{1}{f}", "T = 1/f"),
        (r"a \times 10^{-3}", "a times 10^(− 3)"),
        (r"\sqrt{x+1}", "√(x + 1)"),
    ],
)
def test_a_formula_can_be_read_aloud(formula: str, words: str) -> None:
    assert spoken(formula) == words


@pytest.mark.parametrize("formula", [r"\foo", r"\frac{1}", "{", r"\begin{x}", "x" * 501])
def test_a_formula_that_cannot_be_read(formula: str) -> None:
    with pytest.raises(FormulaError):
        mathml(formula)


def test_a_formula_is_no_way_into_the_page() -> None:
    assert "<script>" not in mathml(r"\text{<script>alert(1)</script>}")
    with pytest.raises(FormulaError):
        mathml(r"\href{javascript:alert(1)}{x}")
