"""What quizgen exports it imports again: every question comes back as it was, or a loss says what of it did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bank_questions import TEXTS, bank_questions, ordering, two_options
from conftest import prepared
from hypothesis import given, settings
from hypothesis import strategies as st
from imported import bank as bank_at
from imported import read
from rereading import READERS, held

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.commands.check import check
from quizgen.commands.import_ import import_banks
from quizgen.exporters.anki.deck import AnkiDeck
from quizgen.exporters.flashcards.flashcard import cards
from quizgen.exporters.flashcards.flashcard import sides as card_sides
from quizgen.exporters.flashcards.quizlet import Quizlet
from quizgen.exporters.interchange.bank import TYPES, BankQuestion
from quizgen.exporters.interchange.quiz_questions import question_bank
from quizgen.exporters.script_key import typed_answers
from quizgen.importers.collecting import collect
from quizgen.importers.imported import GappedText, ImportedQuestion, RejectedQuestion, TextGap
from quizgen.importers.naming import ids
from quizgen.importers.notation import collection
from quizgen.model.body import (
    ChooseOne,
    ListAnswer,
    Number,
    OpenAnswer,
    Option,
    PictureLabels,
    PromptAndAnswer,
    ShortText,
    matching_of,
)
from quizgen.model.text import parse_text
from quizgen.project import Project
from quizgen.reading.facts.collection import load_collection
from quizgen.reading.yaml.validation import UNPRINTABLE

SOME = 2  # questions of every type


def holdable(question: BankQuestion) -> bool:
    """Whether a fact can hold its texts, which have no control characters."""
    body = question.body
    typed = typed_answers(body) if isinstance(body, ShortText | Number | ListAnswer | PictureLabels) else ()
    return not UNPRINTABLE.search("".join([*map(str, question.texts), *(way for ways in typed for way in ways)]))


def unbroken(text: object) -> str:
    return " ".join(str(text).split())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exported")


MANY = st.lists(bank_questions().filter(holdable), min_size=1, max_size=4, unique_by=lambda question: question.id)


@settings(max_examples=10)
@given(MANY)
def test_what_is_exported_is_imported_again(folder: Path, made: list[BankQuestion]) -> None:
    for name in READERS:
        if items := held(name, made, folder):
            facts = collect(items, ids(items), "en", "images/t").facts
            _, problems = load_collection(
                Path("t.yaml"), collection([], {"id": "t", "title": "T"}, list(facts.values()))
            )
            assert [problem for problem in problems if problem.rule not in ("no-picture", "outside")] == [], name


@pytest.mark.parametrize("name", READERS)
def test_samples_and_arrows_in_pairs_are_kept_or_reported(name: str, folder: Path) -> None:
    prompt, sides = parse_text("C#"), (parse_text("a → b"), parse_text("→"))
    for sample in ("{\n& two lines", "tabs\tand  spaces", "<b>bold</b> &amp; &lt;"):
        held(name, [BankQuestion("t/a/x/y", prompt, OpenAnswer(parse_text(sample)), solution=prompt)], folder)
    held(name, [BankQuestion("t/b/x/y", prompt, matching_of([(prompt, sides[0]), (sides[0], sides[1])]))], folder)


# Characters of private use, which fonts of signs have; what begins a formula; a space that is not seen.
RARE = ("\ue000", "\ue100\ue101x", "a\ue002b\ue200", "\\[\\A\\]", "$$x^2$$", "\u200b", "0\u200b", "a\u200bb")


@pytest.mark.parametrize("name", READERS)
def test_rare_characters_are_imported_as_they_were_typed_or_reported(name: str, folder: Path) -> None:
    solution = parse_text("C#")
    made = [
        BankQuestion(f"t/a{place}/x/y", solution, two_options("C#", text), evidence=(parse_text(f"{text} too"),))
        for place, text in enumerate(RARE)
    ]
    assert len(held(name, made, folder)) == len(RARE)


@pytest.mark.parametrize("name", READERS)
def test_hostile_texts_are_imported_as_they_were_typed(name: str, folder: Path) -> None:
    made = []
    for place, typed_text in enumerate(text for text in TEXTS if not UNPRINTABLE.search(text)):
        some, other = parse_text(typed_text), parse_text(f"{typed_text} too")
        options = (Option(some, True, some), Option(other, False, other))
        made.append(BankQuestion(f"t/a{place}/x/y", some, ChooseOne(options), feedback=(some,)))
        made.append(
            (
                BankQuestion(f"t/b{place}/x/y", some, ShortText(typed_text, (f"{typed_text} too",)), evidence=(some,)),
                BankQuestion(f"t/b{place}/x/y", some, matching_of([(some, other), (other, some)])),
                BankQuestion(f"t/b{place}/x/y", some, ordering(some, other)),
            )[place % 3]
        )
    assert len(held(name, made, folder)) >= len(TEXTS) / 2


def test_what_the_shipped_facts_carry_is_imported_again(tmp_path: Path) -> None:
    """Some questions of every type, as collections that `quizgen check` passes."""
    shipped = Project.at(Path(__file__).parents[2])
    content = read_content(shipped, shipped.recipes())
    content = replace(content, recipes=tuple(recipe.only("h5p") for recipe in content.recipes))
    recipes, _ = assemble_recipes(shipped, content, bank=True)
    for jobs in prepared(recipes):
        whole, _ = question_bank(jobs.quiz, covered=True)
        some = [each for kind in TYPES for each in [one for one in whole.questions if type(one.body) is kind][:SOME]]
        for name in READERS:
            (folder := tmp_path / jobs.name / name).mkdir(parents=True)
            assert held(name, some, folder)
            import_banks(sorted(folder.iterdir()), tmp_path / f"project/facts/{jobs.name}-{name}.yaml")
    problems = check(Project.at(tmp_path / "project"), ()).problems
    assert [problem for problem in problems if problem.level == "error"] == []


def test_the_shipped_decks_are_imported_again(tmp_path: Path) -> None:
    """Of an Anki package every card except covered pictures, which are refused; of Quizlet's text every card."""
    shipped = Project.at(Path(__file__).parents[2])
    content = read_content(shipped, shipped.recipes())
    content = replace(content, recipes=tuple(recipe.only("deck") for recipe in content.recipes))
    recipes, _ = assemble_recipes(shipped, content)
    for jobs in recipes:
        asked = {
            tuple(map(unbroken, card_sides(card)))
            for card in cards(jobs.cards)
            if card.question.kind not in ("list", "sequence", "reversed")  # Anki has members, and a gap
        }
        deck = AnkiDeck().export(jobs.notes).files["deck.apkg"]
        result = read(bank_at(tmp_path, "deck.apkg", deck.content()), "anki")
        items = [entry for entry in result if isinstance(entry, ImportedQuestion)]
        assert asked <= {pair for item in items for pair in sides(item)}
        refused = [entry.message for entry in result if isinstance(entry, RejectedQuestion)]
        assert len(refused) == sum(note.type == "picture" for note in jobs.notes.notes)
        (text,) = Quizlet().export(jobs.cards).files.values()
        told = [
            each.stem
            for each in read(bank_at(tmp_path, "quizlet.txt", text), "quizlet")
            if isinstance(each, ImportedQuestion)
        ]
        assert len(told) == len(cards(jobs.cards))


def sides(question: ImportedQuestion) -> Iterator[tuple[str, str]]:
    """Front and back of the card, or of each gap."""
    if isinstance(question.body, PromptAndAnswer):
        yield unbroken(question.stem.replace("[…]", "_____")), unbroken(question.body.answer)
    if isinstance(question.body, GappedText):
        for gap in question.body.parts:
            if isinstance(gap, TextGap):
                hint = f" ({gap.hint})" if gap.hint else ""
                sentence = [
                    f"_____{hint}" if part is gap else getattr(part, "answer", part) for part in question.body.parts
                ]
                yield unbroken("".join(sentence)), unbroken(gap.answer)
