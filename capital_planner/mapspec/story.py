"""The words round a map: the finding, what is shown, and the map in words."""

from collections.abc import Mapping

import pandas as pd

from capital_planner.disclosure import said
from capital_planner.mapspec.choice import MapChoice, academic_year
from capital_planner.mapspec.figures import DistrictFigures
from capital_planner.mapspec.spec import InsetTable

REVENUE = ["place_funding_gbp", "top_up_gbp", "independent_gbp", "transport_gbp"]
CAPITAL = ["capital_committed_gbp", "capital_decided_gbp"]
EFFECTS: Mapping[str, str] = {
    "still_needed": "places still needed",
    "independent": "children in independent schools",
}


def title(
    figures: DistrictFigures, before: DistrictFigures | None, choice: MapChoice
) -> str:
    """State the finding: what the option does, and where the need or gap is.

    Parameters
    ----------
    before
        Figures of the option compared with; None compares with nothing.
    """
    finding = _district_finding(figures, choice)
    plain = finding[0].upper() + finding[1:]
    if before is None:
        return plain
    more = figures.total("places", choice.year) - before.total("places", choice.year)
    effects = _effects(figures, before, choice)
    if not (more > 0 and effects):
        return plain
    fewer, what = max(effects)
    than = "doing nothing" if choice.before.lower() == "do nothing" else choice.before
    return (
        f"About {more:,.0f} more places than {than} by {academic_year(choice.year)} "
        f"would mean about {fewer:,.0f} fewer {what}; {finding}"
    )


def _effects(
    figures: DistrictFigures, before: DistrictFigures, choice: MapChoice
) -> list[tuple[float, str]]:
    """How much less of what there is with the option, as published."""
    pairs = [
        (before.total(column, choice.year) - figures.total(column, choice.year), words)
        for column, words in EFFECTS.items()
    ]
    return [(fewer, words) for fewer, words in pairs if fewer > 0]


def _district_finding(figures: DistrictFigures, choice: MapChoice) -> str:
    year = academic_year(choice.year)
    rows = figures.districts(choice.year)
    shown = rows["shown"].dropna()
    if choice.theme == "children":
        if shown.empty or shown.max() <= 0:
            total = said(figures.total("demand", choice.year))
            return f"{total} children need a specialist place in {year}"
        most = f"about {shown.max():,.0f}"
        return f"{shown.idxmax()} has most children who need a place, {most} in {year}"
    short = shown[shown < 0]
    if short.empty:
        return f"no district is short of places for its children in {year}"
    return (
        f"{len(short)} of {len(rows)} districts have fewer places than children who "
        f"need one in {year}, and {short.idxmin()} has the largest gap, "
        f"about {-short.min():,.0f}"
    )


def subtitle(
    figures: DistrictFigures,
    before: DistrictFigures | None,
    choice: MapChoice,
) -> str:
    """State what is shown, and the two measures that places are added for."""
    what = {
        "children": "Children who need a specialist place",
        "sufficiency": "Specialist places in the district less children who need one",
    }[choice.theme]
    line = f"{what}, {choice.group_words()}, {academic_year(choice.year)}."
    if before is None:
        return line
    changes = [
        f"{words}: {said(figures.total(column, choice.year))}, "
        f"against {said(before.total(column, choice.year))}"
        for column, words in EFFECTS.items()
    ]
    compared = f"{choice.option}, against {choice.before[0].lower()}{choice.before[1:]}"
    return f"{line} {compared}: {'; '.join(changes)}."


def description(
    headline: str, rows: pd.DataFrame, choice: MapChoice, tables: tuple[InsetTable, ...]
) -> str:
    """Put the map in words, for those who cannot see it.

    Parameters
    ----------
    rows
        Index district; column ``shown``.
    """
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
