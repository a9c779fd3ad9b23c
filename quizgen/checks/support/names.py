"""Rules over names: who and what a fact speaks of is in the article, where it is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizgen.checks.rule import Rule
from quizgen.checks.support.analysed_text import AnalysedText
from quizgen.checks.support.comparison import REMEDY, Comparison
from quizgen.checks.support.passage import QuotedSentence, Vocabulary
from quizgen.model.fact import Collection

NAME_OTHER = Rule("name-other", "warning", "A name is the one that is quoted.", remedy=REMEDY)
NAME_ELSEWHERE = Rule("name-elsewhere", "warning", "A name is in the paragraph of the quote.", remedy=REMEDY)
NAME_NOWHERE = Rule("name-nowhere", "warning", "A name is in the article.", remedy=REMEDY)

_ROMAN = re.compile("[IVXLC]+")
_PART = re.compile(r"[\w.']+")  # of TCP/IP, Marks & Spencer, Rolls-Royce
_SHORTEST = 2  # letters of a name
_FEWEST_TOPICAL = 4  # paragraphs
_TOPICAL = 1 / 3  # of the paragraphs name what the article is about
_SMALL = frozenset(("function", "clause", "negation", "all", "most", "only"))  # roles of words that begin a sentence
_DEMONYMS = ("ian", "ians", "ish", "ese", "ani", "anis")


def compare_names(comparison: Comparison) -> Iterator[tuple[Rule, str]]:
    """Report each name of the text that is not where the fact's quotes are."""
    claim = comparison.sentence
    if claim.negations:
        return
    for run in _names(comparison):
        name = claim.text[claim.mentions[run[0]].start : claim.mentions[run[-1]].end]
        if is_named(name, comparison, comparison.passage.words()):
            continue
        if name.casefold().endswith(_DEMONYMS) or _is_in_the_title(name, comparison):
            continue
        other = _another_name(comparison)
        if not other and _is_the_author(name, comparison):
            continue
        elsewhere = is_named(name, comparison, comparison.passage.article.vocabulary)
        if other:
            yield NAME_OTHER, f"the article says {other} here; the fact says {name}"
        elif elsewhere and _is_topic(name, comparison):
            continue
        elif elsewhere:
            yield NAME_ELSEWHERE, f"{name} is in the article, but not in this paragraph"
        else:
            yield NAME_NOWHERE, f"{name} is nowhere in the article"


def _is_topic(name: str, comparison: Comparison) -> bool:
    """Whether the article names it so often that a paragraph need not."""
    article = comparison.passage.article
    numbers = range(1, len(article.index.paragraphs) + 1)
    last = tuple(_parts(name))[-1]
    naming = sum(last in article.vocabulary_of((number,)) for number in numbers)
    return naming >= max(_FEWEST_TOPICAL, _TOPICAL * len(numbers))


def is_named(name: str, comparison: Comparison, words: Vocabulary) -> bool:
    """Whether ``words`` have ``name``, or another name of the same person or thing."""
    language = comparison.language
    for alias in aliases_of(name, comparison.collection):
        if _has(alias, comparison, words):
            return True
    form = language.small(name)
    if form in words:
        return True  # also what is one word with a sign in it: Gbit/s
    for same in language.same.get(form, ()):
        if all(part in words for part in same.split()):
            return True
    return _is_acronym_there(name, words)


def _has(alias: Alias, comparison: Comparison, words: Vocabulary) -> bool:
    """Whether ``words`` have a name: a person's last name, or more than half of the words of another's."""
    language, common = comparison.language, comparison.passage.article.common
    occurrences = [any(True for _ in words.forms_like(part, language)) for part in alias.parts]
    if not occurrences:
        return False
    if alias.type not in ("", "person"):
        return sum(occurrences) > len(occurrences) / 2
    return all(occurrences) if alias.parts[-1] in common else occurrences[-1]


def _is_acronym_there(name: str, words: Vocabulary) -> bool:
    """Whether the initials of a name are there."""
    parts = name.split()
    if len(parts) > 1:
        return "".join(part[0] for part in parts).lower() in words
    return False


