"""Files come into the folder of a case: looked at, refused, accepted."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from data.importers import KINDS, read_imports
from tests.ui.conftest import settle
from tests.ui.driving import figures
from tests.ui.importing.conftest import Opener
from tests.ui.importing.office import (
    PATIENCE_MS,
    begun,
    changed,
    contents,
    edit,
    finish,
    found,
    go_on,
    rows_of,
    twice,
)
from tests.ui.test_accessible_names import nameless
from tests.ui.test_mnemonics import letters, shared, texts
from ui.importing.kinds import BY_KEY
from ui.panels.option_model import STALE

Row = dict[str, str]
OWN = {"year": "Calendar", "age": "Aged", "plans": "Issued"}
"""Headers of the council's own."""


def renamed(row: Row) -> Row:
    return {OWN[column]: cell for column, cell in row.items()}


def test_kinds_are_those_of_the_importers() -> None:
    assert set(BY_KEY) == set(KINDS)


def test_a_table_that_comes_in_changes_figures_and_makes_options_stale(
    open_case: Opener, case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_case(case)
    edit(window, qtbot)
    window.session.note("option-1", "For March")
    settle(window, qtbot)
    before, stale = figures(window), window.session.store.document.options[2]
    assert not stale.is_stale(window.session.store.document.inputs)
    plans = changed(tmp_path / "plans.csv", case / "new_plans.csv", twice)
    dialog = begun(window, "table", plans, table="new_plans")
    go_on(dialog, qtbot)
    assert dialog.pages.currentWidget() is dialog.columns
    go_on(dialog, qtbot)
    rows = len(rows_of(case / "new_plans.csv"))
    title = f"New plans: {rows:,} rows, in place of {rows:,}"
    assert dialog.preview.tables.currentText() == title
    assert dialog.preview.model.columns == ("year", "age", "plans")
    assert dialog.preview.model.rowCount() == rows
    finish(window, dialog, qtbot)
    assert rows_of(case / "new_plans.csv") == rows_of(plans)
    assert figures(window) != before
    document = window.session.store.document
    option = document.option("option-1")
    assert option is not None
    assert option.note == "For March"
    assert option.is_stale(document.inputs)
    index = window.options.model.index_of("option-1")
    assert STALE in str(window.options.model.data(index))
    window.session.pick("option-1")
    settle(window, qtbot)
    assert window.session.store.current("option-1") is not None
    assert read_imports(case)[-1]["tables"] == ["new_plans"]


def test_stale_options_are_stale_at_the_next_start(
    open_case: Opener, case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_case(case)
    edit(window, qtbot)
    plans = changed(tmp_path / "plans.csv", case / "new_plans.csv", twice)
    dialog = begun(window, "table", plans, table="new_plans")
    go_on(dialog, qtbot)
    go_on(dialog, qtbot)
    finish(window, dialog, qtbot)
    window.close()
    again = open_case(case)
    qtbot.waitUntil(
        lambda: any(b.objectName() == "kept" for b in again.findChildren(QMessageBox)),
        timeout=PATIENCE_MS,
    )
    box = next(b for b in again.findChildren(QMessageBox) if b.objectName() == "kept")
    box.defaultButton().click()
    settle(again, qtbot)
    document = again.session.store.document
    assert [o.is_stale(document.inputs) for o in document.options][2:] == [True]


def test_errors_stop_an_import_and_name_the_row(
    open_case: Opener, case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window, before = open_case(case), contents(case)
    wrong = changed(
        tmp_path / "plans.csv",
        case / "new_plans.csv",
        lambda row: row | ({"plans": "many"} if row["age"] == "7" else {}),
    )
    dialog = begun(window, "table", wrong, table="new_plans")
    go_on(dialog, qtbot)
    go_on(dialog, qtbot)
    numbers = [n for n, row in enumerate(rows_of(wrong), 2) if row["age"] == "7"]
    assert [row[:5] for row in found(dialog)] == [
        ("Error", "plans.csv", str(number), "plans", "many") for number in numbers
    ]
    assert all(row[6] for row in found(dialog))
    assert dialog.preview.words.text().startswith(f"{len(numbers)} error")
    assert not dialog.forward.isEnabled()
    assert not dialog.preview.accept.isVisible()
    dialog.preview.problems.finder.setText(f"{numbers[0]}")
    dialog.preview.problems.copier.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].split("\t")[2] == "Row"
    assert copied[1].split("\t")[2] == str(numbers[0])
    dialog.back.click()
    assert dialog.pages.currentWidget() is dialog.columns
    dialog.reject()
    assert contents(case) == before


def test_a_file_that_would_break_the_case_is_refused(
    open_case: Opener, case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window, before = open_case(case), contents(case)
    ages = changed(
        tmp_path / "plans.csv",
        case / "plans_by_age_and_placement.csv",
        lambda row: row | {"year": str(int(row["year"]) + 40)},
    )
    dialog = begun(window, "table", ages, table="plans_by_age_and_placement")
    go_on(dialog, qtbot)
    go_on(dialog, qtbot)
    assert "Error" in {row[0] for row in found(dialog)}
    assert not dialog.forward.isEnabled()
    assert contents(case) == before


def test_warnings_are_accepted_with_a_tick_and_kept_on_record(
    open_case: Opener, case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_case(case)
    title = changed(tmp_path / "x.csv", case / "new_plans.csv", lambda row: row)
    extra = title.read_text(encoding="utf-8") + "Total,,\n"
    title.write_text(extra, encoding="utf-8")
    dialog = begun(window, "table", title, table="new_plans")
    go_on(dialog, qtbot)
    go_on(dialog, qtbot)
    assert {row[0] for row in found(dialog)} == {"Warning"}
    assert not dialog.forward.isEnabled()
    finish(window, dialog, qtbot)
    assert read_imports(case)[-1]["warnings"]


def test_columns_that_were_told_are_remembered(
    open_case: Opener, case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_case(case)
    path = tmp_path / "own.csv"
    own = changed(path, case / "new_plans.csv", renamed, title="Our plans\n\n")
    dialog = begun(window, "table", own, table="new_plans")
    go_on(dialog, qtbot)
    choices = dialog.columns.choices
    assert dialog.columns.model.columns == ("Calendar", "Aged", "Issued")
    for column, header in OWN.items():
        choices[column].setCurrentText(header)
    go_on(dialog, qtbot)
    assert "Error" not in {row[0] for row in found(dialog)}
    finish(window, dialog, qtbot)
    dialog = begun(window, "table", own, table="new_plans")
    go_on(dialog, qtbot)
    now = {name: box.currentText() for name, box in dialog.columns.choices.items()}
    assert now == OWN
    dialog.columns.choices["plans"].setCurrentIndex(0)
    go_on(dialog, qtbot)
    assert [row[3] for row in found(dialog) if row[0] == "Error"] == ["plans"]


def test_every_control_has_a_name_and_a_letter_of_its_own(
    open_case: Opener, case: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_case(case)
    plans = changed(tmp_path / "plans.csv", case / "new_plans.csv", twice)
    dialog = begun(window, "sen2", plans)
    assert shared(letters(texts(dialog))) == []
    dialog.choose.pick("table")
    dialog.choose.tables.setCurrentIndex(dialog.choose.tables.findData("new_plans"))
    assert shared(letters(texts(dialog))) == []
    go_on(dialog, qtbot)
    assert shared(letters(texts(dialog))) == []
    go_on(dialog, qtbot)
    for tab in range(dialog.preview.tabs.count()):
        dialog.preview.tabs.setCurrentIndex(tab)
        assert shared(letters(texts(dialog))) == []
    assert nameless(dialog) == []
