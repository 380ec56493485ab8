"""Candidates that differ only in their site, priced together.

Hosts of one area with the same needs, phase, ladder and costs share one price
a place: a restriction of the prices, so the floor stays a floor, and the least
cost over their sites stands for all of them. It drops what separate prices
inside an area could add, and makes the search for prices many times smaller.
"""

from collections.abc import Hashable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from optimiser.options import Options
from optimiser.problem import Array, Problem


@dataclass(frozen=True)
class Markets:
    """A problem whose alike candidates share a column.

    Attributes
    ----------
    problem, options
        The smaller problem, and one option for each distinct kind of option.
    copies
        How many hosts share each host number of ``options``: ``[H]``.
    column_of
        Column of the smaller problem that stands for each column: ``[S]``.
    """

    problem: Problem
    options: Options
    copies: Array
    column_of: Array


def markets_of(problem: Problem, options: Options) -> Markets:
    """Share columns among candidate hosts alike but for their site."""
    column_of, kept = _shared_columns(problem)
    starts = np.argsort(column_of, kind="stable")
    edges = np.searchsorted(column_of[starts], np.arange(len(kept)))
    least = np.minimum.reduceat(problem.child_cost[:, :, starts], edges, axis=2)
    smaller = replace(
        problem,
        columns=problem.columns[kept],
        suits=problem.suits[:, :, kept],
        minutes=problem.minutes[:, kept],
        child_cost=least,
        carry_on=problem.carry_on[kept],
        open_places=problem.open_places[kept],
        funded_places=problem.funded_places[kept],
        start=problem.start[..., kept],
    )
    shared, copies = _shared_options(options, column_of)
    return Markets(smaller, shared, copies, column_of)


def _shared_columns(problem: Problem) -> tuple[Array, Array]:
    """Group of each column, and the column that stands for each group."""
    scenario = problem.scenario
    ladder = scenario.sizes["capital_gbp"].round(2)
    steps: dict[Hashable, tuple[tuple[int, float], ...]] = {
        scheme: tuple(zip(rows.index.get_level_values("places"), rows, strict=True))
        for scheme, rows in ladder.groupby(level="scheme")
    }
    schemes = scenario.schemes
    alike = schemes["standing"].eq("candidate") & schemes["kind"].eq("base")
    keys: list[Hashable] = []
    for column in problem.columns:
        if column in schemes.index and alike[column]:
            row = schemes.loc[column]
            named = ["district", "needs", "phases", "earliest_year", "latest_year"]
            keys.append((*row[named], steps[column]))
        else:
            keys.append(column)
    numbers, _ = pd.factorize(pd.Series(keys, dtype=object))
    kept = np.flatnonzero(~pd.Series(numbers).duplicated())
    return numbers, kept


def _shared_options(options: Options, column_of: Array) -> tuple[Options, Array]:
    """Options of the hosts that stand for others alike, and how many each is."""
    column = column_of[options.column]
    frame = pd.DataFrame({"host": options.host, "column": column})
    menu = frame.drop_duplicates().groupby("host")["column"].agg(
        lambda found: tuple(sorted(found))
    )
    kind, _ = pd.factorize(menu)
    stands = pd.Series(menu.index, index=menu.index).groupby(kind).transform("first")
    lone = options.committed | options.on_site
    keep = lone | (options.host == stands.loc[options.host].to_numpy())
    numbers, hosts = pd.factorize(options.host[keep])
    kinds = pd.Series(kind, index=menu.index)
    copies = kinds.map(kinds.value_counts()).loc[hosts].to_numpy()
    shared = replace(
        options,
        scheme=options.scheme[keep],
        host=numbers,
        column=column[keep],
        places=options.places[keep],
        year=options.year[keep],
        supply=options.supply[keep],
        fixed_gbp=options.fixed_gbp[keep],
        cash_gbp=options.cash_gbp[keep],
        committed=options.committed[keep],
        on_site=options.on_site[keep],
    )
    return shared, copies
