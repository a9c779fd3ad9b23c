"""Questions of banks → fact records: drafts without evidence, each with its question word for word.

Options, statements to be judged and short answers are whole questions. A number, gaps, an order and what is to be
matched become slots, because that is how facts hold them: they are asked with the same words, and in the other ways
that slots are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import assert_never

from quizgen.generators.short_answer import LONGEST_ANSWER
from quizgen.importers.imported import GappedText, ImportedPicture, ImportedQuestion, TextGap
from quizgen.importers.naming import slug
from quizgen.importers.notation import Value
from quizgen.languages.other_options import is_about_others, names_letters
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    Label,
    ListAnswer,
    Matching,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    PictureLabels,
    PromptAndAnswer,
    ShortText,
    TrueFalse,
    pairs_of,
    right_options,
    spares_of,
)
from quizgen.model.text import BLANK_SHOWN, fold, pieces
from quizgen.project import name_fault
from quizgen.words.catalogues import enumeration, words_for

_BRACE = re.compile(r"[{}]")
_GAP = re.compile("_{3,}")
_GAP_NAME = "gap-"  # and its number: the slot of a gap
FEWEST_PAIRS = 3

Fact = dict[str, Value]


@dataclass(slots=True)
class Collected:
    """Fact records in the banks' order, the questions that they come from, the pictures that they name, and losses.

    A loss is (id, what, why).
    """

    facts: dict[str, Fact] = field(default_factory=dict)
    origins: dict[str, ImportedQuestion] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    losses: list[tuple[str, str, str]] = field(default_factory=list)


def collect(
    questions: Sequence[ImportedQuestion], ids: Sequence[str], language: str, folder: str, *, draft: bool = True
) -> Collected:
    """The facts of ``questions``, whose ids are ``ids``; their pictures are in ``folder``, beside the collection."""
    collected = Collected()
    ids_by_statement: dict[tuple[object, ...], list[str]] = {}
    for question, id in zip(questions, ids, strict=True):
        collected.losses += [(id, what, why) for what, why in question.losses]
        image = _image(question, id, folder, collected)
        for fact_id, fact in _facts(question, id, words_for(language), collected):
            picture = question.picture.content if question.picture else b""
            identity = (_with_answers(fact, language), picture, question.section, question.difficulty)
            known_ids = ids_by_statement.setdefault(identity, [])
            first = next((known for known in known_ids if not _has_other_gaps(collected.facts[known], fact)), "")
            if not first:
                known_ids.append(fact_id)
                collected.facts[fact_id] = _whole(fact, question, fact_id, image)
                if draft:
                    collected.facts[fact_id]["status"] = "draft"
                collected.origins[fact_id] = question
            else:
                _join(collected, first, fact, question, fact_id)
    return collected


def _has_other_gaps(known: Fact, fact: Fact) -> bool:
    """Whether two facts are one text with gaps in different places, as notes of Anki about one sentence are."""
    slots, others = known.get("slots", {}), fact.get("slots", {})
    assert isinstance(slots, Mapping) and isinstance(others, Mapping)
    are_gaps = all(name.startswith(_GAP_NAME) for name in (*slots, *others))
    return bool(slots and others) and are_gaps and known["statement"] != fact["statement"]


def _with_answers(fact: Fact, language: str) -> str:
    """What the fact states, with its answers in place of its slots."""
    statement, slots = str(fact["statement"]), fact.get("slots", {})
    assert isinstance(slots, Mapping)
    text = "".join(
        piece if is_formula else piece.replace("{{", "\ufdd0").replace("}}", "\ufdd1")
        for piece, is_formula in pieces(statement)
    )
    for name, slot in slots.items():
        assert isinstance(slot, Mapping)
        text = text.replace(f"{{{name}}}", _answer(slot, language))
    return fold(text.replace("\ufdd0", "{").replace("\ufdd1", "}"))


def _answer(slot: Mapping[str, Value], language: str) -> str:
    """A slot's answer in words."""
    things = slot.get("sequence") or slot.get("set")
    if isinstance(things, Mapping):
        things = things["items"]
    if isinstance(things, Sequence):
        return enumeration(language, [str(thing) for thing in things])
    return " ".join(str(slot[key]) for key in ("value", "unit") if key in slot)


