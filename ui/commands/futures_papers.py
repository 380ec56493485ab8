"""The files of many futures: outcomes, intervals, schemes and a summary in words."""

import pandas as pd

from capital_planner.case import Case
from capital_planner.disclosure import (
    OPTION,
    about,
    shown_estimate,
)
from capital_planner.futures import (
    VARIES,
    Outcomes,
    compare,
    coverage,
    expected_places,
    public_intervals,
    reforecast,
    schemes_in_futures,
)
from capital_planner.futures.intervals import CHILDREN, KEYS, PLANS
from capital_planner.objective import pays_exempt
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience
from data import csv_bytes

ROUGH_GBP = 100_000
"""Whole costs are said to so much: they follow from rounded children."""
EXEMPT = "its costs are not shown, as a cost in it is exempt from publication."


def papers(
    case: Case, scenario: Scenario, outcomes: Outcomes, audience: Audience
) -> dict[str, bytes]:
    """Every file of many futures, public unless the audience is restricted."""
    assessed = told(scenario, outcomes, audience)
    files = {
        "futures.csv": csv_bytes(by_future(scenario, assessed)),
        "intervals.csv": csv_bytes(public_intervals(outcomes.intervals)),
        "summary.txt": summary(case, scenario, outcomes, audience).encode(),
    }
    if outcomes.verdicts is not None:
        rows = schemes_in_futures(scenario, outcomes, audience)
        files["schemes_in_futures.csv"] = csv_bytes(rows)
    return files


def told(scenario: Scenario, outcomes: Outcomes, audience: Audience) -> pd.DataFrame:
    """Leave out whole costs of plans that would tell a cost that is exempt.

    Returns
    -------
    pandas.DataFrame
        As ``Outcomes.assessed``.
    """
    assessed = outcomes.assessed
    held = _held_back(scenario, outcomes, audience)
    hidden = assessed.index.get_level_values("plan").isin(held)
    costs = assessed["whole_cost_gbp"].mask(hidden)
    return assessed.assign(whole_cost_gbp=costs)


def _held_back(scenario: Scenario, outcomes: Outcomes, audience: Audience) -> list[str]:
    """Names of the plans whose costs the audience may not see."""
    if audience == "restricted":
        return []
    return [n for n, plan in outcomes.plans.items() if pays_exempt(scenario, plan)]


def by_future(scenario: Scenario, assessed: pd.DataFrame) -> pd.DataFrame:
    """Rows of futures.csv: a plan and a future, first, middle and last year.

    Children to the nearest 5, 1 to 4 held back; whole costs to the nearest
    100,000 pounds, missing where they are.
    """
    years = scenario.years
    kept = sorted({years[0], years[len(years) // 2], years[-1]})
    measures = ["children", "independent", "still_needed", "long_journeys"]
    public = dict(
        zip(
            measures,
            [
                "children_who_need_a_place",
                "in_independent_schools",
                "places_still_needed",
                "long_journeys",
            ],
            strict=True,
        )
    )
    columns = {
        "whole_cost_gbp": (assessed["whole_cost_gbp"] / ROUGH_GBP).round() * ROUGH_GBP
    }
    for measure in measures:
        for year in kept:
            figures = assessed[f"{measure}_{year}"]
            columns[f"{public[measure]}_{year}"] = pd.Series(
                [shown_estimate(figure) for figure in figures], figures.index, "Float64"
            )
    return pd.DataFrame(columns).reset_index()


def summary(
    case: Case, scenario: Scenario, outcomes: Outcomes, audience: Audience
) -> str:
    """Say in a page of plain words what many futures came to."""
    held = _held_back(scenario, outcomes, audience)
    lines = [
        *_what(scenario, outcomes),
        "",
        *_how_many(scenario, outcomes.intervals),
        "",
        *_plans(scenario, outcomes, held),
        *_schemes(outcomes),
        "",
        _held(case),
        "",
        OPTION,
    ]
    return "\n".join(lines) + "\n"


def _what(scenario: Scenario, outcomes: Outcomes) -> list[str]:
    count = len(outcomes.assessed.index.unique("future"))
    drawn = f"{count} futures drawn at random (seed {outcomes.seed})"
    return [f"{scenario.case_name}: {drawn}", "", VARIES]


def _how_many(scenario: Scenario, table: pd.DataFrame) -> list[str]:
    years = scenario.years
    lines = ["In 8 of 10 futures:"]
    kept = sorted({years[0], years[len(years) // 2], years[-1]})
    for measure in (PLANS, CHILDREN):
        total = table.xs((measure, "all", "all", "all"), level=KEYS[:-1])
        for year in kept:
            low, middle, high = map(about, total.loc[[year]].iloc[0].tolist())
            lines.append(
                f"- {measure} in {year}: {low} to {high}; the middle, {middle}"
            )
    return lines


def _plans(scenario: Scenario, outcomes: Outcomes, held: list[str]) -> list[str]:
    table = compare(outcomes.assessed)
    lines = []
    for name, row in table.iterrows():
        places = expected_places(scenario, outcomes.plans[str(name)])
        lines += [f"{name}: {EXEMPT}"] if name in held else _costs(str(name), row)
        planned = f"Places planned beside those on site: {about(places['planned'])}"
        chance = f"by each scheme's chance to open: {about(places['expected'])}"
        lines.append(f"  {planned}; expected, {chance}.")
    if len(table) > 1:
        best = table.index[table["best_expected"]][0]
        safe = table.index[table["best_worst"]][0]
        lines.append(f"Least cost on average: {best}. In the dearest tenth: {safe}.")
    return lines


def _costs(name: str, row: pd.Series) -> list[str]:
    names = ("expected_gbp", "worst_decile_gbp", "low_gbp", "high_gbp")
    mean, worst, low, high = (row[name] / 1e6 for name in names)
    cost = f"{mean:,.1f} million pounds on average over the futures"
    return [
        f"{name}: {cost}; {worst:,.1f} in the dearest tenth.",
        f"  In 8 of 10 futures: {low:,.1f} to {high:,.1f} million pounds.",
    ]


def _schemes(outcomes: Outcomes) -> list[str]:
    found = outcomes.verdicts
    if found is None or found.empty:
        return []
    count = int(found["futures"].iloc[0])
    said = {
        "no_regret": f"save more than they cost in at least 9 of 10 of {count} futures",
        "only_if_many": "save more than they cost only if many children need a place",
        "defer": "would cost less, most often, if they opened two years later",
    }
    return [
        "",
        f"Of {len(found)} schemes looked at alone in {count} futures:",
        *(f"- {int(found[name].sum())} {words}" for name, words in said.items()),
    ]


def _held(case: Case) -> str:
    held = coverage(reforecast(case))
    within, foretold = int(held["within"].sum()), int(held["foretold"].sum())
    return (
        "How far to trust the intervals: the published yearly totals were foretold "
        "anew one to three years ahead, each without the growth foretold. "
        f"{within} of {foretold} lay between the 10 and 90 % figures. These are "
        "few, and those of neighbouring years overlap."
    )
