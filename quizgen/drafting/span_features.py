"""What is looked at to say how likely a part of an English sentence is to be asked for.

Each feature is a short name, which has a weight in ``weights.txt``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.drafting.tokens import CONTENT, TaggedToken

_SMALL = frozenset("RDBXJQFOoV")
_VERBS = frozenset("BXVv")
_FAR = 6  # tokens behind a verb
_RARE, _USUAL = 0.2, 0.5  # shares of the other paragraphs


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The paragraph and article of a sentence: how often words are in them.

    ``counts`` are of the paragraph, ``shares`` say in which part of the other paragraphs a word is (nothing where there
    are no others), ``title`` holds the words of the article's title, ``names`` those that have a capital letter inside
    of its sentences.
    """

    counts: Mapping[str, int]
    shares: Mapping[str, float]
    title: frozenset[str]
    names: frozenset[str] = frozenset()


@dataclass(slots=True)
class SentenceFeatures:
    """The features of the parts of one sentence, the ``number``th of its paragraph (from 0)."""

    tokens: Sequence[TaggedToken]
    number: int
    around: Surroundings
    kinds: list[str] = field(init=False)
    in_brackets: list[bool] = field(init=False)
    verbs: list[int] = field(init=False)  # for each token, the place of the last verb before it; -1 where there is none

    def __post_init__(self) -> None:
        self.kinds = ["^", "^", *(token.kind for token in self.tokens), "$", "$"]
        self.in_brackets = []
        depth = 0
        for token in self.tokens:
            depth += token.text in "(["
            self.in_brackets.append(depth > 0)
            depth -= token.text in ")]" and depth > 0
        self.verbs = []
        verb = -1
        for index, token in enumerate(self.tokens):
            self.verbs.append(verb)
            if token.kind in _VERBS:
                verb = index

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
        yield from self._of_neighbours(first, last, shape)
        length = tokens[-1].end - tokens[0].start
        yield f"characters {min(12, length // 4)}"
        yield f"characters {min(12, length // 4)} {shape}"
        yield f"share {min(5, 10 * len(kinds) // len(self.tokens))}"
        if kinds[-1] in CONTENT and kinds[-1] not in "YNS":
            yield f"last word {tokens[-1].form}"
        if len(tokens) > 1:
            yield f"first word {tokens[0].form}"
        if kinds == "S":
            yield f"alone {'name' if tokens[0].form in self.around.names else 'unknown'}"
        counts = [self.around.counts.get(form, 1) for form in content]
        shares = [self.around.shares.get(form, 0.0) for form in content]
        yield f"said {min(4, max(counts))} {shape[0]}"
        yield f"least said {min(3, *counts)}"
        if self.around.shares:
            yield f"rarest {_share(min(shares))} {shape}"
            yield f"commonest {_share(max(shares))}"
        if self.around.title:
            titled = sum(form in self.around.title for form in content)
            some = "all" if titled == len(content) else "some"
            yield f"title {some if titled else 'none'}"

    def _of_neighbours(self, first: int, last: int, shape: str) -> Iterator[str]:
        """The small words beside a part, and the verb before it, with what the part is."""
        if first and self.tokens[first - 1].kind in _SMALL:
            yield f"{self.tokens[first - 1].form} + {shape}"
        if last + 1 < len(self.tokens) and self.tokens[last + 1].kind in _SMALL:
            yield f"{shape} + {self.tokens[last + 1].form}"
        verb = self.verbs[first]
        if verb < 0:
            yield f"verb none {shape}"
            return
        kind, between = self.tokens[verb].kind, first - verb - 1
        yield f"verb {kind} {min(between, _FAR) // 2} {shape}"
        if kind != "v":
            yield f"verb {self.tokens[verb].form}"
        if between < 2:
            yield f"near {self.tokens[verb].form}"


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
    """For each paragraph and word of it, in which share of the other paragraphs the word is; nothing if it is alone."""
    if len(paragraphs) < 2:
        return [{} for _ in paragraphs]
    total = Counter(word for counts in paragraphs for word in counts)
    others = len(paragraphs) - 1
    return [{word: (total[word] - 1) / others for word in counts} for counts in paragraphs]


def names_of(sentences: Iterable[Sequence[TaggedToken]]) -> frozenset[str]:
    """The words that have a capital letter inside of a sentence."""
    return frozenset(token.form for tokens in sentences for token in tokens if token.kind == "C")
