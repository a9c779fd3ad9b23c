"""Releases, as the collection of a learner sees them who imports one after the other with Anki's default options."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from anki.collection import Collection
from anki_collection import collection_with, import_into, is_sound
from conftest import quiet

from quizgen.build.pipeline import build
from quizgen.commands.release import check_release, write_recovered, write_release
from quizgen.errors import ContentError, UsageError
from quizgen.project import Project

DAY = 86_400
ROOT = Path(__file__).parents[3]
LATE = 2_000_000_000  # later than any release of what is shipped
FIRST = 1_767_225_600  # 2026-01-01
SEA = """\
- id: taste
  statement: "The {what} is {taste}."
  slots:
    what: {value: sea}
    taste: {value: saltey, ask: How does the sea taste?}
  evidence: {paragraph: 1, quote: the salty sea}
"""
LAKE = """\
- id: lake
  statement: "A lake is {wet}."
  ask: How is a lake?
  evidence: {paragraph: 1, quote: wet lakes}
"""

RECIPE = "schema: quizgen-deck/1\ntitle: Q\nfacts: t\noutputs: deck\n"

Make = Callable[..., Project]


def released(project: Project, moment: int, **reasons: str) -> Path:
    """Releases the project's deck and gives a copy of what learners get."""
    write_release(project, "t", moment, reasons)
    return built(project)


def built(project: Project) -> Path:
    build(project, (), project.root / "build", strict=False, progress=quiet)
    earlier = len(list(project.root.glob("*.apkg")))
    return (project.root / "build/t/deck.apkg").rename(project.root / f"{earlier}.apkg")


@contextmanager
def studied(package: Path) -> Iterator[Collection]:
    """A collection with the package, every card of it answered, one flagged and one suspended."""
    with collection_with(package) as (collection, _):
        for card_id in collection.find_cards(""):
            states = collection._backend.get_scheduling_states(card_id)
            card = collection.get_card(card_id)
            card.start_timer()
            collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=3))
        first, *_, last = collection.find_cards("")
        collection.set_user_flag_for_cards(2, [first])
        collection.sched.suspend_cards([last])
        yield collection


def progress(collection: Collection) -> dict[int, tuple[object, ...]]:
    rows = collection.db.all("select id, type, queue, due, ivl, reps, flags, data from cards")
    return {card: tuple(more) for card, *more in rows}


def test_a_corrected_fact_is_corrected_in_place_and_the_rest_keeps_what_the_learner_wrote(project: Make) -> None:
    one = released(project(SEA + LAKE, recipe=RECIPE), FIRST)
    two = released(project(SEA.replace("saltey", "salty") + LAKE, recipe=RECIPE), FIRST + 30 * DAY)
    with studied(one) as collection:
        before = progress(collection)
        (mine,) = collection.find_notes("note:quizgen*A lake")
        note = collection.get_note(mine)
        note["Hint"] = "my own words"
        collection.update_note(note)
        log = import_into(collection, two)
        assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 2, 0)
        assert collection.find_notes("saltey") == []
        assert len(collection.find_notes("salty")) == 2
        assert collection.get_note(mine)["Hint"] == "my own words"
        assert progress(collection) == before


def test_what_did_not_change_is_not_released_again(project: Make) -> None:
    made = project(SEA, recipe=RECIPE)
    one = released(made, FIRST)
    lock = (made.root / "decks/t.lock.json").read_bytes()
    assert not check_release(made, "t").due
    assert not write_release(made, "t", FIRST + DAY, {}).due
    assert (made.root / "decks/t.lock.json").read_bytes() == lock
    assert built(made).read_bytes() == one.read_bytes()


def test_a_retired_fact_is_tagged_and_keeps_its_progress(project: Make) -> None:
    one = released(project(SEA + LAKE, recipe=RECIPE), FIRST)
    retired = LAKE.replace("  ask", "  status: retired\n  ask")
    two = released(project(SEA + retired, recipe=RECIPE), FIRST + DAY, lake="lakes are wetter than that")
    with studied(one) as collection:
        before = progress(collection)
        import_into(collection, two)
        assert len(collection.find_notes("tag:quizgen::retired")) == 2
        assert len(collection.find_notes("tag:quizgen::retired lake")) == 2
        assert progress(collection) == before
    history = (two.parent / "decks/t.releases.md").read_text(encoding="utf-8")
    assert "### Retired\n\n- `t/lake/answer/basic`: lakes are wetter than that\n" in history


