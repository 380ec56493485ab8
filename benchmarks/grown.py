"""Lancashire made larger or smaller: more zones, years or schemes.

What is added is invented, to measure time and memory by size: it says nothing
about the county.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import pandas as pd

from capital_planner.case import Case
from capital_planner.needs import PHASE_NAMES
from capital_planner.scenario import Scenario, build
from capital_planner.settings import Resolution, ScenarioSettings

NEARBY = 0.1
"""Most by which a journey of a copy is longer or shorter than that of the first."""
SHARED = ("demand", "base_placements", "across_border")
ALIKE = ("zones", "stay_share", "move_up_share", "transported")
JOURNEYS = ("minutes", "road_km")


@dataclass(frozen=True)
class Size:
    """Which scenario to measure.

    Attributes
    ----------
    resolution
        How finely homes are placed on the map.
    zones
        Parts into which every zone is split.
    years
        Years assessed; 0 for those of the case.
    schemes
        Times the hosts of candidate bases; below 1, a part of them.
    """

    resolution: Resolution = "msoa"
    zones: int = 1
    years: int = 0
    schemes: float = 1.0


def scenario_of(case: Case, size: Size, seed: int = 0) -> Scenario:
    """Build the central future of a case, and bring it to a size."""
    scenario = build(case, "central", ScenarioSettings(resolution=size.resolution))
    rng = np.random.default_rng(seed)
    if size.zones > 1:
        scenario = split_zones(scenario, size.zones, rng)
    if size.years:
        scenario = so_many_years(scenario, size.years)
    if size.schemes < 1:
        scenario = fewer_hosts(scenario, size.schemes, rng)
    if size.schemes > 1:
        scenario = more_hosts(scenario, round(size.schemes) - 1, rng)
    return scenario


def split_zones(scenario: Scenario, parts: int, rng: np.random.Generator) -> Scenario:
    """Split every zone into parts with an even share of its children each.

    Journeys of a part differ from those of the zone by up to a tenth.
    """
    named = [
        {zone: f"{zone}-{part}" for zone in scenario.zones.index}
        for part in range(parts)
    ]
    times = rng.uniform(1 - NEARBY, 1 + NEARBY, (parts, *scenario.minutes.shape))
    frames: dict[str, list[Any]] = {}
    for name in ALIKE:
        frames[name] = [getattr(scenario, name)] * parts
    for name in SHARED:
        frames[name] = [getattr(scenario, name) / parts] * parts
    for name in JOURNEYS:
        frames[name] = [getattr(scenario, name) * by for by in times]
    found: dict[str, Any] = {
        name: pd.concat(
            [part.rename(index=names) for part, names in zip(each, named, strict=True)]
        )
        for name, each in frames.items()
    }
    return replace(scenario, **found)


def so_many_years(scenario: Scenario, count: int) -> Scenario:
    """Assess the first years alone, or years after the last that are like it."""
    last = scenario.years[-1]
    years = tuple(range(scenario.years[0], scenario.years[0] + count))
    found: dict[str, Any] = {}
    for item in fields(scenario):
        frame = getattr(scenario, item.name)
        if isinstance(frame, pd.DataFrame) and last in frame.columns:
            found[item.name] = _so_many_columns(frame, last, years)
    schemes = scenario.schemes
    to_the_end = schemes["latest_year"] == last
    latest = schemes["latest_year"].where(~to_the_end, years[-1])
    grown = replace(scenario, years=years, schemes=schemes.assign(latest_year=latest))
    return _within_demand(replace(grown, **found), last)


def _so_many_columns(
    frame: pd.DataFrame, last: int, years: tuple[int, ...]
) -> pd.DataFrame:
    """Drop the columns of later years, or repeat the last for those added."""
    kept = frame.drop(columns=list(range(years[-1] + 1, last + 1)))
    for year in [year for year in years if year > last]:
        kept[year] = frame[last]
    return kept


def _within_demand(scenario: Scenario, last: int) -> Scenario:
    """Let no more move up after ``last`` than the next phase has room for."""
    demand, stay = scenario.demand, scenario.stay_share
    move = scenario.move_up_share.copy()
    at_the_end = demand.index.get_level_values("phase") == PHASE_NAMES[-1]
    for year in [year for year in scenario.years if year > last]:
        before = demand[year - 1].to_numpy()
        room = demand[year].to_numpy() - stay[year].to_numpy() * before
        onwards = np.where(at_the_end, 0.0, np.maximum(np.roll(room, -1), 0.0))
        most = np.divide(onwards, before, out=np.zeros_like(room), where=before > 0)
        move[year] = np.minimum(move[year], most)
    return replace(scenario, move_up_share=move)


def fewer_hosts(scenario: Scenario, share: float, rng: np.random.Generator) -> Scenario:
    """Keep a share of the hosts of candidate bases, drawn at random."""
    bases = _candidate_bases(scenario)
    hosts = bases["host"].unique()
    left = rng.choice(hosts, round(len(hosts) * (1 - share)), replace=False)
    out = bases.index[bases["host"].isin(left)]
    return replace(
        scenario,
        schemes=scenario.schemes.drop(index=out),
        sizes=scenario.sizes.drop(index=out, level="scheme"),
        ramp=scenario.ramp.drop(index=out),
    )


def more_hosts(scenario: Scenario, copies: int, rng: np.random.Generator) -> Scenario:
    """Add copies of the hosts of candidate bases, each a little elsewhere."""
    bases = _candidate_bases(scenario)
    sizes = scenario.sizes.loc[list(bases.index)]
    found: dict[str, list[Any]] = {
        name: [getattr(scenario, name)]
        for name in ("schemes", "sizes", "ramp", "minutes", "road_km", "transported")
    }
    for copy in range(1, copies + 1):
        names = {scheme: f"{scheme}-{copy}" for scheme in bases.index}
        schemes = bases.rename(index=names)
        host = bases["host"].to_numpy() + f"-{copy}"
        found["schemes"].append(schemes.assign(provision=schemes.index, host=host))
        found["sizes"].append(sizes.rename(index=names, level="scheme"))
        found["ramp"].append(scenario.ramp.loc[bases.index].rename(index=names))
        times = rng.uniform(1 - NEARBY, 1 + NEARBY, (len(scenario.zones), len(bases)))
        for journeys in JOURNEYS:
            ways = getattr(scenario, journeys)[bases.index] * times
            found[journeys].append(ways.rename(columns=names))
        carried = scenario.transported[list(bases.index)]
        found["transported"].append(carried.rename(columns=names, level=0))
    across = (*JOURNEYS, "transported")
    joined: dict[str, Any] = {
        name: pd.concat(frames, axis=1 if name in across else 0)
        for name, frames in found.items()
    }
    return replace(scenario, **joined)


def _candidate_bases(scenario: Scenario) -> pd.DataFrame:
    schemes = scenario.schemes
    candidate = (schemes["standing"] == "candidate") & (schemes["kind"] == "base")
    return schemes[candidate & (schemes["provision"] == schemes.index)]
