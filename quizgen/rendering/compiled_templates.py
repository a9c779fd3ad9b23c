"""Templates as Jinja has compiled them: compiling is most of a small build's work.

A process keeps all that it compiles. What it compiles of the templates that come with quizgen is also kept for the next
one, in a file beside the bytecode of this module, which is Python's cache: where Python writes none, nor does this.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from types import MappingProxyType

import jinja2
from jinja2.bccache import Bucket

from quizgen.project import display_path, shipped_folder

_FILE = Path(cache_from_source(__file__)).with_suffix(".templates")
# The code that decides how a template is compiled, apart from Jinja's.
_COMPILING = ("compiled_templates.py", "environments.py", "blocks.py")


class CompiledTemplates(jinja2.BytecodeCache):
    """The bytecode of one environment's templates: path and name → what Jinja writes.

    Jinja compiles a template again if its source has changed, or its path, which is in the marks of Typst's templates.
    """

    def __init__(self) -> None:
        self.bytecode: dict[str, bytes] = {}
        self.has_new = False

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return a template's key, which begins with its path."""
        return f"{filename}|{name}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is known of a template."""
        if bucket.key in self.bytecode:
            bucket.bytecode_from_string(self.bytecode[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self.bytecode[bucket.key] = bucket.bytecode_to_string()
        self.has_new = True


COMPILED: Mapping[str, CompiledTemplates] = MappingProxyType(
    {name: CompiledTemplates() for name in ("html", "typ", "plain")}
)


@cache
def read_compiled() -> None:
    """Read what an earlier process has kept, once."""
    with suppress(OSError, EOFError, ValueError, TypeError):  # a damaged file is written again
        content = _FILE.read_bytes()
        stamp = _stamp()
        if content.startswith(stamp):
            for name, bytecode in marshal.loads(content[len(stamp) :]).items():  # noqa: S302 - as Python's own bytecode
                COMPILED[name].bytecode = bytecode | COMPILED[name].bytecode


def keep_compiled() -> None:
    """Keep what this process has compiled of the templates that come with quizgen."""
    if sys.dont_write_bytecode or not any(templates.has_new for templates in COMPILED.values()):
        return
    folder = display_path(shipped_folder() / "templates")
    kept = {
        name: {key: code for key, code in sorted(templates.bytecode.items()) if key.startswith(f"{folder}/")}
        for name, templates in COMPILED.items()
    }
    with suppress(OSError):  # quizgen's folder need not be the user's
        unfinished = _FILE.with_name(f"{_FILE.name}.{os.getpid()}")
        unfinished.write_bytes(_stamp() + marshal.dumps(kept))
        unfinished.replace(_FILE)
    for templates in COMPILED.values():
        templates.has_new = False


def _stamp() -> bytes:
    """A digest of the code that compiles templates."""
    digest = sha256(jinja2.__version__.encode())
    for name in _COMPILING:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.digest()
