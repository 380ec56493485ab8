"""A spin box over a few allowed values, such as the sizes a base can have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


ABOUT = "about "


class LadderSpinBox(QSpinBox):
    """Steps from one allowed value to the next; a typed value moves to the nearest.

    ``picked`` is emitted for what a user chooses, never for what is shown.
    """

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ladder: tuple[int, ...] = ()
        self._shown = 0
        self._say: Callable[[int], str] = str
        self.setKeyboardTracking(False)
        self.valueChanged.connect(self._changed)

    def set_ladder(
        self,
        ladder: Sequence[int],
        value: int | None = None,
        say: Callable[[int], str] = str,
    ) -> None:
        """Take other allowed values and show one; none at all turns it off."""
        self._ladder, self._say = tuple(sorted(ladder)), say
        self.setEnabled(bool(self._ladder))
        shown = value if value is not None else (self._ladder or (0,))[0]
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.setRange(min((*self._ladder, shown)), max((*self._ladder, shown)))
        self.setValue(shown)
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._shown = shown

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        """Say a value as its audience may see it."""
        return self._say(value)

    def valueFromText(self, text: str) -> int:  # noqa: N802 - Qt's name
        """Read what is typed; a value that was only shown stays as it is."""
        if text == self._say(self.value()):
            return self.value()
        return int(text.removeprefix(ABOUT))

    def validate(self, text: str, pos: int) -> tuple[QValidator.State, str, int]:
        """Take whole numbers, with what is said before one or without."""
        typed = text.removeprefix(ABOUT)
        taken = typed.isdecimal() and int(typed) <= self.maximum()
        state = QValidator.State.Acceptable if taken else QValidator.State.Intermediate
        if typed and not typed.isdecimal():
            state = QValidator.State.Invalid
        return state, text, pos

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """Go up or down the ladder."""
        if not self._ladder:
            return
        at = self._ladder.index(self._nearest(self.value()))
        at = min(max(at + steps, 0), len(self._ladder) - 1)
        self.setValue(self._ladder[at])

    def _nearest(self, value: int) -> int:
        return min(self._ladder, key=lambda step: (abs(step - value), step))

    def _changed(self, value: int) -> None:
        if not self._ladder:
            return
        nearest = self._nearest(value)
        if nearest != value:
            self.setValue(nearest)
        elif nearest != self._shown:
            self._shown = nearest
            self.picked.emit(nearest)
