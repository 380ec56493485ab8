"""First tables of a case made from others, for an authority that lacks them.

Each is a working assumption that says so; a council's own table takes its place.
"""

import pandas as pd

from capital_planner.candidates import MAINSTREAM_TYPES
from capital_planner.demand.joint import PLACEMENT_GROUPS
from capital_planner.geography import clusters

PRIMARY_PHASES = ("Primary", "Middle deemed primary")
PRIMARY_AGES = range(4, 11)
"""At 31 August, Reception to year 6."""
PRIMARY_YEARS = len(PRIMARY_AGES)
AGES_OF_BAND = {
    "pop_0_4": range(5),
    "pop_5_10": range(5, 11),
    "pop_11_15": range(11, 16),
    "pop_16_18": range(16, 19),
    "pop_19_25": range(19, 26),
}
YOUNG = ["pop_0_4", "pop_5_10", "pop_11_15"]
SCHOOLS_TOGETHER = 3
"""Primary schools in one neighbourhood: about as many children as in an MSOA."""
PROGRAMME_GBP, PROGRAMME_PLANS, PROGRAMME_YEARS = 57e6, 12_317, 3
"""Lancashire's published programme, and its plans in January 2025."""
PLANNED_AHEAD = 2
"""Years from the base year to the first financial year with money."""
FUNDING_STEP_GBP = 10_000
POT = "capital programme"


