"""District figures of a map, as published, and the classes they fall in."""

from dataclasses import dataclass

import pandas as pd

from capital_planner.disclosure import HELD_BACK, about, shown_estimate
from capital_planner.mapspec.choice import MapChoice, academic_year
from capital_planner.mapspec.classes import (
    HELD_BACK_FILL,
    NO_FIGURE_FILL,
    class_of,
    diverging,
    ink_on,
    sequential,
    signed,
)
from capital_planner.mapspec.outlines import Land, Outline
from capital_planner.mapspec.spec import Area, MapClass, Point
from capital_planner.sufficiency import Measures

COLUMNS = ["demand", "places", "still_needed"]


@dataclass(frozen=True)
class DistrictFigures:
    """Figures of every district and year for the need and phase of the map.

    Attributes
    ----------
    table
        Index ``(district, year)``; columns ``demand``, ``places`` and
        ``still_needed`` as the model has them.
    shown
        Same index; the figure of the theme as published, NaN where held back.
    """

    table: pd.DataFrame
    shown: pd.Series

    def in_year(self, year: int) -> pd.DataFrame:
        """Rows of one year, index district, with ``shown`` beside."""
        rows = self.table.assign(shown=self.shown)
        rows = rows[rows.index.get_level_values("year") == year]
        return rows.droplevel("year")


def district_figures(measures: Measures, choice: MapChoice) -> DistrictFigures:
    """Sum the need and phase of the map, then round as the public rules say."""
    rows = measures.by_area[COLUMNS]
    for level, wanted in (("need", choice.need), ("phase", choice.phase)):
        if wanted is not None:
            rows = rows[rows.index.get_level_values(level) == wanted]
    table = rows.groupby(level=["district", "year"]).sum()
    children = table["demand"].map(shown_estimate).astype(float)
    if choice.theme == "children":
        return DistrictFigures(table, children)
    places = table["places"].map(shown_estimate).astype(float)
    return DistrictFigures(table, places - children)


def classes_of(shown: list[pd.Series], choice: MapChoice) -> tuple[MapClass, ...]:
    """One set of classes for every year and every option compared."""
    values = [float(value) for series in shown for value in series.dropna()]
    return sequential(values) if choice.theme == "children" else diverging(values)


def paint_areas(
    land: Land,
    rows: pd.DataFrame,
    classes: tuple[MapClass, ...],
    *,
    choice: MapChoice,
    labels: dict[str, Point],
) -> tuple[Area, ...]:
    """Areas in drawing order, each with its class, colour and printed value.

    Parameters
    ----------
    rows
        As :meth:`DistrictFigures.in_year` returns.
    labels
        Where each area's name is printed, by area code.
    """
    return tuple(
        _district(outline, rows, classes, choice=choice, at=labels[outline.code])
        if outline.role == "district" and outline.name in rows.index
        else _beside(outline, labels[outline.code])
        for outline in land.outlines
    )


def _district(
    outline: Outline,
    rows: pd.DataFrame,
    classes: tuple[MapClass, ...],
    *,
    choice: MapChoice,
    at: Point,
) -> Area:
    row = rows.loc[[outline.name]].iloc[0]
    value = None if rows["shown"].isna()[outline.name] else float(row["shown"])
    index = None if value is None else class_of(value, classes)
    fill = HELD_BACK_FILL if index is None else classes[index].colour
    if value is None:
        printed = "held back"
    else:
        printed = f"{value:,.0f}" if choice.theme == "children" else signed(value)
    return Area(
        code=outline.code,
        name=outline.name,
        role="district",
        rings=outline.rings,
        label_at=at,
        value=value,
        class_index=index,
        fill=fill,
        ink=ink_on(fill),
        printed=printed,
        hatched=value is None,
        tooltip=_facts(outline.name, row, choice),
    )


def _beside(outline: Outline, at: Point) -> Area:
    return Area(
        code=outline.code,
        name=outline.name,
        role="unitary" if outline.role == "district" else outline.role,
        rings=outline.rings,
        label_at=at,
        value=None,
        class_index=None,
        fill=NO_FIGURE_FILL,
        ink=ink_on(NO_FIGURE_FILL),
        printed="",
        hatched=False,
        tooltip=f"{outline.name}\nNot part of this plan",
    )


def _facts(name: str, row: pd.Series, choice: MapChoice) -> str:
    facts = {
        "Children who need a place": about(float(row["demand"])),
        "Specialist places open": about(float(row["places"])),
        "Places still needed": about(float(row["still_needed"])),
    }
    if HELD_BACK in facts.values() and choice.theme == "sufficiency":
        facts["Places against children"] = "held back, the numbers are small"
    lines = [f"{label}: {value}" for label, value in facts.items()]
    heading = f"{name}, {academic_year(choice.year)}, {choice.group_words()}"
    return "\n".join([heading, *lines, "Shared out by population and deprivation"])
