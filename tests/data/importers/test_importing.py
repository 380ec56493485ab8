"""One file in: written as a whole with its record, or not at all."""

import errno
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from capital_planner.errors import DataError, PlannerError
from capital_planner.file_kinds import FILE_KINDS
from data.exports import files
from data.importers import KINDS, Given, Report, grid, import_file, read_imports
from data.importers.importing import MODULES
from tests.data.importers.small_case import bytes_of, write_case
from tests.data.importers.test_travel_matrix import SMALL_AREAS

WHEN = "2026-11-26T09:30:00Z"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "case")


@pytest.fixture
def matrix(tmp_path: Path) -> Path:
    path = tmp_path / "matrix.csv"
    path.write_text(SMALL_AREAS)
    return path


def bring(matrix: Path, case: Path, **given: Any) -> Report:
    return import_file("travel-matrix", matrix, case, Given(**given))


def refused_as_it_was(matrix: Path, case: Path, **given: Any) -> str:
    before = bytes_of(case.parent)
    with pytest.raises(PlannerError) as refused:
        bring(matrix, case, **given)
    assert bytes_of(case.parent) == before
    return str(refused.value)


def test_every_kind_is_named_and_has_its_reader() -> None:
    assert set(MODULES) == set(FILE_KINDS) == set(KINDS)
    assert len(set(MODULES.values())) == len(MODULES)


def test_the_record_says_what_came_in(matrix: Path, case: Path) -> None:
    bring(matrix, case, when=WHEN, who="An officer")
    bring(matrix, case, when=WHEN, who="Another")
    first, second = read_imports(case)
    assert (first["who"], second["who"]) == ("An officer", "Another")
    [file] = first["files"]
    assert (file["name"], file["bytes"]) == ("matrix.csv", matrix.stat().st_size)
    assert (first["kind"], first["when"]) == ("travel-matrix", WHEN)
    assert first["tables"] == ["journeys"]


def test_progress_that_raises_ends_the_import_and_nothing_is_written(
    tmp_path: Path, case: Path
) -> None:
    class StoppedError(Exception):
        pass

    def stop(_rows: int) -> None:
        raise StoppedError

    long = tmp_path / "long.csv"
    long.write_text("zone,site,minutes\n" + "E01000001,100003,9\n" * grid.EVERY)
    before = bytes_of(tmp_path)
    with pytest.raises(StoppedError):
        bring(long, case, on_progress=stop)
    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize("calls", [0, 1])
def test_a_disk_that_fills_leaves_the_case_as_it_was(
    matrix: Path, case: Path, monkeypatch: pytest.MonkeyPatch, calls: int
) -> None:
    """It fills at the first write, or at a later one."""
    bring(matrix, case)
    usual = files._set_aside
    left = iter(range(calls))

    def full(path: Path, content: bytes) -> None:
        usual(path, content[: len(content) // 2])
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files, "_set_aside", full)
    said = refused_as_it_was(matrix, case)
    assert "No space left" in said


def test_a_table_open_in_another_program_leaves_the_case_as_it_was(
    matrix: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some systems give no name then: the tables that had theirs lose it again."""
    bring(matrix, case)
    matrix.write_text(SMALL_AREAS.replace("12.5", "11"))
    usual = Path.replace

    def held_open(path: Path, target: Path) -> Path:
        if target.name == "imports.json" and path.suffix == ".new":
            raise PermissionError(errno.EACCES, "open in another program")
        return usual(path, target)

    monkeypatch.setattr(Path, "replace", held_open)
    assert "open in another program" in refused_as_it_was(matrix, case)


@pytest.mark.skipif(sys.platform == "win32", reason="no such bounds there")
def test_a_folder_in_the_way_is_refused(matrix: Path, case: Path) -> None:
    (case / "journeys.csv").mkdir()
    assert refused_as_it_was(matrix, case)


def test_a_file_that_grows_while_it_is_read_is_refused(
    matrix: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read would not be what the record vouches for."""
    usual = grid._encoding

    def growing(source: Any) -> str:
        with matrix.open("a") as file:
            file.write("E01000001,100013,9,5\n")
        return usual(source)

    monkeypatch.setattr(grid, "_encoding", growing)
    before = bytes_of(case)
    with pytest.raises(DataError, match="changed while it was read"):
        bring(matrix, case)
    assert bytes_of(case) == before


def test_a_file_that_vanishes_while_it_is_read_is_refused(
    matrix: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanishing(_source: Any) -> str:
        matrix.unlink()
        return "utf-8"

    monkeypatch.setattr(grid, "_encoding", vanishing)
    before = bytes_of(case)
    with pytest.raises(DataError, match="cannot be read"):
        bring(matrix, case)
    assert bytes_of(case) == before


HOSTILE = [
    *("", "{", "null", "7", "[]", "{}", '"imports"', '{"imports": 7}'),
    *('{"imports": [7]}', '{"imports": [[1]]}', '{"imports": {"a": 1}}'),
    *('{"imports": null}', '{"imports": [{"a": NaN}]}', '{"imports": [{"a": 1e999}]}'),
    *("[" * 100_000, '{"imports": ' + "[" * 100_000, '{"imports": [' + "9" * 5_000),
    *("\ud800", '{"imports": ["ab"]}', '{"imports": [{"a": "\\ud800"}]}'),
    '{"imports": [' + '{"a":' * 500 + "1" + "}" * 500 + "]}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_record_that_is_not_ours_is_refused_and_stays(
    matrix: Path, case: Path, text: str
) -> None:
    (case / "imports.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    said = refused_as_it_was(matrix, case)
    assert "imports.json" in said
    assert "record of imports" in said


def test_a_record_too_large_is_not_read(
    matrix: Path, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.importers.importing.MOST_RECORDED", 1_000)
    kept = {"version": 1, "imports": [{"kind": "x" * 1_000}]}
    (case / "imports.json").write_text(json.dumps(kept))
    assert "record of imports" in refused_as_it_was(matrix, case)


def test_a_case_without_an_authority_asks_whose_it_is(
    matrix: Path, tmp_path: Path
) -> None:
    folder = write_case(tmp_path / "other", without=("authority",))
    assert "whose case" in refused_as_it_was(matrix, folder)
