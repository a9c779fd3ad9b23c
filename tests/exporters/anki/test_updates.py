"""Updates, as the collection of a learner sees them who imports one build after the other with default options."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from anki.collection import Collection, ImportCsvRequest
from anki_collection import collection_with, import_into, is_sound
from conftest import UID, program, quiet

from quizgen.build.pipeline import build
from quizgen.commands.release import unreleased_changes, write_recovered, write_release
from quizgen.errors import ContentError, UsageError
from quizgen.model.lock import Lock, LockedNote
from quizgen.project import Project
from quizgen.reading.locks import lock_file, lock_of

ROOT = Path(__file__).parents[3]
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
LIST = """\
- id: forms
  statement: "Water falls as {forms}."
  slots: {forms: {set: [rain, snow, hail], ask: As what does water fall?}}
"""
RECIPE = "schema: quizgen-deck/1\ntitle: Q\nfacts: t\noutputs: deck\n"
SALTY = SEA.replace("saltey", "salty")

Make = Callable[..., Project]


@pytest.fixture(autouse=True)
def days(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day passes whenever the clock is read."""
    times = count(FIRST, 86_400)
    for module in ("build.jobs", "commands.release"):
        monkeypatch.setattr(f"quizgen.{module}.now", lambda: next(times))


def built(project: Project, recipe: str = "t", **options: bool) -> Path:
    """Builds the project and gives a copy of the deck."""
    build(project, (), project.root / "build", strict=False, progress=quiet, **options)
    earlier = len(list(project.root.glob("*.apkg")))
    return Path(shutil.copy(project.root / f"build/{recipe}/deck.apkg", project.root / f"{earlier}.apkg"))


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


def import_text(collection: Collection, path: Path) -> Any:
    metadata = collection.get_csv_metadata(str(path), None)
    return collection.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log


def test_a_correction_arrives_and_the_rest_keeps_what_the_learner_wrote(project: Make) -> None:
    one = built(project(SEA + LAKE, recipe=RECIPE))
    two = built(project(SALTY + LAKE, recipe=RECIPE))
    with studied(one) as collection:
        before = progress(collection)
        (mine,) = collection.find_notes('"Front:How is a lake?"')
        note = collection.get_note(mine)
        note["Hint"] = "my own words"
        collection.update_note(note)
        log = import_into(collection, two)
        assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, 2, 0)
        assert collection.find_notes("saltey") == []
        assert len(collection.find_notes("salty")) == 2
        assert collection.get_note(mine)["Hint"] == "my own words"
        assert progress(collection) == before


def test_a_note_that_the_learner_tagged_is_corrected_by_the_text_file(project: Make) -> None:
    one = built(project(SEA + LAKE, recipe=RECIPE))
    example = project(SALTY + LAKE, recipe=RECIPE)
    two, text = built(example), example.root / "build/t/corrections.txt"
    with studied(one) as collection:
        touched = collection.find_notes("saltey")
        collection.tags.bulk_add(list(touched), "mine")
        import_into(collection, two)
        assert len(collection.find_notes("saltey")) == 2
        before, decks = progress(collection), collection.db.list("select did from cards order by id")
        log = import_text(collection, text)
        assert (len(log.new), len(log.updated)) == (0, 2)
        assert collection.find_notes("saltey") == []
        assert set(collection.find_notes("tag:mine")) == set(touched)
        assert (progress(collection), collection.db.list("select did from cards order by id")) == (before, decks)


@pytest.mark.parametrize("day", [0.5, 20])
@pytest.mark.parametrize("is_first", [True, False])
def test_own_tags_and_words_in_a_note_that_is_corrected(project: Make, day: float, is_first: bool) -> None:
    """A deck replaces them if the correction is newer; the text file before it keeps them."""
    before = built(project(SEA, recipe=RECIPE))
    example = project(SALTY, recipe=RECIPE)
    after = built(example)
    with collection_with(before) as (collection, _):
        ids = set(collection.find_notes(""))
        for note in map(collection.get_note, ids):
            note["Spare1"], note.tags = "my words", ["mine"]
            collection.update_note(note)
        collection.db.execute("update notes set mod = ?", FIRST + int(day * 86_400))
        if is_first:
            import_text(collection, example.root / "build/t/corrections.txt")
        import_into(collection, after)
        is_kept = is_first or day == 20
        assert (
            set(collection.find_notes("Spare1:my*"))
            == set(collection.find_notes("tag:mine"))
            == (ids if is_kept else set())
        )
        assert (collection.find_notes("saltey") == []) == (is_first or day == 0.5)
        assert set(collection.find_notes("")) == ids


