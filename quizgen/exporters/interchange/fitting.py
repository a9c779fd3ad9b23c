"""A bank → the bank that a format can hold: what it cannot hold is converted or left out, and reported."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import assert_never

from quizgen.exporters.interchange.bank import BankQuestion, QuestionBank, accepted_answers
from quizgen.exporters.interchange.carries import FEATURES, Carries, Feature, Part
from quizgen.exporters.interchange.conversions import converted_question
from quizgen.exporters.interchange.markup import line
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
    choices_of,
    matching_of,
    pairs_of,
    right_options,
    spares_of,
)
from quizgen.model.loss import Loss
from quizgen.model.numbers import number_in
from quizgen.model.right_numbers import right_numbers, units_of
from quizgen.model.text import Text, formulas, parse_text

_WHY_LOST: Mapping[Feature, str] = {
    "option feedback": "it has no feedback for an option",
    "feedback": "it has no field for what is read after answering: feedback and evidence",
    "points": "every question is worth the same",
    "formula": r"it does not support formulas: they are written in LaTeX, between \( and \)",
    "picture": "it takes no files: the picture's description is in square brackets below the question",
    "recording": "it takes no sounds",
    "tags": "it has no tags",
    "line break": "a text is one line: its lines are separated by slashes and its tabs are spaces",
    "other answers": "it takes only one answer",
    "number in words": "a number has to be written in digits",
    "unit": "it does not support units: a learner who adds one that the answer lacks is marked wrong",
    "spare answers": "it takes no answers without a match",
    "tolerance": "it takes only the exact number",
    "difficulty": "it has no field for how difficult a question is",
    "order of options": "all options are shuffled, even those that have an order",
}


def fitted_bank(bank: QuestionBank, carries: Carries) -> tuple[QuestionBank, tuple[Loss, ...]]:
    """Return the bank as the format can hold it, and what was lost."""
    questions, losses = [], list[Loss]()
    for question in bank.questions:
        fit, lost = _fitted_question(question, carries, bank)
        losses += lost
        if fit:
            questions.append(fit)
    return replace(bank, questions=tuple(questions)), tuple(losses)


def _fitted_question(
    question: BankQuestion, carries: Carries, bank: QuestionBank
) -> tuple[BankQuestion | None, list[Loss]]:
    """The question as the format can hold it, or None where it cannot, and what was lost."""
    supported, reasons = _with_supported_type(question, carries, bank)
    losses = [Loss(question.id, "way of answering", why) for why in reasons]
    if supported is None:
        why = f"it has no questions {_way_of_answering(question.body)}: it is left out"
        return None, [*losses, Loss(question.id, "question", why)]
    reduced = _without_unsupported(supported, carries)
    flat = _on_one_line(reduced, carries)
    described = _with_description(flat, carries)
    if why := _reason_left_out(described, question, carries):
        return None, [*losses, Loss(question.id, "question", why)]
    for feature in FEATURES:
        compared = reduced if feature == "line break" else supported
        if feature not in carries.features and _HAS[feature](question, compared):
            losses.append(Loss(question.id, feature, _WHY_LOST[feature]))
    if flattened := [part for part, texts in _TEXTS_OF.items() if texts(flat) != texts(reduced)]:
        why = f"{', '.join(flattened)} have one line: their lines are separated by slashes and their tabs are spaces"
        losses.append(Loss(question.id, "line break", why))
    if any(latex for text in _texts_in_menus(described, carries) for latex in formulas(text)):
        why = r"menus and markers cannot show it: it is written in LaTeX, between \( and \)"
        losses.append(Loss(question.id, "formula", why))
    if isinstance(described.body, PictureLabels) and carries.markers:
        why = "it takes none for a question about labels in a picture"
        losses.append(Loss(question.id, "description of the picture", why))
    if "picture" in carries.features and supported.picture and not described.picture:
        why = "it takes no SVG: the picture's description is in square brackets below the question"
        losses.append(Loss(question.id, "picture", why))
    return described, losses


def _with_supported_type(
    question: BankQuestion, carries: Carries, bank: QuestionBank
) -> tuple[BankQuestion | None, list[str]]:
    """The question with a body of a type that the format supports, or None, and how it is now answered."""
    reasons: list[str] = []
    while type(question.body) not in carries.types:
        instead = carries.instead.get(type(question.body))
        if instead is None:
            return None, reasons
        question, why = converted_question(question, instead, bank)
        if why:
            reasons.append(why)
    body = question.body
    if carries.counted and isinstance(body, ChooseSeveral) and len(right_options(body)) == 1:
        question = replace(question, body=ChooseOne(body.options, fixed=body.fixed))
        reasons.append("only one option is right, so learners are asked to choose one")
    return question, reasons


def _with_description(question: BankQuestion, carries: Carries) -> BankQuestion:
    """The question with a description in place of a picture that the format does not take.

    A picture in which labels are covered is never an SVG, whatever the original was.
    """
    picture = question.picture
    if isinstance(question.body, PictureLabels) and carries.covered:
        return question
    if picture and ("picture" not in carries.features or (not carries.drawings and picture.name.endswith(".svg"))):
        description = parse_text(f"\n[{picture.words}]")
        return replace(question, picture=None, prompt=question.prompt + description)
    return question


def _without_unsupported(question: BankQuestion, carries: Carries) -> BankQuestion:
    """The question without the features that the format lacks, so that writers need not check; its picture stays."""
    if "feedback" not in carries.features:
        question = replace(question, feedback=(), evidence=())
    return replace(question, body=_body_without_unsupported(question.body, carries.features))


def _body_without_unsupported(body: ItemBody, features: frozenset[Feature]) -> ItemBody:
    match body:
        case ChooseOne() if "option feedback" not in features:
            last = _without_feedback(body.last) if body.last else None
            return replace(body, options=tuple(map(_without_feedback, body.options)), last=last)
        case ChooseSeveral() if "option feedback" not in features:
            return replace(body, options=tuple(map(_without_feedback, body.options)))
        case Number() if "tolerance" not in features:
            return replace(body, tolerance="")
        case ShortText() if "other answers" not in features:
            return ShortText(accepted_answers(body)[0])
        case Matching() | Gaps() if "spare answers" not in features:
            spares = spares_of(body)
            return replace(body, bank=tuple(option for option in body.bank if option.text not in spares))
        case ChooseOne() | ChooseSeveral() | Number() | ShortText() | Matching() | Gaps():
            return body
        case TrueFalse() | ListAnswer() | Ordering() | PictureLabels() | OpenAnswer():
            return body
        case _:
            assert_never(body)


def _without_feedback(option: Option) -> Option:
    return replace(option, feedback=Text())


def _on_one_line(question: BankQuestion, carries: Carries) -> BankQuestion:
    """The question, with those texts on one line that the format can only write on one line."""

    def flat(part: Part, texts: tuple[Text, ...]) -> tuple[Text, ...]:
        return tuple(map(_line_of, texts)) if part in carries.on_one_line else texts

    body = question.body
    if isinstance(body, PictureLabels):
        (prompt,) = flat("questions about labels", (question.prompt,))
        question = replace(question, prompt=prompt)
    elif isinstance(body, Matching | Gaps):
        pairs, spares = pairs_of(body), spares_of(body)
        prompts = flat("things to be matched", tuple(prompt for prompt, _ in pairs))
        answers = flat("what they are matched with", tuple(answer for _, answer in pairs))
        flat_pairs, flat_spares = tuple(zip(prompts, answers, strict=True)), flat("what they are matched with", spares)
        if (flat_pairs, flat_spares) != (pairs, spares):
            question = replace(question, body=matching_of(flat_pairs, flat_spares))
    return replace(
        question,
        feedback=flat("feedback and evidence", question.feedback),
        evidence=flat("feedback and evidence", question.evidence),
    )


def _line_of(text: Text) -> Text:
    plain = str(text)
    return parse_text(line(text)) if "\n" in plain or "\t" in plain else text


def _matched_with(body: ItemBody) -> tuple[Text, ...]:
    """All answers that a prompt can be matched with."""
    return (*(answer for _, answer in pairs_of(body)), *spares_of(body))


_TEXTS_OF: Mapping[Part, Callable[[BankQuestion], tuple[Text, ...]]] = {
    "questions about labels": lambda question: (question.prompt,),
    "things to be matched": lambda question: tuple(prompt for prompt, _ in pairs_of(question.body)),
    "what they are matched with": lambda question: _matched_with(question.body),
    "feedback and evidence": lambda question: question.notes,
}


def _texts_in_menus(question: BankQuestion, carries: Carries) -> Iterator[Text]:
    """The texts in menus, where Moodle's MathJax does not look; a label is on its marker as it is read aloud."""
    if carries.matched:
        yield from _matched_with(question.body)


