"""What is written when districts are joined into areas."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from optimiser import committed, do_nothing
from tests.ui.small_window import SmallTasks
from ui import exporting, tasks
from ui.state import Inputs, View


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Catch the files; the record and the painted map are tested where they are."""
    files: dict[str, bytes] = {}

    def write(_folder: Path, content: Mapping[str, bytes]) -> None:
        files.update(content)

    monkeypatch.setattr(exporting, "write_files", write)
    monkeypatch.setattr(exporting, "record", lambda *_, **__: {})
    monkeypatch.setattr(exporting, "paint_map", lambda *_, **__: {})
    return files


def export(view: View) -> None:
    small: Any = SmallTasks()
    opened = small.open_case()
    built = small.build_inputs(opened, Inputs())
    now, before = (
        tasks.assess(built.scenario, make(built.scenario))
        for make in (committed, do_nothing)
    )
    order = tasks.DrawOrder(opened, now, before, view, "Committed", "Do nothing")
    exporting.export(order, Path("out"), "A4")


def rows_of(content: bytes) -> list[list[str]]:
    lines = content.decode("utf-8-sig").splitlines()
    return [line.split(",") for line in lines]


def test_files_are_by_district_unless_asked_otherwise(
    written: dict[str, bytes],
) -> None:
    export(View(year=2025))
    assert "across_borders.csv" not in written
    assert rows_of(written["measures.csv"])[0][0] == "district"


def test_files_follow_the_areas_and_say_who_crosses_a_border(
    written: dict[str, bytes],
) -> None:
    export(View(year=2025, grouping="two_councils", audience="restricted"))
    head, *rows = rows_of(written["measures.csv"])
    assert head[0] == "area"
    assert {row[0] for row in rows} == {"Upper", "Lower"}
    schemes = rows_of(written["schemes.csv"])
    column = schemes[0].index("area")
    assert {row[column] for row in schemes[1:]} <= {"Upper", "Lower"}
    crossed = rows_of(written["across_borders.csv"])
    assert crossed[0][:4] == ["live_in", "all", "Lower", "Upper"]
    assert [row[0] for row in crossed[1:]] == ["all", "Lower", "Upper"]
    everyone = [float(cell) for cell in crossed[1][1:-1]]
    assert everyone[0] == pytest.approx(sum(everyone[1:]))
    assert "placements.csv" in written


def test_public_files_hold_no_small_number_who_cross(
    written: dict[str, bytes],
) -> None:
    export(View(year=2025, grouping="two_councils"))
    crossed = rows_of(written["across_borders.csv"])
    cells = [cell for row in crossed[1:] for cell in row[1:-1]]
    assert "" in cells
    assert all(int(cell) % 5 == 0 for cell in cells if cell)
