"""The words and tables round a map: the finding, the measures, places added."""

import pandas as pd

from capital_planner.disclosure import HELD_BACK, about
from capital_planner.mapspec.choice import MapChoice, academic_year
from capital_planner.mapspec.spec import InsetTable, Standing, Symbol
from capital_planner.sufficiency import Measures

REVENUE = ["place_funding_gbp", "top_up_gbp", "independent_gbp", "transport_gbp"]
CAPITAL = ["capital_committed_gbp", "capital_decided_gbp"]


def title(rows: pd.DataFrame, choice: MapChoice) -> str:
    """State the finding of the map in one sentence.

    Parameters
    ----------
    rows
        Index district; columns ``demand``, ``places``, ``shown``.
    """
    year = academic_year(choice.year)
    shown = rows["shown"].dropna()
    if choice.theme == "children":
        total = about(float(rows["demand"].sum()))
        said = f"{_capital(total)} children need a specialist place in {year}"
        if shown.empty or shown.max() <= 0:
            return said
        return f"{said}; {shown.idxmax()} has the most, about {shown.max():,.0f}"
    short = shown[shown < 0]
    if short.empty:
        return f"No district is short of places for its children in {year}"
    many = "All" if len(short) == len(rows) else f"{len(short)} of"
    return (
        f"{many} {len(rows)} districts have fewer places than children who need one in "
        f"{year}; the largest gap is {short.idxmin()}, about {-short.min():,.0f}"
    )


def subtitle(
    measures: Measures, compare: Measures | None, choice: MapChoice, added: int
) -> str:
    """State what is shown, and what the option does by then."""
    what = {
        "children": "Children who need a specialist place",
        "sufficiency": "Specialist places in the district less children who need one",
    }[choice.theme]
    said = f"{what}, {choice.group_words()}, {academic_year(choice.year)}."
    if added:
        said += f" {choice.option} adds {added:,} places by then"
        said += "." if compare is None else ";"
    if compare is not None:
        after = about(_totals(measures, choice.year)["still_needed"])
        before = about(_totals(compare, choice.year)["still_needed"])
        said += f" places still needed: {after}, against {before} with"
        said += f" {choice.before[0].lower()}{choice.before[1:]}."
    return said


def measures_table(
    measures: Measures, compare: Measures | None, choice: MapChoice
) -> InsetTable:
    """Headline measures of the authority before and after, all needs and ages."""
    after = _headlines(measures, choice.year)
    columns: tuple[str, ...] = ("Whole authority, all needs", choice.option)
    rows = tuple(after.items())
    if compare is not None:
        before = _headlines(compare, choice.year)
        columns = (columns[0], choice.before, choice.option)
        return InsetTable(
            f"Before and after, {academic_year(choice.year)}",
            columns,
            tuple((name, before[name], value) for name, value in rows),
            MEASURES_NOTE,
        )
    return InsetTable(
        f"Measures, {academic_year(choice.year)}", columns, rows, MEASURES_NOTE
    )


MEASURES_NOTE = (
    "Estimates. Journeys are estimated direct drives; the bus run with others is "
    "longer. Capital is cash to the year; revenue is a year in real 2025 pounds."
)


def _totals(measures: Measures, year: int) -> dict[str, float]:
    row = measures.totals.loc[[year]].iloc[0]
    return {str(name): float(value) for name, value in row.items()}


def _headlines(measures: Measures, year: int) -> dict[str, str]:
    totals = _totals(measures, year)
    money = measures.money
    spent = float(money.loc[money.index <= year, CAPITAL].to_numpy().sum())
    yearly = float(money.loc[[year], REVENUE].to_numpy().sum())
    return {
        "Children who need a place": _plain(totals["demand"]),
        "Places still needed": _plain(totals["still_needed"]),
        "In independent schools": _plain(totals["independent"]),
        "Median journey, minutes": f"{float(totals['median_minutes']):.0f}",
        "Children with a long journey": _plain(totals["long_journey"]),
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
    said = [headline + "."]
    ordered = rows["shown"].sort_values(ascending=choice.theme == "sufficiency")
    figures = [
        f"{district} {'held back' if pd.isna(value) else f'{value:,.0f}'}"
        for district, value in ordered.items()
    ]
    said.append("By district: " + "; ".join(figures) + ".")
    for table in tables:
        lines = ["; ".join(row) for row in table.rows]
        said.append(f"{table.title} ({', '.join(table.columns)}): {'. '.join(lines)}.")
    return " ".join(said)


def _where(district: str) -> str:
    names = district.split("|")
    return names[0] if len(names) == 1 else f"One of {len(names)} districts"


def _count(places: int) -> str:
    return f"{places:,}" if places else "0"


def _plain(children: float) -> str:
    said = about(children)
    return said.removeprefix("about ") if said != HELD_BACK else said


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