def test_a_fact_that_was_retired_before_any_release_makes_no_note(project: Make) -> None:
    one = released(project(SEA + LAKE.replace("  ask", "  status: retired\n  ask"), recipe=RECIPE), FIRST)
    with collection_with(one) as (collection, _):
        assert collection.find_notes("lake") == []


def test_a_renamed_fact_keeps_its_notes(project: Make) -> None:
    one = released(project(SEA, recipe=RECIPE), FIRST)
    renamed = SEA.replace("id: taste", "id: sea-taste\n  formerly: taste")
    made = project(renamed, recipe=RECIPE)
    assert not check_release(made, "t").due
    with studied(one) as collection:
        log = import_into(collection, built(made))
        assert (len(log.new), len(log.updated)) == (0, 0)


def test_a_cloze_that_is_added_is_a_new_card_of_the_same_note(project: Make) -> None:
    one = released(project(SEA, recipe=RECIPE), FIRST)
    more = SEA.replace("The {what} is {taste}.", "The {what} is {taste} and {deep}.")
    more = more.replace("  evidence", "    deep: {value: deep}\n  evidence")
    two = released(project(more, recipe=RECIPE), FIRST + DAY)
    with studied(one) as collection:
        before = progress(collection)
        log = import_into(collection, two)
        assert (len(log.new), len(log.updated)) == (0, 2)
        after = progress(collection)
        assert len(after) == len(before) + 1
        assert before.items() <= after.items()
        assert collection.get_empty_cards().notes == []


def test_a_new_look_applies(project: Make) -> None:
    one = released(project(SEA, recipe=RECIPE), FIRST)
    made = project(SEA, recipe=RECIPE, files={"templates/anki/hint.html": "{{#Hint}}<p>Look: {{Hint}}</p>{{/Hint}}\n"})
    assert "a new look of quizgen Cloze, quizgen Q&A" in check_release(made, "t").lines[0]
    with studied(one) as collection:
        before = progress(collection)
        log = import_into(collection, released(made, FIRST + DAY))
        assert (len(log.new), len(log.updated)) == (0, 0)
        assert "Look:" in collection.models.by_name("quizgen Q&A")["tmpls"][0]["qfmt"]
        assert len([name for name in collection.models.all_names() if name.startswith("quizgen")]) == 2
        assert progress(collection) == before


def test_a_correction_that_was_built_but_not_released_is_taken_and_so_is_its_release(project: Make) -> None:
    one = released(project(SEA, recipe=RECIPE), FIRST)
    tried = project(SEA.replace("saltey", "salt"), recipe=RECIPE)
    _, warnings = build(tried, (), tried.root / "build", strict=False, progress=quiet)
    assert [w.rule for w in warnings if w.level == "warning"] == ["unreleased"]
    with pytest.raises(ContentError, match="has changed since its release: 2 corrected"):
        build(tried, (), tried.root / "build", strict=True, progress=quiet)
    two = built(tried)
    three = released(project(SEA.replace("saltey", "salty"), recipe=RECIPE), FIRST)  # even on the same day
    with studied(one) as collection:
        assert len(import_into(collection, two).updated) == 2
        assert len(import_into(collection, three).updated) == 2
        assert len(collection.find_notes("salty")) == 2


def test_a_note_that_is_as_old_as_the_learners_is_left_alone(project: Make, tmp_path: Path) -> None:
    """Without a lock two builds have one time, and Anki keeps what it has: which is what the lock is for."""
    one = built(project(SEA, recipe=RECIPE))
    two = built(project(SEA.replace("saltey", "salty"), recipe=RECIPE))
    with studied(one) as collection:
        assert len(import_into(collection, two).updated) == 0
        assert len(collection.find_notes("saltey")) == 2


@pytest.mark.parametrize("damage", ["{", "[]", '{"schema": "quizgen-lock/1"}', None])
def test_a_lock_that_is_lost_or_damaged_stops_the_build_and_is_recovered_from_the_deck(
    project: Make, damage: str | None
) -> None:
    made = project(SEA + LAKE, recipe=RECIPE)
    one = released(made, FIRST)
    path = made.root / "decks/t.lock.json"
    whole = path.read_text(encoding="utf-8")
    if damage is None:
        path.unlink()
    else:
        path.write_text(damage, encoding="utf-8")
    with pytest.raises(ContentError, match="--recover FILE"):
        build(made, (), made.root / "build", strict=False, progress=quiet)
    with pytest.raises(ContentError, match="lock"):
        write_release(made, "t", FIRST + DAY, {})
    write_recovered(made, "t", one)
    assert not check_release(made, "t").due
    assert built(made).read_bytes() == one.read_bytes()
    assert path.read_text(encoding="utf-8").count('"guid"') == whole.count('"guid"')


