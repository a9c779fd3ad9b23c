"""Every kind of question on paper and on cards, from facts that carry them all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import page
from anki_collection import imported, text_of
from conftest import quiet
from every_kind import ENTITIES, FACTS, PICTURE, RECIPE
from pdf_text import page_texts

from quizgen.assembly.forms import single_item
from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.pipeline import build
from quizgen.generators import generate, paper_kinds
from quizgen.model.question import Question
from quizgen.project import Project

GOLDEN = Path(__file__).parent.parent / "golden"


def test_every_kind_on_paper(every_kind_build: Path) -> None:
    """After a wanted change run with QUIZGEN_REWRITE_GOLDEN=1, and read what changed before it is committed."""
    for document in ("quiz-A", "key-A"):
        printed = "\n".join(page_texts(every_kind_build / f"{document}.pdf")) + "\n"
        golden = GOLDEN / f"kinds.{document}.txt"
        if os.environ.get("QUIZGEN_REWRITE_GOLDEN"):
            golden.write_text(printed, encoding="utf-8")
        assert printed == golden.read_text(encoding="utf-8")
        report = page.validate_pdf(every_kind_build / f"{document}.pdf", profile=page.ValidationProfile.PDF_UA_1)
        assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []


def test_the_quiz_has_every_type_of_answer_that_a_kind_can_have(project: Callable[..., Project]) -> None:
    """Whatever shows or reads a question goes by that: a new kind of question whose answer is of a new type fails."""
    example = project(
        FACTS, entities=ENTITIES, recipe=RECIPE, files={"facts/cycle.svg": PICTURE, "facts/sea.mp3": "ID3"}
    )
    content = read_content(example, example.recipes())
    (jobs,), _ = assemble_recipes(example, content)
    asked = {type(item.body) for item in jobs.quiz.quiz.forms[0].items}
    for question in generate(content.collections["t"].collection, paper_kinds()):
        if isinstance(question, Question):
            assert type(single_item(question, 3, seed=1).body) in asked, question.id


def test_the_last_option_is_in_the_review_and_never_right(every_kind_build: Path) -> None:
    review = (every_kind_build / "review.html").read_text(encoding="utf-8")
    assert re.findall(r'<li([^>]*)><b class="letter">(.)</b> [^\n]*know yet', review) == [("", "D")] * 3


def test_feedback_for_an_option_is_in_the_review(project: Callable[..., Project]) -> None:
    recipe = "schema: quizgen-deck/1\ntitle: T\nfacts: t\ntags: by hand\noutputs: review\n"
    recipe += "quiz: {questions: {multiple-choice: 1}}\n"
    example = project(FACTS, entities=ENTITIES, recipe=recipe, files={"facts/cycle.svg": PICTURE})
    (example.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    build(example, (), example.root / "build", strict=False, progress=quiet)
    review = (example.root / "build/t/review.html").read_text(encoding="utf-8")
    assert "Only in dreams." in review
    assert "Look at the sky on a grey day." in review


def test_every_kind_on_a_card(every_kind_build: Path) -> None:
    with imported(every_kind_build / "deck.apkg") as cards:
        asked = {text_of(card.fields["Front"]): card for card in cards}
        assert "UN" in asked["What is the short form of “United Nations”?"].answer_text
        assert "Ann Smith" in asked["Who says this? Ground water is neglected."].answer_text
        share = next(card for text, card in asked.items() if text.startswith("What share of the water"))
        assert "Nearly all." in share.question
        assert "Waves break." in share.answer_text
        assert share.fields["BackAudio"].startswith("[sound:quizgen-")
        assert all(card.fronts_differ for card in cards)


def test_a_list_is_asked_for_member_by_member(every_kind_build: Path) -> None:
    """A set with all the others in sight, a sequence with the two steps before; a short list as a whole too."""
    with imported(every_kind_build / "deck.apkg") as cards:
        sets = [card for card in cards if card.fields["Front"].startswith("In which forms does water fall?")]
        assert sorted(shown(card.fields["Front"]) for card in sets) == [
            "",
            "[…] snow hail",
            "rain […] hail",
            "rain snow […]",
        ]
        steps = [card for card in cards if card.fields["Front"].startswith("In which order do these come")]
        assert {shown(card.fields["Front"]) for card in steps} == {
            "",
            "[…] …",
            "evaporation […] …",
            "evaporation condensation […] …",
            "… condensation rain […]",
        }
        (last,) = [card for card in steps if shown(card.fields["Front"]).endswith("rain […]")]
        assert last.fields["Back"] == "runoff"
        (whole,) = [card for card in steps if not shown(card.fields["Front"])]
        assert text_of(whole.fields["Back"].replace("<li>", " ")).split()[0] == "evaporation"


def shown(question: str) -> str:
    """What stands in the list of a card's front."""
    return " ".join(text_of(question.partition('class="list">')[2].partition("</div>")[0].replace("<", " <")).split())
