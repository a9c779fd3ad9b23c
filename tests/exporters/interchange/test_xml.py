"""XML that is written as text reads back unchanged."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring, tostring

from bank_questions import STRINGS
from hypothesis import given, settings

from quizgen.exporters.interchange.xml import add, document, element, escape, xml_bytes


@settings(max_examples=60)
@given(STRINGS, STRINGS)
def test_texts_and_attributes_read_back(text: str, value: str) -> None:
    root = fromstring(document(element("a", element("b", escape(text), {"c": value}) + element("d"))))
    assert [(each.tag, each.text, each.attrib) for each in root] == [("b", text, {"c": value}), ("d", None, {})]


@settings(max_examples=60)
@given(STRINGS, STRINGS)
def test_a_tree_reads_back_and_escapes_no_text(text: str, value: str) -> None:
    root = Element("a", {"b": value})
    add(add(root, "c", attributes={"d": "1"}), "e", text)
    made = xml_bytes(root)
    assert tostring(fromstring(made)) == tostring(root)
    assert (b"<e><![CDATA[" in made) == bool(set(text) & set("&<>"))
