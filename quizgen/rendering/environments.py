"""The Jinja2 environments: one per format, with the same rules.

A project's template replaces the shipped one of the same name; ``{% extends "shipped/…" %}`` refers to the shipped one.
All templates are read before the first is rendered. The environment escapes: HTML by autoescape, Typst by a finalizer
that quotes every value that is not our own markup. Templates run in Jinja2's sandbox.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from quizgen.errors import TemplateError
from quizgen.model.body import labels_of, options_of
from quizgen.model.text import Text, parse_text
from quizgen.project import Project
from quizgen.rendering.blocks import BlockMarks, base_of, block_in_template, blocks_of, unknown_blocks
from quizgen.rendering.citations import attribution, citation
from quizgen.rendering.compiled_templates import COMPILED, read_compiled
from quizgen.rendering.html import page_html
from quizgen.rendering.template_files import TemplateFiles
from quizgen.rendering.typst_markup import TypstMarkup, literal, markup, pattern, quote
from quizgen.words.quotation import in_quotes


class Templates(TemplateFiles):
    """Every template of a project, rendered according to its name: ``.html.j2``, ``.typ.j2``, or plain text."""

    def __init__(self, project: Project) -> None:
        super().__init__(project.template_folders, project.root)
        read_compiled()
        loader = jinja2.FunctionLoader(self.source)
        html = _environment("html", _Sandbox, loader, _finalize_html, autoescape=True)
        typst = _environment("typ", _TypstEnvironment, loader, _finalize_typst)
        typst.add_extension(BlockMarks)
        for environment in (html, typst):
            environment.filters |= {"text": parse_text, "in_quotes": in_quotes, "citation": citation}
            environment.filters["attribution"] = attribution
            environment.filters |= {"options": options_of, "labels": labels_of}
        typst.filters |= {
            "quoted": quote,
            "pattern": pattern,
            "number": lambda n: TypstMarkup(int(n)),
            "truth": lambda value: TypstMarkup("true" if value else "false"),
            "percent": lambda share: TypstMarkup(f"{float(share):.4f}%"),
            "mm": lambda length: TypstMarkup(f"{float(length):.3f}mm"),
            "optional": lambda text: quote(text) if text else TypstMarkup("none"),
        }
        self._environments = {"html": html, "typ": typst}
        self._checked: set[str] = set()
        self._plain = _environment("plain", _Sandbox, loader, lambda value: value)
        self._plain.filters["csv"] = lambda text: '"' + text.replace('"', '""') + '"'
        # Every JSON string is a YAML string.
        self._plain.filters["yaml"] = lambda text: json.dumps(text, ensure_ascii=False)

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Return the template ``name``, rendered; raises TemplateError with the template's file and line."""
        environment = self._environments.get(name.removesuffix(".j2").rpartition(".")[2], self._plain)
        try:
            if self.has_own and name not in self._checked:
                self._check_blocks(name, environment)
            return environment.get_template(name).render(context)
        except jinja2.TemplateSyntaxError as fault:
            block = block_in_template(fault.source or "", fault.lineno)
            where = _where(fault.filename or name, fault.lineno, block)
            raise TemplateError(f"{where}: {fault.message}") from fault
        except jinja2.TemplateNotFound as fault:
            raise TemplateError(f"there is no template {fault.name!r}") from fault
        except RecursionError as fault:
            hint = 'to extend the shipped template, write  {% extends "shipped/…" %}'
            raise TemplateError(f"{name} extends or includes itself; {hint}") from fault
        except UnicodeDecodeError as fault:
            raise TemplateError(f"{name} or a template that it uses is not UTF-8 text; save it as UTF-8") from fault
        except TemplateError:
            raise
        except Exception as fault:  # a template can call anything, and what that raises is the template's fault
            reason = "it needs too much memory" if isinstance(fault, MemoryError) else fault
            raise TemplateError(f"{_raised_at(fault, name)}: {reason}") from fault

    def _check_blocks(self, name: str, environment: jinja2.Environment) -> None:
        """Raise TemplateError for a block of a project's template that replaces none: it would never be printed."""
        chain = list(self._chain(name, environment))
        for number, (extending, tree, file) in enumerate(chain[:-1]):
            extended = chain[number + 1][0]
            known = sorted({block for _, base, _ in chain[number + 1 :] for block in blocks_of(base)})
            if not self.is_own(extending):
                continue
            for block, line in unknown_blocks(tree, known):
                names = ", ".join(known)
                raise TemplateError(f"{file}:{line}: there is no block {block!r} in {extended}; its blocks: {names}")
        self._checked.add(name)

    def _chain(self, name: str, environment: jinja2.Environment) -> Iterator[tuple[str, nodes.Template, str]]:
        """The template ``name`` and those that it extends: the name, tree and path of each."""
        visited: set[str] = set()
        while name and name not in visited and (source_of_template := self.source(name)):
            source, path, _ = source_of_template
            tree = environment.parse(source, name, path)
            visited.add(name)
            yield name, tree, path
            name = base_of(tree)

    def blocks(self, name: str) -> tuple[str, ...]:
        """Return the blocks of the shipped template ``name``, which a template that extends it can replace."""
        file = self.shipped_file(name)
        return blocks_of(self._plain.parse(file.text())) if file else ()


def _where(file: str, line: int | None, block: str) -> str:
    where = f"{file}:{line}"
    return f"{where}, in the block {block!r}" if block else where


def _raised_at(fault: Exception, name: str) -> str:
    for frame in reversed(traceback.extract_tb(fault.__traceback__)):
        if frame.filename.endswith(".j2"):  # Jinja calls the frame: block 'title'
            _, _, block = frame.name.partition("block ")
            return _where(frame.filename, frame.lineno, block.strip("'"))
    return name


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox. It decides by the type of a value which attributes are safe, here once for each."""

    _safe: ClassVar[dict[tuple[type, str], bool]] = {}

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Return whether a template may read the attribute."""
        safe = self._safe.get((type(obj), attr))
        if safe is None:
            safe = self._safe[type(obj), attr] = super().is_safe_attribute(obj, attr, value)
        return safe


class _TypstEnvironment(_Sandbox):
    """Distinguishes what a template has already rendered (a macro, a ``set`` block, ``super()``) from a plain value."""

    @staticmethod
    def concat(parts: Iterable[str]) -> TypstMarkup:
        return TypstMarkup("".join(parts))


def _environment(
    name: str,
    kind: type[jinja2.Environment],
    loader: jinja2.BaseLoader,
    finalize: Callable[[object], object],
    *,
    autoescape: bool = False,
) -> jinja2.Environment:
    return kind(
        loader=loader,
        finalize=finalize,
        autoescape=autoescape,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=COMPILED[name],
        auto_reload=False,  # the files were read before
        optimized=False,  # templates calculate with few constants, and to look for them takes a tenth of compiling
    )


def _finalize_html(value: object) -> object:
    return page_html(value) if isinstance(value, Text) else value


def _finalize_typst(value: object) -> object:
    if isinstance(value, jinja2.Undefined):
        return value  # Jinja's own error says which name is missing
    if isinstance(value, Text):
        return markup(value)
    return value if isinstance(value, TypstMarkup) else literal(str(value))
