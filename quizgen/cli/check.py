"""``quizgen check``."""

from __future__ import annotations

import click

from quizgen.cli.options import print_problems, project_option, strict_option

EPILOG = """\b
Examples:
  quizgen check                                everything in facts/ and decks/
  quizgen check volcanoes                      one collection or recipe
  quizgen check --articles ~/articles          look every quote up in its article
  quizgen check volcanoes --coverage           which paragraphs have no fact
  quizgen check volcanoes --html cover.html    the article next to its facts
"""


@click.command(epilog=EPILOG, short_help="Find problems in facts and recipes.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--articles",
    "--article",
    type=click.Path(exists=True),
    envvar="QUIZGEN_ARTICLES",
    metavar="FILE|DIR",
    help="The article, or the folder with the articles [env: QUIZGEN_ARTICLES].",
)
@click.option("--write", is_flag=True, help="Correct the paragraphs of quotes, and record which text was verified.")
@click.option("--offsets", is_flag=True, help="Like --write, and record where in its paragraph each quote begins.")
@click.option("--coverage", is_flag=True, help="Show how many facts each paragraph has.")
@click.option("--html", type=click.Path(dir_okay=False), metavar="FILE", help="Write the article next to its facts.")
@click.option(
    "--format",
    "layout",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="The format of the problems.",
)
@project_option
@strict_option
@click.pass_context
def check(
    context: click.Context,
    names: tuple[str, ...],
    articles: str | None,
    write: bool,
    offsets: bool,
    coverage: bool,
    html: str | None,
    layout: str,
    folder: str,
    strict: bool,
) -> None:
    """Find problems in the facts and recipes, or in those named.

    Each problem is shown with its file, line and column, and a way to fix it. If the text of an article is
    available, every quote is looked up in it. Exits with 3 if there is an error (or, with --strict, a warning).
    """
    from pathlib import Path

    from quizgen.cli.problem_formats import document
    from quizgen.commands.check import check_report
    from quizgen.project import Project

    project, texts = Project.at(Path(folder)), Path(articles) if articles else None
    report = check_report(project, names, texts, write=write, offsets=offsets, coverage=coverage, html=html)
    if layout == "text":
        print_problems(report.problems)
        click.echo("\n".join((*report.lines, report.summary)))
    else:
        click.echo(document(report.problems, report.evidence, layout))
    if report.fails(strict=strict):
        context.exit(3)