def _join(collected: Collected, first: str, fact: Fact, question: ImportedQuestion, id: str) -> None:
    """Adds a question, or the answer that is asked for, to the fact that already says the same."""
    known = collected.facts[first]
    new, old = fact.get("questions", []), known.get("questions", [])
    assert isinstance(new, list) and isinstance(old, list)
    without_ids = [{key: value for key, value in record.items() if key != "id"} for record in (*old, *new)]
    if (fact.get("slots") and known.get("slots")) or (new and without_ids[-1] in without_ids[:-1]):
        collected.losses.append((id, "duplicate question", f"the fact {first} is about it already"))
        return
    if tags := [*dict.fromkeys((*_texts_in(known.get("tags")), *question.tags))]:
        known["tags"] = tags
    if new:
        known["questions"] = [*old, *({**record, "id": id} for record in new)]
    else:
        known |= {key: fact[key] for key in ("statement", "slots", "relation") if key in fact}
        if question.feedback:
            known["feedback"] = question.feedback


def _texts_in(value: Value | None) -> list[str]:
    return [str(text) for text in value] if isinstance(value, Sequence) and not isinstance(value, str) else []


def _whole(fact: Fact, question: ImportedQuestion, id: str, image: Fact) -> Fact:
    """The record with its id and with what it takes from its question, whatever the body."""
    more: dict[str, Value] = {
        "feedback": "" if "questions" in fact else question.feedback,
        "image": image,
        "section": question.section,
        "tags": list(dict.fromkeys(question.tags)),
        "difficulty": question.difficulty,
        "evidence": [_filled_record({"paragraph": quote.paragraph, "quote": quote.quote}) for quote in question.quotes],
    }
    return {"id": id} | fact | _filled_record(more)


def _filled_record(record: Fact) -> Fact:
    """The record without its empty fields."""
    return {key: value for key, value in record.items() if value}


def _facts(
    question: ImportedQuestion, id: str, words: Mapping[str, str], collected: Collected
) -> Iterator[tuple[str, Fact]]:
    """The records of one question, each with its id: what they hold beyond what all records do."""
    body, stem = question.body, question.stem
    prompt = f"{question.stimulus}\n{stem}".strip() if question.stimulus else stem
    if question.hint and not isinstance(body, Number | PromptAndAnswer):
        collected.losses.append((id, "hint", "hand-written questions have none"))
    match body:
        case ChooseOne() | ChooseSeveral():
            record: Fact = {"kind": "multiple-choice" if isinstance(body, ChooseOne) else "multiple-response"}
            record |= {"options": list(_options(body))}
            if body.fixed or any(names_letters(str(option.text)) for option in body.choices):
                record["ordered"] = True
            statement = _answered_statement(stem, [str(option.text) for option in right_options(body)])
            yield id, _whole_question(question, record, statement)
        case TrueFalse(true):
            statement = stem if true else f"{stem} — {words['false']}"
            yield id, _whole_question(question, {"kind": "true-false", "answer": true}, statement)
        case ShortText(shown, accept):
            record = {"kind": "short-answer", "answer": shown} | _filled_record({"accept": list(accept)})
            yield id, _whole_question(question, record, _answered_statement(stem, [shown]))
        case OpenAnswer(sample):
            record = {"kind": "open"} | _filled_record({"answer": str(sample)})
            yield id, _whole_question(question, record, f"{stem} — {sample}" if sample else stem)
        case Number():
            yield id, _slot_question(prompt, _number(body) | {"hint": question.hint})
        case PromptAndAnswer(answer, both=True):
            sides: Fact = {
                "front": {"value": prompt, "ask": str(answer)},
                "back": {"value": str(answer), "ask": prompt},
            }
            yield id, {"statement": "{front} — {back}", "slots": sides}
        case PromptAndAnswer(answer):
            record = _slot_question(prompt, {"value": str(answer), "hint": question.hint})
            if len(str(answer).split()) > LONGEST_ANSWER:  # no short answer: in a quiz, it is asked for in own words
                record |= {"questions": [{"id": "open", "kind": "open", "stem": prompt, "answer": str(answer)}]}
            yield id, record
        case Ordering():
            yield id, _slot_question(prompt, {"sequence": [str(text) for text in body.in_order]}, name="order")
        case ListAnswer(members, wanted):
            things: Fact = {"items": [member.shown for member in members]}
            if wanted < len(members):
                things["ask_for"] = wanted
            yield id, _slot_question(prompt, {"set": things}, name="list")
        case PictureLabels(labels):
            names = "; ".join(label.text for label in labels)
            yield id, {"statement": _literal(f"{prompt} — {names}")}
        case GappedText(parts):
            if sum(isinstance(part, TextGap) for part in parts) > 1:
                collected.losses.append((id, "gaps of one question", "each becomes a gap of its own"))
            yield id, _gap_statement(parts, prompt)
        case Matching() | Gaps():
            collected.losses += [(id, what, why) for what, why in _losses_of_pairs(body)]
            yield from _pairs(body, prompt, id)
        case _:
            assert_never(body)


