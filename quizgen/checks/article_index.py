"""An article with an index of its words, so that looking a quote up costs the same in a long one as in a short one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from quizgen.checks.normalisation import Normalised, normalised_text
from quizgen.model.article import Article

# A word ends where a quote may end: between letters and digits, but not inside either.
_WORD = re.compile(r"\d+|[^\W\d_]+")
MOST_NEAREST = 25  # paragraphs of a long article in which a quote with a slip is looked for
_RAREST = 5  # words of a quote that choose them


class ArticleIndex:
    """The paragraphs of an article, each normalised once, and the paragraphs that each word is in."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.paragraphs = article.paragraphs
        self._normalised: dict[int, Normalised] = {}

    def text(self, number: int) -> str:
        """The paragraph ``number``, counted from 1."""
        return self.paragraphs[number - 1]

    def normalised_paragraph(self, number: int) -> Normalised:
        """The paragraph ``number`` normalised, with the place of each of its characters."""
        normalised = self._normalised.get(number)
        if normalised is None:
            normalised = self._normalised[number] = normalised_text(self.text(number))
        return normalised

    def candidates(self, parts: Sequence[str]) -> Sequence[int]:
        """Every paragraph that has all words of ``parts``, ascending; no other can contain them."""
        words = _words(" ".join(parts))
        if not words:
            return range(1, len(self.paragraphs) + 1)
        lists = sorted((self._places.get(word, ()) for word in words), key=len)
        others = [set(other) for other in lists[1:]] if lists[0] else []
        return [number for number in lists[0] if all(number in other for other in others)]

    def nearest(self, quote: str) -> Sequence[int]:
        """The paragraphs that share most words with ``quote``; of a short article, all."""
        if len(self.paragraphs) <= MOST_NEAREST:
            return range(1, len(self.paragraphs) + 1)
        lists = sorted((places for word in _words(quote) if (places := self._places.get(word))), key=len)
        shared = Counter(number for places in lists[:_RAREST] for number in places)
        return [number for number, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:MOST_NEAREST]]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for number in range(1, len(self.paragraphs) + 1):
            for word in _words(self.normalised_paragraph(number)[0]):
                places[word].append(number)
        return places


def _words(text: str) -> set[str]:
    # In a script without capital letters words need no space between them, and a quote may begin anywhere.
    return {word.casefold() for word in _WORD.findall(text) if word.isdigit() or word.lower() != word.upper()}
