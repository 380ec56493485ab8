"""From a case, a future and settings to a scenario."""

import numpy as np
import pandas as pd

from capital_planner.apportionment import basis
from capital_planner.case import Case
from capital_planner.demand import Projection, project
from capital_planner.geography import county_points, zones_of
from capital_planner.scenario.flows import (
    by_phase,
    moving_shares,
    tier_shares,
    within_demand,
)
from capital_planner.scenario.frames import Scenario
from capital_planner.scenario.homes import Homes, homes
from capital_planner.scenario.money import (
    capital_profile,
    caps,
    carry_on,
    costs,
    funding,
    pots,
    preset_prices,
    running,
    transported,
)
from capital_planner.scenario.offer import Offer, offer
from capital_planner.scenario.today import Today, today
from capital_planner.scenario.travel import Travel
from capital_planner.settings import Future, ScenarioSettings


def build(case: Case, future: Future, settings: ScenarioSettings) -> Scenario:
    """Everything assumed before a plan is chosen.

    Parameters
    ----------
    future
        One of the named futures.
    settings
        Goal, envelope and resolution.

    Returns
    -------
    Scenario

    Raises
    ------
    DataError
        If the preset is not in the case.
    """
    base_year = int(case.authority["base_year"].iloc[0])
    every = list(range(base_year, int(case.authority["last_year"].iloc[0]) + 1))
    points = county_points(case, settings.resolution)
    travel = Travel(case, points, zones_of(points))
    living = homes(case, points, every)
    projection = project(case, future)
    now = today(case, projection, living, travel)
    offered = offer(case, now.provisions)
    demand, border = _demand(projection, living, now)
    stay, move = within_demand(demand, *moving_shares(projection))
    sites = _sites(now, offered)
    minutes, road_km = _ways(travel, sites)
    return Scenario(
        case_name=case.name,
        case_digest=case.digest,
        future=future,
        settings=settings,
        prices=settings.prices or preset_prices(case, settings.preset),
        base_year=base_year,
        years=tuple(every[1:]),
        zones=travel.zones,
        demand=demand,
        demand_parts=_parts(projection, border, now.no_setting),
        plans=projection.plans.swaplevel().sort_index(),
        stay_share=stay,
        move_up_share=move,
        tier_share=_tiers(case, now, settings.base_share),
        provisions=now.provisions,
        open_places=_open_places(case, now, every),
        base_placements=now.base_placements,
        across_border=border,
        schemes=offered.schemes,
        sizes=offered.sizes,
        ramp=offered.ramp,
        minutes=minutes,
        road_km=road_km,
        transported=transported(case.assumptions, road_km, sites),
        journey_limit=case.assumptions.by_key("journey_limit_minutes"),
        costs=costs(case.assumptions),
        running=running(case.assumptions),
        capital_profile=capital_profile(case.assumptions),
        carry_on=carry_on(case.assumptions, every[1:]),
        funding=funding(case, settings.envelope_gbp),
        pots=pots(case),
        caps=caps(case),
        misfits=now.misfits,
        unmatched=now.unmatched,
        basis=basis(case),
    )


def _demand(
    projection: Projection, living: Homes, now: Today
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Children in the plan's reach, and those across the border (a fixed use)."""
    parts = by_phase(projection)
    every = living.spread(parts)
    special = living.spread(parts.loc[["state special"]])
    outside = now.across_border.reindex(every.index, fill_value=0.0)
    border = pd.DataFrame(dict.fromkeys(every.columns, outside)).clip(upper=special)
    unmatched = now.no_setting.sum(axis=1).reindex(every.index, fill_value=0.0)
    within = every.sub(unmatched, axis=0).clip(lower=border)
    return within - border, border


def _parts(
    projection: Projection, border: pd.DataFrame, no_setting: pd.DataFrame
) -> pd.DataFrame:
    """Named parts of the need for a place; children across the border apart."""
    unmatched = no_setting.groupby(level=["need", "phase"]).sum()
    columns = {str(part): unmatched[part] for part in unmatched}
    out = pd.concat(columns, names=["part", "need", "phase"])
    every = by_phase(projection)
    parts = every.sub(out.reindex(every.index, fill_value=0.0), axis=0).clip(lower=0)
    abroad = border.groupby(level=["need", "phase"]).sum()
    own = parts.loc[["state special"]].droplevel("part")
    rest = parts.drop(index="state special", level="part")
    frames = {
        "state special": own.sub(abroad, fill_value=0.0).clip(lower=0),
        **{part: rest.xs(part, level="part") for part in rest.index.unique("part")},
        "across the border": abroad,
    }
    joined: pd.DataFrame = pd.concat(frames, names=["part", "need", "phase"])
    return joined


def _tiers(case: Case, now: Today, base_share: float) -> pd.DataFrame:
    placed = now.base_placements
    keys = [placed.index.get_level_values(name) for name in ("need", "phase")]
    kind = placed.index.get_level_values("provision").map(
        now.provisions["kind"].to_dict()
    )
    every = placed.groupby(keys).sum()
    alone = placed[kind == "independent"]
    alone_keys = [alone.index.get_level_values(name) for name in ("need", "phase")]
    counted = pd.DataFrame(
        {"all": every, "independent": alone.groupby(alone_keys).sum()}
    ).fillna(0.0)
    return tier_shares(
        case.assumptions.by_key("base_met_share") * base_share,
        case.assumptions.by_key("substitutable_share"),
        counted,
    )


def _sites(now: Today, offered: Offer) -> pd.DataFrame:
    """Everything a child can travel to: kind, URN, phases, easting and northing."""
    columns = ["kind", "urn", "phases", "easting", "northing"]
    own = offered.schemes[offered.schemes["provision"] == offered.schemes.index]
    return pd.concat([now.provisions[columns], own[columns]])


def _ways(travel: Travel, sites: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Minutes and road km to every site, the pooled ones included."""
    pooled = sites["easting"].isna()
    known, pools = travel.to(sites[~pooled]), travel.to_pools(sites[pooled]["kind"])
    minutes, road_km = (
        pd.concat(pair, axis=1)[list(sites.index)]
        for pair in zip(known, pools, strict=True)
    )
    return minutes, road_km


def _open_places(case: Case, now: Today, years: list[int]) -> pd.DataFrame:
    """Places open with no further decision; independent ones grow a year."""
    growth = 1 + case.assumptions.value("independent_capacity_growth")
    pooled = now.provisions["easting"].isna().to_numpy()
    places = now.provisions["places"].to_numpy(float)
    frame = {
        year: np.where(pooled, places * growth ** (year - years[0]), places)
        for year in years
    }
    return pd.DataFrame(frame, index=now.provisions.index)
