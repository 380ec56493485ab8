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
    generated = _joined([schemes for schemes, _ in found])
    variants = at_hosts(case, published)
    given = [published.assign(instead_of=""), variants]
    columns = [*published.columns, "instead_of"]
    own_ramp = ramps(generated, case.assumptions, {})
    return Offer(
        schemes=_joined([*given, generated.assign(instead_of="")])[columns],
        sizes=_joined(
            [
                published_sizes,
                like_their_schemes(published_sizes, variants),
                *(sizes for _, sizes in found),
            ]
        ),
        ramp=_joined(
            [published_ramp, like_their_schemes(published_ramp, variants), own_ramp]
        ),
    )


def _joined(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Put frames together; one without a row has no say in the types of columns."""
    return pd.concat([frame for frame in frames if len(frame)])


def growth_near(scenario: Scenario) -> dict[str, dict[str, frozenset[int]]]:
    """Years in which a candidate growth may not open, by the decided growth near.

    A special school does not grow twice in ``growth_rest_years``.
    """
    schemes = scenario.schemes
    special = schemes["kind"] == "special"
    grows = schemes[special & (schemes["provision"] != schemes.index)]
    idea = grows["standing"] == "candidate"
    decided = grows[~idea]
    rest = int(scenario.costs["growth_rest_years"])
    near: dict[str, dict[str, frozenset[int]]] = {}
    for scheme, school in grows.loc[idea, "provision"].items():
        years = decided.loc[decided["provision"] == school, "earliest_year"]
        near[str(scheme)] = {
            str(other): frozenset(range(year + 1 - rest, year + rest))
            for other, year in zip(years.index, years.tolist(), strict=True)
        }
    return near


def resting_years(scenario: Scenario) -> dict[str, frozenset[int]]:
    """Years in which a candidate growth may not open: its school grows near them.

    Growth that an officer has released is not counted.
    """
    pins = scenario.settings.rules.pins
    released = {pin.scheme for pin in pins if pin.decision == "release"}
    none: frozenset[int] = frozenset()
    return {
        scheme: none.union(*(near[other] for other in near.keys() - released))
        for scheme, near in growth_near(scenario).items()
    }


def opening_years(scenario: Scenario) -> dict[str, tuple[int, ...]]:
    """Years in which each scheme may be ready and open, by its id."""
    schemes, last = scenario.schemes, max(scenario.years)
    ends = schemes["latest_year"].clip(upper=last)
    return {
        str(scheme): tuple(range(int(begin), int(end) + 1))
        for scheme, begin, end in zip(
            schemes.index, schemes["earliest_year"], ends, strict=True
        )
    }
