"""The whole cost of a plan, part by part (docs/model.md section 5)."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.errors import PlannerError, Problem
from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.provision import STATE_KINDS
from capital_planner.scenario.frames import Scenario
from capital_planner.shortfalls import beyond_gbp

PARTS = (
    "place_funding",
    "top_up",
    "independent",
    "transport",
    "journey",
    "long_journey",
    "independent_price",
    "still_needed",
    "gap",
    "capital",
)

Floats = npt.NDArray[np.float64]


def journeys(scenario: Scenario, index: pd.Index) -> pd.DataFrame:
    """Look up, for each row of placements, the setting and the way to it.

    Parameters
    ----------
    scenario
        The scenario the placements were made in.
    index
        ``(zone, need, phase, provision)``, as ``Placements.children`` has it.

    Returns
    -------
    pandas.DataFrame
        A row a row of ``index``, in its order; columns ``kind``, ``state``,
        ``district`` (of the setting), ``new_base``, ``minutes`` and ``road_km``
        (one way), ``transported`` (share) and ``long`` (over the journey limit
        once the bus run with others is counted).
    """
    if not isinstance(index, pd.MultiIndex):
        message = "Placements are indexed by zone, need, phase and provision."
        raise TypeError(message)
    settings = scenario.destinations
    zone = _positions(index, 0, scenario.minutes.index)
    phases = pd.Index(scenario.journey_limit.index)
    phase = _positions(index, 2, phases)
    setting = _positions(index, 3, settings.index)
    column = _positions(index, 3, scenario.minutes.columns)
    pairs = pd.MultiIndex.from_product([scenario.minutes.columns, phases])
    pair = scenario.transported.columns.get_indexer(pairs).reshape(-1, len(phases))
    shares = scenario.transported.reindex(index=scenario.minutes.index)
    rows = settings.iloc[setting][["kind", "state", "district", "new_base"]]
    minutes = scenario.minutes.to_numpy(float)[zone, column]
    limit = scenario.journey_limit.to_numpy(float)[phase]
    return rows.reset_index(drop=True).assign(
        minutes=minutes,
        road_km=_aligned(scenario.road_km, scenario.minutes)[zone, column],
        transported=shares.to_numpy(float)[zone, pair[column, phase]],
        long=minutes * float(scenario.costs["run_factor"]) > limit,
    )


def capital_spend(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """Capital of the chosen schemes by the financial year it is spent in.

    Schemes on site are left out: their money is spent whatever is decided.

    Returns
    -------
    pandas.DataFrame
        Index ``(scheme, year)``; columns ``real_gbp`` (2025 pounds, contingency
        included), ``cash_gbp`` (with construction inflation), ``committed`` (bool).
    """
    costs, profile = scenario.costs, scenario.capital_profile
    choices = plan.choices[plan.choices.index.isin(scenario.schemes.index)]
    standing = scenario.schemes["standing"].reindex(choices.index)
    choices = choices[(standing != "on_site").to_numpy()]
    size = pd.MultiIndex.from_arrays([choices.index, choices["places"]])
    capital = scenario.sizes["capital_gbp"].reindex(size).to_numpy(float)
    years = choices["opening_year"].to_numpy(int)[:, None] + profile.index.to_numpy(int)
    real = (
        capital[:, None]
        * (1 + float(costs["contingency"]))
        * profile.to_numpy(dtype=float)
    )
    inflation = (1 + float(costs["construction_inflation"])) ** (
        years - float(costs["price_year"])
    )
    names = np.repeat(choices.index.to_numpy(), len(profile))
    committed = (standing == "committed").reindex(choices.index).to_numpy()
    return pd.DataFrame(
        {
            "real_gbp": real.ravel(),
            "cash_gbp": (real * inflation).ravel(),
            "committed": np.repeat(committed, len(profile)),
        },
        index=pd.MultiIndex.from_arrays(
            [names, years.ravel()], names=["scheme", "year"]
        ),
    )


def pays_exempt(scenario: Scenario, plan: Plan) -> bool:
    """Whether a plan spends on a scheme whose cost is exempt from publication.

    Its capital, and every sum with it, would tell the cost (Part II).
    """
    schemes = scenario.schemes
    if "cost_exempt" not in schemes or not schemes["cost_exempt"].any():
        return False
    paid = capital_spend(scenario, plan).index.unique("scheme")
    return bool(schemes["cost_exempt"].reindex(paid).eq(other=True).any())


def yearly_costs(
    scenario: Scenario,
    placements: Placements,
    rows: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every part but capital, real pounds of each assessed year, undiscounted.

    Parameters
    ----------
    scenario, placements
        What is assumed, and where each child is placed.
    rows
        ``journeys`` of the children, when at hand already.

    Returns
    -------
    pandas.DataFrame
        Index year, a column a part of ``PARTS`` in their order, ``capital`` apart.
    """
    years = list(scenario.years)
    if rows is None:
        rows = journeys(scenario, placements.children.index)
    children = placements.children[years].to_numpy(float)
    rates = _rates(scenario, rows)
    priced = pd.DataFrame(rates.T @ children, index=PARTS[1:7], columns=years).T
    kinds = scenario.destinations["kind"]
    extra = placements.from_mainstream[years]
    priced["top_up"] += _by_kind(scenario, extra, kinds, "top_up_gbp")
    needed = placements.still_needed[years].to_numpy(float).sum(axis=0)
    priced["still_needed"] = scenario.prices.unplaced_gbp * needed
    priced["gap"] = beyond_gbp(scenario, placements, rows)
    state = kinds[kinds.isin(STATE_KINDS).to_numpy()]
    funding = _by_kind(scenario, placements.places[years], state, "place_funding_gbp")
    priced.insert(0, "place_funding", funding)
    return priced


