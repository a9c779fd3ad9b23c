from __future__ import annotations

from collections.abc import Iterator

import pytest
from anki.collection import Collection
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.rendering.anki_clozes import Deletion, has_unclosed, numbers, parse


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("no deletion", ("no deletion",)),
        ("a {{c1::b}} c", ("a ", Deletion((1,), ("b",)), " c")),
        ("{{c1::b::hint}}", (Deletion((1,), ("b",), "hint"),)),
        ("{{c1::b::}}", (Deletion((1,), ("b",), ""),)),
        ("{{c1::a::b::c}}", (Deletion((1,), ("a",), "b::c"),)),
        ("{{c3,1,3::b}}", (Deletion((1, 3), ("b",)),)),
        ("{{c1::a {{c2::b::in}} c::out}}", (Deletion((1,), ("a ", Deletion((2,), ("b",), "in"), " c"), "out"),)),
        ("{{c1::}}", (Deletion((1,), ()),)),
        ("a }} b", ("a ", "}}", " b")),
        ("{{C1::a}}", ("{{C1::a", "}}")),
        ("{{c::a}}{{c99999::b}}", ("{{c::a", "}}", "{{c99999::b", "}}")),
        ("a{{c1::b", ("a",)),
        ("{{c1::a {{c2::b}} c", ()),
        ("{{c1::image-occlusion:rect:left=.1}}", (Deletion((1,), ("image-occlusion:rect:left=.1",)),)),
    ],
)
def test_a_field_is_text_and_deletions(field: str, parts: tuple[str | Deletion, ...]) -> None:
    assert parse(field) == parts


def test_only_ten_deletions_are_open_inside_one_another() -> None:
    field = "".join(f"{{{{c{number}::" for number in range(1, 13)) + "a" + "}}" * 10
    assert numbers(field) == set(range(1, 11))


def test_a_deletion_knows_its_text() -> None:
    (nested,) = parse("{{c1::a {{c2::b::in}}::out}}")
    assert isinstance(nested, Deletion)
    assert nested.text == "a b"


def test_what_is_never_closed_is_noticed() -> None:
    assert has_unclosed("{{c1::a {{c2::b}}")
    assert not has_unclosed("{{c1::a}} }} {{c99999::")


PIECES = st.sampled_from(
    [
        *("{{c1::", "{{c2::", "{{c0::", "{{c1,3::", "{{c,::", "{{c70000::", "{{c00012::", "{{C1::", "}}", "{", "}"),
        *("a", " ", "::", ":", "<br>", "image-occlusion:", "é", "\n", "c1::", "{{c", "٣"),
    ]
)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    yield opened
    opened.close()


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_any_field_has_the_numbers_that_anki_finds(collection: Collection, field: str) -> None:
    model = collection.models.by_name("Cloze")
    assert model is not None
    note = collection.new_note(model)
    note.fields[0] = field
    assert numbers(field) == set(collection._backend.cloze_numbers_in_note(note._to_backend_note()))