def homes_at_primary_schools(
    schools: pd.DataFrame,
    areas: pd.DataFrame,
    la_code: int,
    people: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Take children to live near the primary schools they attend.

    A point stands at each of the authority's own state primary schools with
    pupils, and has as many children of every single year of age as the school
    has in one of its seven years; where the population is known by age, as many
    for each pupil as its district has for each child of primary age.

    Parameters
    ----------
    schools, areas
        Tables of the case.
    people
        Table ``population``, of districts or of the whole authority.

    Returns
    -------
    pandas.DataFrame
        Columns of ``demand_points``; deprivation is not known.
    """
    county = areas[areas["role"] == "county"].set_index("area_code")["name"]
    own = schools[
        (schools["la_code"] == la_code)
        & schools["type"].isin(MAINSTREAM_TYPES)
        & schools["phase"].isin(PRIMARY_PHASES)
        & (schools["pupils"].fillna(0) > 0)
        & schools["area_code"].isin(county.index)
    ]
    own = own.set_index("urn", drop=False).rename_axis(None)
    pupils, code = own["pupils"].astype(float), own["area_code"]
    shape = _shape(people, county.index)
    bands = {
        band: (pupils * shape[band].reindex(code).to_numpy()).round().astype(int)
        for band in AGES_OF_BAND
    }
    return pd.DataFrame(
        {
            "lsoa": "school-" + own["urn"].astype(str),
            "msoa_name": _neighbourhoods(own, county),
            "area_code": own["area_code"],
            "easting": own["easting"],
            "northing": own["northing"],
            "imd_decile": pd.NA,
            **bands,
        }
    ).reset_index(drop=True)


def homes_by_age(
    homes: pd.DataFrame, areas: pd.DataFrame, people: pd.DataFrame | None
) -> pd.DataFrame:
    """Tell which children of homes are counted by age, not taken as even over ages.

    Parameters
    ----------
    homes
        As :func:`homes_at_primary_schools` makes them of ``areas`` and ``people``.

    Returns
    -------
    pandas.DataFrame
        Index: as ``homes``; a column of truth for each of ``AGES_OF_BAND``.
    """
    county = areas.loc[areas["role"] == "county", "area_code"]
    counted = _counted(people, pd.Index(county)).notna()
    return counted.loc[homes["area_code"]].set_axis(homes.index)


def _shape(people: pd.DataFrame | None, codes: pd.Index) -> pd.DataFrame:
    """Children of each band for one pupil of a primary school, by district."""
    even = {band: len(ages) / PRIMARY_YEARS for band, ages in AGES_OF_BAND.items()}
    return _counted(people, codes).fillna(pd.DataFrame(even, index=codes))


def _counted(people: pd.DataFrame | None, codes: pd.Index) -> pd.DataFrame:
    """As the shape where the population says so; missing where it does not."""
    if people is None:
        return pd.DataFrame(float("nan"), index=codes, columns=[*AGES_OF_BAND])
    by_age = people.pivot_table(index="area_code", columns="age", values="persons")
    if not by_age.index.isin(codes).any():
        whole = by_age.sum().to_numpy()
        by_age = pd.DataFrame([whole] * len(codes), codes, by_age.columns)
    ages = pd.RangeIndex(max(AGES_OF_BAND["pop_19_25"]) + 1)
    of_age = by_age.reindex(codes, columns=ages).astype(float)
    pupils = of_age[[*PRIMARY_AGES]].sum(axis=1, min_count=PRIMARY_YEARS)
    pupils = pupils.where(pupils > 0)
    return pd.DataFrame(
        {
            band: of_age[[*held]].sum(axis=1, min_count=len(held)) / pupils
            for band, held in AGES_OF_BAND.items()
        }
    )


def _neighbourhoods(schools: pd.DataFrame, county: pd.Series) -> pd.Series:
    """Name schools that stand together by their district and a number."""
    names = {
        urn: f"{county[code]} {number:03d}"
        for code, rows in schools.groupby("area_code")
        for number, near in enumerate(clusters(rows, SCHOOLS_TOGETHER), start=1)
        for urn in near.index
    }
    return pd.Series(names, dtype="str").reindex(schools.index)


def people_of_homes(
    points: pd.DataFrame, areas: pd.DataFrame, year: int
) -> pd.DataFrame:
    """Spread the children of the demand points evenly over the ages of their band.

    Parameters
    ----------
    year
        Mid-year that the figures are taken to be of.

    Returns
    -------
    pandas.DataFrame
        Columns of ``population``: every district of the authority, ages 0 to 25,
        one person at least.
    """
    county = areas.loc[areas["role"] == "county", "area_code"]
    bands = list(AGES_OF_BAND)
    sums = points.groupby("area_code")[bands].sum().reindex(county, fill_value=0)
    rows = [
        {
            "area_code": code,
            "age": age,
            "persons": max(round(float(sums.loc[code, band]) / len(ages)), 1),
            "year": year,
        }
        for code in county
        for band, ages in AGES_OF_BAND.items()
        for age in ages
    ]
    return pd.DataFrame(rows)


def shared_among_parts(
    people: pd.DataFrame, points: pd.DataFrame, areas: pd.DataFrame, code: str
) -> pd.DataFrame:
    """Share an authority's own rows among its districts, which no source counts.

    Persons of an age are shared as the children of the demand points in its band
    are, those of a projection as all children aged 0 to 15 are.

    Parameters
    ----------
    people
        Table ``population`` or ``projection``; it stays as it is where it has rows
        of districts, or none of the authority.
    code
        Area code of the authority.
    """
    county = areas.loc[areas["role"] == "county", "area_code"]
    whole = people[people["area_code"] == code]
    if whole.empty or people["area_code"].isin(county).any():
        return people
    sums = points.groupby("area_code")[list(AGES_OF_BAND)].sum()
    sums = sums.reindex(county, fill_value=0).astype(float)
    if "age" in whole:
        of_age = {age: band for band, ages in AGES_OF_BAND.items() for age in ages}
        shares = (sums / sums.sum())[whole["age"].map(of_age)]
        counts = ["persons"]
    else:
        young = sums[YOUNG].sum(axis=1)
        shares = pd.concat([young / young.sum()] * len(whole), axis=1)
        counts = ["age_0_15", "age_16_64", "age_65_plus"]
    parts = [
        whole.assign(
            area_code=str(district),
            **{
                name: (whole[name] * part.to_numpy()).round().astype(int)
                for name in counts
            },
        )
        for district, part in shares.iterrows()
    ]
    others = people[people["area_code"] != code]
    return pd.concat([others, *parts], ignore_index=True)


def border_children(
    plans: pd.DataFrame, special_schools: pd.DataFrame, count_year: int
) -> float:
    """Children in state special schools whom the authority's own rolls leave over.

    Parameters
    ----------
    plans
        Table ``plans_by_placement``.
    count_year
        January of the count.
    """
    counted = plans[plans["year"] == count_year]
    state = counted["placement"].isin(PLACEMENT_GROUPS["state special"])
    placed = float(counted.loc[state, "plans"].sum())
    return max(placed - float(special_schools["roll"].sum()), 0.0)


def first_funding(plans: float, base_year: int) -> pd.DataFrame:
    """Take as much money a plan as Lancashire's programme, in equal years.

    Parameters
    ----------
    plans
        EHC plans at the count.

    Returns
    -------
    pandas.DataFrame
        Columns of ``funding``.
    """
    whole = PROGRAMME_GBP * plans / PROGRAMME_PLANS / PROGRAMME_YEARS
    a_year = max(round(whole / FUNDING_STEP_GBP), 1) * FUNDING_STEP_GBP
    first = base_year + PLANNED_AHEAD
    return pd.DataFrame(
        {
            "pot": POT,
            "financial_year": range(first, first + PROGRAMME_YEARS),
            "allocation_gbp": a_year,
            "status": "working assumption",
            "source": "no money is known: as much a plan as Lancashire's programme of "
            "57 million pounds over three years; replace it by your own funding",
        }
    )
