from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizgen.commands.check import check
from quizgen.errors import Problem, in_order
from quizgen.project import Project

ARTICLE = """\
A Title

The bridge was built in 1529 by 40 men.

It grew from 100 to 485 metres, nearly quintupling in eighteen months.
"""


@pytest.fixture
def found(project: Callable[..., Project]) -> Callable[..., list[tuple[str, int, str]]]:
    def run(facts: str, article: str = ARTICLE) -> list[tuple[str, int, str]]:
        example = project(facts)
        text = example.root.parent / "article.txt"
        text.write_text(article, encoding="utf-8")
        problems = check(example, ["t"], text).problems
        return [
            (problem.rule, problem.line, problem.message)
            for problem in in_order(problems)
            if problem.path.endswith("facts/t.yaml") and problem.rule != "no-context"  # which bridge is meant
        ]

    return run


def rules(found: list[tuple[str, int, str]]) -> list[str]:
    return [rule for rule, _, _ in found]


FACT = """\
- id: f
  statement: "In {year} {number} men built the bridge."
  slots:
    year: {value: 1529, type: year, ask: When did 40 men build it?}
    number: {value: 40, type: count, ask: How many men built the bridge in 1529?}
  evidence: {paragraph: 2, quote: built in 1529 by 40 men}
"""


def test_a_fact_that_is_proven(found) -> None:  # type: ignore[no-untyped-def]
    assert found(FACT) == []


@pytest.mark.parametrize("place", range(6))
def test_each_of_its_numerals_is_held_against_the_evidence(found, place: int) -> None:  # type: ignore[no-untyped-def]
    pieces = FACT.replace("1529", "\0").replace("40", "\0").split("\0")
    numbers = ["1529", "40", "40", "1529", "1529", "40"]
    numbers[place] = str(int(numbers[place]) + 1)
    changed = pieces[0] + "".join(number + piece for number, piece in zip(numbers, pieces[1:], strict=True))
    assert {"numeral", "number-other", "quote-not-found"} & set(rules(found(changed)))


@pytest.mark.parametrize(
    ("formula", "unproven"),
    [
        (r"\mathrm{H_2O}", []),
        (r"E = mc^{2}", []),
        (r"v_{12}^2", []),
        (r"10^8", ["10", "8"]),
        (r"7 x^2", ["7"]),
        (r"\frac{1}{6}", ["1", "6"]),
    ],
)
def test_what_stands_small_in_a_formula_is_no_figure(found, formula: str, unproven: list[str]) -> None:  # type: ignore[no-untyped-def]
    fact = rf"""- id: f
  statement: 'They built it with \({formula}\) and {{men}}.'
  slots: {{men: {{value: men, ask: Who built it?}}}}
  evidence: {{paragraph: 2, quote: by 40 men}}
"""
    told = [message.split()[0] for rule, _, message in found(fact) if rule == "numeral"]
    assert told == unproven


def test_words_are_numbers_too(found) -> None:  # type: ignore[no-untyped-def]
    fact = """\
- id: f
  statement: "The bridge grew {factor} in {span}."
  slots:
    factor: {value: 5, type: ratio, show: fivefold}
    span: {value: 18, type: duration, show: eighteen months}
  evidence: {paragraph: 3, quote: nearly quintupling in eighteen months}
"""
    assert found(fact) == []
    assert rules(found(fact.replace("value: 18", "value: 17"))) == ["shown-value"]


@pytest.mark.parametrize(
    ("slot", "field", "reports"),
    [
        ("{value: 2300000, show: 2.3 million, type: count}", "", []),
        ("{value: 3200000, show: 3.2 million, type: count}", "", [("number-other", 5)]),
        ("{value: 17, type: count}", "ask: 17 of what?", [("numeral", 7)]),
        ("{value: 17000, show: 17 thousand, type: count}", "", [("numeral", 7)]),
        ("{value: 17, show: eighteen, type: count}", "", [("shown-value", 7), ("number-nowhere", 5)]),
        ("{value: some}", "hint: More than 17", [("numeral", 7)]),
    ],
)
def test_a_number_is_reported_once(found, slot: str, field: str, reports: list[tuple[str, int]]) -> None:  # type: ignore[no-untyped-def]
    town = "2.3 million people" if "million" in slot else "trees"
    fact = f"""- id: f
  statement: "The town has {{n}} {"people" if "million" in slot else "birds"}."
  slots:
    n: {slot.removesuffix("}")}{", " if field else ""}{field}}}
  evidence: {{paragraph: 2, quote: The town has {town}}}
"""
    problems = found(fact, f"A Title\n\nThe town has {town}.\n")
    assert {(rule, line) for rule, line, _ in problems} == set(reports)
    assert len(problems) == len(reports)


