"""Anki's packages, .apkg and .colpkg: each card of a note, as its templates show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from quizgen.importers.anki_database import DATABASES, ImportedNote, ImportedNoteType, PackageMedia, open_database
from quizgen.importers.anki_sides import CardSide, side_of
from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import flashcard
from quizgen.importers.data_pictures import data_picture
from quizgen.importers.imported import BankDetails, BankEntry, GappedText, ImportedQuestion, RejectedQuestion, TextGap
from quizgen.importers.question_draft import LARGEST_PICTURE, Draft, Pictures, Unfit
from quizgen.model.body import PromptAndAnswer, ShortText
from quizgen.reading.budget import Budget
from quizgen.rendering.anki_clozes import Deletion, has_unclosed, numbers, parse
from quizgen.rendering.anki_text import without_tags

_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.DOTALL | re.IGNORECASE)
_SOUND = re.compile(r"\[sound:[^\]]*\]|\[anki:tts[^\]]*\].*?\[/anki:tts\]", re.DOTALL)
_LATEX = re.compile(
    r"\[latex\]((?:(?!\[latex\]).)*?)\[/latex\]|\[\$\$?\]((?:(?!\[\$).)*?)\[/\$\$?\]", re.DOTALL | re.IGNORECASE
)
_DOLLARS = re.compile(r"^\s*\$\$?(.*?)\$\$?\s*$", re.DOTALL)


class Anki:
    """Reads Anki's packages."""

    name = "anki"
    summary = "Anki's packages"
    suffixes = (".apkg", ".colpkg")
    kinds = ("cards", "gaps", "short-answer")

    def knows(self, bank: BankFile) -> bool:
        """It is a container with one of Anki's databases."""
        return bank.is_zip and any(name in bank.package for name in DATABASES)

    def read(self, bank: BankFile) -> Iterator[BankEntry]:
        """The cards of every note, in the order in which the notes were added."""
        pictures = _pictures(PackageMedia(bank.package), bank.budget)
        with open_database(bank.package) as database:
            types = database.note_types()
            titles: dict[str, None] = {}
            for note in database.notes():
                titles[note.deck.partition("::")[0]] = None
                yield from _questions(note, types[note.type], pictures)
            named = [title for title in titles if title and title != "Default"]
            yield BankDetails(named[0] if len(named) == 1 else "")


def _pictures(media: PackageMedia, budget: Budget) -> Pictures:
    @cache
    def in_package(name: str) -> tuple[str, bytes] | None:
        content = media.read(name, LARGEST_PICTURE)
        return (name, budget.hold(content)) if content else None

    def picture(address: str) -> tuple[str, bytes] | None:
        return data_picture(address) if address.startswith("data:image/") else in_package(address)

    return picture


def _questions(
    note: ImportedNote, type: ImportedNoteType, pictures: Pictures
) -> Iterator[ImportedQuestion | RejectedQuestion]:
    values = dict(zip(type.fields, note.fields, strict=False))
    if type.name.startswith("quizgen "):
        values["About"] = ""  # the topic, which is no part of the question
    label = without_tags(note.fields[0], " ")[:60].strip()
    try:
        if any('<div class="covered">' in value for value in note.fields):
            raise Unfit("it covers parts of a picture", "ask it by hand")
        if type.is_cloze:
            yield _gapped_text(note, type, values, Draft(pictures))
            return
        cards = list(_cards(type, values))
        if not cards:
            raise Unfit("none of its cards has two sides", "fill in its fields in Anki")
    except Unfit as unfit:
        yield RejectedQuestion(0, label, unfit.message, unfit.hint)
        return
    is_reversed = len(cards) == 2 and _is_reversed(*cards)
    if is_reversed:
        del cards[1]
    for number, card in enumerate(cards, 1):
        try:
            ident = note.guid if number == 1 else f"{note.guid}-{number}"
            yield _card(note, values, card, is_reversed, ident, Draft(pictures))
        except Unfit as unfit:
            yield RejectedQuestion(0, label, unfit.message, unfit.hint)


@dataclass(frozen=True, slots=True)
class _TwoSides:
    """The sides of a card, and the fields that its back adds."""

    front: CardSide
    back: CardSide
    answer: tuple[str, ...]


def _cards(type: ImportedNoteType, values: Mapping[str, str]) -> Iterator[_TwoSides]:
    """The cards that a note has: those whose front shows a field, and whose back shows another or the one to type."""
    for front_template, back_template in type.cards:
        front = side_of(front_template, values)
        back = side_of(back_template, values, left_out=frozenset((*front.displayed, "FrontSide")))
        answer = tuple(name for name in (*back.displayed, *back.hints) if name not in front.displayed)
        if front.displayed and (answer or front.typed):
            yield _TwoSides(front, back, answer)


def _is_reversed(first: _TwoSides, second: _TwoSides) -> bool:
    """Whether the second card asks for what the first shows, and shows what it asks for, in no words of their own."""
    if first.front.typed or second.front.typed or first.front.has_own_words or second.front.has_own_words:
        return False
    return (second.front.displayed, second.answer[:1]) == (first.answer[:1], first.front.displayed)


