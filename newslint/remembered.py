"""What was found out once, for the next time that somebody asks; bounded, so that no run outgrows the memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Found = TypeVar("Found")


class Remembered(dict[Asked, Found], Generic[Asked, Found]):
    """Answers by what was asked; one that is not there is found out. When there are too many, it begins anew."""

    def __init__(self, find: Callable[[Asked], Found], most: int) -> None:
        """Take what finds an answer, which must be the same each time, and how many are remembered."""
        super().__init__()
        self._find = find
        self._most = most

    def __missing__(self, asked: Asked) -> Found:
        if len(self) >= self._most:
            self.clear()
        self[asked] = found = self._find(asked)
        return found
