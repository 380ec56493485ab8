"""The maps of a pack: of an option, and one district of it enlarged."""

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from capital_planner.groupings import crossing_matrix, crossings
from capital_planner.mapspec import (
    MapChoice,
    MapSpec,
    district_page_map,
    land,
    sufficiency_map,
)
from capital_planner.papers.facts import Facts, Worked
from capital_planner.papers.telling import NOTHING
from capital_planner.settings import Audience


def drawn(facts: Facts, key: str) -> MapSpec:
    """Map an option in the last year: places less children of each district.

    Drawing takes seconds, and several sections show the same map: it is kept.
    """
    option = facts.option(key)
    other = facts.chosen if key == NOTHING else NOTHING
    beside = facts.option(other)
    choice = MapChoice(
        year=facts.last_year,
        theme="sufficiency",
        audience=facts.audience,
        option=option.name,
        before=beside.name,
    )
    kept = facts.maps
    if (option, beside, choice) not in kept:
        kept[option, beside, choice] = sufficiency_map(
            option.scenario,
            option.measures,
            choice=choice,
            ground=land(facts.case.areas, facts.case.outlines),
            plan=option.plan,
            compare=beside.measures,
        )
    return kept[option, beside, choice]


def without_unsettled(spec: MapSpec) -> MapSpec:
    """Leave out schemes that stand in one of several districts."""
    settled = tuple(symbol for symbol in spec.symbols if "|" not in symbol.district)
    return replace(spec, symbols=settled)


def district_map(facts: Facts, spec: MapSpec, district: str) -> MapSpec:
    """Enlarge one district of the chosen option's map, with its towns.

    Arrows show where children learn who cross its boundary. In public there are
    none where the option has schemes that are told of nowhere by district.
    """
    option = facts.option(facts.chosen)
    hidden = option.measures.leaves_out and not facts.restricted
    return district_page_map(
        spec,
        district,
        towns=facts.case.towns,
        crossed=None if hidden else _crossed(option, facts.last_year, facts.audience),
    )


@lru_cache(maxsize=1)
def _crossed(option: Worked, year: int, audience: Audience) -> pd.DataFrame:
    found = crossings(option.scenario, option.placements)
    return crossing_matrix(found, year, audience)
