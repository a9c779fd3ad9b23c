"""``quizgen analyse`` over tables and lessons, and what it keeps."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import written
from pdf_text import page_texts

from quizgen.analysis.statistic_tables import FACT_COLUMNS, OPTION_COLUMNS, QUESTION_COLUMNS, SITTING_COLUMNS
from quizgen.commands.analyse import AnalysisReport, analyse, forget_answers, kept_sessions
from quizgen.commands.stored_responses import answers_to_keep
from quizgen.errors import ContentError, UsageError
from quizgen.model.responses import AnswerSet, AskedItem, AskedOption, Response
from quizgen.project import Project, store_folder
from quizgen.reading.response_files import items_json, responses_csv
from quizgen.reading.response_store import read_store
from quizgen.words import analysis_words
from quizgen.words.catalogues import words_for

ROOT = Path(__file__).parents[2]
NAMES = [f"Learner {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
FACTS = "".join(
    f"- {{id: f{number}, statement: 'The {name} is in {{{town}}}.', ask: Where is the {name}?}}\n"
    for number, (name, town) in enumerate({"Old Tower": "Ashby", "Tall Mast": "Selby", "Blue Mill": "Derby"}.items(), 1)
)
RECIPE = "schema: quizgen-deck/1\ntitle: Towns\nfacts: t\n"
HEAD = "schema: quizgen-facts/1\nsource: {id: t, title: A Text, author: An Author}\nfacts:\n"


def answers(session: str = "8a") -> AnswerSet:
    """A class of 26, each with a form of their own; the key of the third question is wrong."""
    rows, items = [], []
    for number, name in enumerate(NAMES):
        for item in (1, 2, 3):
            knows = number * 3 + item * 7 > 36 + (number * 5 + item) % 17
            choice = ("B" if knows else "A") if item == 3 else ("A" if knows else "B")
            fact = f"t/f{item}"
            rows.append(
                Response(session, name, item, fact, "answer", "multiple-choice", name, choice, float(choice == "A"))
            )
            options = tuple(AskedOption(value, f"{value}-ham", value == "A") for value in "ABC")
            items.append(
                AskedItem(session, name, item, (fact,), "answer", "multiple-choice", f"Where {item}?", "A-ham", options)
            )
    return AnswerSet(tuple(rows), tuple(items))


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Project, AnalysisReport]]:
    project = written(tmp_path_factory.mktemp("analysed"), {"facts/t.yaml": HEAD + FACTS, "decks/t.yaml": RECIPE})
    answer_set = answers()
    (project.root / "8a.csv").write_bytes(responses_csv(answer_set.responses))
    (project.root / "8a.items.json").write_bytes(items_json(answer_set.items))
    yield project, analyse(project, "t", [str(project.root / "8a.csv")], project.root / "build")


def rows(project: Project, name: str) -> list[dict[str, str]]:
    text = (project.root / "build/t/analysis" / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_tables_say_what_was_answered(analysed: tuple[Project, AnalysisReport]) -> None:
    project, report = analysed
    assert [path.name for path in report.files] == [
        *("report.pdf", "questions.csv", "options.csv", "facts.csv", "sessions.csv", "analysis.json")
    ]
    questions = rows(project, "questions.csv")
    assert [row["question"] for row in questions] == [f"t/f{item}/answer/multiple-choice" for item in (1, 2, 3)]
    assert [row["answers"] for row in questions] == ["26"] * 3
    assert "wrong key?" in questions[2]["remarks"]
    assert "'B-ham'" in questions[2]["remarks"]
    assert {row["option"]: row["chosen"] for row in rows(project, "options.csv")[:3]}["C-ham"] == "0"
    assert [row["fact"] for row in rows(project, "facts.csv")] == ["t/f1", "t/f2", "t/f3"]
    assert [row["people"] for row in rows(project, "sessions.csv")] == ["26"]


def test_the_lines_name_what_is_to_be_looked_at(analysed: tuple[Project, AnalysisReport]) -> None:
    _, report = analysed
    assert report.lines[0] == "t: 3 questions answered by 26 people"
    assert any(line.startswith("  t/f3/answer/multiple-choice: wrong key?: whoever does well") for line in report.lines)


def test_the_report_is_printed_and_its_plots_are_described(analysed: tuple[Project, AnalysisReport]) -> None:
    from pypdf import PdfReader

    project, _ = analysed
    reader = PdfReader(project.root / "build/t/analysis/report.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Item analysis: Towns" in text
    assert "Wrong key?" in text
    assert "The Old Tower is in Ashby." in text
    alts = [element["/Alt"] for element in structure(reader.trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in element]  # type: ignore[index]
    assert any(alt.startswith("How many people had how many of 3 right") for alt in alts)
    assert any("correlation" in alt for alt in alts)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_report_is_in_the_language_of_the_facts(tmp_path: Path, language: str) -> None:
    from pypdf import PdfReader

    head = HEAD.replace("title: A Text", f"title: A Text, language: {language}")
    project = written(tmp_path, {"facts/t.yaml": head + FACTS, "decks/t.yaml": RECIPE})
    answer_set = answers()
    (tmp_path / "x.csv").write_bytes(responses_csv(answer_set.responses))
    (tmp_path / "x.items.json").write_bytes(items_json(answer_set.items))
    analyse(project, "t", [str(tmp_path / "x.csv")], tmp_path / "build")
    root = PdfReader(tmp_path / "build/t/analysis/report.pdf").trailer["/Root"]
    alts = [element["/Alt"] for element in structure(root["/StructTreeRoot"]) if "/Alt" in element]  # type: ignore[index]
    said = " ".join([*page_texts(tmp_path / "build/t/analysis/report.pdf"), *alts]).split()
    assert root["/Lang"] == language  # type: ignore[index]
    assert len(alts) == 2
    english = {word for _, text in analysis_words.MESSAGES for word in re.findall(r"\b[a-z]{4,}\b", text)}
    own = {word for key, _ in analysis_words.MESSAGES for word in re.findall(r"\w+", words_for(language)[key])}
    assert not (english - own) & {*said}
    if language == "de":
        assert {"Auswertung", "Schlüssel?", "+0,20", "Punktzahlen"} <= {*said}
        assert any(alt.startswith("Wie viele Personen wie viele von 3 richtig hatten") for alt in alts)


def structure(element: object) -> Iterator[dict[str, str]]:
    """All elements of a PDF's structure."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for child in element:
            yield from structure(child)
    elif isinstance(element, dict):
        yield element  # type: ignore[misc]
        yield from structure(element.get("/K", []))


