"""Files read beside a case: what would come of them, and nothing written."""

from pathlib import Path

import pytest

from data import new_project
from data.importers import Asked, Given, read_imports
from data.importers.in_project import contents_of, with_import, with_records
from data.importers.staging import Staged, case_contents, stage
from tests import small_authority
from tests.data.importers.small_case import bytes_of, write_case

OWN = "Calendar,Aged,Issued\n2024,7,40\n2024,8,50\n"
ASKED = Asked("new_plans", "", {"year": "Calendar", "age": "Aged", "plans": "Issued"})
GIVEN = Given(asked=ASKED, when="2026-11-26T09:00:00Z", who="an officer")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return small_authority.write(tmp_path / "case")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text(OWN, encoding="utf-8")
    return path


def staged(case: Path, own: Path) -> Staged:
    return stage("table", [own], case_contents(case), GIVEN)


def test_what_would_come_is_told_and_nothing_is_written(case: Path, own: Path) -> None:
    before = bytes_of(case)
    found = staged(case, own)
    assert bytes_of(case) == before
    assert set(found.contents) == {"new_plans.csv", "imports.json", "mappings.json"}
    (made,) = found.made
    assert (made.table, made.columns) == ("new_plans", ("year", "age", "plans"))
    assert made.first == (("2024", "7", "40"), ("2024", "8", "50"))
    assert (made.rows, made.before) == (
        2,
        len(before["new_plans.csv"].splitlines()) - 1,
    )
    assert found.records[0]["who"] == "an officer"
    assert found.errors == ()


def test_an_error_leaves_nothing_to_keep(case: Path, own: Path) -> None:
    own.write_text(OWN + "2024,9,many\n", encoding="utf-8")
    found = staged(case, own)
    (error,) = found.errors
    assert (error.file, error.row, error.column, error.value) == (
        *("own.csv", 4),
        *("Issued", "many"),
    )
    assert found.contents == {}
    assert found.records == ()


def test_tables_that_would_break_the_case_are_an_error(case: Path, own: Path) -> None:
    lines = (case / "areas.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    own.write_text("".join(lines[:2]), encoding="utf-8")
    given = Given(asked=Asked("areas"))
    found = stage("table", [own], case_contents(case), given)
    assert found.errors
    assert {error.file for error in found.errors} != {"own.csv"}
    assert found.contents == {}


def test_errors_that_a_case_has_already_do_not_stop_a_file(
    tmp_path: Path, own: Path
) -> None:
    case = write_case(tmp_path / "half")
    found = staged(case, own)
    assert found.errors == ()
    assert "new_plans.csv" in found.contents
    assert found.made[0].before is None


def test_a_project_keeps_what_a_folder_keeps(case: Path, own: Path) -> None:
    found = staged(case, own)
    project = with_import(new_project(case), found)
    assert contents_of(project) == {**case_contents(case), **found.contents}
    (given,) = project.inputs
    assert (given.name, given.rows_kept, given.at) == ("own.csv", 2, GIVEN.when)
    for name, content in found.contents.items():
        (case / name).write_bytes(content)
    assert len(read_imports(case)) == 1
    again = with_records(new_project(case), case)
    assert again.inputs == project.inputs
    assert again.settings == project.settings


def test_columns_that_a_project_was_told_are_known_again(case: Path, own: Path) -> None:
    project = with_import(new_project(case), staged(case, own))
    given = Given(asked=Asked("new_plans"))
    again = stage("table", [own], contents_of(project), given)
    assert again.errors == ()
    assert again.made[0].rows == 2
