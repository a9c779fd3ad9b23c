"""``qti21.zip``: the questions as items of QTI 2.1, a file each, for platforms that keep banks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import ClassVar
from xml.etree.ElementTree import Element, fromstring

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.exercise import SORTS, Bank, Exercise, Sort
from quizgen.exporters.interchange.fitting import FEATURES, Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.markup import html
from quizgen.exporters.interchange.moodle import name
from quizgen.exporters.interchange.xml import HEAD, add, written
from quizgen.model.text import Text, Words

_NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"


class Qti21(Format):
    """Exports everything but labels of pictures, without a test: some platforms would take it for a second quiz."""

    name = "qti21"
    summary = "the questions as items of QTI 2.1 (qti21.zip)"
    carries: ClassVar = Carries(
        sorts=frozenset(SORTS) - {"list", "labels", "number"},
        features=frozenset(FEATURES) - {"tags", "recording", "tolerance", "unit"},
        instead={"number": "text", "list": "open"},
    )

    def files(self, bank: Bank) -> Mapping[str, bytes]:
        """The manifest, an item for each question, the pictures."""
        return {"qti21.zip": zip_bytes(_entries(bank))}


def _entries(bank: Bank) -> Iterator[tuple[str, bytes]]:
    pictures = {each.picture.name: each.picture.content for each in bank.exercises if each.picture}
    yield "imsmanifest.xml", _manifest(bank)
    for exercise in bank.exercises:
        yield f"items/{hex_id(exercise.id)}.xml", _item(exercise, bank.language)
    for picture, content in sorted(pictures.items()):
        yield f"items/images/{picture}", content


def _manifest(bank: Bank) -> bytes:
    namespace = "http://www.imsglobal.org/xsd/imscp_v1p1"
    root = Element("manifest", {"identifier": hex_id("items", bank.name), "xmlns": namespace})
    metadata = add(root, "metadata")
    add(metadata, "schema", "QTIv2.1 Package")
    add(metadata, "schemaversion", "1.0.0")
    add(root, "organizations")
    resources = add(root, "resources")
    for exercise in bank.exercises:
        ident = hex_id(exercise.id)
        attributes = {"identifier": ident, "type": "imsqti_item_xmlv2p1", "href": f"items/{ident}.xml"}
        made = add(resources, "resource", attributes=attributes)
        add(made, "file", attributes={"href": f"items/{ident}.xml"})
        if exercise.picture:
            add(made, "file", attributes={"href": f"items/images/{exercise.picture.name}"})
    return HEAD + written(root) + b"\n"


def _item(exercise: Exercise, language: str) -> bytes:
    root = Element(
        "assessmentItem",
        {
            "xmlns": _NAMESPACE,
            "identifier": hex_id(exercise.id),
            "title": name(exercise),
            "xml:lang": language,
            "adaptive": "false",
            "timeDependent": "false",
            "label": exercise.id[:256],
        },
    )
    body = Element("itemBody")
    body.append(_xhtml("p", exercise.prompt))
    if exercise.picture:
        attributes = {"src": f"images/{exercise.picture.name}", "alt": exercise.picture.words}
        add(add(body, "p"), "img", attributes=attributes)
    _INTERACTIONS[exercise.sort](exercise, root, body)
    for ident, kind in (("SCORE", "float"), ("FEEDBACK", "identifier")):
        made = add(
            root,
            "outcomeDeclaration",
            attributes={"identifier": ident, "cardinality": "single", "baseType": kind}
            | ({"normalMaximum": str(exercise.points)} if kind == "float" else {}),
        )
        add(add(made, "defaultValue"), "value", "0" if kind == "float" else "general")
    root.append(body)
    _processing(exercise, root)
    notes = (exercise.solution, *exercise.notes) if exercise.sort == "open" else exercise.notes
    if any(notes):
        shown = {"outcomeIdentifier": "FEEDBACK", "identifier": "general", "showHide": "show"}
        feedback = add(root, "modalFeedback", attributes=shown)
        for note in notes:
            if note:
                feedback.append(_xhtml("p", note))
    return HEAD + written(root) + b"\n"


def _processing(exercise: Exercise, root: Element) -> None:
    """The whole mark for the right response, or for the shares that its mapping gives."""
    if exercise.sort == "open":
        return
    mapped = exercise.sort in ("text", "match")
    processing = add(root, "responseProcessing")
    condition = add(processing, "responseCondition")
    first = add(condition, "responseIf")
    if mapped:
        add(add(first, "not"), "isNull").append(_variable())
        value = add(first, "setOutcomeValue", attributes={"identifier": "SCORE"})
        add(value, "mapResponse", attributes={"identifier": "RESPONSE"})
        return
    match = add(first, "match")
    match.append(_variable())
    add(match, "correct", attributes={"identifier": "RESPONSE"})
    value = add(first, "setOutcomeValue", attributes={"identifier": "SCORE"})
    add(value, "baseValue", str(exercise.points), {"baseType": "float"})


def _variable() -> Element:
    return Element("variable", {"identifier": "RESPONSE"})


def _xhtml(tag: str, text: Text) -> Element:
    """The text in an element: what was typed is escaped, so that what are elements are ours."""
    markup = html(text)
    if "<" in markup:
        return fromstring(f"<{tag}>{markup.replace('<br>', '<br/>')}</{tag}>")  # noqa: S314 - our own
    made = Element(tag)
    made.text = unescape(markup)
    return made


def _filled(parent: Element, tag: str, text: Text, attributes: Mapping[str, str]) -> Element:
    made = _xhtml(tag, text)
    made.attrib.update(attributes)
    parent.append(made)
    return made


def _declared(root: Element, cardinality: str, kind: str, values: Iterable[str]) -> Element:
    attributes = {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": kind}
    made = add(root, "responseDeclaration", attributes=attributes)
    right = add(made, "correctResponse")
    for value in values:
        add(right, "value", value)
    return made


def _chosen(
    root: Element, body: Element, texts: Sequence[tuple[Text, bool, Text]], *, several: bool, mixed: bool
) -> None:
    _declared(
        root,
        "multiple" if several else "single",
        "identifier",
        (f"a{place}" for place, (_, right, _) in enumerate(texts, 1) if right),
    )
    attributes = {
        "responseIdentifier": "RESPONSE",
        "shuffle": str(mixed).lower(),
        "maxChoices": "0" if several else "1",
    }
    interaction = add(body, "choiceInteraction", attributes=attributes)
    for place, (text, _, told) in enumerate(texts, 1):
        made = _filled(interaction, "simpleChoice", text, {"identifier": f"a{place}"})
        if told:
            shown = {"outcomeIdentifier": "RESPONSE", "identifier": f"a{place}", "showHide": "show"}
            _filled(made, "feedbackInline", told, shown)


def _choices(exercise: Exercise, root: Element, body: Element) -> None:
    texts = [(choice.text, choice.right, choice.feedback) for choice in exercise.choices]
    _chosen(root, body, texts, several=exercise.sort == "response", mixed=exercise.shuffle)


def _truth(exercise: Exercise, root: Element, body: Element) -> None:
    texts = [
        (Text((Words(word),)), exercise.truth is truth, Text()) for word, truth in (("True", True), ("False", False))
    ]
    _chosen(root, body, texts, several=False, mixed=False)


def _words(exercise: Exercise, root: Element, body: Element) -> None:
    declared = _declared(root, "single", "string", exercise.accepted[:1])
    mapping = add(declared, "mapping", attributes={"defaultValue": "0"})
    for answer in exercise.accepted:
        entry = {"mapKey": answer, "mappedValue": str(exercise.points), "caseSensitive": "false"}
        add(mapping, "mapEntry", attributes=entry)
    longest = str(max(map(len, exercise.accepted)))
    add(
        add(body, "p"), "textEntryInteraction", attributes={"responseIdentifier": "RESPONSE", "expectedLength": longest}
    )


def _order(exercise: Exercise, root: Element, body: Element) -> None:
    idents = [f"s{hex_id(exercise.id, str(place))[1:9]}" for place in range(len(exercise.steps))]
    _declared(root, "ordered", "identifier", idents)
    interaction = add(body, "orderInteraction", attributes={"responseIdentifier": "RESPONSE", "shuffle": "true"})
    for ident, step in sorted(zip(idents, exercise.steps, strict=True), key=lambda pair: pair[0]):
        _filled(interaction, "simpleChoice", step, {"identifier": ident})


def _match(exercise: Exercise, root: Element, body: Element) -> None:
    answers = list(dict.fromkeys([*(answer for _, answer in exercise.pairs), *exercise.spares]))
    answers.sort(key=lambda answer: str(answer).casefold())
    idents = {answer: f"a{place}" for place, answer in enumerate(answers, 1)}
    right = [f"p{place} {idents[answer]}" for place, (_, answer) in enumerate(exercise.pairs, 1)]
    declared = _declared(root, "multiple", "directedPair", right)
    mapping = add(declared, "mapping", attributes={"defaultValue": "0"})
    for pair in right:
        share = str(exercise.points / len(right))  # all digits, so that thirds make a whole
        add(mapping, "mapEntry", attributes={"mapKey": pair, "mappedValue": share})
    attributes = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxAssociations": str(len(right))}
    interaction = add(body, "matchInteraction", attributes=attributes)
    prompts, offered = add(interaction, "simpleMatchSet"), add(interaction, "simpleMatchSet")
    for place, (prompt, _) in enumerate(exercise.pairs, 1):
        _filled(prompts, "simpleAssociableChoice", prompt, {"identifier": f"p{place}", "matchMax": "1"})
    for answer in answers:
        _filled(offered, "simpleAssociableChoice", answer, {"identifier": idents[answer], "matchMax": "0"})


def _open(_: Exercise, root: Element, body: Element) -> None:
    attributes = {"identifier": "RESPONSE", "cardinality": "single", "baseType": "string"}
    add(root, "responseDeclaration", attributes=attributes)
    add(body, "extendedTextInteraction", attributes={"responseIdentifier": "RESPONSE"})


_INTERACTIONS: Mapping[Sort, Callable[[Exercise, Element, Element], None]] = {
    "choice": _choices,
    "response": _choices,
    "truth": _truth,
    "text": _words,
    "order": _order,
    "match": _match,
    "open": _open,
}
