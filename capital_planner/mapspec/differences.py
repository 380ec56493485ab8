"""What two options do otherwise in each district, as its audience may see it."""

from collections.abc import Callable, Mapping

import pandas as pd

from capital_planner.disclosure import ALL
from capital_planner.mapspec.choice import MapChoice
from capital_planner.mapspec.figures import district_figures
from capital_planner.sufficiency import Measures

COUNTED: Mapping[str, str] = {
    "still_needed": "Places still needed",
    "places": "Places open",
    "independent": "Children in independent schools",
    "long_journey": "Children with a long journey",
}
"""Figures of a district that an option can change, and how a table calls them."""


def district_differences(
    this: Measures, other: Measures, choice: MapChoice, *, as_on_maps: bool = False
) -> pd.DataFrame:
    """Figures of two options by district, and how they differ.

    Parameters
    ----------
    choice
        Year, need, phase and audience.
    as_on_maps
        Round for every audience, as maps do.

    Returns
    -------
    pandas.DataFrame
        Index ``(measure, district)`` with the district ``all`` for the
        authority, measures as in ``COUNTED``; columns ``this``, ``other`` and
        ``difference`` (other less this). In public these are multiples of 5
        and NaN where held back, the difference too: it is taken of figures as
        published and so tells no more than they do. Restricted figures are
        whole numbers.
    """
    rounded = as_on_maps or choice.audience == "public"
    count = _published if rounded else _whole
    both = pd.DataFrame(
        {"this": _counts(this, choice, count), "other": _counts(other, choice, count)}
    )
    return both.assign(difference=both["other"] - both["this"])


def _counts(
    measures: Measures,
    choice: MapChoice,
    count: Callable[[Measures, MapChoice], pd.DataFrame],
) -> pd.Series:
    """Count in the year, for the need and phase; index ``(measure, district)``."""
    counts = count(measures, choice)
    columns = {name: counts[name] for name in COUNTED}
    found: pd.Series = pd.concat(columns, names=["measure", "district"])
    return found


def _published(measures: Measures, choice: MapChoice) -> pd.DataFrame:
    table = district_figures(measures, choice).table
    return table[table.index.get_level_values("year") == choice.year].droplevel("year")


def _whole(measures: Measures, choice: MapChoice) -> pd.DataFrame:
    rows = measures.by_area
    asked = {"year": choice.year, "need": choice.need, "phase": choice.phase}
    for level, wanted in asked.items():
        if wanted is not None:
            rows = rows[rows.index.get_level_values(level) == wanted]
    sums = rows[list(COUNTED)].groupby(level="district").sum()
    sums.loc[ALL] = sums.sum()
    return sums.round()