@pytest.mark.parametrize(("day", "arrives"), [(5, True), (12, False)])
def test_a_correction_that_an_old_anki_may_take_for_older(project: Make, day: int, arrives: bool) -> None:
    """Until 25.02 it dates what an import updates by its own clock: here the first correction, after the second."""
    examples = (project(SEA.replace("saltey", taste), recipe=RECIPE) for taste in ("saltey", "sallty", "salty"))
    one, two, three = map(built, examples)
    with collection_with(one, two) as (collection, _):
        collection.db.execute("update notes set mod = ?", FIRST + day * 86_400)
        import_into(collection, three)
        assert (collection.find_notes("sallty") == []) == arrives
        import_text(collection, three.parent / "build/t/corrections.txt")
        assert collection.find_notes("sallty") == []


def test_the_same_facts_and_lock_give_the_same_bytes_on_any_day(project: Make) -> None:
    example = project(SEA + LIST, recipe=RECIPE)
    one, lock = built(example), (example.root / "decks/anki.lock").read_bytes()
    assert built(example).read_bytes() == one.read_bytes()
    assert built(example, keep_lock=True).read_bytes() == one.read_bytes()
    assert (example.root / "decks/anki.lock").read_bytes() == lock


def test_a_retired_fact_is_tagged_keeps_its_progress_and_is_apart_for_newcomers(project: Make) -> None:
    one = built(project(SEA + LAKE, recipe=RECIPE))
    two = built(project(SEA + LAKE.replace("  ask", "  status: retired\n  ask"), recipe=RECIPE))
    with studied(one) as collection:
        before = progress(collection)
        import_into(collection, two)
        (note,) = collection.find_notes("tag:quizgen::retired")
        assert collection.get_note(note)["Retired"].startswith("Retired")
        assert (collection.get_note(note)["Front"], collection.get_note(note)["Back"]) == ("How is a lake?", "wet")
        assert "wet lakes" in collection.get_note(note)["Quote"]
        assert progress(collection) == before
        assert collection.find_cards('"deck:Q (retired)"') == []
    with collection_with(two) as (collection, _):
        (card,) = collection.find_cards("tag:quizgen::retired")
        assert collection.find_cards('"deck:Q (retired)"') == [card]
        assert (len(collection.find_cards("deck:Q")), collection.card_count()) == (2, 3)
        assert is_sound(collection)
        assert collection.card_count() == 3


def test_a_removed_fact_is_retired_with_its_last_words_and_warned_of(project: Make) -> None:
    one = built(project(SEA + LAKE, recipe=RECIPE))
    example = project(SEA, recipe=RECIPE)
    _, problems = build(example, (), example.root / "build", strict=False, progress=quiet)
    (warning,) = [problem for problem in problems if problem.rule == "removed-cards"]
    assert "t/lake" in warning.message
    assert "status: retired" in warning.hint
    with studied(one) as collection:
        before = progress(collection)
        import_into(collection, example.root / "build/t/deck.apkg")
        (note,) = collection.find_notes("tag:quizgen::retired")
        assert (collection.get_note(note)["Front"], collection.get_note(note)["Back"]) == ("How is a lake?", "wet")
        assert progress(collection) == before
    _, problems = build(example, (), example.root / "build", strict=True, progress=quiet)
    assert problems == ()


