"""A case: the checked facts about one authority, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd


@dataclass(frozen=True)
class Assumptions:
    """Numbers a person chose or looked up, each with its unit, status and source.

    Attributes
    ----------
    table
        Index ``(name, key)``, key empty where the figure is single; columns
        ``value``, ``low``, ``high`` (NaN where no range is stated), ``unit``,
        ``status`` (published, derived, working assumption) and ``source``.
    """

    table: pd.DataFrame

    def value(self, name: str, key: str = "") -> float:
        """One figure, in the unit its row states.

        Raises
        ------
        KeyError
            If the case holds no such row; ``read_case`` checks that it does.
        """
        return self._values[(name, key)]

    @cached_property
    def _values(self) -> dict[tuple[str, str], float]:
        values = self.table["value"].astype(float)
        return dict(zip(self.table.index, values.tolist(), strict=True))

    def by_key(self, name: str, column: str = "value") -> pd.Series:
        """All figures of one name, indexed by key, in the order of the table."""
        own = self.table[self.table.index.get_level_values("name") == name]
        return own[column].droplevel("name").astype(float)

    def group(self, name: str, first: str) -> list[float]:
        """Figures of one name whose key is ``first`` and a running number."""
        rows = self.by_key(name)
        own = [str(key).rsplit(" ", 1)[0] == first for key in rows.index]
        return [float(figure) for figure in rows[own]]


@dataclass(frozen=True)
class Case:
    """Everything known and assumed about one authority.

    Every table has the columns, units and meaning of ``data/schema/<table>.csv``,
    in that order, with a plain integer index; grid coordinates are British
    National Grid metres (EPSG:27700). A table that the case lacks has no rows.
    ``digest`` is the SHA-256 of all tables as read, ``digests`` that of each
    that there is, by its name.
    """

    name: str
    digest: str
    digests: Mapping[str, str]
    authority: pd.DataFrame
    areas: pd.DataFrame
    outlines: pd.DataFrame
    demand_points: pd.DataFrame
    population: pd.DataFrame
    projection: pd.DataFrame
    plans_by_placement: pd.DataFrame
    plans_by_age_and_placement: pd.DataFrame
    plans_by_age_and_need: pd.DataFrame
    plans_by_need_and_placement: pd.DataFrame
    new_plans: pd.DataFrame
    ceased_plans: pd.DataFrame
    placements: pd.DataFrame
    scap_forecast: pd.DataFrame
    schools: pd.DataFrame
    special_schools: pd.DataFrame
    nearby_special_schools: pd.DataFrame
    independent_schools: pd.DataFrame
    bases: pd.DataFrame
    programme: pd.DataFrame
    funding: pd.DataFrame
    pots: pd.DataFrame
    barriers: pd.DataFrame
    journeys: pd.DataFrame
    presets: pd.DataFrame
    groupings: pd.DataFrame
    towns: pd.DataFrame
    postcodes: pd.DataFrame
    assumptions: Assumptions
