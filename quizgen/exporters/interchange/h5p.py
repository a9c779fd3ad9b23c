"""``questions.h5p``: an H5P Question Set, without its libraries, which the platform must have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, ClassVar, assert_never, get_args

from quizgen.exporters.interchange.bank import BankQuestion, NotHeldError, QuestionBank, accepted_answers
from quizgen.exporters.interchange.carries import Carries, Part
from quizgen.exporters.interchange.h5p_labels import task
from quizgen.exporters.interchange.h5p_package import identifier, package, picture_content, plain, runnable
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.markup import html
from quizgen.exporters.interchange.moodle import name
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    PictureLabels,
    ShortText,
    TrueFalse,
    pairs_of,
    spares_of,
)


class H5p(Format):
    """Exports what H5P can mark; things to be put in order, and labels, are dragged to their places."""

    name = "h5p"
    summary = "the quiz as an H5P Question Set"
    file_names = ("questions.h5p",)
    carries: ClassVar = Carries(
        types=frozenset((ChooseOne, ChooseSeveral, TrueFalse, ShortText, Matching, Gaps, PictureLabels)),
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
        instead={Number: ShortText, Ordering: Matching},
        on_one_line=frozenset(get_args(Part)),
        drawings=False,
        covered=True,
        unwritable=re.compile(r"[*/:<>&\n]"),
        by_letter=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return the package."""
        content = {
            "introPage": {"showIntroPage": False},
            "progressType": "dots",
            "passPercentage": 50,
            "questions": (_question(bank, question) for question in bank.questions),
            "disableBackwardsNavigation": False,
            "randomQuestions": False,
        }
        used = ["H5P.QuestionSet", *(_LIBRARIES[type(question.body)] for question in bank.questions)]
        if "H5P.DragQuestion" in used:
            used.append("H5P.AdvancedText")
        media = [picture for question in bank.questions if (picture := question.covered or question.picture)]
        if media:
            used.append("H5P.Image")
        return {"questions.h5p": package(bank.title, bank.language, used, content, media)}


def _question(bank: QuestionBank, question: BankQuestion) -> dict[str, Any]:
    library = _LIBRARIES[type(question.body)]
    params = _params(bank, question)
    has_labels = isinstance(question.body, PictureLabels)
    if question.picture and not has_labels:
        image = picture_content(question.picture, identifier(question.id, "picture"))
        params["media"] = {"type": image, "disableImageZooming": False}
    # A task with labels can show the question only in its title.
    title = plain(question.prompt) if has_labels else name(question)
    metadata = {"contentType": library.removeprefix("H5P."), "license": "U", "title": title}
    return runnable(library, params, identifier(question.id)) | {"metadata": metadata}


def _params(bank: QuestionBank, question: BankQuestion) -> dict[str, Any]:
    """The parameters of the question's library."""
    prompt = f"<p>{html(question.prompt)}</p>"
    notes = " / ".join(plain(note) for note in question.notes if note)
    overall = [{"from": 0, "to": 100, "feedback": notes}]
    match question.body:
        case ChooseOne() | ChooseSeveral() as body:
            kind = "multi" if isinstance(body, ChooseSeveral) else "single"
            return {
                "question": prompt,
                "answers": [_choice(choice) for choice in body.choices],
                "overallFeedback": overall,
                "behaviour": {"type": kind, "singlePoint": False, "randomAnswers": not body.fixed},
            }
        case TrueFalse() as body:
            return {
                "question": prompt,
                "correct": body.key,
                "behaviour": {"feedbackOnCorrect": notes, "feedbackOnWrong": notes},
                "l10n": {"trueText": escape(bank.true, quote=False), "falseText": escape(bank.false, quote=False)},
            }
        case ShortText() as body:
            # The accepted answers are between asterisks, separated by slashes.
            gap = f"*{'/'.join(accepted_answers(body))}*"
            return {
                "text": "",
                "questions": [f"{prompt.replace('*', '&#42;')}<p>{gap}</p>"],
                "overallFeedback": overall,
                "behaviour": {"caseSensitive": False, "autoCheck": False},
            }
        case Matching() | Gaps() as body:
            return {
                "taskDescription": prompt,
                "textField": "\n".join(f"{plain(text)} *{plain(answer)}*" for text, answer in pairs_of(body)),
                "distractors": " ".join(f"*{plain(spare)}*" for spare in spares_of(body)),
                "overallFeedback": overall,
            }
        case PictureLabels() as body:
            return {
                "question": task(question, body),
                "overallFeedback": overall,
                "behaviour": {"singlePoint": False, "applyPenalties": False, "showTitle": True},
            }
        case Number() | ListAnswer() | Ordering() | OpenAnswer() as body:
            raise NotHeldError(body)
        case _:
            assert_never(question.body)


def _choice(choice: Option) -> dict[str, Any]:
    return {
        "text": f"<div>{html(choice.text)}</div>",
        "correct": choice.correct,
        "tipsAndFeedback": {"tip": "", "chosenFeedback": html(choice.feedback), "notChosenFeedback": ""},
    }


_LIBRARIES: Mapping[type[ItemBody], str] = {
    ChooseOne: "H5P.MultiChoice",
    ChooseSeveral: "H5P.MultiChoice",
    TrueFalse: "H5P.TrueFalse",
    ShortText: "H5P.Blanks",
    Matching: "H5P.DragText",
    Gaps: "H5P.DragText",
    PictureLabels: "H5P.DragQuestion",
}
