"""``deck.mochi``: decks, cards and files for Mochi: a zip with ``data.json`` (mochi.cards/docs/import-and-export).

The JSON is Transit: keywords begin with ``~:``. A card is Markdown: its sides are separated by ``---``, and its gaps
are written ``{{1::answer}}``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from quizgen.archive import zip_bytes
from quizgen.exporters.anki.note_fields import media_name
from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import CardsExporter
from quizgen.exporters.flashcards.flashcard import Card, cards, losses_of
from quizgen.exporters.job import CardsJob
from quizgen.exporters.page import MEDIA_TYPES
from quizgen.model.identity import digest
from quizgen.model.text import BLANK_SHOWN, Blank, Marked, Maths, Span, Text, Words, join, parse_text

_MEDIA_TYPES = {**MEDIA_TYPES, ".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".wav": "audio/wav", ".m4a": "audio/mp4"}


class Mochi(CardsExporter):
    """Exports the decks with their files."""

    name = "mochi"
    summary = "the cards with their gaps, formulas, pictures, recordings, subdecks and tags for Mochi"
    file_names = ("deck.mochi",)
    loses = "covered pictures"

    def export(self, job: CardsJob) -> Exported:
        """Return the archive."""
        media: dict[str, bytes] = {}
        decks: dict[str, dict[str, Any]] = {}
        for index, card in enumerate(cards(job)):
            files = {name: content for name, content, _ in _media(job, card)}
            media |= files
            entry = {
                "~:id": _keyword("card", job.name, card.id),
                "~:content": _content(job, card),
                "~:pos": f"{index:06}",
                "~:attachments": {name: {"~:size": len(file), "~:type": _type(name)} for name, file in files.items()},
            }
            _deck(job, decks, card.deck)["~:cards"].append(entry)
        document = json.dumps({"~:version": 2, "~:decks": list(decks.values())}, ensure_ascii=False, indent=1)
        archive = zip_bytes([("data.json", document.encode()), *sorted(media.items())])
        return Exported({"deck.mochi": archive}, tuple(losses_of(job, pictures=True, sounds=True, hints=False)))


def markdown(text: Text, *, gaps: bool = False) -> str:
    """Return the text escaped for Mochi's Markdown; with ``gaps`` marked parts are hidden."""
    return "".join(_span(span, gaps=gaps) for span in text.spans).strip()


# An entity is not syntax in Markdown or in Mochi, which itself looks for {{…}}, [[…]], #tags, $$ and <<fields>>.
_SYNTAX = re.compile(r"[\\`*_{}\[\]<>&#$~=|!^@]|-(?=[\s-]|$)|\+(?=\s|$)|(?<=\d)[.)](?=\s|$)|::", re.MULTILINE)
_LINE_END = re.compile(r"(?:(?<![ \t])[ \t]+)?(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])\s*")


def _span(span: Span, *, gaps: bool) -> str:
    match span:
        case Words(text):
            return _LINE_END.sub("  \n", _SYNTAX.sub(_entities, text))
        case Maths(latex):
            return f"$${latex.replace('{{', '{ {').replace('}}', '} }')}$$"
        case Blank():
            return _SYNTAX.sub(_entities, BLANK_SHOWN)
        case Marked(text):
            inner = markdown(text)
            return f"{{{{1::{inner}}}}}" if gaps else inner


def _entities(match: re.Match[str]) -> str:
    return "".join(f"&#{ord(character)};" for character in match[0])


def _content(job: CardsJob, card: Card) -> str:
    pictures = {side: [markup for _, _, markup in _media(job, card, side)] for side in ("question", "answer")}
    front = [markdown(card.prompt, gaps=not card.answers), *pictures["question"]]
    if card.options:
        front.append("\n".join(f"- {option.letter}: {markdown(option.text)}" for option in card.options))
    answer = [f"**{markdown(join(card.answers, '; '))}**"] if card.answers else []
    more = [markdown(text) for text in card.more]
    evidence = [markdown(join(card.evidence, ", "))]
    hashtags = [" ".join(f"#{_hashtag(tag)}" for tag in card.tags)]
    back = [*answer, *pictures["answer"], *more, *evidence, *hashtags]
    return "\n\n".join([*front, "---", *back])


def _hashtag(tag: str) -> str:
    return re.sub(r"[^\w/-]", "-", tag.replace("::", "/"))


def _media(job: CardsJob, card: Card, side: str = "") -> Iterator[tuple[str, bytes, str]]:
    """Name, content and Markdown of the files on a ``side``, or on both."""
    fact = card.question.fact
    if fact.image and side in ("", fact.image.show):
        content = job.picture(fact, fact.image)
        name = media_name(fact.image.file, content)
        yield name, content, f"![{markdown(parse_text(fact.image.alt))}]({name})"
    if fact.audio and side in ("", "answer"):
        content = job.pictures[fact.source.id, fact.audio.file]
        name = media_name(fact.audio.file, content)
        yield name, content, f"![]({name})"


def _type(name: str) -> str:
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")


def _deck(job: CardsJob, decks: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    """The deck called ``name``, created below its parents if needed."""
    if name not in decks:
        parent_name, _, last = name.rpartition("::")
        parent = {"~:parent-id": _deck(job, decks, parent_name)["~:id"]} if parent_name else {}
        decks[name] = {"~:id": _keyword("deck", job.name, name), "~:name": _string(last), **parent, "~:cards": []}
    return decks[name]


def _keyword(*names: str) -> str:
    return f"~:{digest('mochi', *names):064x}"[:18]


def _string(text: str) -> str:
    """A Transit string, in which these characters are special at the beginning."""
    return f"~{text}" if text[:1] in ("~", "^", "`") else text
