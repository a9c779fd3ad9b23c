"""Makes templates/docx/quiz.docx and key.docx, so that what is in them can be read here.

    python tests/word_templates.py

A teacher must be able to open them in Word, so they are kept as Word documents; a test holds their parts against this.
A style says what every paragraph looks like. Question, Option, Choice and Entry are levels of one list, so that options
begin again under each question; all parts of a question except the last stay with the next, so that none is split.
"""

from __future__ import annotations

from pathlib import Path

from quizgen.archive import zip_bytes

FOLDER = Path(__file__).parent.parent / "templates/docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WIDTH = 9638  # of the text on A4 with margins of 20 mm, in twentieths of a point

NAMED = {"entry": "entries", "row": "matched", "between": "entries[:1]"}
SCHOOL = [("", "{%p if school %}"), ("Small", "{{r school }}"), ("", "{%p endif %}")]
QUIZ = [
    *SCHOOL,
    ("Title", "{{ title }}\t{{ form }}"),
    ("", "{%p if stacked %}"),
    ("Fields", "{{ words.name }} \t\t {{ words['class'] }} {{ group }}\t\t"),
    ("Fields", "{{ words.date }} \t\t {{ words.score }} \t / {{ points }}"),
    ("", "{%p else %}"),
    (
        "Fields",
        "{{ words.name }} \t {{ words['class'] }} {{ group }}\t"
        " {{ words.date }} \t {{ words.score }} \t / {{ points }}",
    ),
    ("", "{%p endif %}"),
    ("", "{%p for section in sections %}"),
    ("Heading1", "{{ section.title }}{% if section.points %} ({{ section.points }}){% endif %}"),
    ("", "{%p if section.instructions %}"),
    ("Instructions", "{{ section.instructions }}"),
    ("", "{%p endif %}"),
    ("", "{%p for question in section.questions %}"),
    ("", "{%p if question.stimulus %}"),
    ("Instructions", "{{ question.stimulus_for }}"),
    ("Stimulus", "{{r question.stimulus }}"),
    ("", "{%p endif %}"),
    ("Question", "{{r question.prompt }}"),
    ("", "{%p if question.picture %}"),
    ("Picture", "{{r question.picture }}"),
    ("", "{%p endif %}"),
    ("", "{%p if question.bank %}"),
    ("Bank", "{{r question.bank }}"),
    ("", "{%p endif %}"),
    *(
        line
        for each, style, text in (
            ("option", "Option", "{{r option }}"),
            ("choice", "Choice", "{{r choice }}"),
            ("sentence", "Part", "{{r sentence }}"),
            ("step", "Row", "_____\t{{r step }}"),
            ("row", "Row", "_____\t{{r row }}"),
            ("between", "Spacer", ""),
            ("entry", "Entry", "{{r entry }}"),
            ("label", "Gap", "{{ label }}\u2002\t"),
            ("gap", "Gap", "\t"),
        )
        for line in (
            (
                "",
                f"{{%p for {each} in question.{NAMED.get(each, f'{each}s')} %}}",
            ),
            (style, text),
            ("", "{%p endfor %}"),
        )
    ),
    ("", "{{p question.working }}"),
    ("", "{%p if question.judged %}"),
    ("Part", "\u2610\u2002{{ words['true'] }}\u2003\u2003\u2610\u2002{{ words['false'] }}"),
    ("", "{%p endif %}"),
    ("QuestionEnd", ""),
    ("", "{%p endfor %}"),
    ("", "{%p endfor %}"),
    ("", "{%p if licensed %}"),
    ("Small", "{{ words.source }}: {{ sources }}"),
    ("", "{%p endif %}"),
]
KEY_HEAD = [
    *SCHOOL,
    ("Title", "{{ title }}: {{ words.answer_key }}\t{{ form }}"),
    ("", "{%p if group %}"),
    ("Small", "{{ words['class'] }}: {{ group }}"),
    ("", "{%p endif %}"),
    ("", "{%p if accommodations %}"),
    ("Small", "{{ words.accommodations }}: {{ accommodations }}"),
    ("", "{%p endif %}"),
    ("Small", "{{ words.points }}: {{ points }}"),
]
KEY_FOOT = [
    ("", "{%p if never_right %}"),
    ("Small", "{{ never_right }}"),
    ("", "{%p endif %}"),
    ("Small", "{{ words.source }}: {{ sources }}"),
]
COLUMNS = (1050, 1250, 3538, 3800)

