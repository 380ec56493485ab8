"""A restricted schemes file makes a plan; a public one is refused."""

from pathlib import Path

import pytest

from capital_planner.errors import DataError
from data import read_schemes

HEADER = "scheme,district,places,opening_year,site\n"


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "schemes.csv"
    path.write_text(HEADER + text, encoding="utf-8-sig")
    return path


def test_choices_of_a_restricted_file(tmp_path: Path) -> None:
    path = write(tmp_path, "base-1-SEMH,Wyre,8,2027,A school\nb,Pendle,20,2028,\n")
    choices = read_schemes(path)
    assert choices.to_dict("index") == {
        "base-1-SEMH": {"places": 8, "opening_year": 2027},
        "b": {"places": 20, "opening_year": 2028},
    }
    assert choices.index.name == "scheme"


@pytest.mark.parametrize("name", ["host to be confirmed 2", "Candidate-12", "7"])
def test_a_public_file_is_refused_with_the_reason(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, f"wyre-base,Wyre,20,2027,\n{name},Wyre,8,2027,\n")
    with pytest.raises(DataError) as caught:
        read_schemes(path)
    (problem,) = caught.value.problems
    assert "public file" in problem.message
    assert "--audience restricted" in problem.remedy
    assert problem.row == 3


def test_every_problem_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a,Wyre,eight,2027,\na,Wyre,8,27,\n")
    with pytest.raises(DataError) as caught:
        read_schemes(path)
    assert [(p.row, p.column) for p in caught.value.problems] == [
        (2, "places"),
        (3, "opening_year"),
        (3, "scheme"),
    ]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        read_schemes(tmp_path / "schemes.csv")
