"""Items of QTI 1.2, as Canvas and Common Cartridge both read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from quizgen.exporters.interchange.bank import BankQuestion, NotHeldError, QuestionBank, accepted
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.markup import beginning, html, line, paragraphs, picture_html
from quizgen.exporters.interchange.xml import HEAD, element, escaped
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
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
    pairs_of,
    spares_of,
)
from quizgen.model.right_numbers import RightNumber, right_numbers
from quizgen.model.text import Text, Words

_NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_TITLE = 80  # characters of an item's title
_RESPONSE = "response1"
# What is shown to be answered, and what becomes of the answer.
_Response = tuple[str, str]


def assessment(bank: QuestionBank, metadata: Mapping[str, str], items: Iterable[str]) -> Iterator[bytes]:
    """The quiz as one assessment of one section, with its ``metadata``; item by item."""
    section = element("section", "\n", {"ident": "root_section"})
    attributes = {"ident": assessment_id(bank), "title": bank.title}
    made = element("assessment", _fields(metadata) + section, attributes)
    opening, closing = element("questestinterop", made, {"xmlns": _NAMESPACE}).split("\n</section>")
    yield HEAD + f"{opening}\n".encode()
    for each in items:
        yield f"{each}\n".encode()
    yield f"</section>{closing}\n".encode()


def assessment_id(bank: QuestionBank) -> str:
    """The same in every export of a recipe."""
    return hex_id("assessment", bank.name)


def item(question: BankQuestion, metadata: Mapping[str, str], pictures: str) -> str:
    """The question with its ``metadata``; its picture is in the folder ``pictures``."""
    title = beginning(line(question.prompt), _TITLE)
    picture = question.picture
    shown = picture_html(picture, f"{pictures}/{picture.name}") if picture else ""
    asked, scored = _response(question)
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    outcomes = element("outcomes", element("decvar", attributes=score))
    notes = paragraphs(question.sample_and_notes)
    general = _condition(element("other"), goes_on=True, feedback="general_fb") if notes else ""
    parts = [
        element("itemmetadata", _fields(metadata)),
        element("presentation", _material(f"<p>{html(question.prompt)}</p>{shown}") + asked),
        element("resprocessing", outcomes + general + scored),
        _feedback("general_fb", notes) if notes else "",
    ]
    for ident, choice in _labelled(choices_of(question.body)):
        if choice.feedback:
            parts.append(_feedback(f"{ident}_fb", f"<p>{html(choice.feedback)}</p>"))
    return element("item", "".join(parts), {"ident": hex_id(question.id), "title": title or question.id})


def _labelled(choices: Iterable[Option]) -> list[tuple[str, Option]]:
    return [(f"a{place}", choice) for place, choice in enumerate(choices, 1)]


def _response(question: BankQuestion) -> _Response:
    match question.body:
        case ChooseOne() as body:
            labelled = _labelled(body.choices)
            right = "".join(_condition(_equal(ident), score="100") for ident, choice in labelled if choice.correct)
            return _choices("Single", labelled, right)
        case ChooseSeveral() as body:
            labelled = _labelled(body.choices)
            every = (_equal(ident) if choice.correct else element("not", _equal(ident)) for ident, choice in labelled)
            return _choices("Multiple", labelled, _condition(element("and", "".join(every)), score="100"))
        case TrueFalse() as body:
            # Its words are English: platforms know the options by them, and show their own.
            options = [("true", Text((Words("True"),))), ("false", Text((Words("False"),)))]
            return _options(_RESPONSE, "Single", options), _condition(_equal(body.key), score="100")
        case ShortText() as body:
            return _field(), _condition("".join(map(_equal, accepted(body))), score="100")
        case Number() as body:
            return _field(fibtype="Decimal"), "".join(map(_within, right_numbers(body)))
        case Ordering() as body:
            return _order(question.id, body)
        case Matching() | Gaps() as body:
            return _match(body)
        case OpenAnswer():
            return _field(), _condition(element("other"))
        case ListAnswer() | PictureLabels() as body:
            raise NotHeldError(body)
        case _:
            assert_never(question.body)


def _choices(cardinality: str, labelled: list[tuple[str, Option]], scored: str) -> _Response:
    """The options, and the conditions for the score after those for feedback."""
    asked = _options(_RESPONSE, cardinality, [(ident, choice.text) for ident, choice in labelled])
    feedback = [
        _condition(_equal(ident), goes_on=True, feedback=f"{ident}_fb") for ident, choice in labelled if choice.feedback
    ]
    return asked, "".join(feedback) + scored


def _within(number: RightNumber) -> str:
    """How far the number reaches as a margin and as two limits: the one for Classic Quizzes, the other for New."""
    margin = {"margintype": "absolute", "margin": f"{number.margin:f}"} if number.margin else {}
    exact = element("varequal", f"{number.value:f}", {"respident": _RESPONSE, **margin})
    least = element("vargte", f"{number.value - number.margin:f}", {"respident": _RESPONSE})
    most = element("varlte", f"{number.value + number.margin:f}", {"respident": _RESPONSE})
    return _condition(element("or", exact + element("and", least + most)), score="100")


def _order(id: str, body: Ordering) -> _Response:
    """The things are listed by their idents, which say nothing of their order."""
    idents = [hex_id(id, str(place))[:9] for place in range(len(body.steps))]
    listed = sorted(zip(idents, body.in_order, strict=True), key=lambda pair: pair[0])
    labels = element("flow_label", "".join(_label(ident, step) for ident, step in listed))
    shown = element("render_extension", element("ims_render_object", labels, {"shuffle": "No"}))
    asked = element("response_lid", shown, {"ident": _RESPONSE, "rcardinality": "Ordered"})
    return asked, _condition("".join(map(_equal, idents)), score="100")


def _match(body: Matching | Gaps) -> _Response:
    """Every prompt is a response of its own, with all answers to choose from; each gives its share."""
    pairs = pairs_of(body)
    answers = dict.fromkeys([*(answer for _, answer in pairs), *spares_of(body)])
    order = sorted(answers, key=lambda answer: str(answer).casefold())
    idents = {answer: f"a{place}" for place, answer in enumerate(order, 1)}
    share = f"{100 / len(pairs):.2f}"
    options = [(idents[answer], answer) for answer in order]
    asked, scored = "", ""
    for place, (prompt, answer) in enumerate(pairs, 1):
        name = f"response_q{place}"
        asked += _options(name, "Single", options, prompt)
        right = element("varequal", idents[answer], {"respident": name})
        scored += _condition(right, score=share, action="Add")
    return asked, scored


def _options(ident: str, cardinality: str, labelled: Iterable[tuple[str, Text]], prompt: Text | None = None) -> str:
    asked = _material(html(prompt)) if prompt else ""
    choice = element("render_choice", "".join([_label(label, text) for label, text in labelled]))
    return element("response_lid", asked + choice, {"ident": ident, "rcardinality": cardinality})


def _label(ident: str, text: Text) -> str:
    return element("response_label", _material(html(text)), {"ident": ident})


def _field(**attributes: str) -> str:
    written_in = element("render_fib", element("response_label", attributes={"ident": "answer1"}), attributes)
    return element("response_str", written_in, {"ident": _RESPONSE, "rcardinality": "Single"})


def _condition(holds: str, *, score: str = "", action: str = "Set", goes_on: bool = False, feedback: str = "") -> str:
    """What must hold for a ``score`` or for a ``feedback`` to be given."""
    content = element("conditionvar", holds)
    if score:
        content += element("setvar", score, {"action": action, "varname": "SCORE"})
    if feedback:
        content += element("displayfeedback", attributes={"feedbacktype": "Response", "linkrefid": feedback})
    return element("respcondition", content, {"continue": "Yes" if goes_on else "No"})


def _equal(value: str) -> str:
    return element("varequal", escaped(value), {"respident": _RESPONSE})


def _feedback(ident: str, content: str) -> str:
    return element("itemfeedback", element("flow_mat", _material(content)), {"ident": ident})


def _material(content: str) -> str:
    return element("material", element("mattext", escaped(content), {"texttype": "text/html"}))


def _fields(fields: Mapping[str, str]) -> str:
    return element("qtimetadata", "".join([_entry(label, entry) for label, entry in fields.items()]))


def _entry(label: str, entry: str) -> str:
    return element("qtimetadatafield", element("fieldlabel", label) + element("fieldentry", escaped(entry)))
