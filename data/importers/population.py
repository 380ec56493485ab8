"""ONS mid-year estimates and subnational projections, by district and age."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from capital_planner.errors import DataError, Problem
from capital_planner.starting_tables import shared_among_parts
from data.columns import columns_of
from data.importers.imported import Imported, Standing
from data.importers.layout import Findings
from data.importers.population_rows import OLDEST, Persons, persons_of
from data.importers.source import Source

BANDS = {"age_0_15": (0, 15), "age_16_64": (16, 64), "age_65_plus": (65, OLDEST)}
COUNTY = "E10"
"""Counties have districts that are counted; the parts of others may not be."""
SINGLE = range(26)
"""Single years of age that the plan is made from."""


def read(sources: Sequence[Source], standing: Standing) -> Imported:
    """Make population from estimates, and projection from projections.

    Estimates give the newest year found. A projection gives the population only
    where the case has none: that of its first year, which is an estimate.

    Raises
    ------
    DataError
        If it is no such table, a cell cannot be read, or a district of the
        authority is not in it.
    """
    findings, facts = Findings(), Counter[str]()
    areas = _areas(standing)
    found = persons_of(sources, {*areas, standing.code}, standing, findings, facts)
    findings.settle()
    source = sources[0]
    alone = set(found.rows["area_code"]) == {standing.code}
    if alone and not standing.code.startswith(COUNTY):
        areas = {standing.code: standing.code}
    _every_area(areas, found.rows, source)
    tables = {}
    if found.projected:
        tables["projection"] = _projection(found, source)
    if not found.projected or "population" not in standing.tables:
        tables["population"] = _population(found, areas, source, facts)
    shared = {name: _by_part(frame, standing) for name, frame in tables.items()}
    return Imported(shared, tuple(findings.problems()), dict(facts))


def _by_part(people: pd.DataFrame, standing: Standing) -> pd.DataFrame:
    """Share an authority that is counted as one among its parts, if it has any.

    A case without demand points yet keeps the row of the whole until it has them.
    """
    points, areas = (standing.tables.get(each) for each in ("demand_points", "areas"))
    if points is None or areas is None:
        return people
    return shared_among_parts(people, points, areas, standing.code)


def _areas(standing: Standing) -> dict[str, str]:
    """Names by code of the districts of the case, as far as it knows them."""
    if "areas" in standing.tables:
        rows = standing.tables["areas"]
        inside = rows[rows["role"] != "neighbour"]
        return dict(zip(inside["area_code"], inside["name"], strict=True))
    if "schools" in standing.tables:
        rows = standing.tables["schools"]
        own = rows.loc[rows["la_code"] == standing.la_code, "area_code"]
        return {code: code for code in sorted(set(own))}
    return {standing.code: standing.code}


def _every_area(areas: dict[str, str], rows: pd.DataFrame, source: Source) -> None:
    there = set(rows["area_code"])
    missing = [
        Problem(
            f"The file has no figures for {name}.",
            "Use a release with the codes of areas.csv, or import newer boundaries.",
            source.name,
            column="area code",
            value=code,
        )
        for code, name in areas.items()
        if code not in there
    ]
    if missing:
        raise DataError(missing)


def _population(
    found: Persons, areas: dict[str, str], source: Source, facts: Counter[str]
) -> pd.DataFrame:
    """Persons by single year of age, at one mid-year."""
    years = found.rows["year"]
    year = int(years.min() if found.projected else years.max())
    rows = found.rows[(years == year) & found.rows["area_code"].isin(list(areas))]
    rows = rows[(rows["low"] == rows["high"]) & rows["low"].isin(SINGLE)]
    table = rows.pivot_table(index="area_code", columns="low", values="persons")
    if table.empty or table.reindex(columns=SINGLE).isna().any(axis=None):
        message = "The file does not give every single year of age from 0 to 25."
        remedy = "Take the table by single year of age."
        raise DataError([Problem(message, remedy, source.name)])
    facts["year of the population"] = year
    long = rows.rename(columns={"low": "age"}).sort_values(["area_code", "age"])
    long["persons"] = long["persons"].round().astype("int64")
    names = [column.name for column in columns_of("population")]
    return long[[name for name in names if name in long]]


def _projection(found: Persons, source: Source) -> pd.DataFrame:
    """Persons in three bands of age, by district and year."""
    rows = found.rows
    keys = ["area_code", "year"]
    parts = {}
    for name, (low, high) in BANDS.items():
        inside = rows[(rows["low"] >= low) & (rows["high"] <= high)]
        # Bands and single years may both be there: take the finest that cover it.
        finest = inside.sort_values("high").drop_duplicates([*keys, "low"])
        covered = finest.assign(ages=finest["high"] - finest["low"] + 1)
        sums = covered.groupby(keys)[["persons", "ages"]].sum()
        parts[name] = sums["persons"].where(sums["ages"] == high - low + 1)
    table = pd.DataFrame(parts)
    if table.empty or table.isna().any(axis=None):
        message = "The ages do not fall into 0 to 15, 16 to 64, and 65 and over."
        remedy = "Take the table by single year of age."
        raise DataError([Problem(message, remedy, source.name)])
    return table.round().astype("int64").reset_index()
