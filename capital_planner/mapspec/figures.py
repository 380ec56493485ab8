"""District figures of a map, as published, and the classes they fall in."""

from dataclasses import dataclass

import pandas as pd

from capital_planner.apportionment import Basis
from capital_planner.disclosure import ALL, council_figures, public_figures, said
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


@dataclass(frozen=True)
class DistrictFigures:
    """Figures as published, for the need and phase of the map.

    Attributes
    ----------
    table
        Index ``(district, year)``, with the district ``all`` for the authority;
        columns ``demand``, ``places``, ``still_needed`` (multiples of 5, NaN
        where held back) and ``shown``, the figure of the theme.
    authority
        Index year; the same for all needs and phases, with the other measures
        of :func:`capital_planner.disclosure.public_figures`.
    """

    table: pd.DataFrame
    authority: pd.DataFrame

    def districts(self, year: int | None = None) -> pd.DataFrame:
        """Rows of the districts, of one year (index district) or of all."""
        names = self.table.index.get_level_values("district")
        rows = self.table[names != ALL]
        if year is None:
            return rows
        return rows[rows.index.get_level_values("year") == year].droplevel("year")

    def total(self, column: str, year: int) -> float:
        """One figure of the authority for the need and phase of the map."""
        index = self.table.index
        wanted = (index.get_level_values("district") == ALL) & (
            index.get_level_values("year") == year
        )
        return float(self.table.loc[wanted, column].iloc[0])


def district_figures(measures: Measures, choice: MapChoice) -> DistrictFigures:
    """Figures of every district and year for the need and phase of the map.

    They are rounded for every audience; the council's leave out no scheme.
    """
    public = choice.audience == "public"
    held = (public_figures if public else council_figures)(measures)
    table = of_need_and_phase(held, choice.need, choice.phase)
    children = table["demand"]
    shown = children if choice.theme == "children" else table["places"] - children
    everyone = of_need_and_phase(held, None, None)
    whole = everyone.index.get_level_values("district") == ALL
    return DistrictFigures(
        table.assign(shown=shown), everyone[whole].droplevel("district")
    )


def of_need_and_phase(
    held: pd.DataFrame, need: str | None, phase: str | None
) -> pd.DataFrame:
    """Figures of one need and phase, or of all: index ``(district, year)``.

    They are 0 where nobody here has that need at that age.
    """
    needs = held.index.get_level_values("need")
    phases = held.index.get_level_values("phase")
    table = held[(needs == (need or ALL)) & (phases == (phase or ALL))]
    if table.empty:
        table = (held[(needs == ALL) & (phases == ALL)] * 0.0).fillna(0.0)
    return table.droplevel(["need", "phase"])


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
    basis: Basis,
) -> tuple[Area, ...]:
    """Areas in drawing order, each with its class, colour and printed value.

    Parameters
    ----------
    rows
        As :meth:`DistrictFigures.districts` returns for one year.
    labels
        Where each area's name is printed, by area code.
    basis
        How figures of districts come about.
    """
    return tuple(
        _district(
            outline, rows, classes, choice=choice, at=labels[outline.code], basis=basis
        )
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
    basis: Basis,
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
        tooltip="\n".join([_facts(outline.name, row, choice), basis.short]),
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
        "Children who need a place": said(float(row["demand"])),
        "Specialist places open": said(float(row["places"])),
        "Places still needed": said(float(row["still_needed"])),
    }
    lines = [f"{label}: {value}" for label, value in facts.items()]
    heading = f"{name}, {academic_year(choice.year)}, {choice.group_words()}"
    return "\n".join([heading, *lines])
