"""Tables that a case may lack: read as no rows, and said to be lacking."""

from pathlib import Path

import pandas as pd
import pytest

from data import check_case, read_case
from data.columns import MAY_BE_ABSENT, columns_of
from data.tables import no_rows
from tests import small_authority as small
from tests.capital_planner.lancashire import case as lancashire


def test_a_case_of_the_needed_tables_alone_is_read(tmp_path: Path) -> None:
    case = read_case(small.write(tmp_path / "case"))
    assert set(case.digests).isdisjoint(MAY_BE_ABSENT)
    for table in MAY_BE_ABSENT:
        frame = getattr(case, table)
        assert frame.empty
        assert list(frame.columns) == [column.name for column in columns_of(table)]


def test_every_table_that_is_lacking_is_warned_of_with_what_is_taken(
    tmp_path: Path,
) -> None:
    found = check_case(small.write(tmp_path / "case"))
    assert {problem.severity for problem in found} == {"warning"}
    said = {problem.file: problem.message for problem in found}
    assert set(said) == {f"{table}.csv" for table in MAY_BE_ABSENT}
    for table, meaning in MAY_BE_ABSENT.items():
        assert meaning in said[f"{table}.csv"]


@pytest.mark.parametrize("table", ["towns", "bases"])
def test_a_table_with_a_header_alone_is_lacking_too(tmp_path: Path, table: str) -> None:
    folder = small.write(tmp_path / "case")
    names = ",".join(column.name for column in columns_of(table))
    (folder / f"{table}.csv").write_text(names + "\n")
    assert getattr(read_case(folder), table).empty
    said = [problem for problem in check_case(folder) if problem.file == f"{table}.csv"]
    assert [problem.severity for problem in said] == ["warning"]


@pytest.mark.parametrize("table", sorted(MAY_BE_ABSENT))
def test_no_rows_have_the_types_of_rows(table: str) -> None:
    full = getattr(lancashire(), table)
    if full.empty:
        return
    types = no_rows(columns_of(table)).dtypes
    for name, kind in full.dtypes.items():
        assert types[name] in {kind, pd.Int64Dtype()}


def test_the_digest_of_a_case_is_of_the_tables_that_it_has() -> None:
    digest = "19c77b79171e039afe970b4dc7f3149d8de477927a513b06fae72d89ba7446bf"
    assert lancashire().digest == digest
    assert not {"placements", "journeys"} & set(lancashire().digests)


def test_a_digest_follows_a_table_that_is_added(tmp_path: Path) -> None:
    before = read_case(small.write(tmp_path / "case"))
    row = {"lsoa": small.homes()[0], "urn": 1, "minutes": 5, "road_km": 3}
    after = read_case(small.write(tmp_path / "case", journeys=[row]))
    assert after.digest != before.digest
    assert set(after.digests) - set(before.digests) == {"journeys"}
