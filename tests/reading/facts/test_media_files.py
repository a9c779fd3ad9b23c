from __future__ import annotations

import pytest

from quizgen.reading.facts.media_files import picture_fault

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        "<rect width='1' height='1'/>",
        "<use xlink:href='#a'/>",
        "<rect fill='url(#gradient)'/>",
        "<style>rect { fill: red }</style>",
        "<image href='data:image/png;base64,AAAA'/>",
    ],
)
def test_a_picture_that_only_shows_itself(inside: str) -> None:
    assert picture_fault("a.svg", SVG.format(inside).encode()) == ""


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<rect onclick='alert(1)'/>",
        "<image href='http://example.org/a.png'/>",
        "<image xlink:href='file:///etc/passwd'/>",
        "<a href='javascript:alert(1)'/>",
        "<rect fill='url(http://example.org/a)'/>",
        "<style>@import 'http://example.org/a.css';</style>",
        "<foreignObject/>",
        "<rect",
    ],
)
def test_a_picture_that_does_more(inside: str) -> None:
    assert picture_fault("a.svg", SVG.format(inside).encode())


def test_an_entity_bomb() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'
    assert "no SVG that can be read" in picture_fault("a.svg", bomb)


@pytest.mark.parametrize(
    ("name", "content"), [("a.png", b"text"), ("a.jpg", b"\x89PNG"), ("a.svg", b"<html/>"), ("a.gif", b"")]
)
def test_what_is_no_picture(name: str, content: bytes) -> None:
    assert picture_fault(name, content)