def test_a_lock_that_was_edited_by_hand_is_refused(project: Make) -> None:
    made = project(SEA, recipe=RECIPE)
    released(made, FIRST)
    path = made.root / "decks/t.lock.json"
    path.write_text(path.read_text(encoding="utf-8").replace(str(FIRST), str(FIRST + 1), 1), encoding="utf-8")
    with pytest.raises(ContentError, match="changed by hand"):
        check_release(made, "t")


def test_what_is_no_deck_recovers_nothing(project: Make, tmp_path: Path) -> None:
    made = project(SEA, recipe=RECIPE)
    (tmp_path / "x.apkg").write_text("no zip")
    with pytest.raises(ContentError, match="not a deck that quizgen built"):
        write_recovered(made, "t", tmp_path / "x.apkg")


def test_the_release_notes_tell_what_it_was_and_what_it_is(project: Make) -> None:
    released(project(SEA, recipe=RECIPE), FIRST)
    made = project(SEA.replace("saltey", "salty") + LAKE, recipe=RECIPE)
    write_release(made, "t", FIRST + DAY, {"taste": "a slip"})
    assert (
        (made.root / "decks/t.releases.md").read_text(encoding="utf-8")
        == """\
# Q: releases

## 2026-01-02

2 new, 2 corrected.

### New

- How is a lake? → wet
- A lake is wet. → wet

### Corrected

- `t/taste/cloze`: a slip
  - before: The sea is saltey. → sea
  - after: The sea is salty. → sea
- `t/taste/taste/basic`: a slip
  - before: How does the sea taste? → saltey
  - after: How does the sea taste? → salty

## 2026-01-01

The first release: 2 notes about 1 fact.
"""
    )


def test_a_reason_needs_a_change(project: Make) -> None:
    made = project(SEA, recipe=RECIPE)
    released(made, FIRST)
    with pytest.raises(UsageError, match="neither corrected nor retired"):
        write_release(made, "t", FIRST + DAY, {"taste": "why"})


def test_a_fact_that_is_deleted_is_warned_of(project: Make) -> None:
    released(project(SEA + LAKE, recipe=RECIPE), FIRST)
    made = project(SEA.replace("saltey", "salty"), recipe=RECIPE)
    done = write_release(made, "t", FIRST + DAY, {})
    assert [p.rule for p in done.problems if p.level == "warning"] == ["dropped-notes"]
    assert "status: retired" in done.problems[-1].hint


@pytest.mark.parametrize("recipe", ["kazakhstan-azerbaijan", "waves"])
def test_a_shipped_deck_is_corrected_in_a_studied_collection(recipe: str, tmp_path: Path) -> None:
    for folder in ("facts", "decks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    project, made = Project.at(tmp_path), tmp_path / f"decks/{recipe}.yaml"
    made.write_text(f"{made.read_text(encoding='utf-8')}outputs: deck\n", encoding="utf-8")
    write_release(project, recipe, LATE - DAY, {})
    build(project, [recipe], tmp_path / "one", strict=True, progress=quiet)
    path = tmp_path / f"facts/{recipe}.yaml"
    text = path.read_text(encoding="utf-8")
    corrected, retired = re.findall(r"^- id: (.+)$", text, re.MULTILINE)[:2]
    text = text.replace(f"- id: {corrected}\n", f'- id: {corrected}\n  feedback: "Think twice."\n', 1)
    text = text.replace(f"- id: {retired}\n", f"- id: {retired}\n  status: retired\n", 1)
    path.write_text(text, encoding="utf-8")
    write_release(project, recipe, LATE, {retired: "no longer so"})
    build(project, [recipe], tmp_path / "two", strict=True, progress=quiet)
    one, two = (tmp_path / place / recipe / "deck.apkg" for place in ("one", "two"))
    with studied(one) as collection:
        before, count = progress(collection), collection.note_count()
        log = import_into(collection, two)
        touched = len(collection.find_notes(f'"FactID:*/{corrected}" OR "FactID:*/{retired}"'))
        assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, touched, 0)
        assert set(collection.find_notes("tag:quizgen::retired")) == set(collection.find_notes(f'"FactID:*/{retired}"'))
        assert collection.find_notes('"Think twice."')
        assert (progress(collection), collection.note_count()) == (before, count)
        assert is_sound(collection)
        assert collection.get_empty_cards().notes == []
