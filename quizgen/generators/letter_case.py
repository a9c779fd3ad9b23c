"""The first letter of a question that goes on a sentence: According to Darwin, what …"""

from __future__ import annotations

import re

from quizgen.languages.word_lists import Language
from quizgen.model.text import Text, Words

_FIRST = re.compile(r"([¿¡\s]*)([^\W\d_]+)(?=(\W+\w)?)")


def with_small_letter(text: Text, language: Language) -> Text | None:
    """Return ``text`` with a small letter at its start, or None if its first word may need a capital one.

    It does not if it is a small word or a question word, and outside of English no article that begins a name.
    """
    first = text.spans[0] if text.spans else None
    match = _FIRST.match(first.text) if isinstance(first, Words) else None
    if not isinstance(first, Words) or match is None:
        return None
    form = language.small(match[2])
    is_small = "function" in language.word(form).roles or any(form == words[0] for words in language.questions)
    begins_name = language.code != "en" and (match[3] or "")[-1:].isupper()
    if not is_small or begins_name or form == "i":
        return None
    return Text((Words(match[1] + form + first.text[match.end(2) :]), *text.spans[1:]))
