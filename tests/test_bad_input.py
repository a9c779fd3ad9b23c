"""Whatever a file contains: never a traceback, never "all good" for errors, always a position."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.checks.catalogue import RULES
from quizgen.checks.rule_sets import check_facts, check_questions
from quizgen.errors import Problem, in_order
from quizgen.generators import QUESTION_KINDS, generate
from quizgen.model.question import Question
from quizgen.reading.facts.collection import load_collection
from quizgen.reading.facts.schema import (
    ClaimRecord,
    EntityRecord,
    EvidenceRecord,
    FactRecord,
    ImageRecord,
    SlotRecord,
    SourceRecord,
)

ROOT = Path(__file__).parent.parent
MUTANTS = 200  # of each shipped collection
FACTS = 6  # in each mutant


def everything_wrong(path: Path) -> list[Problem]:
    """What reading, every rule and every generator find; they may not raise."""
    loaded, problems = load_collection(path)
    if loaded is not None and not any(problem.level == "error" for problem in problems):
        questions = [q for q in generate(loaded.collection, QUESTION_KINDS.names()) if isinstance(q, Question)]
        for found in (*check_facts(loaded.collection), *check_questions(loaded.collection, questions)):
            holds = (found.rule, found.level) == ("claim", "info")  # it is reported too
            assert RULES[found.rule] is found.kind
            assert found.kind.level == found.level or holds
            place = (found.fact, found.field, found.message, found.hint, found.kind, found.level)
            problems.append(loaded.problem(*place) if found.fact else loaded.head_problem(*place[1:]))
    return problems


def mutant(lines: list[str], rng: random.Random) -> list[str]:
    """The lines with one to three of a typist's slips."""
    lines = list(lines)
    for _ in range(rng.randint(1, 3)):
        index = rng.randrange(len(lines))
        line = lines[index]
        column = rng.randrange(len(line) + 1)
        match rng.randrange(8):
            case 0:
                del lines[index]
            case 1:
                lines.insert(index, line)
            case 2:
                lines[index] = line[:column] + line[column + 1 :]
            case 3:
                lines[index] = line[:column] + rng.choice("{}[]:,#&*!|>'\"%@`-? \t0é\u200b") + line[column:]
            case 4:
                other = rng.randrange(len(lines))
                lines[index], lines[other] = lines[other], line
            case 5:
                lines[index] = line[:column]
            case 6:
                lines[index] = " " * rng.randrange(8) + line.lstrip()
            case _:
                key, colon, _ = line.partition(":")
                lines[index] = f"{key}{colon} {rng.choice(['', '[]', '{}', '[a, b]', '{a: b}', '12', 'x' * 300])}"
        if not lines:
            return [""]
    return lines


@pytest.mark.parametrize("name", ["kazakhstan-azerbaijan", "waves"])
def test_mutants_of_the_shipped_collections(name: str, tmp_path: Path) -> None:
    """Each is of a few of the facts, drawn again each time, with all that comes before them."""
    rng = random.Random(20)
    head, *facts = re.split(r"(?m)^(?=- id:)", (ROOT / f"facts/{name}.yaml").read_text(encoding="utf-8"))
    assert len(facts) > FACTS
    (tmp_path / "images").symlink_to(ROOT / "facts/images")
    path = tmp_path / "t.yaml"
    wrong = 0
    for _ in range(MUTANTS):
        slipped = mutant("".join([head, *rng.sample(facts, FACTS)]).splitlines(), rng)
        path.write_text("\n".join(slipped), encoding="utf-8")
        problems = in_order(everything_wrong(path))
        assert all(1 <= problem.line <= len(slipped) + 1 for problem in problems), problems
        assert all(problem.column >= 1 and problem.message for problem in problems)
        wrong += any(problem.level == "error" for problem in problems)
    assert wrong > MUTANTS / 3


_scalars = (
    st.text(max_size=12) | st.integers().map(str) | st.sampled_from(["", "null", "true", "{x}", "{", "\\(x\\)", "1e9"])
)
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abx", max_size=3), inner, max_size=3)
)
RECORDS = {
    "source": (SourceRecord, {"id": "t", "title": "T"}),
    "entity": (EntityRecord, {"name": "N", "type": "place"}),
    "fact": (FactRecord, {"id": "f", "statement": "It is {x}."}),
    "slot": (SlotRecord, {"value": "5"}),
    "evidence": (EvidenceRecord, {"paragraph": "1", "quote": "q"}),
    "claim": (ClaimRecord, {"claim": "c", "expr": "x + 1", "expect": "2"}),
    "image": (ImageRecord, {"file": "a.svg", "alt": "A"}),
}


@settings(max_examples=200)
@given(st.data())
def test_any_value_in_any_field(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(RECORDS)))
    record, whole = RECORDS[kind]
    fields = sorted(field.alias or name for name, field in record.model_fields.items())
    changed = whole | data.draw(st.dictionaries(st.sampled_from([*fields, "unknown"]), _values, min_size=1, max_size=3))
    parts = {name: given for name, (_, given) in RECORDS.items()} | {kind: changed}
    fact = {
        "slots": {"x": parts["slot"]},
        "evidence": parts["evidence"],
        "checks": parts["claim"],
        "image": parts["image"],
    }
    lines = [
        "schema: quizgen-facts/1",
        f"source: {json.dumps(parts['source'])}",
        f"entities: {json.dumps({'e': parts['entity']})}",
        "facts:",
        f"- {json.dumps(fact | parts['fact'])}",
    ]
    path = tmp_path_factory.mktemp("t") / "t.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    (path.parent / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    home = {"source": 2, "entity": 3}.get(kind, 5)
    for problem in in_order(everything_wrong(path)):
        # What becomes of a broken entity or source may show in the fact that uses it.
        assert problem.line in {home, 5}, problem
