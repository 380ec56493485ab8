"""EHC plans by age, need group and placement, joined from published margins."""

from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd

from capital_planner.case import Case
from capital_planner.needs import GROUP_OF_NEED, NEED_GROUPS

AGES = tuple(range(2, 26))
MOST_SWEEPS = 200
GOOD_FIT = 0.01
"""Plans: fitting ends when every margin is nearer than this."""

PLACEMENT_GROUPS = {
    "state special": (
        "special_la_maintained",
        "special_academy_free",
        "special_academy",
        "special_free_school",
    ),
    "base": (
        "mainstream_la_maintained_senunit",
        "mainstream_la_maintained_resourced_provision",
        "mainstream_academy_senunit",
        "mainstream_academy_resourced_provision",
        "mainstream_free_school_senunit",
        "mainstream_free_school_resourced_provision",
    ),
    "independent": (
        "special_independent",
        "special_non_maintained",
        "mainstream_independent",
    ),
    "specialist post-16": ("specialist_post_16_institutions",),
    "alternative provision": ("ap_pru_total",),
    "not in education": ("neet_other_csa",),
    "council arrangements": ("other_arrangements_la",),
    "further education or not in work": ("general_fe_tertiary_colleges", "neet"),
    "mainstream": (
        "mainstream_la_maintained",
        "mainstream_academy",
        "mainstream_free_school",
    ),
}
"""Placement group to the columns of the DfE caseload table; the rest is ``other``.

From 2026 special academies and special free schools are two columns.
"""

NAMES_BY_NEED = {
    "Special - LA maintained": "special_la_maintained",
    "Special - Academy/free schools": "special_academy_free",
    "Special - academy": "special_academy",
    "Special - free school": "special_free_school",
    "Special - independent": "special_independent",
    "Special - non-maintained": "special_non_maintained",
    "Mainstream - independent": "mainstream_independent",
    "Mainstream - LA maintained": "mainstream_la_maintained",
    "Mainstream - academy": "mainstream_academy",
    "Mainstream - free school": "mainstream_free_school",
    "Mainstream - LA maintained (SEN unit)": "mainstream_la_maintained_senunit",
    "Mainstream - LA maintained (resourced provision)": (
        "mainstream_la_maintained_resourced_provision"
    ),
    "Mainstream - academy (SEN unit)": "mainstream_academy_senunit",
    "Mainstream - academy (resourced provision)": (
        "mainstream_academy_resourced_provision"
    ),
    "Mainstream - free school (SEN unit)": "mainstream_free_school_senunit",
    "Mainstream - free school (resourced provision)": (
        "mainstream_free_school_resourced_provision"
    ),
    "FE - specialist post-16 institutions": "specialist_post_16_institutions",
    "FE - general FE and tertiary colleges": "general_fe_tertiary_colleges",
    "AP/PRU - total": "ap_pru_total",
    "Educated elsewhere - NEET": "neet",
    "Educated elsewhere - other arrangements by LA": "other_arrangements_la",
    "Educated elsewhere - not in education or training (compulsory school age)": (
        "neet_other_csa"
    ),
}
"""Placement names of the need table, in any case, to columns of the caseload table."""


@dataclass(frozen=True)
class JointPlans:
    """EHC plans of the base year by age, need group and placement group.

    Attributes
    ----------
    plans
        Index ``(age, need)``; columns placement groups and ``other``.
    iterations
        Sweeps of proportional fitting used.
    misfit
        Largest difference between a fitted and a published margin, plans.
    """

    plans: pd.DataFrame
    iterations: int
    misfit: float


def as_cells(ages: pd.DataFrame) -> pd.Series:
    """Lay out ages by need groups as one column, index ``(age, need)``."""
    index = pd.MultiIndex.from_product([ages.index, ages.columns])
    return pd.Series(ages.to_numpy().ravel(), index.set_names(["age", "need"]))


def as_ages(cells: pd.Series) -> pd.DataFrame:
    """Lay out a column of every ``(age, need)`` as ages by need groups."""
    return pd.DataFrame(
        cells.to_numpy().reshape(len(AGES), len(NEED_GROUPS)),
        index=pd.Index(AGES, name="age"),
        columns=pd.Index(NEED_GROUPS, name="need"),
    )