def _whole_question(question: ImportedQuestion, answers: Fact, statement: str) -> Fact:
    """A fact with a whole question, which has these ``answers``."""
    record: Fact = {"id": "question", "stem": question.stem} | answers
    record |= _filled_record({"stimulus": question.stimulus, "feedback": question.feedback})
    return {"statement": " ".join(_literal(statement).split()), "questions": [record]}


def _options(body: ChooseOne | ChooseSeveral) -> Iterator[Fact]:
    """The options; one about all others that was last stays last in every form."""
    for number, option in enumerate(body.choices, 1):
        last = option.last or (number == len(body.choices) and is_about_others(str(option.text)))
        yield _option(replace(option, last=last and not body.fixed))


def _option(option: Option) -> Fact:
    more: Fact = {"correct": option.correct, "feedback": str(option.feedback), "last": option.last}
    return {"text": str(option.text)} | _filled_record(more)


def _answered_statement(stem: str, right: Sequence[str]) -> str:
    """What a question states when it is answered right: the answer in its gap or after it."""
    gaps = _GAP.findall(stem)
    if len(gaps) == len(right) == 1:
        return stem.replace(gaps[0], right[0])
    return f"{stem} — {'; '.join(right)}"


def _number(body: Number) -> Fact:
    """A number's slot; it says how the number is shown where the unit does not follow it."""
    slot: Fact = {"value": body.value, "unit": body.unit, "type": "measure", "tolerance": body.tolerance}
    if body.shown != f"{body.value} {body.unit}".strip():
        slot["show"] = body.shown
    return slot | {"accept": list(body.accept)}


def _slot_question(prompt: str, slot: Fact, name: str = "answer") -> Fact:
    """A question whose answer is a slot: in the question's gap, or after it."""
    lead, gap, rest = prompt.partition(BLANK_SHOWN)
    if not prompt:
        return {"statement": f"{{{name}}}", "slots": {name: _filled_record(slot)}}
    if gap and BLANK_SHOWN not in rest:
        statement = f"{_literal(lead)}{{{name}}}{_literal(rest)}"
    else:
        statement = f"{_literal(prompt)} — {{{name}}}"
    return {"statement": statement, "slots": {name: _filled_record(slot) | {"ask": prompt}}}


