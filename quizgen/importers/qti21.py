"""QTI 2.x and 3: one item in each document, alone or in a package."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import matching, open_answer, ordering
from quizgen.importers.documents import Document, documents, each_alone, holds
from quizgen.importers.imported import (
    BankDetails,
    BankEntry,
    BankLoss,
    ImportedBody,
    ImportedQuestion,
    RejectedQuestion,
)
from quizgen.importers.qti21_body import (
    INSIDE_TEXT,
    ItemContent,
    ResponseDeclaration,
    choices,
    content_of,
    declared_responses,
    html_of,
    marking_notes,
    own_html,
    with_names_of_version_2,
)
from quizgen.importers.qti21_feedback import general_feedback, outcome_feedback
from quizgen.importers.qti21_gaps import ReadBody, dragged_words, inside_text
from quizgen.importers.qti21_tests import packaged_tests
from quizgen.importers.question_draft import Draft, Unfit
from quizgen.importers.scored_answers import choice_of, number
from quizgen.importers.truth import is_true_false, truth
from quizgen.importers.xml_elements import every, find, line_of, questions
from quizgen.model.body import ChooseOne, ChooseSeveral, Matching, Number, OpenAnswer, Ordering, TrueFalse

ROOTS = ("assessmentItem", "qti-assessment-item")
STIMULI = ("assessmentStimulus", "qti-assessment-stimulus")
_WHY_NOT = {
    "uploadInteraction": "it asks for a file, which cannot be marked automatically",
    "drawingInteraction": "it asks for a drawing, which cannot be marked automatically",
    "customInteraction": "it is a program of its own",
    "mediaInteraction": "it is a sound or a film to be played",
}


class Qti21:
    """Reads QTI 2.x and 3."""

    name = "qti21"
    summary = "QTI 2.1, 2.2 and 3, items alone or in a package"
    suffixes = (".zip", ".xml")
    kinds = (
        "multiple-choice",
        "multiple-response",
        "true-false",
        "short-answer",
        "numeric",
        "matching",
        "ordering",
        "gaps",
        "open",
    )

    def knows(self, bank: BankFile) -> bool:
        """A document in it has the root ``<assessmentItem>``."""
        return any(holds(bank, root) for root in ROOTS)

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The items of every document."""
        tests = packaged_tests(bank)
        yield from map(BankDetails, tests.titles)
        if tests.has_texts:
            yield BankLoss("texts of a test for several questions", "write each as the stimulus of its questions")
        for document in (one for root in ROOTS if holds(bank, root) for one in documents(bank, root)):
            yield from each_alone(bank, _entries(document, tests.sections.get(document.where, "")))


def _entries(document: Document, section: str) -> Iterator[BankEntry]:
    """The questions of a document, and its language."""
    for element in questions(document.content, frozenset(ROOTS), document.where):
        item = with_names_of_version_2(element)
        yield BankDetails("", item.get("lang", ""))
        try:
            for question in _questions(item, document):
                yield replace(question, section=section) if isinstance(question, ImportedQuestion) else question
        except Unfit as unfit:
            yield _rejected(item, document, unfit)


def _rejected(item: Element, document: Document, unfit: Unfit) -> RejectedQuestion:
    label = item.get("title", "") or item.get("identifier", "")
    return RejectedQuestion(line_of(item), label, unfit.message, unfit.hint, file=document.where)


def _questions(item: Element, document: Document) -> Iterator[ImportedQuestion | RejectedQuestion]:
    """The questions of an item: all gaps in its text are one, each other interaction is one."""
    if find(item, "templateDeclaration") is not None:
        raise Unfit("its numbers or words are drawn again each time", "add it by hand")
    content, responses = content_of(item), declared_responses(item)
    gaps = [interaction for interaction in content.interactions if interaction.tag in INSIDE_TEXT]
    asked = [interaction for interaction in content.interactions if interaction not in gaps[1:]]
    if not asked:
        raise Unfit("it is a text without a question", "add it by hand")
    ident = item.get("identifier", "")
    for count, interaction in enumerate(asked, 1):
        draft = Draft(document.pictures)
        if len(asked) > 1:
            draft.lose("several questions in one", "each is a question of its own here")
        try:
            question = _question(interaction, content, responses, item, document, draft)
        except Unfit as unfit:
            if len(asked) == 1:
                raise
            yield _rejected(item, document, unfit)
        else:
            yield replace(question, ident=ident if count == 1 else f"{ident}-{count}")


