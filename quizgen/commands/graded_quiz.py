"""What the quiz of graded papers gives besides points: answers to analyse, marked papers, decks of what was missed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quizgen.build.anki_notes import NO_UID
from quizgen.build.content import read_content
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.errors import ContentError, refuse
from quizgen.exporters.anki.deck import AnkiDeck
from quizgen.exporters.anki.package import Package
from quizgen.grading.marked_paper import marked_paper
from quizgen.grading.points import ScoredQuestion
from quizgen.grading.result_tables import GradedPaper
from quizgen.model.quiz import Form
from quizgen.model.responses import (
    SEPARATOR,
    AnswerSet,
    AskedItem,
    AskedOption,
    Response,
    asked_items,
)
from quizgen.project import Project
from quizgen.reading.response_store import file_stem


@dataclass(frozen=True, slots=True)
class GradedQuiz:
    """A recipe's quiz as its facts are now; None where they have errors: then papers are graded by their sheets."""

    jobs: Jobs | None

    @property
    def forms(self) -> Mapping[str, Form]:
        """The forms, by their letters or their students' ids."""
        return {form.letter: form for form in self.jobs.quiz.quiz.forms} if self.jobs else {}


def read_quiz(project: Project, recipe: Path) -> GradedQuiz:
    """Assemble the quiz of the recipe at ``recipe``, and its cards if it has any."""
    try:
        content = read_content(project, [recipe])
        refuse(content.problems)
        (loaded,) = content.recipes
        outputs = ("quiz", "deck") if "deck" in loaded.recipe.outputs else ("quiz",)
        recipes, problems = assemble_recipes(project, replace(content, recipes=(loaded.only(*outputs),)))
        refuse(problems)
    except ContentError:
        return GradedQuiz(None)
    return GradedQuiz(recipes[0])


def graded_answers(papers: Sequence[GradedPaper], quiz: GradedQuiz, session: str) -> AnswerSet:
    """Return the answers of all papers whose student is known, question by question; what is open has none."""
    responses: list[Response] = []
    items: dict[tuple[str, int], AskedItem] = {}
    known = {letter: {item.item: item for item in asked_items(form, session)} for letter, form in quiz.forms.items()}
    for graded in papers:
        if graded.paper.open:
            continue
        form = graded.paper.sheet.sheet.form
        for score in graded.questions:
            if score.points is None or score.dropped or score.choice is None:
                continue
            item = known.get(form, {}).get(score.number)
            if item is None or not _is_same(item, score):
                item = _item_of(graded, score, session)
            items[form, score.number] = item
            responses.append(_response(graded, score, item))
    return AnswerSet(tuple(responses), tuple(items.values()))


def _is_same(item: AskedItem, score: ScoredQuestion) -> bool:
    """Whether an item of the quiz is the one of the paper, which may be of an older version."""
    return score.question.endswith(f"/{item.slot}/{item.kind}") or score.question.endswith(f"/{item.kind}")


def _response(graded: GradedPaper, score: ScoredQuestion, item: AskedItem) -> Response:
    return Response(
        session=item.session,
        form=item.form,
        item=item.item,
        fact=SEPARATOR.join(item.facts),
        slot=item.slot,
        kind=item.kind,
        respondent=graded.paper.student,
        choice=SEPARATOR.join(value for values in score.choice or () for value in values),
        correct=(score.points or 0.0) / score.most if score.most else None,
    )


def _item_of(graded: GradedPaper, score: ScoredQuestion, session: str) -> AskedItem:
    """A question as its sheet has it: its fact, slot and kind are in its id."""
    collection, *place, kind = score.question.split("/")
    fact, slot = (place[0], place[-1]) if len(place) > 1 else (place[0] if place else "", "")
    asked = next(entry for entry in graded.paper.sheet.sheet.asked if entry.question == score.question)
    right = {value for values in score.right for value in values}
    letters = [chr(ord("A") + index) for index in range(len(asked.options))]
    return AskedItem(
        session=session,
        form=graded.paper.sheet.sheet.form,
        item=score.number,
        facts=(f"{collection}/{fact}",),
        slot=slot,
        kind=kind,
        prompt=asked.rows[0] if len(asked.rows) == 1 else "",
        answer=", ".join(option for letter, option in zip(letters, asked.options, strict=True) if letter in right),
        options=tuple(
            AskedOption(letter, option, letter in right) for letter, option in zip(letters, asked.options, strict=True)
        ),
    )


def student_files(
    papers: Sequence[GradedPaper], quiz: GradedQuiz, names: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield the marked papers of all students whose papers are complete, and a deck of what each missed."""
    jobs = quiz.jobs
    if jobs is None:
        return
    for graded in papers:
        student = graded.paper.student
        form = quiz.forms.get(graded.paper.sheet.sheet.form)
        if graded.status != "complete" or form is None:
            continue
        printout = marked_paper(jobs.quiz, form, graded, names.get(student, ""))
        stem = file_stem(student)
        yield f"marked/{stem}.pdf", jobs.typesetter.pdf(printout.document, timestamp=printout.released)
        if deck := _missed_deck(jobs, form, graded):
            yield f"missed-{stem}.apkg", deck


def _missed_deck(jobs: Jobs, form: Form, graded: GradedPaper) -> bytes:
    """The cards about what a student did not have wholly right, with the ids of the recipe's own deck."""
    if jobs.notes.lock.uid == NO_UID:
        return b""
    scores = {score.question: score for score in graded.questions}
    missed = {
        fact.key
        for item in form.items
        if (score := scores.get(item.question.id)) and not score.dropped and (score.points or 0.0) < score.most
        for fact in item.facts
    }
    notes = [note for note in jobs.notes.notes if note.fact in missed and not note.is_retired]
    if not notes:
        return b""
    deck = AnkiDeck().export(replace(jobs.notes, notes=notes)).files["deck.apkg"]
    assert isinstance(deck, Package)
    return deck.content()
