"""A saved file of every version opens, and gives the same options and the same case."""

import json
from pathlib import Path

import pandas as pd
import pytest

from capital_planner.errors import ProjectFileError
from data import EMBEDDED_CASE, kept_facts, read_case
from data.case_files import digest_of, folder_tables
from data.exports import json_bytes
from data.kept_options import Kept, option_facts
from data.project import open_project, save_project
from data.project.layout import VERSION
from data.project.migrations import MIGRATIONS
from data.project.rows import rows_of
from tests.data.project.small_project import FILES, small_project, two_options

WITH_CASE = FILES / "version_2.gpkg"
"""It holds the tables that the options of version 1 were made for."""
SAVED = sorted(FILES.iterdir())
DIGEST = "f0" * 32


def test_there_is_a_file_and_a_migration_of_every_version() -> None:
    assert [int(path.stem.removeprefix("version_")) for path in SAVED] == list(
        range(1, VERSION + 1)
    )
    assert list(MIGRATIONS) == list(range(1, VERSION))


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_every_version_gives_the_same_options(path: Path) -> None:
    project = open_project(path, WITH_CASE)
    for found, kept in zip(project.options, two_options(), strict=True):
        assert option_facts(found) == option_facts(kept)
        pd.testing.assert_frame_equal(found.choices, kept.choices)
    assert digest_of(project.tables) == json.loads(SAVED[0].read_bytes())["case"]


def test_all_that_version_2_held_is_there() -> None:
    held, now = rows_of(open_project(WITH_CASE)), rows_of(small_project())
    assert {k: v for k, v in held.items() if k != "case_table"} == {
        k: v for k, v in now.items() if k != "case_table"
    }


def test_the_case_of_the_newest_file_can_be_read() -> None:
    case = read_case(WITH_CASE)
    assert case.name == "Lancashire"
    assert case.digest == json.loads(SAVED[0].read_bytes())["case"]


def test_a_file_of_version_1_opens_with_the_case_it_names(tmp_path: Path) -> None:
    path = tmp_path / "options.json"
    digest = digest_of(folder_tables(EMBEDDED_CASE))
    path.write_bytes(json_bytes(kept_facts(Kept(digest, two_options()))))
    project = open_project(path)
    assert project.tables == folder_tables(EMBEDDED_CASE)
    copy = tmp_path / "council.gpkg"
    save_project(copy, project)
    assert rows_of(open_project(copy)) == rows_of(project)
    with pytest.raises(ProjectFileError, match="not a project of this version"):
        save_project(path, project)


def test_a_file_of_version_1_for_another_case_says_what_it_needs(
    tmp_path: Path,
) -> None:
    path = tmp_path / "options.json"
    path.write_bytes(json_bytes(kept_facts(Kept(DIGEST, two_options()))))
    with pytest.raises(ProjectFileError, match="made for other tables"):
        open_project(path)


def test_a_table_that_is_not_there_does_not_change_the_name_of_a_case() -> None:
    towns = {"towns": b"name\nWhalley\n"}
    assert digest_of(towns) == digest_of({**towns, "pots": b"", "later": b"x"})
    assert digest_of(towns) != digest_of({"pots": towns["towns"]})
