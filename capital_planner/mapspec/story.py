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
    year = academic_year(choice.year)
    finding = _district_finding(figures, choice)
    effects = [] if before is None else _effects(figures, before, choice)
    if before is None or not effects:
        return f"{finding[0].upper()}{finding[1:]}, {year}"
    fewer, what = max(effects)
    more = figures.total("places", choice.year) - before.total("places", choice.year)
    than = "doing nothing" if choice.before.lower() == "do nothing" else choice.before
    effect = f"would mean about {fewer:,.0f} fewer {what}"
    if more > 0 and choice.need is None and choice.phase is None:
        effect = f"About {more:,.0f} more places than {than} by {year} {effect}"
    else:
        effect = f"By {year}, {choice.option.lower()} {effect} than {than}"
    return f"{effect}; {finding}"


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
    rows = figures.districts(choice.year)
    shown = rows["shown"].dropna()
    if choice.theme == "children":
        if shown.empty or shown.max() <= 0:
            return f"{said(figures.total('demand', choice.year))} need a place"
        return (
            f"{shown.idxmax()} has most children who need a place, "
            f"about {shown.max():,.0f}"
        )
    short = shown[shown < 0]
    if short.empty:
        return f"no {choice.area_word} is short of places for its children"
    return (
        f"{len(short)} of {len(rows)} {choice.area_word}s are short of places for "
        f"their children, {short.idxmin()} most, by about {-short.min():,.0f}"
    )


def subtitle(
    figures: DistrictFigures,
    before: DistrictFigures | None,
    choice: MapChoice,
) -> str:
    """State what is shown, and the two measures that places are added for."""
    what = {
        "children": "Children who need a specialist place",
        "sufficiency": f"Places in the {choice.area_word} less children who need one",
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
    lines.append(f"By {choice.area_word}: " + "; ".join(figures) + ".")
    for table in tables:
        cells = ["; ".join(row) for row in table.rows]
        lines.append(f"{table.title} ({', '.join(table.columns)}): {'. '.join(cells)}.")
    return " ".join(lines)
