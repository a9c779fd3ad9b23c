"""Anki's packages, .apkg and .colpkg: each card of a note, as its templates show it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from quizgen.importers.anki_database import DATABASES, ImportedNote, ImportedNoteType, PackageMedia, open_database
from quizgen.importers.bank import BankFile
from quizgen.importers.bodies import flashcard
from quizgen.importers.data_pictures import data_picture
from quizgen.importers.draft import LARGEST_PICTURE, Draft, Pictures, Unfit
from quizgen.importers.imported import BankDetails, BankEntry, GappedText, ImportedQuestion, RejectedQuestion, TextGap
from quizgen.model.body import PromptAndAnswer, ShortText
from quizgen.rendering.anki_clozes import Deletion, has_unclosed, numbers, parse
from quizgen.rendering.anki_templates import ALWAYS_FILLED, Field, TemplateSyntaxError, visible
from quizgen.rendering.anki_templates import parse as parse_template
from quizgen.rendering.anki_text import is_blank, without_tags

_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.DOTALL | re.IGNORECASE)
_SOUND = re.compile(r"\[sound:[^\]]*\]|\[anki:tts[^\]]*\].*?\[/anki:tts\]", re.DOTALL)
_LATEX = re.compile(r"\[latex\](.*?)\[/latex\]|\[\$\$?\](.*?)\[/\$\$?\]", re.DOTALL | re.IGNORECASE)
_DOLLARS = re.compile(r"^\s*\$\$?(.*?)\$\$?\s*$", re.DOTALL)
_MARK = re.compile("\x1f([0-9]+)\x1f")  # no field and no template holds this character
MOST_PICTURES = 100_000_000  # bytes of all pictures of a package


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
        pictures = _pictures(PackageMedia(bank.package))
        with open_database(bank.package) as database:
            types = database.note_types()
            titles: dict[str, None] = {}
            for note in database.notes():
                titles[note.deck.partition("::")[0]] = None
                yield from _questions(note, types[note.type], pictures)
            known = [title for title in titles if title and title != "Default"]
            yield BankDetails(known[0] if len(known) == 1 else "")


def _pictures(media: PackageMedia) -> Pictures:
    size = 0

    def picture(address: str) -> tuple[str, bytes] | None:
        nonlocal size
        if address.startswith("data:image/"):
            return data_picture(address)
        content = media.read(address, LARGEST_PICTURE)
        size += len(content or b"")
        return (address, content) if content and size <= MOST_PICTURES else None

    return picture


def _questions(
    note: ImportedNote, type: ImportedNoteType, pictures: Pictures
) -> Iterator[ImportedQuestion | RejectedQuestion]:
    values = dict(zip(type.fields, note.fields, strict=False))
    if type.name.startswith("quizgen "):
        values["About"] = ""  # the topic, which is no part of the question
    label = without_tags(note.fields[0], " ")[:60].strip()
    count = 0
    both = False
    try:
        if any('<div class="covered">' in value for value in note.fields):
            raise Unfit("it covers parts of a picture", "ask it by hand")
        if type.is_cloze:
            yield _gapped_text(note, type, values, Draft(pictures))
            return
        for number, (front, back) in enumerate(type.cards, 1):
            prompt, typed = _visible_fields(front, values)
            answer = tuple(name for name in _visible_fields(back, values)[0] if name not in prompt)
            if not prompt or not (answer or typed) or (both and number == 2):
                continue
            both = both or (not typed and number == 1 and _is_reversed(type, values, prompt, answer))
            count += 1
            ident = note.guid if count == 1 else f"{note.guid}-{number}"
            yield _card(note, values, prompt, answer, typed, both and number == 1, ident, Draft(pictures))
        if not count:
            raise Unfit("none of its cards has two sides", "fill in its fields in Anki")
    except Unfit as unfit:
        yield RejectedQuestion(0, label, unfit.message, unfit.hint)


def _is_reversed(
    type: ImportedNoteType, values: Mapping[str, str], prompt: tuple[str, ...], answer: tuple[str, ...]
) -> bool:
    """Whether the second card asks for what the first shows, and shows what it asks for."""
    if len(type.cards) < 2:
        return False
    front, typed = _visible_fields(type.cards[1][0], values)
    back = tuple(name for name in _visible_fields(type.cards[1][1], values)[0] if name not in front)
    return not typed and (front, back[:1]) == (answer[:1], prompt)


def _visible_fields(template: str, values: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields that a side shows, and those that are to be typed; sections that Anki leaves out are left out."""
    filled = {name for name, value in values.items() if not is_blank(value)}
    try:
        side = list(visible(parse_template(template), filled | (ALWAYS_FILLED - set(values))))
    except TemplateSyntaxError as error:
        raise Unfit(f"the template of its card cannot be read: {error}", "correct it in Anki") from error
    # A field in an attribute names a language or a colour: each becomes a mark, which disappears with its tag.
    marked = "".join(part if isinstance(part, str) else f"\x1f{index}\x1f" for index, part in enumerate(side))
    displayed: dict[str, None] = {}
    typed: dict[str, None] = {}
    for mark in _MARK.finditer(without_tags(marked, " ")):
        field = side[int(mark[1])]
        if isinstance(field, Field) and field.name in filled:
            (typed if "type" in field.filters else displayed)[field.name] = None
    return tuple(displayed), tuple(typed)


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
    note: ImportedNote,
    values: Mapping[str, str],
    prompt: tuple[str, ...],
    answer: tuple[str, ...],
    typed: tuple[str, ...],
    both: bool,
    ident: str,
    draft: Draft,
) -> ImportedQuestion:
    captions = [caption for name in prompt for caption in _CAPTION.findall(values[name])]
    bare = {name: _CAPTION.sub("", values[name]) for name in prompt}
    if not any(without_tags(text).strip() for text in bare.values()):
        bare, captions = {name: values[name] for name in prompt}, []  # the caption is the question
    front = _text(bare, prompt, draft, "question")
    back = _text(values, (typed or answer)[:1], draft, "answer")
    if not front and not draft.has_picture:
        raise Unfit("its front is empty, or a sound", "fill in its front in Anki")
    if not back:
        raise Unfit("its back is empty, a picture or a sound", "fill in its back in words in Anki")
    body = ShortText(back) if typed else flashcard(back, both=both)
    rest = tuple(name for name in answer if name not in typed) if typed else answer[1:]
    feedback = [_text(values, rest, draft, "answer"), *(draft.html(caption, holds="answer") for caption in captions)]
    return _question(draft, body, front, note, ident, "\n".join(filter(None, feedback)))


