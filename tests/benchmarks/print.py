"""How long paper takes: quizzes and keys of 1, 30 and 300 forms, beside bare Typst and other programs.

    python tests/benchmarks/print.py [FORMS…]

The same 20 questions for each student of a roster, a quiz of two pages and its key, from the shipped collection, each
in a file of its own and all together. Every command is a process of its own, with its modules compiled before, as
they are where it is installed: wall and processor seconds, peak memory of its largest process, bytes of what it wrote.
`bare Typst` is the engine alone, on as many threads, with what quizgen filled in: no facts are read, no questions
chosen, no templates filled in; nothing of quizgen is imported. `quizgen, from the questions` is what quizgen does when
its modules are loaded and the questions chosen, which the others get ready-made: pages are measured, templates filled
in, PDFs made and written. `quizgen` is the whole command. `quizgen, again` builds what is there already. LaTeX's
class exam (pdflatex, two runs for the number of pages), Auto Multiple Choice (`prepare --mode s`) and WeasyPrint print
the same questions and a key in their own way; of one that is not installed, the table says so. Goals: at most 1.25 ×
bare Typst in processor seconds, 30 forms under 2.5 s, 300 under 20 s on two cores, ahead of the others. One form takes
mostly what the whole command takes to begin, and to read and check facts, which the engine alone does not.
"""

from __future__ import annotations

import atexit
import html
import importlib.util
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from quizgen.build.content import read_content
from quizgen.build.exporting import no_progress
from quizgen.build.jobs import Jobs, assemble_recipes
from quizgen.build.preparation import prepare
from quizgen.executors import threads, workers_at
from quizgen.model.body import TrueFalse, options_of
from quizgen.model.quiz import Form, Item
from quizgen.project import Project
from quizgen.rendering.printout import Printout

ROOT = Path(__file__).parent.parent.parent
TEX = str.maketrans(
    {c: f"\\{c}" for c in "#$%&_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\^{}"}
)


@dataclass(frozen=True)
class Took:
    """One process: wall and processor seconds, MB of the largest in it, kB written."""

    seconds: float
    processor: float
    megabytes: float
    kilobytes: float


# A process of its own, small, so that what is measured does not begin with this one's memory.
LAUNCHER = """
import os, resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime)
sys.exit(status)
"""

# The engine alone: documents from a file, to files in the current folder.
BARE = """
import pathlib, pickle, sys, typst
from concurrent.futures import ThreadPoolExecutor
root, folders, threads, documents = pickle.loads(pathlib.Path(sys.argv[1]).read_bytes())
fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
def compiled(number):
    files, released = documents[number]
    compiler = typst.Compiler(files, root=root, font_paths=fonts)
    pdf = compiler.compile(format="pdf", pdf_standards="ua-1", timestamp=released)
    pathlib.Path(f"{number}.pdf").write_bytes(pdf)
with ThreadPoolExecutor(threads) as pool:
    list(pool.map(compiled, range(len(documents))))
"""

# All that is done once the questions are chosen, and what that alone takes, in a file.
PRINTING = """
import pathlib, time
from quizgen import executors, project, writing
from quizgen.build import content, exporting, jobs, preparation
made, target = project.Project.at(pathlib.Path.cwd()), pathlib.Path("printed")
facts = content.read_content(made, made.recipes())
recipes, _ = jobs.assemble_recipes(made, facts)
wall, processor = time.monotonic(), time.process_time()
with executors.workers_at() as workers:
    recipes = preparation.prepare(recipes, exporting.no_progress, workers)
    folders, _ = exporting.export(facts, recipes, target, exporting.no_progress, workers, force=True)
writing.write_folders(target, folders)
pathlib.Path("took").write_text(f"{time.monotonic() - wall} {time.process_time() - processor}")
"""


