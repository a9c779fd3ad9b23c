"""QTI 2.x and 3: an item a document, alone or in a package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

from quizgen.importers.bank import Bank
from quizgen.importers.documents import Document, documents, holds
from quizgen.importers.draft import Draft, Unfit
from quizgen.importers.items import (
    Body,
    Choice,
    Gap,
    Gapped,
    Head,
    Item,
    Judgement,
    Matching,
    Option,
    Ordering,
    Read,
    Refused,
)
from quizgen.importers.qti21_body import Answer, Shown, answers, choices, html_of, modern, own_html, shown
from quizgen.importers.scoring import chosen, number, short_answer
from quizgen.importers.truth import is_judgement, truth
from quizgen.importers.xml import every, find, line_of, questions

ROOTS = ("assessmentItem", "qti-assessment-item")
_TITLED = re.compile(r"<(?:\w+:)?(?:qti-)?assessment-?[Tt]est\b[^>]*?\btitle\s*=\s*([\"'])(.*?)\1", re.DOTALL)
_WHY_NOT = {
    "extendedTextInteraction": "it wants an essay, which no program marks",
    "uploadInteraction": "it wants a file, which no program marks",
    "drawingInteraction": "it wants a drawing, which no program marks",
    "customInteraction": "it is made of a program of its own",
    "mediaInteraction": "it is a sound or a film to be played",
}
_GENERAL = re.compile(r"general|solution|always|all", re.IGNORECASE)


class Qti21:
    """Reads QTI 2.x and 3."""

    name = "qti21"
    summary = "QTI 2.1, 2.2 and 3, items alone or in a package"
    suffixes = (".zip", ".xml")
    kinds = (
        *("multiple-choice", "multiple-response", "true-false", "short-answer", "numeric"),
        *("matching", "ordering", "gaps"),
    )

    def knows(self, bank: Bank) -> bool:
        """A document in it has the root ``<assessmentItem>``."""
        return any(holds(bank, root) for root in ROOTS)

    def read(self, bank: Bank) -> Iterator[Read]:
        """The items of every document."""
        yield from _heads(bank)
        for document in (each for root in ROOTS if holds(bank, root) for each in documents(bank, root)):
            for element in questions(document.content, frozenset(ROOTS), document.where):
                item = modern(element)
                yield Head("", item.get("lang", ""))
                try:
                    yield from _items(item, document)
                except Unfit as unfit:
                    label = f"{item.get('title') or item.get('identifier', '')}"
                    yield Refused(line_of(element), label, unfit.message, unfit.hint)


def _heads(bank: Bank) -> Iterator[Head]:
    """What the test is called that the items belong to."""
    if bank.is_zip:
        for name in bank.package.names:
            if name.lower().endswith(".xml"):
                found = _TITLED.search(bank.package.start(name).decode("utf-8", "replace"))
                if found:
                    yield Head(found[2])


def _items(item: Element, document: Document) -> Iterator[Item]:
    if find(item, "templateDeclaration") is not None:
        raise Unfit("its numbers or words are drawn anew each time", "ask it by hand")
    view, right = shown(item), answers(item)
    sorts = [each.tag for each in view.interactions]
    if not sorts:
        raise Unfit("it is a text without a question", "ask it by hand")
    whole = len(sorts) == 1 or all(sort in ("textEntryInteraction", "inlineChoiceInteraction") for sort in sorts)
    ident = item.get("identifier", "")
    for count, interaction in enumerate(view.interactions[:1] if whole else view.interactions, 1):
        draft = Draft(document.pictures)
        told = _told(item, draft)
        body, own, stem = _body(interaction, view, right, item, told, draft)
        if _is_weighed(item):
            draft.lose("points", "what a question is worth is a recipe's to say")
        if not whole:
            draft.lose("several questions in one", "each is a question of its own here")
        general = "\n".join(text for name, text in told.items() if _GENERAL.search(name))
        if any(told[name] for name in told if not _GENERAL.search(name) and name not in _names(interaction)):
            draft.lose("feedback for right and wrong answers as such", "a question has one, and one for each option")
        yield draft.item(
            body,
            stem,
            line=line_of(item),
            label=item.get("title", ""),
            ident=ident if count == 1 else f"{ident}-{count}",
            feedback=general or own,
        )


def _is_weighed(item: Element) -> bool:
    """Whether it says that it is worth more or less than one point."""
    scores = (each for each in item.findall("outcomeDeclaration") if each.get("identifier") == "SCORE")
    return any(each.get("normalMaximum", "1") not in ("1", "1.0") for each in scores)


def _names(interaction: Element) -> frozenset[str]:
    """What can be chosen; a modal feedback of that name is an option's."""
    return frozenset(each.get("identifier", "") for each in interaction.iter() if each is not interaction)


