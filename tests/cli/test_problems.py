"""How problems are printed."""

from __future__ import annotations

import click

from quizgen.checks.catalogue import RULES
from quizgen.cli.options import problem_lines
from quizgen.errors import Mark, Problem, located_problem
from quizgen.errors.problem_kinds import BLUEPRINT, DATE

FIRST = RULES["numeral"].problem("facts/a.yaml", "odd", "fix it", Mark(3, 5), "f")
SECOND = RULES["clang"].problem("facts/a.yaml", "dull", "", Mark(12, 1))
WHOLE = BLUEPRINT.problem("facts/a.yaml", "empty")
OTHER = DATE.problem("decks/b.yaml", "strange", "", Mark(1, 1))


def plain(*problems: Problem) -> list[str]:
    return [click.unstyle(line) for line in problem_lines(problems)]


def test_one_file_needs_no_heading_and_has_its_errors_first() -> None:
    assert plain(SECOND, FIRST, WHOLE) == [
        "facts/a.yaml:3:5: error[numeral] f: odd",
        "    → fix it",
        "facts/a.yaml: warning[blueprint] empty",
        "facts/a.yaml:12:1: info[clang] dull",
    ]


def test_what_is_the_same_in_many_facts_is_one_line_with_a_count() -> None:
    same = [RULES["no-paragraph"].problem("a.yaml", "no number", "add it", Mark(n, 1), f"f{n}") for n in range(1, 33)]
    assert plain(*same, FIRST) == [
        "a.yaml: 32 warnings",
        "a.yaml:1:1: warning[no-paragraph] no number (32 times; also in the lines 2, 3, 4, 5, 6, 7, 8, …)",
        "    → add it",
        "\nfacts/a.yaml: 1 error",
        "facts/a.yaml:3:5: error[numeral] f: odd",
        "    → fix it",
    ]


def test_errors_are_never_put_together() -> None:
    same = [RULES["numeral"].problem("a.yaml", "odd", "", Mark(n, 1), f"f{n}") for n in range(1, 33)]
    assert len(plain(*same)) == 32


def test_each_of_several_files_has_a_heading() -> None:
    assert plain(FIRST, OTHER, SECOND) == [
        "decks/b.yaml: 1 error",
        "decks/b.yaml:1:1: error[date] strange",
        "\nfacts/a.yaml: 1 error, 1 note",
        "facts/a.yaml:3:5: error[numeral] f: odd",
        "    → fix it",
        "facts/a.yaml:12:1: info[clang] dull",
    ]


def test_what_is_printed_is_what_a_problem_says_of_itself() -> None:
    for problem in (FIRST, SECOND, WHOLE, OTHER):
        assert "\n".join(plain(problem)) == str(located_problem(problem))


def test_levels_have_colours_and_places_none() -> None:
    """A terminal makes a link of a place only where nothing stands in it."""
    first = next(problem_lines([FIRST]))
    assert first.startswith("facts/a.yaml:3:5: \x1b[31m\x1b[1merror\x1b[0m[numeral] f: odd")


def test_nothing_is_said_of_nothing() -> None:
    assert plain() == []
