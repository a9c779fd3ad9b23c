"""Questions of banks → fact records: drafts without evidence, each with its question word for word.

Choices, statements to judge and short answers are whole questions. A number, gaps, an order and what is to be matched
become slots, for that is how facts hold them: they are asked with the same words, and in the other ways that slots are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath

from quizgen.importers.items import (
    Choice,
    Flashcard,
    Gap,
    Gapped,
    Item,
    Judgement,
    Labels,
    Listing,
    Matching,
    Number,
    Option,
    Ordering,
    Picture,
    ShortAnswer,
)
from quizgen.importers.naming import slug
from quizgen.importers.notation import Value
from quizgen.model.text import BLANK_SHOWN, folded
from quizgen.words.catalogues import listed, words_for

_FORMULA = re.compile(r"(\\\(.+?\\\))", re.DOTALL)
_BRACE = re.compile(r"[{}]")
FEWEST_PAIRS = 3

Fact = dict[str, Value]


@dataclass(slots=True)
class Collected:
    """Fact records in the banks' order and the items that they come from, the pictures that they name, and what was
    lost of which: (id, what, why)."""

    facts: dict[str, Fact] = field(default_factory=dict)
    origins: dict[str, Item] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    losses: list[tuple[str, str, str]] = field(default_factory=list)


def collect(items: Sequence[Item], ids: Sequence[str], language: str, folder: str) -> Collected:
    """The facts of ``items``, whose ids are ``ids``; their pictures lie in ``folder``, beside the collection."""
    found = Collected()
    by_statement: dict[str, str] = {}
    for item, id in zip(items, ids, strict=True):
        found.losses += [(id, what, why) for what, why in item.losses]
        image = _image(item, id, folder, found)
        for own, fact in _facts(item, id, words_for(language), found):
            said = _said(fact, language)
            first = by_statement.setdefault(said, own)
            if first == own:
                found.facts[own] = _whole(fact, item, own, image)
                found.origins[own] = item
            else:
                _join(found, first, fact, item, own)
    return found


def _said(fact: Fact, language: str) -> str:
    """What the fact states, its answers in place."""
    statement, slots = str(fact["statement"]), fact.get("slots", {})
    assert isinstance(slots, Mapping)
    parts = _FORMULA.split(statement)
    said = "".join(
        part if place % 2 else part.replace("{{", "\ue000").replace("}}", "\ue001") for place, part in enumerate(parts)
    )
    for name, slot in slots.items():
        assert isinstance(slot, Mapping)
        said = said.replace(f"{{{name}}}", _shown(slot, language))
    return folded(said.replace("\ue000", "{").replace("\ue001", "}"))


def _shown(slot: Mapping[str, Value], language: str) -> str:
    things = slot.get("sequence") or slot.get("set")
    if isinstance(things, Mapping):
        things = things["items"]
    if isinstance(things, Sequence):
        return listed(language, [str(each) for each in things])
    return " ".join(str(slot[key]) for key in ("value", "unit") if key in slot)


def _join(found: Collected, first: str, fact: Fact, item: Item, id: str) -> None:
    """Adds a question, or the answer that is asked for, to the fact that says the same already."""
    known = found.facts[first]
    given, had = fact.get("questions", []), known.get("questions", [])
    assert isinstance(given, list) and isinstance(had, list)
    plain = [{key: value for key, value in each.items() if key != "id"} for each in (*had, *given)]
    if (fact.get("slots") and known.get("slots")) or (given and plain[-1] in plain[:-1]):
        found.losses.append((id, "question that stands there twice", f"the fact {first} has it already"))
        return
    if given:
        known["questions"] = [*had, *({**each, "id": id} for each in given)]
    else:
        known |= {key: fact[key] for key in ("statement", "slots", "relation") if key in fact}
        known |= {"feedback": item.feedback} if item.feedback else {}


def _whole(fact: Fact, item: Item, id: str, image: Fact) -> Fact:
    more: dict[str, Value] = {
        "feedback": "" if "questions" in fact else item.feedback,
        "image": image,
        "section": item.section,
        "tags": list(dict.fromkeys(item.tags)),
        "difficulty": item.difficulty,
    }
    return {"id": id} | fact | {key: value for key, value in more.items() if value} | {"status": "draft"}


def _facts(item: Item, id: str, words: Mapping[str, str], found: Collected) -> Iterator[tuple[str, Fact]]:
    """The records of one item, each with its id; what they hold of it beside what all hold."""
    body = item.body
    asked = f"{item.stimulus}\n{item.stem}".strip() if item.stimulus else item.stem
    if item.hint and not isinstance(body, (Number, Flashcard)):
        found.losses.append((id, "hint", "a question written by hand has none"))
    match body:
        case Choice() | Judgement() | ShortAnswer():
            yield id, {"statement": _statement(item, words), "questions": [_question(item)]}
        case Number(value, tolerance, unit, accept, before):
            slot: Fact = {"value": value, "unit": unit, "type": "measure", "tolerance": tolerance, "hint": item.hint}
            slot |= {"show": f"{unit}{value}"} if before else {}
            yield id, _slotted(asked, slot | {"accept": list(accept)})
        case Flashcard(back, both=True):
            sides: Fact = {"front": {"value": asked, "ask": back}, "back": {"value": back, "ask": asked}}
            yield id, {"statement": "{front} — {back}", "slots": sides}
        case Flashcard(back):
            yield id, _slotted(asked, {"value": back, "hint": item.hint})
        case Ordering(members):
            yield id, _slotted(asked, {"sequence": list(members)}, name="order")
        case Listing(members, wanted):
            things: Fact = {"items": list(members)}
            if wanted < len(members):
                things["ask_for"] = wanted
            yield id, _slotted(asked, {"set": things}, name="list")
        case Labels(labels):
            names = "; ".join(accepted[0] for accepted, _ in labels)
            yield id, {"statement": _literal(f"{asked} — {names}")}
        case Gapped(parts):
            if sum(isinstance(part, Gap) for part in parts) > 1:
                found.losses.append((id, "gaps of one question", "each is asked for by itself here"))
            yield id, _gapped(parts, asked)
        case Matching():
            if len(body.pairs) < FEWEST_PAIRS:
                found.losses.append(
                    (id, "matching of two", f"fewer than {FEWEST_PAIRS} pairs are asked for one by one")
                )
            if body.spares:
                why = (
                    "where the pairs are matched, no right side is left over: they are wrong options of the first pair"
                )
                found.losses.append((id, "right sides without a counterpart", why))
            yield from _pairs(body, asked, id)


def _question(item: Item) -> Fact:
    body = item.body
    question: Fact = {"id": "question", "kind": "short-answer", "stem": item.stem}
    if isinstance(body, Choice):
        question["kind"] = "multiple-response" if body.several else "multiple-choice"
        question["options"] = [_option(option) for option in body.options]
        if body.ordered:
            question["ordered"] = True
    elif isinstance(body, Judgement):
        question |= {"kind": "true-false", "answer": body.true}
    elif isinstance(body, ShortAnswer):
        question["answer"] = body.answer
        if body.accept:
            question["accept"] = list(body.accept)
    more: Fact = {"stimulus": item.stimulus, "feedback": item.feedback}
    return question | {key: value for key, value in more.items() if value}


def _option(option: Option) -> Fact:
    more: Fact = {"correct": option.correct, "feedback": option.feedback, "last": option.last}
    return {"text": option.text} | {key: value for key, value in more.items() if value}


def _statement(item: Item, words: Mapping[str, str]) -> str:
    """What a question states when it is answered right: the answer in its gap or behind it."""
    body = item.body
    if isinstance(body, Judgement):
        said = item.stem if body.true else f"{item.stem} — {words['false']}"
    else:
        right = [body.answer] if isinstance(body, ShortAnswer) else []
        right += [option.text for option in body.options if option.correct] if isinstance(body, Choice) else []
        gaps = re.findall("_{3,}", item.stem)
        if len(gaps) == len(right) == 1:
            said = item.stem.replace(gaps[0], right[0])
        else:
            said = f"{item.stem} — {'; '.join(right)}"
    return " ".join(_literal(said).split())


def _slotted(asked: str, slot: Fact, name: str = "answer") -> Fact:
    """A question whose answer is a slot: it stands in the question's gap, or behind it."""
    lead, gap, rest = asked.partition(BLANK_SHOWN)
    if gap and BLANK_SHOWN not in rest:
        statement = f"{_literal(lead)}{{{name}}}{_literal(rest)}"
    else:
        statement = f"{_literal(asked)} — {{{name}}}"
    kept = {key: value for key, value in slot.items() if value}
    return {"statement": statement, "slots": {name: kept | {"ask": asked}}}