def _told(item: Element, draft: Draft) -> dict[str, str]:
    """Feedback that is shown for an outcome, by the outcome's name."""
    return {
        each.get("identifier", ""): draft.html(html_of(each), holds="feedback") for each in every(item, "modalFeedback")
    }


Made = tuple[Body, str, str]  # the body, a feedback of its own, the stem


def _body(
    interaction: Element, view: Shown, right: Mapping[str, Answer], item: Element, told: Mapping[str, str], draft: Draft
) -> Made:
    answer = right.get(interaction.get("responseIdentifier", ""))
    if answer is None or interaction.tag in _WHY_NOT:
        raise Unfit(_WHY_NOT.get(interaction.tag, "nothing says what is right"), "ask it by hand")
    if interaction.tag in ("textEntryInteraction", "inlineChoiceInteraction"):
        return _written(view, right, item, draft)
    read = _BODIES.get(interaction.tag)
    if read is None:
        raise Unfit(f"questions of the type {interaction.tag} cannot be held", "ask it by hand")
    prompt = find(interaction, "prompt")
    asked = view.html + (f"<div>{html_of(prompt)}</div>" if prompt is not None else "")
    if interaction.tag == "gapMatchInteraction":
        return _dragged(interaction, answer, draft, asked)
    body, own = read(interaction, answer, draft, told)
    return body, own, draft.html(asked)


def _choice(interaction: Element, answer: Answer, draft: Draft, told: Mapping[str, str]) -> tuple[Body, str]:
    right = answer.right()
    options, fixed = [], []
    for name, element in choices(interaction, "simpleChoice"):
        inline = "".join(html_of(each) for each in every(element, "feedbackInline"))
        text = draft.html(own_html(element), holds="option")
        share = 1.0 if name in right else min(answer.mapping.get(name, 0.0), 0.0)
        options.append((text, draft.html(inline, holds="feedback") or told.get(name, ""), share))
        fixed.append(element.get("fixed") == "true")
    several = answer.several or interaction.get("maxChoices") not in (None, "1")
    texts = tuple(text for text, _, _ in options)
    if not several and is_judgement(texts) and len(right) == 1:
        true = truth(next(text for text, _, share in options if share > 0)) if any(s > 0 for *_, s in options) else None
        feedback = [said for _, said, share in sorted(options, key=lambda each: -each[2]) if said]
        if true is not None:
            return Judgement(true), feedback[0] if feedback else ""
    if len({value for value in answer.mapping.values() if value > 0}) > 1:
        draft.lose("partial credit", "an answer is right or wrong here")
    ordered = interaction.get("shuffle") == "false"
    body = chosen(draft, options, several=several, ordered=ordered)
    if not ordered and len(body.options) == len(fixed) and fixed[-1] and not all(fixed):
        *others, last = body.options
        return Choice((*others, Option(last.text, last.correct, last.feedback, last=True)), body.several), ""
    return body, ""


def _order(interaction: Element, answer: Answer, draft: Draft, told: Mapping[str, str]) -> tuple[Body, str]:
    texts = {name: draft.html(own_html(each), holds="option") for name, each in choices(interaction, "simpleChoice")}
    if sorted(answer.correct) != sorted(texts):
        raise Unfit("it does not say the place of each thing", "correct it in the bank")
    return Ordering(tuple(texts[name] for name in answer.correct)), ""


def _match(interaction: Element, answer: Answer, draft: Draft, told: Mapping[str, str]) -> tuple[Body, str]:
    found = choices(interaction, "simpleAssociableChoice")
    texts = {name: draft.html(own_html(each), holds="option") for name, each in found}
    pairs, used = [], set()
    for pair in answer.right():
        left, _, other = pair.partition(" ")
        if left not in texts or other not in texts:
            raise Unfit("one of its pairs names something that is not there", "correct it in the bank")
        pairs.append((texts[left], texts[other]))
        used |= {left, other}
    sets = list(every(interaction, "simpleMatchSet"))
    rights = [name for name, _ in choices(sets[1], "simpleAssociableChoice")] if len(sets) > 1 else []
    if not pairs:
        raise Unfit("nothing says what belongs together", "correct it in the bank")
    return Matching(tuple(pairs), tuple(texts[name] for name in rights if name not in used)), ""


