"""Our rendering of Anki's template language, held against Anki's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from anki.collection import Collection
from anki_collection import imported
from conftest import written
from exporters.test_kinds import ENTITIES, FACTS, PICTURE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.pipeline import build
from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.card_rendering import face
from quizgen.exporters.anki.note_types import TYPES, NoteType
from quizgen.exporters.job import NotesJob
from quizgen.generators import card_kinds
from quizgen.model.text import parse_text
from quizgen.project import Project
from quizgen.rendering.html import anki_html

ROOT = Path(__file__).parents[3]
ALL = "schema: quizgen-deck/1\ntitle: All\nfacts: {facts}\noutputs: deck\n"
ALL += "deck: {{kinds: [{kinds}], forms: all, subdecks: tag}}\n"


def comparable(side: str) -> str:
    """A side without what differs and is not shown: a hint's id, and who plays a sound."""
    side = re.sub(r"\[sound:[^\]]*\]|\[anki:play:[qa]:\d+\]", "[sound]", side)
    return re.sub(r"hint[0-9a-f]{16}", "hint0", side)


def notes_job(project: Project, recipe: str) -> NotesJob:
    (jobs,), _ = assemble_recipes(project, read_content(project, [project.recipe(recipe)]))
    return jobs.notes


def compare(project: Project, recipe: str) -> int:
    build(project, [recipe], project.root / "build", strict=False, progress=lambda *_: None)
    job = notes_job(project, recipe)
    with imported(project.root / f"build/{recipe}/deck.apkg") as cards:
        anki = {card.guid: card for card in cards}
    assert len(anki) == len(cards) == len(job.notes)
    for note in job.notes:
        sides = face(job.types[note.type], note.fields, note.tags, job.decks[note.part])
        card = anki[guid(job.lock.uid, note.key)]
        assert comparable(sides.question) == comparable(card.question)
        assert comparable(sides.answer) == comparable(card.answer)
    return len(cards)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Both shipped collections with cards of every kind."""
    root = tmp_path_factory.mktemp("all")
    (root / "facts").symlink_to(ROOT / "facts")
    names = ("kazakhstan-azerbaijan", "waves")
    return written(
        root, {f"decks/{name}.yaml": ALL.format(facts=name, kinds=", ".join(card_kinds())) for name in names}
    )


@pytest.mark.parametrize("recipe", ["kazakhstan-azerbaijan", "waves"])
def test_every_card_of_the_shipped_collections_is_as_anki_renders_it(shipped: Project, recipe: str) -> None:
    assert compare(shipped, recipe) > 150


def test_every_kind_is_as_anki_renders_it(project: Callable[..., Project]) -> None:
    recipe = ALL.format(facts="t", kinds=", ".join(card_kinds()))
    example = project(FACTS, entities=ENTITIES, recipe=recipe, files={"facts/cycle.svg": PICTURE})
    (example.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    assert compare(example, "t") > 30
    assert set(TYPES) == {note.type for note in notes_job(example, "t").notes}


FIELDS = ("Front", "Back", "More")
PIECES = (
    *("{{Front}}", "{{ Back }}", "{{text:Front}}", "{{hint:More}}", "{{type:Back}}", "{{type:nc:More}}", "{{Tags}}"),
    *(
        "{{#Back}}b{{/Back}}",
        "{{^Back}}no b{{/Back}}",
        "{{#More}}{{Front}}{{^Back}}x{{/Back}}{{/More}}",
        "<!-- {{Front}} -->",
    ),
    *(
        "{{Type}}",
        "{{Deck}}",
        "{{Subdeck}}",
        "{{Card}}",
        "{{CardFlag}}",
        "{{{Back}}}",
        "<b>",
        "\n",
        "{{text:hint:Front}}",
    ),
)
ANY_FIELD = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"])).map(
        lambda text: anki_html(parse_text(text.replace("\\(", "")))
    ),
    st.sampled_from(
        ["", " ", "<br>", "<div> </div>", "&nbsp;", "<b>bold</b>", "a &lt; b", "<!-- c -->d", "<script>1</script>"]
    ),
)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    yield opened
    opened.close()


def both(collection: Collection, front: str, back: str, fields: tuple[str, ...]) -> None:
    """Renders a note's card with Anki and by ourselves; the template and fields are those given."""
    type = NoteType(
        1,
        "T",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "One", "qfmt": front, "afmt": back}],
    )
    sides = face(type, dict(zip(FIELDS, fields, strict=True)), ("a", "b::c"), "Default")
    entry = collection.models.new("T")
    for name in FIELDS:
        collection.models.add_field(entry, collection.models.new_field(name))
    template = collection.models.new_template("One") | {"qfmt": front, "afmt": back}
    collection.models.add_template(entry, template)
    collection.models.add(entry)
    try:
        note = collection.new_note(entry)
        note.fields, note.tags = list(fields), ["a", "b::c"]
        collection.add_note(note, collection.decks.id("Default"))
        (card,) = note.cards()
        output = card.render_output()
        if "The front of this card is blank" in output.question_text:
            return  # a message of Anki's own
        assert comparable(sides.question) == comparable(output.question_text)
        assert comparable(sides.answer) == comparable(output.answer_text)
    finally:
        collection.models.remove(entry["id"])


@pytest.mark.parametrize("field", ["a\u00a0b", "a&nbsp;b", "a\u00a0b &lt; c", "fish & chips &lt;", "&apos;", "&#128;"])
def test_the_filter_text_decodes_what_anki_decodes(collection: Collection, field: str) -> None:
    both(collection, "{{text:Front}}", "{{Back}}", (field, "b", ""))


def test_a_front_that_shows_no_field_of_the_note_is_a_card(collection: Collection) -> None:
    both(collection, "{{Front}}{{Deck}}", "{{Back}}", ("", "b", ""))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    front=st.lists(st.sampled_from(PIECES), max_size=6).map("|".join),
    back=st.lists(st.sampled_from((*PIECES, "{{FrontSide}}")), max_size=6).map("|".join),
    fields=st.tuples(ANY_FIELD, ANY_FIELD, ANY_FIELD),
)
def test_any_template_of_fields(collection: Collection, front: str, back: str, fields: tuple[str, ...]) -> None:
    both(collection, f"{{{{Front}}}}{front}", f"{{{{Back}}}}{back}", fields)
