"""An option told by the areas of a grouping: a worker's work, no Qt.

Importing this module loads pandas.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from capital_planner.disclosure import ALL, said
from capital_planner.groupings import (
    crossing_matrix,
    crossings,
    grouped_measures,
    grouped_scenario,
    largest_crossings,
)
from capital_planner.mapspec import academic_year, with_crossings

if TYPE_CHECKING:
    import pandas as pd

    from capital_planner.groupings import Grouping
    from capital_planner.mapspec import MapSpec
    from capital_planner.settings import Audience
    from ui.state import Assessed, View

MOST_ARROWS = 6
KEPT = 4


@dataclass(frozen=True, eq=False)
class Regrouped:
    """What an option does by area, and who learns in another area.

    Attributes
    ----------
    crossed, told
        Of the option, and of what the public is told of it.
    """

    assessed: Assessed
    crossed: pd.DataFrame
    told: pd.DataFrame

    def seen(self, audience: Audience) -> pd.DataFrame:
        """Give who learns in another area as an audience may be told."""
        return self.told if audience == "public" else self.crossed


@lru_cache(maxsize=KEPT)
def regrouped(assessed: Assessed, grouping: Grouping) -> Regrouped:
    """Tell an option by the areas of a grouping; kept for the next drawing."""
    scenario = grouped_scenario(assessed.scenario, grouping)
    crossed, told = both_crossings(replace(assessed, scenario=scenario))
    measures = grouped_measures(assessed.measures, crossed, told, grouping)
    seen = replace(assessed, scenario=scenario, measures=measures)
    return Regrouped(seen, crossed, told)


def both_crossings(assessed: Assessed) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count who learns where: as it is, and as the public is told it."""
    crossed = crossings(assessed.scenario, assessed.placements)
    if assessed.told is assessed.placements:
        return crossed, crossed
    return crossed, crossings(assessed.scenario, assessed.told)


def with_arrows(spec: MapSpec, told: Regrouped, grouping: Grouping) -> MapSpec:
    """Put the largest crossings on the map of the areas."""
    matrix = crossing_matrix(told.seen(spec.audience), spec.year, spec.audience)
    return with_crossings(spec, largest_crossings(matrix, MOST_ARROWS), grouping.note)


def crossing_rows(
    crossed: pd.DataFrame, year: int, audience: Audience
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Columns and rows of the table of who learns where, in words."""
    matrix = crossing_matrix(crossed, year, audience)
    columns = ("Live in", *(_named(str(name)) for name in matrix.columns))
    rows = [
        (_named(str(home)), *(_shown(value, audience) for value in row))
        for home, row in zip(matrix.index, matrix.to_numpy().tolist(), strict=True)
    ]
    return columns, (*rows[1:], rows[0])


def crossing_table(told: Regrouped, view: View) -> pd.DataFrame:
    """Rows of across_borders.csv, as the audience of the view may see them."""
    matrix = crossing_matrix(told.seen(view.audience), view.year, view.audience)
    table = matrix.rename_axis(columns=None).reset_index(names="live_in")
    whole = table if view.audience == "restricted" else table.convert_dtypes()
    return whole.assign(year=academic_year(view.year))


def _named(name: str) -> str:
    return "All" if name == ALL else name


def _shown(value: float, audience: Audience) -> str:
    return said(value) if audience == "public" else f"{value:,.0f}"
