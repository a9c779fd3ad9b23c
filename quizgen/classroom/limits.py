"""Limits how often something may be done."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """A bucket of tokens: ``most`` at once, and ``rate`` more every second."""

    most: float
    rate: float
    left: float = -1.0
    filled: float = 0.0

    def has(self, now: float) -> bool:
        """Whether there is a token at ``now``, in seconds."""
        if self.left < 0:
            self.left, self.filled = self.most, now
        self.left = min(self.most, self.left + (now - self.filled) * self.rate)
        self.filled = now
        return self.left >= 1

    def take(self, now: float) -> bool:
        """Take a token at ``now``, in seconds, and return whether there was one."""
        if not self.has(now):
            return False
        self.left -= 1
        return True

    def put_back(self) -> None:
        """Return a token that was taken in vain."""
        self.left += 1
