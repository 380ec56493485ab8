"""Years that the tables must cover for the plan to be worked out."""

from capital_planner.errors import Problem
from data.checks.found import Tables, error, rows


def counts_cover_the_base_year(tables: Tables) -> list[Problem]:
    """Plans are counted at the base year's January, and a year before; flows too."""
    base = tables["authority"]["base_year"].iloc[0]
    needed = {
        "plans_by_placement": (base, base + 1),
        "plans_by_age_and_placement": (base, base + 1),
        "new_plans": (base - 1, base),
        "ceased_plans": (base - 1, base),
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


def projection_covers_the_plan(tables: Tables) -> list[Problem]:
    """Every year of the plan is within the population projection."""
    found = []
    published = tables["projection"]["year"].dropna()
    first, last = published.min(), published.max()
    years = rows(tables["authority"], "base_year", "last_year")
    for row, base_year, last_year in years:
        where = ("authority", row, "last_year")
        if last_year <= base_year:
            found.append(
                error(
                    where,
                    last_year,
                    "The last year is not after the base year.",
                    "Write the last academic year to plan for.",
                )
            )
        elif first > base_year or last < last_year:
            found.append(
                error(
                    where,
                    last_year,
                    f"The population projection covers {first} to {last} only.",
                    f"Add years to projection.csv: {base_year} to {last_year}.",
                )
            )
    return found
