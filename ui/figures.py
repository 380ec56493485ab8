"""Measures as figures and words: cards, districts and years, by audience."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from capital_planner.disclosure import HELD_BACK, about, shown_estimate
from capital_planner.mapspec import MapSpec, academic_year
from capital_planner.mapspec.story import CAPITAL, REVENUE
from ui.state import Card, DistrictRow, View

if TYPE_CHECKING:
    from capital_planner.settings import Audience
    from capital_planner.sufficiency import Measures

MINUS = "\N{MINUS SIGN}"
POUND = "\N{POUND SIGN}"
Unit = Literal["children", "minutes", "million"]


def cards(
    measures: Measures, before: Measures, *, year: int, audience: Audience
) -> tuple[Card, ...]:
    """Six live measures of an option in a year, against doing nothing."""
    return tuple(
        _card(title, unit, values=(now, then), audience=audience)
        for (title, unit, now), (_, _, then) in zip(
            _headlines(measures, year), _headlines(before, year), strict=True
        )
    )


def _headlines(measures: Measures, year: int) -> list[tuple[str, Unit, float]]:
    totals, money = _totals(measures, year), measures.money
    capital = float(money.loc[money.index <= year, CAPITAL].to_numpy().sum())
    revenue = float(money.loc[[year], REVENUE].to_numpy().sum())
    return [
        ("Places still needed", "children", totals["still_needed"]),
        ("In independent schools", "children", totals["independent"]),
        ("Middle journey", "minutes", totals["median_minutes"]),
        ("Long journeys", "children", totals["long_journey"]),
        (f"Capital to {academic_year(year)}", "million", capital / 1e6),
        (f"Revenue in {academic_year(year)}", "million", revenue / 1e6),
    ]


def _totals(measures: Measures, year: int) -> dict[str, float]:
    row = measures.totals.loc[[year]].iloc[0]
    return {str(name): float(value) for name, value in row.items()}


def _card(
    title: str, unit: Unit, *, values: tuple[float, float], audience: Audience
) -> Card:
    now, then = (_shown(value, unit, audience) for value in values)
    said_now = figure(now, unit, audience)
    if now is None or then is None:
        return Card(title, said_now, "not compared: small numbers", "same")
    change = now - then
    if abs(change) < (0.5 if unit == "children" else 0.05):
        return Card(title, said_now, "same as do nothing", "same")
    amount = f"{abs(change):,.0f}" if unit == "children" else f"{abs(change):,.1f}"
    sign = "+" if change > 0 else MINUS
    said = f"{sign}{amount} against do nothing"
    if title.startswith("Capital"):
        return Card(title, said_now, said, "same")
    return Card(title, said_now, said, "worse" if change > 0 else "better")


def _shown(value: float, unit: Unit, audience: Audience) -> float | None:
    """Round as printed, so that a change is the difference of what is printed."""
    if unit != "children":
        return round(value, 1)
    return shown_estimate(value) if audience == "public" else float(round(value))


def figure(value: float | None, unit: Unit, audience: Audience) -> str:
    """Print a figure that is rounded as it is shown; None is held back."""
    if value is None:
        return HELD_BACK
    if unit == "minutes":
        return "none placed" if math.isnan(value) else f"{value:,.1f} min"
    if unit == "million":
        return f"{POUND}{value:,.1f}m"
    if audience == "restricted" or value == 0:
        return f"{value:,.0f}"
    return f"about {value:,.0f}"


def children(value: float, audience: Audience) -> str:
    """Estimated children as the audience may see them."""
    return about(value) if audience == "public" else f"{value:,.0f}"


def district_rows(
    measures: Measures, spec: MapSpec, view: View
) -> tuple[DistrictRow, ...]:
    """Rows of the table twin of the map, in the order of the names."""
    rows = measures.by_area[["demand", "places", "still_needed"]]
    rows = rows[rows.index.get_level_values("year") == view.year]
    for level, wanted in (("need", view.need), ("phase", view.phase)):
        if wanted is not None:
            rows = rows[rows.index.get_level_values(level) == wanted]
    sums = rows.groupby(level="district").sum()
    printed = {area.name: area.printed for area in spec.areas}
    return tuple(
        DistrictRow(
            name=str(name),
            children=children(float(row[0]), view.audience),
            places=children(float(row[1]), view.audience),
            still_needed=children(float(row[2]), view.audience),
            shown=printed.get(str(name), ""),
        )
        for name, row in zip(sums.index, sums.to_numpy(), strict=True)
    )


def year_rows(measures: Measures, audience: Audience) -> tuple[tuple[str, ...], ...]:
    """Rows of the table of years, one column a headline."""
    found = []
    for year in measures.totals.index.intersection(measures.money.index):
        need = _totals(measures, int(year))["demand"]
        shown = [
            figure(_shown(value, unit, audience), unit, audience)
            for _, unit, value in _headlines(measures, int(year))
        ]
        found.append((academic_year(int(year)), children(need, audience), *shown))
    return tuple(found)
