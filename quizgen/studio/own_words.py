"""Whether a statement is the article's own words: a fact is said in the teacher's."""

from __future__ import annotations

from quizgen.checks.copying import longest_copy
from quizgen.checks.free_licences import lets_copy
from quizgen.studio.snapshot import Snapshot


def copies_article(snapshot: Snapshot, id: str) -> bool:
    """Whether more than six words in a row are the article's, which not everybody may copy."""
    fact = snapshot.by_id.get(id)
    if fact is None or snapshot.article is None or lets_copy(snapshot.source.licence):
        return False
    numbers = {anchor.paragraph for anchor in snapshot.anchors(fact)}
    return any(longest_copy(str(fact.text()), snapshot.article.index.text(number)) for number in numbers)
