"""The files of a package: names that every system accepts, and references to them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from html import unescape
from unicodedata import category, normalize

_LONGEST = 120  # bytes; AnkiWeb accepts no longer name
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)", re.IGNORECASE)
_ALIEN = re.compile(r'[\[\]<>:"/?*^\\|\x00-\x1f\x7f\xa0\ud800-\udfff]')
_UNSYNCED = frozenset(("thumbs.db", ".ds_store"))


def name_faults(names: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with names: Anki would change them, or they are the same file on some systems."""
    seen: dict[str, str] = {}
    for name in sorted(names):
        if not _is_safe(name):
            yield f"{name!a} cannot be the name of a media file: Anki would change it or reject the deck"
        elif (other := seen.setdefault(name.casefold(), name)) != name:
            yield f"the media files {other!r} and {name!r} differ only in capital letters"


def _is_safe(name: str) -> bool:
    return not (
        not name
        or _ALIEN.search(name)
        or _DEVICE.match(name)
        or name.endswith((" ", "."))
        or name.lower() in _UNSYNCED
        or len(name.encode()) > _LONGEST
        or normalize("NFC", name) != name
        or any(category(character) == "Cn" for character in name)
    )


_VALUE = r"""(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_SOURCE = re.compile(
    r"""<(?:img|audio|video|object|source|embed|script|link)\b(?:[^>"']|"[^"]*"|'[^']*')*?"""
    rf"""\s(?:src|data|href)\s*=\s*{_VALUE}""",
    re.IGNORECASE,
)
# A tag that has more than a class, or begins a style sheet.
_TELLING = re.compile(r"""<(?!/?(?!style)[a-z][a-z0-9]*(?: class="[^"<>]*")?>)""")
_SOUND = re.compile(r"\[sound:([^\[\]]+)\]")
_STYLED = re.compile(r"<style\b(?:(?!<style\b).)*?</style>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
_URL = re.compile(r"""(?:\burl\(\s*|@import\s+(?=["']))(?:"([^"]*)"|'([^']*)'|([^\s"')]+))""", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:https?|data):|//|#", re.IGNORECASE)


def missing(text: str, names: Collection[str]) -> list[str]:
    """Return the files that a field or a template refers to and that are not among ``names``, in order."""
    files: list[str] = []
    if _TELLING.search(text):  # nearly no note names a file, and this is quicker than the other patterns
        files += (unescape(value) for value in _values(_SOURCE, text))
        files += (unescape(value) for styled in _STYLED.findall(text) for value in _values(_URL, styled))
    if "[sound:" in text:
        files += (unescape(value) for value in _SOUND.findall(text))
    return _absent(files, names) if files else files


def missing_in_style(css: str, names: Collection[str]) -> list[str]:
    """Return the files that a style sheet refers to and that are not among ``names``, in order."""
    return _absent(_values(_URL, css), names)


def _values(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (match[1] or match[2] or match[3] or "" for match in pattern.finditer(text))


def _absent(files: Iterable[str], names: Collection[str]) -> list[str]:
    local = (name for name in files if not _ELSEWHERE.match(name) and "{{" not in name)
    return [name for name in dict.fromkeys(local) if normalize("NFC", name) not in names]
