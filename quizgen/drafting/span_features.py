"""What is looked at to say how likely a part of an English sentence is to be asked for.

Each feature is a short name, which has a weight in ``weights.txt``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.drafting.tokens import CONTENT, TaggedToken

_SMALL = frozenset("RDBXJQFOoV")
_RARE, _USUAL = 0.2, 0.5  # shares of the other paragraphs


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The paragraph and article of a sentence: how often words are in them.

    ``counts`` are of the paragraph, ``shares`` say in which part of the other paragraphs a word is, ``title`` holds the
    words of the article's title.
    """

    counts: Mapping[str, int]
    shares: Mapping[str, float]
    title: frozenset[str]


@dataclass(slots=True)
class SentenceFeatures:
    """The features of the parts of one sentence, the ``number``th of its paragraph (from 0)."""

    tokens: Sequence[TaggedToken]
    number: int
    around: Surroundings
    kinds: list[str] = field(init=False)
    in_brackets: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        self.kinds = ["^", "^", *(token.kind for token in self.tokens), "$", "$"]
        self.in_brackets = []
        depth = 0
        for token in self.tokens:
            depth += token.text in "(["
            self.in_brackets.append(depth > 0)
            depth -= token.text in ")]" and depth > 0

    def of_beginning(self, first: int) -> Iterator[str]:
        """The features of a part that begins with token ``first``."""
        second, before, kind, following = self.kinds[first : first + 4]
        yield f"behind {before}"
        yield f"first {kind}"
        yield f"begins {before}{kind}"
        yield f"begins {second}{before}{kind}"
        yield f"begins {before}{kind}{following} on"
        if before in _SMALL:
            yield f"after {self.tokens[first - 1].form}"
            if before == "D" and first > 1:
                yield f"after {self.tokens[first - 2].form} the"

    def of_end(self, last: int) -> Iterator[str]:
        """The features of a part that ends with token ``last``."""
        previous, kind, following, second = self.kinds[last + 1 : last + 5]
        yield f"ahead of {following}"
        yield f"last {kind}"
        yield f"ends {kind}{following}"
        yield f"ends {kind}{following}{second}"
        yield f"ends {previous}{kind}{following} from"
        if following in _SMALL:
            yield f"before {self.tokens[last + 1].form}"
        if kind in "WsS":
            yield f"ending {self.tokens[last].form[-3:]}"

    def of_whole(self, first: int, last: int) -> Iterator[str]:
        """The features of the part from token ``first`` to token ``last``."""
        tokens, kinds = self.tokens[first : last + 1], "".join(self.kinds[first + 2 : last + 3])
        before, after = self.kinds[first + 1], self.kinds[last + 3]
        content = [token.form for token in tokens if token.kind in CONTENT]
        shape = _shape(kinds)
        small = [token.form for token in tokens if token.kind not in CONTENT]
        yield f"content {len(content)}"
        yield f"small {min(3, len(small))}"
        yield f"kinds {kinds}" if len(kinds) <= 4 else "kinds long"
        yield f"outer {kinds[0]}{kinds[-1]}"
        yield f"between {before} {after}"
        yield f"verbs {kinds.count('V')}"
        yield f"shape {shape}"
        yield f"shape {shape}{min(5, len(kinds))}"
        yield f"tokens {len(kinds)}"
        yield from (f"with {form}" for form in small)
        if before == "C" and kinds[0] == "C":
            yield "cut before"
        if after == "C" and kinds[-1] in "CS":
            yield "cut behind"
        if self.in_brackets[first]:
            yield f"brackets {shape}"
        yield f"sentence {min(2, self.number)}"
        yield f"length {min(5, len(self.tokens) // 10)}"
        yield f"place {4 * first // len(self.tokens)}"
        counts = [self.around.counts.get(form, 1) for form in content]
        shares = [self.around.shares.get(form, 0.0) for form in content]
        yield f"said {min(4, max(counts))} {shape[0]}"
        yield f"least said {min(3, *counts)}"
        yield f"rarest {_share(min(shares))} {shape}"
        yield f"commonest {_share(max(shares))}"
        titled = sum(form in self.around.title for form in content)
        yield f"title {'none' if not titled else 'all' if titled == len(content) else 'some'}"


def _shape(kinds: str) -> str:
    """A number, a name, a name in lower-case words, or words alone."""
    letters = set(kinds)
    for kind in "YM":
        if kind in letters:
            return kind
    if letters & {"N", "n"}:
        return "N"
    if letters <= {"C", "S"}:
        return "C" if len(kinds) == 1 else "CC"
    if letters <= set("CSRDJF"):
        return "of"
    return "mixed" if "C" in letters else "words"


def _share(share: float) -> str:
    if not share:
        return "never"
    if share < _RARE:
        return "rarely"
    return "often" if share < _USUAL else "usually"


def shares_of(paragraphs: Sequence[Counter[str]]) -> list[dict[str, float]]:
    """For each paragraph and word of it, in which share of the other paragraphs the word is."""
    total = Counter(word for counts in paragraphs for word in counts)
    others = max(1, len(paragraphs) - 1)
    return [{word: (total[word] - 1) / others for word in counts} for counts in paragraphs]