def test_words_that_look_like_markup_are_printed_as_they_are(tmp_path: Path) -> None:

    strange = {"A": "#x {{ y }} $z$", "B": r"\(\nosuch{\)", "C": "*b* <i> \u0e01"}
    answer_set = answers("#let s = 1")
    items = [
        replace(item, prompt=r"\(x^\) @a", options=tuple(replace(o, text=strange[o.value]) for o in item.options))
        for item in answer_set.items
    ]
    project = written(tmp_path, {"facts/t.yaml": HEAD + FACTS, "decks/t.yaml": RECIPE})
    (tmp_path / "x.csv").write_bytes(responses_csv(answer_set.responses))
    (tmp_path / "x.items.json").write_bytes(items_json(items))
    analyse(project, "t", [str(tmp_path / "x.csv")], tmp_path / "build")
    text = "".join(page_texts(tmp_path / "build/t/analysis/report.pdf"))
    for expected in ("#x {{ y }} $z$", r"\(\nosuch{\)", "*b* <i>", "#let s = 1", r"\(x^\) @a"):
        assert expected in text


def test_facts_that_are_gone_are_named_by_their_ids(tmp_path: Path) -> None:
    """Answers of earlier years may be about facts that have been deleted since."""
    project = written(tmp_path, {"facts/t.yaml": HEAD + FACTS.splitlines()[0] + "\n", "decks/t.yaml": RECIPE})
    (tmp_path / "x.csv").write_bytes(responses_csv(answers().responses))
    report = analyse(project, "t", [str(tmp_path / "x.csv")], tmp_path / "build")
    assert report.lines[0] == "t: 3 questions answered by 26 people"


