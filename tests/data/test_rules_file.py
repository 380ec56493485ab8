"""A file of rules becomes what is asked of plans, or says all that is wrong."""

from pathlib import Path

import pytest

from capital_planner.errors import DataError, Problem
from capital_planner.rules import Pin, Rules
from data import read_rules

HEADER = "rule,scheme,other,places,opening_year,share,price_gbp\n"


def read(folder: Path, text: str, header: str = HEADER) -> Rules:
    path = folder / "rules.csv"
    path.write_text(header + text, encoding="utf-8")
    return read_rules(path)


def wrong(folder: Path, text: str) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as refused:
        read(folder, text)
    assert all(problem.file == "rules.csv" for problem in refused.value.problems)
    return refused.value.problems


def test_every_rule_is_read(tmp_path: Path) -> None:
    rows = [
        "pin in,a,,12,2028,,",
        "pin in,b,,,,,",
        "pin out,c,,,,,",
        "release,c,,,,,",
        "excludes,a,d,,,,",
        "requires,a,b,,,,",
        "route allowed,specialist_base,,,,,",
        "route allowed,satellite,,,,,",
        "least base share,,,,,0.6,",
        "most parity gap,,,24,,,",
        "least places,specialist_base,,40,,,",
        "most gap,,,,,0.3,",
        "gap price,,,,,,15000",
    ]
    assert read(tmp_path, "\n".join(rows)) == Rules(
        pins=(
            Pin("a", "in", 12, 2028),
            Pin("b", "in"),
            Pin("c", "out"),
            Pin("c", "release"),
        ),
        exclusions=(("a", "d"),),
        requirements=(("a", "b"),),
        routes=("specialist_base", "satellite"),
        least_base_share=0.6,
        most_parity_gap=24,
        least_places=(("specialist_base", 40),),
        most_gap=0.3,
        gap_price_gbp=15_000.0,
    )


def test_what_is_not_asked_is_as_it_was(tmp_path: Path) -> None:
    assert read(tmp_path, "pin out,a", "rule,scheme\n") == Rules(
        pins=(Pin("a", "out"),)
    )


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("build,a,,,,,", "rule", "build"),
        (",a,,,,,", "rule", ""),
        ("pin in,,,,,,", "scheme", ""),
        ("pin out,a,,12,,,", "places", "12"),
        ("release,a,b,,,,", "other", "b"),
        ("excludes,a,,,,,", "other", ""),
        ("route allowed,hub,,,,,", "scheme", "hub"),
        ("least places,specialist_base,,,,,", "places", ""),
        ("least places,hub,,4,,,", "scheme", "hub"),
        ("most gap,,,,,30,", "share", "30"),
        ("most gap,,,,,,", "share", ""),
        ("pin in,a,,twelve,,,", "places", "twelve"),
        ("pin in,a,,,28,,", "opening_year", "28"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, row: str, column: str, value: str) -> None:
    (problem,) = wrong(tmp_path, f"pin out,z,,,,,\n{row}\n")
    assert (problem.row, problem.column, problem.value) == (3, column, value)
    assert problem.remedy


def test_a_rule_that_stands_once_is_not_written_twice(tmp_path: Path) -> None:
    (problem,) = wrong(tmp_path, "most gap,,,,,0.3,\nmost gap,,,,,0.4,\n")
    assert (problem.row, problem.column) == (3, "rule")


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    problems = wrong(
        tmp_path, "pin in,,,,,,\nexcludes,a,,,,,\nroute allowed,hub,,,,,\n"
    )
    assert [problem.row for problem in problems] == [2, 3, 4]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="missing"):
        read_rules(tmp_path / "none.csv")