def test_before_anybody_has_a_deck_the_remedy_leaves_nothing_of_removed_facts(project: Make) -> None:
    built(project(SEA + LAKE, recipe=RECIPE))
    example = project(SEA, recipe=RECIPE)
    _, problems = build(example, (), example.root / "build", strict=False, progress=quiet)
    (warning,) = [problem for problem in problems if problem.rule == "removed-cards"]
    for name in ("decks/anki.lock", "decks/anki.texts"):
        assert name in warning.hint
        (example.root / name).unlink()
    settings = example.root / "quizgen.yaml"
    kept = [line for line in settings.read_text(encoding="utf-8").splitlines(keepends=True) if "uid" not in line]
    settings.write_text("".join(kept), encoding="utf-8")
    with collection_with(built(example)) as (collection, _):
        assert (collection.card_count(), collection.find_cards("lake")) == (2, [])


def test_the_lock_has_words_only_of_what_is_retired(project: Make) -> None:
    example = project(SEA + LAKE, recipe=RECIPE)
    built(example)
    lock = example.root / "decks/anki.lock"
    assert "How is a lake?" not in lock.read_text(encoding="utf-8")
    built(project(SEA, recipe=RECIPE))
    (line,) = [line for line in lock.read_text(encoding="utf-8").splitlines() if "How is a lake?" in line]
    assert '"lake"' in line


def test_the_words_of_cards_that_are_lost_are_written_again_while_their_facts_are_there(project: Make) -> None:
    example = project(SEA + LAKE, recipe=RECIPE)
    built(example)
    texts = example.root / "decks/anki.texts"
    whole = texts.read_bytes()
    for kept in ("", *texts.read_text(encoding="utf-8").splitlines(keepends=True)):
        texts.write_text(kept, encoding="utf-8")
        built(example)
        assert texts.read_bytes() == whole


def test_a_removed_fact_whose_words_are_lost_is_reported_until_they_are_recovered(project: Make) -> None:
    example = project(SEA + LAKE, recipe=RECIPE)
    one, texts = built(example), example.root / "decks/anki.texts"
    texts.unlink()
    example = project(SEA, recipe=RECIPE)
    for _ in range(2):
        _, problems = build(example, (), example.root / "build", strict=False, progress=quiet)
        (warning,) = [problem for problem in problems if problem.rule == "removed-cards"]
        assert "1 card of what was removed from the facts cannot be retired" in warning.message
        assert "t/lake" in warning.message
        assert "status: retired" in warning.hint
        assert "--recover" in warning.hint
    with studied(one) as collection:
        log = import_into(collection, example.root / "build/t/deck.apkg")
        assert (len(log.new), len(log.updated)) == (0, 0)
        write_recovered(example, one)
        import_into(collection, built(example))
        (note,) = collection.find_notes("tag:quizgen::retired")
        assert (collection.get_note(note)["Front"], collection.get_note(note)["Back"]) == ("How is a lake?", "wet")


def test_a_card_that_one_recipe_drops_stays_if_another_makes_it(project: Make) -> None:
    both = {"decks/u.yaml": f"{RECIPE}deck: {{kinds: basic}}\n"}
    recipe = f"{RECIPE}deck: {{kinds: [basic, cloze], forms: all}}\n"
    example = project(SEA, recipe=recipe, files=both)
    one = built(example)
    two = built(project(SEA, recipe=f"{RECIPE}deck: {{kinds: cloze}}\n", files=both))
    with studied(one) as collection:
        import_into(collection, two)
        import_into(collection, example.root / "build/u/deck.apkg")
        assert collection.find_notes("tag:quizgen::retired") == []
        assert collection.card_count() == 3
    three = built(project(SEA, recipe=RECIPE, files={"decks/u.yaml": f"{RECIPE}deck: {{kinds: cloze}}\n"}))
    with collection_with(three) as (collection, _):
        assert collection.find_notes("tag:quizgen::retired") == []


def test_two_recipes_make_one_note_of_a_card(project: Make) -> None:
    example = project(SEA + LIST, recipe=RECIPE, files={"decks/u.yaml": RECIPE})
    one = built(example)
    with collection_with(one, example.root / "build/u/deck.apkg") as (_, (_, second)):
        assert (len(second.new), len(second.updated)) == (0, 0)


