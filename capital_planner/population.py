"""Children by district, single year of age and year."""

import numpy as np
import pandas as pd

from capital_planner.case import Case

SHAPE_YEAR = 2020
"""Mid-year of the single-year-of-age estimates."""
OLDEST = 25


def children(case: Case, years: list[int]) -> pd.DataFrame:
    """Children by district and age, cohorts followed from the mid-2020 estimate.

    The age shape is that of each birth cohort in mid-2020 (later births take
    the size of the youngest), rescaled so that ages 0 to 15 sum to the published
    2022-based projection, interpolated between its years. Ages 16 and over take
    the same scale: following the cohort keeps students out of the count.

    Returns
    -------
    pandas.DataFrame
        Index ``(district, age)``, ages 0 to 25; columns ``years``; persons.
    """
    county = case.areas[case.areas["role"] == "county"]
    shape = case.population.pivot_table(
        index="area_code", columns="age", values="persons", aggfunc="sum"
    ).loc[county["area_code"]]
    target = _under_16(case, years).loc[county["area_code"]]
    frames = []
    for year in years:
        ages = np.arange(OLDEST + 1)
        then = np.maximum(ages - (year - SHAPE_YEAR), 0)
        cohort = shape[then].to_numpy(float)
        scale = target[year].to_numpy() / cohort[:, :16].sum(axis=1)
        frames.append((cohort * scale[:, None]).ravel())
    index = pd.MultiIndex.from_product(
        [county["name"], range(OLDEST + 1)], names=["district", "age"]
    )
    return pd.DataFrame(np.array(frames).T, index=index, columns=years)


def _under_16(case: Case, years: list[int]) -> pd.DataFrame:
    published = case.projection.pivot_table(
        index="area_code", columns="year", values="age_0_15", aggfunc="sum"
    ).astype(float)
    known = published.columns.to_numpy(float)
    values = [np.interp(years, known, row) for row in published.to_numpy()]
    return pd.DataFrame(values, index=published.index, columns=years)
