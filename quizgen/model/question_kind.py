"""Kinds of question, as recipes and outputs need to know them; generators declare them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """The use of a kind of question in a quiz, on paper and on screens.

    ``seconds`` is what one takes where a recipe does not say otherwise: half a minute for a statement and a minute for
    a choice (candidates took 54 seconds on average in rasch.org/mra/mra-10-09.htm), somewhat more for a word in
    writing, and more again for several. A recipe may ask for ``most`` of them.

    ``title`` heads a section of them and ``instructions`` say what to do. The words of quizgen's own kinds are in
    ``words/question_words.py``, where they are translated; a plugin gives its own here.
    """

    seconds: int
    most: int = 200
    title: str = ""
    instructions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionKind:
    """A kind of question: its ``name`` in recipes and ids, and a ``summary`` for the documentation and for editors.

    It is in quizzes where it says how it is used ``on_paper``, in decks where it is ``on_cards``, and is material for
    worksheets where it is neither.
    """

    name: str
    summary: str
    on_paper: OnPaper | None = None
    on_cards: bool = False
