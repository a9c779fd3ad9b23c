"""What is imported can be built, by people who know nothing of recipes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import quiet
from imported import bank, items, read
from pictures import png

from quizgen.commands.build import build
from quizgen.commands.check import check
from quizgen.commands.export import export
from quizgen.commands.import_ import import_banks
from quizgen.errors import ContentError, OutputError, UsageError
from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import flashcard, open_answer
from quizgen.importers.collecting import collect
from quizgen.importers.imported import ImportedPicture, ImportedQuestion
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection

BANKS = {
    "choices": "1 + 1? {=2 ~3 ~4}\n\n2 + 2? {=4 ~5 ~6}\n",
    "all": "A? {=x ~y ~z}\n\nIt is so. {T}\n\nName it. {=one =two}\n\nHow many? {#4:1}\n\nWhy? {####Because.}\n\n"
    "Match. {=a -> 1 =b -> 2 =c -> 3}\n\nGaps {=one} and {=two}.\n",
    "open": "Why is grass green? {}\n\nWhy is the sky blue? {}\n",
}


def project(tmp_path: Path, name: str, *, recipe: bool) -> Project:
    (tmp_path / "quizgen.yaml").write_text("schema: quizgen-project/1\n")
    (tmp_path / f"{name}.gift").write_text(BANKS[name])
    target = tmp_path / f"facts/{name}.yaml"
    import_banks([tmp_path / f"{name}.gift"], target, reviewed=True, recipe=recipe)
    return Project.at(tmp_path)


@pytest.mark.parametrize("name", BANKS)
def test_the_recipe_of_an_import_builds(name: str, tmp_path: Path) -> None:
    example = project(tmp_path, name, recipe=True)
    build(example, (), tmp_path / "build", strict=False, force=False, progress=quiet)
    built = {path.name for path in (tmp_path / f"build/{name}").iterdir()}
    assert {"quiz-A.pdf", "practice.html"} <= built
    assert ("deck.apkg" in built) == (name != "open")


def test_the_next_steps_work_as_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given = bank(tmp_path, "t.csv", "question,answer\nWho?,Bob\n").path
    lines = import_banks([given], Path("facts/my bank.yaml"), language="Deutsch", recipe=True).lines
    assert lines[-3:] == (
        'Next: quizgen check "my bank"',
        'When you have read the facts: quizgen approve "my bank"',
        'Then: quizgen build "my bank"',
    )
    assert "language: de\n" in Path("facts/my bank.yaml").read_text()
    with pytest.raises(UsageError, match=r"--language 'Elvish' is not the tag of a language; write two or three"):
        import_banks([given], Path("facts/b.yaml"), language="Elvish")


def test_a_recipe_is_for_a_project_and_replaces_none(tmp_path: Path) -> None:
    example = project(tmp_path, "choices", recipe=True)
    (given,) = tmp_path.glob("*.gift")
    with pytest.raises(UsageError, match="needs a project"):
        import_banks([given], tmp_path / "x.yaml", recipe=True)
    (tmp_path / "facts/choices.yaml").unlink()
    with pytest.raises(OutputError, match="already exists"):
        import_banks([given], tmp_path / "facts/choices.yaml", recipe=True)
    assert example.recipes()


def test_a_deck_without_cards_names_the_kinds_that_there_are(tmp_path: Path) -> None:
    example = project(tmp_path, "choices", recipe=False)
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks/d.yaml").write_text("schema: quizgen-deck/1\ntitle: T\nfacts: [choices]\noutputs: [deck]\n")
    with pytest.raises(ContentError) as refused:
        build(example, (), tmp_path / "build", strict=False, force=False, progress=quiet)
    assert "but of multiple-choice (2)" in str(refused.value)
    assert "write  deck: {kinds: [multiple-choice]}" in str(refused.value)


OPEN = {
    "b.gift": ("gift", "Why? {}", ""),
    "b.txt": ("blackboard", "ESS\tWhy?\tBecause\n", "Because"),
    "b.csv": ("brightspace", "NewQuestion,WR\nQuestionText,Why?\nAnswerKey,Because\n", "Because"),
    "b.xml": (
        "moodle-xml",
        "<quiz><question type='essay'><questiontext format='html'><text>Why?</text></questiontext>"
        "<graderinfo format='html'><text>&lt;p&gt;Because&lt;/p&gt;</text></graderinfo></question></quiz>",
        "Because",
    ),
}


@pytest.mark.parametrize("name", OPEN)
def test_open_questions_stay_open(name: str, tmp_path: Path) -> None:
    format, text, sample = OPEN[name]
    (item,) = items(bank(tmp_path, name, text), format)
    assert (item.stem, item.body) == ("Why?", open_answer(sample))


ARTICLE = """\
schema: quizgen-facts/1
source: {id: t, title: An article, author: An Author, licence: CC BY 4.0, url: "https://example.org/a"}
facts:
- id: sky
  statement: "The sky is blue."
  evidence: {paragraph: 2, quote: the sky is blue}
  image: {file: sky.svg, alt: A sky., credit: A Painter, licence: CC0}
  difficulty: 4
  tags: [colours]
  questions:
  - {id: q, kind: multiple-choice, stem: Which colour has the sky?, options: [{text: blue, correct: true}, red]}
