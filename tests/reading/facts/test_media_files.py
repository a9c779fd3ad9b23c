from __future__ import annotations

from collections.abc import Callable

import pytest
from pictures import jpeg, png

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
        "<style>@namespace url(http://www.w3.org/2000/svg); @media print { .a { fill: rgb(1, 2, 3) } }</style>",
        "<style><![CDATA[.a > b { fill: url('#gradient'); transform: rotate(4deg) }]]></style>",
        "<rect style='filter: url(#shadow) drop-shadow(0 0 2px red)' data-name='x' aria-label='x'/>",
        "<metadata><x:RDF xmlns:x='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></metadata>",
        "<i:namedview xmlns:i='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' id='a'/>",
        "<g id='a'><path d='M0 0'/></g><use href='#a'/><use href='#a'/>",
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
        "<rect ONCLICK='alert(1)'/>",
        "<set href='#a' attributeName='xlink:href' to='javascript:alert(1)'/>",
        "<animate attributeName='href' values='javascript:alert(1)'/>",
        "<discard/>",
        "<a href='\tjava\nscript:alert(1)'/>",
        "<image href='data:image/svg+xml;base64,AAAA'/>",
        "<feImage href='#a'/>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>alert(1)</h:script>",
        "<rect xmlns:e='http://www.w3.org/2001/xml-events' e:event='click'/>",
        "<style>rect { fill: u\\72l(http://example.org/a) }</style>",
        "<style>@\\69mport 'http://example.org/a.css';</style>",
        "<style>/**/@import/**/'http://example.org/a.css';</style>",
        "<style>rect { background: image-set('http://example.org/a' 1x) }</style>",
        "<style>@font-face { font-family: x; src: url(http://example.org/a) }</style>",
        "<style>a { b: url('http://example.org</style>",
        "<rect style='fill: u\\72l(http://example.org/a)'/>",
        "<rect fill='u\\72l(http://example.org/a)'/>",
        "<g id='a'><use href='#a'/></g>",
        "".join(f"<g id='u{n}'>" + f"<use href='#u{n + 1}'/>" * 20 + "</g>" for n in range(5)) + "<rect id='u5'/>",
        "".join(f"<use id='u{n}' href='#u{n + 1}'/>" for n in range(5000)),
        "<g>" * 5000 + "</g>" * 5000,
        f"<style>{'(' * 20_000}</style>",
    ],
)
def test_a_picture_that_does_more(inside: str) -> None:
    assert picture_fault("a.svg", SVG.format(inside).encode())


def test_an_instruction_that_fetches_a_style_sheet() -> None:
    head = '<?xml version="1.0" encoding="utf-8"?>'
    assert picture_fault("a.svg", (head + SVG.format("")).encode()) == ""
    asks = f'{head}<?xml-stylesheet type="text/css" href="http://example.org/x.css"?>{SVG.format("")}'
    assert "xml-stylesheet" in picture_fault("a.svg", asks.encode())


def test_a_picture_in_another_encoding_than_its_readers_use() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + SVG.format("<desc>é</desc>")
    assert "this SVG cannot be read" in picture_fault("a.svg", text.encode("utf-16"))


@pytest.mark.parametrize(("name", "made"), [("a.png", png), ("a.jpg", jpeg)])
def test_a_picture_of_too_many_pixels_is_refused_by_its_header(name: str, made: Callable[[int, int], bytes]) -> None:
    assert picture_fault(name, made(6000, 4000)) == ""
    assert "30000 × 30000 pixels" in picture_fault(name, made(30000, 30000))
    assert "damaged" in picture_fault(name, made(6000, 4000)[:12])


def test_an_entity_bomb() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'
    assert "this SVG cannot be read" in picture_fault("a.svg", bomb)


@pytest.mark.parametrize(
    ("name", "content"), [("a.png", b"text"), ("a.jpg", b"\x89PNG"), ("a.svg", b"<html/>"), ("a.gif", b"")]
)
def test_what_is_no_picture(name: str, content: bytes) -> None:
    assert picture_fault(name, content)
