"""The window on the embedded case, from the first paint to an edit."""

import re
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.small_window import ScriptedSolver
from tests.ui.texts import texts_of
from ui import tasks
from ui.app import make_window
from ui.session import Session
from ui.store import Store
from ui.window import MainWindow

PATIENCE_MS = 60_000
FILES = {
    "plan.json",
    "schemes.csv",
    "measures.csv",
    "map.pdf",
    "map.svg",
    "map.png",
}


class RealTasks:
    """The tasks as they are, without a solver's process for so short a test."""

    make_solver = ScriptedSolver

    def __getattr__(self, name: str) -> object:
        return getattr(tasks, name)


def test_no_host_without_consent_is_named_in_window_or_files(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(Session(Store(), RealTasks))
    qtbot.addWidget(window)
    window.painted.connect(window.session.open)
    window.show()
    store, faults = window.session.store, list[str]()
    window.session.failed.connect(lambda _, details: faults.append(details))
    qtbot.waitUntil(lambda: bool(store.drawn or faults), timeout=PATIENCE_MS)
    assert faults == []
    add_the_first_candidate(window, qtbot)
    built = store.built
    assert built is not None
    hidden = {row.site for row in built.schemes if row.site and not row.named}
    agreed = {row.site for row in built.schemes if row.site and row.named}
    open_now = set(built.scenario.provisions["name"])
    assert len(hidden) > 200
    shown, secret = any_of(agreed | open_now), any_of(hidden - agreed - open_now)
    texts = [shown.sub("", text) for text in texts_of(window)]
    assert [text for text in texts if secret.search(text)] == []
    assert not any(re.search(r"base-\d{6}-[A-Z]", text) for text in texts_of(window))
    window.actions_by_id["undo"].trigger()
    settle(window, qtbot)
    with qtbot.waitSignal(window.session.exported, timeout=PATIENCE_MS):
        window.session.export(tmp_path / "out", "A4")
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert set(written) == FILES
    for name in ("plan.json", "schemes.csv", "measures.csv", "map.svg"):
        assert not secret.search(shown.sub("", written[name].decode()))
    window.close()


def any_of(names: set[str]) -> re.Pattern[str]:
    """Any of the names, the longest first: some are part of others."""
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def add_the_first_candidate(window: MainWindow, qtbot: QtBot) -> None:
    """Add a host without consent, with every scheme in the table."""
    window.schemes.every.setChecked(True)
    model = window.schemes.model
    row = next(n for n in range(model.rowCount()) if not model.scheme(n).named)
    window.schemes.pick(model.scheme(row).key)
    window.schemes.places.stepUp()
    settle(window, qtbot)
    window.session.store.look(year=2035)
    settle(window, qtbot)
    assert "Proposed" in {
        window.symbols.model.index(n, 2).data()
        for n in range(window.symbols.model.rowCount())
    }
