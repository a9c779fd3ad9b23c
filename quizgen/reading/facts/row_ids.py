"""Ids made of words, for facts without one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from quizgen.errors import Problem, first_few
from quizgen.errors.problem_kinds import MADE_ID
from quizgen.reading.facts.sheet_cells import SheetMapping

_MOST_WORDS = 6
_LONGEST = 40
_MOST_CELLS = 5  # that a warning names


def id_of_words(text: str) -> str:
    """An id of the first words of ``text``, in small letters with hyphens between them; ``fact`` where it has none."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).replace("_", " ").lower())
    id = ""
    for word in words[:_MOST_WORDS]:
        longer = f"{id}-{word}" if id else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        id = longer
    return id or "fact"


def give_ids(without: Sequence[SheetMapping], facts: Sequence[object], where: str) -> Iterator[Problem]:
    """Gives each fact ``without`` one an id made of its words, which no other has; yields one problem for all."""
    taken = {str(fact.get("id")) for fact in facts if isinstance(fact, SheetMapping)}
    for fact in without:
        id = unused = id_of_words(str(fact.get("statement") or ""))
        number = 2
        while unused in taken:
            unused = f"{id}-{number}"
            number += 1
        taken.add(unused)
        fact.put_cell("id", unused, fact.mark)
    if not without:
        return
    if len(without) == 1:
        message = f"this row has no id, so {without[0]['id']!r} is made of its words"
    else:
        cells = first_few([fact.mark.cell for fact in without], _MOST_CELLS)
        message = f"{len(without)} rows have no id ({cells}), so ids are made of their words"
    hint = (
        "an id is a short name that stays when the words change, so that learners keep their progress: "
        "run  quizgen check --write, or write one into the column id"
    )
    yield MADE_ID.problem(where, message, hint, without[0].mark)
