"""The record of a plan, plan.json: what was asked, found and measured."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from capital_planner.case import Case
from capital_planner.disclosure import (
    ALL,
    ATTRIBUTION,
    PUBLIC_NAMES,
    left_out,
    public_figures,
    public_lines,
)
from capital_planner.mapspec.story import CAPITAL
from capital_planner.plan import Quality
from capital_planner.rules import Rules
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience
from capital_planner.sufficiency import Measures
from ui.commands.options import Option
from ui.commands.versions import versions

CHILDREN = (
    "demand",
    "places",
    "in_state",
    "independent",
    "specialist_post_16",
    "across_border",
    "still_needed",
    "new_independent",
    "own_district",
    "nearest",
    "long_journey",
    "from_mainstream",
)
"""Measures that count children or places: rounded or held back in public."""
SHARES = ("sufficiency", "occupancy", "independent_share", "largest_gap")
JOURNEYS = ("mean_minutes", "median_minutes", "p90_minutes", "worst_tenth_minutes")
SAID_AS = {
    "repatriation_share": "moving_to_a_local_school_share",
    "unplaced_gbp": "place_still_needed_gbp",
}
"""Figures whose working name is not for the public."""
DECIMALS = 4
PUBLIC_DECIMALS = 2
"""Of shares and minutes in public: more would tell the exact size of a scheme."""
PUBLIC_POUNDS = -5
"""Pounds in public are to the nearest 100,000: finer ones would tell it too."""


def record(
    case: Case,
    scenario: Scenario,
    options: Mapping[str, Option],
    *,
    audience: Audience,
    seed: int | None,
) -> dict[str, Any]:
    """Everything that plan.json holds.

    Parameters
    ----------
    options
        ``this_plan`` first, then those it is compared with.
    """
    chosen = options["this_plan"]
    quality = chosen.plan.quality
    digits = PUBLIC_POUNDS if audience == "public" else 2
    exempt = _exempt(chosen.measures, audience)
    return {
        "case": scenario.case_name,
        "case_hash": scenario.case_digest,
        "preset": scenario.settings.preset,
        "future": scenario.future,
        "resolution": scenario.settings.resolution,
        "envelope_gbp": scenario.settings.envelope_gbp,
        "prices": {
            SAID_AS.get(name, name): price
            for name, price in asdict(scenario.prices).items()
        },
        "rules": _asked(scenario, audience),
        "seed": seed,
        "audience": audience,
        **(_found(quality, audience, exempt=exempt) if quality else {}),
        "objective_parts": _rounded(
            chosen.measures.objective_parts.drop("capital" if exempt else []),
            digits if audience == "public" else DECIMALS,
        ),
        "objective_of_gbp": {
            name: None
            if _exempt(option.measures, audience)
            else round(option.measures.objective_gbp, digits)
            for name, option in options.items()
        },
        "versions": versions(),
        "measures": {
            name: _measures(option.measures, scenario, audience)
            for name, option in options.items()
        },
        "base_year": _base_year(scenario, audience),
        "notes": [
            *public_lines(scenario.basis),
            *left_out(audience, *(option.measures for option in options.values())),
            ATTRIBUTION,
        ],
        "assumptions": _assumptions(case),
    }


def _exempt(measures: Measures, audience: Audience) -> bool:
    """Whether capital, and every sum with it, would tell a cost that is exempt."""
    return measures.cost_exempt and audience == "public"


def _asked(scenario: Scenario, audience: Audience) -> dict[str, Any]:
    """Rules that the officer asked for; in public by name alone: they name hosts."""
    unset, rules = asdict(Rules()), asdict(scenario.settings.rules)
    asked = {name: value for name, value in rules.items() if value != unset[name]}
    return dict.fromkeys(asked, "asked for") if audience == "public" else asked


def _base_year(scenario: Scenario, audience: str) -> dict[str, Any]:
    """List what did not fit in the estimate of who attends what today."""
    unmatched, misfits = scenario.unmatched, scenario.misfits
    total = 5 * round(float(unmatched["children"].sum()) / 5)
    found: dict[str, Any] = {
        "children_outside_the_county_or_table_wrong_about": total,
        "settings_whose_roll_does_not_fit": len(misfits),
    }
    if audience == "restricted":
        found["unmatched"] = unmatched.round({"children": 1}).to_dict("records")
        rounded = misfits.round({"roll": 1, "fitted": 1})
        found["misfits"] = rounded.to_dict("records")
    return found


def _assumptions(case: Case) -> list[dict[Any, Any]]:
    """Every figure with unit, status and source, in words fit for the public."""
    table = case.assumptions.table.reset_index()
    return table.replace({"name": SAID_AS}).to_dict("records")


def _found(quality: Quality, audience: Audience, *, exempt: bool) -> dict[str, Any]:
    """State costs and gaps; where a cost is exempt, the gap alone tells nothing."""
    figures = {
        "objective_gbp": quality.objective_gbp,
        "bound_gbp": quality.bound_gbp,
        "gap": quality.gap,
        "gap_of_saving": quality.gap_of_saving,
    }
    if audience == "public":
        figures = {
            name: round(figure, PUBLIC_POUNDS if name.endswith("_gbp") else DECIMALS)
            for name, figure in figures.items()
        }
    if exempt:
        figures = {
            name: figure if name == "gap" else math.nan
            for name, figure in figures.items()
        }
    return {
        "status": quality.status,
        **figures,
        "seconds": quality.seconds,
        "first_plan_seconds": quality.first_plan_seconds,
        "work": quality.work,
        "peak_memory_mb": quality.peak_memory_mb,
    }


def _measures(
    measures: Measures, scenario: Scenario, audience: Audience
) -> dict[str, dict[str, Any]]:
    years, money = scenario.years, measures.money
    counts = measures.totals[list(CHILDREN)]
    rest = measures.totals[
        [
            name
            for name in measures.totals.columns
            if name in SHARES + JOURNEYS or name.startswith("within_")
        ]
    ]
    if audience == "public":
        figures = public_figures(measures).sort_index()
        counts = figures.loc[(ALL, ALL, ALL), list(CHILDREN)]
        rest, money = _public_rest(measures, rest), money.round(PUBLIC_POUNDS)
        if measures.cost_exempt:
            money = money.assign(**dict.fromkeys(CAPITAL, math.nan))
    frames = (counts.rename(columns=dict(PUBLIC_NAMES)), rest, money)
    together = pd.concat(frames, axis=1)
    return {
        str(year): _rounded(together.T[year])
        for year in (years[0], years[len(years) // 2], years[-1])
    }


def _public_rest(measures: Measures, rest: pd.DataFrame) -> pd.DataFrame:
    """Round shares and minutes; the gap of one district is held back with it."""
    rounded = rest.round(PUBLIC_DECIMALS)
    if measures.leaves_out and "largest_gap" in rounded:
        rounded["largest_gap"] = float("nan")
    return rounded


def _rounded(figures: pd.Series, digits: int = DECIMALS) -> dict[str, float]:
    return {
        PUBLIC_NAMES.get(str(name), str(name)): round(float(value), digits)
        for name, value in figures.items()
    }
