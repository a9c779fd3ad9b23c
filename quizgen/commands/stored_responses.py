"""Keeping the answers to a recipe beside it, with numbers in place of people, and deleting them."""

from __future__ import annotations

import re
import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, replace
from itertools import chain, count
from pathlib import Path

from quizgen.errors import UsageError, no_such, refuse
from quizgen.model.responses import AnswerSet
from quizgen.project import display_path, store_folder
from quizgen.reading.response_store import read_store, stored_files
from quizgen.writing import remove_folder, write_folders

_LETTER = re.compile(r"[A-Z]?")
_SAME_PERSON, _SAME_CLASS = 0.75, 0.8  # shares of equal answers, and of people with them


def without_people(answers: AnswerSet) -> AnswerSet:
    """The answers with numbers, drawn at random, in place of people, and of forms that are somebody's own."""
    numbered = AnswerSet()
    for session in answers.sessions:
        numbered += _with_numbers(answers.only(session))
    return numbered


def _with_numbers(answers: AnswerSet) -> AnswerSet:
    people = list(dict.fromkeys(response.respondent for response in answers.responses))
    secrets.SystemRandom().shuffle(people)
    numbers = {person: str(number) for number, person in enumerate(people, 1)}
    used = {response.form for response in answers.responses}
    own = sorted(form for form in used if form in numbers or not _LETTER.fullmatch(form))
    secrets.SystemRandom().shuffle(own)
    forms = {form: f"form {number}" for number, form in enumerate(own, 1)}
    responses = [
        replace(response, respondent=numbers[response.respondent], form=forms.get(response.form, response.form))
        for response in answers.responses
    ]
    # The order of rows is that of a class list, or of a table sorted by name.
    responses.sort(key=lambda response: (int(response.respondent), response.item))
    items = [replace(item, form=forms.get(item.form, item.form)) for item in answers.items if item.form in used]
    items.sort(key=lambda item: (item.form, item.item))
    return AnswerSet(tuple(responses), tuple(items))


def answers_to_keep(recipe: Path, new: AnswerSet) -> tuple[AnswerSet, list[str]]:
    """The answers to keep beside ``recipe``, ``new`` ones without people and earlier ones, and the changed sessions.

    A session that is kept already is replaced, unless only its numbers would change. Other people's answers are never
    replaced: next year's class 8a has a session of its own. Raises ContentError where the store cannot be read.
    """
    before, problems = read_store(store_folder(recipe))
    refuse(problems)
    new = _with_free_names(new, before)
    changed = [name for name in new.sessions if _content(before.only(name)) != _content(new.only(name))]
    merged = AnswerSet()
    for name in sorted({*before.sessions, *new.sessions}):
        merged += without_people(new.only(name)) if name in changed else before.only(name)
    return merged, changed


def keep(recipe: Path, answers: AnswerSet) -> None:
    """Write the store of ``recipe`` with these answers; raises OutputError."""
    folder = store_folder(recipe)
    write_folders(folder.parent, {folder.name: stored_files(answers)}, private=True)


def _with_free_names(new: AnswerSet, before: AnswerSet) -> AnswerSet:
    """The new answers with a number after the name of a session that other people have had before."""
    renamed = AnswerSet()
    for session in new.sessions:
        answers = new.only(session)
        names = chain((session,), (f"{session} {number}" for number in count(2)))
        free = next(name for name in names if _is_free(before.only(name), answers))
        renamed += AnswerSet(
            tuple(replace(response, session=free) for response in answers.responses),
            tuple(replace(item, session=free) for item in answers.items),
        )
    return renamed


def _is_free(earlier: AnswerSet, answers: AnswerSet) -> bool:
    """Whether a session's name can be that of ``answers``: nobody else's ``earlier`` ones are kept under it."""
    return not earlier.responses or _are_same(earlier, answers)


def _are_same(one: AnswerSet, other: AnswerSet) -> bool:
    """Whether most people of the smaller of the two are in the other too, by what they answered.

    Some answers may have been corrected since, as where a person has looked at a doubtful box.
    """
    fewer, more = sorted((_choices(one), _choices(other)), key=len)
    count = 0
    for person in fewer:
        twin = next((number for number, other in enumerate(more) if _agreement(person, other) >= _SAME_PERSON), None)
        if twin is not None:
            more.pop(twin)
            count += 1
    return count >= _SAME_CLASS * len(fewer)


def _agreement(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    return len(one & other) / len(one | other)


def _choices(answers: AnswerSet) -> list[frozenset[tuple[str, str]]]:
    """What each person chose, however it was marked."""
    choices: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for response in answers.responses:
        choices[response.form, response.respondent].add((response.question, response.choice))
    return list(map(frozenset, choices.values()))


def _content(answers: AnswerSet) -> object:
    """What answers say, whoever gave them in whatever order and form."""
    by_person: dict[tuple[str, str], list[str]] = defaultdict(list)
    for response in answers.responses:
        same = replace(response, respondent="", form="")
        by_person[response.form, response.respondent].append(repr(astuple(same)))
    used = {response.form for response in answers.responses}
    items = sorted(repr(astuple(replace(item, form=""))) for item in answers.items if item.form in used)
    return sorted(map(sorted, by_person.values())), items


def forget(recipe: Path, sessions: Iterable[str]) -> list[str]:
    """Delete ``sessions`` (default: all) from the store of ``recipe``; returns those that were deleted.

    Raises UsageError where there is none, or none of a name.
    """
    folder = store_folder(recipe)
    before, _ = read_store(folder)
    names = list(sessions)
    for session in names:
        if session not in before.sessions:
            raise no_such(f"session {session!r} in {display_path(folder)}", before.sessions)
    if not folder.is_dir():
        raise UsageError(f"there are no answers to forget: {display_path(folder)} does not exist")
    remaining = AnswerSet()
    for session in before.sessions:
        if names and session not in names:
            remaining += before.only(session)
    if remaining.responses:
        keep(recipe, remaining)
    else:
        remove_folder(folder)
    return names or list(before.sessions)
