from __future__ import annotations

import io
import zipfile

import pytest

from quizgen.archive import zip_bytes


def test_bytes_depend_on_the_entries_alone() -> None:
    entries = [("b", b"x" * 1000), ("ə", b"")]
    assert zip_bytes(entries) == zip_bytes(iter(entries))
    with zipfile.ZipFile(io.BytesIO(zip_bytes(entries))) as container:
        assert [(info.filename, info.date_time[0]) for info in container.infolist()] == [("b", 1980), ("ə", 1980)]
        assert container.read("b") == b"x" * 1000
        assert container.getinfo("b").compress_size < 100


def test_a_content_may_come_in_pieces() -> None:
    text = b"".join(b"line %d\n" % n for n in range(50_000))
    whole = zip_bytes([("a", text)], level=1)
    assert zip_bytes([("a", (text[:7], text[7:300_000], b"", text[300_000:]))], level=1) == whole
    assert len(zip_bytes([("a", text)], level=9)) < len(whole)
    with zipfile.ZipFile(io.BytesIO(whole)) as container:
        assert container.read("a") == text


def test_a_name_given_twice_is_a_bug() -> None:
    with pytest.raises(ValueError, match="two entries"):
        zip_bytes([("a", b""), ("a", b"")])