def test_every_field_that_has_a_missing_number_is_named(found) -> None:  # type: ignore[no-untyped-def]
    fact = """\
- id: f
  statement: "The town has {n} birds."
  slots:
    n: {value: 17, type: count, hint: 17 of them}
  evidence: {paragraph: 2, quote: The town has trees}
  feedback: All 17 are new.
"""
    message = "17 is nowhere in the evidence; it is also in feedback and hint"
    assert found(fact, "A Title\n\nThe town has trees.\n") == [("numeral", 7, message)]


@pytest.mark.parametrize(
    ("evidence", "rule", "words"),
    [
        ("{paragraph: 3, quote: built in 1529}", "quote-moved", "paragraph 2, not 3"),
        ("{paragraph: 9, quote: built in 1529}", "quote-moved", "paragraph 2, not 9"),
        ("{paragraph: 2, quote: built in 1592}", "quote-not-found", "does not say this"),
        ("{paragraph: 2, quote: nothing of the sort at all}", "quote-not-found", "does not say this"),
        ("{paragraph: 2, quote: The brigde was built in 1529}", "quote-differs", "The bridge was built in 1529"),
        ("{quote: built in 1529}", "no-paragraph", "no paragraph number"),
    ],
)
def test_what_is_wrong_with_a_quote(found, evidence: str, rule: str, words: str) -> None:  # type: ignore[no-untyped-def]
    problems = found(f'- id: f\n  statement: "Tea is {{old}}."\n  evidence: {evidence}\n')
    assert rules(problems) == [rule]
    assert words in problems[0][2]
    assert problems[0][1] == 6


def test_a_quote_that_stands_twice(found) -> None:  # type: ignore[no-untyped-def]
    fact = '- id: f\n  statement: "Tea is {so}."\n  evidence: {paragraph: 1, quote: so}\n'
    assert rules(found(fact, "It is so and so.\n")) == ["quote-ambiguous"]


CLAIM = """\
- id: f
  statement: "The bridge grew from {start} to {end}."
  slots: {start: {value: 100, type: measure}, end: {value: 485, type: measure}}
  evidence: {paragraph: 3, quote: from 100 to 485 metres}
"""


@pytest.mark.parametrize(
    ("claim", "level", "words"),
    [
        ("{claim: quintupling, expr: end / start, expect: 5}", "info", "end / start = 4.85, as expected"),
        ("{claim: growth, expr: (end - start) / start * 100, expect: 385}", "info", "= 385, as expected"),
        ("{claim: quintupling, expr: end / start, expect: 5.0}", "error", "= 4.85, not 5.0"),
        ("{claim: quintupling, expr: end / start, expect: 5.0, tolerance: 5%}", "info", "as expected"),
        ("{claim: quintupling, expr: end / start, expect: 5.0, tolerance: 0.1}", "error", "not 5.0"),
        ("{claim: x, expr: end / 0, expect: 5}", "error", "no value"),
        ("{claim: x, expr: end / (start - 100), expect: 5}", "error", "no value"),
        ("{claim: x, expr: ending / start, expect: 5}", "error", "no slot 'ending'"),
        ("{claim: x, expr: __import__('os').system('true'), expect: 5}", "error", "not arithmetic"),
        ("{claim: x, expr: end if start else 5, expect: 5}", "error", "not arithmetic"),
        ("{claim: x, expr: 9 ** 9 ** 9, expect: 5}", "error", "too large"),
        ("{claim: x, expr: 'end /', expect: 5}", "error", "not arithmetic"),
    ],
)
def test_a_claim_is_computed_again(project, claim: str, level: str, words: str) -> None:  # type: ignore[no-untyped-def]
    problems: tuple[Problem, ...] = check(project(f"{CLAIM}  checks: {claim}\n"), ["t"]).problems
    claims = [problem for problem in problems if problem.rule == "claim"]
    assert [problem.level for problem in claims] == [level]
    assert words in claims[0].message


