"""Undo and redo by keeping the versions that were: each step has a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class History(Generic[T]):
    """Versions before and after the present one, oldest and nearest last.

    Attributes
    ----------
    past, future
        Pairs of the step's name and the version it leads back, or on, to.
    """

    past: tuple[tuple[str, T], ...] = ()
    future: tuple[tuple[str, T], ...] = ()

    def did(self, name: str, before: T) -> History[T]:
        """Note a step; what was undone cannot be redone any more."""
        return History((*self.past, (name, before)), ())

    def undo(self, now: T) -> tuple[History[T], T]:
        """Go one step back from the present version.

        Raises
        ------
        IndexError
            If there is no step to undo.
        """
        name, before = self.past[-1]
        return History(self.past[:-1], (*self.future, (name, now))), before

    def redo(self, now: T) -> tuple[History[T], T]:
        """Go one step on again.

        Raises
        ------
        IndexError
            If there is no step to redo.
        """
        name, after = self.future[-1]
        return History((*self.past, (name, now)), self.future[:-1]), after

    def refreshed(self, versions: dict[int, T]) -> History[T]:
        """Swap versions by identity, when something under all of them changed."""
        past = tuple((name, versions.get(id(item), item)) for name, item in self.past)
        future = tuple(
            (name, versions.get(id(item), item)) for name, item in self.future
        )
        return replace(self, past=past, future=future)

    @property
    def undo_name(self) -> str:
        """Name of the step that undo takes back, empty when there is none."""
        return self.past[-1][0] if self.past else ""

    @property
    def redo_name(self) -> str:
        """Name of the step that redo brings back, empty when there is none."""
        return self.future[-1][0] if self.future else ""
