"""Any exercise that the model can hold, and HTML read back as the text that it shows."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

from hostile import HOSTILE
from hypothesis import strategies as st

from quizgen.exporters.interchange.exercise import SORTS, Bank, Choice, Exercise, Media, Number, Sort
from quizgen.model.text import Text, folded, parse_text

MORE_HOSTILE = [
    "a\nb",
    "\n\nblank lines\n\n\nbetween",
    "  two  spaces  ",
    "tab\there",
    "-> arrow -> here",
    "=right ~wrong #feedback",
    "%50%half",
    "%33.33%third",
    "a=b:c{d}e~f#g\\h",
    "TRUE",
    "F",
    "::name:: x",
    "[html]x",
    "[markdown]*x*",
    "$CATEGORY: x",
    "ANSWER: A",
    "B) other",
    "A. x",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    ",;|\t",
    'He said "so", and left',
    "{1:SHORTANSWER:=x}",
    "[[1]]",
    "[blank_1]",
    "]]>",
    "<![CDATA[x]]>",
    "&#0;&amp;&nbsp;",
    "\\(x^2\\)",
    "\\(a<b\\) & \\(c>d\\)",
    "\\[y\\]",
    "$$z$$",
    "\\begin{x}",
    "a\\",
    "\\n",
    "\\\\",
    "NIST\u2028line",
    "x\u0085y",
    "\ufeffmark",
    "*/wild*card/*",
    "  ",
    "😀 👩‍👩‍👧",
]
TEXTS = [text for text in (*HOSTILE, *MORE_HOSTILE) if text.strip()]
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
STRINGS = st.one_of(
    st.sampled_from(TEXTS), st.text(st.one_of(CHARACTERS, st.sampled_from("\n\t<>&\\=~#{}:*%\"'")), min_size=1)
).filter(str.strip)
PICTURES = [
    Media("p-1.svg", b"<svg/>", "A <picture>"),
    Media("p-2.png", b"\x89PNG\r\n\x1a\n", "A picture of\ntwo lines"),
]
COVERED = Media("p-covered.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (600).to_bytes(4) + (300).to_bytes(4), "")


def texts() -> st.SearchStrategy[Text]:
    """Texts that are not blank."""
    return STRINGS.map(parse_text)


def some(strategy: st.SearchStrategy[Text], fewest: int, most: int) -> st.SearchStrategy[tuple[Text, ...]]:
    """Several different texts."""
    return st.lists(strategy, min_size=fewest, max_size=most, unique_by=lambda text: str(text).strip()).map(tuple)


@st.composite
def exercises(draw: st.DrawFn, sorts: tuple[Sort, ...] = SORTS) -> Exercise:
    """An exercise of one of ``sorts``, with anything that may be beside it."""
    sort = draw(st.sampled_from([each for each in sorts if each != "open"]))
    marked: dict[str, object] = {}
    pictures: list[Media | None] = [None, *PICTURES]
    if sort in ("choice", "response"):
        options = draw(some(texts(), 2, 6))
        count = 1 if sort == "choice" else draw(st.integers(1, len(options)))
        right = draw(st.permutations(range(len(options))))[:count]
        remarks = draw(st.lists(st.one_of(st.just(Text()), texts()), min_size=6, max_size=6))
        marked["choices"] = tuple(Choice(text, place in right, remarks[place]) for place, text in enumerate(options))
        marked["shuffle"] = draw(st.booleans())
    elif sort == "truth":
        marked["truth"] = draw(st.booleans())
    elif sort in ("text", "list", "labels"):
        names = draw(st.lists(STRINGS, min_size=1 if sort == "text" else 2, max_size=6, unique_by=folded))
        rows = 1 if sort == "text" else draw(st.integers(2, min(len(names), 3)))
        answers = tuple(tuple(names[place::rows]) for place in range(rows))
        marked["answers"] = answers
        marked["wanted"] = draw(st.integers(1, len(answers))) if sort == "list" else 1
        if sort == "labels":  # which are always those of a picture
            marked["boxes"] = tuple((0.5, 10.0 * place, 33.3, 9.0) for place in range(len(answers)))
            marked["covered"] = COVERED
            pictures = PICTURES
    elif sort == "number":
        values = st.decimals(-(10**6), 10**6, places=3)
        off = draw(st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(5)]))
        numbers = draw(st.lists(values, min_size=1, max_size=2, unique=True))
        units = draw(st.sampled_from([(), ("km",), ("percent", "%"), ("$",)]))
        marked["numbers"] = tuple(Number(number, off) for number in numbers)
        marked["answers"] = (tuple(f"{number:f}" for number in numbers),)
        marked["units"], marked["unit_before"] = units, units == ("$",)
    elif sort == "order":
        marked["steps"] = draw(some(texts(), 2, 5))
    elif sort == "match":
        sides = draw(some(texts(), 4, 9))
        half = len(sides) // 2
        marked["pairs"] = tuple(zip(sides[:half], sides[half : 2 * half], strict=True))
        marked["spares"] = sides[2 * half :]
    return Exercise(
        id=f"t/{draw(st.from_regex('[a-z]{1,9}', fullmatch=True))}/x/{sort}",
        sort=sort,
        prompt=draw(texts()),
        points=draw(st.integers(1, 9)),
        feedback=draw(some(texts(), 0, 1)),
        proof=draw(some(texts(), 0, 1)),
        solution=draw(texts()),
        tags=draw(st.sampled_from([(), ("a",), ("a", "b/c")])),
        picture=draw(st.sampled_from(pictures)),
        **marked,
    )


def every_sort(place: int, text: str) -> list[Exercise]:
    """One of each sort with the text wherever it can stand."""
    some, other = parse_text(text), parse_text(f"{text} too")
    choices = (Choice(some, True, some), Choice(other, False, other))
    numbers = (Number(Decimal("-3.5"), Decimal("0.1")), Number(Decimal(4)))
    return [
        Exercise(f"t/a{place}/x/y", "choice", some, choices=choices, feedback=(some,)),
        Exercise(f"t/b{place}/x/y", "response", some, choices=choices),
        Exercise(f"t/c{place}/x/y", "text", some, answers=((text, f"{text} too"),), proof=(some,)),
        Exercise(f"t/d{place}/x/y", "match", some, pairs=((some, other), (other, some)), spares=(parse_text("s"),)),
        Exercise(f"t/e{place}/x/y", "truth", some, truth=place % 2 == 0),
        Exercise(f"t/f{place}/x/y", "number", some, answers=(("-3.5", "4"),), numbers=numbers),
        Exercise(f"t/g{place}/x/y", "list", some, answers=((text,),), solution=some),
        Exercise(f"t/h{place}/x/y", "order", some, points=3, steps=(some, other)),
        Exercise(f"t/i{place}/x/y", "open", some, solution=some, feedback=(other,)),
    ]


def bank_of(*made: Exercise) -> Bank:
    """A bank of these."""
    return Bank("t", "A / <Title>", "en", "True", "False", made)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.parted = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.text += "\n"
        elif tag == "p" and self.text:
            self.parted = True

    def handle_data(self, data: str) -> None:
        if self.parted:
            self.text, self.parted = f"{self.text}\n\n", False
        self.text += data


def shown(html: str) -> str:
    """The text that a page shows of this HTML; paragraphs are parted by an empty line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text