def test_a_figure_in_the_feedback_may_be_the_computed_one(found) -> None:  # type: ignore[no-untyped-def]
    claim = "  checks: {claim: growth, expr: end / start, expect: 5}\n  feedback: In fact {figure} times.\n"
    assert rules(found(CLAIM + claim.replace("{figure}", "4.85"))) == ["claim"]
    assert rules(found(CLAIM + claim.replace("{figure}", "4.86"))) == ["claim", "numeral"]


def test_a_rule_is_silenced_with_a_reason(found) -> None:  # type: ignore[no-untyped-def]
    fact = '- id: f\n  statement: "Built in {1530}."\n  evidence: {paragraph: 2, quote: built in 1529}\n'
    assert rules(found(fact)) == ["number-other"]
    assert found(fact + "  ignore: {number-other: the almanac of that year says so}\n") == []


def test_the_numbers_of_a_background_fact_need_only_its_reference(found) -> None:  # type: ignore[no-untyped-def]
    fact = '- id: f\n  statement: "Iron boils at {2862} °C."\n  stance: background\n  reference: A handbook\n'
    assert found(fact) == []
    assert rules(found(fact.replace("  reference: A handbook\n", ""))) == ["no-reference"]


def test_a_numeral_may_be_anywhere_in_the_sentence_of_the_quote(found) -> None:  # type: ignore[no-untyped-def]
    fact = '- id: f\n  statement: "In 1529 the bridge cost {men}."\n  evidence: {paragraph: 2, quote: by 40 men}\n'
    article = "A Title\n\nThe bridge was built in 1529 by 40 men. It was soon too narrow. In 1533 it fell.\n"
    assert found(fact, article) == []
    assert rules(found(fact.replace("In 1529", "In 1533"), article)) == ["number-other"]
    assert rules(found(fact.replace("In 1529", "For 7 weeks"), article)) == ["numeral"]


def test_a_numeral_may_be_in_the_sentence_before(found) -> None:  # type: ignore[no-untyped-def]
    fact = '- id: f\n  statement: "Since {1529} it was open."\n  evidence: {paragraph: 2, quote: Since then}\n'
    assert found(fact, "A Title\n\nThe bridge was built in 1529. Since then it was open.\n") == []


def test_an_article_that_has_changed(project, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from quizgen.commands.check import check_report

    example = project('- id: f\n  statement: "Tea is {old}."\n  evidence: {paragraph: 3, quote: built in 1529}\n')
    text = tmp_path / "article.txt"
    text.write_text(ARTICLE, encoding="utf-8")
    comment = "# A comment that must stay\n"
    path = example.root / "facts/t.yaml"
    path.write_text(path.read_text().replace("facts:\n", f"facts:\n{comment}"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    report = check_report(example, ["t"], text, write=True, coverage=False, html=None)
    after = path.read_text(encoding="utf-8")
    assert [problem for problem in report.problems if "facts" in problem.path] == []
    assert after.replace("paragraph: 2", "paragraph: 3") == before.replace(
        "{id", after[after.index("{sha256") :][:74] + " id"
    )
    assert comment in after
    text.write_text(ARTICLE + "\nMore.\n", encoding="utf-8")
    assert "article-changed" in [problem.rule for problem in check(example, ["t"], text).problems]


def test_without_the_article_nothing_is_called_fine(project) -> None:  # type: ignore[no-untyped-def]
    from quizgen.commands.check import check_report

    example = project('- id: f\n  statement: "Tea is {old}."\n  evidence: {paragraph: 3, quote: built}\n')
    report = check_report(example, ["t"], None, write=False, coverage=False, html=None)
    assert report.lines == ("t: 1 quote, not verified here: no source.file is named",)