def test_a_fact_that_becomes_a_draft_again_leaves_its_cards_alone(project: Make) -> None:
    one = built(project(SEA + LAKE, recipe=RECIPE))
    two = built(project(SEA + LAKE.replace("  ask", "  status: draft\n  ask"), recipe=RECIPE))
    with studied(one) as collection:
        log = import_into(collection, two)
        assert (len(log.updated), collection.find_notes("tag:quizgen::retired")) == (0, [])


def test_a_renamed_fact_keeps_its_notes(project: Make) -> None:
    one = built(project(SEA, recipe=RECIPE))
    example = project(SEA.replace("id: taste", "id: sea-taste\n  formerly: taste"), recipe=RECIPE)
    with studied(one) as collection:
        log = import_into(collection, built(example))
        assert (len(log.new), len(log.updated)) == (0, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{taste}", "{flavour}"),  # another name for a slot
        ('The {what} is {taste}."\n', 'It is {taste}: the {what}."\n'),  # another order
    ],
)
def test_a_slot_that_is_renamed_or_moved_keeps_its_notes(project: Make, before: str, after: str) -> None:
    one = built(project(SEA, recipe=RECIPE))
    moved = SEA.replace(before, after).replace("    taste:", "    flavour:" if "flavour" in after else "    taste:")
    with studied(one) as collection:
        guids = {note["Back"]: note.guid for note in map(collection.get_note, collection.find_notes(""))}
        log = import_into(collection, built(project(moved, recipe=RECIPE)))
        assert len(log.new) == 0
        assert {note["Back"]: note.guid for note in map(collection.get_note, collection.find_notes(""))} == guids


def test_braces_that_become_slots_keep_their_note(project: Make) -> None:
    one = built(project(LAKE + SEA, recipe=RECIPE))
    named = """\
- id: lake
  statement: "A lake is {how} and {big}."
  slots: {how: {value: wet, ask: How is a lake?}, big: {value: big}}
"""
    with studied(one) as collection:
        log = import_into(collection, built(project(named + SEA, recipe=RECIPE)))
        assert (len(log.new), len(log.updated)) == (1, 1)


def test_a_member_that_is_reworded_keeps_its_card_and_two_do_not(project: Make) -> None:
    recipe = f"{RECIPE}deck: {{kinds: list}}\n"
    one = built(project(LIST, recipe=recipe))
    two = built(project(LIST.replace("hail", "hailstones"), recipe=recipe))
    three = built(project(LIST.replace("rain, snow, hail", "drizzle, sleet, hailstones"), recipe=recipe))
    with studied(one) as collection:
        hail = collection.find_notes("Back:hail")
        log = import_into(collection, two)
        assert (len(log.new), collection.find_notes("Back:hailstones")) == (0, hail)
        log = import_into(collection, three)
        assert len(log.new) == 2
        assert len(collection.find_notes("tag:quizgen::retired")) == 2


def test_a_new_look_and_a_release_reach_every_card_and_touch_no_note(project: Make) -> None:
    example = project(SEA, recipe=RECIPE)
    one = built(example)
    write_release(example, "Spring <1>", None, {})
    files = {"templates/anki/hint.html": "{{#Hint}}<p>Look: {{Hint}}</p>{{/Hint}}\n"}
    two = built(project(SEA, recipe=RECIPE, files=files))
    with studied(one) as collection:
        before = progress(collection)
        log = import_into(collection, two)
        assert (len(log.new), len(log.updated)) == (0, 0)
        type = collection.models.by_name(f"quizgen Card {UID[:8]}")
        assert "Look:" in type["tmpls"][0]["qfmt"]
        assert "Spring &lt;1&gt;" in type["tmpls"][0]["afmt"]
        assert "Spring" in collection.decks.by_name("Q")["desc"]
        assert len([name for name in collection.models.all_names() if name.startswith("quizgen")]) == 1
        assert progress(collection) == before


