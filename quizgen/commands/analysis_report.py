"""The printed report of an analysis: what to look at, how reliable the scores are, each question, each fact."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from quizgen.analysis.plots import question_plot, score_plot
from quizgen.analysis.verdicts import VERDICT_KEYS, decimal, remarks, share_interval, unused_options, with_sign
from quizgen.build.content import read_content
from quizgen.exporters.printing import theme_settings
from quizgen.model.fact import Direction
from quizgen.model.measured import FEWEST, Measured
from quizgen.model.paper import PageLayout
from quizgen.model.text import Text, Words, parse_text
from quizgen.project import Project
from quizgen.rendering.environments import Templates
from quizgen.rendering.maths import FormulaError
from quizgen.rendering.typst import MissingGlyphs, Typesetter
from quizgen.rendering.typst_markup import markup
from quizgen.words import ENGLISH
from quizgen.words.catalogues import counted_message, words_for

_TEMPLATE = "print/analysis.typ.j2"
_MOST_SITTINGS = 12  # whose scores are plotted; the table has all
_NO_GLYPH = "□"


def report_pdf(project: Project, recipe: Path, measured: Measured) -> bytes:
    """The report as a PDF in the language of the recipe's facts; a character without a font is printed as a box."""
    content = read_content(project, [recipe])
    loaded = content.recipes[0].recipe if content.recipes else None
    facts = [fact for one in content.collections.values() for fact in one.collection.facts]
    source = content.source
    language = source.language if source else "en"
    direction: Direction = source.direction if source else "ltr"
    words = words_for(language)
    files: dict[str, bytes] = {}
    numbered = list(enumerate(measured.questions.values(), 1))
    context = {
        "heading": words["analysis_title"].format(title=loaded.title if loaded else recipe.stem),
        "lang": language.lower().partition("-")[0],
        "region": "",
        "direction": direction,
        "words": words,
        "answer_count": partial(counted_message, language, "answer_count"),
        "kinds": {} if words == ENGLISH else words,  # in English they are called as in recipes
        "verdict_keys": VERDICT_KEYS,
        "fewest": FEWEST,
        "measured": measured,
        "numbered": numbered,
        "serious": {
            question.key: [remark for remark in remarks(question, words) if remark.verdict != "unused option"]
            for _, question in numbered
        },
        "unused": [
            (number, option) for number, question in numbered if question.enough for option in unused_options(question)
        ],
        "interval": share_interval,
        "share": "{:.0%}".format,
        "signed": partial(with_sign, words=words),
        "decimal": partial(decimal, words=words),
        "shown": _shown_text,
        "statements": {fact.key: fact.text() for fact in facts},
        "plots": _plots(measured, files, words),
    }
    templates = Templates(project)
    size = loaded.paper.size if loaded else "a4"
    written = templates.render(_TEMPLATE, context)
    chosen = theme_settings(size, "normal", PageLayout(), direction=direction)
    document = {**templates.themes("print"), "chosen.typ": chosen, **files}
    typesetter = Typesetter.of(project)
    try:
        return typesetter.pdf({**document, "main.typ": written.encode()}, timestamp=0)
    except MissingGlyphs as missing:
        for character in missing.characters:
            written = written.replace(character, _NO_GLYPH)
            document |= {name: document[name].replace(character.encode(), _NO_GLYPH.encode()) for name in files}
        return typesetter.pdf({**document, "main.typ": written.encode()}, timestamp=0)


def _shown_text(words: str) -> Text:
    """Words with their formulas; what is no formula is printed as it is."""
    text = parse_text(words)
    try:
        markup(text)
    except FormulaError:
        return Text((Words(words),))
    return text


def _plots(measured: Measured, files: dict[str, bytes], words: Mapping[str, str]) -> Mapping[str, object]:
    """The names and descriptions of the plots, whose files are added to ``files``."""
    scores = []
    for number, sitting in enumerate(measured.sittings[:_MOST_SITTINGS], 1):
        plot = score_plot(sitting, words)
        files[f"scores-{number}.svg"] = plot.svg.encode()
        scores.append((sitting, f"scores-{number}.svg", plot.description))
    plot = question_plot(list(enumerate(measured.questions.values(), 1)), words)
    files["questions.svg"] = plot.svg.encode()
    has_correlations = any(
        question.enough and question.discrimination is not None for question in measured.questions.values()
    )
    return {"scores": scores, "questions": ("questions.svg", plot.description) if has_correlations else None}
