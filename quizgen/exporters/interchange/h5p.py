"""``questions.h5p``: a Question Set of H5P, without its libraries: the platform has to have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any, ClassVar, get_args

from quizgen.exporters.interchange.exercise import Bank, Exercise, Sort
from quizgen.exporters.interchange.fitting import Carries, Place
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.h5p_labels import task
from quizgen.exporters.interchange.h5p_package import described, identifier, package, plain, runnable
from quizgen.exporters.interchange.markup import html
from quizgen.exporters.interchange.moodle import name


class H5p(Format):
    """Exports what H5P marks; things to be put in order, and labels, are dragged to their places."""

    name = "h5p"
    summary = "the quiz as an H5P Question Set (questions.h5p)"
    carries: ClassVar = Carries(
        sorts=frozenset(("choice", "response", "truth", "text", "match", "labels")),
        features=frozenset(
            (
                "option feedback",
                "feedback",
                "formula",
                "picture",
                "line break",
                "other answers",
                "spare answers",
                "order of options",
            )
        ),
        instead={"number": "text", "order": "match"},
        on_one_line=frozenset(get_args(Place)),
        drawings=False,
        covered=True,
        unwritable=re.compile(r"[*/:<>&\n]"),
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """The package."""
        content = {
            "introPage": {"showIntroPage": False},
            "progressType": "dots",
            "passPercentage": 50,
            "questions": (_question(bank, exercise) for exercise in bank.exercises),
            "disableBackwardsNavigation": False,
            "randomQuestions": False,
        }
        used = ["H5P.QuestionSet", *(_LIBRARIES[exercise.sort] for exercise in bank.exercises)]
        used += ["H5P.AdvancedText"] if "H5P.DragQuestion" in used else []
        media = [shown for each in bank.exercises if (shown := each.covered or each.picture)]
        used += ["H5P.Image"] if media else []
        return {"questions.h5p": package(bank.title, bank.language, used, content, media)}


def _question(bank: Bank, exercise: Exercise) -> dict[str, Any]:
    library = _LIBRARIES[exercise.sort]
    params = _PARAMS[exercise.sort](bank, exercise)
    if exercise.picture and exercise.sort != "labels":
        shown = described(exercise.picture, identifier(exercise.id, "picture"))
        params["media"] = {"type": shown, "disableImageZooming": False}
    # A task with labels has no place for the question but its title.
    title = plain(exercise.prompt) if exercise.sort == "labels" else name(exercise)
    metadata = {"contentType": library.removeprefix("H5P."), "license": "U", "title": title}
    return runnable(library, params, identifier(exercise.id)) | {"metadata": metadata}


def _told(exercise: Exercise) -> str:
    return " / ".join(plain(note) for note in exercise.notes if note)


def _overall(exercise: Exercise) -> list[dict[str, Any]]:
    return [{"from": 0, "to": 100, "feedback": _told(exercise)}]


def _choices(_: Bank, exercise: Exercise) -> dict[str, Any]:
    answers = [
        {
            "text": f"<div>{html(choice.text)}</div>",
            "correct": choice.right,
            "tipsAndFeedback": {"tip": "", "chosenFeedback": html(choice.feedback), "notChosenFeedback": ""},
        }
        for choice in exercise.choices
    ]
    kind = "multi" if exercise.sort == "response" else "single"
    return {
        "question": f"<p>{html(exercise.prompt)}</p>",
        "answers": answers,
        "overallFeedback": _overall(exercise),
        "behaviour": {"type": kind, "singlePoint": False, "randomAnswers": exercise.shuffle},
    }


def _truth(bank: Bank, exercise: Exercise) -> dict[str, Any]:
    told = _told(exercise)
    return {
        "question": f"<p>{html(exercise.prompt)}</p>",
        "correct": "true" if exercise.truth else "false",
        "behaviour": {"feedbackOnCorrect": told, "feedbackOnWrong": told},
        "l10n": {"trueText": escape(bank.true, quote=False), "falseText": escape(bank.false, quote=False)},
    }


def _words(_: Bank, exercise: Exercise) -> dict[str, Any]:
    """The ways to write the answer stand between stars, parted by strokes, where the gap is or behind the question."""
    gap = f"*{'/'.join(exercise.accepted)}*"
    asked = html(exercise.prompt).replace("*", "&#42;")
    return {
        "text": "",
        "questions": [f"<p>{asked}</p><p>{gap}</p>"],
        "overallFeedback": _overall(exercise),
        "behaviour": {"caseSensitive": False, "autoCheck": False},
    }


def _match(_: Bank, exercise: Exercise) -> dict[str, Any]:
    rows = [f"{plain(prompt)} *{plain(answer)}*" for prompt, answer in exercise.pairs]
    return {
        "taskDescription": f"<p>{html(exercise.prompt)}</p>",
        "textField": "\n".join(rows),
        "distractors": " ".join(f"*{plain(spare)}*" for spare in exercise.spares),
        "overallFeedback": _overall(exercise),
    }


def _labels(_: Bank, exercise: Exercise) -> dict[str, Any]:
    return {
        "question": task(exercise),
        "overallFeedback": _overall(exercise),
        "behaviour": {"singlePoint": False, "applyPenalties": False, "showTitle": True},
    }


_LIBRARIES: Mapping[Sort, str] = {
    "choice": "H5P.MultiChoice",
    "response": "H5P.MultiChoice",
    "truth": "H5P.TrueFalse",
    "text": "H5P.Blanks",
    "match": "H5P.DragText",
    "labels": "H5P.DragQuestion",
}
_PARAMS: Mapping[Sort, Callable[[Bank, Exercise], dict[str, Any]]] = {
    "choice": _choices,
    "response": _choices,
    "truth": _truth,
    "text": _words,
    "match": _match,
    "labels": _labels,
}
