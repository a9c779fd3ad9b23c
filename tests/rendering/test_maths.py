from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from quizgen.rendering.maths import FormulaError, mathml, spoken, typst_maths
from quizgen.rendering.omml import MATHS, omml
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


@pytest.mark.parametrize("formula", FORMULAS)
def test_word_has_every_character_of_a_formula(formula: str) -> None:
    shown = sorted("".join(fromstring(omml(formula)).itertext()) + drawn(omml(formula)))
    wanted = sorted("".join(fromstring(mathml(formula)).itertext()))
    assert [c for c in shown if not c.isspace()] == [c for c in wanted if not c.isspace()]


def test_word_draws_lines_on_the_right_side() -> None:
    assert 'pos m:val="top"' in omml(r"\overline{AB}")
    assert 'pos m:val="bot"' in omml(r"\underline{AB}")
    assert 'chr m:val="⏞"/><m:pos m:val="top"' in omml(r"\overbrace{AB}")


def drawn(formula: str) -> str:
    """What Word draws over or under a part: an accent or a bar."""
    found = fromstring(formula).iter()
    signs = {"chr": lambda each: each.get(f"{{{MATHS}}}val"), "bar": lambda _: "\u0332"}
    return "".join(signs[name](each) for each in found if (name := each.tag.rpartition("}")[2]) in signs)


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
