"""Sequences whose items are made when somebody reads them, so that few of them have to be held."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar, overload

Made = TypeVar("Made", covariant=True)


class OnDemand(Sequence[Made]):
    """A sequence that can be gone through; to ask for single items goes through those before, unless it is told how."""

    __slots__ = ()

    @abstractmethod
    def __iter__(self) -> Iterator[Made]:
        """Yield all items, in order."""

    @overload
    def __getitem__(self, index: int) -> Made: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Made]: ...
    def __getitem__(self, index: int | slice) -> Made | Sequence[Made]:
        """Return an item, or some; to iterate over them is faster.

        Raises:
            IndexError: there is no such item.
        """
        if isinstance(index, slice):
            return [self._item(number) for number in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._item(index % len(self))

    def _item(self, index: int) -> Made:
        """Return an item that there is, by its number from the beginning."""
        return next(islice(self, index, None))
