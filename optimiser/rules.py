"""The rules of a plan (docs/model.md section 6) over options."""

from dataclasses import dataclass

import numpy as np

from capital_planner.scenario import Scenario
from optimiser.options import Options
from optimiser.problem import Array


@dataclass(frozen=True)
class Caps:
    """Yearly caps on openings still to decide.

    Attributes
    ----------
    uses
        Whether a candidate option counts under a cap: ``[O free, N]``.
    most
        What committed schemes leave of each cap: ``[N]``.
    names
        Route, area and year of each cap.
    """

    uses: Array
    most: Array
    names: tuple[tuple[str, str, int], ...]


def caps_of(scenario: Scenario, options: Options) -> Caps:
    """At most so many schemes of a route open a year, in the county and by area."""
    schemes = scenario.schemes
    route = schemes["route"].to_numpy(str)[options.scheme]
    area = schemes["area"].to_numpy(str)[options.scheme]
    free, given = options.candidate, ~options.candidate
    uses, most, names = [], [], []
    limits = scenario.caps["most"]
    for (cap_route, cap_area), limit in zip(
        limits.index.tolist(), limits.tolist(), strict=True
    ):
        inside = (route == cap_route) & ((area == cap_area) | (cap_area == ""))
        for year in np.unique(options.year[free & inside]):
            counted = inside & (options.year == year)
            uses.append(counted[free])
            most.append(max(int(limit) - int((counted & given).sum()), 0))
            names.append((str(cap_route), str(cap_area), int(year)))
    matrix = np.array(uses, dtype=float).T if uses else np.zeros((int(free.sum()), 0))
    return Caps(matrix, np.array(most, dtype=float), tuple(names))
