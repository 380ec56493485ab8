"""A grouping of districts into areas, and what is known, told by its areas."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from capital_planner.groupings.crossings import HOME, LEARNS_IN
from capital_planner.scenario import Scenario
from capital_planner.sufficiency import Measures


@dataclass(frozen=True, eq=False)
class Grouping:
    """Areas that districts are joined into.

    Attributes
    ----------
    name
        As the table ``groupings`` has it.
    status
        What it is: a published option, or a working assumption.
    area_of
        Area by district; authorities beside the plan may be in it too.
    beside
        Names in it that are no district of the plan: their children are in no
        figure.
    """

    name: str
    status: str
    area_of: Mapping[str, str]
    beside: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Its name in words, such as ``Three unitaries``."""
        return self.name.replace("_", " ").capitalize()

    @property
    def note(self) -> str:
        """What a reader must know of figures by its areas."""
        what = f"{self.label}: {self.status}, not a decision."
        said = f"{what} Figures of an area are those of its districts together."
        if not self.beside:
            return said
        beside = " and ".join(self.beside)
        return f"{said} {beside} would join an area: their children are not counted."

    def area(self, district: str) -> str:
        """Area of a district; a name that is in none stays as it is."""
        return self.area_of.get(district, district)

    def areas(self, districts: str) -> str:
        """Areas of several districts, ``|`` between."""
        found = [self.area(district) for district in districts.split("|")]
        return "|".join(dict.fromkeys(found))


def groupings(table: pd.DataFrame, districts: set[str]) -> tuple[Grouping, ...]:
    """Read every grouping of a case's table ``groupings``, in its order.

    Parameters
    ----------
    districts
        Names of the districts of the plan.
    """
    return tuple(
        Grouping(
            name=str(name),
            status=str(rows["status"].iloc[0]),
            area_of=dict(
                zip(rows["district"].astype(str), rows["area"].astype(str), strict=True)
            ),
            beside=tuple(d for d in rows["district"].astype(str) if d not in districts),
        )
        for name, rows in table.groupby("grouping", sort=False)
    )


def grouped_scenario(scenario: Scenario, grouping: Grouping) -> Scenario:
    """Put areas in the place of districts: homes, settings and schemes.

    For telling only: rules and money of a plan follow the districts.
    """
    zones, provisions, schemes = scenario.zones, scenario.provisions, scenario.schemes
    return replace(
        scenario,
        zones=zones.assign(district=zones["district"].map(grouping.area)),
        provisions=provisions.assign(
            district=provisions["district"].map(grouping.area)
        ),
        schemes=schemes.assign(
            district=schemes["district"].map(grouping.area),
            districts=schemes["districts"].map(grouping.areas),
        ),
    )


def grouped_measures(
    measures: Measures,
    crossed: pd.DataFrame,
    told: pd.DataFrame,
    grouping: Grouping,
) -> Measures:
    """Sum the measures of districts by area, exactly and before any rounding.

    Totals and money are those of the authority and stay, and so does
    ``equity``, which is a rule about districts. Children who learn in their own
    area are more than those who learn in their own district: they are counted
    again.

    Parameters
    ----------
    crossed
        As :func:`capital_planner.groupings.crossings` returns it for the areas.
    told
        The same of the placements that ``Measures.told`` is of.
    """
    summed = _summed(measures.by_area, crossed, grouping)
    public = summed if measures.told is not None else None
    if measures.told is not None and measures.leaves_out:
        public = _summed(measures.told, told, grouping)
    return replace(measures, by_area=summed, told=public)


def _summed(
    rows: pd.DataFrame, crossed: pd.DataFrame, grouping: Grouping
) -> pd.DataFrame:
    """Sum rows of ``Measures.by_area`` by area; who stays is counted again."""
    area = rows.index.get_level_values("district").map(grouping.area)
    flat = rows.reset_index().assign(district=area)
    summed = flat.groupby(list(rows.index.names), sort=False).sum()
    homes = crossed.index.get_level_values(HOME)
    stays = homes == crossed.index.get_level_values(LEARNS_IN)
    own = crossed[stays].droplevel(LEARNS_IN).reset_index()
    keys = [HOME, "need", "phase"]
    counted = own.melt(keys, var_name="year", value_name="children")
    children = counted.set_index([*keys, "year"])["children"]
    summed["own_district"] = children.reindex(summed.index).fillna(0.0)
    return summed
