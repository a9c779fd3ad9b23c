"""What comes with quizgen is what it promises to be."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
import yaml

from quizgen.assembly.forms import assemble
from quizgen.build.content import ProjectContent, read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.question_selection import questions_of, selection_of
from quizgen.build.recipe_sections import all_sections
from quizgen.checks.rule_sets import check_facts, check_form
from quizgen.commands.blind_audits import audits_of
from quizgen.commands.check import check
from quizgen.exporters.scannable import sheet_json
from quizgen.generators import paper_kinds, question_kinds
from quizgen.model.fact import Collection
from quizgen.project import Project
from quizgen.reading.card_texts import read_texts, texts_path
from quizgen.reading.facts import schema
from quizgen.reading.facts.articles import read_article
from quizgen.reading.facts.collection import load_collection
from quizgen.reading.recipes.recipe import json_schema as recipe_schema

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def content() -> ProjectContent:
    project = Project.at(ROOT)
    return read_content(project, project.recipes())


@pytest.fixture(scope="module")
def collections(content: ProjectContent) -> dict[str, Collection]:
    assert [problem for problem in content.problems if problem.level != "info"] == []
    return {name: loaded.collection for name, loaded in content.collections.items()}


def test_the_article_is_covered(collections: dict[str, Collection]) -> None:
    """Each of its paragraphs but the title states something, and is in a fact."""
    facts = collections["kazakhstan-azerbaijan"].facts
    assert len(facts) >= 35
    assert {proof.paragraph for fact in facts for proof in fact.evidence} == set(range(2, 18))
    assert {fact.stance for fact in facts} == {"asserted", "attributed", "opinion", "background"}
    assert {"money", "count", "year", "duration", "ratio", "person", "country", "organisation"} <= {
        slot.type for fact in facts for slot in fact.slots
    }


def test_opinions_have_a_speaker_and_background_a_reference(collections: dict[str, Collection]) -> None:
    for collection in collections.values():
        for fact in collection.facts:
            assert bool(fact.speaker) == fact.is_attributed, fact.id
            assert bool(fact.reference) == (fact.stance == "background"), fact.id
            assert bool(fact.evidence) != (fact.stance == "background"), fact.id


def test_a_quote_is_a_few_words(collections: dict[str, Collection]) -> None:
    for collection in collections.values():
        assert all(len(proof.quote.split()) <= 10 for fact in collection.facts for proof in fact.evidence)


def test_the_text_of_waves_says_what_its_facts_quote(collections: dict[str, Collection]) -> None:
    text = (ROOT / "facts/waves.txt").read_text(encoding="utf-8")
    paragraphs = [block.strip() for block in re.split(r"\n\s*\n", text)]
    for fact in collections["waves"].facts:
        for proof in fact.evidence:
            assert proof.quote in paragraphs[proof.paragraph - 1], fact.id


def test_one_body_under_two_names_is_one_body(collections: dict[str, Collection]) -> None:
    entities = collections["kazakhstan-azerbaijan"].entities
    assert "turkic-council" in entities["ots"].same_as


SCHEMAS = {
    "templates/project/facts": schema.json_schema,
    "templates/project/deck": lambda: recipe_schema(question_kinds(), all_sections()),
    "docs/reference/sheet": sheet_json.json_schema,
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_json_schema_is_made_from_the_model(name: str) -> None:
    """After a change of fields run with QUIZGEN_REWRITE_GOLDEN=1."""
    path = ROOT / f"{name}.schema.json"
    made = json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
        path.write_text(made, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made


@pytest.mark.parametrize("path", sorted([*(ROOT / "facts").glob("*.yaml"), *(ROOT / "decks").glob("*.yaml")]), ids=str)
def test_shipped_files_announce_their_schema_and_fit_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    announced = text.splitlines()[0].partition("$schema=")[2]
    rules = json.loads((path.parent / announced).read_text(encoding="utf-8"))
    document = yaml.load(text, Loader=yaml.CSafeLoader)
    # Plain YAML takes a day for a date; JSON has none.
    jsonschema.validate(json.loads(json.dumps(document, default=str)), rules)


def test_the_json_schema_refuses_what_the_model_refuses() -> None:
    rules = json.loads((ROOT / "templates/project/facts.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(rules)
    head = {"schema": "quizgen-facts/1", "source": {"id": "t", "title": "T"}}
    validator.validate({**head, "facts": [{"id": "f", "statement": "{14} x", "accept": "y"}]})
    for fact in (
        {"id": "f"},
        {"id": "f", "statement": "x", "statment": "y"},
        {"id": "f", "statement": "x", "stance": "z"},
    ):
        with pytest.raises(jsonschema.ValidationError):
            validator.validate({**head, "facts": [fact]})


def test_no_python_hides_in_the_data_folders() -> None:
    assert [path for folder in ("facts", "decks", "templates") for path in (ROOT / folder).rglob("*.py")] == []


NUMERAL = re.compile(r"\d+")
# Lines whose numerals are no statement about the world, or have nothing to be held against.
UNPROVEN = re.compile(r"^\s*(#|difficulty:|sha256:|schema:|reference:|image:|file:|- \{.*\bbox: \[)")


def numerals_of(name: str) -> list[tuple[int, int, int]]:
    """Every numeral of a shipped collection that the article can prove: line from 0, start, end."""
    lines = (ROOT / f"facts/{name}.yaml").read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("- id:")]
    background = {
        number
        for start, end in pairwise((*starts, len(lines)))
        if "  stance: background" in lines[start:end]
        for number in range(start, end)
    }
    return [
        (number, match.start(), match.end())
        for number, line in enumerate(lines)
        if not UNPROVEN.match(line) and number not in background
        for match in NUMERAL.finditer(line)
    ]


@pytest.mark.parametrize("name", ["kazakhstan-azerbaijan", "waves"])
def test_changing_any_one_numeral_is_caught(name: str, tmp_path: Path) -> None:
    """One at a time, all of them. Where an article's text is not available, its paragraphs' numbers are left out.

    A fact in which nothing is wrong by itself is read and checked alone first, which takes a twentieth of the time.
    """
    source = ROOT / f"facts/{name}.yaml"
    loaded, _ = load_collection(source)
    assert loaded is not None
    folders = [ROOT / "facts", Path(os.environ.get("QUIZGEN_ARTICLES", ROOT / "facts"))]
    texts = [folder / loaded.collection.source.file for folder in folders]
    article = next((read_article(text) for text in texts if text.is_file()), None)
    lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith("- id:")]
    shutil.copytree(ROOT / "facts/images", tmp_path / "images")

    def is_caught(text: Sequence[str]) -> bool:
        (tmp_path / "t.yaml").write_text("".join(text), encoding="utf-8")
        read, problems = load_collection(tmp_path / "t.yaml")
        findings = check_facts(read.collection, article) if read else ()
        return bool(problems) or any(finding.level == "error" for finding in findings)

    sound_alone: dict[int, bool] = {}
    uncaught = []
    tried = 0
    for number, start, end in numerals_of(name):
        line = lines[number]
        if article is None and line[:start].endswith("paragraph: "):
            continue
        changed = f"{line[:start]}{int(line[start:end]) + 1}{line[end:]}"
        mutant = [*lines[:number], changed, *lines[number + 1 :]]
        tried += 1
        first = max((start for start in starts if start <= number), default=0)
        last = min((start for start in starts if start > number), default=len(lines))
        if first not in sound_alone:
            sound_alone[first] = first > 0 and not is_caught([*lines[: starts[0]], *lines[first:last]])
        if sound_alone[first] and is_caught([*mutant[: starts[0]], *mutant[first:last]]):
            continue
        if not is_caught(mutant):
            uncaught.append(f"{number + 1}: {changed.strip()}")
    assert uncaught == []
    assert tried > 50 if article else tried > 20


def test_nothing_is_found_in_the_shipped_quizzes() -> None:
    problems = check(Project.at(ROOT), ()).problems
    assert [str(problem) for problem in problems if problem.level != "info"] == []


def test_the_shipped_quizzes_cannot_be_guessed(content: ProjectContent) -> None:
    """As far as their few facts can tell."""
    found = {recipe.name: audits[0] for recipe, audits in audits_of(content)}
    assert set(found) == {"kazakhstan-azerbaijan", "waves"}
    for name, each in found.items():
        assert each.items >= 500, name
        assert each.is_fair or not each.is_conclusive, name


@pytest.mark.parametrize("seed", range(6))
def test_no_question_of_a_form_answers_another(seed: int, content: ProjectContent) -> None:
    for recipe in content.recipes:
        given = [content.collections[name] for name in recipe.recipe.facts]
        example_question = questions_of(recipe, given, paper_kinds())
        forms = selection_of(recipe.recipe.quiz, example_question, seed).forms
        quiz = assemble("T", "en", forms, forms=2, options=recipe.recipe.quiz.options, seed=seed)
        rules = {finding.rule for form in quiz.forms for _, finding in check_form(form)}
        assert not rules & {"cross-cueing", "enemies-together", "key-position", "retired"}
        assert recipe.recipe.quiz.questions
        assert len(quiz.forms[0].items) == sum(recipe.recipe.quiz.questions.counts.values())


def test_the_lock_is_up_to_date(content: ProjectContent) -> None:
    """After a change of facts or cards run  quizgen build  in the checkout, and commit decks/anki.*."""
    recipes, _ = assemble_recipes(Project.at(ROOT), content)
    assert all(jobs.notes.lock == content.lock for jobs in recipes)
    said = {(note.key, note.digest): note.text for jobs in recipes for note in jobs.notes.notes}
    assert read_texts(texts_path(Project.at(ROOT)), (key for key, _ in said)) == said
