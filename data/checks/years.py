"""Years that the tables must cover for the plan to be worked out."""

from capital_planner.errors import Problem
from capital_planner.population import OLDEST
from data.checks.found import Tables, error, rows


def counts_cover_the_base_year(tables: Tables) -> list[Problem]:
    """Plans are counted at the base year's January and the next; flows in between."""
    base = tables["authority"]["base_year"].iloc[0]
    needed = {
        "plans_by_placement": (base, base + 1),
        "plans_by_age_and_placement": (base, base + 1),
        "new_plans": (base,),
        "ceased_plans": (base,),
    }
    return [
        error(
            (table, None, "year"),
            year,
            "There is no row for this year.",
            f"Add the figures of {year}, or change the base year in authority.csv.",
        )
        for table, years in needed.items()
        for year in years
        if year not in set(tables[table]["year"].dropna())
    ]


def the_plan_has_years(tables: Tables) -> list[Problem]:
    """Every plan ends after the base year."""
    years = rows(tables["authority"], "base_year", "last_year")
    return [
        error(
            ("authority", row, "last_year"),
            last_year,
            "The last year is not after the base year.",
            "Write the last academic year to plan for.",
        )
        for row, base_year, last_year in years
        if last_year <= base_year
    ]


def projection_covers_the_plan(tables: Tables) -> list[Problem]:
    """Every year of the plan is within the population projection, if there is one."""
    published = tables["projection"]["year"].dropna()
    if published.empty:
        return []
    first, last = published.min(), published.max()
    return [
        error(
            ("authority", row, "last_year"),
            last_year,
            f"The population projection covers {first} to {last} only.",
            f"Add years to projection.csv: {base_year} to {last_year}.",
        )
        for row, base_year, last_year in rows(
            tables["authority"], "base_year", "last_year"
        )
        if base_year < last_year and (first > base_year or last < last_year)
    ]


def population_is_of_one_year(tables: Tables) -> list[Problem]:
    """Every figure of the population estimate is of one year."""
    years = tables["population"]["year"].dropna()
    return [
        error(
            ("population", row, "year"),
            year,
            f"The population estimate is of {years.iloc[0]} before.",
            "Keep one year, the latest.",
        )
        for row, year in years[years != years.iloc[0]].iloc[:1].items()
    ]


def every_district_has_children(tables: Tables) -> list[Problem]:
    """Every district has every age of child, and is in the projection if any is."""
    areas, persons = tables["areas"], tables["population"]
    ages = persons.groupby("area_code")["age"].agg(set)
    projected = set(tables["projection"]["area_code"])
    found = []
    for code in areas.loc[areas["role"] == "county", "area_code"]:
        lacking = sorted(set(range(OLDEST + 1)) - ages.get(code, set()))
        if lacking:
            found.append(
                error(
                    ("population", None, "age"),
                    code,
                    f"The district has no row for {len(lacking)} ages, {lacking[0]} "
                    "the first.",
                    f"Add a row for each age from 0 to {OLDEST}.",
                )
            )
        if projected and code not in projected:
            found.append(
                error(
                    ("projection", None, "area_code"),
                    code,
                    "The district is not in the projection.",
                    "Add its rows, or leave the whole table out.",
                )
            )
    return found
