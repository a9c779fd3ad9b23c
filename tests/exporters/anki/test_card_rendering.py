"""Our rendering of Anki's template language, held against Anki's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from pathlib import Path

import pytest
from anki.collection import Collection
from anki_collection import Seen, imported
from exporters.test_kinds import ENTITIES, FACTS, PICTURE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizgen.build.content import read_content
from quizgen.build.jobs import assemble_recipes
from quizgen.build.pipeline import build
from quizgen.exporters.anki.anki_ids import guid
from quizgen.exporters.anki.card_rendering import Face, faces
from quizgen.exporters.anki.deck import deck_types
from quizgen.exporters.anki.note_types import KINDS, NoteType
from quizgen.exporters.anki.notes import deck_notes
from quizgen.generators import card_kinds
from quizgen.model.text import parse_text
from quizgen.project import Project
from quizgen.rendering.html import anki_html

ROOT = Path(__file__).parents[3]
ALL = "schema: quizgen-deck/1\ntitle: All\nfacts: {facts}\noutputs: deck\ndeck: {{kinds: [{kinds}], subdecks: tag}}\n"


def told(side: str) -> str:
    """A side without what differs and does not show: a hint's id, how an attribute is escaped, who plays a sound."""
    side = re.sub(r"\[sound:[^\]]*\]|\[anki:play:[qa]:\d+\]", "[sound]", side)
    side = re.sub(r"hint[0-9a-f]{16}", "hint0", side)
    return re.sub(r'data-cloze="([^"]*)"', lambda cloze: f'data-cloze="{escape(told(unescape(cloze[1])))}"', side)


def ours(project: Project, recipe: str) -> dict[tuple[str, int], Face]:
    """The faces of a recipe's deck, by the note's guid and the card's place."""
    (jobs,), _ = assemble_recipes(project, read_content(project, [project.recipe(recipe)]))
    job = jobs.cards
    notes = deck_notes(job)
    types = deck_types(job, notes)
    found = {}
    for note in notes:
        deck = f"{job.title}::{note.subdeck}" if note.subdeck else job.title
        for face in faces(types[note.type], note.fields, note.tags, deck):
            found[guid(note.id), face.ord] = face
    return found


def theirs(cards: list[Seen]) -> dict[tuple[str, int], Seen]:
    return {(card.guid, card.ord): card for card in cards}


