"""The tables beside a map: measures before and after, and where places are added."""

import math
from dataclasses import dataclass

from capital_planner.disclosure import HELD_BACK
from capital_planner.mapspec.choice import MapChoice, academic_year
from capital_planner.mapspec.figures import DistrictFigures
from capital_planner.mapspec.spec import InsetTable, Standing, Symbol
from capital_planner.mapspec.story import CAPITAL, REVENUE
from capital_planner.sufficiency import Measures

MEASURES_NOTE = (
    "Estimates; children rounded to 5. Journeys are estimated direct drives; the bus "
    "run with others is longer. Capital is cash to the year; revenue is a year in "
    "real 2025 pounds."
)


@dataclass(frozen=True)
class Told:
    """What is known of an option: its measures, and its figures as published."""

    measures: Measures
    figures: DistrictFigures


def measures_table(after: Told, before: Told | None, choice: MapChoice) -> InsetTable:
    """Headline measures of the authority before and after, all needs and ages."""
    year = academic_year(choice.year)
    rows = _headlines(after, choice)
    head = "Whole authority, all needs"
    if before is None:
        columns: tuple[str, ...] = (head, choice.option)
        body: tuple[tuple[str, ...], ...] = tuple(rows.items())
        return InsetTable(f"Measures, {year}", columns, body, MEASURES_NOTE)
    old = _headlines(before, choice)
    columns = (head, choice.before, choice.option)
    body = tuple((name, old[name], value) for name, value in rows.items())
    return InsetTable(f"Before and after, {year}", columns, body, MEASURES_NOTE)


def _headlines(told: Told, choice: MapChoice) -> dict[str, str]:
    year, exempt = choice.year, told.measures.cost_exempt
    hidden = exempt and choice.audience == "public"
    children = told.figures.authority.loc[[year]].iloc[0]
    money = told.measures.money
    median = told.measures.totals.loc[[year], "median_minutes"].iloc[0]
    spent = float(money.loc[money.index <= year, CAPITAL].to_numpy().sum())
    yearly = float(money.loc[[year], REVENUE].to_numpy().sum())
    return {
        "Children who need a place": plain(float(children["demand"])),
        "Places still needed": plain(float(children["still_needed"])),
        "In independent schools": plain(float(children["independent"])),
        "Median journey, minutes": f"{float(median):.0f}",
        "Children with a long journey": plain(float(children["long_journey"])),
        "Capital, \N{POUND SIGN} million": (
            HELD_BACK if hidden else f"{spent / 1e6:,.1f}"
        ),
        "Yearly revenue, \N{POUND SIGN} million": f"{yearly / 1e6:,.0f}",
    }


def places_table(symbols: tuple[Symbol, ...], choice: MapChoice) -> InsetTable | None:
    """Places added by district and standing; None when none are."""
    planned = [symbol for symbol in symbols if symbol.standing != "existing"]
    if not planned:
        return None
    sums: dict[str, dict[Standing, int]] = {}
    for symbol in planned:
        row = sums.setdefault(symbol.district, {"approved": 0, "proposed": 0})
        row[symbol.standing] += symbol.places
    ordered = sorted(sums.items(), key=lambda item: ("|" in item[0], item[0]))
    body = [
        (_where(district, choice), _count(row["approved"]), _count(row["proposed"]))
        for district, row in ordered
    ]
    total = (
        "All",
        _count(sum(row["approved"] for row in sums.values())),
        _count(sum(row["proposed"] for row in sums.values())),
    )
    return InsetTable(
        f"Where places are added by {academic_year(choice.year)}",
        (choice.area_word.capitalize(), "Approved", "Proposed"),
        (*body, total),
        "Places when full. Approved: on site, or decided by cabinet.",
    )


def _where(district: str, choice: MapChoice) -> str:
    names = district.split("|")
    return names[0] if len(names) == 1 else f"One of {len(names)} {choice.area_word}s"


def _count(places: int) -> str:
    return f"{places:,}" if places else "0"


def plain(shown: float) -> str:
    """Write a published figure without words; NaN is one held back."""
    return HELD_BACK if math.isnan(shown) else f"{shown:,.0f}"
