"""A few values under their names."""

from __future__ import annotations

from typing import Any, Self, dataclass_transform

__all__ = ["Values"]


@dataclass_transform(frozen_default=True)
class Values:
    """A base for classes that only hold values: what is annotated is a field, what it is set to its default.

    To define such a class takes 5 µs, where a named tuple takes 70 and a data class 300, and a run on
    a few files defines dozens. To make one takes longer, so this is for what is made a few times per
    file; what is made for every finding, compared or sorted is a named tuple.
    """

    _fields: tuple[str, ...] = ()
    _needed: frozenset[str] = frozenset()

    def __init_subclass__(cls) -> None:
        """Take the annotated names as the fields."""
        cls._fields = fields = tuple(cls.__annotations__)
        cls._needed = frozenset([name for name in fields if not hasattr(cls, name)])

    def __init__(self, *values: Any, **named: Any) -> None:
        """Take the values of the fields, in order or by name.

        Raises:
            TypeError: a field has no value, two, or does not exist.
        """
        fields = self._fields
        given = dict(zip(fields, values, strict=False), **named)
        # A run over a corpus makes some for each file.
        if len(given) < len(values) + len(named) or not self._needed <= given.keys() <= set(fields):
            raise TypeError(self._what_is_wrong(values, named))
        vars(self).update(given)

    def _what_is_wrong(self, values: tuple[Any, ...], named: dict[str, Any]) -> str:
        fields, kind = self._fields, type(self)
        given = dict(zip(fields, values, strict=False))
        missing = [name for name in fields if name not in given and name not in named and not hasattr(kind, name)]
        wrong = [name for name in named if name in given or name not in fields]
        said = ", ".join(missing + wrong) or f"{len(values)} values"
        return f"{kind.__name__} takes {', '.join(fields)}; what is wrong is {said}"

    def __eq__(self, other: object) -> bool:
        """Tell whether both are of one kind and hold the same."""
        return type(self) is type(other) and self.as_dict() == other.as_dict()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Return the values under their names."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.as_dict().items())})"

    def but(self, **changes: Any) -> Self:
        """Return the same with other values for some fields."""
        return type(self)(**{**self.as_dict(), **changes})

    def as_dict(self) -> dict[str, Any]:
        """Return the fields and their values."""
        return {name: getattr(self, name) for name in self._fields}
