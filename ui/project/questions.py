"""What is asked, and told, where work could be lost."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from ui.saved import Saved

    Act = Callable[[], object]

IN_JOURNAL = (
    "If you leave it, it stays in a journal beside the file, and is offered when the "
    "project is opened again."
)
NOWHERE = "The project is open for reading only: what you leave is lost."
NO_PROJECT = (
    "Comments are kept in a project only, and are lost if you leave them. Options are "
    "kept on this computer."
)
YES, NO, STOP = (
    QMessageBox.ButtonRole.AcceptRole,
    QMessageBox.ButtonRole.DestructiveRole,
    QMessageBox.ButtonRole.RejectRole,
)


def ask_unsaved(parent: QWidget, saved: Saved | None, answers: tuple[Act, Act]) -> None:
    """Ask what becomes of work that is not saved: it is saved, or left."""
    name = "This case" if saved is None else saved.path.name
    more = NO_PROJECT
    if saved is not None:
        more = NOWHERE if saved.reading_only else IN_JOURNAL
    box = _box(parent, "unsaved", f"{name} holds work that is not saved.", more)
    save, leave = answers
    _offer(box, (("&Save", YES, save), ("&Leave", NO, leave), ("&Cancel", STOP, None)))


def ask_recovered(parent: QWidget, name: str, answers: tuple[Act, Act]) -> None:
    """Offer work of a journal: it is brought back, or left."""
    text = f"There is work on {name} that is newer than its last save."
    more = "If you leave it, its journal is kept beside the file, under another name."
    box = _box(parent, "recovered", text, more)
    back, leave = answers
    _offer(box, (("&Bring back", YES, back), ("&Leave", STOP, leave)))


def tell_not_saved(parent: QWidget, problems: Sequence[str], save_as: Act) -> None:
    """Say why work was not saved, and that it is kept in the window."""
    text = "The project was not saved. Your work is kept in this window."
    box = _box(parent, "notSaved", text, "\n\n".join(problems))
    another = "Save &as\N{HORIZONTAL ELLIPSIS}"
    _offer(box, ((another, YES, save_as), ("&Close", STOP, None)))


def tell_reading_only(parent: QWidget, name: str, why: str) -> None:
    """Say why a project can be looked at, and not be saved where it is."""
    box = _box(parent, "readingOnly", f"{name} is open for reading only.", why)
    _offer(box, (("&Close", STOP, None),))


def _box(parent: QWidget, name: str, text: str, more: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("Your work")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    return box


def _offer(
    box: QMessageBox,
    answers: Sequence[tuple[str, QMessageBox.ButtonRole, Act | None]],
) -> None:
    buttons = [box.addButton(text, role) for text, role, _ in answers]
    for button, (_, _, act) in zip(buttons, answers, strict=True):
        if act is not None:
            button.clicked.connect(partial(_call, act))
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(buttons[-1])
    box.open()


def _call(act: Act, *_: object) -> None:
    act()