# Name, what it is based on, its place in an outline or list, paragraph and run properties.
KEEP = "<w:keepNext/><w:keepLines/>"
STYLES = [
    ("Title", "Normal", f'{KEEP}<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="111111"/></w:pBdr>'
     f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs><w:spacing w:before="0" w:after="160"/>',
     '<w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="32"/>'),
    ("Heading1", "Normal", f'{KEEP}<w:spacing w:before="320" w:after="80"/><w:outlineLvl w:val="0"/>',
     '<w:b/><w:bCs/><w:sz w:val="25"/><w:szCs w:val="25"/>'),
    ("Fields", "Normal", "<w:tabs>" + "".join(
        f'<w:tab w:val="left" w:leader="underscore" w:pos="{place}"/>' for place in (3700, 5400, 7400, 9000)
    ) + '</w:tabs><w:spacing w:after="120"/>', '<w:sz w:val="20"/><w:szCs w:val="20"/>'),
    ("Instructions", "Normal", f'{KEEP}<w:spacing w:after="120"/>', "<w:i/><w:iCs/>"),
    ("Question", "Normal", f'{KEEP}<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:before="60" w:after="60"/>', ""),
    ("Option", "Normal", f'{KEEP}<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', ""),
    *(
        (name, "Option", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>', "")
        for level, name in ((2, "Choice"), (3, "Entry"))
    ),
    ("Part", "Normal", f'{KEEP}<w:spacing w:before="40" w:after="40"/><w:ind w:left="510"/>', ""),
    ("Row", "Part", '<w:ind w:left="1250" w:hanging="740"/>', ""),
    ("Bank", "Part", "<w:pBdr>" + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right")
    ) + '</w:pBdr><w:spacing w:before="80" w:after="120"/><w:ind w:left="567" w:right="113"/>', ""),
    ("Stimulus", "Bank", '<w:spacing w:before="80" w:after="160"/><w:ind w:left="113" w:right="113"/>', ""),
    ("Picture", "Normal", f'{KEEP}<w:spacing w:before="80" w:after="80"/><w:jc w:val="center"/>', ""),
    ("Gap", "Part", '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="7700"/></w:tabs>'
     '<w:spacing w:before="200"/>', ""),
    ("Spacer", "Normal", f'{KEEP}<w:spacing w:line="120" w:lineRule="exact"/>', ""),
    ("QuestionEnd", "Normal", '<w:spacing w:line="120" w:lineRule="exact"/>', '<w:sz w:val="8"/><w:szCs w:val="8"/>'),
    ("Small", "Normal", '<w:spacing w:before="60" w:after="60"/>', '<w:sz w:val="18"/><w:szCs w:val="18"/>'),
    ("Footer", "Normal", f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>',
     '<w:color w:val="555555"/><w:sz w:val="18"/><w:szCs w:val="18"/>'),
]  # fmt: skip


def paragraph(style: str, text: str) -> str:
    """A paragraph whose tabs are Word's."""
    run = "<w:r><w:tab/></w:r>".join(
        f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' if piece else "" for piece in text.split("\t")
    )
    kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{kind}{run}</w:p>"


