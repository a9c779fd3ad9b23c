"""Tables, lists and code of HTML as lines of plain text."""

from __future__ import annotations

import pytest

from quizgen.importers.html_text import plain
from quizgen.importers.question_draft import Draft

TABLE = (
    "<p>Which?</p><table><caption>Cities</caption><thead><tr><th><br></th><th>people<br></th></tr></thead>"
    "<tbody><tr><th>Baku<br></th><td>2.3 million<br></td></tr><tr><td><p>Ganja</p></td><td><p>0.3</p><p>x</p></td></tr>"
    "</tbody></table>"
)
TEXTS = [
    (TABLE, "Which?\nCities\n| | people\n| Baku | 2.3 million\n| Ganja | 0.3 x"),
    ("<table><tr><td>a<td>b<tr><td>c<td>d</table>z", "| a | b\n| c | d\nz"),
    ("<ul>\n<li>\n<p>first</p></li><li><div>second</div></li></ul>after", "- first\n- second\nafter"),
    ('<ol start="3"><li>third</li><li>fourth<ul><li>deep</li></ul></li></ol>', "3. third\n4. fourth\n  - deep"),
    ('<ol type="a"><li>x<li>y</ol>', "a. x\nb. y"),
    ("<div>for x in y:</div><div>&nbsp;&nbsp;&nbsp;&nbsp;print(x)</div>", "for x in y:\n    print(x)"),
    ("a<br>&nbsp; &nbsp; b<br>&nbsp;c", "a\n    b\nc"),
    ('one<svg width="9"><text>x</text><g><path d="M0"/></g></svg>two', "onetwo"),
    ("<pre>def f():\n\treturn 1\n    x</pre>", "def f():\n    return 1\n    x"),
]


@pytest.mark.parametrize(("html", "text"), TEXTS)
def test_what_a_page_shows_is_on_lines(html: str, text: str) -> None:
    assert plain(html).text == text


def test_code_keeps_its_indentation_beside_a_picture() -> None:
    draft = Draft(lambda _: None)
    text = draft.html("<pre>if x:\n    y</pre><img src='a.png' alt='a tree'>and more")
    assert text == "if x:\n    y\n[a tree] and more"


def test_code_that_begins_indented_keeps_its_shape() -> None:
    assert Draft().literal("    if x:\n        y\n") == "if x:\n    y"


def test_an_element_of_another_program_shows_its_words_and_code_stays() -> None:
    read = plain('Say <tts voice="de">Auto</tts>, #include <stdio.h> and <tt>x</tt>')
    assert read.text == "Say Auto, #include <stdio.h> and x"
    assert "element <tts>" in [what for what, _ in read.losses]


@pytest.mark.parametrize(
    ("math", "formula"),
    [
        ('<math alttext="square root of 5"><msqrt><mn>5</mn></msqrt></math>', r"\(\sqrt{5}\)"),
        (r'<math alttext="\sqrt{5}"><mi>x</mi></math>', r"\(\sqrt{5}\)"),
        ('<math alttext="50 %"></math>', r"\(\text{50 \%}\)"),
    ],
)
def test_what_is_said_of_a_formula_is_no_formula(math: str, formula: str) -> None:
    assert plain(f"<p>{math}</p>").text == formula
