"""Names as people spell them: in another case, with spaces for hyphens, or by another word for the same thing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping

# What people call a field, type or output; the first that is known where the word is used is meant.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "question": ("ask", "stem"),
    "prompt": ("ask", "stem"),
    "ask for": ("ask",),
    "fact": ("statement", "facts"),
    "sentence": ("statement",),
    "claim": ("statement",),
    "text": ("statement", "quote", "text", "file"),
    "answer": ("value", "answer"),
    "answers": ("answer", "value"),
    "correct": ("answer", "value"),
    "correct answer": ("answer", "value"),
    "right answer": ("answer", "value"),
    "solution": ("answer", "value"),
    "source": ("evidence", "quote"),
    "proof": ("evidence",),
    "citation": ("evidence", "quote"),
    "quotation": ("quote", "evidence"),
    "excerpt": ("quote", "evidence"),
    "page": ("paragraph",),
    "para": ("paragraph",),
    "topic": ("tags",),
    "topics": ("tags",),
    "keyword": ("tags",),
    "keywords": ("tags",),
    "category": ("tags",),
    "categories": ("tags",),
    "label": ("tags", "name"),
    "subject": ("tags", "title"),
    "wrong": ("distractors",),
    "wrong answers": ("distractors",),
    "wrong options": ("distractors",),
    "incorrect": ("distractors",),
    "choices": ("distractors", "options"),
    "options": ("distractors", "options"),
    "alternatives": ("accept", "distractors"),
    "aliases": ("accept",),
    "alias": ("accept",),
    "synonyms": ("accept",),
    "also": ("accept",),
    "names": ("accept",),
    "other names": ("accept",),
    "abbreviation": ("acronym",),
    "explanation": ("feedback",),
    "explain": ("feedback",),
    "note": ("feedback",),
    "notes": ("feedback",),
    "comment": ("feedback",),
    "clue": ("hint",),
    "picture": ("image",),
    "photo": ("image",),
    "sound": ("audio",),
    "recording": ("audio",),
    "description": ("alt", "transcript"),
    "level": ("difficulty",),
    "speaker": ("by",),
    "who": ("by",),
    "chapter": ("section",),
    "kind": ("type", "kind"),
    "name": ("title", "name"),
    "headline": ("title",),
    "writer": ("author",),
    "authors": ("author",),
    "lang": ("language",),
    "link": ("url",),
    "web": ("url",),
    "website": ("url",),
    "address": ("url",),
    "license": ("licence",),
    "copyright": ("licence",),
    "date": ("published", "released", "date"),
    "path": ("file",),
    "article": ("file", "source"),
    "people": ("entities",),
    "collection": ("facts",),
    "collections": ("facts",),
    "format": ("outputs",),
    "formats": ("outputs",),
    "build": ("outputs",),
    "time": ("minutes",),
    "versions": ("forms",),
    "variants": ("forms",),
    "students": ("roster",),
    "class": ("roster",),
    "number": ("count", "questions", "total"),
    "integer": ("count",),
    "amount": ("count",),
    "percentage": ("percent",),
    "length": ("measure",),
    "distance": ("measure",),
    "weight": ("measure",),
    "period": ("duration",),
    "city": ("place",),
    "town": ("place",),
    "location": ("place",),
    "company": ("organisation",),
    "organization": ("organisation",),
    "human": ("person",),
    "concept": ("term",),
    "word": ("term", "docx"),
    "string": ("text",),
    "mc": ("multiple-choice",),
    "tf": ("true-false",),
    "single choice": ("multiple-choice",),
    "pdf": ("quiz",),
    "test": ("quiz",),
    "paper": ("quiz",),
    "anki": ("deck",),
    "apkg": ("deck",),
    "moodle": ("moodle-xml",),
    "slides": ("review",),
    "html": ("practice",),
    "flashcards": ("cards", "deck"),
}


def spelling_of(word: str, known: Iterable[str]) -> str:
    """The one of ``known`` that ``word`` is, in another case or with other hyphens; "" if it is none."""
    plain = plain_name(word)
    return next((name for name in known if plain_name(name) == plain), "")


def plain_name(word: str) -> str:
    """``word`` without what people vary in names: small letters, a space for each hyphen or underline."""
    return " ".join(re.sub(r"[\W_]+", " ", word).casefold().split())


def suggestion(word: str, known: Collection[str]) -> str:
    """What to write instead of ``word``: the one of ``known`` that is meant, or all of them."""
    near = meaning_of(word, known)
    if near:
        return f"did you mean {near!r}?"
    return f"known: {', '.join(known)}" if known else "delete it"


def synonym_of(word: str, known: Collection[str]) -> str:
    """The one of ``known`` that people also call ``word``, or ""."""
    return next((synonym for synonym in SYNONYMS.get(plain_name(word), ()) if synonym in known), "")


def meaning_of(word: str, known: Collection[str]) -> str:
    """The one of ``known`` that ``word`` stands for: another spelling, another word, or the nearest; or ""."""
    same = spelling_of(word, known)
    if same:
        return same
    if synonym := synonym_of(word, known):
        return synonym
    near = difflib.get_close_matches(word.lower(), known, n=1)
    return near[0] if near else ""
