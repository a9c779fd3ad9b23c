"""Text of a fact is literal in every output, whatever it looks like."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from anki_collection import imported
from hostile import HOSTILE, TOGETHER
from pdf_text import page_texts

from quizgen.build.pipeline import build
from quizgen.commands.check import check
from quizgen.errors import ContentError, in_order
from quizgen.project import Project

RECIPE = f"""\
schema: quizgen-deck/1
title: {json.dumps("Hostile <b> {{c1::x}} # $x$")}
facts: t
quiz: {{questions: {{multiple-choice: 60, true-false: 0, short-answer: 60}}, forms: 1}}
deck: {{kinds: [basic, short-answer, cloze, quote-cloze, multiple-choice, list], forms: all}}
"""


def _fact(place: int, text: str, kind: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    answer = json.dumps(f"{text} or so", ensure_ascii=False)  # the sentence has the text, which would give it away
    braced = json.dumps(
        f"Number {kind}{place} is {{x}}, not {text.replace('{', '{{').replace('}', '}}')}.", ensure_ascii=False
    )
    ask = json.dumps(f"What is {kind}{place}: {text}?", ensure_ascii=False)
    distractors = f"distractors: [w{place}, v{place}]" if kind == "m" else ""
    return f"""\
- id: {kind}{place}
  statement: {braced}
  slots: {{x: {{value: {answer}, ask: {ask}, accept: [{quoted}], hint: {quoted}, {distractors}}}}}
  evidence: {{paragraph: 1, quote: {quoted}}}
  feedback: {quoted}
  ignore: {{numeral: there is no article}}
  tags: [{quoted}]
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hostile")
    facts = "".join(_fact(place, text, kind) for kind in "ms" for place, text in enumerate(HOSTILE))
    for name, content in {
        "facts/t.yaml": f"schema: quizgen-facts/1\nsource: {{id: t, title: '<i>#x', author: '$A_'}}\nfacts:\n{facts}",
        "decks/t.yaml": RECIPE,
    }.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    build(Project.at(root), (), root / "build", strict=False, progress=lambda *_: None)
    return root / "build/t"


def _plain(text: str) -> str:
    """Without white space, direction marks and the order that a PDF's reader gives to right-to-left text."""
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e]", "", unicodedata.normalize("NFC", text))


PAPER = ("quiz-A.pdf", "key-A.pdf")


@pytest.mark.parametrize("document", PAPER)
def test_paper(built: Path, document: str) -> None:
    printed = _plain("".join(page_texts(built / document)))
    lost = [text for text in HOSTILE if _plain(text) not in printed and _plain(text)[::-1] not in printed]
    assert lost == []


# How each fact is asked in the quiz of its own kind.
ASKED = {"m": "multiple-choice", "t": "true-false", "s": "short-answer"}


def _ours(kind: str) -> list[str]:
    """Two such texts together: those of the facts, the quiz and the source of one kind."""
    return TOGETHER["mts".index(kind) :: 3]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, unfitted_pages: None) -> Path:
    """Quizzes of hundreds of facts with two such texts together in every field."""
    root = tmp_path_factory.mktemp("many")
    for name in ("facts", "decks"):
        (root / name).mkdir()
    for kind, asked in ASKED.items():
        facts = "".join(_fact(place, text, kind) for place, text in enumerate(_ours(kind)))
        title, heading, instructions, source, author = map(json.dumps, _ours(kind)[7:12])
        (root / f"facts/{kind}.yaml").write_text(
            f"schema: quizgen-facts/1\nsource: {{id: {kind}, title: {source}, author: {author}}}\nfacts:\n{facts}",
            encoding="utf-8",
        )
        (root / f"decks/{kind}.yaml").write_text(
            f"schema: quizgen-deck/1\ntitle: {title}\nfacts: {kind}\noutputs: [quiz, key]\n"
            f"quiz: {{forms: 1, questions: {{{asked}: 200}}, "
            f"layout: [{{title: {heading}, instructions: {instructions}}}]}}\n",
            encoding="utf-8",
        )
    build(Project.at(root), (), root / "build", strict=False, progress=lambda *_: None)
    return root / "build"


