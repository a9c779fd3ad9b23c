"""Items of QTI 1.2, as Canvas and Common Cartridge both read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element

from quizgen.exporters.interchange.exercise import Bank, Choice, Exercise, Sort
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.markup import beginning, html, line, paragraphs, picture_html
from quizgen.exporters.interchange.xml import HEAD, add, written
from quizgen.model.text import Text, Words

_NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_TITLE = 80  # characters of an item's title
_RESPONSE = "response1"


def assessment(bank: Bank, metadata: Mapping[str, str], items: Iterable[bytes]) -> bytes:
    """The quiz as one assessment of one section, with its ``metadata``."""
    root = Element("questestinterop", {"xmlns": _NAMESPACE})
    made = add(root, "assessment", attributes={"ident": assessment_id(bank), "title": bank.title})
    _fields(made, metadata)
    add(made, "section", "\n", {"ident": "root_section"})
    opening, closing = written(root).split(b"\n</section>")
    return b"".join((HEAD, opening, b"\n", *(item + b"\n" for item in items), b"</section>", closing, b"\n"))


def assessment_id(bank: Bank) -> str:
    """The same in every export of a recipe."""
    return hex_id("assessment", bank.name)


def item(exercise: Exercise, metadata: Mapping[str, str], pictures: str) -> bytes:
    """The exercise with its ``metadata``; its picture lies in the folder ``pictures``."""
    title = beginning(line(exercise.prompt), _TITLE)
    made = Element("item", {"ident": hex_id(exercise.id), "title": title or exercise.id})
    _fields(add(made, "itemmetadata"), metadata)
    presentation = add(made, "presentation")
    picture = exercise.picture
    shown = picture_html(picture, f"{pictures}/{picture.name}") if picture else ""
    _material(presentation, f"<p>{html(exercise.prompt)}</p>{shown}")
    processing = Element("resprocessing")
    outcomes = add(processing, "outcomes")
    add(outcomes, "decvar", attributes={"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"})
    notes = paragraphs((exercise.solution, *exercise.notes) if exercise.sort == "open" else exercise.notes)
    if notes:
        add(_condition(processing, goes_on=True, feedback="general_fb"), "other")
    _RESPONSES[exercise.sort](exercise, presentation, processing)
    made.append(processing)
    if notes:
        _feedback(made, "general_fb", notes)
    for ident, choice in _labelled(exercise.choices):
        if choice.feedback:
            _feedback(made, f"{ident}_fb", f"<p>{html(choice.feedback)}</p>")
    return written(made)


def _labelled(choices: Iterable[Choice]) -> list[tuple[str, Choice]]:
    return [(f"a{place}", choice) for place, choice in enumerate(choices, 1)]


def _choices(exercise: Exercise, presentation: Element, processing: Element) -> None:
    labelled = _labelled(exercise.choices)
    several = exercise.sort == "response"
    _options(presentation, _RESPONSE, "Multiple" if several else "Single", ((i, c.text) for i, c in labelled))
    for ident, choice in labelled:
        if choice.feedback:
            _equal(_condition(processing, goes_on=True, feedback=f"{ident}_fb"), ident)
    if not several:
        for ident, choice in labelled:
            if choice.right:
                _equal(_condition(processing, score="100"), ident)
        return
    every = add(_condition(processing, score="100"), "and")
    for ident, choice in labelled:
        _equal(every if choice.right else add(every, "not"), ident)


def _truth(exercise: Exercise, presentation: Element, processing: Element) -> None:
    """Its words are English: platforms know the options by them, and show their own."""
    options = (("true", Text((Words("True"),))), ("false", Text((Words("False"),))))
    _options(presentation, _RESPONSE, "Single", options)
    _equal(_condition(processing, score="100"), "true" if exercise.truth else "false")


def _words(exercise: Exercise, presentation: Element, processing: Element) -> None:
    _field(presentation)
    condition = _condition(processing, score="100")
    for answer in exercise.accepted:
        _equal(condition, answer)


def _number(exercise: Exercise, presentation: Element, processing: Element) -> None:
    """Each number with how far it reaches, said in numbers and in words: the one for Classic, the other for New."""
    _field(presentation, fibtype="Decimal")
    for number in exercise.numbers:
        either = add(_condition(processing, score="100"), "or")
        margin = {"margintype": "absolute", "margin": f"{number.margin:f}"} if number.margin else {}
        add(either, "varequal", f"{number.value:f}", {"respident": _RESPONSE, **margin})
        between = add(either, "and")
        add(between, "vargte", f"{number.value - number.margin:f}", {"respident": _RESPONSE})
        add(between, "varlte", f"{number.value + number.margin:f}", {"respident": _RESPONSE})


def _order(exercise: Exercise, presentation: Element, processing: Element) -> None:
    """The things are listed by their idents, which say nothing of their order."""
    idents = [hex_id(exercise.id, str(place))[:9] for place in range(len(exercise.steps))]
    lid = add(presentation, "response_lid", attributes={"ident": _RESPONSE, "rcardinality": "Ordered"})
    flow = add(add(lid, "render_extension"), "ims_render_object", attributes={"shuffle": "No"})
    labels = add(flow, "flow_label")
    for ident, step in sorted(zip(idents, exercise.steps, strict=True), key=lambda pair: pair[0]):
        _material(add(labels, "response_label", attributes={"ident": ident}), html(step))
    condition = _condition(processing, score="100")
    for ident in idents:
        _equal(condition, ident)


def _match(exercise: Exercise, presentation: Element, processing: Element) -> None:
    """Every prompt is a response of its own, with all answers to choose from; each gives its share."""
    answers = list(dict.fromkeys([*(answer for _, answer in exercise.pairs), *exercise.spares]))
    order = sorted(answers, key=lambda answer: str(answer).casefold())
    idents = {answer: f"a{place}" for place, answer in enumerate(order, 1)}
    share = f"{100 / len(exercise.pairs):.2f}"
    for place, (prompt, answer) in enumerate(exercise.pairs, 1):
        name = f"response_q{place}"
        _options(presentation, name, "Single", ((idents[each], each) for each in order), prompt)
        condition = _condition(processing, score=share, action="Add")
        add(condition, "varequal", idents[answer], {"respident": name})


def _open(_: Exercise, presentation: Element, processing: Element) -> None:
    _field(presentation)
    add(_condition(processing), "other")


_RESPONSES: Mapping[Sort, Callable[[Exercise, Element, Element], None]] = {
    "choice": _choices,
    "response": _choices,
    "truth": _truth,
    "text": _words,
    "number": _number,
    "order": _order,
    "match": _match,
    "open": _open,
}


def _options(
    presentation: Element,
    ident: str,
    cardinality: str,
    labelled: Iterable[tuple[str, Text]],
    prompt: Text | None = None,
) -> None:
    lid = add(presentation, "response_lid", attributes={"ident": ident, "rcardinality": cardinality})
    if prompt:
        _material(lid, html(prompt))
    choice = add(lid, "render_choice")
    for label, text in labelled:
        _material(add(choice, "response_label", attributes={"ident": label}), html(text))


def _field(presentation: Element, **attributes: str) -> None:
    written_in = add(presentation, "response_str", attributes={"ident": _RESPONSE, "rcardinality": "Single"})
    add(add(written_in, "render_fib", attributes=attributes), "response_label", attributes={"ident": "answer1"})


def _condition(
    processing: Element, *, score: str = "", action: str = "Set", goes_on: bool = False, feedback: str = ""
) -> Element:
    """What must hold, to be filled in, for a ``score`` or for a ``feedback`` to be given."""
    condition = add(processing, "respcondition", attributes={"continue": "Yes" if goes_on else "No"})
    variable = add(condition, "conditionvar")
    if score:
        add(condition, "setvar", score, {"action": action, "varname": "SCORE"})
    if feedback:
        add(condition, "displayfeedback", attributes={"feedbacktype": "Response", "linkrefid": feedback})
    return variable


def _equal(condition: Element, value: str) -> None:
    add(condition, "varequal", value, {"respident": _RESPONSE})


def _feedback(parent: Element, ident: str, content: str) -> None:
    _material(add(add(parent, "itemfeedback", attributes={"ident": ident}), "flow_mat"), content)


def _material(parent: Element, content: str) -> None:
    add(add(parent, "material"), "mattext", content, {"texttype": "text/html"})


def _fields(parent: Element, fields: Mapping[str, str]) -> None:
    metadata = add(parent, "qtimetadata")
    for label, entry in fields.items():
        field = add(metadata, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", entry)
