"""Files written together, and their bytes."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import numpy as np
import pandas as pd
import pytest

from capital_planner.errors import PlannerError
from data import csv_bytes, json_bytes, write_files


def rows_of(frame: pd.DataFrame) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(frame).decode("utf-8-sig"))))


def test_text_is_never_a_formula_and_numbers_stay_numbers() -> None:
    frame = pd.DataFrame(
        {"text": ["=1+1", "+44", "-x", "@a", "plain"], "number": [-1, 2, 3, 4, 5]}
    )
    rows = rows_of(frame)
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'+44", "'-x", "'@a", "plain"]
    assert [row[1] for row in rows[1:]] == ["-1", "2", "3", "4", "5"]


def test_a_text_that_is_a_number_is_read_as_it_was_written() -> None:
    texts = ["-2", "-0.5", "-2+3", "-", "--2", "-2\n=1", "- 2"]
    rows = rows_of(pd.DataFrame({"key": texts}))
    assert [row[0] for row in rows[1:3]] == ["-2", "-0.5"]
    assert all(row[0].startswith("'") for row in rows[3:])


def test_a_return_in_a_text_starts_no_row() -> None:
    frame = pd.DataFrame({"a": ["x\r=1+1", "y\r\nz", "\r=2"], "b": [1, 2, 3]})
    assert rows_of(frame)[1:] == [["x\n=1+1", "1"], ["y\nz", "2"], ["'\n=2", "3"]]


def test_cells_are_written_plainly() -> None:
    frame = pd.DataFrame(
        {
            "share": [0.1 + 0.2, 1e-9],
            "big": [57_000_000.0, np.nan],
            "places": pd.array([8, None], dtype="Int64"),
            "needs": [("ASD", "SLCN"), ()],
            "name": ["Cœl, Clôugh", None],
        }
    )
    assert rows_of(frame)[1:] == [
        ["0.3", "57000000", "8", "ASD SLCN", "Cœl, Clôugh"],
        ["0", "", "", "", ""],
    ]


def test_json_has_no_numbers_that_do_not_exist() -> None:
    record = {"a": np.float64("nan"), "b": np.int64(3), 2035: (np.inf, True, "é")}
    assert json.loads(json_bytes(record)) == {
        "a": None,
        "b": 3,
        "2035": [None, True, "é"],
    }


def test_files_are_written_and_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "briefing"
    write_files(folder, {"a.csv": b"old", "b.csv": b"b"})
    write_files(folder, {"a.csv": b"new"})
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        "a.csv": b"new",
        "b.csv": b"b",
    }


def test_files_go_into_folders_below(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    written = write_files(folder, {"pack.pdf": b"1", "maps/before.svg": b"2"})
    assert [path.relative_to(folder).as_posix() for path in written] == [
        "pack.pdf",
        "maps/before.svg",
    ]
    assert (folder / "maps" / "before.svg").read_bytes() == b"2"


def test_a_refusal_leaves_no_folder_behind(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "maps").write_text("a file")
    with pytest.raises(PlannerError):
        write_files(tmp_path / "pack", {"tables/a.csv": b"1", "maps/b.svg": b"2"})
    assert [path.name for path in (tmp_path / "pack").iterdir()] == ["maps"]


def test_all_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.csv").mkdir()
    (tmp_path / "a.csv").write_bytes(b"old")
    with pytest.raises(PlannerError, match="Nothing was written"):
        write_files(tmp_path, {"a.csv": b"new", "b.csv": b"b"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.csv"]
    assert (tmp_path / "a.csv").read_bytes() == b"old"


def test_a_long_table_is_written_as_its_parts_are() -> None:
    values = [0.0, -0.0, 1.0, 2.5, float("nan"), 1e-9, 1 / 3]
    frame = pd.DataFrame(
        {
            "number": values * 300,
            "whole": pd.array([1, None, 0, -7, 1, 2, 3] * 300, dtype="Int64"),
            "text": ["=1+1", "a,b", 'c"d', "", "é", "two\rlines", "a"] * 300,
            "flag": [True, False, True, True, False, False, True] * 300,
        }
    )
    header, *rows = csv_bytes(frame).decode("utf-8-sig").split("\n", 1)
    part = csv_bytes(frame.head(len(values))).decode("utf-8-sig")
    assert rows == [part.removeprefix(f"{header}\n") * 300]


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(PlannerError, match="cannot be written"):
        write_files(tmp_path / "taken", {"a.csv": b""})


def test_a_full_disk_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def fsync(_file: int) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fsync)
    with pytest.raises(PlannerError, match="No space left"):
        write_files(tmp_path / "out", {"a": b"1", "b": b"2"})
    assert not (tmp_path / "out").exists()


def test_two_who_write_one_file_at_once_leave_it_whole(tmp_path: Path) -> None:
    contents = [bytes([letter]) * 50_000 for letter in b"abcdefgh"]
    start = Barrier(len(contents))

    def write(content: bytes) -> None:
        start.wait()
        for _ in range(5):
            write_files(tmp_path, {"kept.json": content})

    with ThreadPoolExecutor(len(contents)) as pool:
        list(pool.map(write, contents))
    assert [path.name for path in tmp_path.iterdir()] == ["kept.json"]
    assert (tmp_path / "kept.json").read_bytes() in contents
