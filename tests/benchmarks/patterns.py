"""Whether every regular expression is linear on any text: python tests/benchmarks/patterns.py [LENGTH]

Texts are derived from each pattern: what single parts of it match, what its beginnings match, and two of them in turn,
repeated; and a character repeated after such a beginning, and before one that ends it. Searching four times the length
should take four times as long. Prints the patterns of which it takes longer.
"""

from __future__ import annotations

import ast
import importlib
import re
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT)]

LEAST = 0.01  # seconds for the longer text: below it, the clock is too coarse
MOST = 1.0
METHODS = {"compile", "sub", "subn", "search", "match", "fullmatch", "findall", "finditer", "split"}
_parser: Any = re._parser  # type: ignore[attr-defined]
SAMPLES = "a1 \n.-(<&_A\u00e9\u0436\"'/;:=%x\\"
FLAGS = {"IGNORECASE": re.I, "I": re.I, "DOTALL": re.S, "S": re.S, "MULTILINE": re.M, "M": re.M, "VERBOSE": re.X}


class Used(NamedTuple):
    """A pattern: where it is, and whether it is looked for in a text or compared with its beginning or all of it."""

    place: str
    source: str | bytes
    flags: int
    method: str


def patterns(within: str) -> list[Used]:
    """The patterns in modules that begin so: those in their code as texts, and those that they have compiled."""
    found: dict[tuple[str | bytes, int], Used] = {}
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "quizgen").rglob("*.py"))}
    code = "\n".join(sources.values())
    for path, text in sources.items():
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if name.endswith("__main__") or not name.startswith(within):
            continue
        for variable, value in list(vars(importlib.import_module(name)).items()):
            if not (held := list(compiled(value))):
                continue
            users = text if variable.startswith("_") else code
            methods = set(re.findall(rf"\b{re.escape(variable)}\.(\w+)", users)) & METHODS
            method = methods.pop() if methods in ({"match"}, {"fullmatch"}) else "finditer"
            for pattern in held:
                key = pattern.pattern, pattern.flags & ~re.U
                found.setdefault(key, Used(f"{name}.{variable}", *key, method))
        for node in ast.walk(ast.parse(text)):
            if key := pattern_in(node):
                method = node.func.attr if node.func.attr in ("match", "fullmatch") else "finditer"  # type: ignore[attr-defined]
                found.setdefault(key, Used(f"{name}:{node.lineno}", *key, method))  # type: ignore[attr-defined]
    return list(found.values())


def compiled(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The patterns that ``value`` is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for part in value.values():
            yield from compiled(part, depth + 1)
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset) and len(value) < 1000:
        for part in value:
            yield from compiled(part, depth + 1)


def pattern_in(node: ast.AST) -> tuple[str | bytes, int] | None:
    """The pattern and flags of a call such as ``re.sub("a+", …)``."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("re"), name), [ast.Constant(str() | bytes() as text), *_] as args):
            if name in METHODS:
                names = [
                    part.attr
                    for arg in [*args, *(key.value for key in node.keywords)]
                    for part in ast.walk(arg)
                    if isinstance(part, ast.Attribute)
                ]
                return text, sum({FLAGS[name] for name in names if name in FLAGS})
    return None


def texts_of(items: Any, made: set[str]) -> str:
    """A text that a parsed pattern matches; ``made`` gets those of its parts, and of its beginnings."""
    text = ""
    for item in items:
        text += text_of(item, made)
        made.add(text)
    return text


def text_of(item: Any, made: set[str]) -> str:
    """A text that one part of a parsed pattern matches."""
    op, value = str(item[0]), item[1]
    match op:
        case "LITERAL":
            text = chr(value)
        case "NOT_LITERAL":
            text = "a" if value != ord("a") else "b"
        case "ANY":
            text = "a"
        case "IN":
            named = "".join(chr(part[1]) for part in value if str(part[0]) == "LITERAL")
            named += "".join(chr(part[1][0]) for part in value if str(part[0]) == "RANGE")
            is_in = class_of(value).match
            members = [character for character in dict.fromkeys(SAMPLES + named) if is_in(character)]
            made.update(members)
            text = members[0] if members else "a"
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            text = texts_of(value[2], made) * max(1, min(value[0], 3))
        case "SUBPATTERN":
            text = texts_of(value[3], made)
        case "ATOMIC_GROUP":
            text = texts_of(value, made)
        case "BRANCH":
            text = next(iter([texts_of(branch, made) for branch in value[1]]))
        case "GROUPREF_EXISTS":
            text = texts_of(value[1], made)
        case "ASSERT" | "ASSERT_NOT":
            texts_of(value[1], made)
            text = ""
        case _:
            text = ""
    made.add(text)
    return text


def class_of(members: Any) -> re.Pattern[str]:
    """The pattern of a class of characters alone."""
    source = _parser.SubPattern(_parser.State(), [(_parser.IN, list(members))])
    made: re.Pattern[str] = re._compiler.compile(source)  # type: ignore[attr-defined]
    return made


def attacks(pattern: str | bytes, flags: int) -> Iterator[tuple[str, str, str]]:
    """What to repeat against a pattern, with what is before it and behind it."""
    made: set[str] = set()
    texts_of(_parser.parse(pattern, flags), made)
    parts = sorted({text for text in made if text}, key=lambda text: (len(text), text))[:24]
    yield from (("", part, "") for part in parts)
    yield from (("", one + other, "") for one in parts for other in (" ", "a", "\n", "1") if len(one) < 9)
    characters = [*[part for part in parts if len(part) == 1][:10], " "]
    yield from ((part, character, "\u2603") for part in parts for character in characters)


def seconds(pattern: re.Pattern[Any], method: str, text: str) -> float:
    """How long it takes to find every match in ``text``; what takes over ``MOST`` seconds is stopped."""
    content = text.encode() if isinstance(pattern.pattern, bytes) else text
    began = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST)
    try:
        list(getattr(pattern, method)(content) or ()) if method == "finditer" else getattr(pattern, method)(content)
    except TimeoutError:
        return MOST
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - began


def stop(*_: object) -> None:
    """End a search that takes too long."""
    raise TimeoutError


def worse_than_linear(
    used_patterns: Iterable[Used], length: int
) -> Iterator[tuple[Used, tuple[str, str, str], float, float]]:
    """A pattern, what is repeated in what, and the seconds for ``length`` and four times as many characters."""
    signal.signal(signal.SIGVTALRM, stop)
    for used in sorted(used_patterns, key=lambda used: used.place):
        pattern = re.compile(used.source, used.flags)
        for attack in attacks(used.source, used.flags):
            before, repeated, behind = attack
            short, long = (before + repeated * (size // len(repeated)) + behind for size in (length, 4 * length))
            if seconds(pattern, used.method, long) < LEAST:
                continue
            slow = min(seconds(pattern, used.method, long) for _ in range(3))  # of a machine that is busy
            quick = min(seconds(pattern, used.method, short) for _ in range(3))
            if slow >= MOST or (slow > LEAST and slow > 7 * quick):
                yield used, attack, quick, slow
                break


def main(length: int, within: str = "quizgen.") -> int:
    """Print a line for each; return how many there are."""
    count, found = 0, patterns(within)
    for used, attack, short, long in worse_than_linear(found, length):
        print(f"{used.place} ({used.method})\n  {used.source!r}\n  {attack!r}: {short:.3f} s, {long:.3f} s", flush=True)
        count += 1
    print(f"{count} of {len(found)} patterns grow faster than their text")
    return count


if __name__ == "__main__":
    sys.exit(main(int((*sys.argv, "5000")[1])) > 0)
