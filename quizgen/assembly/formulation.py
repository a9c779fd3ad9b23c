"""The choice of questions as an integer program.

Its goals, each of which outweighs all that follow: the blueprint is met, or missed by the least; the forms' mean
difficulties lie close together; many paragraphs are asked about, and evenly; chance, drawn from each question's id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import inf
from string import ascii_uppercase

from quizgen.assembly.blueprint import Wish
from quizgen.assembly.features import difficulty, paragraph
from quizgen.assembly.program import Program
from quizgen.model.identity import seeded
from quizgen.model.question import Question

CHANCES = 10_000  # a question's chance is a whole number below it
PARAGRAPH = 1_000  # what a paragraph's first question counts against evenness among further ones
_SEGMENTS = 5  # from the sixth question about a paragraph on, each counts like the fifth

Conflicts = Mapping[str, frozenset[str]]
Chosen = tuple[tuple[Question, ...], ...]


class Formulation:
    """A column for each question in each form, and others for how far each goal is missed."""

    def __init__(
        self, pool: Sequence[Question], wishes: Sequence[Wish], conflicts: Conflicts, forms: int, seed: int
    ) -> None:
        # By id, so that nothing depends on the order in which the facts stand in their file.
        self._pool = sorted(pool, key=lambda question: question.id)
        self._wishes, self._conflicts, self._seed = wishes, conflicts, seed
        self._program = Program()
        self._asked = [[self._program.column(1.0, whole=True) for _ in self._pool] for _ in range(forms)]
        self._counts = [self._count(columns) for columns in self._asked]
        self._never_together()
        if forms > 1:
            self._disjoint_and_alike()
        self._slack = [self._elastic(wish) for wish in wishes]
        self._spread = self._difference()
        self._segments = [self._per_paragraph(columns) for columns in self._asked]

    def feasible(self, places: Sequence[int]) -> bool:
        """Whether the wishes at ``places`` can be met together, the others left aside."""
        if not any(self._wishes[place].missed(()) for place in places):
            return True  # nothing asked: HiGHS may look for that for a minute
        self._hold(places)
        return self._program.minimise({}) is not None

    def best(self, *, strict: bool) -> Chosen:
        """The questions of each form; every wish is met where ``strict``, or else they are missed by the least.

        The last thing to ask of a formulation, for each goal that is reached binds the program.
        """
        self._hold(range(len(self._wishes)) if strict else ())
        if not strict:
            pairs = zip(self._wishes, self._slack, strict=True)
            self._program.settle({column: wish.price for wish, slack in pairs for column in slack}, step=1e-4)
        if len(self._asked) > 1:
            self._program.settle({self._spread: 1.0})
        self._program.settle(self._unevenness())
        values = self._program.pick(self._chances())
        assert values is not None  # asking nothing breaks no rule, and the wishes can be met or are elastic
        return self._chosen(values)

    def ideal(self, size: int) -> Chosen | None:
        """The choice that reaches the bound of every goal, or None where there is none such.

        One program instead of four. Its forms are equally difficult, and each paragraph is asked about as often as
        any other or once more, which nothing can surpass where a form has ``size`` questions.
        """
        known = sum(where is not None for where in self._segments[0])
        least, rest = divmod(size, known) if size and known else (0, 0)
        most = least + bool(rest)
        if not 0 < most <= _SEGMENTS or (least and None in self._segments[0]):
            return None
        self._hold(range(len(self._wishes)))
        self._program.limit([self._spread], 0)
        self._program.limit(self._counts, size, size)
        every = [(where, columns) for segments in self._segments for where, columns in segments.items()]
        for where, columns in every:
            reach = most if where else 0
            self._program.limit(columns[reach:], 0)
            self._program.limit(columns[:reach], 1)
            self._program.limit(columns[:least], 1, 1)
        enough = all(len(columns) >= least for _, columns in every)
        values = self._program.pick(self._chances()) if enough else None
        self._program.limit([self._spread, *self._counts], inf)
        for _, columns in every:
            self._program.limit(columns, 1)
            self._program.limit(columns[_SEGMENTS - 1 :], inf)
        return self._chosen(values) if values else None

    def _chosen(self, values: Sequence[float]) -> Chosen:
        return tuple(
            tuple(question for question, column in zip(self._pool, columns, strict=True) if values[column] > 0.5)
            for columns in self._asked
        )

    def _hold(self, places: Sequence[int]) -> None:
        held = set(places)
        for place, slack in enumerate(self._slack):
            self._program.limit(slack, 0.0 if place in held else inf)

    def _elastic(self, wish: Wish) -> list[int]:
        """A row for each form, with columns for how much it falls short and how much it goes too far."""
        weights = [wish.weight(question) for question in self._pool]
        slack: list[int] = []
        forms = list(zip(self._asked, self._counts, strict=True))
        for group in [forms] if wish.shared else [[form] for form in forms]:
            under, over = self._program.column(), self._program.column()
            terms = {under: 1.0, over: -1.0}
            for columns, count in group:
                terms |= {column: weight for column, weight in zip(columns, weights, strict=True) if weight}
                terms |= {count: -wish.rate} if wish.rate else {}
            self._program.row(terms, wish.low, wish.high)
            slack += [under, over]
        return slack

    def _count(self, columns: Sequence[int]) -> int:
        """A column for how many questions a form has, which keeps the rows of shares short."""
        count = self._program.column()
        self._program.row(dict.fromkeys(columns, 1.0) | {count: -1.0}, 0, 0)
        return count

    def _never_together(self) -> None:
        """One question of a fact at most; of two facts that are wholly at odds, one of both."""
        facts: dict[str, list[int]] = {}
        for place, question in enumerate(self._pool):
            facts.setdefault(question.about, []).append(place)
        cliques = [tuple(places) for places in facts.values() if len(places) > 1]
        place_of = {question.id: place for place, question in enumerate(self._pool)}
        odds: dict[tuple[str, str], set[tuple[int, int]]] = {}
        for id, others in self._conflicts.items():
            for other in others:
                if id in place_of and other in place_of:
                    pair = sorted((place_of[id], place_of[other]), key=lambda place: self._pool[place].about)
                    first, second = (self._pool[place].about for place in pair)
                    if first != second:
                        odds.setdefault((first, second), set()).add((pair[0], pair[1]))
        for (first, second), pairs in sorted(odds.items()):
            whole = len(pairs) == len(facts[first]) * len(facts[second])
            cliques += [(*facts[first], *facts[second])] if whole else sorted(pairs)
        for columns in self._asked:
            for clique in cliques:
                self._program.row({columns[place]: 1.0 for place in clique}, 0, 1)

    def _disjoint_and_alike(self) -> None:
        """No question in two forms, and as many of a kind in each."""
        for row in zip(*self._asked, strict=True):
            self._program.row(dict.fromkeys(row, 1.0), 0, 1)
        first = self._asked[0]
        for kind in sorted({question.kind for question in self._pool}):
            places = [place for place, question in enumerate(self._pool) if question.kind == kind]
            for columns in self._asked[1:]:
                terms = {first[place]: 1.0 for place in places} | {columns[place]: -1.0 for place in places}
                self._program.row(terms, 0, 0)

    def _difference(self) -> int:
        """A column for the largest difference between two forms' sums of difficulty; they are equally long."""
        largest = self._program.column()
        levels = [float(difficulty(question)) for question in self._pool]
        for one, other in combinations(self._asked, 2):
            terms = dict(zip((*one, *other), (*levels, *(-level for level in levels)), strict=True))
            self._program.row(terms | {largest: -1.0}, -inf, 0)
            self._program.row(terms | {largest: 1.0}, 0, inf)
        return largest

    def _per_paragraph(self, asked: Sequence[int]) -> dict[tuple[str, int] | None, list[int]]:
        """For each paragraph, columns that add up to how many of its questions a form asks."""
        places: dict[tuple[str, int] | None, list[int]] = {}
        for place, question in enumerate(self._pool):
            places.setdefault(paragraph(question), []).append(place)
        segments: dict[tuple[str, int] | None, list[int]] = {}
        for where, among in places.items():
            count = min(len(among), _SEGMENTS)
            segments[where] = [self._program.column(inf if n == _SEGMENTS - 1 else 1.0) for n in range(count)]
            terms = {asked[place]: 1.0 for place in among} | dict.fromkeys(segments[where], -1.0)
            self._program.row(terms, 0, 0)
        return segments

    def _unevenness(self) -> dict[int, float]:
        """Low where many paragraphs are asked about, and evenly: convex in the count of each."""
        cost: dict[int, float] = {}
        for segments in self._segments:
            for where, columns in segments.items():
                first = 0.0 if where is None else -float(PARAGRAPH)
                cost |= dict(zip(columns, (first, *map(float, range(_SEGMENTS))), strict=False))
        return cost

    def _chances(self) -> dict[int, float]:
        """A whole number for each question in each form, drawn from its id."""
        return {
            column: float(seeded(self._seed, "select", question.id, ascii_uppercase[form]).randrange(CHANCES))
            for form, columns in enumerate(self._asked)
            for column, question in zip(columns, self._pool, strict=True)
        }
