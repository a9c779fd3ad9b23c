"""How many false facts the comparison with the article reports, and how many true ones it suspects.

    python tests/benchmarks/support.py [COLLECTION ARTICLE]... [--show]

Without a collection only the twins are counted: true statements about two articles that were written for this, each
with a false twin (support_twins/). They were split into two parts before any rule was tried on them; rules may be
looked at beside the part "development", never beside the part "held-out". The interval is Wilson's, of 95 per cent.

For each COLLECTION (a file of facts) with its ARTICLE, every fact is changed in one word of its statement at a time: a
number word or numeral, a unit, a name, an opposite, a negation, a bound, a month or season. Printed are, for each kind
of change, how many were reported as errors, as warnings, and passed. Of all changes 300 are drawn, as many of each
collection as there are. With --show those that passed are listed.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from math import sqrt
from pathlib import Path

from quizgen.checks.article_index import ArticleIndex
from quizgen.checks.support import compare_fact
from quizgen.checks.support.passage import ArticleText
from quizgen.languages.word_lists import Language, Word, language_of
from quizgen.model.article import Article
from quizgen.model.fact import Collection, Evidence, Fact, Source
from quizgen.model.text import Words
from quizgen.reading.facts.articles import read_article
from quizgen.reading.facts.collection import load_collection

TWINS = Path(__file__).parent / "support_twins"
CHANGES = 300
Z = 1.96
RESULTS = ("error", "warning", "passed")
BOUNDS = {
    "about": "exactly",
    "close to": "more than",
    "at least": "at most",
    "more than": "less than",
    "up to": "at least",
}
LISTS = files("quizgen.languages") / "lists"


@dataclass(frozen=True, slots=True)
class Change:
    """A fact with one word of its statement changed."""

    kind: str
    fact: Fact
    statement: str


def main(pairs: Sequence[tuple[Path, Path]], *, show: bool = False) -> None:
    """Counts the twins, then the changes of each collection beside its article."""
    count_twins()
    changes: list[tuple[str, str]] = []
    for number, (collection, article) in enumerate(pairs):
        most = (CHANGES - len(changes)) // (len(pairs) - number)
        changes += results_of_changes(collection, article, most, show=show)
    if changes:
        print_table("all", changes)


def count_twins() -> None:
    """Prints how many false twins were reported, and how many true ones, in each part."""
    twins = [json.loads(line) for line in (TWINS / "twins.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = {
        name: ArticleText(ArticleIndex(read_article(TWINS / f"{name}.txt")), language_of("en"))
        for name in ("bridge", "hive")
    }
    print(f"{'twins':<14}{'':>6}{'false reported':>22}{'true reported':>22}{'errors on true':>16}")
    for part in ("development", "held-out"):
        chosen = [twin for twin in twins if twin["part"] == part]
        results: Mapping[bool, list[str]] = {
            truth: [
                result_of(twin_fact(twin, truth), Collection(SOURCE, ()), texts[twin["article"]]) for twin in chosen
            ]
            for truth in (False, True)
        }
        reported = {truth: sum(result != "passed" for result in found) for truth, found in results.items()}
        errors = results[True].count("error")
        shares = "".join(f"{share(reported[truth], len(chosen)):>22}" for truth in (False, True))
        print(f"{part:<14}{len(chosen):>6}{shares}{errors:>16}")


SOURCE = Source("twins", "Twins")
NONE = Collection(SOURCE, ())


def twin_fact(twin: Mapping[str, object], truth: bool) -> Fact:
    """One of a pair of twins as a fact."""
    statement = str(twin["true" if truth else "false"]).replace("{", "").replace("}", "")
    quotes = twin["quotes"]
    assert isinstance(quotes, list)
    evidence = tuple(Evidence(int(str(twin["paragraph"])), quote) for quote in quotes)
    return Fact(str(twin["id"]), SOURCE, (Words(statement),), (), evidence)


def share(count: int, total: int) -> str:
    """``count`` of ``total`` in per cent, with Wilson's interval."""
    rate = count / total
    middle = (rate + Z * Z / (2 * total)) / (1 + Z * Z / total)
    width = Z / (1 + Z * Z / total) * sqrt(rate * (1 - rate) / total + Z * Z / (4 * total * total))
    return f"{100 * rate:.0f}% ({100 * max(0, middle - width):.0f}-{100 * (middle + width):.0f})"


def result_of(fact: Fact, collection: Collection, text: ArticleText) -> str:
    """The highest level of what is found in ``fact``, or "passed"."""
    levels = {finding.level for finding in compare_fact(fact, collection, text.passage(fact), text.language)}
    return next((level for level in RESULTS if level in levels), "passed")