class Alias(NamedTuple):
    """The words of a name, in small letters, and the type of its entity, or ""."""

    parts: tuple[str, ...]
    type: str


def aliases_of(name: str, collection: Collection) -> Iterator[Alias]:
    """Every name of the person or thing called ``name``."""
    folded = name.casefold()
    is_known = False
    for entity in collection.entities.values():
        names = [name.casefold() for name in entity.names]
        if folded in names or any(folded in name.split() for name in names):
            is_known = is_known or folded in names
            for same in collection.same(entity.id):
                yield from (Alias(tuple(_parts(name)), same.type) for name in same.names)
    if not is_known:
        yield Alias(tuple(_parts(name)), "")


def _parts(name: str) -> Iterable[str]:
    for part in _PART.findall(name.lower().replace("’", "'")):
        if word := part.removesuffix("'s").strip(".'"):
            yield word


def _names(comparison: Comparison) -> Iterator[tuple[int, ...]]:
    """The names in the text: words with capitals, the first word only where the article knows it as a name."""
    claim = comparison.sentence
    already = comparison.statement.forms if comparison.statement else frozenset()
    for run in claim.names:
        places = run[1:] if run[0] == 0 and not _is_known(claim, comparison) else run
        sure = tuple(index for index in places if _is_name(claim, index) and _is_sure(claim, index, comparison))
        if sure and not all(claim.mentions[index].word.form in already for index in sure):
            yield sure


def _is_sure(sentence: AnalysedText, index: int, comparison: Comparison) -> bool:
    """Whether a capital letter makes the word a name; where all nouns have one, an entity must be called so."""
    word = sentence.word_at(index)
    return comparison.language.names_by_capitals or word.isupper() or _is_entity(word, comparison)


def _is_known(claim: AnalysedText, comparison: Comparison) -> bool:
    """Whether the first word is a name: the article or an entity has it as one."""
    form = claim.mentions[0].word.form
    return form in comparison.passage.article.capitalised_words or _is_entity(form, comparison)


def _is_entity(word: str, comparison: Comparison) -> bool:
    """Whether an entity is called so."""
    return word.casefold() in comparison.passage.article.names_of(comparison.collection)


def _speaks(sentence: AnalysedText, comparison: Comparison) -> bool:
    """Whether the first word of a sentence of the article is somebody who says something."""
    mentions = sentence.mentions
    return (
        len(mentions) > 1
        and "saying" in mentions[1].word.roles
        and mentions[0].word.form not in comparison.passage.article.common
    )


def _is_name(sentence: AnalysedText, index: int) -> bool:
    word = sentence.mentions[index].word
    if _ROMAN.fullmatch(sentence.word_at(index)):
        return False
    return len(word.form) >= _SHORTEST and word.member is None and word.unit is None and not word.roles & _SMALL


def _is_in_the_title(name: str, comparison: Comparison) -> bool:
    title = f"{comparison.collection.source.title} {comparison.passage.article.index.text(1)}".casefold().split()
    return all(part in title for part in _parts(name))


def _is_the_author(name: str, comparison: Comparison) -> bool:
    return all(part in comparison.collection.source.author.casefold().split() for part in _parts(name))


def names_in(sentence: AnalysedText, comparison: Comparison, quoted: QuotedSentence | None = None) -> Iterator[str]:
    """The names in a sentence of the article that the fact does not have; only ``quoted`` ones if given."""
    ours = comparison.sentence.forms
    for run in sentence.names:
        begins = run[0] == 0 and not (_is_known(sentence, comparison) or _speaks(sentence, comparison))
        places = [
            index
            for index in run[begins:]
            if _is_name(sentence, index)
            and _is_sure(sentence, index, comparison)
            and (quoted is None or index in quoted)
        ]
        if places and not any(sentence.mentions[index].word.form in ours for index in places):
            yield sentence.text[sentence.mentions[places[0]].start : sentence.mentions[places[-1]].end]


def _another_name(comparison: Comparison) -> str:
    """A name that is quoted and that the fact does not have, or ""."""
    for quoted in comparison.passage.quoted:
        for name in names_in(quoted.sentence, comparison, quoted):
            return name
    return ""
