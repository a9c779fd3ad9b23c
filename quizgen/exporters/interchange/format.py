"""What every format is: an exporter that declares what it carries and writes a bank that was fitted to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Literal

from quizgen.exporters.exported import Exported
from quizgen.exporters.interchange.bank import QuestionBank
from quizgen.exporters.interchange.carries import Carries
from quizgen.exporters.interchange.fitting import fitted
from quizgen.exporters.interchange.quiz_questions import question_bank
from quizgen.exporters.job import QuizJob


class Format(ABC):
    """A format in which other programs take questions."""

    name: str
    summary: str
    needs: Literal["quiz"] = "quiz"
    carries: ClassVar[Carries]

    def export(self, job: QuizJob) -> Exported:
        """The quiz as the format can carry it, and what it lost."""
        whole, altered = question_bank(job, covered=self.carries.covered)
        fit, losses = fitted(whole, self.carries)
        return Exported(self.files(fit), (*altered, *losses))

    @abstractmethod
    def files(self, bank: QuestionBank) -> Mapping[str, bytes]:
        """The files, from a bank that holds nothing but what the format carries."""