def test_where_to_get_the_next_release_is_on_the_back_of_every_card(project: Make) -> None:
    settings = f"schema: quizgen-project/1\nuid: {UID}\nanki: {{next_release: https://example.org/deck?a=1&b=2}}\n"
    example = project(SEA, recipe=RECIPE, files={"quizgen.yaml": settings})
    with collection_with(built(example)) as (collection, _):
        assert "https://example.org/deck?a=1&b=2" in collection.decks.by_name("Q")["desc"]
        for card in map(collection.get_card, collection.find_cards("")):
            assert 'href="https://example.org/deck?a=1&amp;b=2"' in card.answer()


def test_a_deck_s_name_is_kept_when_its_title_changes(project: Make) -> None:
    built(project(SEA, recipe=RECIPE))
    two = built(project(SEA, recipe=RECIPE.replace("title: Q", "title: Another")))
    with collection_with(two) as (collection, _):
        assert collection.decks.by_name("Q") is not None


def test_the_author_of_a_project_is_part_of_a_new_deck_s_name(project: Make) -> None:
    settings = f"schema: quizgen-project/1\nuid: {UID}\nanki: {{author: A School}}\n"
    example = project(SEA, recipe=RECIPE, files={"quizgen.yaml": settings})
    with collection_with(built(example)) as (collection, _):
        assert collection.decks.by_name("Q (A School)") is not None


def test_the_first_cards_are_of_different_facts(project: Make) -> None:
    facts = "".join(
        f'- id: f{n}\n  statement: "{{a}} and {{b}}"\n  slots: {{a: {{value: a{n}}}, b: {{value: b{n}}}}}\n'
        for n in range(20)
    )
    example = project(facts, recipe=f"{RECIPE}deck: {{kinds: [cloze, quote-cloze], forms: all}}\n")
    with collection_with(built(example)) as (collection, _):
        order = [collection.get_card(id).note()["FactID"] for id in collection.find_cards("", order="c.due")]
        assert len(set(order[:20])) == len(set(order[20:])) == 20


def test_a_first_build_gives_the_project_its_uid_once(project: Make) -> None:
    example = project(SEA, recipe=RECIPE)
    for name in ("quizgen.yaml", "decks/anki.lock"):
        (example.root / name).unlink()
    one = built(example)
    text = (example.root / "quizgen.yaml").read_text(encoding="utf-8")
    (uid,) = re.findall(r"^uid: ([0-9a-f]{32})", text, re.MULTILINE)
    assert uid != UID
    assert built(example).read_bytes() == one.read_bytes()
    assert (example.root / "quizgen.yaml").read_text(encoding="utf-8") == text


def test_a_uid_is_added_to_settings_that_have_none(project: Make) -> None:
    settings = "# ours\nschema: quizgen-project/1\nanki: {typed: true}"
    example = project(SEA, recipe=RECIPE, files={"quizgen.yaml": settings})
    (example.root / "decks/anki.lock").unlink()
    built(example)
    assert (example.root / "quizgen.yaml").read_text(encoding="utf-8").startswith(f"{settings}\nuid: ")


def test_nothing_but_a_build_writes_the_lock(project: Make) -> None:
    example = project(SEA, recipe=RECIPE)
    built(example)
    changed, path = project(SALTY, recipe=RECIPE), example.root / "decks/anki.lock"
    text = path.read_bytes()
    with pytest.raises(ContentError, match=r"not up to date.*\n.*without --locked"):
        built(changed, keep_lock=True)
    built(changed, drafts=True)
    assert path.read_bytes() == text
    path.unlink()
    (example.root / "quizgen.yaml").unlink()
    with pytest.raises(ContentError, match="there is none yet"):
        built(changed, keep_lock=True)


@pytest.mark.parametrize("damage", ["edit", "line", "lost", "other"])
def test_a_lock_that_is_lost_or_edited_stops_the_build_and_is_recovered_from_a_deck(project: Make, damage: str) -> None:
    example = project(SEA + LAKE, recipe=RECIPE)
    one, path = built(example), example.root / "decks/anki.lock"
    whole = path.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    if damage == "lost":
        path.unlink()
    elif damage == "other":
        path.write_bytes(lock_file(Lock("f" * 32)))
    else:
        bad = whole.replace(str(FIRST), str(FIRST + 1), 1) if damage == "edit" else "".join(lines[:-2] + lines[-1:])
        path.write_text(bad, encoding="utf-8")
    before = path.read_bytes() if path.exists() else b""
    with pytest.raises(ContentError, match="uid" if damage == "other" else "--recover FILE"):
        built(example)
    assert (path.read_bytes() if path.exists() else b"") == before
    write_recovered(example, one)
    assert path.read_text(encoding="utf-8") == whole
    assert built(example, keep_lock=True).read_bytes() == one.read_bytes()


