"""``qti21.zip``: the questions as items of QTI 2.1, a file each, for platforms that keep banks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import ClassVar

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.exercise import SORTS, Bank, Exercise, Sort
from quizgen.exporters.interchange.fitting import FEATURES, Carries
from quizgen.exporters.interchange.format import Format
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.markup import html
from quizgen.exporters.interchange.moodle import name
from quizgen.exporters.interchange.xml import document, element, escaped
from quizgen.model.text import Text, Words

_PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
_MAPPED = ("text", "match")  # what gives each right answer its share
_NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"


class Qti21(Format):
    """Exports everything but labels of pictures, without a test: some platforms would take it for a second quiz."""

    name = "qti21"
    summary = "the questions as items of QTI 2.1 (qti21.zip)"
    carries: ClassVar = Carries(
        sorts=frozenset(SORTS) - {"list", "labels", "number"},
        features=frozenset(FEATURES) - {"tags", "recording", "tolerance", "unit"},
        instead={"number": "text", "list": "open", "labels": "match"},
        covered=True,
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
    metadata = element("schema", "QTIv2.1 Package") + element("schemaversion", "1.0.0")
    resources = "".join([_resource(exercise) for exercise in bank.exercises])
    content = element("metadata", metadata) + element("organizations") + element("resources", resources)
    return document(element("manifest", content, {"identifier": hex_id("items", bank.name), "xmlns": _PACKAGING}))


def _resource(exercise: Exercise) -> str:
    ident = hex_id(exercise.id)
    href, picture = f"items/{ident}.xml", exercise.picture
    files = [href, *((f"items/images/{picture.name}",) if picture else ())]
    content = "".join([element("file", attributes={"href": file}) for file in files])
    return element("resource", content, {"identifier": ident, "type": "imsqti_item_xmlv2p1", "href": href})


def _item(exercise: Exercise, language: str) -> bytes:
    attributes = {
        "xmlns": _NAMESPACE,
        "identifier": hex_id(exercise.id),
        "title": name(exercise),
        "xml:lang": language,
        "adaptive": "false",
        "timeDependent": "false",
        "label": exercise.id[:256],
    }
    declared, asked = _INTERACTIONS[exercise.sort](exercise)
    body = element("itemBody", _xhtml("p", exercise.prompt) + _picture(exercise) + asked)
    scored = "" if exercise.sort == "open" else _processing(exercise.points, mapped=exercise.sort in _MAPPED)
    content = declared + _outcomes(exercise.points) + body + scored + _feedback(exercise)
    return document(element("assessmentItem", content, attributes))


def _picture(exercise: Exercise) -> str:
    if not exercise.picture:
        return ""
    attributes = {"src": f"images/{exercise.picture.name}", "alt": exercise.picture.words}
    return element("p", element("img", attributes=attributes))


@cache
def _outcomes(points: int) -> str:
    score = _outcome("SCORE", "float", "0", normalMaximum=str(points))
    return score + _outcome("FEEDBACK", "identifier", "general")


def _outcome(ident: str, kind: str, value: str, **more: str) -> str:
    attributes = {"identifier": ident, "cardinality": "single", "baseType": kind, **more}
    return element("outcomeDeclaration", element("defaultValue", element("value", value)), attributes)


@cache
def _processing(points: int, *, mapped: bool) -> str:
    """The whole mark for the right response, or for the shares that its mapping gives."""
    response = {"identifier": "RESPONSE"}
    variable = element("variable", attributes=response)
    if mapped:
        holds = element("not", element("isNull", variable))
        value = element("mapResponse", attributes=response)
    else:
        holds = element("match", variable + element("correct", attributes=response))
        value = element("baseValue", str(points), {"baseType": "float"})
    condition = element("responseIf", holds + element("setOutcomeValue", value, {"identifier": "SCORE"}))
    return element("responseProcessing", element("responseCondition", condition))


def _feedback(exercise: Exercise) -> str:
    notes = (exercise.solution, *exercise.notes) if exercise.sort == "open" else exercise.notes
    if not any(notes):
        return ""
    shown = {"outcomeIdentifier": "FEEDBACK", "identifier": "general", "showHide": "show"}
    return element("modalFeedback", "".join([_xhtml("p", note) for note in notes if note]), shown)


def _xhtml(tag: str, text: Text, attributes: Mapping[str, str] | None = None, more: str = "") -> str:
    """The text in an element, and ``more`` behind it; as XML wants it, which knows no element without an end."""
    markup = html(text)
    if "<" in markup:
        markup = markup.replace("<br>", "<br />").replace("<span></span>", "<span />")
    return element(tag, markup + more, attributes)


def _declared(cardinality: str, kind: str, values: Iterable[str], mapping: str = "") -> str:
    attributes = {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": kind}
    right = element("correctResponse", "".join([element("value", escaped(value)) for value in values]))
    return element("responseDeclaration", right + mapping, attributes)


def _chosen(texts: Sequence[tuple[Text, bool, Text]], *, several: bool, mixed: bool) -> _Parts:
    right = [f"a{place}" for place, (_, right, _) in enumerate(texts, 1) if right]
    declared = _declared("multiple" if several else "single", "identifier", right)
    attributes = {
        "responseIdentifier": "RESPONSE",
        "shuffle": str(mixed).lower(),
        "maxChoices": "0" if several else "1",
    }
    choices = [_choice(f"a{place}", text, told) for place, (text, _, told) in enumerate(texts, 1)]
    return declared, element("choiceInteraction", "".join(choices), attributes)


def _choice(ident: str, text: Text, told: Text) -> str:
    shown = {"outcomeIdentifier": "RESPONSE", "identifier": ident, "showHide": "show"}
    return _xhtml("simpleChoice", text, {"identifier": ident}, _xhtml("feedbackInline", told, shown) if told else "")


def _choices(exercise: Exercise) -> _Parts:
    texts = [(choice.text, choice.right, choice.feedback) for choice in exercise.choices]
    return _chosen(texts, several=exercise.sort == "response", mixed=exercise.shuffle)


def _truth(exercise: Exercise) -> _Parts:
    words = (("True", True), ("False", False))
    texts = [(Text((Words(word),)), exercise.truth is truth, Text()) for word, truth in words]
    return _chosen(texts, several=False, mixed=False)


def _words(exercise: Exercise) -> _Parts:
    points = str(exercise.points)
    entries = [
        element("mapEntry", attributes={"mapKey": answer, "mappedValue": points, "caseSensitive": "false"})
        for answer in exercise.accepted
    ]
    mapping = element("mapping", "".join(entries), {"defaultValue": "0"})
    longest = str(max(map(len, exercise.accepted)))
    attributes = {"responseIdentifier": "RESPONSE", "expectedLength": longest}
    asked = element("p", element("textEntryInteraction", attributes=attributes))
    return _declared("single", "string", exercise.accepted[:1], mapping), asked


def _order(exercise: Exercise) -> _Parts:
    idents = [f"s{hex_id(exercise.id, str(place))[1:9]}" for place in range(len(exercise.steps))]
    listed = sorted(zip(idents, exercise.steps, strict=True), key=lambda pair: pair[0])
    steps = "".join([_xhtml("simpleChoice", step, {"identifier": ident}) for ident, step in listed])
    asked = element("orderInteraction", steps, {"responseIdentifier": "RESPONSE", "shuffle": "true"})
    return _declared("ordered", "identifier", idents), asked


def _match(exercise: Exercise) -> _Parts:
    answers = list(dict.fromkeys([*(answer for _, answer in exercise.pairs), *exercise.spares]))
    answers.sort(key=lambda answer: str(answer).casefold())
    idents = {answer: f"a{place}" for place, answer in enumerate(answers, 1)}
    right = [f"p{place} {idents[answer]}" for place, (_, answer) in enumerate(exercise.pairs, 1)]
    share = str(exercise.points / len(right))  # all digits, so that thirds make a whole
    entries = [element("mapEntry", attributes={"mapKey": pair, "mappedValue": share}) for pair in right]
    mapping = element("mapping", "".join(entries), {"defaultValue": "0"})
    prompts = [_associable(f"p{place}", prompt, "1") for place, (prompt, _) in enumerate(exercise.pairs, 1)]
    offered = [_associable(idents[answer], answer, "0") for answer in answers]
    sets = element("simpleMatchSet", "".join(prompts)) + element("simpleMatchSet", "".join(offered))
    attributes = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxAssociations": str(len(right))}
    return _declared("multiple", "directedPair", right, mapping), element("matchInteraction", sets, attributes)


def _associable(ident: str, text: Text, most: str) -> str:
    return _xhtml("simpleAssociableChoice", text, {"identifier": ident, "matchMax": most})


def _open(_: Exercise) -> _Parts:
    attributes = {"identifier": "RESPONSE", "cardinality": "single", "baseType": "string"}
    declared = element("responseDeclaration", attributes=attributes)
    return declared, element("extendedTextInteraction", attributes={"responseIdentifier": "RESPONSE"})


# What is declared to be right, and the interaction.
_Parts = tuple[str, str]
_INTERACTIONS: Mapping[Sort, Callable[[Exercise], _Parts]] = {
    "choice": _choices,
    "response": _choices,
    "truth": _truth,
    "text": _words,
    "order": _order,
    "match": _match,
    "open": _open,
}