def from_the_questions(folder: Path) -> Took:
    """What quizgen does once its modules are loaded and the questions are chosen."""
    whole, took = run([sys.executable, "-c", PRINTING], folder), folder / "took"
    seconds, processor = map(float, took.read_text().split())
    return replace(whole, seconds=seconds, processor=processor)


def run(command: Sequence[str], folder: Path) -> Took:
    """Runs ``command`` in ``folder``, in which everything that it writes is counted."""
    before = _bytes(folder)
    start = time.perf_counter()
    launched = [sys.executable, "-S", "-c", LAUNCHER, *command]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": compiled_modules()}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(launched, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr[-2000:]}")
    memory, processor = done.stdout.split()
    return Took(seconds, float(processor), int(memory) / 1024, (_bytes(folder) - before) / 1024)


@cache
def compiled_modules() -> str:
    """A folder for compiled modules, which is deleted when this process ends."""
    folder = tempfile.mkdtemp(prefix="quizgen-modules-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def project(folder: Path, forms: int, *, together: bool) -> Project:
    """A project with the shipped collection and a roster of so many students."""
    for part in ("facts", "decks"):
        (folder / part).mkdir(parents=True)
    shutil.copy(ROOT / "facts/kazakhstan-azerbaijan.yaml", folder / "facts")
    roster = "name,id\n" + "".join(f"Student {number},{number:03}\n" for number in range(1, forms + 1))
    (folder / "decks/class.csv").write_text(roster)
    (folder / "decks/paper.yaml").write_text(
        "schema: quizgen-deck/1\ntitle: Kazakhstan and Azerbaijan\nfacts: kazakhstan-azerbaijan\noutputs: [quiz, key]\n"
        f"paper: {{together: {str(together).lower()}}}\n"
        "quiz: {roster: class.csv, questions: {multiple-choice: 10, true-false: 5, short-answer: 5}}\n"
    )
    return Project.at(folder)


def jobs_of(made: Project) -> Jobs:
    """The project's recipe, assembled."""
    assembled, _ = assemble_recipes(made, read_content(made, made.recipes()))
    with workers_at() as workers:
        return prepare(assembled, no_progress, workers)[0]


def typst(jobs: Jobs, folder: Path) -> Took:
    """What quizgen has filled in, compiled by the engine alone."""
    documents = [
        (file.document, file.released)
        for output in ("quiz", "key")
        for file in jobs.export(output).files.values()
        if isinstance(file, Printout)
    ]
    folder.mkdir()
    pickled = folder.parent / "documents"
    fonts = [str(font) for font in jobs.typesetter.fonts]
    pickled.write_bytes(pickle.dumps((str(jobs.typesetter.root), fonts, threads(), documents)))
    return run([sys.executable, "-c", BARE, str(pickled)], folder)


def in_tex(text: object) -> str:
    """``text`` for LaTeX."""
    return (
        str(text).translate(TEX).replace("…", r"\dots{}").replace("“", "``").replace("”", "''").replace("\u00a0", "~")
    )


def exam_question(item: Item) -> str:
    """An item as LaTeX's class exam has it."""
    if options_of(item.body):
        choices = "".join(
            f"\\{'CorrectChoice' if option.correct else 'choice'} {in_tex(option.text)}\n"
            for option in options_of(item.body)
        )
        return f"\\question {in_tex(item.prompt)}\n\\begin{{choices}}\n{choices}\\end{{choices}}\n"
    if isinstance(item.body, TrueFalse):
        return f"\\question {in_tex(item.prompt)} \\hfill True / False\n"
    return f"\\question {in_tex(item.prompt)}\n\\fillin[{in_tex(item.question.slot.shown)}][8cm]\n"


EXAM = r"""
\documentclass[%s]{exam}
\usepackage[utf8]{inputenc}
\usepackage[a4paper,margin=2cm]{geometry}
\cfoot{\thepage\ of \numpages}
\begin{document}
%s
\end{document}
"""


def exam(forms: Sequence[Form], *, key: bool) -> str:
    """A document of the class exam with ``forms`` one after the other, or their keys."""
    pages = "\\clearpage\\setcounter{page}{1}\n".join(
        f"\\noindent\\textbf{{Kazakhstan and Azerbaijan, {form.letter}}}\n"
        f"\\begin{{questions}}\n{''.join(map(exam_question, form.items))}\\end{{questions}}\n"
        for form in forms
    )
    return EXAM % ("answers" if key else "noanswers", pages)


def latex(forms: Sequence[Form], folder: Path, *, together: bool) -> Took:
    """LaTeX's class exam: two runs a document, for the number of pages."""
    folder.mkdir()
    batches = [list(forms)] if together else [[form] for form in forms]
    lines = ["set -e"]
    for number, batch in enumerate(batches):
        for key in (False, True):
            name = f"{'key' if key else 'quiz'}-{number}.tex"
            (folder / name).write_text(exam(batch, key=key))
            lines += [f"pdflatex -interaction=batchmode {name}"] * 2
    (folder / "all.sh").write_text("\n".join(lines))
    return run(["bash", "all.sh"], folder)


AMC = r"""
\documentclass[a4paper]{article}
\usepackage[utf8]{inputenc}
\usepackage[box,completemulti]{automultiplechoice}
\begin{document}
%s
\onecopy{%d}{\noindent\textbf{Kazakhstan and Azerbaijan} \namefield{\fbox{Name: \hspace{6cm}}}
\shufflegroup{all}\insertgroup{all}\AMCcleardoublepage}
\end{document}
"""
OPEN = r"\AMCOpen{lines=1}{\wrongchoice[W]{w}\scoring{0}\correctchoice[C]{c}\scoring{1}}"


def amc_question(number: int, item: Item) -> str:
    """An item as Auto Multiple Choice has it."""
    if options_of(item.body) or isinstance(item.body, TrueFalse):
        marked = [(in_tex(option.text), option.correct) for option in options_of(item.body)]
        marked = marked or [("True", item.body == TrueFalse(True)), ("False", item.body == TrueFalse(False))]
        choices = "".join(f"\\{'correct' if right else 'wrong'}choice{{{text}}}\n" for text, right in marked)
        answers = f"\\begin{{choices}}\n{choices}\\end{{choices}}"
    else:
        answers = OPEN
    question = f"\\begin{{question}}{{q{number}}}{in_tex(item.prompt)}\n{answers}\\end{{question}}"
    return f"\\element{{all}}{{{question}}}\n"


def amc(forms: Sequence[Form], folder: Path) -> Took:
    """Auto Multiple Choice's step that makes the subjects and corrections of so many copies, all in one file."""
    (folder / "data").mkdir(parents=True)
    elements = "".join(amc_question(number, item) for number, item in enumerate(forms[0].items, 1))
    (folder / "source.tex").write_text(AMC % (elements, len(forms)))
    command = ["auto-multiple-choice", "prepare", "--mode", "s", "--with", "pdflatex", "--filter", "latex"]
    command += ["--data", "data", "--prefix", "./", f"--n-copies={len(forms)}"]
    command += ["--out-sujet", "subject.pdf", "--out-corrige", "correction.pdf", "--out-calage", "layout.xy"]
    return run([*command, "source.tex"], folder)


PAGE = """<style>
@page { size: A4; margin: 2cm; @bottom-right { content: counter(page) " of " counter(pages) } }
li { break-inside: avoid } section { break-after: page }
</style>"""


def web_question(item: Item, *, key: bool) -> str:
    """An item as a page has it."""
    prompt = html.escape(str(item.prompt))
    if options_of(item.body):
        shown = ((html.escape(str(option.text)), key and option.correct) for option in options_of(item.body))
        options = "".join(f"<li>{f'<b>{text}</b>' if bold else text}</li>" for text, bold in shown)
        return f"<li>{prompt}<ol type=A>{options}</ol></li>"
    answer = html.escape(item.question.slot.shown) if key else "_" * 40
    return f"<li>{prompt}<p>{'True / False' if isinstance(item.body, TrueFalse) else answer}</p></li>"


def web(forms: Sequence[Form], *, key: bool) -> str:
    """A page for WeasyPrint with ``forms``, or their keys."""
    sections = "".join(
        f"<section><h1>Kazakhstan and Azerbaijan, {form.letter}</h1>"
        f"<ol>{''.join(web_question(item, key=key) for item in form.items)}</ol></section>"
        for form in forms
    )
    return f"<!doctype html><html lang=en><title>Quiz</title>{PAGE}{sections}"


def weasyprint(forms: Sequence[Form], folder: Path, *, together: bool) -> Took:
    """WeasyPrint's own Python interface, one process for all, to tagged PDFs."""
    folder.mkdir()
    for number, batch in enumerate([list(forms)] if together else [[form] for form in forms]):
        for key in (False, True):
            (folder / f"{'key' if key else 'quiz'}-{number}.html").write_text(web(batch, key=key))
    code = (
        "import pathlib, weasyprint\nfor p in sorted(pathlib.Path('.').glob('*.html')):"
        " weasyprint.HTML(p).write_pdf(p.with_suffix('.pdf'), pdf_variant='pdf/ua-1')"
    )
    return run([sys.executable, "-c", code], folder)


def measured(forms: int, *, together: bool) -> Iterator[tuple[str, Took | None]]:
    """Every program over so many forms; None for one that is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        example = project(root, forms, together=together)
        command = [sys.executable, "-m", "quizgen", "build", "--project", ".", "-o", "build"]
        jobs = jobs_of(example)
        if not any(Path(compiled_modules()).iterdir()):
            run(command, root)  # compiles them
            shutil.rmtree(root / "build")  # or what follows would build what is there already
        yield "bare Typst", typst(jobs, Path(folder) / "typst")
        yield "quizgen, from the questions", from_the_questions(root)
        yield "quizgen", run(command, root)
        yield "quizgen, again", run(command, root)
        theme = root / "templates/print/quiz.typ.j2"
        theme.parent.mkdir(parents=True)
        theme.write_text('{% extends "shipped/print/quiz.typ.j2" %}\n')
        yield "quizgen, own theme", run([*command, "--force"], root)  # in a process of its own
        printed = jobs.quiz.quiz.forms
        has_latex, has_amc = shutil.which("pdflatex"), shutil.which("auto-multiple-choice")
        has_weasyprint = importlib.util.find_spec("weasyprint")
        yield "LaTeX exam", latex(printed, Path(folder) / "exam", together=together) if has_latex else None
        if together:  # it has no file for each
            yield "Auto Multiple Choice", amc(printed, Path(folder) / "amc") if has_amc else None
        yield "WeasyPrint", weasyprint(printed, Path(folder) / "web", together=together) if has_weasyprint else None


def main(numbers: Sequence[int], arrangements: Sequence[bool] = (False, True)) -> None:
    """Runs all and prints a table for each number of forms and each arrangement: a file each or all together."""
    for forms in numbers:
        for together in arrangements:
            print(f"\n{forms} forms and their keys, {'together' if together else 'a file each'}")
            print(f"{'':28}{'wall s':>9}{'CPU s':>9}{'× Typst':>9}{'peak MB':>9}{'kB':>9}", flush=True)
            base = 0.0
            for name, took in measured(forms, together=together):
                if not took:
                    print(f"{name:28} is not installed", flush=True)
                    continue
                base = base or took.processor
                row = f"{took.seconds:9.2f}{took.processor:9.2f}{took.processor / base:9.2f}"
                print(f"{name:28}{row}{took.megabytes:9.0f}{took.kilobytes:9.0f}", flush=True)


if __name__ == "__main__":
    main([int(forms) for forms in sys.argv[1:]] or [1, 30, 300])
