"""``qti21.zip``: the questions as items of QTI 2.1, one file each, for platforms that have item banks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import ClassVar, assert_never

from quizgen.archive import zip_bytes
from quizgen.exporters.interchange.bank import BankQuestion, NotHeldError, QuestionBank, accepted_answers
from quizgen.exporters.interchange.carries import FEATURES, Carries
from quizgen.exporters.interchange.ids import hex_id
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.exporters.interchange.markup import html
from quizgen.exporters.interchange.moodle import name
from quizgen.exporters.interchange.xml import document, element, escape
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
    pairs_of,
    spares_of,
)
from quizgen.model.text import Text, Words

_PACKAGING = "http://www.imsglobal.org/xsd/imscp_v1p1"
_NAMESPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
# The declaration of the right response, the interaction, and the response processing.
_Parts = tuple[str, str, str]


class Qti21(Format):
    """Exports everything except labels of pictures, without a test, which some platforms import as a second quiz."""

    name = "qti21"
    summary = "the questions as items of QTI 2.1"
    file_names = ("qti21.zip",)
    carries: ClassVar = Carries(
        types=frozenset((ChooseOne, ChooseSeveral, TrueFalse, ShortText, Ordering, Matching, Gaps, OpenAnswer)),
        features=frozenset(FEATURES) - {"difficulty", "tags", "recording", "tolerance", "unit"},
        instead={Number: ShortText, ListAnswer: OpenAnswer, PictureLabels: Matching},
        covered=True,
        by_letter=True,
    )

    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return a package with the manifest, an item for each question, and the pictures."""
        return {"qti21.zip": zip_bytes(_entries(bank))}


def _entries(bank: QuestionBank) -> Iterator[tuple[str, bytes]]:
    pictures = {question.picture.name: question.picture.content for question in bank.questions if question.picture}
    yield "imsmanifest.xml", _manifest(bank)
    for question in bank.questions:
        yield f"items/{hex_id(question.id)}.xml", _item(question, bank.language)
    for picture, content in sorted(pictures.items()):
        yield f"items/images/{picture}", content


def _manifest(bank: QuestionBank) -> bytes:
    metadata = element("schema", "QTIv2.1 Package") + element("schemaversion", "1.0.0")
    resources = "".join([_resource(question) for question in bank.questions])
    content = element("metadata", metadata) + element("organizations") + element("resources", resources)
    return document(element("manifest", content, {"identifier": hex_id("items", bank.name), "xmlns": _PACKAGING}))


def _resource(question: BankQuestion) -> str:
    ident = hex_id(question.id)
    href, picture = f"items/{ident}.xml", question.picture
    files = [href]
    if picture:
        files.append(f"items/images/{picture.name}")
    content = "".join([element("file", attributes={"href": file}) for file in files])
    return element("resource", content, {"identifier": ident, "type": "imsqti_item_xmlv2p1", "href": href})


def _item(question: BankQuestion, language: str) -> bytes:
    attributes = {
        "xmlns": _NAMESPACE,
        "identifier": hex_id(question.id),
        "title": name(question),
        "xml:lang": language,
        "adaptive": "false",
        "timeDependent": "false",
        "label": question.id[:256],
    }
    declaration, interaction, processing = _parts(question)
    body = element("itemBody", _xhtml("p", question.prompt) + _picture(question) + interaction)
    content = declaration + _outcomes(question.points) + body + processing + _feedback(question)
    return document(element("assessmentItem", content, attributes))


def _picture(question: BankQuestion) -> str:
    if not question.picture:
        return ""
    attributes = {"src": f"images/{question.picture.name}", "alt": question.picture.words}
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
    """The whole mark for the right response or, where it is ``mapped``, the shares that the mapping gives."""
    response = {"identifier": "RESPONSE"}
    variable = element("variable", attributes=response)
    if mapped:
        test = element("not", element("isNull", variable))
        value = element("mapResponse", attributes=response)
    else:
        test = element("match", variable + element("correct", attributes=response))
        value = element("baseValue", str(points), {"baseType": "float"})
    condition = element("responseIf", test + element("setOutcomeValue", value, {"identifier": "SCORE"}))
    return element("responseProcessing", element("responseCondition", condition))


def _feedback(question: BankQuestion) -> str:
    notes = question.sample_and_notes
    if not any(notes):
        return ""
    attributes = {"outcomeIdentifier": "FEEDBACK", "identifier": "general", "showHide": "show"}
    return element("modalFeedback", "".join([_xhtml("p", note) for note in notes if note]), attributes)


def _xhtml(tag: str, text: Text, attributes: Mapping[str, str] | None = None, more: str = "") -> str:
    """The text in an element, followed by ``more``, as XML, in which every element has an end."""
    markup = html(text)
    if "<" in markup:
        markup = markup.replace("<br>", "<br />").replace("<span></span>", "<span />")
    return element(tag, markup + more, attributes)