def _question(
    interaction: Element,
    content: ItemContent,
    responses: Mapping[str, ResponseDeclaration],
    item: Element,
    document: Document,
    draft: Draft,
) -> ImportedQuestion:
    feedback = outcome_feedback(item, interaction, draft)
    stimulus = _stimulus(item, document, draft)
    body, own, stem = _body(interaction, content, responses, item, feedback, draft)
    _lose_rest(item, body, draft)
    general = general_feedback(interaction, feedback, draft)
    return draft.question(
        body,
        stem,
        line=line_of(item),
        label=item.get("title", ""),
        file=document.where,
        stimulus=stimulus,
        feedback=general or own,
    )


def _lose_rest(item: Element, body: ImportedBody, draft: Draft) -> None:
    """Notes what an item of any type may have and a question of ours cannot."""
    if _is_weighed(item):
        draft.lose("points", "points are set in recipes")
    if marking_notes(item) and not isinstance(body, OpenAnswer):
        draft.lose("notes for whoever marks the answers", "only an open question keeps them: they are its sample")
    if next(every(item, "card"), None) is not None:
        draft.lose("catalogue of help (a glossary, translations, what is read aloud)", "questions have none")


def _stimulus(item: Element, document: Document, draft: Draft) -> str:
    """The texts in other files of the package that the item is about."""
    texts = []
    for reference in every(item, "assessmentStimulusRef"):
        address = reference.get("href", "")
        linked = document.linked(address)
        if linked is None:
            draft.lose("text that the question is about", f"it is not in the bank: {address[:80]}")
            continue
        for element in questions(linked.content, frozenset(STIMULI), linked.where):
            body = find(with_names_of_version_2(element), "stimulusBody")
            html = html_of(body) if body is not None else ""
            texts.append(draft.with_pictures(linked.pictures).html(html))
    return "\n".join(filter(None, texts))


def _is_weighed(item: Element) -> bool:
    """Whether it says that it is worth more or less than one point."""
    outcomes = item.findall("outcomeDeclaration")
    scores = (outcome for outcome in outcomes if outcome.get("identifier") == "SCORE")
    return any(score.get("normalMaximum", "1") not in ("1", "1.0") for score in scores)


def _body(
    interaction: Element,
    content: ItemContent,
    responses: Mapping[str, ResponseDeclaration],
    item: Element,
    feedback: Mapping[str, str],
    draft: Draft,
) -> ReadBody:
    response = responses.get(interaction.get("responseIdentifier", ""))
    if interaction.tag == "extendedTextInteraction":
        prompt = find(interaction, "prompt")
        stem = content.html + (f"<div>{own_html(prompt)}</div>" if prompt is not None else "")
        samples = [draft.literal(value) for value in response.correct] if response else []
        notes = draft.html(marking_notes(item), holds="answer")
        return open_answer("\n".join(filter(None, (*samples, notes)))), "", draft.html(stem)
    if response is None or interaction.tag in _WHY_NOT:
        raise Unfit(_WHY_NOT.get(interaction.tag, "nothing says what is right"), "add it by hand")
    if interaction.tag in INSIDE_TEXT:
        return inside_text(content.inside_text, responses, item, draft)
    parse = _BODIES.get(interaction.tag)
    if parse is None:
        raise Unfit(f"questions of the type {interaction.tag} are not supported", "add it by hand")
    prompt = find(interaction, "prompt")
    stem = content.html + (f"<div>{own_html(prompt)}</div>" if prompt is not None else "")
    if interaction.tag == "gapMatchInteraction":
        return dragged_words(interaction, response, draft, stem)
    body, own = parse(interaction, response, draft, feedback)
    return body, own, draft.html(stem)


