"""A desk to work at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.project.desk import Desk
from tests.ui.small_window import ScriptedSolver


@pytest.fixture
def desk(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """Starts planners, and closes them in the end."""
    ScriptedSolver.made.clear()
    made = Desk(tmp_path, qtbot, monkeypatch)
    yield made
    made.end()