def _reason_left_out(question: BankQuestion, original: BankQuestion, carries: Carries) -> str:
    """Why the format cannot hold the question: a limit is exceeded, or it would be read as something else; or ""."""
    body = question.body
    plain = str if "line break" in carries.features else line
    prompt, choices = plain(question.prompt), choices_of(body)
    longest = max((len(plain(choice.text)) for choice in choices), default=0)
    fewest, most = carries.options
    answers = [str(answer) for _, answer in pairs_of(body)]
    longest_match = max((len(escape(str(answer), quote=False)) for answer in _matched_with(body)), default=0)
    typed = _ways_to_type(body)
    numbers = list(right_numbers(body)) if isinstance(body, Number) else []
    uncovered = carries.covered and isinstance(original.body, PictureLabels) and not original.covered
    faults = (
        (0 < carries.question < len(prompt), f"a question has at most {carries.question} characters"),
        (0 < carries.option < longest, f"an option has at most {carries.option} characters"),
        (0 < len(choices) < fewest, f"a question has at least {fewest} options"),
        (0 < most < len(choices), f"a question has at most {most} options"),
        (0 < carries.right < len(right_options(body)), f"a question has at most {carries.right} right options"),
        (0 < carries.answers < len(typed), f"an answer has at most {carries.answers} ways to be written"),
        (0 < carries.numbers < len(numbers), f"a question has at most {carries.numbers} right numbers"),
        (0 < carries.matched < longest_match, f"an answer to be matched has at most {carries.matched} characters"),
        (carries.one_to_one and len(set(answers)) < len(answers), "each item must match a different answer"),
        (uncovered, "the picture shows the labels"),
        (
            _matches(carries.unaskable, plain(question.prompt)),
            "a question like this, or that begins like this, would be read as something else",
        ),
        (_matches(carries.unwritable, *typed), "an answer has characters that the format reads as its own syntax"),
    )
    why = next((fault for is_fault, fault in faults if is_fault), "")
    return f"{why}: it is left out" if why else ""


