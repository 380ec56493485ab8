"""The map of what one option does otherwise than another, by district."""

import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from capital_planner.disclosure import (
    ALL,
    ATTRIBUTION,
    CONSULTATION,
    HELD_BACK,
    left_out,
    public_lines,
    said,
)
from capital_planner.mapspec import tables
from capital_planner.mapspec.choice import MapChoice, academic_year
from capital_planner.mapspec.classes import differences, signed
from capital_planner.mapspec.differences import COUNTED, district_differences
from capital_planner.mapspec.district_map import (
    SOURCE,
    boundary,
    check_year,
    legend,
    marking,
    scale_bar_km,
    stamp,
)
from capital_planner.mapspec.figures import district_figures, paint_areas
from capital_planner.mapspec.layout import (
    metres_per_point,
    name_points,
    neighbour_points,
)
from capital_planner.mapspec.outlines import Land
from capital_planner.mapspec.spec import Area, Furniture, InsetTable, MapSpec, Theme
from capital_planner.scenario import Scenario
from capital_planner.sufficiency import Measures

SHOWN: Mapping[Theme, str] = {"children": "still_needed", "sufficiency": "places"}
"""Figure whose difference is shown for each theme.

As many children need a place under either option: where they live is no
difference, whether they have a place is.
"""
NOTE = "Estimates rounded to 5; the difference is of the rounded figures."


@dataclass(frozen=True)
class _Differences:
    """Differences of one measure, as published: index district."""

    column: str
    rows: pd.DataFrame
    choice: MapChoice

    @property
    def words(self) -> str:
        """Name of the measure within a sentence."""
        return COUNTED[self.column].lower()

    @property
    def districts(self) -> pd.DataFrame:
        """Rows of the districts, the authority left out."""
        return self.rows.drop(index=ALL)

    @property
    def total(self) -> float:
        """Difference of the authority; NaN where held back."""
        return float(self.rows["difference"].to_dict()[ALL])


def difference_map(
    scenario: Scenario,
    this: Measures,
    other: Measures,
    *,
    choice: MapChoice,
    ground: Land,
) -> MapSpec:
    """One map of an option less another: more, fewer or no difference.

    Places still needed for the theme ``children``, places open for
    ``sufficiency``. Figures are published ones for every audience, as on every
    map.

    Parameters
    ----------
    this
        Measures of the option named by ``choice.before``.
    other
        Measures of the option named by ``choice.option``: shown is other less
        this.

    Raises
    ------
    ValueError
        If the year is not one of both measures.
    """
    check_year(this, choice.year)
    check_year(other, choice.year)
    column = SHOWN[choice.theme]
    found = district_differences(this, other, choice, as_on_maps=True)
    rows = found[found.index.get_level_values("measure") == column]
    told = _Differences(column, rows.droplevel("measure"), choice)
    classes = differences(
        told.districts["difference"].dropna().tolist(), more_is_good=column == "places"
    )
    inset = _tables(told, this, other)
    headline = _title(told)
    return MapSpec(
        theme=choice.theme,
        year=choice.year,
        audience=choice.audience,
        areas=tuple(
            _told_area(area, told)
            for area in paint_areas(
                ground,
                _rows(other, told),
                classes,
                choice=choice,
                labels=name_points(ground, ()) | neighbour_points(ground, ()),
                basis=scenario.basis,
            )
        ),
        lines=boundary(ground),
        symbols=(),
        classes=classes,
        legend=legend(
            classes,
            (),
            held_back=bool(told.districts["difference"].isna().any()),
            heading=f"Difference in {told.words} (about)",
        ),
        tables=inset,
        furniture=Furniture(
            title=headline,
            subtitle=_subtitle(told),
            statements=(
                *public_lines(scenario.basis),
                *left_out(choice.audience, this, other),
                CONSULTATION,
            ),
            source=SOURCE,
            attribution=ATTRIBUTION,
            marking=marking(choice),
            stamp=stamp(
                scenario,
                replace(choice, option=f"{choice.option} less {choice.before}"),
            ),
            scale_bar_km=scale_bar_km(ground.bounds),
            description=_description(headline, inset),
        ),
        bounds=ground.bounds,
        metres_per_point=metres_per_point(ground.bounds),
    )


