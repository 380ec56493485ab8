"""Tables that no file gave, made from those that came in, each with its reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from capital_planner.starting_figures import (
    OwnFigure,
    ceased_spread,
    growth_ratios,
)
from capital_planner.starting_tables import (
    border_children,
    first_funding,
    homes_at_primary_schools,
    homes_by_age,
    people_of_homes,
    shared_among_parts,
)
from data.columns import MAY_BE_ABSENT, columns_of
from data.new_case.whose import Authority
from data.tables import parse_table

YEARS_AHEAD = 11
"""From the base year to the last year assessed."""
TEMPLATES = Path(__file__).parent
ALL_PLANS = "ehcplans"
COUNTED_IN = "2023 and 2024"
"""In the units of the template: the years that rates are the mean of."""
HOMES = "demand_points"
GROWTH, CEASED = "growth_specialist_ratio", "ceased_factor"

Tables: TypeAlias = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Assumed:
    """One table that no file gave.

    Attributes
    ----------
    table
        Name of the table.
    what
        What it holds instead, or what its absence means.
    why
        Why that was chosen.
    replace
        How to put the authority's own figures in its place.
    """

    table: str
    what: str
    why: str
    replace: str


def start(owner: Authority, given: Tables) -> tuple[Tables, tuple[Assumed, ...]]:
    """Make what a case cannot do without, where no file gave it.

    Parameters
    ----------
    given
        Tables that came in, by name.

    Returns
    -------
    tuple
        Tables made, by name, and what is assumed by each.
    """
    made: dict[str, pd.DataFrame] = {}
    for table, (needed, make) in STEPS.items():
        there = {**given, **made}
        if table not in there and all(name in there for name in needed):
            made[table] = make(owner, there)
    words = WORDS | ({HOMES: _of_homes(made[HOMES], given)} if HOMES in made else {})
    assumed = [words[table] for table in made if table in words]
    for table in ("population", "projection"):
        there = {**given, **made}
        if table in given and {"areas", "demand_points"} <= there.keys():
            points, areas = there["demand_points"], there["areas"]
            shared = shared_among_parts(given[table], points, areas, owner.code)
            if shared is not given[table]:
                made[table] = shared
                assumed.append(replace(SHARED, table=table))
    return made, tuple(assumed)


def absent(tables: Tables) -> tuple[Assumed, ...]:
    """Tables that a case goes without, and what that means."""
    return tuple(
        Assumed(
            table,
            f"{meaning[0].upper()}{meaning[1:]}.",
            "No such table was given.",
            f"Import it, or fill in {table}.csv.",
        )
        for table, meaning in MAY_BE_ABSENT.items()
        if table not in tables or tables[table].empty
    )


def _authority(owner: Authority, tables: Tables) -> pd.DataFrame:
    """One row: the base year is the academic year of the newest January count."""
    count_year = int(tables["plans_by_age_and_placement"]["year"].max())
    base_year = count_year - 1
    row = {
        "code": owner.code,
        "la_code": owner.la_code,
        "name": owner.name,
        "base_year": base_year,
        "last_year": base_year + YEARS_AHEAD,
        "attribution": "Source: Office for National Statistics licensed under the Open "
        "Government Licence v3.0. Contains OS data (c) Crown copyright and database "
        f"right {count_year}.",
        "ends_on": "",
        "ends_note": "",
    }
    return pd.DataFrame([row])


def _homes(owner: Authority, tables: Tables) -> pd.DataFrame:
    return homes_at_primary_schools(
        tables["schools"], tables["areas"], owner.la_code, tables.get("population")
    )


def _of_homes(homes: pd.DataFrame, given: Tables) -> Assumed:
    """Say how the ages of children at homes were told."""
    people = given.get("population")
    counted = homes_by_age(homes, given["areas"], people).to_numpy()
    if not counted.any():
        return WORDS[HOMES]
    return BY_AGE if counted.all() else PARTLY_BY_AGE


def _people(_owner: Authority, tables: Tables) -> pd.DataFrame:
    year = _base_year(tables)
    return people_of_homes(tables["demand_points"], tables["areas"], year)


def _figures(_owner: Authority, tables: Tables) -> pd.DataFrame:
    figures = _template("assumptions").set_index(["name", "key"])
    base_year = _base_year(tables)
    plans, special = tables["plans_by_placement"], tables["special_schools"]
    border = border_children(plans, special, base_year + 1)
    counted = f"{base_year - 1} and {base_year}"
    figures["unit"] = figures["unit"].str.replace(COUNTED_IN, counted, regex=False)
    figures.loc[("backlog_year", ""), "value"] = base_year + 1
    figures.loc[("border_children", ""), "value"] = border
    for place, own in _own_figures(tables, figures).items():
        kept = ["value", "low", "high", "status", "source"]
        row = [own.value, own.low, own.high, "derived", own.source]
        figures.loc[place, kept] = pd.Series(row, kept, dtype=object)
    return figures.reset_index()


def _own_figures(
    tables: Tables, figures: pd.DataFrame
) -> dict[tuple[str, str], OwnFigure]:
    """Figures that the authority's own counts give, by name and key."""
    base_year, plans = _base_year(tables), tables["plans_by_placement"]
    values = figures["value"].astype(float)
    usual = {future: values[GROWTH, future] for future in ("low", "central", "high")}
    ratios = growth_ratios(plans, base_year + 1, usual)
    found = {(GROWTH, future): own for future, own in ratios.items()}
    if "ceased_plans" in tables:
        spread = ceased_spread(plans, tables["ceased_plans"], base_year)
        found |= {(CEASED, ""): spread} if spread else {}
    return found