def _slider(interaction: Element, answer: Answer, draft: Draft, told: Mapping[str, str]) -> tuple[Body, str]:
    return number(draft, [(value, "", "", 1.0) for value in answer.right()]), ""


def _dragged(interaction: Element, answer: Answer, draft: Draft, asked: str) -> Made:
    """Words that are dragged into gaps."""
    texts = {name: draft.html(own_html(each), holds="option") for name, each in choices(interaction, "gapText")}
    fills: dict[str, list[str]] = {}
    for pair in answer.right():
        word, _, gap = pair.partition(" ")
        fills.setdefault(gap, []).append(texts.get(word, word))
    html = "".join(html_of(each, whole=True) for each in interaction if each.tag not in ("gapText", "gapImg", "prompt"))
    text = draft.html(re.sub(r"<gap [^>]*identifier=\"([^\"]*)\"[^>]*>(?:</gap>)?", "\ue400\\1\ue400", html))
    parts: list[str | Gap] = []
    for place, part in enumerate(text.split("\ue400")):
        if place % 2 == 0:
            parts += [part] if part else []
            continue
        if part not in fills:
            raise Unfit("one of its gaps has no right answer", "correct it in the bank")
        wrong = tuple(dict.fromkeys(each for each in texts.values() if each not in fills[part]))
        parts.append(Gap(fills[part][0], tuple(fills[part][1:]), wrong))
    return Gapped(tuple(parts)), "", draft.html(asked)


_BODIES: Mapping[str, Callable[[Element, Answer, Draft, Mapping[str, str]], tuple[Body, str]]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "associateInteraction": _match,
    "gapMatchInteraction": _match,
    "sliderInteraction": _slider,
}


def _written(view: Shown, right: Mapping[str, Answer], item: Element, draft: Draft) -> Made:
    """What is written or chosen inside the text: one at its end is a short answer, all others are gaps."""
    gaps = [_gap(each, right.get(each.get("responseIdentifier", "")), item, draft) for each in view.interactions]
    marked = "".join(part if isinstance(part, str) else "\ue400" for part in view.parts)
    text = draft.html(marked)
    if len(gaps) == 1 and not gaps[0].wrong:
        (interaction,) = view.interactions
        answer = right[interaction.get("responseIdentifier", "")]
        lead, _, rest = text.partition("\ue400")
        stem = lead.rstrip() if _is_behind(lead) and not rest.strip() else f"{lead}_____{rest}"
        if answer.is_number:
            given = [(value, "", gaps[0].tolerance, 1.0) for value in answer.right()]
            return number(draft, given), "", stem
        weighed = [(draft.literal(value), "", 1.0) for value in answer.right()]
        best = max(answer.mapping.values(), default=0)
        weighed += [(draft.literal(key), "", value / best) for key, value in answer.mapping.items() if 0 < value < best]
        body, _ = short_answer(draft, weighed)
        return body, "", stem
    parts: list[str | Gap] = []
    for place, part in enumerate(text.split("\ue400")):
        parts += [gaps[place - 1]] if place else []
        parts += [part] if part else []
    return Gapped(tuple(parts)), "", ""


def _is_behind(lead: str) -> bool:
    """Whether what is written stands behind a whole question, or in a paragraph of its own, and is no gap in it."""
    return lead.endswith("\n") or lead.rstrip().endswith(("?", ":", "."))


def _gap(interaction: Element, answer: Answer | None, item: Element, draft: Draft) -> Gap:
    right = answer.right() if answer else []
    if answer is None or not right:
        raise Unfit("one of its gaps has no right answer", "correct it in the bank")
    if interaction.tag == "inlineChoiceInteraction":
        texts = {
            name: draft.html(own_html(each), holds="option") for name, each in choices(interaction, "inlineChoice")
        }
        fits = [texts[name] for name in right if name in texts]
        if not fits:
            raise Unfit("one of its gaps has no right answer", "correct it in the bank")
        return Gap(fits[0], tuple(fits[1:]), tuple(text for name, text in texts.items() if name not in right))
    tolerance = _tolerance(item, interaction.get("responseIdentifier", "")) if answer.is_number else ""
    return Gap(draft.literal(right[0]), tuple(draft.literal(value) for value in right[1:]), tolerance=tolerance)


def _tolerance(item: Element, identifier: str) -> str:
    """How far off a number may be, where the response processing compares it with an absolute tolerance."""
    for equal in every(item, "equal"):
        names = {each.get("identifier", "") for each in equal.iter("variable")}
        if identifier in names and equal.get("toleranceMode") == "absolute":
            return (equal.get("tolerance", "").split() or [""])[0]
    return ""
