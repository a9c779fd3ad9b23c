"""What the class sees of names and of what students write: after a filter, a click, or an approval."""

from __future__ import annotations

from dataclasses import replace

import pytest
from classroom.lessons import lesson
from classroom.test_engine import answer, go, refused, session

from quizgen.classroom import results, views
from quizgen.classroom.decency import is_decent
from quizgen.classroom.engine import Session
from quizgen.classroom.events import Cloud, Join, ShowName, ShowWord, TakeStep
from quizgen.words.catalogues import unwanted_words


def allowed(text: str, language: str) -> bool:
    return is_decent(text, unwanted_words(language, names=False))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("damn it", "en"),
        ("D.A.M.N", "en"),
        ("d a m n", "en"),
        ("d_a-m n!", "en"),
        ("d4mn", "en"),
        ("Damn123", "en"),
        ("daaaamn", "en"),
        ("DAMN\u0301", "en"),
        ("DamnYou", "en"),
        ("$h1t", "en"),
        ("sh it", "en"),
        ("ｓｈｉｔ", "en"),
        ("ѕhіt", "en"),  # with Cyrillic letters
        ("Scheiße", "de"),
        ("SCHEISSE", "de"),
        ("S c h e i ß e", "de"),
        ("shit", "de"),  # English everywhere
        ("п.у.т.а", "ru"),
        ("говно", "ru"),
        ("г о в н о", "ru"),
        ("г0вно", "ru"),
        ("putain", "fr"),
        ("p-u-t-a-i-n", "fr"),
    ],
)
def test_unwanted_words_are_found_however_they_are_spelled(text: str, language: str) -> None:
    known = unwanted_words(language, names=False)
    if text == "п.у.т.а":  # a word of one's own list
        known = (*known, "пута")
    assert not is_decent(text, known)


@pytest.mark.parametrize(
    "text",
    [
        "Scunthorpe",
        "Matsushita",
        "push it",
        "Dick",
        "a class hit",
        "Assam",
        "H2O",
        "1945",
        "Ann 2",
        "Cassie",
        "so be it",
    ],
)
@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_names_and_words_that_only_contain_one_are_left_alone(text: str, language: str) -> None:
    assert allowed(text, language)


@pytest.mark.parametrize("language", ["ar", "az", "de", "en", "es", "fr", "he", "kk", "pt", "ru"])
def test_every_word_of_the_list_is_found_dotted_and_spaced(language: str) -> None:
    for word in unwanted_words(language, names=False):
        for text in (word, word.upper(), ".".join(word), " ".join(word), f"oh {word}!"):
            assert not allowed(text, language), text


def test_one_name_or_all_are_hidden_from_the_class_and_stay_in_the_results() -> None:
    live_session = session()
    live_session.apply(ShowName(player="p1", shown=False), 0)
    assert views.projector(live_session, 0)["names"] == ["N0", "№ 2", "N2", "N3"]
    assert views.private(live_session, live_session.players["p1"], {})["name"] == "№ 2"
    assert [seen["name"] for seen in views.host(live_session, 0, frozenset())["names"]] == ["N0", "N1", "N2", "N3"]
    assert [score.name for score in results.by_student(live_session)] == ["N0", "N1", "N2", "N3"]
    go(live_session, "hide-names")
    assert views.projector(live_session, 0)["names"] == ["№ 1", "№ 2", "№ 3", "№ 4"]
    go(live_session, "show-names")
    assert views.projector(live_session, 0)["names"] == ["N0", "№ 2", "N2", "N3"]
    assert refused(live_session, ShowName(player="x", shown=True)) == "unknown"


def test_names_wait_for_approval() -> None:
    live_session = session(lesson(moderate=True), players=2)
    assert views.projector(live_session, 0)["names"] == ["№ 1", "№ 2"]
    live_session.apply(ShowName(player="p1", shown=True), 0)
    assert views.projector(live_session, 0)["names"] == ["№ 1", "N1"]
    go(live_session, "approve-names")
    live_session.apply(Join(player="late", name="Late"), 0)
    assert views.projector(live_session, 0)["names"] == ["N0", "N1", "№ 3"]


def cloud_of(held: Session) -> list[str]:
    return [word["text"] for word in views.projector(held, 0)["cloud"]]


def clouded(**rules: object) -> Session:
    live_session = session(replace(lesson(**rules), unwanted=("damn",)))
    live_session.apply(Cloud(text="What was new?"), 0)
    go(live_session, "next")
    for player, text in enumerate(("Salt", "salt ", "sky", "d.a.m.n")):
        answer(live_session, player, text)
    return live_session


def test_words_are_hidden_one_by_one_or_all() -> None:
    live_session = clouded()
    assert cloud_of(live_session) == ["Salt", "sky"]
    live_session.apply(ShowWord(turn=0, variant="salt", shown=False), 0)
    assert cloud_of(live_session) == ["sky"]
    go(live_session, "hide-words")
    assert cloud_of(live_session) == []
    go(live_session, "show-words")
    live_session.apply(ShowWord(turn=0, variant="d.a.m.n", shown=True), 0)  # the teacher knows better
    assert cloud_of(live_session) == ["d.a.m.n", "sky"]
    assert refused(live_session, ShowWord(turn=9, variant="sky", shown=True)) == "stale"
    go(live_session, "reveal", "next")
    assert refused(live_session, ShowWord(turn=1, variant="sky", shown=True)) == "step"
    assert refused(live_session, TakeStep(do="approve-words")) == "step"


def test_words_wait_for_approval() -> None:
    live_session = clouded(moderate=True)
    assert cloud_of(live_session) == []
    live_session.apply(ShowWord(turn=0, variant="sky", shown=True), 0)
    assert cloud_of(live_session) == ["sky"]
    go(live_session, "approve-words")
    assert cloud_of(live_session) == ["Salt", "sky"]
    answer(live_session, 3, "new words")
    assert cloud_of(live_session) == ["Salt", "sky"]