def test_two_such_texts_together_come_out_of_paper_as_written(many: Path) -> None:
    """As prompt, option, statement to judge, answer, quote, title, instructions and source.

    A few are not asked: what stands in one question answers another.
    """
    lost, count = [], 0
    for kind in ASKED:
        read = ["\n".join(page_texts(many / kind / name)) for name in PAPER]
        quiz, key = map(_plain, read)
        texts = _ours(kind)
        named = {*re.findall(rf"\b{kind}/({kind}\d+)\b", read[1])}
        asked = {id: text for place, text in enumerate(texts) if (id := f"{kind}{place}") in named}
        count += len(asked)
        lost += [
            text
            for id, text in asked.items()
            if (_plain(f"What is {id}: {text}?") not in quiz and _plain(f", not {text}.") not in quiz)
            or _plain(f"“{text}”, paragraph 1") not in key
            or key.count(_plain(text)) < 2  # as an answer too
        ]
        lost += [text for text in texts[7:10] if _plain(text) not in quiz]
        lost += [] if _plain(f"{texts[11]}, “{texts[10]}”") in key else [texts[11]]
    assert lost == []
    assert count >= 300


def test_anki(built: Path) -> None:
    with imported(built / "deck.apkg") as cards:
        assert all(card.fronts_differ for card in cards)
    for place, text in enumerate(HOSTILE):
        for kind in "ms":
            backs = [card for card in cards if card.fields["FactID"] == f"t/{kind}{place}"]
            types = [card.notetype.rpartition(" ")[0] for card in backs]
            assert types.count("quizgen Card") == 2  # its question and its gap
            assert types.count("quizgen Choice") >= (kind == "m")
            for card in backs:
                assert _plain(text) in _plain(card.answer_text), (text, card.answer_text)


def test_anki_makes_one_card_of_each_note(built: Path) -> None:
    """A `{{c2::…}}` that a teacher typed is no deletion, and a `[sound:…]` plays nothing."""
    with imported(built / "deck.apkg") as cards:
        assert len({card.guid for card in cards}) == len(cards) >= 5 * len(HOSTILE)
        assert {card.ord for card in cards} == {0}
        assert not any(card.sounds for card in cards)


def test_review(built: Path, browser) -> None:  # type: ignore[no-untyped-def]
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto((built / "review.html").as_uri())
    page.evaluate("document.querySelectorAll('[hidden]').forEach(e => e.hidden = false)")
    shown = _plain(page.evaluate("document.body.textContent"))
    page.close()
    assert [text for text in HOSTILE if _plain(text) not in shown] == []
    assert faults == []


def test_characters_without_glyphs_are_one_problem_of_their_fact_and_spaces_none(project) -> None:  # type: ignore[no-untyped-def]
    more = "\n  distractors: [no, nay]\n"
    facts = f"- id: f\n  statement: It is {{കേരളം തന്നെ}}.\n  ask: What is it?{more}"
    example = project(f"{facts}- id: g\n  statement: She is {{so}}.\n  ask: What is she?{more}")
    (problem,) = (problem for problem in check(example, ()).problems if problem.rule == "missing-glyph")
    assert problem.id == "f"
    assert problem.message.startswith("no font has the characters ") and "(U+0020)" not in problem.message


@pytest.mark.parametrize("text", ["漢字", "🦊", "ภาษาไทย"])
def test_a_character_without_a_glyph_is_named_with_its_fact(project, text: str) -> None:  # type: ignore[no-untyped-def]
    example = project(f"- id: f\n  statement: 'It is {{{text}}}.'\n  ask: What is it?\n  distractors: [no, nay]\n")
    assert "missing-glyph" in {problem.rule for problem in check(example, ()).problems}
    with pytest.raises(ContentError) as caught:
        build(example, (), example.root / "build", strict=False, progress=lambda *_: None)
    first = in_order(caught.value.problems)[0]
    assert first.id == "f"
    assert first.line == 5
    assert f"U+{ord(text[0]):04X}" in first.message
    assert "fonts/" in first.hint
    assert not (example.root / "build").exists()