def row(cells: list[str], *, head: bool = False) -> str:
    """A row of a table that no page's end parts; the head is repeated on each page."""
    repeated = "<w:tblHeader/>" if head else ""
    text = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(COLUMNS, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{text}</w:tr>"


def table() -> str:
    """The key's table."""
    rule = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="BBBBBB"/>'
    borders = "".join(rule.format(side) for side in ("top", "bottom", "insideH"))
    heads = [paragraph("Small", f"{{{{ words.{word} }}}}") for word in ("number", "key", "answer", "evidence")]
    heads = [cell.replace("<w:r>", "<w:r><w:rPr><w:b/><w:bCs/></w:rPr>") for cell in heads]
    loop, end = (
        f"<w:tr><w:tc>{paragraph('', text)}</w:tc></w:tr>" for text in ("{%tr for row in rows %}", "{%tr endfor %}")
    )
    cells = [
        paragraph("Small", "{{ row.number }}") + paragraph("", "{%p if row.points %}")
        + paragraph("Small", "{{ row.points }}") + paragraph("", "{%p endif %}"),
        paragraph("Small", "{{ row.key }}").replace("<w:r>", "<w:r><w:rPr><w:b/><w:bCs/></w:rPr>"),
        paragraph("Small", "{{r row.answer }}"),
        paragraph("Small", "{{r row.proof }}"),
    ]  # fmt: skip
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in COLUMNS)
        + "</w:tblGrid>"
        + row(heads, head=True)
        + loop
        + row(cells)
        + end
        + "</w:tbl>"
    )


def styles() -> str:
    """The style sheet."""
    made = [
        f"<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en" w:eastAsia="en" w:bidi="en"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    ]
    known = {"Heading1": "heading 1", "Title": "Title", "Footer": "footer", "QuestionEnd": "Question End"}
    for name, base, shape, look in STYLES:
        own = "" if name in known else ' w:customStyle="1"'
        made.append(
            f'<w:style w:type="paragraph" w:styleId="{name}"{own}>'
            f'<w:name w:val="{known.get(name, name)}"/><w:basedOn w:val="{base}"/><w:qFormat/>'
            f"<w:pPr>{shape}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
        )
    return "".join(made) + "</w:styles>"


def numbering() -> str:
    """One list: 1., 2., … for questions, and under each of them A., B., … for its options.

    Those of which one or several are chosen have a mark; they and what is matched are levels of their own.
    """
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{mark}%{level + 1}."/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hang}"/></w:pPr>'
        f"<w:rPr>{'<w:b/><w:bCs/>' if level == 0 else ''}</w:rPr></w:lvl>"
        for level, form, style, mark, left, hang in (
            (0, "decimal", "Question", "", 510, 510),
            (1, "upperLetter", "Option", "\u25cb\u2002", 1247, 680),
            (2, "upperLetter", "Choice", "\u2610\u2002", 1247, 680),
            (3, "upperLetter", "Entry", "", 964, 397),
        )
    )
    return (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def document(body: str) -> list[tuple[str, str]]:
    """The parts of a Word document."""
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"'
        ' w:header="567" w:footer="567" w:gutter="0"/>'
        "</w:sectPr>"
    )
    named = (("styles", 1), ("numbering", 2), ("footer", 3), ("settings", 4))
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *((name, name) for name, _ in named))
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATION}/{name}" Target="{name}.xml"/>' for name, n in named
    )
    return [
        (
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        ),
        (
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>',
        ),
        ("word/document.xml", f"<w:document {NAMES}><w:body>{body}{page}</w:body></w:document>"),
        ("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>'),
        ("word/styles.xml", styles()),
        ("word/numbering.xml", numbering()),
        (
            "word/footer.xml",
            f"<w:ftr {NAMES}>{paragraph('Footer', '{{ heading }}' + chr(9) + '{{r page_of }}')}</w:ftr>",
        ),
        ("word/settings.xml", f'<w:settings {NAMES}><w:defaultTabStop w:val="454"/></w:settings>'),
    ]


def templates() -> dict[str, list[tuple[str, str]]]:
    """The parts of each template, by file name."""
    quiz = "".join(paragraph(*each) for each in QUIZ)
    key = "".join(paragraph(*each) for each in KEY_HEAD) + table() + "".join(paragraph(*each) for each in KEY_FOOT)
    return {"quiz.docx": document(quiz), "key.docx": document(key)}


def main() -> None:
    """Writes the templates."""
    for name, parts in templates().items():
        (FOLDER / name).write_bytes(zip_bytes((part, (HEAD + content).encode()) for part, content in parts))


if __name__ == "__main__":
    main()