def compare(project: Project, recipe: str) -> int:
    build(project, [recipe], project.root / "build", strict=False, progress=lambda *_: None)
    found = ours(project, recipe)
    with imported(project.root / f"build/{recipe}/deck.apkg") as cards:
        anki = theirs(cards)
    assert set(found) == set(anki)
    for key, face in found.items():
        assert told(face.question) == told(anki[key].question)
        assert told(face.answer) == told(anki[key].answer)
    return len(found)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Both shipped collections with cards of every kind."""
    root = tmp_path_factory.mktemp("all")
    (root / "facts").symlink_to(ROOT / "facts")
    (root / "decks").mkdir()
    for name in ("kazakhstan-azerbaijan", "waves"):
        (root / f"decks/{name}.yaml").write_text(ALL.format(facts=name, kinds=", ".join(card_kinds())))
    return Project.at(root)


@pytest.mark.parametrize("recipe", ["kazakhstan-azerbaijan", "waves"])
def test_every_card_of_the_shipped_collections_is_as_anki_renders_it(shipped: Project, recipe: str) -> None:
    assert compare(shipped, recipe) > 200


def test_every_kind_is_as_anki_renders_it(project: Callable[..., Project]) -> None:
    recipe = ALL.format(facts="t", kinds=", ".join(card_kinds()))
    made = project(FACTS, entities=ENTITIES, recipe=recipe, files={"facts/cycle.svg": PICTURE})
    (made.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    assert compare(made, "t") > 30
    assert set(KINDS) == {note.type for note in notes_of(made)}


def notes_of(project: Project) -> list[object]:
    (jobs,), _ = assemble_recipes(project, read_content(project, [project.recipe("t")]))
    return deck_notes(jobs.cards)  # type: ignore[return-value]


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
CLOZES = st.recursive(
    st.one_of(
        st.sampled_from(["a", "<b>x</b>", " ", "é&amp;", "::", ":", "}", "{{", "}}", "{{c1::", "{{c2:"]),
        st.just("{{c1::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4:oi=1}}"),
        st.just("{{c2::image-occlusion:rect:left=.1:top=.2:width=.3:height=.4}}"),
    ),
    lambda inside: st.builds(
        lambda number, text, hint: f"{{{{c{number}::{text}{hint}}}}}",
        st.sampled_from(["0", "1", "2", "3", "12", "1,3", "3,1"]),
        st.lists(inside, max_size=3).map("".join),
        st.sampled_from(["", "::hint", "::", "::a::b"]),
    ),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    yield opened
    opened.close()


def both(collection: Collection, front: str, back: str, fields: tuple[str, ...], *, cloze: bool) -> None:
    """Renders a note's cards with Anki and by ourselves; the templates and fields are those given."""
    templates = [{"name": "One", "qfmt": front, "afmt": back}]
    shape = NoteType.CLOZE if cloze else NoteType.FRONT_BACK
    type = NoteType(1, "T", fields=[{"name": name} for name in FIELDS], templates=templates, model_type=shape)
    found = list(faces(type, dict(zip(FIELDS, fields, strict=True)), ("a", "b::c"), "Default"))
    entry = collection.models.new("T")
    entry["type"] = int(cloze)
    for name in FIELDS:
        collection.models.add_field(entry, collection.models.new_field(name))
    template = collection.models.new_template("One") | {"qfmt": front, "afmt": back}
    collection.models.add_template(entry, template)
    collection.models.add(entry)
    try:
        note = collection.new_note(entry)
        note.fields, note.tags = list(fields), ["a", "b::c"]
        collection.add_note(note, collection.decks.id("Default"))
        cards = [card for card in note.cards() if found or card.ord]  # Anki gives a note that has no card a blank one
        assert [face.ord for face in found] == [card.ord for card in cards]
        for face, card in zip(found, cards, strict=True):
            output = card.render_output()
            assert told(face.question) == told(output.question_text)
            assert told(face.answer) == told(output.answer_text)
    finally:
        collection.models.remove(entry["id"])


@pytest.mark.parametrize("field", ["a\u00a0b", "a&nbsp;b", "a\u00a0b &lt; c", "fish & chips &lt;", "&apos;", "&#128;"])
def test_the_filter_text_decodes_what_anki_decodes(collection: Collection, field: str) -> None:
    both(collection, "{{text:Front}}", "{{Back}}", (field, "b", ""), cloze=False)


def test_a_front_that_shows_no_field_of_the_note_is_a_card(collection: Collection) -> None:
    both(collection, "{{Front}}{{Deck}}", "{{Back}}", ("", "b", ""), cloze=False)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    front=st.lists(st.sampled_from(PIECES), max_size=6).map("|".join),
    back=st.lists(st.sampled_from((*PIECES, "{{FrontSide}}")), max_size=6).map("|".join),
    fields=st.tuples(ANY_FIELD, ANY_FIELD, ANY_FIELD),
)
def test_any_template_of_fields(collection: Collection, front: str, back: str, fields: tuple[str, ...]) -> None:
    both(collection, f"{{{{Front}}}}{front}", f"{{{{Back}}}}{back}", fields, cloze=False)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(CLOZES, max_size=5).map("".join), more=st.lists(CLOZES, max_size=2).map("".join))
def test_any_deletions(collection: Collection, text: str, more: str) -> None:
    side = (
        "{{cloze:Front}}|{{#c1}}first{{/c1}}{{^c1}}other{{/c1}}{{#c3}}third{{/c3}}|{{text:cloze:Front}}|{{cloze:More}}"
    )
    both(collection, side, side + "{{Back}}{{FrontSide}}", (text, "b", more), cloze=True)
