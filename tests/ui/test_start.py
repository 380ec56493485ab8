"""What is loaded before the first paint, and what Qt must not leak."""

import subprocess
import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

HEAVY = ("pandas", "numpy", "geopandas", "shapely", "matplotlib", "ortools", "scipy")


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.split()}


def test_window_is_imported_with_qt_alone() -> None:
    loaded = loaded_by("import ui.app")
    assert "PySide6" in loaded
    assert not loaded.intersection(HEAVY)


def test_importing_the_package_loads_no_qt() -> None:
    assert "PySide6" not in loaded_by("import ui")


def test_void_calls_of_qt_keep_their_references(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses a reference to None a void call on older Pythons."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1_000):
        label.setText("places")
    lost = before - sys.getrefcount(None)
    assert sys.version_info >= (3, 12) or lost < 500
