"""Where children are under a plan that adds specialist bases alone."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.errors import PlannerError, Problem
from capital_planner.objective import journeys
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario

BASE_ROUTE = "specialist_base"
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Whereabouts:
    """Children by row of ``Scenario.demand`` (first axis) and year (last axis).

    Years are the base year and the years assessed. Children across the border
    are apart, as everywhere.

    Attributes
    ----------
    decided
        In state places that exist, are on site or are committed.
    new_bases, beyond
        In new bases inside the journey limit, and with a long journey.
    after_16, after_16_new
        In specialist post-16 institutions, and of them placed that year.
    still_needed
        With a place still needed.
    special_new, base_new
        Placed that year in state provision that is not a base, and in bases.
    pools
        Ids of the independent schools, the middle axis of the next two.
    alone, alone_new
        In independent schools, and of them placed that year.
    """

    decided: Floats
    new_bases: Floats
    beyond: Floats
    after_16: Floats
    after_16_new: Floats
    still_needed: Floats
    special_new: Floats
    base_new: Floats
    pools: pd.Index
    alone: Floats
    alone_new: Floats


def whereabouts(scenario: Scenario, plan: Plan, placements: Placements) -> Whereabouts:
    """Sum placements by row of ``Scenario.demand`` and year.

    Where a setting has places that exist and new ones, its children divide as
    the places do.

    Raises
    ------
    PlannerError
        If the plan adds a scheme still to decide that is not a specialist base.
    """
    _refuse_others(scenario, plan)
    rows = scenario.demand.index
    years = [scenario.base_year, *scenario.years]
    index = placements.children.index
    row = rows.get_indexer(_homes(index))
    way = journeys(scenario, index)
    provision = index.get_level_values("provision")
    children = placements.children[years].to_numpy(float)
    newly = placements.newly[years].to_numpy(float)
    new = _new_share(scenario, plan, placements)
    share = new.reindex(provision).fillna(0.0).to_numpy(float)
    state, far = way["state"].to_numpy(bool), way["long"].to_numpy(bool)
    kind = way["kind"].to_numpy(str)

    def among(values: Floats, chosen: npt.NDArray[np.bool_]) -> Floats:
        return summed(row[chosen], values[chosen], len(rows))

    pools = pd.Index(provision[kind == "independent"]).unique()
    each = (
        [kind == "independent"] if not len(pools) else [provision == p for p in pools]
    )
    return Whereabouts(
        decided=among(children * (1 - share), state),
        new_bases=among(children * share, state & ~far),
        beyond=among(children * share, state & far),
        after_16=among(children, kind == "specialist_post_16"),
        after_16_new=among(newly, kind == "specialist_post_16"),
        still_needed=placements.still_needed[years].reindex(rows).to_numpy(float),
        special_new=among(newly, state & (kind != "base")),
        base_new=among(newly, kind == "base"),
        pools=pools,
        alone=np.stack([among(children, chosen) for chosen in each], axis=1),
        alone_new=np.stack([among(newly, chosen) for chosen in each], axis=1),
    )


def _homes(index: pd.Index) -> pd.MultiIndex:
    names = ["zone", "need", "phase"]
    return pd.MultiIndex.from_arrays(
        [index.get_level_values(name) for name in names], names=names
    )


def summed(codes: Codes, values: Floats, groups: int) -> Floats:
    """Sum rows by code: a row a group, columns as given."""
    total = np.zeros((groups, values.shape[1]))
    np.add.at(total, codes, values)
    return total


def added_bases(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """Schemes still to decide that a plan holds: rows of ``Scenario.schemes``.

    Returns
    -------
    pandas.DataFrame
        Index scheme; columns of ``Scenario.schemes``, and ``places`` and
        ``opening_year`` of the plan.
    """
    choices = plan.choices[["places", "opening_year"]]
    chosen = scenario.schemes.join(choices, how="inner")
    return chosen[chosen["standing"] == "candidate"]


def _new_share(scenario: Scenario, plan: Plan, placements: Placements) -> pd.DataFrame:
    """Share of the places of each setting that new bases add, by year."""
    years = [scenario.base_year, *scenario.years]
    added = added_bases(scenario, plan)
    ramp = scenario.ramp.reindex(added.index).to_numpy(float)
    since = np.array(years) - added["opening_year"].to_numpy(int)[:, None]
    step = np.clip(since, 0, scenario.ramp.shape[1] - 1)
    usable = np.where(since < 0, 0.0, np.take_along_axis(ramp, step, axis=1))
    places = usable * added["places"].to_numpy(float)[:, None]
    new = pd.DataFrame(places, index=added["provision"], columns=years)
    total = placements.places[years]
    by_setting = new.groupby(level=0).sum().reindex(total.index).fillna(0.0)
    return by_setting / total.where(total > 0, np.inf)


def _refuse_others(scenario: Scenario, plan: Plan) -> None:
    added = added_bases(scenario, plan)
    others = added[added["route"] != BASE_ROUTE]
    if len(others):
        raise PlannerError(
            Problem(
                "The evidence is about a plan that adds specialist bases alone.",
                "Leave this scheme out, or find the plan of bases alone.",
                column="scheme",
                value=str(scheme),
            )
            for scheme in others.index
        )
