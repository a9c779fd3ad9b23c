"""How far a statement is the article's own words: a fact is said in the teacher's."""

from __future__ import annotations

import re

from quizgen.checks.free_licences import lets_copy
from quizgen.studio.snapshot import Snapshot

MOST_COPIED = 6  # words in a row that are the article's
_WORD = re.compile(r"\w+")


def copied_words(snapshot: Snapshot, id: str) -> int:
    """How many words of the statement follow one another in the article too; 0 where anybody may copy it."""
    fact = snapshot.by_id.get(id)
    if fact is None or snapshot.article is None or lets_copy(snapshot.source.licence):
        return 0
    said = _WORD.findall(str(fact.text()).casefold())
    numbers = {anchor.paragraph for anchor in snapshot.anchors(fact)}
    texts = [f" {' '.join(_WORD.findall(snapshot.article.index.text(number).casefold()))} " for number in numbers]
    longest = 0
    for start in range(len(said)):
        while any(f" {' '.join(said[start : start + longest + 1])} " in text for text in texts):
            if start + longest + 1 > len(said):
                break
            longest += 1
    return longest