def test_nobody_s_name_is_kept_nor_their_place_in_the_list(analysed: tuple[Project, AnalysisReport]) -> None:
    project, _ = analysed
    folder = store_folder(project.recipe("t"))
    kept = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
    assert not any(name.encode() in kept for name in NAMES)
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir() if path.suffix != "")
    stored, problems = read_store(folder)
    assert problems == []
    given = [(response.choice, response.correct) for response in answers().responses]
    assert [(response.choice, response.correct) for response in stored.responses] != given
    assert sorted((response.choice, response.correct or 0) for response in stored.responses) == sorted(given)  # type: ignore[type-var]


def test_what_is_kept_stays_as_it_is_until_an_answer_changes(analysed: tuple[Project, AnalysisReport]) -> None:
    project, _ = analysed
    recipe = project.recipe("t")
    before, _ = read_store(store_folder(recipe))
    assert answers_to_keep(recipe, answers()) == (before, [])
    corrected = answers()
    corrected = replace(corrected, responses=(replace(corrected.responses[0], correct=0.5), *corrected.responses[1:]))
    assert answers_to_keep(recipe, corrected)[1] == ["8a"]
    both, changed = answers_to_keep(recipe, answers("8b"))
    assert (both.sessions, changed) == (("8a", "8b"), ["8b"])


def test_other_people_with_the_same_session_name_replace_nobody(analysed: tuple[Project, AnalysisReport]) -> None:
    """Next year's class 8a is another; the same people with another key, or some more people, are the same."""
    project, _ = analysed
    recipe, first = project.recipe("t"), answers()
    swapped = {"A": "B", "B": "A"}
    others = replace(
        first, responses=tuple(replace(response, choice=swapped[response.choice]) for response in first.responses)
    )
    both, changed = answers_to_keep(recipe, others)
    assert (both.sessions, changed) == (("8a", "8a 2"), ["8a 2"])
    assert len(both.responses) == 2 * len(first.responses)
    late = replace(first, responses=(*first.responses, replace(first.responses[0], respondent="late", form="late")))
    assert answers_to_keep(recipe, late)[0].sessions == ("8a",)
    regraded = replace(first, responses=tuple(replace(response, correct=0.0) for response in first.responses))
    assert answers_to_keep(recipe, regraded)[0].sessions == ("8a",)


def test_answers_are_forgotten(analysed: tuple[Project, AnalysisReport], tmp_path: Path) -> None:
    project, _ = analysed
    shutil.copytree(project.root, tmp_path / "copy")
    project = Project.at(tmp_path / "copy")
    with pytest.raises(UsageError, match="there is no session 'x'"):
        forget_answers(project, "t", ["x"])
    assert forget_answers(project, "t", []) == ["8a"]
    assert kept_sessions(project, "t") == ()
    assert not store_folder(project.recipe("t")).exists()
    with pytest.raises(UsageError, match="nobody has answered"):
        analyse(project, "t", [], project.root / "build")


def test_a_table_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    project = written(tmp_path, {"facts/t.yaml": HEAD + FACTS, "decks/t.yaml": RECIPE, "x.csv": "name,score\nAnn,1\n"})
    with pytest.raises(ContentError, match=r"error\[responses\] this is not a table of answers that quizgen knows"):
        analyse(project, "t", [str(tmp_path / "x.csv")], tmp_path / "build")
    assert not (tmp_path / "build").exists()


def test_the_formats_are_documented(analysed: tuple[Project, AnalysisReport]) -> None:
    project, _ = analysed
    page = (ROOT / "docs/reference/response-formats.md").read_text(encoding="utf-8")
    for columns in (QUESTION_COLUMNS, OPTION_COLUMNS, FACT_COLUMNS, SITTING_COLUMNS):
        assert ", ".join(f"`{column}`" for column in columns) in page
    content = json.loads((project.root / "build/t/analysis/analysis.json").read_text(encoding="utf-8"))
    assert list(content) == ["schema", "sittings", "questions", "facts"]
