"""``quizgen assemble``."""

from __future__ import annotations

import click

from quizgen.cli.options import drafts_option, print_problems, project_option, strict_option

EPILOG = """\b
Examples:
  quizgen assemble waves             which questions the quiz asks, form by form
  quizgen assemble waves --report    how well the forms match the blueprint, and the blind audit
"""


@click.command(epilog=EPILOG, short_help="Show which questions a quiz would ask.")
@click.argument("recipe")
@click.option("--report", is_flag=True, help="Compare each form with the blueprint, and show the blind audit.")
@project_option
@strict_option
@drafts_option
@click.pass_context
def assemble(context: click.Context, recipe: str, report: bool, folder: str, strict: bool, drafts: bool) -> None:
    """Show which questions the quiz of RECIPE would ask, without writing anything."""
    from pathlib import Path

    from quizgen.build.jobs import to_print
    from quizgen.commands.assemble import assemble as run
    from quizgen.project import Project

    lines, problems = run(Project.at(Path(folder)), recipe, full=report, drafts=drafts)
    print_problems(to_print(problems))
    for line in lines:
        click.echo(line)
    if strict and any(problem.level == "warning" for problem in problems):
        context.exit(3)
