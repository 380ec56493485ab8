"""Districts joined into areas: planning areas, and what may follow the county."""

from capital_planner.groupings.crossings import (
    INDEPENDENT,
    OTHER_AUTHORITIES,
    crossing_matrix,
    crossings,
    largest_crossings,
)
from capital_planner.groupings.grouping import (
    Grouping,
    grouped_measures,
    grouped_scenario,
    groupings,
)

__all__ = [
    "INDEPENDENT",
    "OTHER_AUTHORITIES",
    "Grouping",
    "crossing_matrix",
    "crossings",
    "grouped_measures",
    "grouped_scenario",
    "groupings",
    "largest_crossings",
]
