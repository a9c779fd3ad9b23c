"""The result on the right: the questions that a fact gives, as learners see them, and why there are no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from quizgen.assembly.forms import single_item
from quizgen.generators import QUESTION_KINDS
from quizgen.generators.kind import Made, SlotKind
from quizgen.model.fact import Fact, Slot
from quizgen.model.question import Declined, Question
from quizgen.model.quiz import Item
from quizgen.model.text import Text
from quizgen.studio.fragments import Fragments
from quizgen.studio.snapshot import Snapshot
from quizgen.studio.workspace import Workspace
from quizgen.words.catalogues import words_for

KINDS = ("multiple-choice", "true-false", "short-answer")
_CARD = "basic"
_OPTIONS, _SEED = 4, 1


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question of one kind, or the reason why there is none."""

    kind: str
    item: Item | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ShownCard:
    """The front and the back of a card."""

    front: Text
    back: Text


@dataclass(frozen=True, slots=True)
class AnswerQuestions:
    """What is made of one answer of a fact."""

    slot: Slot
    questions: tuple[ShownQuestion, ...]
    card: ShownCard | None


def routes(workspace: Workspace, fragments: Fragments) -> Sequence[Route]:
    """The addresses of the result."""

    def shown(request: Request) -> Response:
        name, id = request.query_params.get("collection", ""), request.query_params.get("fact", "")
        snapshot = workspace.collections.get(name)
        if snapshot is None:
            return fragments.fragment("result_view", request, fact=None, answers=())
        return Response(html(fragments, request, snapshot, id), media_type="text/html")

    def counts(request: Request) -> Response:
        checked = workspace.checked.get(request.query_params.get("collection", ""))
        return fragments.fragment("counts", request, checked=checked)

    return [Route("/result", shown), Route("/result/counts", counts)]


def html(fragments: Fragments, request: Request, snapshot: Snapshot, id: str) -> str:
    """The questions of a fact as HTML."""
    fact = snapshot.by_id.get(id)
    learners = words_for(snapshot.source.language)
    answers = list(questions_of(fact, snapshot)) if fact else []
    return fragments.text("result_view", request, fact=fact, answers=answers, learners=learners, source=snapshot.source)


def questions_of(fact: Fact, snapshot: Snapshot) -> Iterator[AnswerQuestions]:
    """What each answer of a fact gives."""
    for slot in fact.slots:
        made = [(kind, _made(kind, fact, slot, snapshot)) for kind in KINDS]
        card = _made(_CARD, fact, slot, snapshot)
        yield AnswerQuestions(
            slot,
            tuple(_shown(kind, question) for kind, question in made),
            ShownCard(card.stem, card.answer_text) if isinstance(card, Question) else None,
        )


def _made(name: str, fact: Fact, slot: Slot, snapshot: Snapshot) -> Made:
    kind = QUESTION_KINDS.get(name)
    assert isinstance(kind, SlotKind)
    return kind.generate(fact, slot, snapshot.context)


def _shown(kind: str, made: Made) -> ShownQuestion:
    if isinstance(made, Declined):
        return ShownQuestion(kind, None, made.reason)
    return ShownQuestion(kind, single_item(made, _OPTIONS, _SEED))
