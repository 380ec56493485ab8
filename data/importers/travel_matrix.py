"""Journeys that a router worked out: a row a zone and a site, into ``journeys``."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from capital_planner.errors import DataError, Problem
from capital_planner.geography import km_in
from data.columns import Column
from data.importers.imported import Imported, Standing
from data.importers.layout import Findings, chunks, layout_of
from data.importers.source import Source

KIND = "travel-matrix"
SITE_TABLES = (
    "schools",
    "special_schools",
    "nearby_special_schools",
    "independent_schools",
)
TIMES = {"minutes": 1.0, "seconds": 1 / 60}
DISTANCES = {"km": 1.0, "metres": 0.001, "miles": 1.609344}
"""Columns, and what one of each is in minutes or km."""
NO_ROUTE = {"", "na", "nan", "null", "none", "-"}
LONGEST = 24 * 60
SHORTEST_MEDIAN = 1.0
"""Minutes, or tenths of a km: a middle journey shorter is in another unit."""
SPEED = "road_speed_kmh"
WORKED_OUT = "journeys without km: worked out from the minutes (working assumption)"
FINEST = ("lsoa", "msoa_name", "district")
"""Kinds of zone, finest first: where two cover a small area the finer counts."""

Zones: TypeAlias = pd.DataFrame
"""Columns ``zone``, ``place`` (position in ``demand_points``) and ``rank``."""


def read(sources: Sequence[Source], standing: Standing) -> Imported:
    """Read minutes and km from every small area to every school.

    A zone is a small area, a middle-sized area or a district, whose small areas all
    have its journey then; a site is a URN.

    Raises
    ------
    DataError
        If a cell is no number, units cannot be right, or no row is of the case.
    """
    findings, tally = Findings(), Counter[str]()
    points = standing.table("demand_points", "Import the small areas first.")
    zones, sites = _zones(standing, points), _sites(standing)
    layout = layout_of(KIND)
    parts = [
        _journeys(part, zones, sites, tally)
        for source in sources
        for part in _checked(source, layout, findings, standing)
    ]
    findings.settle()
    name = sources[0].name
    whole = _finest(pd.concat(parts), tally)
    if whole.empty:
        message = "No row is a journey from a zone to a school of the case."
        found = ", ".join(f"{what}: {count}" for what, count in tally.items())
        raise DataError([Problem(message, f"Of the rows, {found}.", name)])
    _check_units(whole, name)
    whole = whole.assign(km=_filled(whole, standing, tally))
    codes = points["lsoa"].to_numpy(object)[whole["place"].to_numpy(int)]
    table = pd.DataFrame(
        {
            "lsoa": codes,
            "urn": whole["urn"].to_numpy(),
            "minutes": whole["minutes"].round(2).to_numpy(float),
            "road_km": whole["km"].round(3).to_numpy(float),
        }
    )
    said = _said(tally, name)
    return Imported(
        {"journeys": table},
        (*findings.problems(), *said),
        {**tally, "journeys": len(table)},
    )


def _zones(standing: Standing, points: pd.DataFrame) -> Zones:
    frame = points.reset_index(drop=True)
    named = {"lsoa": frame["lsoa"], "msoa_name": frame["msoa_name"]}
    parts = [
        pd.DataFrame({"zone": named[kind], "rank": FINEST.index(kind)})
        for kind in named
    ]
    parts.append(pd.DataFrame({"zone": frame["area_code"], "rank": 2}))
    if "areas" in standing.tables:
        areas = standing.tables["areas"].set_index("area_code")["name"]
        names = frame["area_code"].map(areas).dropna()
        parts.append(pd.DataFrame({"zone": names, "rank": 2}))
    zones = pd.concat(parts).reset_index(names="place")
    zones["zone"] = zones["zone"].str.casefold()
    return zones.drop_duplicates(["zone", "place"])


def _sites(standing: Standing) -> pd.Index:
    there = [name for name in SITE_TABLES if name in standing.tables]
    urns = [standing.tables[name]["urn"] for name in there]
    found = pd.concat(urns).dropna() if urns else pd.Series(dtype="Int64")
    sites: pd.Index = pd.Index(found.unique(), dtype="int64")
    return sites


def _checked(
    source: Source, layout: Sequence[Column], findings: Findings, standing: Standing
) -> Iterator[pd.DataFrame]:
    """Parts of a file with minutes and km as numbers, missing where there are none."""
    for part in chunks(source, layout, findings, on_progress=standing.on_progress):
        minutes = _amount(part, TIMES, source, findings)
        km = _amount(part, DISTANCES, source, findings)
        yield part[["zone", "site"]].assign(minutes=minutes, km=km)


def _amount(
    part: pd.DataFrame, units: dict[str, float], source: Source, findings: Findings
) -> pd.Series:
    """Read the first of the columns that is filled, in one unit."""
    amount = pd.Series(np.nan, part.index, dtype=float)
    for column, unit in units.items():
        texts = part[column]
        numbers = pd.to_numeric(texts, errors="coerce").astype(float)
        blank = texts.str.lower().isin(NO_ROUTE)
        wrong = ~blank & ~(numbers.between(0, LONGEST * 1e5))
        for row, text in texts[wrong].items():
            message = "This is no length of a journey."
            remedy = "Write 0 or more, or leave it blank."
            where = (source.name, int(str(row)), column, text)
            findings.add(Problem(message, remedy, *where))
        amount = amount.fillna(numbers.mask(wrong | blank) * unit)
    return amount


def _journeys(
    part: pd.DataFrame, zones: Zones, sites: pd.Index, tally: Counter[str]
) -> pd.DataFrame:
    """Rows of the case, spread over the small areas of their zones."""
    urns = pd.to_numeric(part["site"], errors="coerce")
    part = part.assign(zone=part["zone"].str.casefold(), urn=urns)
    reasons = {
        "rows left out: zone not in the case": ~part["zone"].isin(zones["zone"]),
        "rows left out: site not a school of the case": ~urns.isin(sites),
        "rows left out: no route": part["minutes"].isna(),
    }
    left = pd.Series(data=True, index=part.index)
    tally["rows read"] += len(part)
    for reason, applies in reasons.items():
        tally[reason] += int((left & applies).sum())
        left &= ~applies
    tally["rows kept"] += int(left.sum())
    spread = part[left].merge(zones, on="zone")
    kinds = {"place": "int32", "urn": "int32", "rank": "int8"}
    kinds |= dict.fromkeys(["minutes", "km"], "float32")
    return spread[list(kinds)].astype(kinds)


def _finest(whole: pd.DataFrame, tally: Counter[str]) -> pd.DataFrame:
    """One row a small area and site: of the finest zone, the quickest."""
    again = whole.duplicated(["place", "urn", "rank"])
    tally["journeys given twice; the quickest counts"] += int(again.sum())
    order = whole.sort_values(["place", "urn", "rank", "minutes"])
    return order.drop_duplicates(["place", "urn"])


def _check_units(whole: pd.DataFrame, name: str) -> None:
    """Refuse lengths that only another unit explains."""
    middle = {
        "seconds": whole["minutes"].median() < SHORTEST_MEDIAN,
        "minutes": whole["minutes"].median() > LONGEST / 2,
        "metres": whole["km"].median() * 10 < SHORTEST_MEDIAN,
        "km": whole["km"].median() > LONGEST,
    }
    wrong = [column for column, applies in middle.items() if applies]
    if wrong:
        raise DataError(
            Problem(
                "Half of the journeys are too short or too long to be in this unit.",
                "Name the column by its unit: minutes, seconds, km, metres or miles.",
                name,
                column=column,
            )
            for column in wrong
        )


def _filled(whole: pd.DataFrame, standing: Standing, tally: Counter[str]) -> pd.Series:
    """Km where given, else what the minutes are at the speed that the case assumes."""
    blank = whole["km"].isna()
    tally[WORKED_OUT] = int(blank.sum())
    if not blank.any():
        return whole["km"]
    remedy = "Give a matrix with km, or put the assumptions into the case first."
    figures = standing.table("assumptions", remedy)
    speed = figures.loc[figures["name"] == SPEED, "value"].dropna()
    if speed.empty:
        message = f"There is no {SPEED}, which journeys without km need."
        raise DataError([Problem(message, remedy, "assumptions.csv")])
    return whole["km"].fillna(km_in(whole["minutes"], float(speed.iloc[0])))


def _said(tally: Counter[str], name: str) -> list[Problem]:
    remedy = "Nothing to do, unless they should be in the case."
    return [
        Problem(f"{what}: {count}.", remedy, name, severity="warning")
        for what, count in tally.items()
        if count and what not in {"rows read", "rows kept"}
    ]
