r"""``\ce`` is written out, or its question is refused and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.commands.check import check
from quizgen.commands.import_ import import_banks
from quizgen.importers.chemistry import without_chemistry
from quizgen.project import Project
from quizgen.rendering.maths import spoken

SPOKEN = {
    "H2O": "H_2 O",
    "SO4^2-": "SO_4^(2 −)",
    "Fe^{3+}": "Fe^(3 +)",
    "2H2 + O2 -> 2H2O": "2 H_2 + O_2 → 2 H_2 O",
    "Na+ + Cl- -> NaCl v": "Na^ + + Cl^ − → NaCl ↓",
    "CuSO4*5H2O": "CuSO_4 times 5 H_2 O",
    "^{14}_{6}C": "_6^(14) C",
    "[Fe(CN)6]^4-": "[ Fe ( CN )_6 ]^(4 −)",
    "CH2=CH2": "CH_2 = CH_2",
    "HC#CH": "HC ≡ CH",
    "1/2 O2": "1/2 O_2",
    "A <=>[k_1][k_2] B": "A ⇌_(k_2)^(k_1) B",
    r"CaCO3(s) ->[\Delta] CaO(s) + CO2 ^": "CaCO_3 ( s ) →_(_())^(Δ ^()) CaO ( s ) + CO_2 ↑",
}


@pytest.mark.parametrize("source", SPOKEN)
def test_chemistry_is_written_out(source: str) -> None:
    written = without_chemistry(rf"What is \(\ce{{{source}}}\)?")
    assert written.startswith(r"What is \(") and written.endswith(r"\)?")
    assert spoken(written[10:-3]) == SPOKEN[source]


def test_a_formula_that_cannot_be_read_costs_its_question_alone(tmp_path: Path) -> None:
    bank = tmp_path / "b.gift"
    bank.write_text(
        "::good:: \\(\\\\ce\\{H2O\\}\\)? {=water ~air}\n\n"
        "::bad:: \\(\\\\ce\\{\\\\chemfig\\{A\\}\\}\\)? {=x ~y}\n\n::plain:: 1 + 1? {=2 ~3}\n"
    )
    done = import_banks([bank], tmp_path / "facts/b.yaml")
    assert [warning.id for warning in done.warnings] == ["bad"]
    assert "cannot be read" in done.warnings[0].message
    (tmp_path / "quizgen.yaml").write_text("schema: quizgen-project/1\n")
    problems = check(Project.at(tmp_path), ()).problems
    assert [problem for problem in problems if problem.level == "error"] == []
