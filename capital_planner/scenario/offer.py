"""What could be built: the published programme and candidates by rule."""

from dataclasses import dataclass

import pandas as pd

from capital_planner.candidates import (
    base_candidates,
    expansion_candidates,
    small_school_candidates,
)
from capital_planner.case import Case
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
