"""How checking facts against one article grows with their number, and what the comparison costs for each fact.

    python tests/benchmarks/checking.py [FACTS ...]

Prints for each number of facts (default 2000, 4000, 10000 and 50000), all of them about one article with a paragraph
for each, the CPU seconds of looking up the quotes, of comparing the facts with their sentences, and of all other rules;
and the milliseconds of the comparison for each fact, the article being read already. The garbage collector is off.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Sequence
from itertools import pairwise

from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.evidence import ARTICLE_CHECKS
from quizgen.checks.rule_sets import FACT_CHECKS
from quizgen.checks.support import compare_fact
from quizgen.checks.support.passage import ArticleText
from quizgen.languages.word_lists import language_of
from quizgen.model.article import Article
from quizgen.model.fact import Collection, Evidence, Fact, Slot, Source
from quizgen.model.text import SlotName, Words

SIZES = (2_000, 4_000, 10_000, 50_000)
SYLLABLES = ("bar", "den", "fol", "gar", "hes", "kil", "lom", "mer", "nor", "pas")
PARAGRAPH = (
    "The valley lies in the north of the country. In the spring of {year} the town of {name} had {count} houses, "
    "almost twice as many as {before} years before, and its trade was rising. Nobody expected the flood of {later}."
)


def name_of(number: int) -> str:
    """A name without digits, another for each number."""
    return "".join(SYLLABLES[int(digit)] for digit in str(number)).capitalize()


def content(size: int) -> tuple[Collection, Article]:
    """As many facts as ``size`` about an article with as many paragraphs."""
    source = Source("t", "Towns")
    facts, paragraphs = [], ["Towns"]
    for number in range(1, size + 1):
        name, year, count = name_of(number), 1500 + number % 400, 10 + number % 90
        paragraphs.append(PARAGRAPH.format(name=name, year=year, count=count, before=5 + number % 40, later=year + 3))
        statement = (
            Words("In the spring of "),
            SlotName("year", 17),
            Words(" there were "),
            SlotName("count", 30),
            Words(f" houses in {name}, more than before, and trade grew."),
        )
        slots = (
            Slot("year", str(year), str(year), "year", ask=f"In which year did {name} have {count} houses?"),
            Slot("count", str(count), str(count), "count", ask=f"How many houses did {name} have in {year}?"),
        )
        quote = f"of {year} the town of {name} had {count} houses"
        facts.append(Fact(f"fact-{number}", source, statement, slots, (Evidence(number + 1, quote),)))
    return Collection(source, tuple(facts)), Article("towns.txt", tuple(paragraphs), "")


def main(sizes: Sequence[int]) -> None:
    """Runs every size and prints the table."""
    gc.disable()
    print(f"{'facts':>8}{'quotes s':>10}{'support s':>11}{'others s':>10}{'ms a fact, article read':>25}")
    for size in sizes:
        collection, article = content(size)
        times = [time.process_time()]
        index = ArticleIndex(article)
        findings = [finding for check in ARTICLE_CHECKS for finding in check(collection, index)]
        times.append(time.process_time())
        language = language_of("en")
        text = ArticleText(index, language)
        for fact in collection.facts:
            findings += compare_fact(fact, collection, text.passage(fact), language)
        times.append(time.process_time())
        findings += [finding for check in FACT_CHECKS for finding in check(collection)]
        times.append(time.process_time())
        for fact in collection.facts:
            findings += compare_fact(fact, collection, text.passage(fact), language)
        times.append(time.process_time())
        assert not findings, findings[:3]
        quotes, support, others, again = (later - earlier for earlier, later in pairwise(times))
        print(f"{size:8}{quotes:10.2f}{support:11.2f}{others:10.2f}{1000 * again / size:25.3f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
