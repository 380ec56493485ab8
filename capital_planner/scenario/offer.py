"""What could be built: the published programme and candidates by rule."""

from dataclasses import dataclass

import pandas as pd

from capital_planner.candidates import (
    base_candidates,
    expansion_candidates,
    small_school_candidates,
)
from capital_planner.case import Case
from capital_planner.scenario.frames import Scenario
from capital_planner.schemes import programme, ramps
from capital_planner.variants import at_hosts, like_their_schemes


@dataclass(frozen=True)
class Offer:
    """Schemes, size ladders and ramps, as ``Scenario`` holds them."""

    schemes: pd.DataFrame
    sizes: pd.DataFrame
    ramp: pd.DataFrame


def offer(case: Case, provisions: pd.DataFrame) -> Offer:
    """Every scheme a plan can hold, and approved bases at each possible host.

    Parameters
    ----------
    provisions
        Existing settings, as ``Scenario.provisions``.
    """
    published, published_sizes, published_ramp = programme(case, provisions)
    special = provisions[provisions["kind"] == "special"]
    decided = published[published["standing"] != "candidate"]
    growth = decided[decided["route"] == "special_expansion"]
    grown = growth.groupby("provision")["earliest_year"].max()
    found = [
        base_candidates(case),
        expansion_candidates(case, special, grown),
        small_school_candidates(case),
    ]
    generated = pd.concat([schemes for schemes, _ in found])
    variants = at_hosts(case, published)
    given = [published.assign(instead_of=""), variants]
    columns = [*published.columns, "instead_of"]
    own_ramp = ramps(generated, case.assumptions, {})
    return Offer(
        schemes=pd.concat([*given, generated.assign(instead_of="")])[columns],
        sizes=pd.concat(
            [
                published_sizes,
                like_their_schemes(published_sizes, variants),
                *(sizes for _, sizes in found),
            ]
        ),
        ramp=pd.concat(
            [published_ramp, like_their_schemes(published_ramp, variants), own_ramp]
        ),
    )


def resting_years(scenario: Scenario) -> dict[str, frozenset[int]]:
    """Years in which a candidate growth may not open: its school grows near them.

    A special school does not grow twice in ``growth_rest_years``. Growth that an
    officer has released is not counted.
    """
    schemes, rules = scenario.schemes, scenario.settings.rules
    released = [pin.scheme for pin in rules.pins if pin.decision == "release"]
    special = schemes["kind"] == "special"
    grows = schemes[special & (schemes["provision"] != schemes.index)]
    idea = grows["standing"] == "candidate"
    decided = grows[~idea & ~grows.index.isin(released)]
    rest = int(scenario.costs["growth_rest_years"])
    near: dict[str, frozenset[int]] = {}
    for scheme, school in grows.loc[idea, "provision"].items():
        years = decided.loc[decided["provision"] == school, "earliest_year"].tolist()
        close = {y + n for y in years for n in range(1 - rest, rest)}
        near[str(scheme)] = frozenset(close)
    return near


def opening_years(scenario: Scenario) -> dict[str, tuple[int, ...]]:
    """Years in which each scheme may open, by its id."""
    resting, schemes = resting_years(scenario), scenario.schemes
    first, last = schemes["earliest_year"], schemes["latest_year"]
    found = {}
    for scheme, begin, end in zip(schemes.index, first, last, strict=True):
        years = range(int(begin), min(int(end), max(scenario.years)) + 1)
        closed = resting.get(str(scheme), frozenset())
        found[str(scheme)] = tuple(year for year in years if year not in closed)
    return found
