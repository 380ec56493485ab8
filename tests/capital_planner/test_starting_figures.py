"""First figures out of an authority's own counts; Lancashire's by its own formulas."""

import pandas as pd
import pytest

from capital_planner.starting_figures import ceased_spread, growth_ratios
from data import read_case

USUAL = {"low": 0.45, "central": 0.63, "high": 0.95}


def counts(*rows: tuple[int, int, int]) -> pd.DataFrame:
    """Plans by placement: year, plans in special schools, and all."""
    return pd.DataFrame(
        [
            (year, name, plans)
            for year, special, every in rows
            for name, plans in (("special_total", special), ("ehcplans", every))
        ],
        columns=["year", "placement", "plans"],
    )


def test_the_counts_of_lancashire_give_the_figures_of_lancashire() -> None:
    case = read_case()
    given = case.assumptions
    found = growth_ratios(case.plans_by_placement, 2025, USUAL)
    assert {future: it.value for future, it in found.items()} == {
        future: given.value("growth_specialist_ratio", future)
        for future in ("central", "high")
    }
    assert found["central"].source.startswith(
        "24% of the growth in plans from 2019 to 2025 went to special schools, "
        "against a 38% share of all plans"
    )
    spread = ceased_spread(case.plans_by_placement, case.ceased_plans, 2024)
    assert spread is not None
    assert [spread.value, spread.low, spread.high] == [
        float(given.by_key("ceased_factor", bound).iloc[0])
        for bound in ("value", "low", "high")
    ]
    assert "503 of 9803 plans ceased in 2023" in spread.source


def test_a_last_year_below_the_others_is_the_low_future() -> None:
    found = growth_ratios(
        counts((2020, 300, 1_000), (2024, 480, 1_500), (2025, 500, 2_000)), 2025, USUAL
    )
    assert {future: it.value for future, it in found.items()} == {
        "central": pytest.approx(0.2 / 0.25),
        "low": pytest.approx(0.04 / 0.25),
    }


def test_a_usual_figure_on_the_wrong_side_gives_way() -> None:
    rows = ((2020, 300, 1_000), (2024, 340, 1_990), (2025, 341, 2_000))
    found = growth_ratios(counts(*rows), 2025, USUAL)
    assert found["central"].value == pytest.approx(0.24, abs=0.005)
    assert found["low"].value == found["central"].value
    assert "high" not in found
    rows = ((2020, 300, 1_000), (2024, 1_290, 1_990), (2025, 1_300, 2_000))
    found = growth_ratios(counts(*rows), 2025, USUAL)
    assert found["high"].value == found["central"].value > USUAL["high"]


@pytest.mark.parametrize(
    "rows",
    [
        ((2024, 480, 1_500), (2025, 500, 2_000)),
        ((2020, 300, 1_000), (2023, 480, 1_500), (2024, 500, 2_000)),
        ((2020, 300, 2_000), (2024, 480, 1_500), (2025, 500, 2_010)),
        ((2020, 600, 1_000), (2024, 480, 1_500), (2025, 500, 2_000)),
    ],
)
def test_counts_that_tell_nothing_of_growth(
    rows: tuple[tuple[int, int, int], ...],
) -> None:
    assert growth_ratios(counts(*rows), 2025, USUAL) == {}


@pytest.mark.parametrize(
    "ended", [[(2024, 5, 70)], [(2023, 5, 50), (2024, 5, 75)], [(2022, 5, 9)]]
)
def test_one_year_or_two_alike_give_no_spread(ended: list[tuple[int, ...]]) -> None:
    plans = counts((2023, 300, 1_000), (2024, 480, 1_500))
    ceased = pd.DataFrame(ended, columns=["year", "age", "plans"])
    assert ceased_spread(plans, ceased, 2024) is None
