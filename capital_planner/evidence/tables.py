"""The evidence as tables: rounded and held back in public, exact when restricted."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from capital_planner.apportionment import Basis
from capital_planner.disclosure import ALL
from capital_planner.disclosure.cube import Floats, shown_figures, with_totals
from capital_planner.evidence.counterfactual import LEVELS, BasesFirst
from capital_planner.evidence.reasons import MET, REASONS
from capital_planner.evidence.shares import Step
from capital_planner.settings import Audience

CHILDREN = "children_who_need_a_place"
REST = "not_met"
STATUS = "estimate, from published figures and working assumptions"
SUMMED = (0, 1, 2, 3, 4)
"""Axes of the cube that have totals: met or not, column, district, need, phase."""


def figures(found: BasesFirst, audience: Audience) -> pd.DataFrame:
    """Children by district, need, phase and year, with all their totals.

    Returns
    -------
    pandas.DataFrame
        Index ``(district, need, phase, year)``, with ``all`` for a total of the
        first three; columns ``CHILDREN``, those of ``MET``, ``REST`` (their
        difference) and those of ``REASONS``, which add up to ``REST``. In
        public multiples of 5, NaN where held back, and a total can differ from
        the sum of its parts.
    """
    children = found.children
    keys = [list(children.index.unique(level)) for level in LEVELS]
    full = children.reindex(pd.MultiIndex.from_product(keys, names=LEVELS))
    cube = with_totals(_parts(full.fillna(0.0), [len(key) for key in keys]), SUMMED)
    if audience == "public":
        cube = shown_figures(cube, SUMMED)
    columns = {CHILDREN: cube[0, 0]}
    for number, name in enumerate([*MET, *REASONS], start=1):
        columns[name] = cube[0, number]
    columns[REST] = cube[2, 0]
    index = pd.MultiIndex.from_product(
        [*([ALL, *key] for key in keys[:3]), keys[3]], names=LEVELS
    )
    table = pd.DataFrame(
        {name: values.ravel() for name, values in columns.items()}, index=index
    )
    return table[[CHILDREN, *MET, REST, *REASONS]]


def _parts(full: pd.DataFrame, shape: list[int]) -> Floats:
    """Lay out met and not met apart, so that both totals are audited together."""
    names = [*MET, *REASONS]
    parts = np.zeros((2, len(names), *shape))
    for number, name in enumerate(names):
        values = np.clip(full[name].to_numpy(float), 0.0, None)
        parts[int(name in REASONS), number] = values.reshape(shape)
    return parts


def residual(
    steps: Mapping[str, Step], tables: Mapping[str, pd.DataFrame], basis: Basis
) -> pd.DataFrame:
    """Rows of residual.csv: every base share, one after another.

    Parameters
    ----------
    steps, tables
        By name of the share: the evidence, and its ``figures``.
    basis
        How figures of districts come about.

    Returns
    -------
    pandas.DataFrame
        Columns ``base_share`` (low, central, high), ``times_the_stated_share``,
        ``district``, ``need``, ``phase``, ``year``, those of ``figures`` and
        ``status``.
    """
    frames = []
    for name, table in tables.items():
        rows = table.reset_index()
        rows.insert(0, "times_the_stated_share", steps[name].factor)
        rows.insert(0, "base_share", name)
        frames.append(rows)
    return pd.concat(frames, ignore_index=True).assign(
        status=f"{STATUS}; {basis.status}"
    )
