"""Lessons in the row format: what was answered first, to questions that have the same names on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from classroom.classroom import stored
from classroom.lessons import lesson
from classroom.test_engine import answer, go, session
from every_kind import ENTITIES, FACTS, PICTURE, RECIPE

from quizgen.analysis.measuring import measurement_of
from quizgen.classroom.events import Join, SendAnswer, TakeStep
from quizgen.classroom.lesson import LessonRules
from quizgen.classroom.preparing import lesson_of
from quizgen.classroom.session_files import jobs_of
from quizgen.commands.lesson_answers import answers_of, lesson_answers, lesson_items
from quizgen.model.responses import asked_items
from quizgen.project import Project


def test_what_was_answered_first_counts_with_who_was_sure() -> None:
    live_session = session(lesson(), players=3)
    go(live_session, "next")
    answer(live_session, 0, "A", sure=True, at=3000)
    answer(live_session, 1, "C", sure=False, at=4000)
    go(live_session, "discuss", "revote", at=5000)
    for player in range(3):
        answer(live_session, player, "C", at=6000)
    go(live_session, "reveal", "next", "end", at=7000)
    answer_set = answers_of(live_session, "waves-2026-11-29")
    assert [(row.respondent, row.choice, row.correct, row.confidence, row.ms) for row in answer_set.responses] == [
        ("N0", "A", 0.0, "sure", 3000),
        ("N1", "C", 1.0, "unsure", 4000),
    ]
    (item,) = answer_set.items
    assert [(option.value, option.text, option.correct) for option in item.options] == [
        *(("A", "red", False), ("B", "green", False), ("C", "blue", True))
    ]
    (question,) = measurement_of(answer_set.responses, answer_set.items).questions.values()
    assert (question.right, question.sure, question.sure_wrong, question.seconds) == (0.5, 1, 1, 3.5)


def test_the_lessons_of_a_recipe_are_read_and_damaged_files_named(tmp_path: Path) -> None:
    (tmp_path / "sessions").mkdir()
    for name, recipe in (("t-1", "t"), ("other-1", "other")):
        store = stored(tmp_path / f"sessions/{name}.quizgen-session", replace(lesson(), name=recipe))
        events = [Join(player="p0", name="Ann"), TakeStep(do="next"), SendAnswer(player="p0", ballot=0, value=("C",))]
        store.append([(1000 * number, event) for number, event in enumerate(events)])
        store.close()
    (tmp_path / "sessions/broken.quizgen-session").write_bytes(b"nothing")
    warnings: list[str] = []
    answer_set = lesson_answers(Project.at(tmp_path), "t", warnings.append)
    assert [(row.session, row.respondent, row.correct) for row in answer_set.responses] == [("t-1", "Ann", 1.0)]
    assert ["broken.quizgen-session is damaged" in warning for warning in warnings] == [True]


def test_a_question_has_the_same_name_and_options_on_paper_and_in_a_lesson(project: Callable[..., Project]) -> None:
    example = project(FACTS, entities=ENTITIES, recipe=RECIPE, files={"facts/cycle.svg": PICTURE})
    (example.root / "facts/sea.mp3").write_bytes(b"ID3\x04waves")
    jobs, _ = jobs_of(example, "t")
    form = jobs.quiz.quiz.forms[0].on_screens
    held, _ = lesson_of(jobs.quiz, LessonRules(), lambda drawing: b"", (), ())
    on_paper = {item.question: item for item in asked_items(form, "s")}
    on_screens = {item.question: item for item in lesson_items(held, "s")}
    assert len(on_paper) > 10
    assert on_paper.keys() == on_screens.keys()
    for key, item in on_paper.items():
        options = [(option.text, option.correct) for option in item.options]
        assert [(option.text, option.correct) for option in on_screens[key].options] == options
    assert {item.kind for item in on_paper.values() if item.parts} >= {"matching"}
    assert all(part.fact for item in on_paper.values() for part in item.parts)
