from __future__ import annotations

import pytest

from quizgen.checks.free_licences import lets_copy


@pytest.mark.parametrize(
    "licence",
    [
        "CC BY",
        "CC-BY-4.0",
        "cc by-sa 3.0",
        "CC BY‑NC‑SA",
        "CC0",
        "CC0 1.0",
        "Creative Commons Attribution 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
        "public domain",
        "Public-Domain",
        "Общественное достояние",
        "gemeinfrei",
        "domaine public",
        "dominio público",
        "GFDL",
    ],
)
def test_licences_that_let_everybody_copy(licence: str) -> None:
    assert lets_copy(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "",
        "All rights reserved",
        "© 2024 The Paper",
        "not in the public domain",
        "no Creative Commons licence",
        "MIT Press",
        "ccc",
    ],
)
def test_other_licences(licence: str) -> None:
    assert not lets_copy(licence)