def _question(
    draft: Draft,
    body: ShortText | PromptAndAnswer | GappedText,
    stem: str,
    note: ImportedNote,
    ident: str,
    feedback: str,
) -> ImportedQuestion:
    section = "" if note.deck == "Default" else note.deck.replace("::", "/")
    tags = tuple(tag.replace("::", "/") for tag in note.tags if tag not in ("leech", "marked"))
    return draft.question(body, stem, ident=ident, section=section, tags=tags, feedback=feedback)


def _gapped_text(
    note: ImportedNote, type: ImportedNoteType, values: Mapping[str, str], draft: Draft
) -> ImportedQuestion:
    texts = {name: values.get(name, "") for name in type.fields}
    name = next((name for name, text in texts.items() if numbers(text) or has_unclosed(text)), "")
    if not name:
        raise Unfit("it has no gap", "mark one in Anki")
    if "image-occlusion:" in values[name]:
        raise Unfit("it covers parts of a picture without naming them", "add it by hand")
    text = draft.html(_plain(values[name], draft), holds="question")
    parts = _parts(text, draft)
    if any(
        isinstance(part, str) and _opens_formula("".join(map(str, parts[: n + 1]))) for n, part in enumerate(parts[:-1])
    ):
        raise Unfit("a gap is inside a formula", "add it by hand")
    back = type.cards[0][1] if type.cards else ""
    others = tuple(other for other in _visible_fields(back, values)[0] if other != name)
    return _question(draft, GappedText(tuple(parts)), "", note, note.guid, _text(values, others, draft, "answer"))


def _opens_formula(text: str) -> bool:
    return text.rfind("\\(") > text.rfind("\\)")


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
