"""Light or dark: as the system is, or as the user says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.style import DARK, LIGHT, Colours, sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session
    from ui.window import MainWindow

Choice = Literal["system", "light", "dark"]
KEPT_AS = "colours"
SCHEMES: dict[Choice, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
ROLE = QPalette.ColorRole
ROLES = {
    ROLE.Window: "window",
    ROLE.WindowText: "ink",
    ROLE.Base: "card",
    ROLE.AlternateBase: "striped",
    ROLE.Text: "ink",
    ROLE.PlaceholderText: "quiet_ink",
    ROLE.Button: "button",
    ROLE.ButtonText: "ink",
    ROLE.BrightText: "ink",
    ROLE.ToolTipBase: "tip",
    ROLE.ToolTipText: "ink",
    ROLE.Highlight: "picked",
    ROLE.HighlightedText: "picked_ink",
    ROLE.Link: "better",
}
INKS = (ROLE.WindowText, ROLE.Text, ROLE.ButtonText)


class ColoursJoint(QObject):
    """Gives the window its colours, and follows the system unless told otherwise."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        del session
        self._window = window
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._show)
        self._choice: Choice = self._remembered()
        self._hints.setColorScheme(SCHEMES[self._choice])
        self._show()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Follow the system, or be light, or dark."""
        return {f"colours_{choice}": partial(self.choose, choice) for choice in SCHEMES}

    def choose(self, choice: Choice) -> None:
        """Take the colours of a choice; title bars follow where the system can."""
        self._choice = choice
        self._hints.setColorScheme(SCHEMES[choice])
        if self._window.memory is not None:
            self._window.memory.choose(KEPT_AS, choice)
        self._show()

    def _remembered(self) -> Choice:
        """Give what the user chose in an earlier session."""
        memory = self._window.memory
        kept = "system" if memory is None else memory.value(KEPT_AS, "system")
        return next((choice for choice in SCHEMES if choice == kept), "system")

    def _show(self) -> None:
        dark = self._choice == "dark" or (
            self._choice == "system"
            and self._hints.colorScheme() == Qt.ColorScheme.Dark
        )
        colours = DARK if dark else LIGHT
        QApplication.setPalette(palette(colours))
        self._window.setStyleSheet(sheet(colours))
        for choice in SCHEMES:
            action = self._window.actions_by_id[f"colours_{choice}"]
            action.setChecked(choice == self._choice)


def palette(colours: Colours) -> QPalette:
    """Colours of every widget that has none of its own."""
    made = QPalette(QColor(colours.button), QColor(colours.window))
    for role, name in ROLES.items():
        made.setColor(role, QColor(getattr(colours, name)))
    for role in INKS:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.off_ink))
    return made