def join_margins(case: Case) -> JointPlans:
    """Join the age by need, need by placement and age by placement tables.

    Iterative proportional fitting (Deming and Stephan 1940) from a uniform
    start. Children whose need is not recorded are shared in proportion.
    """
    targets = (_age_by_need(case), _need_by_placement(case), _age_by_placement(case))
    joint = np.ones((len(AGES), len(NEED_GROUPS), targets[1].shape[1]))
    axes = (2, 0, 1)
    sweeps = 0
    while sweeps < MOST_SWEEPS and _misfit(joint, axes, targets) >= GOOD_FIT:
        sweeps += 1
        for axis, target in zip(axes, targets, strict=True):
            sums = joint.sum(axis=axis)
            ratio = np.divide(target, sums, out=np.zeros_like(sums), where=sums > 0)
            joint *= np.expand_dims(ratio, axis)
    index = pd.MultiIndex.from_product([AGES, NEED_GROUPS], names=["age", "need"])
    frame = pd.DataFrame(
        joint.reshape(len(index), -1), index=index, columns=[*PLACEMENT_GROUPS, "other"]
    )
    return JointPlans(frame, sweeps, _misfit(joint, axes, targets))


def _misfit(
    joint: np.ndarray, axes: tuple[int, ...], targets: tuple[np.ndarray, ...]
) -> float:
    return max(
        float(np.abs(joint.sum(axis=axis) - target).max())
        for axis, target in zip(axes, targets, strict=True)
    )


def _age_by_need(case: Case) -> np.ndarray:
    table = case.plans_by_age_and_need
    known = table[table["need"].isin(GROUP_OF_NEED)]
    groups = known.assign(need=known["need"].map(GROUP_OF_NEED))
    wide = groups.pivot_table(
        index="age", columns="need", values="plans", aggfunc="sum"
    )
    wide = wide.reindex(index=AGES, columns=list(NEED_GROUPS), fill_value=0)
    every = table.groupby("age")["plans"].sum().reindex(AGES, fill_value=0)
    return _share_out(wide, every.to_numpy(float), axis=0)


def _need_by_placement(case: Case) -> np.ndarray:
    table = case.plans_by_need_and_placement
    columns = {name.casefold(): column for name, column in NAMES_BY_NEED.items()}
    placement = table["placement"].str.casefold().map(columns)
    named = table.assign(placement=placement)[placement.notna()]
    wide = named.assign(
        need=named["need"].map(GROUP_OF_NEED).fillna("unknown")
    ).pivot_table(index="need", columns="placement", values="plans", aggfunc="sum")
    grouped = _placement_columns(wide.T).T
    unknown = grouped.reindex(["unknown"]).fillna(0).to_numpy(float)[0]
    known = grouped.reindex(list(NEED_GROUPS)).fillna(0)
    total = known.sum(axis=0).to_numpy() + unknown
    shared = _share_out(known, total, axis=1)
    by_need = _age_by_need(case).sum(axis=0)
    other = np.maximum(by_need - shared.sum(axis=1), 0)
    return np.column_stack([shared, other])


def _age_by_placement(case: Case) -> np.ndarray:
    base_count = int(case.authority["base_year"].iloc[0]) + 1
    table = case.plans_by_age_and_placement
    table = table[table["year"] == base_count]
    wide = table.pivot_table(
        index="age", columns="placement", values="plans", aggfunc="sum"
    ).reindex(AGES, fill_value=0)
    grouped = _placement_columns(wide.T).T.to_numpy(float)
    other = np.maximum(_age_by_need(case).sum(axis=1) - grouped.sum(axis=1), 0)
    return np.column_stack([grouped, other])


def _placement_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Sum rows named as the caseload table names them into placement groups."""
    sums = {
        group: rows.reindex(list(names)).fillna(0).sum()
        for group, names in PLACEMENT_GROUPS.items()
    }
    return reduce(
        lambda frame, item: frame.assign(**{item[0]: item[1]}),
        sums.items(),
        pd.DataFrame(index=rows.columns),
    ).T


def _share_out(known: pd.DataFrame, totals: np.ndarray, axis: int) -> np.ndarray:
    """Scale rows (axis 0) or columns (axis 1) so that they sum to the totals."""
    values = known.to_numpy(float)
    sums = values.sum(axis=1 - axis)
    scale = np.divide(totals, sums, out=np.ones_like(sums), where=sums > 0)
    shared: np.ndarray = values * (scale[:, None] if axis == 0 else scale[None, :])
    return shared
