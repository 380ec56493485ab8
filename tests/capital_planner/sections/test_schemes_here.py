"""Schemes of which the district is not decided, or not shown, in words."""

from capital_planner.papers.sections.schemes_here import SchemeRow, unsettled


def growing(year: int, places: int, *, east: bool = True) -> SchemeRow:
    districts = ("Burnley", "Hyndburn") if east else ("Fylde", "Wyre")
    return SchemeRow(
        "", districts, "special_expansion", places, year, "idea", "derived", about=True
    )


def test_schools_of_the_same_districts_that_may_grow_are_said_together() -> None:
    rows = [growing(2029, 20), growing(2029, 15, east=False), growing(2031, 10)]
    assert unsettled(rows) == (
        (
            "Special schools, each in one of Burnley or Hyndburn, may grow by about "
            "20 places from 2029/30 and about 10 places from 2031/32. None has "
            "agreed, so no map shows where they are."
        ),
        (
            "A special school in one of Fylde or Wyre may grow by about 15 places "
            "from 2029/30. It has not agreed, so no map shows where it is."
        ),
    )