def _gapped(parts: Sequence[str | Gap], asked: str) -> Fact:
    statement = f"{_literal(asked)}\n" if asked else ""
    slots: dict[str, Value] = {}
    for part in parts:
        if isinstance(part, str):
            statement += _literal(part)
            continue
        name = f"gap-{len(slots) + 1}"
        statement += f"{{{name}}}"
        slot: Fact = {"value": part.answer, "type": "measure" if part.tolerance else "", "tolerance": part.tolerance}
        slot |= {"accept": list(part.accept), "distractors": list(part.wrong), "hint": part.hint}
        slots[name] = {key: value for key, value in slot.items() if value}
    return {"statement": statement.strip(), "slots": slots}


def _pairs(body: Matching, asked: str, id: str) -> Iterator[tuple[str, Fact]]:
    """A fact for each pair, all of one relation."""
    rights = {right for _, right in body.pairs}
    cardinality = "one-to-one" if len(rights) == len(body.pairs) else "many-to-one"
    names = [slug(left, 12) or str(number) for number, (left, _) in enumerate(body.pairs, 1)]
    for number, (left, right) in enumerate(body.pairs):
        name = names[number] if names.count(names[number]) == 1 else f"{names[number][:9]}-{number + 1}"
        side: Fact = {"value": right}
        if BLANK_SHOWN in left or left.endswith("?"):  # a question by itself
            side["ask"] = left
        if body.spares and not number:
            side["distractors"] = list(body.spares)
        slots: dict[str, Value] = {"left": {"value": left}, "right": side}
        relation: Fact = {"name": id, "subject": "left", "object": "right", "cardinality": cardinality, "ask": asked}
        yield f"{id}.{name}", {"statement": "{left} — {right}", "slots": slots, "relation": relation}


