"""Rules over one form of an assembled quiz: what its items give away together.

Each gives what it found, with the question that it is about, or None where it is about the whole form.

Of a fair quiz the right option has any place, rank or length by chance. A rule on these finds something where as much
or more comes about in fewer than one fair quiz in a hundred: by the exact tail of a binomial distribution whose items
may differ in how many options they have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil

from quizgen.checks import cueing
from quizgen.checks.option_order import natural_order
from quizgen.checks.rule import HALADYNA, RuleCheck, rule
from quizgen.checks.wording import folded_option
from quizgen.errors import quote
from quizgen.model.body import TrueFalse, options_of, right_options
from quizgen.model.numbers import number_in
from quizgen.model.question import Question
from quizgen.model.quiz import Form, Item
from quizgen.model.text import formulas

Flaw = tuple[Question | None, str]

LONGEST_RUN = 3  # of one letter in a key; a longer one makes students doubt a right answer
RAREST = 0.01  # the share of fair quizzes in which a rule may find something
FEWEST_NUMBERS = 6  # items from which the rank of the right number can tell anything
FEWEST_JUDGED = 4
LEAST_TRUE, MOST_TRUE = 0.3, 0.7


@rule("key-position", "warning", remedy="try another seed", source=HALADYNA)
def key_position(form: Form) -> Iterator[Flaw]:
    """All letters are right about equally often, and none four times in a row."""
    items = _one_right(form)
    counts = Counter(item.letter for item in items)
    letter, most = counts.most_common(1)[0] if counts else ("", 0)
    if most > _most_of_one_letter(items):
        yield None, f"form {form.letter}: {letter} is right in {most} of {len(items)} questions"
    for letter, row in groupby(item.letter for item in items):
        run = len(list(row))
        if run > LONGEST_RUN:
            yield None, f"form {form.letter}: {letter} is right {run} times in a row"


@rule("key-rank", "warning", remedy="try another seed, or write wrong numbers of your own", source=HALADYNA)
def key_rank(form: Form) -> Iterator[Flaw]:
    """The right number is sometimes the lowest, sometimes the highest, sometimes between."""
    ranks: list[tuple[int, int]] = []
    for item in _one_right(form):
        options = options_of(item.body)
        numbers = [number_in(str(option.text)) for option in options]
        ordered = sorted({number for number in numbers if number is not None})
        right = next(number for number, option in zip(numbers, options, strict=True) if option.correct)
        if right is not None and len(ordered) == len(numbers):
            ranks.append((ordered.index(right), len(ordered)))
    if len(ranks) < FEWEST_NUMBERS:
        return
    widest = max(width for _, width in ranks)
    rank, count = Counter(rank for rank, _ in ranks).most_common(1)[0]
    # Any rank might have been the frequent one, so its chance counts as often as there are ranks.
    if widest * _tail([1 / width if rank < width else 0.0 for _, width in ranks], count) < RAREST:
        rank_in_words = "the lowest" if rank == 0 else f"number {rank + 1} from the smallest"
        yield None, f"the right number is {rank_in_words} in {count} of {len(ranks)} questions"


@rule(
    "length-cue",
    "warning",
    remedy="shorten right options, or make wrong ones as long; or try another seed",
    source=HALADYNA,
)
def length_cue(form: Form) -> Iterator[Flaw]:
    """The right option is not the longest more often than by chance."""
    chances: list[float] = []
    count = 0
    for item in _one_right(form):
        options = options_of(item.body)
        lengths = [len(str(option.text)) for option in options]
        longest = max(lengths)
        # A formula's source is longer than what is seen of it.
        if lengths.count(longest) != 1 or any(any(formulas(option.text)) for option in options):
            continue
        chances.append(1 / len(lengths))
        count += options[lengths.index(longest)].correct
    if _tail(chances, count) < RAREST:
        yield None, f"the right option is the longest in {count} of {len(chances)} questions"


@rule("true-false-balance", "warning", remedy="add distractors to the facts that are always true, or try another seed")
def true_false_balance(form: Form) -> Iterator[Flaw]:
    """Of four or more statements to be judged, 30 to 70 per cent are true."""
    judged = [item.body.true for item in form.items if isinstance(item.body, TrueFalse)]
    true = sum(judged)
    if len(judged) >= FEWEST_JUDGED and not LEAST_TRUE <= true / len(judged) <= MOST_TRUE:
        yield None, f"{true} of {len(judged)} statements are true"


@rule("cross-cueing", "error", remedy="make the two facts enemies, or ask one of them in other words", source=HALADYNA)
def cross_cueing(form: Form) -> Iterator[Flaw]:
    """No question says the answer of another."""
    items = form.items
    for first, second, answer in cueing.cues([cueing.reading_of_item(item) for item in items]):
        fact = items[first].question.fact.id
        yield items[second].question, f"the question on the fact {fact!r} contains the answer, {quote(answer)}"


@rule("enemies-together", "error", remedy="leave one of the two out")
def enemies_together(form: Form) -> Iterator[Flaw]:
    """No fact is asked beside one of its enemies, except in one question over several facts."""
    number_and_fact = {fact.key: (item.number, fact) for item in form.items for fact in item.facts}
    for item in form.items:
        for fact in item.facts:
            for key in fact.enemy_keys:
                number, enemy = number_and_fact.get(key, (item.number, fact))
                if number != item.number and not (fact.key in enemy.enemy_keys and key < fact.key):
                    yield item.question, f"{fact.id!r} and its enemy {enemy.id!r} are asked in the same quiz"


@rule("retired", "error", remedy="take the fact out, or give it another status")
def retired_fact(form: Form) -> Iterator[Flaw]:
    """A retired fact is no longer asked."""
    for item in form.items:
        if item.question.fact.status == "retired":
            yield item.question, "the fact is retired, and the quiz asks it"


@rule("option-is-right", "error", remedy="put a wrong answer in its place", source=HALADYNA)
def option_is_right(form: Form) -> Iterator[Flaw]:
    """Only one option is right, under whatever name."""
    for item in form.items:
        question = item.question
        right = {folded_option(name) for name in (question.answer, *question.accept)}
        if question.slot:
            right.add(folded_option(question.slot.value))
        for option in options_of(item.body):
            text = str(option.text)
            if not option.correct and folded_option(text) in right:
                yield question, f"the option {quote(text)} is a right answer too"


def _one_right(form: Form) -> list[Item]:
    return [item for item in form.items if len(right_options(item.body)) == 1]


def _most_of_one_letter(items: Sequence[Item]) -> int:
    """How often a letter must be right at most: some stay where they are, others may move.

    Among questions with as many options each letter is equally often right, except that those with the most frequent
    number of options even out what the others leave.
    """
    counts = [0] * max((len(options_of(item.body)) for item in items), default=0)
    free: list[int] = []
    for item in items:
        options = options_of(item.body)
        position = next(index for index, option in enumerate(options) if option.correct)
        loose = options[:-1] if item.question.last else options
        if position == len(loose) or natural_order(item.question, tuple(str(option.text) for option in loose)):
            counts[position] += 1
        else:
            free.append(len(loose))
    numbers = Counter(free)
    *rarer, most = sorted(numbers, key=lambda width: (numbers[width], -width)) or [0]
    for width in rarer:
        for position in range(width):
            counts[position] += ceil(numbers[width] / width)
    for _ in range(numbers[most]):
        counts[counts.index(min(counts[:most]))] += 1
    return max(counts, default=0)


def _tail(chances: Sequence[float], least: int) -> float:
    """The chance that ``least`` or more of independent events come about, each with its own chance."""
    exactly = [1.0]
    for chance in chances:
        missed = [share * (1 - chance) for share in exactly]
        hit = [share * chance for share in exactly]
        exactly = [one + other for one, other in zip([*missed, 0.0], [0.0, *hit], strict=True)]
    return sum(exactly[least:])


CHECKS: tuple[RuleCheck[[Form], Iterator[Flaw]], ...] = (
    option_is_right,
    cross_cueing,
    enemies_together,
    retired_fact,
    key_position,
    key_rank,
    length_cue,
    true_false_balance,
)
