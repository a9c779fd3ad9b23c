"""The pages of PDF files as pictures, drawn in a process of its own: what a file does there costs only its own page."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray

from quizgen.grading.pdf_drawing import Answer, serve

PATIENCE = 30.0  # seconds that a page may take


class PdfPages:
    """Counts and draws pages of PDF files; its process is started when it is needed, and ended by `close`."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._started: tuple[BaseProcess, Connection] | None = None

    def close(self) -> None:
        """Ends the process."""
        if self._started:
            process, connection = self._started
            connection.close()
            process.kill()
            process.join()
            self._started = None

    def count(self, path: Path) -> int | str:
        """Return how many pages a file has, or why it cannot be read."""
        return cast(int | str, self._answer(path, None))

    def page(self, path: Path, number: int) -> NDArray[np.uint8] | str:
        """Return a page in grey, the first of which is number 0, or why it cannot be drawn."""
        answer = self._answer(path, number)
        if not isinstance(answer, tuple):
            return str(answer)
        width, height, row, pixels = answer
        return np.frombuffer(pixels, np.uint8).reshape(height, row)[:, :width]

    def _answer(self, path: Path, number: int | None) -> Answer:
        fault = f"it takes longer than {self.patience:g} seconds to draw"
        try:
            connection = self._running_connection()
            connection.send((path, number))
            if connection.poll(self.patience):
                return cast(Answer, connection.recv())
        except (EOFError, OSError):
            fault = "it is damaged, or needs too much memory to draw"
        self.close()
        return fault

    def _running_connection(self) -> Connection:
        if self._started is None:
            context = get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=serve, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._started = process, ours
            ours.recv()
        return self._started[1]