def _choice(
    interaction: Element, response: ResponseDeclaration, draft: Draft, feedback: Mapping[str, str]
) -> tuple[ChooseOne | ChooseSeveral | TrueFalse, str]:
    right = response.right()
    scored, fixed = [], []
    for name, element in choices(interaction, "simpleChoice"):
        inline = "".join(html_of(child) for child in every(element, "feedbackInline"))
        text = draft.html(own_html(element), holds="option")
        share = 1.0 if name in right else min(response.mapping.get(name, 0.0), 0.0)
        scored.append((text, draft.html(inline, holds="feedback") or feedback.get(name, ""), share))
        fixed.append(element.get("fixed") == "true")
    several = response.several or interaction.get("maxChoices") not in (None, "1")
    right_texts = [text for text, _, share in scored if share > 0]
    if not several and is_true_false(tuple(text for text, _, _ in scored)) and len(right) == 1 and right_texts:
        judged = truth(right_texts[0])
        if judged is not None:
            by_share = sorted(scored, key=lambda option: -option[2])
            return TrueFalse(judged), next((own for _, own, _ in by_share if own), "")
    if len({value for value in response.mapping.values() if value > 0}) > 1:
        draft.lose("partial credit", "answers are either right or wrong")
    ordered = interaction.get("shuffle") == "false"
    body = choice_of(draft, scored, several=several, fixed=ordered)
    if not ordered and len(body.options) == len(fixed) and fixed[-1] and not all(fixed):
        *others, last = body.options
        body = replace(body, options=(*others, replace(last, last=True)))
    return body, ""


def _order(
    interaction: Element, response: ResponseDeclaration, draft: Draft, feedback: Mapping[str, str]
) -> tuple[Ordering, str]:
    options = choices(interaction, "simpleChoice")
    texts = {name: draft.html(own_html(element), holds="option") for name, element in options}
    if sorted(response.correct) != sorted(texts):
        raise Unfit("it does not say the place of each thing", "correct it in the bank")
    return ordering(texts[name] for name in response.correct), ""


def _match(
    interaction: Element, response: ResponseDeclaration, draft: Draft, feedback: Mapping[str, str]
) -> tuple[Matching, str]:
    sides = choices(interaction, "simpleAssociableChoice")
    texts = {name: draft.html(own_html(element), holds="option") for name, element in sides}
    pairs, used = [], set()
    for pair in response.right():
        left, _, right = pair.partition(" ")
        if left not in texts or right not in texts:
            raise Unfit("one of its pairs names something that is not there", "correct it in the bank")
        pairs.append((texts[left], texts[right]))
        used |= {left, right}
    if not pairs:
        raise Unfit("nothing says what belongs together", "correct it in the bank")
    sets = list(every(interaction, "simpleMatchSet"))
    left_sides = [name for name, _ in choices(sets[0], "simpleAssociableChoice")] if len(sets) > 1 else []
    if not used.issuperset(left_sides):
        draft.lose("left sides without a counterpart", "what is matched has one here: they are left out")
    spares = (text for name, text in texts.items() if name not in used and name not in left_sides)
    return matching(pairs, spares), ""


def _slider(
    interaction: Element, response: ResponseDeclaration, draft: Draft, feedback: Mapping[str, str]
) -> tuple[Number, str]:
    return number(draft, [(value, "", "", 1.0) for value in response.right()]), ""


_Reader = Callable[[Element, ResponseDeclaration, Draft, Mapping[str, str]], tuple[ImportedBody, str]]
_BODIES: Mapping[str, _Reader] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _match,
    "gapMatchInteraction": _match,
    "sliderInteraction": _slider,
}
