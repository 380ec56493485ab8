"""The window as a user drives it: open, look, edit, undo, find, export, close."""

from pathlib import Path

import pandas as pd
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox
from pytestqt.qtbot import QtBot

from capital_planner.disclosure import forbidden_words
from tests.ui.conftest import Opener, settle
from tests.ui.small_window import (
    HIDDEN_NAME,
    URN,
    ScriptedSolver,
    SmallTasks,
    found,
    news,
)
from tests.ui.texts import texts_of
from ui.export_dialog import ExportDialog
from ui.state import COMMITTED, DO_NOTHING
from ui.window import MainWindow


def act(window: MainWindow, action: str) -> None:
    window.actions_by_id[action].trigger()


def figures(window: MainWindow) -> list[str]:
    return [card.figure.text() for card in window.measures.cards]


def choices(window: MainWindow) -> pd.DataFrame:
    option = window.session.store.document.chosen
    assert option is not None
    return option.plan.choices.sort_index()


def chosen(window: MainWindow, scheme: str) -> list[int]:
    return list(choices(window).loc[[scheme]].to_numpy(int)[0])


def add_scheme(window: MainWindow, qtbot: QtBot, key: str, places: int) -> None:
    window.schemes.every.setChecked(True)
    window.schemes.pick(key)
    window.schemes.places.setValue(places)
    settle(window, qtbot)


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


def test_year_slider_moves_map_tables_and_measures(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = window.map_card.title.text()
    window.view_bar.year.setValue(2026)
    settle(window, qtbot)
    assert window.map_card.title.text() != before
    assert "2026/27" in window.map_card.title.text()
    assert "2026/27" in window.measures.cards[4].title.text()
    act(window, "later")
    settle(window, qtbot)
    assert window.session.store.view.year == 2027
    assert "2027/28" in window.map_card.title.text()


def test_theme_need_and_age_change_the_map_and_its_table_alike(
    window: MainWindow, qtbot: QtBot
) -> None:
    row = window.districts.model.index(0, 1)
    every = row.data()
    for box, at in (
        (window.view_bar.theme, 1),
        (window.view_bar.need, 1),
        (window.view_bar.phase, 1),
    ):
        box.setCurrentIndex(at)
        box.activated.emit(at)
    settle(window, qtbot)
    assert "autism, primary" in window.map_card.subtitle.text()
    assert row.data() != every
    areas = {i.area.name: i.area.printed for i in window.map_card.view._areas.values()}
    for n in range(2):
        name = window.districts.model.index(n, 0).data()
        assert window.districts.model.index(n, 4).data() == areas[name]


def test_map_and_table_mark_the_same_district(window: MainWindow) -> None:
    view = window.map_card.view
    south = next(i for i in view._areas.values() if i.area.name == "South")
    at = view.mapFromScene(south.boundingRect().center() - QPoint(9_000, 3_000))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert window.session.store.view.district == "South"
    assert window.districts.table.currentIndex().data() == "South"
    window.districts.table.selectRow(0)
    assert view._marked == "North"
    QTest.keyClick(view, Qt.Key.Key_N)
    assert view._marked == "South"


def test_measures_follow_an_edit_and_undo_brings_everything_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    store = window.session.store
    document, before = store.document, figures(window)
    add_scheme(window, qtbot, "new-school", 10)
    assert store.document.selected not in (COMMITTED, DO_NOTHING)
    assert chosen(window, "new-school") == [10, 2027]
    assert figures(window) != before
    assert "10 places" in window.actions_by_id["undo"].text()
    edited = figures(window)
    act(window, "undo")
    settle(window, qtbot)
    assert store.document is document
    assert figures(window) == before
    assert not window.actions_by_id["undo"].isEnabled()
    act(window, "redo")
    settle(window, qtbot)
    assert figures(window) == edited


def test_an_edit_leaves_the_option_it_began_with_as_it_was(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = choices(window)
    add_scheme(window, qtbot, "host-1-asd", 4)
    window.schemes.year.setValue(2029)
    settle(window, qtbot)
    assert chosen(window, "host-1-asd") == [4, 2029]
    window.session.pick(COMMITTED)
    pd.testing.assert_frame_equal(choices(window), before)


def test_spin_box_of_places_keeps_to_the_ladder(
    window: MainWindow, qtbot: QtBot
) -> None:
    add_scheme(window, qtbot, "host-1-asd", 4)
    window.schemes.places.stepUp()
    settle(window, qtbot)
    assert choices(window).loc["host-1-asd", "places"] == 6
    window.schemes.places.setValue(0)
    settle(window, qtbot)
    assert "host-1-asd" not in choices(window).index


def test_decided_schemes_cannot_be_edited(window: MainWindow) -> None:
    window.schemes.pick("growth-b")
    assert not window.schemes.places.isEnabled()
    assert not window.schemes.year.isEnabled()
    assert "published size and year" in window.schemes.story.text()


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


def test_found_plan_becomes_an_option_with_its_proof(
    window: MainWindow, qtbot: QtBot
) -> None:
    act(window, "find")
    solver = ScriptedSolver.made[-1]
    assert not window.actions_by_id["find"].isEnabled()
    solver.waiting.append(news(110e6, 99e6))
    best = window.search.figures["best"]
    qtbot.waitUntil(lambda: best.text() == "\N{POUND SIGN}110.0m")
    assert window.search.figures["bound"].text() == "\N{POUND SIGN}99.0m"
    assert window.search.figures["gap"].text() == "10.00 %"
    assert window.search.figures["saving"].text() == "15.00 %"
    built = window.session.store.built
    assert built is not None
    solver.waiting.append(found(built.committed))
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)
    option = window.session.store.document.chosen
    assert option is not None
    assert option.origin == "found"
    assert "at most 2.91 % from the best possible" in window.search.stage.text()
    assert window.actions_by_id["find"].isEnabled()


def begin(window: MainWindow, qtbot: QtBot) -> None:
    act(window, "find")
    qtbot.waitUntil(lambda: window.session.store.search.elapsed_s > 0)


def test_stop_before_the_search_began_ends_it_at_once(
    window: MainWindow, qtbot: QtBot
) -> None:
    act(window, "find")
    act(window, "stop")
    assert not window.session.store.search.running
    settle(window, qtbot)
    qtbot.wait(150)
    assert len(window.session.store.document.options) == 2


def test_stop_keeps_the_best_plan(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, qtbot)
    act(window, "stop")
    qtbot.waitUntil(lambda: ScriptedSolver.made[-1].stopped)
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)
    assert len(window.session.store.document.options) == 3