def _gap_statement(parts: Sequence[str | TextGap], prompt: str) -> Fact:
    """A statement with a slot for each gap."""
    statement = f"{_literal(prompt)}\n" if prompt else ""
    slots: dict[str, Value] = {}
    for part in parts:
        if isinstance(part, str):
            statement += _literal(part)
            continue
        name = f"{_GAP_NAME}{len(slots) + 1}"
        statement += f"{{{name}}}"
        slot: Fact = {"value": part.answer, "type": "measure" if part.tolerance else "", "tolerance": part.tolerance}
        wrong = [text for text in part.wrong if text]  # a list that drops down begins with an empty line
        slot |= {"accept": list(part.accept), "distractors": wrong, "hint": part.hint}
        slots[name] = _filled_record(slot)
    return {"statement": statement.strip(), "slots": slots}


def _losses_of_pairs(body: Matching | Gaps) -> Iterator[tuple[str, str]]:
    if len(body.rows) < FEWEST_PAIRS:
        yield "matching of two", f"fewer than {FEWEST_PAIRS} pairs are asked for one by one"
    if spares_of(body):
        why = "where the pairs are matched, no right side is left over: they are wrong options of the first pair"
        yield "right sides without a counterpart", why


def _pairs(body: Matching | Gaps, prompt: str, id: str) -> Iterator[tuple[str, Fact]]:
    """A fact for each pair, all of one relation."""
    pairs = [(str(left), str(right)) for left, right in pairs_of(body)]
    spares = [str(spare) for spare in spares_of(body)]
    cardinality = "one-to-one" if len({right for _, right in pairs}) == len(pairs) else "many-to-one"
    names = [slug(left, 12) or str(number) for number, (left, _) in enumerate(pairs, 1)]
    for number, (left, right) in enumerate(pairs):
        name = names[number] if names.count(names[number]) == 1 else f"{names[number][:9]}-{number + 1}"
        side: Fact = {"value": right}
        if BLANK_SHOWN in left or left.endswith("?"):  # a question by itself
            side["ask"] = left
        if spares and not number:
            side["distractors"] = list[Value](spares)
        slots: dict[str, Value] = {"left": {"value": left}, "right": side}
        relation: Fact = {"name": id, "subject": "left", "object": "right", "cardinality": cardinality}
        relation |= _filled_record({"ask": prompt})
        yield f"{id}.{name}", {"statement": "{left} — {right}", "slots": slots, "relation": relation}


def _literal(text: str) -> str:
    """Text as a statement holds it, where braces are slots: doubled, except in formulas."""
    return "".join(
        piece if is_formula else _BRACE.sub(lambda brace: brace[0] * 2, piece) for piece, is_formula in pieces(text)
    )


def _image(question: ImportedQuestion, id: str, folder: str, collected: Collected) -> Fact:
    """The record of the question's picture, whose file and those of its others are put with the rest."""
    for spare in question.spare_pictures:
        _file(spare, folder, collected)
    if question.picture is None:
        return {}
    alt = question.picture.alt
    if not alt:
        alt = PurePosixPath(question.picture.name).stem
        why = "its file name is used: describe what it shows"
        collected.losses.append((id, "picture without a description", why))
    image: Fact = {"file": _file(question.picture, folder, collected), "alt": alt}
    image |= _filled_record({"credit": question.picture.credit, "licence": question.picture.licence})
    if isinstance(question.body, PictureLabels):
        image |= {"ask": question.stem, "labels": [_label(label) for label in question.body.labels]}
    if question.picture_with_answer:
        image["show"] = "answer"
    return image


def _label(label: Label) -> Fact:
    record: Fact = {"text": label.text, "box": [f"{side:g}" for side in label.box]}
    return record | _filled_record({"accept": list(label.accept)})


def _file(picture: ImportedPicture, folder: str, collected: Collected) -> str:
    """The picture's path, from the collection; another picture of the same name gets a few characters of its own."""
    path = PurePosixPath(picture.name)
    stem, suffix = slug(path.stem) or "picture", path.suffix.lower()
    if name_fault(stem):
        stem = f"picture-{stem}"
    name = f"{folder}/{stem}{suffix}"
    if collected.pictures.get(name, picture.content) != picture.content:
        name = f"{folder}/{stem}-{sha256(picture.content).hexdigest()[:6]}{suffix}"
    collected.pictures[name] = picture.content
    return name
