"""``main.py project``, and every command on a project file."""

from dataclasses import replace
from pathlib import Path

import pytest

from data import Claim, Holder, Journal, new_project, open_project, save_project
from tests.data.project.small_project import FILES, audited, small_project
from tests.ui.commands.small_case import small_case
from ui.commands.dispatch import run

Said = pytest.CaptureFixture[str]


def test_a_case_is_saved_as_one_file_and_shown(tmp_path: Path, capsys: Said) -> None:
    folder, file = small_case(tmp_path / "case"), tmp_path / "council.gpkg"
    assert run(["project", "save", str(folder), "--to", str(file)]) == 0
    project = open_project(file)
    assert project.tables == new_project(folder).tables
    assert [entry.detail for entry in project.audit] == ["from case"]
    assert run(["project", "show", str(file)]) == 0
    out = capsys.readouterr().out
    assert f"Case: {len(project.tables)} tables" in out
    assert "saved as a new file from case" in out
    assert run(["check", str(file)]) == run(["check", str(folder)]) == 0


def test_what_a_project_holds_is_shown(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "council.gpkg"
    save_project(file, small_project())
    assert run(["project", "show", str(file)]) == 0
    out, err = capsys.readouterr()
    for words in (
        "With bases first: 1 schemes (option-2)",
        "Committed programme, edited, 2026-11-26T09:30:00Z: best found",
        "Comments: 1",
        "columns of table, later, many",
        "gias edubase.csv: 840 of 50,000 rows kept",
        "An officer: edited edit 2",
    ):
        assert words in out
    assert "journal" not in err
    Journal(file).append(audited(small_project(), 3))
    assert run(["project", "show", str(file)]) == 0
    assert "in its journal" in capsys.readouterr().err


def test_an_older_file_is_saved_as_one_of_this_version(
    tmp_path: Path, capsys: Said
) -> None:
    file = tmp_path / "copy.gpkg"
    save_project(file, replace(small_project(), tables=new_project().tables))
    Journal(file).append(audited(small_project(), 3))
    again = tmp_path / "again.gpkg"
    assert run(["project", "save", str(file), "--to", str(again)]) == 0
    assert "not in" in capsys.readouterr().err
    assert [option.key for option in open_project(again).options] == [
        "option-1",
        "option-2",
    ]
    assert open_project(again).audit[:2] == small_project().audit


@pytest.mark.parametrize("name", ["council.sqlite", "there.gpkg"])
def test_no_file_is_written_over(tmp_path: Path, capsys: Said, name: str) -> None:
    (tmp_path / "there.gpkg").write_bytes(b"somebody's work")
    assert run(["project", "save", "--to", str(tmp_path / name)]) == 1
    assert "Name a new file" in capsys.readouterr().err
    assert (tmp_path / "there.gpkg").read_bytes() == b"somebody's work"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_name_that_somebody_writes_to_is_left(tmp_path: Path, capsys: Said) -> None:
    file = tmp_path / "council.gpkg"
    with Claim(file, Holder("Ann Officer", "LCC-0042", "2026-11-26T09:30:00Z")):
        assert run(["project", "save", "--to", str(file)]) == 1
    assert "open by Ann Officer" in capsys.readouterr().err
    assert not file.exists()


def test_errors_in_the_tables_are_said_and_stop_no_save(
    tmp_path: Path, capsys: Said
) -> None:
    folder, file = small_case(tmp_path / "case"), tmp_path / "council.gpkg"
    (folder / "barriers.csv").write_bytes(b"barrier\n")
    assert run(["project", "save", str(folder), "--to", str(file)]) == 0
    assert "errors: main.py check" in capsys.readouterr().err
    assert run(["check", str(file)]) == 1


def test_a_folder_without_tables_and_a_file_that_is_no_project(
    tmp_path: Path, capsys: Said
) -> None:
    assert (
        run(["project", "save", str(tmp_path), "--to", str(tmp_path / "x.gpkg")]) == 1
    )
    assert "no table" in capsys.readouterr().err
    assert run(["project", "show", str(FILES / "nowhere.gpkg")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_command_says_the_same_of_a_project_as_of_its_folder(
    tmp_path: Path, capsys: Said
) -> None:
    folder, file = small_case(tmp_path / "case"), tmp_path / "council.gpkg"
    save_project(file, new_project(folder))
    said = []
    for case in (folder, file):
        assert run(["backtest", str(case)]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != ""
