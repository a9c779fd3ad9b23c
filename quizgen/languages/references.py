"""What a short text refers to without naming it: "the two countries", "the visit", "the author", "this", "it".

Whoever reads the text alone, such as a learner with a card, cannot know what is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from quizgen.languages.text_names import KnownNames, Name, Token, is_small, is_which, names_in, tokens_of
from quizgen.languages.word_lists import Language, language_of

_CLASSES = ("text", "picture", "author", "person", "country", "place", "organisation", "event", "thing", "counted")
_BEGINNING = ("definite", "both", "pronoun", "possessive", "pointing", "pointing before")
_ANY = frozenset(("person", "country", "place", "organisation", "term", ""))
# The types of names that say which one of its class something is; of "" it is not known what they name.
_NAMED_BY: Mapping[str, frozenset[str]] = {
    "author": frozenset(("person",)),
    "person": frozenset(("person", "")),
    "country": frozenset(("country", "place", "")),
    "place": frozenset(("place", "")),
    "organisation": frozenset(("organisation", "term", "")),
    "counted": _ANY,
    "text": frozenset(("",)),
}
_FARTHEST_NOUN = 4  # words after the article
_FARTHEST_CLAUSE = 5  # words after a pronoun
_TEN = 10  # the largest number of things that are counted in words: "the two countries"
_TWO = 2
_SHORTEST = 2  # letters of what "word*" begins with


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader sees beside the text: what it is ``about``; a picture or a recording; options to choose from."""

    about: str = ""
    is_seen: bool = False
    has_options: bool = False


def unnamed_reference(text: str, visible: Shown, known: KnownNames) -> str:
    """Return the first words of ``text`` that refer to what neither it nor what is ``visible`` names, or ""."""
    return next(_FrontReader(text, visible, known).references(), "")


class _Lists:
    """The words of a language that refer to something."""

    def __init__(self, language: Language) -> None:
        self.roles: dict[str, frozenset[str]] = {}
        self.nouns: dict[str, str] = {}
        self.beginnings: dict[str, str] = {}
        for role, words in language.references.items():
            self.roles[role] = frozenset(words)
            if role not in _CLASSES:
                continue
            for word in words:
                if word.endswith("*"):
                    self.beginnings.setdefault(word[:-1], role)
                else:
                    self.nouns.setdefault(word, role)

        self.longest = max(map(len, self.beginnings), default=0)
        self.has_articles = "definite" in self.roles
        self.beginning = frozenset().union(*(self.roles.get(role, ()) for role in _BEGINNING))

    def has(self, role: str, form: str) -> bool:
        """Whether a word has the role."""
        return form in self.roles.get(role, ())

    def noun_class(self, form: str) -> str:
        """What a noun says that something is, or ""."""
        if form in self.nouns:
            return self.nouns[form]
        ends = range(min(len(form), self.longest), _SHORTEST - 1, -1)
        return next((self.beginnings[form[:end]] for end in ends if form[:end] in self.beginnings), "")


@cache
def _lists_of(code: str) -> _Lists:
    return _Lists(language_of(code))


