"""The result on the right: the questions that a fact gives, as learners see them, and why there are no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from quizgen.assembly.forms import single_item
from quizgen.generators import QUESTION_KINDS
from quizgen.generators.kind import FactKind, Outcome, SlotKind
from quizgen.generators.written import written_questions
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question
from quizgen.model.quiz import Item
from quizgen.rendering.maths import FormulaError
from quizgen.studio.card_faces import card_face
from quizgen.studio.fragments import Fragments
from quizgen.studio.snapshot import Snapshot
from quizgen.studio.workspace import Workspace
from quizgen.words.catalogues import words_for

KINDS = ("multiple-choice", "true-false", "short-answer")
_CARDS = ("basic", "cloze")  # the first of them that the answer has
_OPTIONS, _SEED = 4, 1
# What reasons call a field of the file, and what the page calls it.
_ON_THE_PAGE = (
    ("a question of its own (ask)", "a question"),
    ("has no ask", "has no question"),
    ("add ask", "type a question"),
    ("add distractors", "add wrong options"),
)


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question of one kind, or the reason why there is none."""

    kind: str
    item: Item | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShownCard:
    """The front and the back of a card, as HTML."""

    front: Markup
    back: Markup


@dataclass(frozen=True, slots=True)
class AnswerQuestions:
    """What is made of one answer of a fact."""

    slot: Slot
    questions: tuple[ShownQuestion, ...]
    card: ShownCard | None


def routes(workspace: Workspace, fragments: Fragments) -> Sequence[Route]:
    """The addresses of the result."""

    async def show(request: Request) -> Response:
        name, id = request.query_params.get("collection", ""), request.query_params.get("fact", "")
        snapshot = workspace.collections.get(name)
        if snapshot is None:
            return fragments.fragment("result_view", request, fact=None, answers=())
        return Response(html(fragments, request, snapshot, id), media_type="text/html")

    async def counts(request: Request) -> Response:
        checked = workspace.checked.get(request.query_params.get("collection", ""))
        return fragments.fragment("counts", request, checked=checked)

    return [Route("/result", show), Route("/result/counts", counts)]


def html(fragments: Fragments, request: Request, snapshot: Snapshot, id: str) -> str:
    """The questions of a fact as HTML."""
    fact = snapshot.by_id.get(id)
    learners = words_for(snapshot.source.language)
    answers = list(questions_of(fact, snapshot, fragments)) if fact else []
    picture = picture_address(snapshot, fact) if fact and fact.image else ""
    others = list(others_of(fact, snapshot)) if fact else []
    values = {"others": others, "answers": answers, "learners": learners, "source": snapshot.source, "picture": picture}
    return fragments.text("result_view", request, fact=fact, **values)


def picture_address(snapshot: Snapshot, fact: Fact) -> str:
    """The address at which the studio serves the picture of a fact."""
    assert fact.image is not None
    return f"/fact/picture?{urlencode({'collection': snapshot.name, 'file': fact.image.file})}"


def questions_of(fact: Fact, snapshot: Snapshot, fragments: Fragments) -> Iterator[AnswerQuestions]:
    """What each answer of a fact gives."""
    for slot in fact.slots:
        results = [(kind, _make(kind, fact, slot, snapshot)) for kind in KINDS]
        cards = (_make(kind, fact, slot, snapshot) for kind in _CARDS)
        card = next((question for question in cards if isinstance(question, Question)), None)
        questions = tuple(_shown_question(kind, question) for kind, question in results)
        yield AnswerQuestions(slot, questions, shown_card(card, snapshot, fragments) if card else None)


def others_of(fact: Fact, snapshot: Snapshot) -> Iterator[ShownQuestion]:
    """The questions about the whole fact: the labels of its picture, and those that its teacher wrote."""
    labelling = QUESTION_KINDS.get("labelling")
    assert isinstance(labelling, FactKind)
    for question in (*labelling.generate(fact, snapshot.context), *written_questions(fact)):
        if isinstance(question, Question):
            yield _shown_question(question.kind, question)


def shown_card(question: Question, snapshot: Snapshot, fragments: Fragments) -> ShownCard | None:
    """The card that asks a question; None where its picture or a formula cannot be read, which a problem says."""
    address = picture_address(snapshot, question.fact) if question.fact.image else ""
    try:
        sides = card_face(question, snapshot, fragments.templates, fragments.card_type, address)
    except (KeyError, FormulaError):
        return None
    # Every text of a fact was escaped when it became a field; the templates are ours.
    return ShownCard(Markup(sides.question), Markup(sides.answer))  # noqa: S704


def in_words_of_page(reason: str) -> str:
    """Why there is no question, without what only the file calls so."""
    for words, page_words in _ON_THE_PAGE:
        reason = reason.replace(words, page_words)
    return reason


def _make(name: str, fact: Fact, slot: Slot, snapshot: Snapshot) -> Outcome:
    kind = QUESTION_KINDS.get(name)
    assert isinstance(kind, SlotKind)
    return kind.generate(fact, slot, snapshot.context)


def _shown_question(kind: str, result: Outcome) -> ShownQuestion:
    if isinstance(result, Declined):
        return ShownQuestion(kind, None, in_words_of_page(result.reason))
    return ShownQuestion(kind, single_item(result, _OPTIONS, _SEED))