def _text(values: Mapping[str, str], names: tuple[str, ...], draft: Draft, holds: str) -> str:
    texts = (draft.html(_plain(values[name], draft), holds=holds) for name in names)
    return "\n".join(text for text in texts if text)


def _plain(html: str, draft: Draft) -> str:
    """A field's HTML without what only Anki knows: sounds are lost, formulas are written as elsewhere."""
    if _SOUND.search(html):
        draft.lose("sound or film", "a recording needs a transcript, which must be written by hand")
        html = _SOUND.sub("", html)
    return _LATEX.sub(_formula, html)


def _formula(match: re.Match[str]) -> str:
    latex = _DOLLARS.sub(r"\1", match[1] or match[2] or "").strip()
    return rf"\({latex}\)"


def _card(
    note: ImportedNote, values: Mapping[str, str], card: _TwoSides, both: bool, ident: str, draft: Draft
) -> ImportedQuestion:
    captions = _CAPTION.findall(card.front.html)
    bare = _CAPTION.sub("", card.front.html)
    if not without_tags(bare).strip():
        bare, captions = card.front.html, []  # the caption is the question
    front = draft.html(_plain(bare, draft))
    typed = card.front.typed
    back = _text(values, (typed or card.answer)[:1], draft, "answer")
    if not front and not draft.has_picture:
        raise Unfit("its front is empty, or a sound", "fill in its front in Anki")
    if not back:
        raise Unfit("its back is empty, a picture or a sound", "fill in its back in words in Anki")
    body = ShortText(back) if typed else flashcard(back, both=both)
    feedback = [_rest(values, card, back, draft), *(draft.html(caption, holds="answer") for caption in captions)]
    hint = _text(values, card.front.hints, draft, "answer")
    return _question(draft, body, front, note, ident, "\n".join(filter(None, feedback)), hint)


def _rest(values: Mapping[str, str], card: _TwoSides, answer: str, draft: Draft) -> str:
    """What the back says besides the answer: as its template words it, if it has words of its own."""
    typed = card.front.typed
    if not card.back.has_own_words:
        rest = tuple(name for name in card.answer if name not in typed) if typed else card.answer[1:]
        return _text(values, rest, draft, "answer")
    lines = draft.html(_plain(card.back.html, draft), holds="answer").split("\n")
    hints = _text(values, card.back.hints, draft, "answer")
    return "\n".join(filter(None, (*(line for line in lines if line != answer), hints)))


def _question(
    draft: Draft,
    body: ShortText | PromptAndAnswer | GappedText,
    stem: str,
    note: ImportedNote,
    ident: str,
    feedback: str,
    hint: str = "",
) -> ImportedQuestion:
    section = "" if note.deck == "Default" else note.deck.replace("::", "/")
    tags = tuple(tag.replace("::", "/") for tag in note.tags if tag not in ("leech", "marked"))
    return draft.question(body, stem, ident=ident, section=section, tags=tags, feedback=feedback, hint=hint)


def _gapped_text(
    note: ImportedNote, type: ImportedNoteType, values: Mapping[str, str], draft: Draft
) -> ImportedQuestion:
    if any("image-occlusion:" in value for value in values.values()):
        raise Unfit("it covers parts of a picture without naming them", "add it by hand")
    templates = type.cards[0] if type.cards else ("", "")
    front, back = (side_of(template, values) for template in templates)
    names = tuple(name for name in front.displayed if numbers(values[name]) or has_unclosed(values[name]))
    if not names:
        raise Unfit("it has no gap", "mark one in Anki")
    text = draft.html(_plain(front.html, draft), holds="question")
    parts = _parts(text, draft)
    if _has_gap_in_formula(parts):
        raise Unfit("a gap is inside a formula", "add it by hand")
    others = tuple(other for other in (*back.displayed, *back.hints) if other not in front.displayed)
    feedback = _text(values, others, draft, "answer")
    return _question(draft, GappedText(tuple(parts)), "", note, note.guid, feedback)


def _has_gap_in_formula(parts: Sequence[str | TextGap]) -> bool:
    text = ""
    for part in parts[:-1]:
        text += str(part)
        if isinstance(part, str) and text.rfind("\\(") > text.rfind("\\)"):
            return True
    return False


def _parts(text: str, draft: Draft) -> list[str | TextGap]:
    """The text and its gaps; a gap inside another is part of its answer."""
    if has_unclosed(text):
        raise Unfit("one of its gaps is never closed", "close it with }} in Anki")
    parts = parse(text)
    gaps = [part for part in parts if isinstance(part, Deletion)]
    if any(isinstance(part, Deletion) for gap in gaps for part in gap.parts):
        draft.lose("gap inside a gap", "the outer one is asked for")
    used = [number for gap in gaps for number in gap.numbers]
    if len(set(used)) < len(used):
        draft.lose("gaps with one number", "each becomes a gap of its own")
    return [
        part if isinstance(part, str) else TextGap(" ".join(part.text.split()) or "…", hint=(part.hint or "").strip())
        for part in parts
    ]