class _FrontReader:
    """Reads one text."""

    def __init__(self, text: str, visible: Shown, known: KnownNames) -> None:
        self.text, self.visible, self.known = text, visible, known
        self.language = known.language
        self.lists = _lists_of(self.language.code)
        self.tokens = tokens_of(text, self.language)

    @cached_property
    def names(self) -> list[Name]:
        """The names in the text."""
        tokens = self.tokens
        common = [token.form for token in tokens if self.lists.noun_class(token.form) or self._has(token, "both")]
        return names_in(tokens, self.language, self.known, frozenset(common))

    @cached_property
    def about(self) -> list[Token]:
        """What the text is about."""
        return tokens_of(self.visible.about, self.language)

    @cached_property
    def about_names(self) -> list[Name]:
        """The names in what it is about; in a title with capitals throughout, only those that are known."""
        names = names_in(self.about, self.language, self.known)
        words = [token for token in self.about if self._is_content(token)]
        begins_small = bool(self.about) and is_small(self.about[0], self.language)
        is_title = len(words) + begins_small > 1 and all(token.has_capital for token in words)
        return [
            name for name in names if not is_title or any(map(self.known.of, self.about[name.first : name.last + 1]))
        ]

    @cached_property
    def plain(self) -> str:
        """The words of the text, for phrases."""
        return f" {' '.join(token.form for token in self.tokens)} ".replace("-", " ")

    def references(self) -> Iterator[str]:
        """Yield what is referred to and not named."""
        if not self.language.references or self._has_phrase("defining"):
            return
        for index, token in enumerate(self.tokens):
            if token.kind != "word" or not self._may_refer(token):
                continue
            head = self._head(index)
            is_pointing = not head and self._is_pointing(index)
            is_pronoun = not head and self._is_pronoun(index)
            # Whether it is in a name is asked last, because that takes most of the time.
            if head:
                noun, count, end = head
                if not self._is_identified(index, end, noun, count) and not self._is_in_name(index):
                    yield self.text[token.start : self.tokens[end].start + len(self.tokens[end].text)]
            elif is_pointing:
                if not self._is_pointed_out(index) and not self._is_in_name(index):
                    yield self.text[token.start : self._end_of_noun(index)]
            elif is_pronoun and not self._has_antecedent(index) and not self._is_in_name(index):
                yield token.text

    def _may_refer(self, token: Token) -> bool:
        """Whether it is one of the words that a reference can begin with; a fast test before the others."""
        if token.form in self.lists.beginning:
            return True
        return not self.lists.has_articles and bool(
            self.lists.noun_class(token.form) or self.language.word(token.form).number == _TWO
        )

    def _has(self, token: Token, role: str) -> bool:
        return self.lists.has(role, token.form)

    # Nouns

    def _head(self, index: int) -> tuple[str, int, int] | None:
        """The class of a noun that refers to something, how many things those are, and the place of its last word."""
        form = self.tokens[index].form
        both = self.lists.has("both", form)
        if not self.lists.has_articles:
            return self._bare_head(index, both=both or self.language.word(form).number == _TWO)
        if not (both or self.lists.has("definite", form) or self._is_pointing(index)):
            return None
        count = 2 if both else 1
        for at in range(index + 1, min(index + 1 + _FARTHEST_NOUN, len(self.tokens))):
            token = self.tokens[at]
            word = self.language.word(token.form)
            number = word.number if token.kind == "word" else -1
            noun = self.lists.noun_class(token.form) if token.kind == "word" else ""
            if 1 < number <= _TEN or self.lists.has("both", token.form):
                count = max(2, int(number))
            elif noun:
                return self._last_of_compound(noun, count, at)
            elif word.ordinal and self._is_text(at + 1):  # the second paragraph, of whatever text
                continue
            elif token.kind != "word" or not self._is_adjective(token):
                return None
        return None

    def _is_text(self, index: int) -> bool:
        return index < len(self.tokens) and self.lists.noun_class(self.tokens[index].form) == "text"

    def _is_adjective(self, token: Token) -> bool:
        """Whether a word before a noun leaves open which one is meant: "the missing link", not "the first city"."""
        word = self.language.word(token.form)
        is_unique = word.ordinal or word.roles & {"superlative", "only"} or token.form.endswith(("ste", "ßte", "sten"))
        return not (is_unique or token.has_capital or is_small(token, self.language))

    def _last_of_compound(self, noun: str, count: int, at: int) -> tuple[str, int, int] | None:
        """The last of several such nouns in a row: the capital city."""
        while at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "word":
            following = self.lists.noun_class(self.tokens[at + 1].form)
            if not following or not self.language.names_by_capitals:
                break
            noun, at = following, at + 1
        return None if noun == "counted" and count < 2 else (noun, count, at)

    def _bare_head(self, index: int, *, both: bool) -> tuple[str, int, int] | None:
        """A noun that refers to something in a language without articles, where it may do so alone."""
        before = self.tokens[index - 1] if index else None
        if before and is_which(before, self.language):
            return None
        if both or self._is_pointing(index):
            noun = self.lists.noun_class(self.tokens[index + 1].form) if index + 1 < len(self.tokens) else ""
            if noun in ("", "counted") and not both:
                return None
            count = 2 if both else 1
            return (noun, count, index + 1) if noun else None
        noun = self.lists.noun_class(self.tokens[index].form)
        if noun not in ("text", "author", "event", "picture") or self.names or self.about_names:
            return None
        if before and (before.kind == "gap" or not self.language.word(before.form).roles.isdisjoint(("all", "most"))):
            return None
        return noun, 1, index

    def _is_identified(self, index: int, end: int, noun: str, count: int) -> bool:
        """Whether it is said which one is meant."""
        if noun == "picture" and self.visible.is_seen:
            return True
        if self._is_modified(end, noun) or self._is_mentioned(index, end):
            return True
        quoted = any(token.kind == "quote" for token in self.tokens)
        if quoted and noun in ("author", "text", "event", "thing"):
            return True
        kinds = _NAMED_BY.get(noun, frozenset())
        fitting = [name for name in (*self.names, *self.about_names) if name.types & kinds]
        return len(fitting) >= count

    def _is_modified(self, end: int, noun: str) -> bool:
        """Whether the words after the noun say which one is meant: of Baku, that was signed in 1919."""
        rest = self.tokens[end + 1 : end + 5]
        if not rest or rest[0].kind == "end":
            return False
        first, later = rest[0], rest[1:]
        if first.kind == "mark":
            return first.text in ":(" or bool(later and self._identifies(end + 2))
        if first.kind in ("gap", "number", "quote") or self._identifies(end + 1):
            return True
        if self.lists.has("by name", first.form):
            has_name = any(token.kind == "gap" or self._is_in_name(end + 2 + at) for at, token in enumerate(later[:3]))
            return has_name or (noun == "event" and any(token.kind == "number" for token in later[:2]))
        passive = self.language.code == "en" and first.form.endswith("ed") and "?" in self.text
        return passive and bool(later) and (self.lists.has("by name", later[0].form))

    def _identifies(self, index: int) -> bool:
        """Whether a word after a noun, or a name, says which one it is."""
        form = self.tokens[index].form
        is_clause = self.lists.has("pronoun", form) and self.language.code == "en"  # the speech she gave
        return self.lists.has("identifying", form) or is_clause or self._is_in_name(index)

    def _is_in_name(self, index: int) -> bool:
        return any(name.first <= index <= name.last for name in self.names)

    def _is_mentioned(self, index: int, end: int) -> bool:
        """Whether something of that kind was mentioned before, or is what the text is about."""
        return self._is_among(self.tokens[end], [*self.about, *self.tokens[:index]])

    def _is_among(self, noun: Token, tokens: Iterable[Token]) -> bool:
        """Whether one of the ``tokens`` is the ``noun``, in this form or another."""
        stem = self.language.stem(noun.form)
        return any(token.kind == "word" and self.language.stem(token.form) == stem for token in tokens)

    # Words that point, and pronouns

    def _is_pointing(self, index: int) -> bool:
        token = self.tokens[index]
        if self.lists.has("pointing", token.form):
            return True
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if not self.lists.has("pointing before", token.form) or following is None or following.kind != "word":
            return False
        return not is_small(following, self.language)

    def _is_pointed_out(self, index: int) -> bool:
        """Whether what is pointed at is seen, was said before in the text, or follows in a sentence of its own."""
        before, after = self.tokens[:index], self.tokens[index + 1 :]
        if self.visible.is_seen or (self.visible.has_options and before and before[-1].form in ("of", "von", "de")):
            return True
        if self._points_ahead(index):
            return True
        content = [token for token in before if self._is_content(token)]
        if any(token.kind in ("mark", "end", "quote") for token in before) and content:
            return True
        if after and after[0].kind == "word" and self._is_among(after[0], content):
            return True
        return (
            any(token.kind in ("end", "quote") or token.text in ":\n" for token in after[:-1])
            or "\n" in self.text.strip()
        )

    def _points_ahead(self, index: int) -> bool:
        """Whether the words right after it say what is pointed at: those who came, those of Rome."""
        if not self.lists.has("pointing ahead", self.tokens[index].form):
            return False
        following = [token for token in self.tokens[index + 1 : index + 3] if token.text != ","]
        return bool(following) and self.lists.has("identifying", following[0].form)

    def _end_of_noun(self, index: int) -> int:
        """Where the words that point end: "this process"."""
        following = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        last = following if following and following.kind == "word" and not is_small(following, self.language) else None
        token = last or self.tokens[index]
        return token.start + len(token.text)

    def _is_pronoun(self, index: int) -> bool:
        token = self.tokens[index]
        if self._has_phrase("no pronoun"):
            return False
        if not self.language.names_by_capitals and token.has_capital and not token.begins:
            return False  # the polite form
        following = self.tokens[index + 1 : index + 1 + _FARTHEST_CLAUSE]
        if any(self.lists.has("no pronoun before", later.form) for later in following):
            return False  # it has been found that …
        return self.lists.has("pronoun", token.form) or self._is_possessive(index)

    def _is_possessive(self, index: int) -> bool:
        if not self.lists.has("possessive", self.tokens[index].form):
            return False
        is_noun = self.language.code == "fr" and index and self.lists.has("definite", self.tokens[index - 1].form)
        return not is_noun  # le son

    def _has_antecedent(self, index: int) -> bool:
        """Whether a pronoun's noun can be in the text."""
        if self.visible.is_seen or any(name.last < index for name in self.names) or self.about_names:
            return True
        after = self.tokens[index + 1 :]
        if self._is_possessive(index) and any(name.first > index for name in self.names):
            return True
        comma = next((number for number, token in enumerate(after) if token.text == ","), None)
        if comma is not None and any(self._is_content(token) for token in after[comma:]):
            return True
        return self._has_noun_before(index)

    def _has_noun_before(self, index: int) -> bool:
        """Whether a word before the pronoun may be its noun: not a verb beside it, and not what is asked for."""
        which = next((at for at, token in enumerate(self.tokens[:index]) if is_which(token, self.language)), index)
        end = which + 1
        if end < index and (self.tokens[which].form, self.tokens[end].form) in self.language.questions:  # how many
            end += 1
        while end < index and self.tokens[end].kind == "word" and self._is_content(self.tokens[end]):
            end += 1
        following = self.tokens[end].form if end < index else ""
        is_subject = which == 0 and end > 1 and "auxiliary" not in self.language.word(following).roles
        if is_subject and (end < index or self._is_possessive(index)):
            return True  # "Which planet rotates on its side?", "Who gave his name to this?"
        return any(
            self._is_content(token) and not which <= at < end
            for at, token in enumerate(self.tokens[: max(0, index - 1)])
        )

    def _is_content(self, token: Token) -> bool:
        return token.kind == "word" and not is_small(token, self.language) and not is_which(token, self.language)

    def _has_phrase(self, role: str) -> bool:
        return any(f" {phrase} " in self.plain for phrase in self.lists.roles.get(role, ()))
