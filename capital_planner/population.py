"""Children by district, single year of age and year."""

import numpy as np
import pandas as pd

from capital_planner.case import Case

OLDEST = 25


def shape_year(case: Case) -> int:
    """Mid-year of the single-year-of-age estimates."""
    return int(case.population["year"].iloc[0])


def children(case: Case, years: list[int]) -> pd.DataFrame:
    """Children by district and age, cohorts followed from the population estimate.

    The age shape is that of each birth cohort at the estimate (later births take
    the size of the youngest), rescaled so that ages 0 to 15 sum to the published
    projection, interpolated between its years and held before and after them.
    Ages 16 and over take the same scale: following the cohort keeps students out
    of the count. Without a projection every year is as the estimate has it.

    Returns
    -------
    pandas.DataFrame
        Index ``(district, age)``, ages 0 to 25; columns ``years``; persons.
    """
    county = case.areas[case.areas["role"] == "county"]
    shape = case.population.pivot_table(
        index="area_code", columns="age", values="persons", aggfunc="sum"
    ).loc[county["area_code"]]
    index = pd.MultiIndex.from_product(
        [county["name"], range(OLDEST + 1)], names=["district", "age"]
    )
    if case.projection.empty:
        held = shape[list(range(OLDEST + 1))].to_numpy(float).ravel()
        return pd.DataFrame(dict.fromkeys(years, held), index=index)
    target = _under_16(case, years).loc[county["area_code"]]
    begins = shape_year(case)
    frames = []
    for year in years:
        ages = np.arange(OLDEST + 1)
        then = np.clip(ages - (year - begins), 0, OLDEST)
        cohort = shape[then].to_numpy(float)
        scale = target[year].to_numpy() / cohort[:, :16].sum(axis=1)
        frames.append((cohort * scale[:, None]).ravel())
    return pd.DataFrame(np.array(frames).T, index=index, columns=years)


def _under_16(case: Case, years: list[int]) -> pd.DataFrame:
    published = case.projection.pivot_table(
        index="area_code", columns="year", values="age_0_15", aggfunc="sum"
    ).astype(float)
    known = published.columns.to_numpy(float)
    values = [np.interp(years, known, row) for row in published.to_numpy()]
    return pd.DataFrame(values, index=published.index, columns=years)
