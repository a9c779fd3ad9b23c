"""Any question that a bank can hold, and HTML read back as the text that it shows."""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from typing import get_args

from hostile import HOSTILE
from hypothesis import strategies as st
from pictures import png

from quizgen.exporters.interchange.bank import BankQuestion, MediaFile, QuestionBank
from quizgen.exporters.interchange.carries import Carries
from quizgen.model.body import (
    ChooseOne,
    ChooseSeveral,
    Gaps,
    ItemBody,
    Label,
    ListAnswer,
    Matching,
    Member,
    Number,
    OpenAnswer,
    Option,
    Ordering,
    PictureLabels,
    Row,
    ShortText,
    Step,
    TrueFalse,
    matching_of,
)
from quizgen.model.fact import Evidence, Source
from quizgen.model.text import Text, fold, parse_text

# The types of body of a quiz.
ITEM_TYPES: tuple[type[ItemBody], ...] = get_args(ItemBody)
UNPICTURED = tuple(kind for kind in ITEM_TYPES if kind is not PictureLabels)


def held(carries: Carries) -> tuple[type[ItemBody], ...]:
    """The types without a picture that a format holds as they are or as another type, in the order of the union."""
    return tuple(kind for kind in UNPICTURED if kind in carries.types or kind in carries.instead)


Box = tuple[float, float, float, float]
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
    MediaFile("p-1.svg", b"<svg/>", "A <picture>"),
    MediaFile("p-2.png", png(20, 10), "A picture of\ntwo lines"),
]
COVERED = MediaFile("p-covered.png", png(600, 300), "")


def texts() -> st.SearchStrategy[Text]:
    """Texts that are not blank."""
    return STRINGS.map(parse_text)


def some(strategy: st.SearchStrategy[Text], fewest: int, most: int) -> st.SearchStrategy[tuple[Text, ...]]:
    """Several different texts."""
    return st.lists(strategy, min_size=fewest, max_size=most, unique_by=lambda text: fold(str(text))).map(tuple)


def number(*shown: str, tolerance: str = "", unit: str = "") -> Number:
    """The numbers in digits, each as right as the first."""
    return Number(shown[0], shown[0], unit, tolerance, shown[1:])


def labels(*names: str | tuple[str, ...], boxes: Iterable[Box] = ()) -> PictureLabels:
    """Labels under each other, or in their ``boxes``; each by its name, or by several names."""
    named = [(name,) if isinstance(name, str) else name for name in names]
    boxes = list(boxes) or [(0.5, 100 * index / len(named), 33.3, 3.0) for index in range(len(named))]
    return PictureLabels(
        tuple(Label(usual, box, tuple(others)) for (usual, *others), box in zip(named, boxes, strict=True))
    )


def ordering(*steps: Text) -> Ordering:
    """The steps in their right order, printed in the reverse."""
    return Ordering(tuple(Step(text, place) for place, text in reversed([*enumerate(steps, 1)])))


def two_options(right: str | Text, wrong: str | Text, *, fixed: bool = False) -> ChooseOne:
    """Two options without feedback, the first right."""
    one, other = (parse_text(text) if isinstance(text, str) else text for text in (right, wrong))
    return ChooseOne((Option(one, True), Option(other)), fixed=fixed)


def gaps(pairs: Iterable[tuple[Text, Text]], spares: Iterable[Text]) -> Gaps:
    """Sentences whose words have no letters, as on paper."""
    pairs = list(pairs)
    rows = tuple(Row(prompt, str(answer)) for prompt, answer in pairs)
    return Gaps(rows, tuple(Option(text) for text in (*(answer for _, answer in pairs), *spares)))


