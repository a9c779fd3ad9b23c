"""Items of QTI 1.2, as both Canvas and Common Cartridge read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from quizgen.exporters.interchange.bank import BankQuestion, NotHeldError, QuestionBank, accepted_answers
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.markup import beginning, html, line, paragraphs, picture_html
from quizgen.exporters.interchange.xml import HEAD, element, escape
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
# Where the answer is given, and how it is scored.
_Response = tuple[str, str]


def assessment(bank: QuestionBank, metadata: Mapping[str, str], items: Iterable[str]) -> Iterator[bytes]:
    """Yield the quiz as one assessment of one section, with its ``metadata``, item by item."""
    section = element("section", "\n", {"ident": "root_section"})
    attributes = {"ident": assessment_id(bank), "title": bank.title}
    node = element("assessment", _fields(metadata) + section, attributes)
    opening, closing = element("questestinterop", node, {"xmlns": _NAMESPACE}).split("\n</section>")
    yield HEAD + f"{opening}\n".encode()
    for text in items:
        yield f"{text}\n".encode()
    yield f"</section>{closing}\n".encode()


def assessment_id(bank: QuestionBank) -> str:
    """Return the assessment's id, which is the same in every export of a recipe."""
    return hex_id("assessment", bank.name)


def item(question: BankQuestion, metadata: Mapping[str, str], pictures: str) -> str:
    """Return the question as an item with its ``metadata``; its picture is in the folder ``pictures``."""
    title = beginning(line(question.prompt), _TITLE)
    picture = question.picture
    image = picture_html(picture, f"{pictures}/{picture.name}") if picture else ""
    response, scoring = _response(question)
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    outcomes = element("outcomes", element("decvar", attributes=score))
    notes = paragraphs(question.sample_and_notes)
    general = _condition(element("other"), goes_on=True, feedback="general_fb") if notes else ""
    parts = [
        element("itemmetadata", _fields(metadata)),
        element("presentation", _material(f"<p>{html(question.prompt)}</p>{image}") + response),
        element("resprocessing", outcomes + general + scoring),
        _feedback("general_fb", notes) if notes else "",
    ]
    for ident, choice in _labelled_options(choices_of(question.body)):
        if choice.feedback:
            parts.append(_feedback(f"{ident}_fb", f"<p>{html(choice.feedback)}</p>"))
    return element("item", "".join(parts), {"ident": hex_id(question.id), "title": title or question.id})


def _labelled_options(choices: Iterable[Option]) -> list[tuple[str, Option]]:
    return [(f"a{number}", choice) for number, choice in enumerate(choices, 1)]


def _response(question: BankQuestion) -> _Response:
    match question.body:
        case ChooseOne() as body:
            labelled = _labelled_options(body.choices)
            right = "".join(_condition(_equal(ident), score="100") for ident, choice in labelled if choice.correct)
            return _choices("Single", labelled, right)
        case ChooseSeveral() as body:
            labelled = _labelled_options(body.choices)
            every = (_equal(ident) if choice.correct else element("not", _equal(ident)) for ident, choice in labelled)
            return _choices("Multiple", labelled, _condition(element("and", "".join(every)), score="100"))
        case TrueFalse() as body:
            # The words are English: platforms recognise the options by them, and show their own words.
            options = [("true", Text((Words("True"),))), ("false", Text((Words("False"),)))]
            return _options(_RESPONSE, "Single", options), _condition(_equal(body.key), score="100")
        case ShortText() as body:
            return _field(), _condition("".join(map(_equal, accepted_answers(body))), score="100")
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


def _choices(cardinality: str, labelled: list[tuple[str, Option]], scoring: str) -> _Response:
    """The options, and the conditions for feedback followed by those for the score."""
    options = _options(_RESPONSE, cardinality, [(ident, choice.text) for ident, choice in labelled])
    feedback = [
        _condition(_equal(ident), goes_on=True, feedback=f"{ident}_fb") for ident, choice in labelled if choice.feedback
    ]
    return options, "".join(feedback) + scoring


