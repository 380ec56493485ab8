"""What leaves the window, who may see what, and what goes wrong."""

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox
from pytestqt.qtbot import QtBot

from capital_planner.disclosure import forbidden_words
from tests.ui.conftest import Opener, settle
from tests.ui.driving import act, add_scheme, choices
from tests.ui.small_window import (
    HIDDEN_NAME,
    URN,
    SmallTasks,
)
from tests.ui.texts import texts_of
from ui.dialogs.export import ExportDialog
from ui.state import COMMITTED
from ui.window import MainWindow


def test_opens_on_the_committed_programme_in_the_public_view(
    window: MainWindow,
) -> None:
    store = window.session.store
    assert store.document.selected == COMMITTED
    assert store.view.audience == "public"
    assert window.marking.text() == "PUBLIC VIEW"
    assert "Smallshire" in window.windowTitle()
    names = {item.area.name for item in window.map_card.view._areas.values()}
    assert names == {"North", "South"}
    assert window.districts.model.rowCount() == 2
    assert all(card.title.text() for card in window.measures.cards)


def test_says_that_no_data_leaves_and_that_figures_are_shared_out(
    window: MainWindow,
) -> None:
    texts = " ".join(texts_of(window))
    assert "No data leaves this computer." in texts
    assert "They are not counts of children with plans in this district." in texts
    assert "An option, not a decision." in texts


def test_rules_an_edit_breaks_are_said_without_naming_the_host(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert not window.schemes.rules.isVisible()
    add_scheme(window, qtbot, "host-1-asd", 4)
    add_scheme(window, qtbot, "host-1-mld", 4)
    assert window.schemes.rules.isVisible()
    said = window.schemes.rules.text() + window.schemes.rules.toolTip()
    assert "One school hosts 2 schemes" in said
    assert "host-1" not in said
    assert HIDDEN_NAME not in said


def test_public_view_names_no_host_without_consent_anywhere(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "host-1-asd", 4)
    window.session.store.look(year=2030)
    settle(window, qtbot)
    for text in texts_of(window):
        assert HIDDEN_NAME not in text
        assert URN not in text
        assert "host-1" not in text
    act(window, "restricted")
    settle(window, qtbot)
    assert any(HIDDEN_NAME in text for text in texts_of(window))
    assert "OFFICIAL-SENSITIVE" in window.marking.text()
    act(window, "restricted")
    settle(window, qtbot)
    assert not any(HIDDEN_NAME in text for text in texts_of(window))


def test_public_texts_use_the_words_of_the_public(window: MainWindow) -> None:
    assert forbidden_words(texts_of(window)) == []


def test_export_writes_the_files_of_the_view(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    class Exporting:
        @staticmethod
        def export(order: object, folder: Path, paper: str) -> list[str]:
            asked.append((order, folder, paper))
            return [str(folder), "map.pdf"]

    monkeypatch.setattr("ui.session.load_exporting", lambda: Exporting)
    act(window, "export")
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    dialog.folder.setText(str(tmp_path))
    dialog.paper.setCurrentIndex(1)
    with qtbot.waitSignal(window.session.exported) as written:
        dialog.accept()
    assert written.args == [str(tmp_path), ["map.pdf"]]
    order, folder, paper = asked[0]
    assert (folder, paper) == (tmp_path, "A4")
    assert order.view.audience == "public"  # type: ignore[attr-defined]
    settle(window, qtbot)


def test_a_fault_in_a_worker_says_so_and_keeps_the_work(
    opener: Opener, qtbot: QtBot
) -> None:
    faults = []

    def fail(kind: str) -> None:
        if kind in faults:
            msg = "The disk is full."
            raise OSError(msg)

    window = opener(SmallTasks(during=fail))
    qtbot.waitUntil(lambda: window.session.store.drawn is not None, timeout=30_000)
    settle(window, qtbot)
    faults.append("assess")
    with qtbot.waitSignal(window.session.failed) as failed:
        window.session.set_scheme(
            "host-1-asd", places=4, opening_year=2026, name="Add a base"
        )
    assert failed.args is not None
    assert "disk is full" in failed.args[1]
    settle(window, qtbot)
    assert choices(window).loc["host-1-asd", "places"] == 4
    assert window.measures.cards[0].property("stale") is True
    faults.clear()
    act(window, "undo")
    settle(window, qtbot)
    assert window.measures.cards[0].property("stale") is False


def test_closing_while_work_runs_waits_for_it(opener: Opener, qtbot: QtBot) -> None:
    closing = threading.Event()

    def builds_slowly(task: str) -> None:
        if task == "build":
            closing.wait(30)

    window = opener(SmallTasks(during=builds_slowly))
    window.session.closing.connect(closing.set)
    qtbot.waitUntil(lambda: window.session.jobs.running("build"), timeout=30_000)
    window.close()
    assert closing.is_set()
    assert window.session.store.drawn is None


def test_figures_can_be_read_by_status(window: MainWindow) -> None:
    act(window, "figures")
    dialog = window._dialog
    assert dialog is not None
    assert dialog.table.model().rowCount() == 2
    dialog.status.setCurrentText("working assumption")
    assert dialog.table.model().index(0, 0).data() == "Run factor"
    dialog.reject()


def test_every_control_has_a_name(window: MainWindow) -> None:
    kinds = (QAbstractButton, QComboBox, QAbstractSpinBox)
    for kind in kinds:
        for control in window.findChildren(kind):
            parts = control.objectName().startswith("qt_") or not control.isVisibleTo(
                window
            )
            said = control.accessibleName() or getattr(control, "text", str)()
            assert parts or said, f"{control} has no name"


def test_window_fits_a_small_screen(window: MainWindow) -> None:
    wanted = window.minimumSizeHint()
    assert wanted.width() <= 1280
    assert wanted.height() <= 720
