"""``main.py tradeoff``: what more money, or fewer independent places, comes to."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

import optimiser
from capital_planner.case import Case
from capital_planner.envelopes import envelopes
from capital_planner.scenario import Scenario
from capital_planner.settings import SearchSettings
from data import csv_bytes, json_bytes, read_case, write_files
from optimiser.independent import (
    IndependentPoint,
    over_independent,
    sweep_prices,
    undominated,
)
from optimiser.tradeoff import MoneyPoint, Pace, over_money, quality_of
from ui.commands.comparing import (
    Derived,
    closing,
    figures,
    judged,
    proof,
    record,
    table,
)
from ui.commands.naming import known_envelope
from ui.commands.options import warned_scenario
from ui.commands.plan import asked_of
from ui.commands.writing import say

Rows = list[dict[str, Any]]
FIRST_S, AGAIN_S = 14.0, 2.5
"""Seconds for the first point, and for each found from its neighbour."""
NEAR = 0.002
"""Gap at which a point is done: a small part of what money moves the cost by."""
EXPLAINED = {
    "envelope": (
        "Each row is the best plan found with so much capital, phased as the "
        "funding table is. The value of the last pound is how many pounds of whole "
        "cost it takes off: once from the prices of the search, once from the "
        "difference between this row and the one before."
    ),
    "independent": (
        "Each row is the best plan found when a child-year in an independent school "
        "costs so much more than its bill. Rows that another beats in one figure "
        "and equals in the other are left out. The whole cost leaves that price out."
    ),
}


def run(given: argparse.Namespace) -> int:
    """Work out every point of a curve, have it judged, and write the tables."""
    case = read_case(given.case)
    scenario = warned_scenario(case, given.future, asked_of(given, case))
    pace = pace_of(FIRST_S, AGAIN_S, given.seed)
    found = (_money if given.over == "envelope" else _independent)(
        case, scenario, given.points, pace
    )
    rows = table(found, given.audience, DERIVED[given.over])
    said = {"over": given.over, "explained": EXPLAINED[given.over]}
    where = f"{scenario.case_name}, {scenario.future} future"
    text = [
        f"{where}: {len(rows)} plans over {given.over}.",
        EXPLAINED[given.over],
        "",
        rows.to_string(index=False, na_rep="held back"),
        *closing(scenario),
    ]
    files = {
        "tradeoff.csv": csv_bytes(rows),
        "tradeoff.json": json_bytes(record(scenario, given.audience, rows, said)),
        "tradeoff.txt": "\n".join(text).encode(),
    }
    write_files(given.out, files)
    say(f"Written to {given.out}.")
    return 0


def pace_of(first_s: float, again_s: float, seed: int) -> Pace:
    """How hard to look at the first plan and at each found warm."""
    return Pace(
        SearchSettings(gap=NEAR, time_limit_s=first_s, seed=seed),
        SearchSettings(gap=NEAR, time_limit_s=again_s, seed=seed),
    )


def teller(what: str) -> Callable[[int, int], None]:
    """Something that says how many are done."""

    def tell(done: int, count: int) -> None:
        say(f"{done} of {count} {what}.")

    return tell


def _money(case: Case, scenario: Scenario, count: int, pace: Pace) -> Rows:
    known = known_envelope(case, scenario)
    amounts = envelopes(scenario, optimiser.committed(scenario), known, count)
    points = over_money(scenario, amounts, known, pace, tell=teller("points"))
    return money_rows(scenario, points)


def money_rows(scenario: Scenario, points: Sequence[MoneyPoint]) -> Rows:
    """Figures of each point over capital, its plan judged with its own money."""
    return [_money_row(scenario, point) for point in points]


def _by_difference(rows: pd.DataFrame) -> pd.Series:
    """Pounds of whole cost that a pound more than in the row before takes off."""
    return -rows["whole_cost_gbp"].diff() / rows["envelope_gbp"].diff()


def _money_row(scenario: Scenario, point: MoneyPoint) -> dict[str, Any]:
    option = judged("A point", scenario, point.plan, point.scenario)
    quality = quality_of(point.plan)
    return {
        "envelope_gbp": round(point.envelope_gbp, 2),
        **figures(point.scenario, option),
        "floor_gbp": quality.bound_gbp,
        **proof(quality),
        "value_of_the_last_pound_by_prices": point.worth_of_a_pound,
    }


def _independent(_case: Case, scenario: Scenario, count: int, pace: Pace) -> Rows:
    points = over_independent(
        scenario, sweep_prices(scenario, count), pace, tell=teller("points")
    )
    return [_independent_row(scenario, point) for point in undominated(points)]


def _independent_row(scenario: Scenario, point: IndependentPoint) -> dict[str, Any]:
    option = judged("A point", scenario, point.plan, point.scenario)
    quality = quality_of(point.plan)
    return {
        "price_of_an_independent_place_gbp": round(point.price_gbp, 2),
        **figures(point.scenario, option),
        "whole_cost_gbp": point.cost_gbp,
        **proof(quality),
    }


DERIVED: Mapping[str, Derived] = {
    "envelope": {"value_of_the_last_pound_by_difference": _by_difference},
    "independent": {},
}
"""Columns worked out from the others of each curve."""