def _within(number: RightNumber) -> str:
    """The tolerance, both as a margin for Classic Quizzes and as two limits for New Quizzes."""
    margin = {"margintype": "absolute", "margin": f"{number.margin:f}"} if number.margin else {}
    exact = element("varequal", f"{number.value:f}", {"respident": _RESPONSE, **margin})
    least = element("vargte", f"{number.value - number.margin:f}", {"respident": _RESPONSE})
    most = element("varlte", f"{number.value + number.margin:f}", {"respident": _RESPONSE})
    return _condition(element("or", exact + element("and", least + most)), score="100")


def _order(id: str, body: Ordering) -> _Response:
    """The steps are sorted by their idents, which do not give away their order."""
    idents = [hex_id(id, str(index))[:9] for index in range(len(body.steps))]
    listed = sorted(zip(idents, body.in_order, strict=True), key=lambda pair: pair[0])
    labels = element("flow_label", "".join(_label(ident, step) for ident, step in listed))
    rendering = element("render_extension", element("ims_render_object", labels, {"shuffle": "No"}))
    response = element("response_lid", rendering, {"ident": _RESPONSE, "rcardinality": "Ordered"})
    return response, _condition("".join(map(_equal, idents)), score="100")


def _match(body: Matching | Gaps) -> _Response:
    """Each prompt is a response of its own, with all answers as options, and is worth its share of the score."""
    pairs = pairs_of(body)
    answers = dict.fromkeys([*(answer for _, answer in pairs), *spares_of(body)])
    order = sorted(answers, key=lambda answer: str(answer).casefold())
    idents = {answer: f"a{number}" for number, answer in enumerate(order, 1)}
    share = f"{100 / len(pairs):.2f}"
    options = [(idents[answer], answer) for answer in order]
    responses, scoring = "", ""
    for number, (prompt, answer) in enumerate(pairs, 1):
        name = f"response_q{number}"
        responses += _options(name, "Single", options, prompt)
        right = element("varequal", idents[answer], {"respident": name})
        scoring += _condition(right, score=share, action="Add")
    return responses, scoring


def _options(ident: str, cardinality: str, labelled: Iterable[tuple[str, Text]], prompt: Text | None = None) -> str:
    material = _material(html(prompt)) if prompt else ""
    choice = element("render_choice", "".join([_label(label, text) for label, text in labelled]))
    return element("response_lid", material + choice, {"ident": ident, "rcardinality": cardinality})


def _label(ident: str, text: Text) -> str:
    return element("response_label", _material(html(text)), {"ident": ident})


def _field(**attributes: str) -> str:
    rendering = element("render_fib", element("response_label", attributes={"ident": "answer1"}), attributes)
    return element("response_str", rendering, {"ident": _RESPONSE, "rcardinality": "Single"})


def _condition(test: str, *, score: str = "", action: str = "Set", goes_on: bool = False, feedback: str = "") -> str:
    """The ``test`` that must be true for a ``score`` or a ``feedback`` to be given."""
    content = element("conditionvar", test)
    if score:
        content += element("setvar", score, {"action": action, "varname": "SCORE"})
    if feedback:
        content += element("displayfeedback", attributes={"feedbacktype": "Response", "linkrefid": feedback})
    return element("respcondition", content, {"continue": "Yes" if goes_on else "No"})


def _equal(value: str) -> str:
    return element("varequal", escape(value), {"respident": _RESPONSE})


def _feedback(ident: str, content: str) -> str:
    return element("itemfeedback", element("flow_mat", _material(content)), {"ident": ident})


def _material(content: str) -> str:
    return element("material", element("mattext", escape(content), {"texttype": "text/html"}))


def _fields(fields: Mapping[str, str]) -> str:
    return element("qtimetadata", "".join([_entry(label, entry) for label, entry in fields.items()]))


def _entry(label: str, entry: str) -> str:
    return element("qtimetadatafield", element("fieldlabel", label) + element("fieldentry", escape(entry)))
