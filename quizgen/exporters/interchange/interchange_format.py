"""The base class of formats: an exporter that declares what it carries and writes a bank that was fitted to it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import ClassVar

from quizgen.exporters.exported import Exported
from quizgen.exporters.exporter import QuizExporter
from quizgen.exporters.interchange.bank import QuestionBank
from quizgen.exporters.interchange.carries import Carries
from quizgen.exporters.interchange.covered_pictures import covered_pictures
from quizgen.exporters.interchange.fitting import fitted_bank
from quizgen.exporters.interchange.other_spellings import with_spellings
from quizgen.exporters.interchange.quiz_questions import question_bank
from quizgen.exporters.job import QuizJob
from quizgen.rendering.pixel_drawing import Drawing


class Format(QuizExporter):
    """A format in which other programs take questions."""

    loses = "what [its tables](quiz-formats.md#what-each-carries) say"
    carries: ClassVar[Carries]

    def drawings(self, job: QuizJob) -> Iterable[Drawing]:
        """Return the pictures with covered labels, if the format carries them."""
        return covered_pictures(job) if self.carries.covered else ()

    def export(self, job: QuizJob) -> Exported:
        """Return the quiz as the format can carry it, and what was lost."""
        bank, altered = question_bank(job, covered=self.carries.covered)
        fit, losses = fitted_bank(bank, self.carries)
        return Exported(self.files(with_spellings(fit, self.carries)), (*altered, *losses))

    @abstractmethod
    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """Return the files, given a bank that contains only what the format carries."""
