"""Texts that look like somebody's syntax, and must come out as written."""

HOSTILE = [
    "C#",
    "$5 and $6",
    "a@b.com",
    "<script>alert(1)</script>",
    "{{c1::x}}",
    "{{c2::a::b}}",
    "std::vector",
    "}}",
    "{% raw %}",
    "{{ 7*7 }}",
    "{# gone? #}",
    "*",
    "_",
    "5*3*2",
    "snake_case_name",
    "`code`",
    "\\",
    "a\\b",
    "\\[x\\]",
    "#let x = 1",
    "#panic()",
    "// x",
    "/* x */",
    "- x",
    "+ x",
    "= x",
    "/ x: y",
    "1. x",
    '"quoted"',
    "'single' and “curly”",
    "a -- b --- c ...",
    "<b>bold</b> &amp; &lt;",
    "[sound:x.mp3]",
    "[latex]x[/latex]",
    "@ref <label>",
    "~ x",
    "https://example.org/?a=1&b=2",
    "100 %",
    "x < y > z & w",
    "Қазақ тілі, əlifba, ağ",
    "λ Ω ∑ №",
    "שלום",
    "مرحبا",
    "No",
    "007",
    "1e3",
    "12:30",
    "null",
    "e\u0301",
]

# Right-to-left words are read back from a PDF in another order, and stand above by themselves.
_PARTS = [text for text in HOSTILE if text.isascii() or text[0] in "λҚ"]
# Hundreds more, in which two of them stand together and the one may undo how the other is escaped.
TOGETHER = [
    f"{one}{between}{_PARTS[(place + step) % len(_PARTS)]}"
    for step, between in (
        (1, ""),
        (3, "_"),
        (5, " "),
        (7, "$"),
        (11, "\u00a0"),
        (13, "<"),
        (17, "/"),
        (19, "{"),
        (23, "\\"),
        (29, "*"),
        (31, "#"),
    )
    for place, one in enumerate(_PARTS)
]
