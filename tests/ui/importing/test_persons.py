"""A file about persons: what the pages show of it is counts, and nothing else."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QTableView
from pytestqt.qtbot import QtBot

from tests.data.importers.small_case import write_case
from tests.data.importers.test_sen2 import EXPECTED, FLAT, LOOKUP
from ui.importing.dialog import ImportDialog
from ui.importing.state import Wanted
from ui.importing.work import Target, preview

PERSONAL = ("Quux", "P1", "P4", "Zed", "2014", "2008", "2010", "2012", "AN1", "an11aa")


def texts(dialog: ImportDialog) -> list[str]:
    """Words of labels and choices, and every cell of every table."""
    found = [label.text() for label in dialog.findChildren(QLabel)]
    for box in dialog.findChildren(QComboBox):
        found += [box.itemText(n) for n in range(box.count())]
    for table in dialog.findChildren(QTableView):
        model = table.model()
        found += [
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        ]
    return found


def test_the_preview_of_a_sen2_return_shows_counts_alone(
    qtbot: QtBot, tmp_path: Path
) -> None:
    case = write_case(tmp_path / "case")
    export, lookup = tmp_path / "export.csv", tmp_path / "lookup.csv"
    export.write_text(FLAT, encoding="utf-8")
    lookup.write_text(LOOKUP, encoding="utf-8")
    wanted = Wanted("sen2", (export,), {"postcodes": lookup})
    staged = preview(wanted, Target(case), lambda _: None, lambda: False)
    dialog = ImportDialog(())
    qtbot.addWidget(dialog)
    dialog.show_staged(staged)
    dialog.show()
    (made,) = (made for made in staged.made if made.table == "placements")
    assert made.rows == len(EXPECTED)
    model = dialog.preview.model
    assert model.columns == ("lsoa", "phase", "need", "placement", "urn", "plans")
    assert model.rowCount() == len(EXPECTED)
    shown = texts(dialog)
    shown += [" ".join(row) for row in made.first]
    assert any("E01000001" in text for text in shown)
    assert [text for text in shown if any(word in text for word in PERSONAL)] == []
    contents = b"".join(staged.contents.values()).decode("utf-8")
    assert not any(word in contents for word in ("Quux", "Zed", "an11aa", "31/08/2014"))
