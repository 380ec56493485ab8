"""The words and tables round a map: the finding, the measures, places added."""

import math
from dataclasses import dataclass

import pandas as pd

from capital_planner.disclosure import HELD_BACK, said
from capital_planner.mapspec.choice import MapChoice, academic_year
from capital_planner.mapspec.figures import DistrictFigures
from capital_planner.mapspec.spec import InsetTable, Standing, Symbol
from capital_planner.sufficiency import Measures

REVENUE = ["place_funding_gbp", "top_up_gbp", "independent_gbp", "transport_gbp"]
CAPITAL = ["capital_committed_gbp", "capital_decided_gbp"]


def title(figures: DistrictFigures, choice: MapChoice) -> str:
    """State the finding of the map in one sentence."""
    year = academic_year(choice.year)
    rows = figures.districts(choice.year)
    shown = rows["shown"].dropna()
    if choice.theme == "children":
        total = said(figures.total("demand", choice.year))
        finding = f"{_capital(total)} children need a specialist place in {year}"
        if shown.empty or shown.max() <= 0:
            return finding
        return f"{finding}; {shown.idxmax()} has the most, about {shown.max():,.0f}"
    short = shown[shown < 0]
    if short.empty:
        return f"No district is short of places for its children in {year}"
    many = "All" if len(short) == len(rows) else f"{len(short)} of"
    return (
        f"{many} {len(rows)} districts have fewer places than children who need one in "
        f"{year}; the largest gap is {short.idxmin()}, about {-short.min():,.0f}"
    )


def subtitle(
    figures: DistrictFigures,
    before: DistrictFigures | None,
    choice: MapChoice,
    *,
    added: int,
) -> str:
    """State what is shown, and what the option does by then."""
    what = {
        "children": "Children who need a specialist place",
        "sufficiency": "Specialist places in the district less children who need one",
    }[choice.theme]
    line = f"{what}, {choice.group_words()}, {academic_year(choice.year)}."
    if added:
        line += f" {choice.option} adds {added:,} places by then"
        line += "." if before is None else ";"
    if before is not None:
        now, then = (
            said(item.total("still_needed", choice.year)) for item in (figures, before)
        )
        line += f" places still needed: {now}, against {then}"
        line += f" with {choice.before[0].lower()}{choice.before[1:]}."
    return line


@dataclass(frozen=True)
class Told:
    """What is known of an option: its measures, and its figures as published."""

    measures: Measures
    figures: DistrictFigures


def measures_table(after: Told, before: Told | None, choice: MapChoice) -> InsetTable:
    """Headline measures of the authority before and after, all needs and ages."""
    year = academic_year(choice.year)
    rows = _headlines(after, choice.year)
    head = "Whole authority, all needs"
    if before is None:
        columns: tuple[str, ...] = (head, choice.option)
        body: tuple[tuple[str, ...], ...] = tuple(rows.items())
        return InsetTable(f"Measures, {year}", columns, body, MEASURES_NOTE)
    old = _headlines(before, choice.year)
    columns = (head, choice.before, choice.option)
    body = tuple((name, old[name], value) for name, value in rows.items())
    return InsetTable(f"Before and after, {year}", columns, body, MEASURES_NOTE)


MEASURES_NOTE = (
    "Estimates. Journeys are estimated direct drives; the bus run with others is "
    "longer. Capital is cash to the year; revenue is a year in real 2025 pounds."
)


def _headlines(told: Told, year: int) -> dict[str, str]:
    children = told.figures.authority.loc[[year]].iloc[0]
    money = told.measures.money
    median = told.measures.totals.loc[[year], "median_minutes"].iloc[0]
    spent = float(money.loc[money.index <= year, CAPITAL].to_numpy().sum())
    yearly = float(money.loc[[year], REVENUE].to_numpy().sum())
    return {
        "Children who need a place": _plain(float(children["demand"])),
        "Places still needed": _plain(float(children["still_needed"])),
        "In independent schools": _plain(float(children["independent"])),
        "Median journey, minutes": f"{float(median):.0f}",
        "Children with a long journey": _plain(float(children["long_journey"])),
        "Capital, \N{POUND SIGN} million": f"{spent / 1e6:,.1f}",
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
        (_where(district), _count(row["approved"]), _count(row["proposed"]))
        for district, row in ordered
    ]
    total = (
        "All",
        _count(sum(row["approved"] for row in sums.values())),
        _count(sum(row["proposed"] for row in sums.values())),
    )
    return InsetTable(
        f"Where places are added by {academic_year(choice.year)}",
        ("District", "Approved", "Proposed"),
        (*body, total),
        "Places when full. Approved: on site, or decided by cabinet.",
    )


def description(
    headline: str, rows: pd.DataFrame, choice: MapChoice, tables: tuple[InsetTable, ...]
) -> str:
    """Put the map in words, for those who cannot see it."""
    lines = [headline + "."]
    ordered = rows["shown"].sort_values(ascending=choice.theme == "sufficiency")
    figures = [
        f"{district} {'held back' if pd.isna(value) else f'{value:,.0f}'}"
        for district, value in ordered.items()
    ]
    lines.append("By district: " + "; ".join(figures) + ".")
    for table in tables:
        cells = ["; ".join(row) for row in table.rows]
        lines.append(f"{table.title} ({', '.join(table.columns)}): {'. '.join(cells)}.")
    return " ".join(lines)


def _where(district: str) -> str:
    names = district.split("|")
    return names[0] if len(names) == 1 else f"One of {len(names)} districts"


def _count(places: int) -> str:
    return f"{places:,}" if places else "0"


def _plain(shown: float) -> str:
    return HELD_BACK if math.isnan(shown) else f"{shown:,.0f}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
