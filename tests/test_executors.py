"""Work that can be divided: threads of this machine, or a Dask cluster, with the same results."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import quiet

from quizgen import executors
from quizgen.build.pipeline import build
from quizgen.errors import ContentError, TemplateError, UsageError
from quizgen.executors import workers_at
from quizgen.project import SHIPPED_FONTS, Project
from quizgen.rendering.typst import MissingGlyphs, Overfull, TooMuchText, Typesetter

FACTS = """\
- id: f
  statement: "It is {red}."
  ask: What is it?
"""
RECIPE = (
    "schema: quizgen-deck/1\ntitle: T\nfacts: t\noutputs: quiz\nquiz: {questions: {short-answer: 1}, roster: r.csv}\n"
)
ROSTER = "name,id\nFirst Student,1\nSecond Student,2\n"
OWN = """\
{% extends "shipped/print/quiz.typ.j2" %}
{% block title %}{{ super() }}
#image("/logo.svg", alt: "A logo"){% endblock %}
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a scheduler with one worker, in this process: what is sent to it is pickled all the same."""
    from distributed import LocalCluster

    options = {"processes": False, "dashboard_address": None, "protocol": "tcp", "host": "127.0.0.1"}
    with LocalCluster(n_workers=1, threads_per_worker=2, **options) as made:
        yield made.scheduler_address


def test_few_are_computed_before_they_are_taken() -> None:
    started: list[int] = []
    with workers_at() as workers:
        results = workers.map(lambda number: started.append(number) or number * 2, range(1000))
        assert [next(results) for _ in range(3)] == [0, 2, 4]
        assert len(started) <= workers.window + 3
        assert list(results) == [2 * number for number in range(3, 1000)]


def test_who_submits_too_much_waits_and_what_has_not_begun_is_left_out() -> None:
    begun: list[int] = []
    go = threading.Event()

    def work(number: int) -> None:
        begun.append(number)
        go.wait(20)

    with pytest.raises(RuntimeError), workers_at() as workers:
        for number in range(workers.window):
            workers.submit(work, number)
        blocked = threading.Thread(target=workers.submit, args=(work, -1), daemon=True)
        blocked.start()
        blocked.join(0.1)
        assert blocked.is_alive()
        go.set()
        blocked.join(20)
        go.clear()
        threading.Timer(0.1, go.set).start()
        for number in range(workers.window):
            workers.submit(work, number)
        raise RuntimeError
    assert len(begun) <= 2 * workers.window


def test_a_cluster_prints_the_same_bytes(project: Callable[..., Project], cluster: str) -> None:
    own = {"decks/r.csv": ROSTER, "templates/print/quiz.typ.j2": OWN, "logo.svg": LOGO}
    example = project(FACTS, recipe=RECIPE, files=own)
    for name, on in (("here", ""), ("there", cluster)):
        build(example, (), example.root / name, strict=False, progress=quiet, on=on)
    here, there = (
        {path.name: path.read_bytes() for path in (example.root / name / "t").iterdir()} for name in ("here", "there")
    )
    assert here == there
    assert "quiz-2.pdf" in here


def test_what_cannot_be_printed_is_reported_as_it_is_here(project: Callable[..., Project], cluster: str) -> None:
    example = project(FACTS.replace("red", "红"), recipe=RECIPE, files={"decks/r.csv": ROSTER})
    found = []
    for on in ("", cluster):
        with pytest.raises(ContentError) as refused:
            build(example, (), example.root / "build", strict=True, progress=quiet, on=on)
        found.append(refused.value.problems)
    assert found[0] == found[1]


def test_another_version_is_refused(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = executors.versions_of
    with workers_at(cluster) as workers:
        assert workers.submit(pow, 2, 5).result(20) == 32
        monkeypatch.setattr(executors, "versions_of", lambda packages: ("quizgen 9", "typst 9"))
        # A worker that joined later.
        with pytest.raises(
            UsageError, match=r"has quizgen 9, typst 9, but this machine has quizgen 0\.1\.0, typst 0\.15"
        ):
            workers.submit(pow, 2, 5).result(20)
    answers = iter([real(executors.PACKAGES)])
    monkeypatch.setattr(executors, "versions_of", lambda packages: next(answers, ("quizgen 9", "typst 9")))
    with pytest.raises(UsageError, match="has quizgen 9"), workers_at(cluster):
        pass


def test_an_address_where_no_cluster_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "PATIENCE", 0.2)
    for address in ("tcp://127.0.0.1:9", "nowhere", "x://y"):
        with pytest.raises(UsageError, match="no Dask scheduler at"), workers_at(address):
            pass


def test_a_typesetter_travels_with_what_it_reads(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(LOGO)
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/own.ttf").write_bytes((SHIPPED_FONTS / "NotoSansHebrew-Bold.ttf").read_bytes())
    (tmp_path / "fonts/secret.txt").write_text("not a font")
    here = Typesetter(tmp_path, (tmp_path / "fonts", SHIPPED_FONTS), has_files=True)
    there = pickle.loads(pickle.dumps(here))
    source = {"main.typ": b'#set document(title: "t")\n#image("/logo.svg", alt: "a") \xd7\x90'}
    assert there.root != here.root
    assert there.pdf(source, timestamp=0) == here.pdf(source, timestamp=0)
    assert [path.name for path in there.fonts[0].iterdir()] == ["own.ttf"]
    folder = there.root.parent
    del there
    assert not folder.exists()
    alone = pickle.loads(pickle.dumps(Typesetter(tmp_path)))  # the shipped templates read no files
    assert [*alone.root.iterdir()] == []


@pytest.mark.parametrize(
    "fault", [MissingGlyphs(("x", "y")), TooMuchText((Overfull("k", "w", "r"),)), TemplateError("t")]
)
def test_what_the_engine_reports_travels(fault: Exception) -> None:
    back = pickle.loads(pickle.dumps(fault))
    assert (str(back), vars(back)) == (str(fault), vars(fault))