def _ways_to_type(body: ItemBody) -> tuple[str, ...]:
    """Every accepted way to type the answer, where it is words or a number."""
    return accepted_answers(body) if isinstance(body, ShortText | Number) else ()


def _matches(pattern: re.Pattern[str] | None, *texts: str) -> bool:
    return pattern is not None and any(map(pattern.search, texts))


def _way_of_answering(body: ItemBody) -> str:
    """How a question is answered, in words that follow "questions"."""
    match body:
        case ChooseOne():
            return "with one right option"
        case ChooseSeveral():
            return "with several right options"
        case TrueFalse():
            return "answered by true or false"
        case ShortText():
            return "answered in words"
        case Number():
            return "answered by a number"
        case ListAnswer():
            return "answered by several things"
        case Ordering():
            return "in which things are put in order"
        case Matching() | Gaps():
            return "in which things are matched"
        case PictureLabels():
            return "about the labels of a picture"
        case OpenAnswer():
            return "that a person marks"
        case _:
            assert_never(body)


# Whether a question has a feature, given the original question and the one that the format can hold.
_HAS: Mapping[Feature, Callable[[BankQuestion, BankQuestion], bool]] = {
    "option feedback": lambda _, q: any(choice.feedback for choice in choices_of(q.body)),
    "feedback": lambda _, q: any(q.notes),
    "points": lambda _, q: q.points != 1,
    "formula": lambda _, q: any(latex for text in q.texts for latex in formulas(text)),
    "picture": lambda _, q: q.picture is not None,
    "recording": lambda _, q: q.recording is not None,
    "tags": lambda _, q: bool(q.tags),
    "line break": lambda _, q: any("\n" in text or "\t" in text for text in _written_texts(q)),
    "other answers": lambda _, q: _answer_count(q.body) > 1,
    "number in words": lambda _, q: isinstance(q.body, Number) and None in map(number_in, accepted_answers(q.body)),
    "unit": lambda original, q: any(_units_beside(original.body, q.body)),
    "spare answers": lambda _, q: any(spares_of(q.body)),
    "tolerance": lambda _, q: isinstance(q.body, Number) and any(number.margin for number in right_numbers(q.body)),
    "difficulty": lambda _, q: q.difficulty > 0,
    "order of options": lambda original, _: (
        isinstance(original.body, ChooseOne | ChooseSeveral) and original.body.fixed
    ),
}


def _written_texts(question: BankQuestion) -> Iterator[str]:
    """Every text of the question that is written to the file, including the description of a picture."""
    feedback = (choice.feedback for choice in choices_of(question.body))
    yield from map(str, (*question.visible_texts, *feedback, *question.sample_and_notes))
    if question.picture:
        yield question.picture.words


def _answer_count(body: ItemBody) -> int:
    """How many different answers are right: accepted spellings, or numbers."""
    match body:
        case ShortText():
            return len(accepted_answers(body))
        case Number():
            return len(list(right_numbers(body)))
        case ChooseOne() | ChooseSeveral() | TrueFalse() | ListAnswer() | Ordering() | Matching() | Gaps():
            return 1
        case PictureLabels() | OpenAnswer():
            return 1
        case _:
            assert_never(body)


def _units_beside(original: ItemBody, body: ItemBody) -> tuple[str, ...]:
    """The units that may be typed beside a number and that no accepted answer in words contains."""
    units = units_of(original).usual if isinstance(original, Number) else ()
    words = accepted_answers(body) if isinstance(body, ShortText) else ()
    return tuple(unit for unit in units if not any(unit in answer for answer in words))
