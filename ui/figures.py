"""Measures as figures and words: cards, districts and years, by audience."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from capital_planner.disclosure import (
    HELD_BACK,
    about,
    public_figures,
    restricted_figures,
    said,
    shown_estimate,
)
from capital_planner.mapspec import MapSpec, academic_year
from capital_planner.mapspec.figures import of_need_and_phase
from capital_planner.mapspec.story import CAPITAL, REVENUE
from ui.shown import Card, DistrictRow

if TYPE_CHECKING:
    from capital_planner.settings import Audience
    from capital_planner.sufficiency import Measures
    from ui.state import View

MINUS = "\N{MINUS SIGN}"
POUND = "\N{POUND SIGN}"
NOT_COMPARED = "not compared: small numbers"
EXEMPT = "not compared: a cost is exempt"
Unit = Literal["children", "minutes", "million"]


def cards(
    measures: Measures, before: Measures, *, year: int, audience: Audience
) -> tuple[Card, ...]:
    """Six live measures of an option in a year, against doing nothing."""
    return tuple(
        _card(title, unit, values=(now, then), audience=audience)
        for (title, unit, now), (_, _, then) in zip(
            _headlines(measures, year, audience),
            _headlines(before, year, audience),
            strict=True,
        )
    )


def measure_changes(
    measures: Measures, before: Measures, *, year: int, audience: Audience
) -> list[tuple[str, str, str, str]]:
    """Measures that differ as shown: name, figure before and now, and difference."""
    found = []
    for (title, unit, now), (_, _, then) in zip(
        _headlines(measures, year, audience),
        _headlines(before, year, audience),
        strict=True,
    ):
        values = tuple(_shown(value, unit, audience) for value in (then, now))
        old, new = (figure(value, unit, audience) for value in values)
        if old != new:
            found.append((title, old, new, _difference(values, unit)))
    return found


def _difference(values: tuple[float | None, ...], unit: Unit) -> str:
    """Write the difference of two figures as shown, with its sign."""
    then, now = values
    if now is None or then is None:
        return NOT_COMPARED if unit == "children" else EXEMPT
    change = now - then
    if math.isnan(change):
        return "not compared"
    sign = "+" if change > 0 else MINUS
    if unit == "children":
        return f"{sign}{abs(change):,.0f}"
    amount = f"{abs(change):,.1f}"
    return f"{sign}{amount} min" if unit == "minutes" else f"{sign}{POUND}{amount}m"


def _headlines(
    measures: Measures, year: int, audience: Audience
) -> list[tuple[str, Unit, float]]:
    """Give name, unit and figure; pounds are NaN where they would tell a cost."""
    totals, money = _totals(measures, year), measures.money
    capital = float(money.loc[money.index <= year, CAPITAL].to_numpy().sum())
    if measures.cost_exempt and audience == "public":
        capital = math.nan
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
        why = NOT_COMPARED if unit == "children" else EXEMPT
        return Card(title, said_now, why, "same")
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
    if unit == "million" and math.isnan(value):
        return None
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
    """Rows of the table twin of the map, in the order of the names.

    The public reads the figures that the map is made of, so that the table
    tells nothing that the map holds back.
    """
    public = view.audience == "public"
    held = (public_figures if public else restricted_figures)(measures)
    names = sorted(set(measures.by_area.index.get_level_values("district")))
    here = of_need_and_phase(held, view.need, view.phase)
    printed = {area.name: area.printed for area in spec.areas}

    def shown(column: str, name: str) -> str:
        value = float(here[column].loc[(name, view.year)])
        return said(value) if public else f"{value:,.0f}"

    return tuple(
        DistrictRow(
            name=name,
            children=shown("demand", name),
            places=shown("places", name),
            still_needed=shown("still_needed", name),
            shown=printed.get(name, ""),
        )
        for name in names
    )


def year_rows(measures: Measures, audience: Audience) -> tuple[tuple[str, ...], ...]:
    """Rows of the table of years, one column a headline."""
    found = []
    for year in measures.totals.index.intersection(measures.money.index):
        need = _totals(measures, int(year))["demand"]
        shown = [
            figure(_shown(value, unit, audience), unit, audience)
            for _, unit, value in _headlines(measures, int(year), audience)
        ]
        found.append((academic_year(int(year)), children(need, audience), *shown))
    return tuple(found)
