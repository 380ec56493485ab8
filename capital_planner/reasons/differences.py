"""Two plans of one scenario side by side."""

import pandas as pd

from capital_planner.disclosure import ALL
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.reasons.answers import COUNTS, Compared, Outcome
from capital_planner.scenario import Scenario

STILL_NEEDED = "still_needed"
BUILT = ["places", "opening_year"]


def compared(
    scenario: Scenario, this: Outcome, other: Outcome, *, since: int, scheme: str = ""
) -> Compared:
    """Hold another plan against this one.

    Parameters
    ----------
    since
        First year compared: the first in which the plans can differ.
    scheme
        The scheme asked about, if it is one.
    """
    years = [year for year in scenario.years if year >= since]
    here, there = (_by_setting(plan.placements, years) for plan in (this, other))
    moved = there.sub(here, fill_value=0.0)
    provision = scenario.schemes["provision"].get(scheme, "")
    return Compared(
        since=since,
        parts=other.measures.objective_parts - this.measures.objective_parts,
        children=_children(other, years) - _children(this, years),
        settings=_by_kind(
            scenario, moved, _needed(other, years) - _needed(this, years)
        ),
        at_scheme=float(moved.get(provision, 0.0)),
        from_mainstream=_beside(other, years) - _beside(this, years),
    )


def changes(this: Plan, other: Plan) -> pd.DataFrame:
    """Schemes that another plan builds otherwise, as ``Searched.changes``."""
    was = this.choices[BUILT].set_axis(["was_places", "was_year"], axis=1)
    now = other.choices[BUILT].set_axis(["now_places", "now_year"], axis=1)
    both = was.join(now, how="outer")
    whole = both.fillna(0).astype(int).rename_axis(index="scheme")
    same = (whole["was_places"] == whole["now_places"]) & (
        whole["was_year"] == whole["now_year"]
    )
    return whole[~same]


def _children(outcome: Outcome, years: list[int]) -> pd.DataFrame:
    """Means over the years, by district of the home and in all."""
    areas = outcome.measures.by_area
    mine = areas[areas.index.get_level_values("year").isin(years)]
    summed = mine[list(COUNTS)].groupby(level="district").sum() / max(len(years), 1)
    summed.loc[ALL] = summed.sum()
    return summed


def _by_setting(placements: Placements, years: list[int]) -> pd.Series:
    children = placements.children[years].groupby(level="provision").sum()
    return children.mean(axis=1)


def _by_kind(scenario: Scenario, moved: pd.Series, needed: float) -> pd.Series:
    """Sum by kind of setting, with a row for places still needed."""
    kinds = scenario.destinations["kind"].reindex(moved.index)
    by_kind = moved.groupby(kinds.to_numpy()).sum()
    by_kind.loc[STILL_NEEDED] = needed
    return by_kind


def _needed(outcome: Outcome, years: list[int]) -> float:
    return float(outcome.placements.still_needed[years].sum().mean())


def _beside(outcome: Outcome, years: list[int]) -> float:
    return float(outcome.placements.from_mainstream[years].sum().mean())
