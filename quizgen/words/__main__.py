"""``python -m quizgen.words``: what is not translated yet, by language."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from quizgen.words import COUNTED, ENGLISH
from quizgen.words.catalogues import SCRIPTS, untranslated_keys


def report() -> Iterator[str]:
    """A line for each language, and below it one for each message that is English there."""
    english = {**ENGLISH, **{key: many for key, (_, many) in COUNTED.items()}}
    for language in SCRIPTS:
        missing = untranslated_keys(language)
        yield f"{language}: {len(english) - len(missing)} of {len(english)} messages translated"
        for key in missing:
            yield f'  {key}  "{english[key]}"'


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console of Windows may not take all
    sys.stdout.writelines(f"{line}\n" for line in report())
