"""A problem with fewer, larger zones, for a first look."""

from dataclasses import replace

import numpy as np
import pandas as pd

from capital_planner.geography import clusters
from optimiser.problem import Array, Problem


def by_group(problem: Problem, groups: pd.Series) -> Problem:
    """Put zones together: children add up, journeys are their mean.

    Parameters
    ----------
    groups
        Index zone: the group of each zone.
    """
    codes, names = pd.factorize(groups.loc[problem.scenario.zones.index])
    join = np.zeros((len(names), len(codes)))
    join[codes, np.arange(len(codes))] = 1.0
    demand = problem.demand.astype(float)
    living = demand.sum(axis=(1, 2, 3))
    share = join * living
    share /= share.sum(axis=1, keepdims=True)

    def add(values: Array) -> Array:
        return np.rint(np.tensordot(join, values.astype(float), 1)).astype(np.int64)

    def mean(values: Array) -> Array:
        averaged: Array = np.tensordot(share, values, 1)
        return averaged

    def weighted(values: Array) -> Array:
        before = demand[..., :-1]
        total = np.tensordot(join, before, 1)
        part = np.tensordot(join, values * before, 1)
        return np.divide(part, total, out=np.zeros_like(part), where=total > 0)

    return replace(
        problem,
        minutes=mean(problem.minutes),
        child_cost=mean(problem.child_cost),
        demand=add(problem.demand),
        stay=weighted(problem.stay),
        move_up=weighted(problem.move_up),
        start=add(problem.start),
        district=_first(codes, problem.district),
        near=mean(problem.near),
    )


def _first(codes: Array, district: Array) -> Array:
    """District of each group: that of its first zone."""
    _, first = np.unique(codes, return_index=True)
    found: Array = district[first]
    return found


def localities(zones: pd.DataFrame, most: int) -> pd.Series:
    """Group zones inside districts into about ``most`` localities.

    Parameters
    ----------
    zones
        ``Scenario.zones``.
    """
    size = max(-(-len(zones) // most), 1)
    found = {
        zone: f"{district} {number}"
        for district, rows in zones.groupby("district")
        for number, cluster in enumerate(clusters(rows, size))
        for zone in cluster.index
    }
    return pd.Series(found)
