"""10 to 90 % intervals of plans and of children who need a place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.disclosure import shown_estimate
from capital_planner.futures.children import sample
from capital_planner.futures.coverage import HIGH, LOW, MIDDLE
from capital_planner.futures.ground import Ground
from capital_planner.futures.sampling import Draw
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES

ALL = "all"
PLANS, CHILDREN = "EHC plans", "children who need a place"
KEYS = ["measure", "district", "need", "phase", "year"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Foretold:
    """Plans and children of many futures.

    Attributes
    ----------
    districts, years
        Names, and the base year and the years foretold.
    plans
        All EHC plans: ``[N, K, T+1]``.
    children
        Children who need a place: ``[N, D, K, P, T+1]``.
    """

    districts: tuple[str, ...]
    years: tuple[int, ...]
    plans: Floats
    children: Floats


def foretell_all(
    ground: Ground, draws: Sequence[Draw], stop: Callable[[], bool] = lambda: False
) -> Foretold:
    """Draw the children of every future; those done when stopped are returned."""
    plans: list[Floats] = []
    children: list[Floats] = []
    for draw in draws:
        if stop() and plans:
            break
        future = sample(ground, draw)
        plans.append(future.plans)
        children.append(future.children)
    years = tuple(ground.found.years)
    return Foretold(ground.districts, years, np.array(plans), np.array(children))


def intervals(foretold: Foretold) -> pd.DataFrame:
    """10, 50 and 90 % of the futures, in total and by district, need and phase.

    Returns
    -------
    pandas.DataFrame
        Index ``(measure, district, need, phase, year)``, ``all`` where a figure
        is not of one district, need or phase; columns ``low``, ``middle``,
        ``high``. Intervals of parts do not add up to those of their sum.
    """
    rows = {}
    for key, by_future in _breakdowns(foretold):
        levels = np.quantile(by_future, [LOW, MIDDLE, HIGH], axis=0).T
        for year, three in zip(foretold.years, levels, strict=True):
            rows[(*key, year)] = three
    index = pd.MultiIndex.from_tuples(rows, names=KEYS)
    return pd.DataFrame(np.array(list(rows.values())), index, ["low", "middle", "high"])


def _breakdowns(
    foretold: Foretold,
) -> Iterator[tuple[tuple[str, str, str, str], Floats]]:
    """Every series shown, by future and year: ``[N, T+1]``."""
    yield (PLANS, ALL, ALL, ALL), foretold.plans.sum(axis=1)
    for number, need in enumerate(NEED_GROUPS):
        yield (PLANS, ALL, need, ALL), foretold.plans[:, number]
    children = foretold.children
    yield (CHILDREN, ALL, ALL, ALL), children.sum(axis=(1, 2, 3))
    for number, district in enumerate(foretold.districts):
        yield (CHILDREN, district, ALL, ALL), children[:, number].sum(axis=(1, 2))
    for number, need in enumerate(NEED_GROUPS):
        yield (CHILDREN, ALL, need, ALL), children[:, :, number].sum(axis=(1, 2))
    for number, phase in enumerate(PHASE_NAMES):
        yield (CHILDREN, ALL, ALL, phase), children[:, :, :, number].sum(axis=(1, 2))


def public_intervals(table: pd.DataFrame) -> pd.DataFrame:
    """Rows of intervals.csv: figures to the nearest 5, 1 to 4 held back.

    Returns
    -------
    pandas.DataFrame
        Columns ``KEYS``, ``low``, ``middle`` and ``high``.
    """
    shown = {name: [shown_estimate(figure) for figure in table[name]] for name in table}
    return pd.DataFrame(shown, table.index).astype("Float64").reset_index()
