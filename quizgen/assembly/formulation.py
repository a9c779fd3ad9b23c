"""The choice of questions as an integer program.

Its goals, each of which outweighs all that follow: the blueprint is met, or missed by as little as possible; the mean
difficulties of forms are close; many paragraphs are asked about, and evenly; chance, drawn from each question's id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import inf
from string import ascii_uppercase

from quizgen.assembly.blueprint import Requirement
from quizgen.assembly.features import difficulty, paragraph
from quizgen.assembly.program import Program
from quizgen.model.identity import seeded_random
from quizgen.model.question import Question

CHANCES = 10_000  # the chance of a question is a whole number below this
PARAGRAPH = 1_000  # the weight of a paragraph's first question, against evenness among further ones
_SEGMENTS = 5  # from the sixth on, each question about a paragraph counts like the fifth

Conflicts = Mapping[str, frozenset[str]]
Chosen = tuple[tuple[Question, ...], ...]


class Formulation:
    """An integer program with a column for each question in each form, and others for the deviation from each goal."""

    def __init__(
        self, pool: Sequence[Question], requirements: Sequence[Requirement], conflicts: Conflicts, forms: int, seed: int
    ) -> None:
        # Sorted by id, so that nothing depends on the order of the facts in their file.
        self._pool = sorted(pool, key=lambda question: question.id)
        self._requirements, self._conflicts, self._seed = requirements, conflicts, seed
        self._program = Program()
        self._asked = [[self._program.column(1.0, whole=True) for _ in self._pool] for _ in range(forms)]
        self._counts = [self._add_count(columns) for columns in self._asked]
        self._forbid_conflicts()
        if forms > 1:
            self._make_forms_parallel()
        self._slack = [self._add_slack(requirement) for requirement in requirements]
        self._spread = self._add_difference()
        self._segments = [self._add_paragraph_counts(columns) for columns in self._asked]

    def is_feasible(self, indices: Sequence[int]) -> bool:
        """Whether the requirements at ``indices`` can be met together, ignoring the others."""
        if not any(self._requirements[index].shortfall(()) for index in indices):
            return True  # asking no question meets them; HiGHS may take a minute to find that
        self._require(indices)
        return self._program.minimise({}) is not None

    def best(self, *, strict: bool) -> Chosen:
        """The questions of each form; every requirement is met if ``strict``, or else missed by as little as possible.

        Call this last, because every goal that is reached becomes a constraint of the program.
        """
        self._require(range(len(self._requirements)) if strict else ())
        if not strict:
            pairs = zip(self._requirements, self._slack, strict=True)
            self._program.settle(
                {column: requirement.price for requirement, slack in pairs for column in slack}, step=1e-4
            )
        if len(self._asked) > 1:
            self._program.settle({self._spread: 1.0})
        self._program.settle(self._unevenness())
        values = self._program.pick(self._chances())
        assert values is not None  # asking nothing is always feasible, and the requirements can be met or are elastic
        return self._chosen_questions(values)

    def ideal(self, size: int) -> Chosen | None:
        """The choice that reaches the bound of every goal, or None if there is none.

        It takes one program instead of four. Its forms are equally difficult, and each paragraph is asked about as
        often as any other or one more time, which is the best possible if a form has ``size`` questions.
        """
        paragraphs = sum(where is not None for where in self._segments[0])
        least, rest = divmod(size, paragraphs) if size and paragraphs else (0, 0)
        most = least + bool(rest)
        if not 0 < most <= _SEGMENTS or (least and None in self._segments[0]):
            return None
        self._require(range(len(self._requirements)))
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
        return self._chosen_questions(values) if values else None

    def _chosen_questions(self, values: Sequence[float]) -> Chosen:
        return tuple(
            tuple(question for question, column in zip(self._pool, columns, strict=True) if values[column] > 0.5)
            for columns in self._asked
        )

    def _require(self, indices: Sequence[int]) -> None:
        required = set(indices)
        for index, slack in enumerate(self._slack):
            self._program.limit(slack, 0.0 if index in required else inf)

    def _add_slack(self, requirement: Requirement) -> list[int]:
        """Adds a row for each form, with columns for the amounts below and above the requirement; returns these."""
        weights = [requirement.weight(question) for question in self._pool]
        slack: list[int] = []
        forms = list(zip(self._asked, self._counts, strict=True))
        groups = [forms] if requirement.shared else [[form] for form in forms]
        for group in groups:
            under, over = self._program.column(), self._program.column()
            terms = {under: 1.0, over: -1.0}
            for columns, count in group:
                terms |= {column: weight for column, weight in zip(columns, weights, strict=True) if weight}
                if requirement.rate:
                    terms[count] = -requirement.rate
            self._program.row(terms, requirement.low, requirement.high)
            slack += [under, over]
        return slack

    def _add_count(self, columns: Sequence[int]) -> int:
        """Adds a column for the number of questions in a form, which keeps the rows of shares short."""
        count = self._program.column()
        self._program.row(dict.fromkeys(columns, 1.0) | {count: -1.0}, 0, 0)
        return count

    def _forbid_conflicts(self) -> None:
        """Allows at most one question per fact, and only one of two questions in conflict."""
        facts: dict[str, list[int]] = {}
        for index, question in enumerate(self._pool):
            facts.setdefault(question.about, []).append(index)
        cliques = [tuple(places) for places in facts.values() if len(places) > 1]
        place_of = {question.id: index for index, question in enumerate(self._pool)}
        odds: dict[tuple[str, str], set[tuple[int, int]]] = {}
        for id, others in self._conflicts.items():
            for other in others:
                if id in place_of and other in place_of:
                    pair = sorted((place_of[id], place_of[other]), key=lambda member: self._pool[member].about)
                    first, second = (self._pool[member].about for member in pair)
                    if first != second:
                        odds.setdefault((first, second), set()).add((pair[0], pair[1]))
        for (first, second), pairs in sorted(odds.items()):
            whole = len(pairs) == len(facts[first]) * len(facts[second])
            cliques += [(*facts[first], *facts[second])] if whole else sorted(pairs)
        for columns in self._asked:
            for clique in cliques:
                self._program.row({columns[member]: 1.0 for member in clique}, 0, 1)

    def _make_forms_parallel(self) -> None:
        """Allows no question in two forms, and requires the same number of each kind in every form."""
        for row in zip(*self._asked, strict=True):
            self._program.row(dict.fromkeys(row, 1.0), 0, 1)
        first = self._asked[0]
        for kind in sorted({question.kind for question in self._pool}):
            places = [index for index, question in enumerate(self._pool) if question.kind == kind]
            for columns in self._asked[1:]:
                terms = {first[member]: 1.0 for member in places} | {columns[member]: -1.0 for member in places}
                self._program.row(terms, 0, 0)

    def _add_difference(self) -> int:
        """Adds a column for the largest difference in the sum of difficulties between two forms of equal length."""
        largest = self._program.column()
        levels = [float(difficulty(question)) for question in self._pool]
        for one, other in combinations(self._asked, 2):
            terms = dict(zip((*one, *other), (*levels, *(-level for level in levels)), strict=True))
            self._program.row(terms | {largest: -1.0}, -inf, 0)
            self._program.row(terms | {largest: 1.0}, 0, inf)
        return largest

    def _add_paragraph_counts(self, columns: Sequence[int]) -> dict[tuple[str, int] | None, list[int]]:
        """Adds columns for each paragraph that add up to the number of its questions in a form."""
        places: dict[tuple[str, int] | None, list[int]] = {}
        for index, question in enumerate(self._pool):
            places.setdefault(paragraph(question), []).append(index)
        segments: dict[tuple[str, int] | None, list[int]] = {}
        for where, among in places.items():
            count = min(len(among), _SEGMENTS)
            segments[where] = [self._program.column(inf if n == _SEGMENTS - 1 else 1.0) for n in range(count)]
            terms = {columns[member]: 1.0 for member in among} | dict.fromkeys(segments[where], -1.0)
            self._program.row(terms, 0, 0)
        return segments

    def _unevenness(self) -> dict[int, float]:
        """A cost that is low if many paragraphs are asked about, and evenly: it is convex in the count of each."""
        cost: dict[int, float] = {}
        for segments in self._segments:
            for where, columns in segments.items():
                first = 0.0 if where is None else -float(PARAGRAPH)
                cost |= dict(zip(columns, (first, *map(float, range(_SEGMENTS))), strict=False))
        return cost

    def _chances(self) -> dict[int, float]:
        """A random whole number for each question in each form, drawn from its id."""
        return {
            column: float(seeded_random(self._seed, "select", question.id, ascii_uppercase[form]).randrange(CHANCES))
            for form, columns in enumerate(self._asked)
            for column, question in zip(columns, self._pool, strict=True)
        }
