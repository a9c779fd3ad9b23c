from __future__ import annotations

from collections.abc import Iterator

import pytest
from anki.collection import Collection
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.rendering.anki_templates import (
    ALWAYS_FILLED,
    Field,
    Part,
    TemplateSection,
    TemplateSyntaxError,
    elements,
    parse,
    shows,
    visible,
)


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("", ()),
        ("a {{ Front }}b", ("a ", Field("Front"), "b")),
        ("{{text:hint:Front}}", (Field("Front", ("text", "hint")),)),
        ("{{{Front}}}", (Field("Front"), "}")),
        (
            "{{#Front}}a{{^ Back }}b{{/Back}}{{/ Front}}",
            (TemplateSection("Front", True, ("a", TemplateSection("Back", False, ("b",)))),),
        ),
        ("<!-- {{Front}} -->{{Back}}", ("<!-- {{Front}} -->", Field("Back"))),
        ("<!-- {{Front}}", ("<!-- ", Field("Front"))),
        ("a {{Front", ("a {{Front",)),
        ("a }} b", ("a }} b",)),
        ("{{#}}{{}}", (Field("#"), Field(""))),
        (
            " {{=<% %>=}}<%#Back%><%Front%><%/Back%>{{Back}}",
            (TemplateSection("Back", True, (Field("Front"),)), "{{Back}}"),
        ),
        ("<%Front%>", ("<%Front%>",)),
    ],
)
def test_a_template_is_text_fields_and_sections(template: str, parts: tuple[Part, ...]) -> None:
    assert parse(template) == parts


@pytest.mark.parametrize(
    ("template", "message", "offset"),
    [
        ("a{{#Front}}b", "{{#Front}} is never closed", 1),
        ("{{^Front}}b", "{{^Front}} is never closed", 0),
        ("a{{/Front}}", "{{/Front}} does not close the section that was opened last", 1),
        ("{{#Front}}{{^Back}}{{/Front}}{{/Back}}", "{{/Front}} does not close the section that was opened last", 19),
    ],
)
def test_sections_that_do_not_nest_are_refused(template: str, message: str, offset: int) -> None:
    with pytest.raises(TemplateSyntaxError) as refused:
        parse(template)
    assert (str(refused.value), refused.value.offset) == (message, offset)


def test_what_is_shown_depends_on_what_is_filled() -> None:
    parts = parse("{{#Front}}a{{Front}}{{/Front}}{{^Front}}b{{Back}}{{/Front}}")
    assert list(visible(parts, {"Front"})) == ["a", Field("Front")]
    assert list(visible(parts, {"Back"})) == ["b", Field("Back")]
    assert shows(parts, {"Back"})
    assert not shows(parts, set())
    assert [part.name for part in elements(parts)] == ["Front", "Front", "Front", "Back"]


TEXTS = {"Front": "F", "Back": "B", "More": ""}
PIECES = st.sampled_from(
    [
        *("{{Front}}", "{{ Back }}", "{{More}}", "{{{Back}}}", "{{#Back}}", "{{/Back}}", "{{^Back}}", "{{# More }}"),
        *("{{/More}}", "{{^More}}", "{{/ More}}", "<!--", "-->", "{{", "}}", "{", "}", "a", "\n", "<b>", "<%Back%>"),
    ]
)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    models = opened.models
    note_type = models.new("T")
    for name in TEXTS:
        models.add_field(note_type, models.new_field(name))
    models.add_template(note_type, models.new_template("Card") | {"qfmt": "{{Front}}", "afmt": "{{Back}}"})
    models.add_dict(note_type)
    yield opened
    opened.close()


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(["{{Front}}", "{{=<% %>=}}<%Front%>"]), st.lists(PIECES, max_size=10).map("".join))
def test_any_template_shows_what_it_shows_in_anki(collection: Collection, beginning: str, rest: str) -> None:
    template = beginning + rest
    model = collection.models.by_name("T")
    assert model is not None
    note = collection.new_note(model)
    note.fields = list(TEXTS.values())
    card = note.ephemeral_card(custom_template={**model["tmpls"][0], "qfmt": template})
    seen = card.render_output().question_text
    try:
        parts = parse(template)
    except TemplateSyntaxError:
        assert "Front template has a problem" in seen
        return
    if any(part.name not in TEXTS for part in elements(parts)):
        assert "there is no field called" in seen
    else:
        side = visible(parts, {"Front", "Back"} | ALWAYS_FILLED)
        assert seen == "".join(part if isinstance(part, str) else TEXTS[part.name] for part in side)
