"""How time grows with the length of a text: python tests/benchmarks/growth.py [LENGTH]

A text that repeats two or three characters is put into every field of a fact, into an article and into question banks.
Twice the length should take twice the time; what takes over three times as long, and long enough to be measured, is
marked. For each place the slowest text is printed too.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT)]

from click.testing import CliRunner  # noqa: E402

from quizgen.cli import commands  # noqa: E402

LEAST = 0.25  # seconds: below it, a busy machine's noise is as large
REPEATED = (
    *("a", "И"),
    *(" ", "\u00a0 ", "a ", "A ", "A. ", "И ", "1 ", "1,", "1.", "1-", "-1", "1/", "1:", "1e", "½", "a-", "a'", "’"),
    *("\\(", "\\(a", "\\)", "{", "}", "{a", "{a}", "{{", "(", "(a ", ")", "[", "[a]", "[a](", "![", "<", "<a "),
    *("</", "<!--", "&", "&amp", "&#1", "*", "**a", "_a", "`", "``", "~", "=", "=a ", "#", "##", "//", "://", "$"),
    *("$1 ", "%", "% ", "…", "—", "\n", "\n\n", "\n ", " \n", "\t", "a,", ", and ", "not ", "one ", "the ", "to 1 "),
    *("\u0301", "\u200b", "“", "”a", '"', "'"),
)
HEAD = "schema: quizgen-facts/1\nsource: {id: t, title: T, file: t.txt, language: en}\nfacts:\n"
FIELDS = ("statement", "ask", "quote", "distractors", "feedback")


def in_facts(field: str) -> Callable[[str], dict[str, str]]:
    """A project with ``text`` in a field of its one fact, and in the article."""

    def files(text: str) -> dict[str, str]:
        escaped = "".join(f"\\u{ord(character):04x}" for character in text)
        values = {"statement": "It is in {Lima}.", "ask": "Where is it?", "quote": "in Lima", "feedback": "Yes"}
        values |= {"distractors": "Quito"}
        values[field] = f"{values[field]} {escaped}"
        quote = values.pop("quote")
        lines = [f'  {key}: "{value}"' for key, value in values.items()]
        fact = "\n".join(["- id: a", *lines, f'  evidence: {{paragraph: 1, quote: "{quote}"}}'])
        return {"facts/t.yaml": f"{HEAD}{fact}\n", "facts/t.txt": f"It is in Lima {text}."}

    return files


def in_bank(name: str, pattern: str) -> Callable[[str], dict[str, str]]:
    """A question bank with ``text`` in its question."""
    return lambda text: {name: pattern.replace("TEXT", text)}


MOODLE = (
    '<quiz><question type="shortanswer"><questiontext format="html"><text><![CDATA[<p>TEXT?</p>]]></text>'
    '</questiontext><answer fraction="100"><text>a</text></answer></question></quiz>'
)
IMPORT = ["-o", "b.yaml", "--force"]
PLACES: dict[str, tuple[Callable[[str], dict[str, str]], list[str]]] = {
    **{field: (in_facts(field), ["check"]) for field in FIELDS},
    "gift": (in_bank("b.gift", "Where TEXT? {=a ~b ~TEXT}\n"), ["import", "b.gift", *IMPORT]),
    "moodle": (in_bank("b.xml", MOODLE), ["import", "b.xml", *IMPORT]),
    "aiken": (in_bank("b.txt", "Where TEXT?\nA. TEXT\nB. b\nANSWER: A\n"), ["import", "b.txt", *IMPORT]),
    "markdown": (in_bank("b.md", "1. Where TEXT?\n   - [x] TEXT\n   - [ ] b\n"), ["import", "b.md", *IMPORT]),
}


def seconds(files: dict[str, str], arguments: list[str]) -> float:
    """How long a command takes in a folder with ``files``, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        with chdir(folder):
            began = time.process_time()
            CliRunner().invoke(commands, arguments)
            return time.process_time() - began


def measured(length: int, repeated_texts: Sequence[str] = REPEATED) -> Iterator[tuple[str, str, float, float]]:
    """The place, what is repeated there, and the seconds for ``length`` and twice as many characters.

    Those are of the texts that take longer than can be measured by chance, and of the slowest in each place.
    """
    for place, (files, arguments) in PLACES.items():
        short = {text: seconds(files(text * (length // len(text))), arguments) for text in repeated_texts}
        slowest = max(short, key=lambda text: short[text])
        for repeated in repeated_texts:
            if short[repeated] >= LEAST or repeated == slowest:
                long = seconds(files(repeated * (2 * length // len(repeated))), arguments)
                yield place, repeated, short[repeated], long


def main(length: int, repeated_texts: Sequence[str] = REPEATED) -> int:
    """Print a line for each; return how many there are."""
    count = 0
    print(f"{'place':12}{'repeated':12}{length:>10}{2 * length:>10} characters: seconds")
    slowest: dict[str, tuple[float, str]] = {}
    for place, repeated, short, long in measured(length, repeated_texts):
        line = f"{place:12}{repeated!r:12}{short:10.2f}{long:10.2f}"
        slowest[place] = max(slowest.get(place, (0.0, "")), (long, line))
        if short >= LEAST and long > 3 * short:
            print(f"{line}  over three times as long", flush=True)
            count += 1
    print("\n".join(line for _, line in slowest.values()))
    print(f"{count} of {len(PLACES) * len(repeated_texts)} grow faster than their length")
    return count


if __name__ == "__main__":
    sys.exit(main(int((*sys.argv, "20000")[1])) > 0)