def test_a_plan_found_after_an_edit_does_not_replace_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    begin(window, qtbot)
    add_scheme(window, qtbot, "host-1-asd", 6)
    mine = window.session.store.document.selected
    act(window, "stop")
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)
    assert window.session.store.document.selected == mine
    assert choices(window).loc["host-1-asd", "places"] == 6
    assert window.options.model.rowCount() == 4


def test_a_plan_found_for_other_inputs_is_marked(
    window: MainWindow, qtbot: QtBot
) -> None:
    begin(window, qtbot)
    high = window.inputs.future.findData("high")
    window.inputs.future.setCurrentIndex(high)
    window.inputs.future.activated.emit(high)
    settle(window, qtbot)
    act(window, "stop")
    qtbot.waitUntil(lambda: not window.session.store.search.running)
    settle(window, qtbot)
    rows = [window.options.model.index(n).data() for n in range(3)]
    assert rows[2].endswith("(made for other inputs)")
    assert not rows[1].endswith("(made for other inputs)")


def test_another_future_is_an_edit_that_undo_takes_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = figures(window)
    low = window.inputs.future.findData("low")
    window.inputs.future.setCurrentIndex(low)
    window.inputs.future.activated.emit(low)
    assert window.measures.cards[0].property("stale") is True
    settle(window, qtbot)
    assert figures(window) != before
    assert window.measures.cards[0].property("stale") is False
    assert "future" in window.actions_by_id["undo"].text()
    act(window, "undo")
    settle(window, qtbot)
    assert window.inputs.future.currentData() == "central"
    assert figures(window) == before


def test_options_are_copied_renamed_and_deleted_and_come_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    model = window.options.model
    assert not window.actions_by_id["delete"].isEnabled()
    act(window, "copy")
    assert model.index(2).data() == "Committed programme, edited"
    assert model.setData(model.index(2), "Bases in the north")
    assert model.index(2).data() == "Bases in the north"
    act(window, "delete")
    assert model.rowCount() == 2
    act(window, "undo")
    assert model.index(2).data() == "Bases in the north"
    settle(window, qtbot)


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
    window = opener(SmallTasks())
    qtbot.waitUntil(lambda: window.session.jobs.running("build"), timeout=30_000)
    window.close()
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
