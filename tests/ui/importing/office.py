"""What an officer does with files that come in."""

import csv
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.driving import act
from tests.ui.small_window import ScriptedSolver
from ui import tasks
from ui.importing.dialog import ImportDialog
from ui.window import MainWindow

PATIENCE_MS = 120_000


class RealTasks:
    """The tasks as they are, without a solver's process."""

    make_solver = ScriptedSolver

    def __getattr__(self, name: str) -> object:
        return getattr(tasks, name)


def edit(window: MainWindow, qtbot: QtBot) -> str:
    """Add the first scheme that is still to decide, in an option of its own."""
    window.schemes.every.setChecked(True)
    model = window.schemes.model
    row = next(n for n in range(model.rowCount()) if not model.scheme(n).decided)
    key = model.scheme(row).key
    window.schemes.pick(key)
    window.schemes.places.stepUp()
    settle(window, qtbot)
    return key


def begun(window: MainWindow, kind: str, *paths: Path, table: str = "") -> ImportDialog:
    """Open the pages, and say what comes in."""
    act(window, "import")
    dialog = window.findChildren(ImportDialog)[-1]
    dialog.choose.pick(kind)
    dialog.choose.files.line.setText("; ".join(map(str, paths)))
    if table:
        dialog.choose.tables.setCurrentIndex(dialog.choose.tables.findData(table))
    return dialog


def go_on(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Press the button, and wait until the next page shows."""
    assert dialog.forward.isEnabled()
    dialog.forward.click()
    qtbot.waitUntil(lambda: not dialog.running, timeout=PATIENCE_MS)


def finish(window: MainWindow, dialog: ImportDialog, qtbot: QtBot) -> None:
    """Accept warnings, import, and wait until the case is shown again."""
    dialog.preview.accept.setChecked(True)
    assert dialog.forward.text() == "&Import"
    assert dialog.forward.isEnabled()
    store = window.session.store
    with qtbot.waitSignal(store.opened_changed, timeout=PATIENCE_MS):
        dialog.forward.click()
    qtbot.waitUntil(
        lambda: store.drawn is not None and not window.session.jobs.running(),
        timeout=PATIENCE_MS,
    )


def found(dialog: ImportDialog) -> list[tuple[str, ...]]:
    """Errors and warnings that are listed."""
    model = dialog.preview.problems.model
    return [
        tuple(str(model.index(row, n).data()) for n in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def told(window: MainWindow, name: str) -> str:
    """Words of a message that is shown."""
    boxes = [box for box in window.findChildren(QMessageBox, name) if box.isVisible()]
    return boxes[-1].text() if boxes else ""


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def changed(
    path: Path,
    source: Path,
    change: Callable[[dict[str, str]], dict[str, str]],
    title: str = "",
) -> Path:
    """Write a council's own spreadsheet of a table, with every row changed."""
    rows = [change(row) for row in rows_of(source)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        lines.write(title)
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def twice(row: dict[str, str]) -> dict[str, str]:
    """Change a row: as many plans again."""
    return row | {"plans": str(2 * int(row["plans"]))}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
