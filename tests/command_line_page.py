"""The reference of the command line, made from what click knows of each command."""

from __future__ import annotations

from collections.abc import Iterator

import click

from quizgen import errors
from quizgen.cli import commands

MEANINGS = {
    errors.UsageError: "the command line is wrong: an unknown name, option or combination",
    errors.ContentError: "facts or recipes have errors (with `--strict`, warnings), or `--check` found something to do",
    errors.TemplateError: "a template cannot be rendered",
    errors.OutputError: "an output could not be written, or a student was left out because of a problem in the roster",
    errors.PluginError: "a plugin is unknown, cannot be loaded, or two claim one name",
}


def exit_codes_table() -> str:
    """Every exit code."""
    rows = ["| Exit code | What it means |", "|---|---|", "| 0 | everything that was asked for is done |"]
    rows += ["| 1 | a bug in quizgen, or a command other than `review` was stopped with Ctrl+C |"]
    rows += [f"| {error.exit_code} | {meaning} |" for error, meaning in MEANINGS.items()]
    return "\n".join(rows) + "\n"


def command_line() -> str:
    """Every command with its arguments and options."""
    context = commands.make_context("quizgen", [], resilient_parsing=True)
    return "\n".join(_sections(commands, context)) + "\n"


def _sections(group: click.Group, parent: click.Context) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        context = click.Context(command, info_name=name, parent=parent)
        if isinstance(command, click.Group):
            yield from _sections(command, context)
            continue
        usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
        yield f"\n## {context.command_path}\n\n```text\n{usage}\n```\n\n{_prose(command.help or '')}\n"
        options = [parameter for parameter in command.get_params(context) if isinstance(parameter, click.Option)]
        rows = [_row(option, context) for option in options if "--help" not in option.opts]
        yield from ("| Option | What it does | Default |\n|---|---|---|", *rows) if rows else ("It has no options.",)


def _prose(text: str) -> str:
    """A command's help, a line for each paragraph."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\f")[0].split("\n\n"))


def _row(option: click.Option, context: click.Context) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if not option.is_flag:
        names += f" {option.make_metavar(context).strip('[]').replace('|', ' / ')}"
    limits = ""
    if isinstance(option.type, click.IntRange):
        limits = (
            f" {option.type.min} or more." if option.type.max is None else f" {option.type.min} to {option.type.max}."
        )
    many = " May be repeated." if option.multiple else ""
    needed = "required" if option.required else _default(option)
    return f"| {names} | {' '.join((option.help or '').split())}{limits}{many} | {needed} |"


def _default(option: click.Option) -> str:
    if option.secondary_opts:
        return f"`{option.opts[0] if option.default else option.secondary_opts[0]}`"
    return f"`{option.default}`" if isinstance(option.default, str) and option.default else ""