- id: grass
  statement: "Grass is green."
  questions:
  - {id: q, kind: open, stem: Why is grass green?, answer: "It takes in all other light."}
  - {id: r, kind: true-false, stem: Grass is red., answer: false}
"""


def exported(made: Project, tmp_path: Path, name: str) -> Path:
    export(made, "json", (), tmp_path / "out", bank=True, strict=False, progress=quiet)
    return tmp_path / f"out/{name}/questions.json"


def test_what_json_says_that_it_holds_comes_back(tmp_path: Path) -> None:
    for folder in ("facts", "decks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "quizgen.yaml").write_text("schema: quizgen-project/1\n")
    (tmp_path / "facts/t.yaml").write_text(ARTICLE)
    (tmp_path / "facts/sky.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    (tmp_path / "decks/t.yaml").write_text("schema: quizgen-deck/1\ntitle: T\nfacts: [t]\noutputs: [quiz]\n")
    path = exported(Project.at(tmp_path), tmp_path, "t")
    import_banks([path], tmp_path / "facts/back.yaml", reviewed=True)
    loaded, problems = load_collection(tmp_path / "facts/back.yaml")
    assert loaded is not None, problems
    source = loaded.collection.source
    assert (source.title, source.author, source.licence) == ("An article", "An Author", "CC BY 4.0")
    sky = next(fact for fact in loaded.collection.facts if fact.image)
    assert sky.image is not None
    assert (sky.image.credit, sky.image.licence, sky.difficulty, sky.tags) == ("A Painter", "CC0", 4, ("colours",))
    assert [(evidence.paragraph, evidence.quote) for evidence in sky.evidence] == [(2, "the sky is blue")]
    assert sum(len(fact.questions) for fact in loaded.collection.facts) == 3
    assert "Nothing was lost." in (tmp_path / "facts/back.losses.txt").read_text()


@pytest.mark.parametrize("name", ["choices", "all"])
def test_an_exported_bank_comes_back_with_as_many_questions(name: str, tmp_path: Path) -> None:
    path = exported(project(tmp_path, name, recipe=True), tmp_path, name)
    count = len(json.loads(path.read_text(encoding="utf-8"))["questions"])
    back = [entry for entry in read(BankFile(path), "json") if isinstance(entry, ImportedQuestion)]
    assert len(back) == count
    assert count == 2 or name != "choices"


def test_alike_questions_about_two_pictures_are_two(tmp_path: Path) -> None:
    pictures = [ImportedPicture(f"{name}.png", name, png(size, 9)) for name, size in (("cat", 9), ("dog", 8))]
    asked = [ImportedQuestion(open_answer(), "What is this?", picture=picture) for picture in pictures]
    assert [fact["image"] for fact in collect(asked, ["a", "b"], "en", "images").facts.values()] == [
        {"file": f"images/{name}.png", "alt": name} for name in ("cat", "dog")
    ]


def test_a_card_with_a_long_answer_is_an_open_question_in_a_quiz(tmp_path: Path) -> None:
    long = "It takes in all other light and sends the green back to whoever looks at it"
    cards = [ImportedQuestion(flashcard(answer), "Why is grass green?") for answer in ("light", long)]
    short_fact, long_fact = collect(cards, ["a", "b"], "en", "images").facts.values()
    assert "questions" not in short_fact
    assert long_fact["questions"] == [{"id": "open", "kind": "open", "stem": "Why is grass green?", "answer": long}]


def test_a_bank_that_breaks_rules_of_item_writing_builds(tmp_path: Path) -> None:
    (tmp_path / "quizgen.yaml").write_text("schema: quizgen-project/1\n")
    (tmp_path / "b.gift").write_text("Which? {=x ~y ~None of the above}\n\nWhat? {=All of the above ~y ~z}\n")
    import_banks([tmp_path / "b.gift"], tmp_path / "facts/b.yaml", reviewed=True, recipe=True)
    made = Project.at(tmp_path)
    assert [problem for problem in check(made, ()).problems if problem.level == "error"] == []
    build(made, (), tmp_path / "build", strict=False, force=False, progress=quiet)
    assert "Kept as the bank has them" in (tmp_path / "facts/b.losses.txt").read_text()