def _goals(_owner: Authority, _tables: Tables) -> pd.DataFrame:
    return _template("presets")


def _money(_owner: Authority, tables: Tables) -> pd.DataFrame:
    plans, base_year = tables["plans_by_placement"], _base_year(tables)
    counted = (plans["year"] == base_year + 1) & (plans["placement"] == ALL_PLANS)
    return first_funding(float(plans.loc[counted, "plans"].sum()), base_year)


def _base_year(tables: Tables) -> int:
    return int(tables["authority"]["base_year"].iloc[0])


Make: TypeAlias = Callable[[Authority, Tables], pd.DataFrame]
STEPS: dict[str, tuple[tuple[str, ...], Make]] = {
    "authority": (("plans_by_age_and_placement",), _authority),
    HOMES: (("schools", "areas"), _homes),
    "population": (("authority", "demand_points", "areas"), _people),
    "assumptions": (("authority", "plans_by_placement", "special_schools"), _figures),
    "presets": ((), _goals),
    "funding": (("authority", "plans_by_placement"), _money),
}
"""Tables that can be made, in this order: what each is made of, and how."""

WORDS = {
    found.table: found
    for found in (
        Assumed(
            HOMES,
            "Children live near the state primary schools they attend: a point at each "
            "school, with as many children of every age as it has in one school year. "
            "Deprivation is not known, and weighs the same everywhere.",
            "No table of small areas was given.",
            "Import a table of small areas with their children by age (demand_points).",
        ),
        Assumed(
            "population",
            "Children by single year of age are those of the demand points, spread "
            "evenly over the ages of each band.",
            "No population estimate was given.",
            "Import mid-year estimates and projections of the Office for National "
            "Statistics.",
        ),
        Assumed(
            "assumptions",
            "National figures where there are any, else those of Lancashire, each with "
            "its source. How many new plans are in special schools, and how the end of "
            "plans varies, are the authority's own where its counts of several years "
            "say so. No overdue assessments are known.",
            "No file holds what a place costs here, or how long a scheme takes.",
            "Go through assumptions.csv: each row says where it comes from.",
        ),
        Assumed(
            "presets",
            "The four goals that come with the planner, and their prices.",
            "What a minute of a child's journey is worth is a policy, not a fact.",
            "Edit presets.csv.",
        ),
        Assumed(
            "funding",
            "As much money a plan as Lancashire's published programme, over three "
            "years.",
            "The capital programme is not known, and a plan needs some.",
            "Write your capital programme in funding.csv before a plan is shown to "
            "anybody.",
        ),
    )
}
"""What is assumed by each table that is made; the authority's row is a fact."""


BY_AGE = replace(
    WORDS[HOMES],
    what="Children live near the state primary schools they attend: a point at each "
    "school, with as many children of every age for each of its pupils as the "
    "population that was given has for each child of primary age. Deprivation is not "
    "known, and weighs the same everywhere.",
)
"""What is assumed of homes where the authority's children are counted by age."""
PARTLY_BY_AGE = replace(
    BY_AGE,
    what=f"{BY_AGE.what} Where the population lacks a district, or an age, a point has "
    "as many children of every age as its school has in one school year.",
)
"""The same where only some of them are."""
SHARED = Assumed(
    "population",
    "Persons of the whole authority, shared among its districts as the children of "
    "the demand points are.",
    "The districts are parts of an authority that the file counts as one.",
    "Fill in the table by district.",
)


def _template(table: str) -> pd.DataFrame:
    """Read a table for any authority that comes with the planner."""
    file = TEMPLATES / f"{table}.csv"
    frame, _ = parse_table(file.read_bytes(), file.name, columns_of(table))
    assert frame is not None  # noqa: S101 - the file is part of the planner
    return frame