def _rows(other: Measures, told: _Differences) -> pd.DataFrame:
    """Rows that areas are painted from: the difference is what is shown."""
    rows = district_figures(other, told.choice).districts(told.choice.year)
    return rows.assign(shown=told.districts["difference"])


def _told_area(area: Area, told: _Differences) -> Area:
    """Print the difference with its sign, and say both figures in the tip."""
    if area.role != "district":
        return area
    choice = told.choice
    row = told.rows.loc[[area.name]].iloc[0]
    printed = HELD_BACK if area.value is None else signed(area.value)
    facts = [
        f"{area.name}, {academic_year(choice.year)}, {choice.group_words()}",
        COUNTED[told.column],
        f"{choice.before}: {said(float(row['this']))}",
        f"{choice.option}: {said(float(row['other']))}",
        f"Difference: {printed}",
    ]
    return replace(area, printed=printed, tooltip="\n".join(facts))


def _title(told: _Differences) -> str:
    """State the difference in all, and where it is largest."""
    choice, year = told.choice, academic_year(told.choice.year)
    pair = f"{choice.option} and {choice.before}"
    known = told.districts["difference"].dropna()
    differ = known[known != 0]
    where = "differences by district are held back"
    if differ.empty and len(known) == len(told.districts):
        if not told.total:
            return f"No difference in {told.words} between {pair} by district, {year}"
        where = "no difference is shown by district"
    if len(differ):
        most = differ.abs().idxmax()
        more = _more(float(differ.to_dict()[most]))
        where = f"largest difference shown in {most}: {more}"
    if not told.total or math.isnan(told.total):
        return f"{COUNTED[told.column]} differ between {pair}, {year}; {where}"
    count = f"{_more(told.total)} {told.words}"
    return f"{choice.option}: {count} than {choice.before}, {year}; {where}"


def _more(difference: float) -> str:
    return f"about {abs(difference):,.0f} {'more' if difference > 0 else 'fewer'}"


def _subtitle(told: _Differences) -> str:
    choice = told.choice
    return (
        f"{COUNTED[told.column]}, {choice.group_words()}, "
        f"{academic_year(choice.year)}: {choice.option} less {choice.before}. "
        "As many children need a place under both."
    )


def _tables(
    told: _Differences, this: Measures, other: Measures
) -> tuple[InsetTable, ...]:
    choice, year = told.choice, academic_year(told.choice.year)
    after, before = (
        tables.Told(measures, district_figures(measures, choice))
        for measures in (other, this)
    )
    measured = tables.measures_table(after, before, choice)
    by_district = InsetTable(
        f"{COUNTED[told.column]} by district, {year}",
        ("District", choice.before, choice.option, "Difference"),
        tuple(_cells(name, row) for name, row in told.districts.iterrows()),
        NOTE,
    )
    return (replace(measured, title=f"Both options, {year}"), by_district)


def _cells(name: Hashable, row: pd.Series) -> tuple[str, ...]:
    this, other, difference = (
        float(row[column]) for column in ("this", "other", "difference")
    )
    last = HELD_BACK if math.isnan(difference) else signed(difference)
    return (str(name), tables.plain(this), tables.plain(other), last)


def _description(headline: str, inset: tuple[InsetTable, ...]) -> str:
    """Put the map in words, for those who cannot see it."""
    lines = [headline + "."]
    for table in inset:
        rows = ". ".join("; ".join(row) for row in table.rows)
        lines.append(f"{table.title} ({', '.join(table.columns)}): {rows}.")
    return " ".join(lines)
