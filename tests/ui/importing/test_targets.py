"""Where tables go: a copy of the planner's own case, or a project; options go along."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from data import EMBEDDED_CASE, open_project
from data.importers import read_imports
from tests.ui.conftest import settle
from tests.ui.driving import act, chosen
from tests.ui.importing.conftest import Opener
from tests.ui.importing.office import (
    PATIENCE_MS,
    begun,
    changed,
    contents,
    edit,
    finish,
    go_on,
    rows_of,
    told,
)
from ui.importing.dialog import ImportDialog
from ui.window import MainWindow

Row = dict[str, str]


def twice(row: Row) -> Row:
    return row | {"plans": str(2 * int(row["plans"]))}


def test_the_planners_own_case_is_copied_and_never_changed(
    open_case: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    window, before = open_case(None), contents(EMBEDDED_CASE)
    folder = tmp_path / "copy"
    plans = changed(tmp_path / "plans.csv", EMBEDDED_CASE / "new_plans.csv", twice)
    dialog = begun(window, "table", plans, table="new_plans")
    go_on(dialog, qtbot)
    go_on(dialog, qtbot)
    dialog.preview.accept.setChecked(True)
    assert not dialog.forward.isEnabled()
    dialog.preview.folder.line.setText(str(folder))
    finish(window, dialog, qtbot)
    assert contents(EMBEDDED_CASE) == before
    assert window.session.folder == folder
    assert rows_of(folder / "new_plans.csv") == rows_of(plans)
    assert (folder / "areas.csv").read_bytes() == before["areas.csv"]
    assert len(read_imports(folder)) == 1
    assert window.memory is not None
    assert window.memory.recent == [folder]


def saved(
    window: MainWindow, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Save what is open as a project."""
    named = (str(path), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: named)
    act(window, "save_as")
    settle(window, qtbot)


def came_in(window: MainWindow, plans: Path, qtbot: QtBot) -> ImportDialog:
    """Bring in new plans as far as the preview."""
    dialog = begun(window, "table", plans, table="new_plans")
    go_on(dialog, qtbot)
    go_on(dialog, qtbot)
    return dialog


def test_a_project_is_saved_with_what_came_in(
    open_case: Opener,
    case: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, path = open_case(case), tmp_path / "work.gpkg"
    edit(window, qtbot)
    saved(window, path, qtbot, monkeypatch)
    before = contents(case)
    plans = changed(tmp_path / "plans.csv", case / "new_plans.csv", twice)
    dialog = came_in(window, plans, qtbot)
    assert "work.gpkg" in dialog.preview.place.text()
    finish(window, dialog, qtbot)
    assert contents(case) == before
    project = open_project(path)
    given = project.inputs[-1]
    assert (given.kind, given.name, given.rows_kept) == ("table", "plans.csv", 19)
    assert [entry.what for entry in project.audit][-2:] == ["Imported tables", "Saved"]
    assert not window.session.store.unsaved
    (option,) = project.options
    document = window.session.store.document
    assert document.options[2].is_stale(document.inputs)
    assert option.inputs.tables != document.inputs.tables
    window.close()
    again = open_case(None)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    act(again, "open")
    qtbot.waitUntil(lambda: again.session.store.saved is not None, timeout=PATIENCE_MS)
    settle(again, qtbot)
    document = again.session.store.document
    assert document.options[2].is_stale(document.inputs)
    dialog = came_in(again, plans, qtbot)
    assert dialog.preview.tables.currentText().endswith("in place of 19")
    assert again.session.store.opened is not None
    assert again.session.store.opened.case.new_plans["plans"].sum() == sum(
        int(row["plans"]) for row in rows_of(plans)
    )


def test_a_case_with_imports_keeps_their_record_as_a_project(
    open_case: Opener,
    case: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_case(case)
    plans = changed(tmp_path / "plans.csv", case / "new_plans.csv", twice)
    finish(window, came_in(window, plans, qtbot), qtbot)
    saved(window, tmp_path / "work.gpkg", qtbot, monkeypatch)
    project = open_project(tmp_path / "work.gpkg")
    assert [(each.kind, each.name) for each in project.inputs] == [
        ("table", "plans.csv")
    ]


def test_what_is_no_longer_on_offer_is_told_and_kept_in_the_note(
    open_case: Opener, case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_case(case)
    key = edit(window, qtbot)
    option = window.session.store.document.chosen
    assert option is not None
    places, _ = chosen(window, key)
    label = next(r.label for r in window.session.store.built.schemes if r.key == key)  # type: ignore[union-attr]
    schools = without_hosts(case, key, tmp_path / "schools.csv")
    dialog = begun(window, "table", schools, table=schools.stem)
    go_on(dialog, qtbot)
    go_on(dialog, qtbot)
    finish(window, dialog, qtbot)
    said = f"{places} places, {label}"
    assert said in told(window, "leftOut")
    option = window.session.store.document.option(option.key)
    assert option is not None
    assert key not in option.plan.choices.index
    assert said in option.note
    act(window, "undo")
    settle(window, qtbot)
    assert window.session.store.drawn is not None


def without_hosts(case: Path, key: str, path: Path) -> Path:
    """The table of schools, or of special schools, without the host of a scheme."""
    for table in ("schools", "special_schools"):
        rows = rows_of(case / f"{table}.csv")
        if any(row["urn"] in key for row in rows):
            source = case / f"{table}.csv"
            made = changed(path.with_stem(table), source, lambda row: row)
            lines = made.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if not any(u in line for u in urns(key))]
            made.write_text("".join(kept), encoding="utf-8")
            return made
    raise LookupError(key)


def urns(key: str) -> list[str]:
    return [part for part in key.split("-") if part.isdigit()]
