"""Plans side by side: the same figures of each, fit for their readers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from capital_planner.checks import check_plan
from capital_planner.disclosure import (
    ATTRIBUTION,
    CONSULTATION,
    about_places,
    public_lines,
    shown_estimate,
)
from capital_planner.errors import Problem
from capital_planner.objective import capital_spend, price_plan
from capital_planner.placements import Placements
from capital_planner.plan import Plan, Quality
from capital_planner.scenario import Scenario
from capital_planner.schemes import KIND_OF_ROUTE
from capital_planner.settings import Audience
from ui.commands.options import Option, work_out
from ui.commands.versions import versions

ROUGH_GBP = 100_000
"""Pounds that the public sees: finer ones follow from unrounded children."""
POINTING = "special_expansion"
"""Route whose exact growth would tell how large a school is."""
LAST_YEAR: Mapping[str, str] = {
    "independent": "in_independent_schools",
    "still_needed": "places_still_needed",
    "long_journey": "long_journeys",
    "own_district": "in_own_district",
}
"""Children of the last year assessed, and how a table calls them."""
ALL_YEARS: Mapping[str, str] = {
    "independent": "in_independent_schools_all_years",
    "still_needed": "places_still_needed_all_years",
}
"""Children summed over the years assessed."""
EXEMPT = "cost_exempt"
"""Whether a plan spends on a scheme whose cost is exempt: in no table itself."""
MONEY = ("whole_cost_gbp", "floor_gbp", "capital_gbp", "capital_to_decide_gbp")
DIGITS: Mapping[str, int] = {
    "gap": 4,
    "gap_of_saving": 4,
    "costs_more_than_the_first": 4,
    "value_of_the_last_pound_by_prices": 2,
    "value_of_the_last_pound_by_difference": 2,
}
"""Digits after the point that the public sees of shares, and of values a pound."""
Derived = Mapping[str, Callable[[pd.DataFrame], pd.Series]]


def figures(scenario: Scenario, option: Option) -> dict[str, Any]:
    """Figures of one plan, unrounded, priced as the scenario prices them.

    Parameters
    ----------
    scenario
        Whose prices are used: the same for every plan of a table.

    Returns
    -------
    dict
        Whole cost and capital (cash) in pounds, children of the last year and of
        all, minutes of the last year, places added by route, and whether a cost
        is exempt.
    """
    years = list(scenario.years)
    totals = option.measures.totals.loc[years]
    at_last = totals.iloc[-1]
    spend = capital_spend(scenario, option.plan)
    undecided = ~spend["committed"].to_numpy(bool)
    return {
        "whole_cost_gbp": float(
            price_plan(scenario, option.plan, option.placements).sum()
        ),
        "capital_gbp": float(spend["cash_gbp"].sum()),
        "capital_to_decide_gbp": float(spend["cash_gbp"].to_numpy()[undecided].sum()),
        **{name: float(at_last[of]) for of, name in LAST_YEAR.items()},
        **{name: float(totals[of].sum()) for of, name in ALL_YEARS.items()},
        "median_minutes": float(at_last["median_minutes"]),
        **_places(scenario, option),
        EXEMPT: option.measures.cost_exempt,
    }


def judged(name: str, scenario: Scenario, plan: Plan, within: Scenario) -> Option:
    """Work out a plan that was found with other money, rules or prices.

    Children are placed as in ``scenario``, whose arrays are ready: none of the
    three places them elsewhere.

    Parameters
    ----------
    within
        The scenario that the plan was found in, and is judged in.

    Raises
    ------
    PlannerError
        With every rule that the plan breaks.
    """

    def judge(_: Scenario, plan: Plan, placements: Placements) -> list[Problem]:
        return check_plan(within, plan, placements)

    return work_out(name, scenario, plan, judge)


def proof(quality: Quality | None) -> dict[str, Any]:
    """Say how good a plan is, as far as is proved; blank for what is decided."""
    if quality is None:
        return dict.fromkeys(("status", "gap", "gap_of_saving"))
    return {
        "status": quality.status,
        "gap": quality.gap,
        "gap_of_saving": quality.gap_of_saving,
    }


def table(
    rows: Sequence[Mapping[str, Any]],
    audience: Audience,
    derived: Derived | None = None,
) -> pd.DataFrame:
    """Put figures in a table, rounded or held back for the public.

    Children are multiples of 5, missing where there are 1 to 4; pounds are to the
    nearest 100,000; places of special school expansions to the nearest 5; shares
    to 0.0001 and values a pound to 0.01. Where a cost of a plan is exempt, its
    pounds and its share of the saving are missing.

    Parameters
    ----------
    derived
        Columns put last, worked out from the table as its readers see it: of
        rounded costs, no difference tells more than they do.
    """
    frame = pd.DataFrame(rows)
    if audience == "public":
        _round(frame)
        _hold_back(frame)
    frame = frame.drop(columns=EXEMPT, errors="ignore")
    for name, of in (derived or {}).items():
        frame[name] = of(frame)
    if audience == "public":
        for name, digits in DIGITS.items():
            if name in frame:
                frame[name] = frame[name].astype(float).round(digits)
    return frame


def record(
    scenario: Scenario,
    audience: Audience,
    rows: pd.DataFrame,
    beside: Mapping[str, Any],
) -> dict[str, Any]:
    """Everything that the JSON file of a table holds.

    Parameters
    ----------
    beside
        What is said beside the table.
    """
    asked = scenario.settings
    return {
        "case": scenario.case_name,
        "case_hash": scenario.case_digest,
        "preset": asked.preset,
        "future": scenario.future,
        "resolution": asked.resolution,
        "envelope_gbp": asked.envelope_gbp,
        "audience": audience,
        "years": list(scenario.years),
        **beside,
        "rows": rows.astype(object).where(rows.notna(), None).to_dict("records"),
        "notes": notes(scenario),
        "versions": versions(),
    }


def millions(pounds: float) -> str:
    """Say pounds in words: ``12.3 million pounds``; or that they are held back."""
    if pd.isna(pounds):
        return "not shown, as a cost is exempt from publication"
    return f"{pounds / 1e6:,.1f} million pounds"


def notes(scenario: Scenario) -> list[str]:
    """Say what figures are, and what they are not."""
    return [*public_lines(scenario.basis), CONSULTATION, ATTRIBUTION]


def closing(scenario: Scenario) -> list[str]:
    """Lines that end every text."""
    return ["", *notes(scenario), ""]


def _round(frame: pd.DataFrame) -> None:
    """Round or hold back children, pounds, places and minutes, in place."""
    children = [*LAST_YEAR.values(), *ALL_YEARS.values()]
    for name in frame.columns.intersection(children):
        frame[name] = frame[name].map(_shown).astype("Int64")
    for name in frame.columns.intersection(list(MONEY)):
        frame[name] = (frame[name] / ROUGH_GBP).round() * ROUGH_GBP
    name = f"places_{POINTING}"
    if name in frame:
        frame[name] = about_places(frame[name])
    if "median_minutes" in frame:
        frame["median_minutes"] = frame["median_minutes"].round(1)


def _hold_back(frame: pd.DataFrame) -> None:
    """Leave out every sum that would tell a cost that is exempt, in place."""
    if EXEMPT in frame:
        sums = frame.columns.intersection([*MONEY, "gap_of_saving"])
        frame.loc[frame[EXEMPT].astype(bool), sums] = np.nan


def _shown(children: float) -> float | None:
    shown = shown_estimate(max(children, 0.0))
    return None if shown is None else shown


def _places(scenario: Scenario, option: Option) -> dict[str, int]:
    """Places added by route, schemes being built left out."""
    choices = option.plan.choices
    schemes = scenario.schemes.reindex(choices.index)
    added = (schemes["standing"] != "on_site").to_numpy(bool)
    places = choices["places"].to_numpy(int)
    route = schemes["route"].to_numpy(str)
    return {
        f"places_{name}": int(np.sum(places[added & (route == name)]))
        for name in KIND_OF_ROUTE
    }
