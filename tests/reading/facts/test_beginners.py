"""What people write who have never written YAML: it is understood, or answered with what to write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import written

from quizgen.build.content import read_content
from quizgen.errors import in_order
from quizgen.reading.facts.collection import load_collection

HEAD = """\
schema: quizgen-facts/1
source:
  id: t
  title: The Laws of Motion
  file: article.txt
entities:
  brahe: {name: Tycho Brahe, type: person}
facts:
"""
FACT = """\
- id: age
  statement: "Brahe was {30} years old."
  ask: How old was Brahe?
  evidence: {paragraph: 1, quote: "at the age of 30"}
"""
OTHER = FACT.replace("id: age", "id: other").replace("Brahe was", "Tycho was")
ARTICLE = "Tycho Brahe built it at the age of 30, on an island.\n"

Told = list[tuple[str, int, str, str]]


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str], Told]:
    """What is said of a file of facts: rule, line, message and remedy of each problem."""

    def read(text: str | bytes) -> Told:
        path = tmp_path / "m.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return [
            (question.rule, question.line, question.message, question.hint)
            for question in in_order(load_collection(path)[1])
        ]

    return read


def changed(old: str, new: str, more: str = OTHER) -> str:
    assert old in FACT
    return HEAD + FACT.replace(old, new) + more


# What is written, the rule, the line, what the message says, and what the remedy says.
SLIPS = {
    "curly quotes": (
        changed('"Brahe was {30} years old."', "“Brahe was {30} years old.”"),
        "yaml",
        10,
        "“ ”",
        '"Brahe was {30} years old."',
    ),
    "curly quotes inside of braces": (
        changed('"at the age of 30"', "“at the age, of 30”"),
        "yaml",
        12,
        "“ ”",
        '"at the age, of 30"',
    ),
    "German quotes": (
        changed('"Brahe was {30} years old."', "„Brahe was {30} years old.“"),
        "yaml",
        10,
        "„ “",
        '"Brahe was {30} years old."',
    ),
    "a curly quote closes": (changed('old."', "old.”"), "yaml", 10, "”", 'statement: "Brahe was {30} years old."'),
    "a quote never closed": (
        changed('old."', "old."),
        "yaml",
        10,
        "never closed",
        'statement: "Brahe was {30} years old."',
    ),
    "a quote never closed in braces": (
        changed('of 30"}', "of 30}"),
        "yaml",
        12,
        "never closed",
        'evidence: {paragraph: 1, quote: "at the age of 30"}',
    ),
    "a quote never closed at the end": (
        changed('of 30"}', "of 30}", ""),
        "yaml",
        12,
        "never closed",
        'quote: "at the age of 30"}',
    ),
    "a quote that swallows a key": (
        changed("ask: How old was Brahe?", 'ask: "How old?\n  hint: not "'),
        "yaml",
        11,
        "never closed",
        'ask: "How old?"',
    ),
    "an apostrophe in single quotes": (
        changed('"Brahe was {30} years old."', "'Brahe's age was {30}.'"),
        "yaml",
        10,
        "apostrophe",
        '"Brahe\'s age was {30}."',
    ),
    "quotes inside quotes": (
        changed('"Brahe was {30} years old."', '"Brahe said "{30}"."'),
        "yaml",
        10,
        'second "',
        "'Brahe said \"{30}\".'",
    ),
    "a colon in a text": (
        changed('"Brahe was {30} years old."', "Brahe said: {30}."),
        "yaml",
        10,
        '": "',
        'statement: "Brahe said: {30}."',
    ),
    "hard spaces": (changed("  ask", "\u00a0\u00a0ask"), "yaml", 11, "non-breaking space (U+00A0) begins", "space bar"),
    "a hard space after the colon": (
        changed("ask: How", "ask:\u00a0How"),
        "yaml",
        11,
        "follows the colon",
        "space bar",
    ),
    "a tab": (changed("  ask", "\task"), "yaml", 11, "tab", "spaces"),
    "a dash for a hyphen": (changed("- id", "– id"), "yaml", 9, "–", "- id: age"),
    "a bullet": (changed("- id", "* id"), "yaml", 9, "*", "- id: age"),
    "no space after the hyphen": (changed("- id", "-id"), "yaml", 9, "hyphen", "- id: age"),
    "no space after the colon": (
        changed("ask: How", "ask:How"),
        "yaml",
        11,
        "space is missing",
        "ask: How old was Brahe?",
    ),
    "an equals sign": (changed("ask: How", "ask = How"), "yaml", 11, "=", "ask: How old was Brahe?"),
    "no colon": (changed("ask: How old was Brahe?", 'ask "How old?"'), "yaml", 11, "no colon", 'ask: "How old?"'),
    "a comma after the text": (
        changed("ask: How old was Brahe?", 'ask: "How old?",'),
        "yaml",
        11,
        "comma",
        'ask: "How old?"',
    ),
    "a brace without quotes": (
        changed('"Brahe was {30} years old."', "{Brahe} was 30."),
        "yaml",
        10,
        "begins with {",
        '"{Brahe} was 30."',
    ),
    "a mapping never closed": (
        changed('of 30"}', 'of 30"'),
        "yaml",
        12,
        "{ opens here",
        '{paragraph: 1, quote: "at the age of 30"}',
    ),
    "a deeper line": (changed("  ask", "    ask"), "yaml", 11, "'ask' begins in column 5", "same column"),
    "a line that is not indented": (
        changed("  statement", "statement"),
        "yaml",
        10,
        "not indented as the record",
        "2 spaces before it",
    ),
    "a list without its key": (
        changed("- id", "- id").replace("facts:\n", ""),
        "yaml",
        8,
        "no key says what it lists",
        "facts:",
    ),
    "a second record without its hyphen": (
        changed("- id", "- id", OTHER.replace("- id", "  id")),
        "yaml",
        13,
        "'id' is given twice",
        "- id: …",
    ),
    "several wrong options in one text": (
        changed("  ask", "  distractors: 20, 40, 50\n  ask"),
        "wrong-type",
        11,
        "one text with commas",
        "[20, 40, 50]",
    ),
    "another word for a key": (changed("ask:", "question:"), "unknown-key", 11, "'question'", "'ask'"),
    "a key of a record below": (
        changed('evidence: {paragraph: 1, quote: "at the age of 30"}', "quote: at the age of 30"),
        "unknown-key",
        12,
        "'quote'",
        "evidence: {quote: …}",
    ),
    "a text with a comma, without quotes": (
        changed('"at the age of 30"', "at the age of 30, or so, by sea"),
        "unknown-key",
        12,
        "a text with a comma in it needs quotes",
        'quote: "at the age of 30, or so, by sea"',
    ),
    "a colon for a comma": (
        changed("paragraph: 1, quote", "paragraph: 1: quote"),
        "yaml",
        12,
        "a second colon follows",
        "a comma between two keys",
    ),
    "a key without its colon": (
        changed("paragraph: 1", "paragraph 1"),
        "unknown-key",
        12,
        "a colon is missing in 'paragraph 1'",
        "paragraph: 1",
    ),
    "a text for a record": (
        changed('{paragraph: 1, quote: "at the age of 30"}', "at the age of 30"),
        "wrong-type",
        12,
        "keys of its own",
        "evidence: {quote: at the age of 30}",
    ),
    "another word for a type": (changed("  ask", "  type: number\n  ask"), "wrong-value", 11, "'number'", "'count'"),
    "an id of several words": (changed("id: age", "id: The Age"), "wrong-value", 9, "cannot be a name", "the-age"),
    "a list for names": (
        changed("- id", "- id").replace("  brahe: {name", "- {name"),
        "wrong-type",
        7,
        "not a list",
        "NAME: {name: …, type: …}",
    ),
    "a language by its name": (
        changed("- id", "- id").replace("  file", "  language: English\n  file"),
        "wrong-value",
        5,
        "is not the tag of a language",
        "en",
    ),
    "facts by their ids": (HEAD + "  age:\n    statement: It is {30}.\n", "wrong-type", 9, "a list", "- id: age"),
    "facts that are texts": (
        HEAD + "- Brahe was {30}.\n",
        "wrong-type",
        9,
        "keys of its own",
        'statement: "Brahe was {30}."',
    ),
    "several answers in braces": (
        changed("Brahe was {30}", "{Brahe} was {30}").replace("  ask: How old was Brahe?\n", "", 1),
        "undeclared-slot",
        10,
        "2 answers",
        'slots: {brahe: {value: "Brahe"}, number: {value: "30"}}',
    ),
    "several answers and one question": (
        changed("Brahe was {30}", "{Brahe} was {30}"),
        "undeclared-slot",
        10,
        "2 answers",
        'brahe: {value: "Brahe", ask: "…"}, number: {value: "30", ask: "…"}}, in place of  ask',
    ),
    "a question beside its slots": (
        changed("{30}", "{years}").replace("  ask", "  slots: {years: {value: 30}}\n  ask", 1),
        "misplaced-key",
        12,
        "belongs to a slot",
        "years: {value: …, ask: …}",
    ),
    "a word for a number": (
        changed("  ask", "  difficulty: hard\n  ask"),
        "wrong-value",
        11,
        "whole number",
        "from 1 to 5",
    ),
    "a path of Windows": (
        changed("- id", "- id").replace("file: article.txt", 'file: "C:\\Users\\me\\a.txt"'),
        "yaml",
        5,
        "a backslash in double quotes",
        "single quotes",
    ),
    "a hyphen among keys": (
        changed("- id", "- id").replace("facts:", "  - kepler: {name: Kepler, type: person}\nfacts:"),
        "yaml",
        8,
        "a hyphen begins this line, and 'brahe' above it has none",
        "delete the hyphen",
    ),
    "a word in another column of a list": (
        changed("  ask", "  distractors:\n      - ten\n    - six\n  ask"),
        "yaml",
        13,
        "this hyphen is in column 5, and the one above it in column 7",
        "same column",
    ),
    "a sentence for an id": (
        changed("id: age", "id: The Age."),
        "wrong-value",
        9,
        "cannot be a name",
        "such as the-age",
    ),
    "thousands in a list": (
        changed("{30}", "{1,500}").replace("  ask", "  distractors: [1,200, 1,800]\n  ask", 1),
        "wrong-value",
        11,
        "commas in these numbers",
        '["1,200", "1,800"]',
    ),
    "two braces on each side": (
        changed("{30}", "{{30}}"),
        "no-answer",
        11,
        "'ask' needs an answer",
        "one brace on each side",
    ),
    "an entity without its type": (
        changed("- id", "- id").replace(", type: person", ""),
        "missing-key",
        7,
        "'type' is missing",
        "person, place, country, organisation, term",
    ),
    "a recipe": (
        "schema: quizgen-deck/1\ntitle: T\nfacts: t\n",
        "not-a-collection",
        1,
        "this is a recipe",
        "decks/m.yaml",
    ),
    "nothing": ("# my facts\n", "not-a-collection", 1, "empty", "schema: quizgen-facts/1"),
    "no schema": (
        changed("- id", "- id").replace("schema: quizgen-facts/1\n", ""),
        "missing-key",
        1,
        "'schema'",
        "schema: quizgen-facts/1",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_answered_with_what_to_write(told: Callable[[str], Told], name: str) -> None:
    text, rule, line, message, remedy = SLIPS[name]
    ((found_rule, found_line, said, hint),) = told(text)
    assert (found_rule, found_line) == (rule, line)
    assert message in said
    assert remedy in hint


UNDERSTOOD: dict[str, str | bytes] = {
    "a space before the colon": changed("statement:", "statement :"),
    "keys in capitals": changed("statement:", "Statement:").replace("ask:", "ASK:", 1),
    "spaces in braces": changed("{30}", "{ 30 }"),
    "a type in capitals": changed("  ask", "  type: Count\n  ask"),
    "yes": changed("  ask", "  type: count\n  approx: yes\n  ask"),
    "a number for an id": changed("id: age", "id: 1"),
    "an answer of its own": changed("{30}", "30").replace("  ask", "  answer: 30\n  ask", 1),
    "a gap of underlines": changed("{30}", "___").replace("  ask", "  answer: 30\n  ask", 1),
    "tags with commas": changed("  ask", "  tags: stars, people\n  ask"),
    "a byte order mark": b"\xef\xbb\xbf" + changed("- id", "- id").encode(),
    "UTF-16": changed("- id", "- id").encode("utf-16"),
    "UTF-16 without a mark": changed("- id", "- id").encode("utf-16-le"),
    "line ends of Windows": changed("- id", "- id").replace("\n", "\r\n").encode(),
    "a title in guillemets": changed("{30}", "{«Война и мир»}"),
}


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_what_is_plain_is_understood(told: Callable[[str | bytes], Told], name: str) -> None:
    assert told(UNDERSTOOD[name]) == []


def test_a_fact_that_is_no_yaml_hides_nothing_in_the_others(told: Callable[[str], Told]) -> None:
    broken = FACT.replace("ask: How", "ask = How")
    misspelt = OTHER.replace("ask:", "aks:")
    also = FACT.replace("id: age", "id: third").replace('old."', "old.")
    found = told(HEAD + broken + misspelt + also)
    assert [(rule, line) for rule, line, _, _ in found] == [("yaml", 11), ("unknown-key", 15), ("yaml", 18)]


def checked(root: Path, files: dict[str, str]) -> Told:
    """What `quizgen check` says before it makes quizzes."""
    project = written(root, {"facts/article.txt": ARTICLE, "decks/m.yaml": DECK} | files)
    problems = read_content(project, project.recipes(), [path.stem for path in project.collections()]).problems
    return [(question.rule, question.line, question.message, question.hint) for question in in_order(problems)]


DECK = "schema: quizgen-deck/1\ntitle: T\nfacts: m\n"
GOOD = {"facts/m.yaml": HEAD + FACT}


def typed(file: str) -> str:
    """The head of a collection whose article is said to be ``file``."""
    return HEAD.replace("file: article.txt", f"file: {file}")


FILES: dict[str, tuple[dict[str, str], str, str, str]] = {
    "m.yaml.txt": ({"facts/m.yaml.txt": HEAD + FACT}, "unknown-collection", "facts/m.yaml.txt", "rename it to m.yaml"),
    "m.ods": ({"facts/m.ods": ""}, "unknown-collection", "facts/m.ods", "save it as m.xlsx"),
    "m.xls": ({"facts/m.xls": ""}, "unknown-collection", "facts/m.xls", "save it as m.xlsx"),
    "m.json": ({"facts/m.json": "{}"}, "unknown-collection", "facts/m.json", "rename it to m.yaml"),
    "m.docx": ({"facts/m.docx": ""}, "unknown-collection", "is a document", "ends in .yaml"),
    "beside the folder": ({"m.yaml": HEAD + FACT}, "unknown-collection", "there is no collection 'm'", "move"),
    "nothing": ({}, "unknown-collection", "there is no collection 'm'", "facts/m.yaml"),
    "a recipe.yaml.txt": (GOOD | {"decks/n.yaml.txt": DECK}, "unread-file", "n.yaml.txt", "rename it to n.yaml"),
    "a recipe.txt": (GOOD | {"decks/n.txt": DECK}, "unread-file", "n.txt", "rename it to n.yaml"),
    "an old sheet": (GOOD | {"facts/n.xls": ""}, "unread-file", "n.xls", "save it as n.xlsx"),
    "facts among recipes": (
        GOOD | {"decks/n.yaml": HEAD + FACT},
        "not-a-recipe",
        "collection of facts",
        "facts/n.yaml",
    ),
    "another case": (
        {"facts/m.yaml": typed("Article.TXT") + FACT},
        "no-article",
        "another spelling",
        "file: article.txt",
    ),
    "another ending": ({"facts/m.yaml": typed("article.text") + FACT}, "no-article", "'article.text'", "article.txt"),
    "a path": (
        {"facts/m.yaml": typed("C:\\texts\\article.txt") + FACT},
        "no-article",
        "there is no file",
        "file: article.txt",
    ),
    "an address": (
        {"facts/m.yaml": typed("https://example.org/a.html") + FACT},
        "no-article",
        "an address",
        "save it as a file",
    ),
    "no file like it": ({"facts/m.yaml": typed("zebra.md") + FACT}, "no-article", "'zebra.md'", "facts/zebra.md"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_found_is_answered_with_what_to_do(tmp_path: Path, name: str) -> None:
    files, rule, message, remedy = FILES[name]
    ((found, _, said, hint),) = checked(tmp_path, files)
    assert found == rule
    assert message in said
    assert remedy in hint


def test_an_article_that_was_verified_before_may_be_elsewhere(tmp_path: Path) -> None:
    head = typed("elsewhere.txt").replace("  title", f"  sha256: {'0' * 64}\n  title")
    assert checked(tmp_path, {"facts/m.yaml": head + FACT}) == []


RECIPES = {
    "paper: {style: normal; Large print}": None,
    "outputs: [answer_sheet]": None,
    "deck: [basic, cloze]": "write  deck: {kinds: [basic, cloze]}",
    "quiz:\n- forms: 1": "write its keys without hyphens before them",
    "quiz: {minutes: 20 min}": "write  minutes: 20",
    "paper: {size: A4, style: Large print}": None,
    "outputs: Deck, answer sheet": None,
    "outputs: [worksheets]\nworksheets: [crossword, Word Search]": None,
    "outputs: [worksheets]\nworksheets: bingo": None,
    "deck: {kinds: [Basic, CLOZE]}": None,
    "Quiz: {Forms: 1}": None,
    "outputs: [pdf]": "did you mean 'quiz'?",
    "questions: 5": "it belongs below 'quiz':  quiz: {questions: …}",
    "quiz: 5": "write  quiz: {questions: 5}",
    "paper: A4": "write  paper: {size: A4}",
    "quiz: {questions: [short-answer, true-false]}": "questions: {short-answer: 4, true-false: 4}",
    "outputs: {deck: yes, quiz: yes}": "write  [deck, quiz]",
    "deck: {kinds: [clozes]}": "did you mean 'cloze'?",
    "versions: 2": "known: schema",
}


@pytest.mark.parametrize("lines", RECIPES)
def test_a_recipe_is_understood_or_answered_with_what_to_write(tmp_path: Path, lines: str) -> None:
    problems = checked(tmp_path, GOOD | {"decks/m.yaml": f"{DECK}{lines}\n"})
    remedy = RECIPES[lines]
    assert len(problems) == (remedy is not None)
    assert not problems or str(remedy) in problems[0][3]


@pytest.mark.parametrize("name", ["m.yaml", "facts/m.yaml", "facts\\m.yml"])
def test_a_collection_may_be_named_by_its_file(tmp_path: Path, name: str) -> None:
    assert checked(tmp_path, GOOD | {"decks/m.yaml": DECK.replace("facts: m", f"facts: {name}")}) == []


def test_a_key_by_another_word_is_not_missing_too(tmp_path: Path) -> None:
    problems = checked(tmp_path, GOOD | {"decks/m.yaml": DECK.replace("title:", "name:")})
    assert [(rule, hint) for rule, _, _, hint in problems] == [("unknown-key", "did you mean 'title'?")]