def price_plan(scenario: Scenario, plan: Plan, placements: Placements) -> pd.Series:
    """Present value of every part of the whole cost, real 2025 pounds.

    Returns
    -------
    pandas.Series
        Index ``PARTS``; the sum is the whole cost of docs/model.md section 5.
    """
    return present_value(scenario, plan, yearly_costs(scenario, placements))


def present_value(scenario: Scenario, plan: Plan, running: pd.DataFrame) -> pd.Series:
    """Discount what ``yearly_costs`` gives, and add the capital of the plan.

    Returns
    -------
    pandas.Series
        As ``price_plan``.
    """
    rate = float(scenario.costs["discount_rate"])
    start = float(scenario.costs["price_year"])
    factor = (1 + rate) ** -(running.index.to_numpy(float) - start)
    parts = pd.Series(factor @ running.to_numpy(float), index=running.columns)
    spend = capital_spend(scenario, plan)
    spent = spend.index.get_level_values("year").to_numpy(float)
    later = np.maximum(spent - start, 0.0)
    parts["capital"] = float(spend["real_gbp"].to_numpy(float) @ (1 + rate) ** -later)
    return parts.rename("present_value_gbp")


def _rates(scenario: Scenario, rows: pd.DataFrame) -> Floats:
    """Pounds a child and year: a row a placement row, a column a part 1 to 6."""
    costs, prices = scenario.costs, scenario.prices
    running = scenario.running.reindex(rows["kind"]).fillna(0.0)
    state = rows["state"].to_numpy(bool)
    minutes = rows["minutes"].to_numpy(float)
    trip = float(costs["transport_fixed"]) + float(costs["transport_km"]) * (
        rows["road_km"].to_numpy(float) * 2 * float(costs["school_days"])
    )
    return np.column_stack(
        [
            np.where(state, running["top_up_gbp"].to_numpy(float), 0.0),
            np.where(state, 0.0, running["fee_gbp"].to_numpy(float)),
            rows["transported"].to_numpy(float) * trip,
            prices.minute_gbp * minutes,
            prices.far_gbp * rows["long"].to_numpy(float),
            prices.independent_gbp * (rows["kind"] == "independent").to_numpy(float),
        ]
    )


def _by_kind(
    scenario: Scenario, frame: pd.DataFrame, kinds: pd.Series, rate: str
) -> Floats:
    """Sum over settings of ``kinds`` of a frame by setting at a rate of the kind."""
    found = frame[frame.index.isin(kinds.index)]
    each = scenario.running[rate].reindex(kinds.reindex(found.index)).fillna(0.0)
    total: Floats = each.to_numpy(float) @ found.to_numpy(float)
    return total


def _positions(
    index: pd.MultiIndex, level: int, target: pd.Index
) -> npt.NDArray[np.intp]:
    """Position in ``target`` of each row's key on one level."""
    found = target.get_indexer(index.levels[level])
    positions: npt.NDArray[np.intp] = found[index.codes[level]]
    if (positions < 0).any():
        unknown = index.get_level_values(level)[positions < 0].unique()
        problem = Problem(
            f"The placements name a {index.names[level]} the scenario does not have.",
            "Place the children again in this scenario.",
            value=str(unknown[0]),
        )
        raise PlannerError([problem])
    return positions


def _aligned(frame: pd.DataFrame, like: pd.DataFrame) -> Floats:
    """Give a frame's figures in the order of another's index and columns."""
    return frame.reindex(index=like.index, columns=like.columns).to_numpy(float)