@st.composite
def bodies(draw: st.DrawFn, types: tuple[type[ItemBody], ...]) -> ItemBody:
    """A body of one of the types."""
    kind = draw(st.sampled_from(types))
    if issubclass(kind, ChooseOne | ChooseSeveral):
        texts_of_options = draw(some(texts(), 2, 6))
        count = 1 if kind is ChooseOne else draw(st.integers(1, len(texts_of_options)))
        right = draw(st.permutations(range(len(texts_of_options))))[:count]
        remarks = draw(st.lists(st.one_of(st.just(Text()), texts()), min_size=6, max_size=6))
        options = tuple(Option(text, place in right, remarks[place]) for place, text in enumerate(texts_of_options))
        fixed = draw(st.booleans())
        if kind is ChooseSeveral:
            return ChooseSeveral(options, fixed)
        if len(options) > 2 and not options[-1].correct and draw(st.booleans()):
            return ChooseOne(options[:-1], options[-1], fixed)
        return ChooseOne(options, fixed=fixed)
    if kind is TrueFalse:
        return TrueFalse(draw(st.booleans()))
    if kind is ShortText:
        usual, *others = draw(st.lists(STRINGS, min_size=1, max_size=6, unique_by=fold))
        return ShortText(usual, tuple(others))
    if issubclass(kind, ListAnswer | PictureLabels):
        names = draw(st.lists(STRINGS, min_size=2, max_size=6, unique_by=fold))
        count = draw(st.integers(2, min(len(names), 3)))
        rows = [tuple(names[index::count]) for index in range(count)]
        if kind is PictureLabels:
            return labels(*rows)
        return ListAnswer(tuple(Member(usual, tuple(more)) for usual, *more in rows), draw(st.integers(1, count)))
    if kind is Number:
        unit = draw(st.sampled_from(["", "km", "percent", "$"]))
        values = st.decimals(0 if unit == "$" else -(10**6), 10**6, places=3).map(lambda value: f"{value:f}")
        value, *others = draw(st.lists(values, min_size=1, max_size=2, unique=True))
        tolerance = draw(st.sampled_from(["", "0.5", "5"]))
        shown = f"${value}" if unit == "$" else value  # which is before a number only where it is shown there
        return Number(shown, value, unit.strip("$"), tolerance, tuple(others), percent=unit == "percent")
    if kind is Ordering:
        return ordering(*draw(some(texts(), 2, 5)))
    if issubclass(kind, Matching | Gaps):
        sides = draw(some(texts(), 4, 9))
        half = len(sides) // 2
        pairs, spares = list(zip(sides[:half], sides[half : 2 * half], strict=True)), sides[2 * half :]
        return matching_of(pairs, spares) if kind is Matching else gaps(pairs, spares)
    return OpenAnswer(draw(texts()))


@st.composite
def bank_questions(draw: st.DrawFn, types: tuple[type[ItemBody], ...] = ITEM_TYPES) -> BankQuestion:
    """A question of one of ``types``, with anything that may be beside its body."""
    body = draw(bodies(types))
    labelled = isinstance(body, PictureLabels)  # whose labels are always those of a picture
    pictures: list[MediaFile | None] = [*PICTURES] if labelled else [None, *PICTURES]
    return BankQuestion(
        id=f"t/{draw(st.from_regex('[a-z]{1,9}', fullmatch=True))}/x/{body.name}",
        prompt=draw(texts()),
        body=body,
        points=draw(st.integers(1, 9)),
        feedback=draw(some(texts(), 0, 1)),
        evidence=draw(some(texts(), 0, 1)),
        solution=draw(texts()),
        tags=draw(st.sampled_from([(), ("a",), ("a", "b/c")])),
        difficulty=draw(st.integers(0, 5)),
        quotes=draw(st.sampled_from([(), (Evidence(3, "as it says"), Evidence(0, "so"))])),
        picture=draw(st.sampled_from(pictures)),
        covered=COVERED if labelled else None,
    )


def every_type(place: int, text: str) -> list[BankQuestion]:
    """One of each type without a picture, with the text wherever there is one."""
    some, other = parse_text(text), parse_text(f"{text} too")
    options = (Option(some, True, some), Option(other, False, other))
    pairs = [(some, other), (other, some)]
    return [
        BankQuestion(f"t/a{place}/x/y", some, ChooseOne(options), feedback=(some,)),
        BankQuestion(f"t/b{place}/x/y", some, ChooseSeveral(options)),
        BankQuestion(f"t/c{place}/x/y", some, ShortText(text, (f"{text} too",)), evidence=(some,)),
        BankQuestion(f"t/d{place}/x/y", some, matching_of(pairs, [parse_text("s")])),
        BankQuestion(f"t/e{place}/x/y", some, TrueFalse(place % 2 == 0)),
        BankQuestion(f"t/f{place}/x/y", some, number("-3.5", "4", tolerance="0.1")),
        BankQuestion(f"t/g{place}/x/y", some, ListAnswer((Member(text),), 1), solution=some),
        BankQuestion(f"t/h{place}/x/y", some, ordering(some, other), points=3),
        BankQuestion(f"t/i{place}/x/y", some, OpenAnswer(some), solution=some, feedback=(other,)),
        BankQuestion(f"t/j{place}/x/y", some, gaps(pairs, ())),
    ]


SOURCE = Source("t", "An article", author="An Author", licence="CC BY 4.0")


def bank_of(*questions: BankQuestion) -> QuestionBank:
    """A bank of these."""
    return QuestionBank("t", "A / <Title>", "en", "True", "False", questions, (SOURCE,))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.separated = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.text += "\n"
        elif tag == "p" and self.text:
            self.separated = True

    def handle_data(self, data: str) -> None:
        if self.separated:
            self.text, self.separated = f"{self.text}\n\n", False
        self.text += data


def shown(html: str) -> str:
    """The text that a page shows of this HTML; paragraphs are separated by an empty line."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.text
