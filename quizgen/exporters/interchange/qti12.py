"""Items of QTI 1.2, as Canvas and Common Cartridge both read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from quizgen.exporters.interchange.exercise import Bank, Choice, Exercise, Sort
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.markup import beginning, html, line, paragraphs, picture_html
from quizgen.exporters.interchange.xml import HEAD, element, escaped
from quizgen.model.text import Text, Words

_NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_TITLE = 80  # characters of an item's title
_RESPONSE = "response1"


def assessment(bank: Bank, metadata: Mapping[str, str], items: Iterable[str]) -> Iterator[bytes]:
    """The quiz as one assessment of one section, with its ``metadata``; item by item."""
    section = element("section", "\n", {"ident": "root_section"})
    attributes = {"ident": assessment_id(bank), "title": bank.title}
    made = element("assessment", _fields(metadata) + section, attributes)
    opening, closing = element("questestinterop", made, {"xmlns": _NAMESPACE}).split("\n</section>")
    yield HEAD + f"{opening}\n".encode()
    for each in items:
        yield f"{each}\n".encode()
    yield f"</section>{closing}\n".encode()


def assessment_id(bank: Bank) -> str:
    """The same in every export of a recipe."""
    return hex_id("assessment", bank.name)


def item(exercise: Exercise, metadata: Mapping[str, str], pictures: str) -> str:
    """The exercise with its ``metadata``; its picture lies in the folder ``pictures``."""
    title = beginning(line(exercise.prompt), _TITLE)
    picture = exercise.picture
    shown = picture_html(picture, f"{pictures}/{picture.name}") if picture else ""
    asked, scored = _RESPONSES[exercise.sort](exercise)
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    outcomes = element("outcomes", element("decvar", attributes=score))
    notes = paragraphs((exercise.solution, *exercise.notes) if exercise.sort == "open" else exercise.notes)
    told = _condition(element("other"), goes_on=True, feedback="general_fb") if notes else ""
    parts = [
        element("itemmetadata", _fields(metadata)),
        element("presentation", _material(f"<p>{html(exercise.prompt)}</p>{shown}") + asked),
        element("resprocessing", outcomes + told + scored),
        _feedback("general_fb", notes) if notes else "",
    ]
    for ident, choice in _labelled(exercise.choices):
        if choice.feedback:
            parts.append(_feedback(f"{ident}_fb", f"<p>{html(choice.feedback)}</p>"))
    return element("item", "".join(parts), {"ident": hex_id(exercise.id), "title": title or exercise.id})


def _labelled(choices: Iterable[Choice]) -> list[tuple[str, Choice]]:
    return [(f"a{place}", choice) for place, choice in enumerate(choices, 1)]


def _choices(exercise: Exercise) -> _Response:
    labelled = _labelled(exercise.choices)
    several = exercise.sort == "response"
    asked = _options(_RESPONSE, "Multiple" if several else "Single", [(i, c.text) for i, c in labelled])
    scored = [
        _condition(_equal(ident), goes_on=True, feedback=f"{ident}_fb") for ident, choice in labelled if choice.feedback
    ]
    if several:
        every = [_equal(i) if choice.right else element("not", _equal(i)) for i, choice in labelled]
        scored.append(_condition(element("and", "".join(every)), score="100"))
    else:
        scored += [_condition(_equal(ident), score="100") for ident, choice in labelled if choice.right]
    return asked, "".join(scored)


def _truth(exercise: Exercise) -> _Response:
    """Its words are English: platforms know the options by them, and show their own."""
    options = [("true", Text((Words("True"),))), ("false", Text((Words("False"),)))]
    right = _equal("true" if exercise.truth else "false")
    return _options(_RESPONSE, "Single", options), _condition(right, score="100")


def _words(exercise: Exercise) -> _Response:
    return _field(), _condition("".join(map(_equal, exercise.accepted)), score="100")


def _number(exercise: Exercise) -> _Response:
    """Each number with how far it reaches, said in numbers and in words: the one for Classic, the other for New."""
    scored = []
    for number in exercise.numbers:
        margin = {"margintype": "absolute", "margin": f"{number.margin:f}"} if number.margin else {}
        exact = element("varequal", f"{number.value:f}", {"respident": _RESPONSE, **margin})
        least = element("vargte", f"{number.value - number.margin:f}", {"respident": _RESPONSE})
        most = element("varlte", f"{number.value + number.margin:f}", {"respident": _RESPONSE})
        scored.append(_condition(element("or", exact + element("and", least + most)), score="100"))
    return _field(fibtype="Decimal"), "".join(scored)


def _order(exercise: Exercise) -> _Response:
    """The things are listed by their idents, which say nothing of their order."""
    idents = [hex_id(exercise.id, str(place))[:9] for place in range(len(exercise.steps))]
    listed = sorted(zip(idents, exercise.steps, strict=True), key=lambda pair: pair[0])
    labels = element("flow_label", "".join(_label(ident, step) for ident, step in listed))
    shown = element("render_extension", element("ims_render_object", labels, {"shuffle": "No"}))
    asked = element("response_lid", shown, {"ident": _RESPONSE, "rcardinality": "Ordered"})
    return asked, _condition("".join(map(_equal, idents)), score="100")


def _match(exercise: Exercise) -> _Response:
    """Every prompt is a response of its own, with all answers to choose from; each gives its share."""
    answers = list(dict.fromkeys([*(answer for _, answer in exercise.pairs), *exercise.spares]))
    order = sorted(answers, key=lambda answer: str(answer).casefold())
    idents = {answer: f"a{place}" for place, answer in enumerate(order, 1)}
    share = f"{100 / len(exercise.pairs):.2f}"
    options = [(idents[each], each) for each in order]
    asked, scored = "", ""
    for place, (prompt, answer) in enumerate(exercise.pairs, 1):
        name = f"response_q{place}"
        asked += _options(name, "Single", options, prompt)
        right = element("varequal", idents[answer], {"respident": name})
        scored += _condition(right, score=share, action="Add")
    return asked, scored


def _open(_: Exercise) -> _Response:
    return _field(), _condition(element("other"))


# What is shown to be answered, and what becomes of the answer.
_Response = tuple[str, str]
_RESPONSES: Mapping[Sort, Callable[[Exercise], _Response]] = {
    "choice": _choices,
    "response": _choices,
    "truth": _truth,
    "text": _words,
    "number": _number,
    "order": _order,
    "match": _match,
    "open": _open,
}


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