def _literal(text: str) -> str:
    """Text as a statement holds it, where braces are slots: doubled, but for those in formulas."""
    parts = _FORMULA.split(text)
    return "".join(part if place % 2 else _BRACE.sub(lambda f: f[0] * 2, part) for place, part in enumerate(parts))


def _image(item: Item, id: str, folder: str, found: Collected) -> Fact:
    """The record of the item's picture, whose file and those of its others are put with the rest."""
    for spare in item.spare_pictures:
        _file(spare, folder, found)
    if item.picture is None:
        return {}
    alt = item.picture.alt
    if not alt:
        alt = PurePosixPath(item.picture.name).stem
        found.losses.append((id, "picture without a description", "its file's name stands there: say what it shows"))
    image: Fact = {"file": _file(item.picture, folder, found), "alt": alt}
    if isinstance(item.body, Labels):
        image |= {"ask": item.stem, "labels": [_label(names, box) for names, box in item.body.labels]}
    return image | ({"show": "answer"} if item.picture_with_answer else {})


def _label(names: Sequence[str], box: Sequence[float]) -> Fact:
    label: Fact = {"text": names[0], "box": [f"{side:g}" for side in box]}
    return label | ({"accept": list(names[1:])} if names[1:] else {})


def _file(picture: Picture, folder: str, found: Collected) -> str:
    """The picture's path, from the collection; another picture of the same name gets a few signs of its own."""
    path = PurePosixPath(picture.name)
    stem, suffix = slug(path.stem) or "picture", path.suffix.lower()
    name = f"{folder}/{stem}{suffix}"
    if found.pictures.get(name, picture.content) != picture.content:
        name = f"{folder}/{stem}-{sha256(picture.content).hexdigest()[:6]}{suffix}"
    found.pictures[name] = picture.content
    return name
