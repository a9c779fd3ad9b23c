"""How long multiple-choice questions take to write in each format for other programs, beside text2qti.

    pip install -e '.[bench]'
    python tests/benchmarks/interchange.py [QUESTIONS ...]

For each number of questions (default 1000 and 10000), each with four options of which one has feedback, general
feedback and evidence, prints for every format the CPU seconds from questions to the bytes of the files, their ratio to
those of the number before it, and how much the peak of memory grew beyond the files themselves. text2qti reads the same
questions from its Markdown and writes its zip of QTI 1.2, in the same run; where it is missing, its row says so. Every
run is a process of its own, with the garbage collector off; seconds are the least of three runs, and leave out starting
and importing. Goals: 0.3 s for 1000 questions and 3 s for 10,000 in each format.
"""

from __future__ import annotations

import gc
import importlib.util
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from quizgen.exporters import EXPORTERS
from quizgen.exporters.interchange.bank import BankQuestion, QuestionBank
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.interchange_format import Format
from quizgen.model.body import ChooseOne, Option, choices_of
from quizgen.model.text import Text, parse_text

RUNS = 3
TEXT2QTI = "text2qti"


def option(houses: int, *, right: bool) -> Option:
    """One of a question's options, of which the right one has feedback."""
    return Option(parse_text(f"{houses} houses"), right, parse_text("Well read.") if right else Text())


def questions(count: int) -> tuple[BankQuestion, ...]:
    """As many questions, no two alike."""
    return tuple(
        BankQuestion(
            f"towns/town-{n}/houses/multiple-choice",
            parse_text(f"How many houses did the town with the number {n} have in {1500 + n % 500}?"),
            ChooseOne(tuple(option(n + other, right=other == 2) for other in range(4))),
            feedback=(parse_text(f"It had {n + 2} houses & no more."),),
            evidence=(parse_text(f"“{n + 2} houses”, paragraph {n}, A Person, “Towns”"),),
        )
        for n in range(1, count + 1)
    )


def write(name: str, count: int) -> tuple[float, float]:
    """CPU seconds, and the growth of the peak in MB beyond the files, of a format of ours."""
    format = EXPORTERS.get(name)
    assert issubclass(format, Format)
    bank = QuestionBank("t", "Towns", "en", "True", "False", questions(count))
    few = QuestionBank("t", "Towns", "en", "True", "False", bank.questions[:2])
    format().files(few)  # imports what it imports late
    gc.disable()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    files = format().files(fitted_bank(bank, format.carries)[0])
    took = time.process_time() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return took, grown - sum(map(len, files.values())) / 2**20


def write_with_text2qti(count: int) -> tuple[float, float]:
    """The same questions by text2qti, from its Markdown to its zip."""
    from text2qti.config import Config
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz

    blocks = []
    for number, each in enumerate(questions(count), 1):
        options = "\n".join(
            f"{'*' if choice.correct else ''}{letter}) {choice.text}"
            for letter, choice in zip("abcd", choices_of(each.body), strict=True)
        )
        blocks.append(f"{number}. {each.prompt}\n... {each.feedback[0]}\n{options}\n")
    config = Config()
    gc.disable()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    buffer = io.BytesIO()
    QTI(Quiz("\n".join(blocks), config=config)).write(buffer)
    return time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def figures(name: str, count: int) -> tuple[float, float]:
    """Seconds and growth of one run in this process."""
    return write_with_text2qti(count) if name == TEXT2QTI else write(name, count)


def figures_of_processes(name: str, count: int) -> tuple[float, float]:
    """The least seconds of three runs, each a process of its own, and the greatest growth."""
    command = [sys.executable, __file__, "--one", name, str(count)]
    runs = [subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split() for _ in range(RUNS)]
    return min(float(seconds) for seconds, _ in runs), max(float(grown) for _, grown in runs)


def main(sizes: Sequence[int], *, figures: Callable[[str, int], tuple[float, float]] = figures_of_processes) -> None:
    """Runs every format and size and prints the table."""
    ours = [name for name in EXPORTERS.names() if issubclass(EXPORTERS.get(name), Format)]
    print(f"{'format':18}{'questions':>10}{'seconds':>10}{'ratio':>8}{'MB':>8}")
    for name in (*ours, TEXT2QTI):
        if name == TEXT2QTI and not importlib.util.find_spec(TEXT2QTI):
            print(f"{name:18}is not installed; the extra `bench` installs it")
            continue
        last = 0.0
        for count in sizes:
            seconds, grown = figures(name, count)
            ratio = f"{seconds / last:.1f}" if last else ""
            print(f"{name:18}{count:10}{seconds:10.3f}{ratio:>8}{grown:8.0f}", flush=True)
            last = seconds


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(*figures(sys.argv[2], int(sys.argv[3])))
    else:
        main([int(each) for each in sys.argv[1:]] or [1_000, 10_000])
