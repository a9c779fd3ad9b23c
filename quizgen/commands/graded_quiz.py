"""What the quiz of graded papers gives besides points: marked papers, and decks of what was missed."""

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
from quizgen.grading.result_tables import GradedPaper
from quizgen.model.quiz import Form, Item
from quizgen.project import Project
from quizgen.reading.response_store import file_stem


@dataclass(frozen=True, slots=True)
class GradedQuiz:
    """A recipe's quiz as its facts are now; None where they have errors: then papers are graded by their sheets."""

    jobs: Jobs | None

    @property
    def items(self) -> Mapping[str, Item]:
        """An item of each question, by the question's id."""
        return {item.question.id: item for form in self.forms.values() for item in form.items}

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