def results_of_changes(path: Path, article_path: Path, most: int, *, show: bool) -> list[tuple[str, str]]:
    """Prints and returns the kind and the result of ``most`` changes at most of the facts of one collection."""
    loaded, _ = load_collection(path)
    assert loaded is not None
    collection, article = loaded.collection, read_article(article_path)
    language = language_of(collection.source.language)
    text = ArticleText(ArticleIndex(article), language)
    facts = [fact for fact in collection.facts if fact.evidence and fact.stance != "background"]
    suspected = [fact.id for fact in facts if result_of(fact, collection, text) != "passed"]
    changes = [change for fact in facts for change in changes_of(fact, collection, article, language)]
    if len(changes) > most:
        changes = random.Random(1).sample(changes, most)
    results: list[tuple[str, str]] = []
    for change in changes:
        changed = replace(change.fact, statement=(Words(change.statement),), slots=())
        result = result_of(changed, collection, text)
        results.append((change.kind, result))
        if show and result == "passed":
            print(f"  passed ({change.kind}): {change.statement}")
    print(f"\n{path.stem}: {len(facts)} facts, {len(suspected)} reported unchanged")
    print_table(path.stem, results)
    return results


def print_table(name: str, results: Sequence[tuple[str, str]]) -> None:
    """Prints how many changes of each kind were reported, and how many passed."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, result in results:
        counts[kind][result] += 1
        counts["every kind"][result] += 1
    print(f"\n{name:<16}{'error':>8}{'warning':>9}{'passed':>8}{'share passed':>20}")
    for kind, found in sorted(counts.items()):
        passed = share(found["passed"], found.total())
        print(f"{kind:<16}{found['error']:>8}{found['warning']:>9}{found['passed']:>8}{passed:>20}")


def changes_of(fact: Fact, collection: Collection, article: Article, language: Language) -> Iterator[Change]:
    """Every change of one word of the statement, with what replaces it drawn by the fact's id."""
    statement = str(fact.text())
    chance = random.Random(fact.id)
    for match in re.finditer(r"[\w’'-]+", statement):
        word = match[0]
        known = language.word(language.small(word))
        for kind, other in replacements(word, known, language, chance):
            if other != word:
                yield Change(kind, fact, statement[: match.start()] + other + statement[match.end() :])
    names = {name for entity in collection.entities.values() for name in entity.names}
    for name in sorted(name for name in names if re.search(rf"\b{re.escape(name)}\b", statement)):
        if not name[0].isupper():
            continue
        same_type = next(entity.type for entity in collection.entities.values() if name in entity.names)
        others = [e.name for e in collection.entities.values() if e.type == same_type and e.name not in statement]
        for other in chance.sample(others, min(2, len(others))):
            yield Change("name", fact, re.sub(rf"\b{re.escape(name)}\b", other, statement))
    for bound, other in BOUNDS.items():
        if f"{bound} " in statement.lower():
            yield Change("bound", fact, re.sub(rf"(?i)\b{bound}\b", other, statement, count=1))
    for verb in (" is ", " are ", " was ", " were ", " has ", " can "):
        if verb in statement and " not " not in statement:
            yield Change("negation", fact, statement.replace(verb, f"{verb}not ", 1))
            break


def replacements(word: str, known: Word, language: Language, chance: random.Random) -> Iterator[tuple[str, str]]:
    """What may be written instead of a word, with the kind of change."""
    if re.fullmatch(r"\d{1,4}", word):
        for more in (1, 10):
            yield "numeral", str(int(word) + more)
    lists = list(language.exact.values())
    forms = {id(entry): form for form, entry in language.exact.items()}
    if known.number > 2 and not word[0].isdigit():
        yield (
            "number word",
            chance.choice([forms[id(e)] for e in lists if 2 < e.number < 100 and e.number != known.number]),
        )
    if known.scale or known.magnitude:
        kind = "scale" if known.scale else "magnitude"
        same: Sequence[Word] = [e for e in lists if getattr(e, kind) and getattr(e, kind) != getattr(known, kind)]
        yield "scale", matched(forms[id(chance.choice(same))], word)
    if known.unit and known.unit.quantity in ("time", "length", "mass") and len(word) > 2:
        others = [
            e for e in lists if e.unit and e.unit.quantity == known.unit.quantity and e.unit.factor != known.unit.factor
        ]
        yield "unit", forms[id(chance.choice([e for e in others if len(forms[id(e)]) > 2]))]
    if known.member and (word[0].isupper() or known.member[0] == "season"):
        members = [(forms[id(each)], each.member) for each in lists if each.member]
        others = [form for form, (name, place) in members if name == known.member[0] and place != known.member[1]]
        yield "month or season", matched(chance.choice(others), word)
    if language.poles(known) and not word[0].isupper() and "comparing" not in known.roles:
        others = [form for form in opposites_of(word, known, language) if form.isalpha()]
        for other in chance.sample(others, min(2, len(others))):
            yield "opposite", other


def opposites_of(word: str, known: Word, language: Language) -> Iterator[str]:
    """The words on the other side of the first pair of opposites that has ``word``."""
    lines = (LISTS / f"{language.code}.txt").read_text(encoding="utf-8").partition("\n[opposites]\n")[2].splitlines()
    axis, side = language.poles(known)[0][:2]
    sides = lines[axis].removeprefix("~").split("|")
    yield from (each.removeprefix("=") for each in sides[1 if side == 1 else 0].split() if each != word)


def matched(form: str, word: str) -> str:
    """``form`` with a capital letter where ``word`` has one."""
    return form.capitalize() if word[0].isupper() else form


if __name__ == "__main__":
    paths = [Path(each) for each in sys.argv[1:] if each != "--show"]
    main(list(zip(paths[::2], paths[1::2], strict=True)), show="--show" in sys.argv)