def test_a_deck_of_another_project_recovers_nothing(project: Make, tmp_path: Path) -> None:
    example = project(SEA, recipe=RECIPE)
    other = tmp_path / "other.apkg"
    with ZipFile(built(example)) as package, ZipFile(other, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            copy.writestr(name, content.replace(UID.encode(), b"f" * 32) if name == "quizgen.lock" else content)
    with pytest.raises(ContentError, match="another project"):
        write_recovered(example, other)
    other.write_text("no zip")
    with pytest.raises(ContentError, match="not a deck that quizgen built"):
        write_recovered(example, other)


NOTE = LockedNote("aa", "", 5, 10, ("a",))


def lock_text(lock: Lock) -> str:
    return lock_file(lock).decode()


def test_a_merge_keeps_the_newer_of_two_lines_and_unites_the_rest() -> None:
    mine = Lock(UID, {("t", "f", "x", "ask"): NOTE._replace(mod=20, digest="bb"), ("t", "g", "x", "ask"): NOTE})
    theirs = Lock(UID, {("t", "f", "x", "ask"): NOTE._replace(recipes=("b",)), ("t", "h", "x", "ask"): NOTE})
    lines = f"<<<<<<< mine\n{lock_text(mine)}=======\n{lock_text(theirs)}>>>>>>> theirs\n"
    merged = lock_of(lines, Path("anki.lock"))
    assert set(merged.notes) == set(mine.notes) | set(theirs.notes)
    assert merged.notes["t", "f", "x", "ask"] == NOTE._replace(mod=20, digest="bb", recipes=("a", "b"))
    assert lock_of(lock_text(mine) + lock_text(theirs), Path("anki.lock")) == merged


def test_git_merges_what_two_teachers_built(project: Make) -> None:
    git = program("git")
    attributes = {".gitattributes": (ROOT / "templates/project/gitattributes").read_text(encoding="utf-8")}

    def run(*words: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run([git, *identity, *words], cwd=example.root, check=True, capture_output=True)

    def commit(facts: str) -> Path:
        deck = built(project(facts, recipe=RECIPE, files=attributes))
        run("add", "facts", "decks", ".gitattributes")
        run("commit", "-m", "built")
        return deck

    example = project(SEA + LAKE + LIST, recipe=RECIPE)
    run("init", "-b", "main")
    one = commit(SEA + LAKE + LIST)
    run("checkout", "-b", "other")
    commit(SEA + LAKE.replace("{wet}", "{wettish}") + LIST)
    run("checkout", "main")
    commit(SALTY + LAKE + LIST)
    run("merge", "other", "-m", "merged")
    two = built(project(SALTY + LIST, recipe=RECIPE, files=attributes))
    with collection_with(one, two) as (collection, _):
        assert len(collection.find_notes("salty")) == 2
        (retired,) = collection.find_notes("tag:quizgen::retired")
        assert collection.get_note(retired)["Back"] == "wettish"


def test_a_card_that_one_side_of_a_merge_retired_keeps_its_words(project: Make) -> None:
    example = project(SEA + LAKE, recipe=RECIPE)
    one, lock = built(example), example.root / "decks/anki.lock"
    theirs = lock.read_text(encoding="utf-8")
    built(project(SEA, recipe=RECIPE))
    mine = lock.read_text(encoding="utf-8")
    lock.write_text(mine + theirs, encoding="utf-8")
    two = built(project(SEA, recipe=RECIPE))
    with collection_with(one, two) as (collection, _):
        (note,) = collection.find_notes("tag:quizgen::retired")
        assert collection.get_note(note)["Back"] == "wet"
    lock.write_text(mine + theirs, encoding="utf-8")
    built(project(SEA + LAKE, recipe=RECIPE))
    assert "How is a lake?" not in lock.read_text(encoding="utf-8")


def test_what_both_sides_changed_in_one_second_is_built_as_a_change() -> None:
    key = ("t", "f", "x", "ask")
    texts = [lock_text(Lock(UID, {key: NOTE._replace(digest=digest)})) for digest in ("bb", "cc")]
    assert lock_of("".join(texts), Path("anki.lock")).notes[key].digest == ""


def test_a_clash_of_a_merge_is_named() -> None:
    texts = [lock_text(Lock(UID, {}, names={("t", "f", "x"): name})) for name in ("y", "z")]
    with pytest.raises(ContentError, match="both 'y' and 'z' continue the card 't/f/x'"):
        lock_of("".join(texts), Path("anki.lock"))
    with pytest.raises(ContentError, match="two projects"):
        lock_of(lock_text(Lock(UID)) + lock_text(Lock("f" * 32)), Path("anki.lock"))


def test_the_release_notes_say_what_it_was_and_what_it_is(project: Make) -> None:
    example = project(SEA, recipe=RECIPE)
    built(example)
    assert write_release(example, "One", None, {})[0] == "One: 2 new"
    assert not unreleased_changes(example)
    example = project(SALTY + LAKE, recipe=RECIPE)
    built(example)
    built(project(SALTY.replace("salty", "very salty") + LAKE, recipe=RECIPE))
    write_release(example, "Two", None, {"taste": "a slip"})
    assert (
        (example.root / "decks/releases.md").read_text(encoding="utf-8")
        == """\
# Releases

## Two (2026-01-05)

1 new, 2 corrected.

### New

- How is a lake? → wet

### Corrected

- `t/taste/taste/ask`: a slip
  - before: How does the sea taste? → saltey
  - after: How does the sea taste? → very salty
- `t/taste/what/gap`: a slip
  - before: The […] is saltey. → sea
  - after: The […] is very salty. → sea

## One (2026-01-02)

The first release: 2 cards about 1 fact.
"""
    )
    with pytest.raises(UsageError, match="neither corrected nor retired"):
        write_release(example, "Three", None, {"taste": "why"})


@pytest.mark.parametrize("recipe", ["kazakhstan-azerbaijan", "waves"])
def test_a_shipped_deck_is_corrected_in_a_studied_collection(recipe: str, tmp_path: Path) -> None:
    for name in ("facts", "decks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "quizgen.yaml", tmp_path)
    project, made = Project.at(tmp_path), tmp_path / f"decks/{recipe}.yaml"
    made.write_text(f"{made.read_text(encoding='utf-8')}outputs: deck\n", encoding="utf-8")
    build(project, [recipe], tmp_path / "one", strict=True, progress=quiet)
    path = tmp_path / f"facts/{recipe}.yaml"
    text = path.read_text(encoding="utf-8")
    corrected, retired = re.findall(r"^- id: (.+)$", text, re.MULTILINE)[:2]
    text = text.replace(f"- id: {corrected}\n", f'- id: {corrected}\n  feedback: "Think twice."\n', 1)
    text = text.replace(f"- id: {retired}\n", f"- id: {retired}\n  status: retired\n", 1)
    path.write_text(text, encoding="utf-8")
    build(project, [recipe], tmp_path / "two", strict=True, progress=quiet)
    one, two = (tmp_path / place / recipe / "deck.apkg" for place in ("one", "two"))
    with studied(one) as collection:
        before, notes = progress(collection), collection.note_count()
        log = import_into(collection, two)
        touched = len(collection.find_notes(f'"FactID:*/{corrected}" OR "FactID:*/{retired}"'))
        assert (len(log.new), len(log.updated), len(log.conflicting)) == (0, touched, 0)
        assert set(collection.find_notes("tag:quizgen::retired")) == set(collection.find_notes(f'"FactID:*/{retired}"'))
        assert collection.find_notes('"Think twice."')
        assert (progress(collection), collection.note_count()) == (before, notes)
        assert is_sound(collection)
        assert collection.get_empty_cards().notes == []
