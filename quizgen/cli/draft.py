"""``quizgen draft``."""

from __future__ import annotations

import click

EPILOG = """\b
Examples:
  quizgen draft facts/volcanoes.txt -o facts/volcanoes.yaml
  quizgen draft facts/volcanoes.txt -o facts/volcanoes.yaml --most 3
"""


@click.command(epilog=EPILOG, short_help="Suggest facts from an article.")
@click.argument("article", type=click.Path())
@click.option(
    "-o", "--output", type=click.Path(), required=True, metavar="FILE", help="The collection to write (.yaml)."
)
@click.option("--most", type=click.IntRange(min=1), help="The most for each paragraph (default: 15 per 100 words).")
@click.option("--language", default="", metavar="TAG", help="The article's language (en, kk, pt-BR).")
@click.option("--force", is_flag=True, help="Replace an existing collection.")
def draft(article: str, output: str, language: str, most: int | None, force: bool) -> None:
    """Suggest facts from ARTICLE: its sentences, each with an answer that may be worth asking.

    Every fact is a draft in the article's words, with the quote that proves it; of each paragraph the likeliest answer
    comes first. Delete those that you do not need, say the others in your own words, and approve them.
    """
    from pathlib import Path

    from quizgen.commands.draft import draft as run

    for line in run(Path(article), Path(output), language=language, most=most, force=force).lines:
        click.echo(line)