def _declaration(cardinality: str, kind: str, values: Iterable[str], mapping: str = "") -> str:
    attributes = {"identifier": "RESPONSE", "cardinality": cardinality, "baseType": kind}
    right = element("correctResponse", "".join([element("value", escape(value)) for value in values]))
    return element("responseDeclaration", right + mapping, attributes)


def _parts(question: BankQuestion) -> _Parts:
    points = question.points
    match question.body:
        case ChooseOne() | ChooseSeveral() as body:
            several = isinstance(body, ChooseSeveral)
            interaction = _choice_interaction(body.choices, several=several, shuffle=not body.fixed)
            return *interaction, _processing(points, mapped=False)
        case TrueFalse(true):
            words = (("True", true), ("False", not true))
            options = [Option(Text((Words(word),)), right) for word, right in words]
            return *_choice_interaction(options, several=False, shuffle=False), _processing(points, mapped=False)
        case ShortText() as body:
            return *_text_interaction(accepted_answers(body), points), _processing(points, mapped=True)
        case Ordering() as body:
            return *_order(question.id, body), _processing(points, mapped=False)
        case Matching() | Gaps() as body:
            return *_match(body, points), _processing(points, mapped=True)
        case OpenAnswer():
            attributes = {"identifier": "RESPONSE", "cardinality": "single", "baseType": "string"}
            text_box = element("extendedTextInteraction", attributes={"responseIdentifier": "RESPONSE"})
            return element("responseDeclaration", attributes=attributes), text_box, ""
        case Number() | ListAnswer() | PictureLabels() as body:
            raise NotHeldError(body)
        case _:
            assert_never(question.body)


def _choice_interaction(choices: Sequence[Option], *, several: bool, shuffle: bool) -> tuple[str, str]:
    right = [f"a{number}" for number, choice in enumerate(choices, 1) if choice.correct]
    declaration = _declaration("multiple" if several else "single", "identifier", right)
    attributes = {
        "responseIdentifier": "RESPONSE",
        "shuffle": str(shuffle).lower(),
        "maxChoices": "0" if several else "1",
    }
    listed = "".join([_choice(f"a{number}", choice) for number, choice in enumerate(choices, 1)])
    return declaration, element("choiceInteraction", listed, attributes)


def _choice(ident: str, choice: Option) -> str:
    attributes = {"outcomeIdentifier": "RESPONSE", "identifier": ident, "showHide": "show"}
    feedback = _xhtml("feedbackInline", choice.feedback, attributes) if choice.feedback else ""
    return _xhtml("simpleChoice", choice.text, {"identifier": ident}, feedback)


def _text_interaction(answers: Sequence[str], points: int) -> tuple[str, str]:
    entries = [
        element("mapEntry", attributes={"mapKey": answer, "mappedValue": str(points), "caseSensitive": "false"})
        for answer in answers
    ]
    mapping = element("mapping", "".join(entries), {"defaultValue": "0"})
    longest = str(max(map(len, answers)))
    attributes = {"responseIdentifier": "RESPONSE", "expectedLength": longest}
    interaction = element("p", element("textEntryInteraction", attributes=attributes))
    return _declaration("single", "string", answers[:1], mapping), interaction


def _order(id: str, body: Ordering) -> tuple[str, str]:
    idents = [f"s{hex_id(id, str(index))[1:9]}" for index in range(len(body.steps))]
    listed = sorted(zip(idents, body.in_order, strict=True), key=lambda pair: pair[0])
    steps = "".join([_xhtml("simpleChoice", step, {"identifier": ident}) for ident, step in listed])
    interaction = element("orderInteraction", steps, {"responseIdentifier": "RESPONSE", "shuffle": "true"})
    return _declaration("ordered", "identifier", idents), interaction


def _match(body: Matching | Gaps, points: int) -> tuple[str, str]:
    pairs = pairs_of(body)
    answers = list(dict.fromkeys([*(answer for _, answer in pairs), *spares_of(body)]))
    answers.sort(key=lambda answer: str(answer).casefold())
    idents = {answer: f"a{number}" for number, answer in enumerate(answers, 1)}
    right = [f"p{number} {idents[answer]}" for number, (_, answer) in enumerate(pairs, 1)]
    share = str(points / len(right))  # all digits, so that three thirds add up to the whole mark
    entries = [element("mapEntry", attributes={"mapKey": pair, "mappedValue": share}) for pair in right]
    mapping = element("mapping", "".join(entries), {"defaultValue": "0"})
    prompts = [_associable(f"p{number}", prompt, "1") for number, (prompt, _) in enumerate(pairs, 1)]
    targets = [_associable(idents[answer], answer, "0") for answer in answers]
    sets = element("simpleMatchSet", "".join(prompts)) + element("simpleMatchSet", "".join(targets))
    attributes = {"responseIdentifier": "RESPONSE", "shuffle": "true", "maxAssociations": str(len(right))}
    return _declaration("multiple", "directedPair", right, mapping), element("matchInteraction", sets, attributes)


def _associable(ident: str, text: Text, limit: str) -> str:
    return _xhtml("simpleAssociableChoice", text, {"identifier": ident, "matchMax": limit})
