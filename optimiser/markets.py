"""Settings priced together: a smaller problem whose prices fit the larger one.

Settings that share a price a place can stand as one, with the least cost over
their sites: a restriction of the prices, so the floor stays a floor. It drops
what separate prices could add, and makes the search for prices many times
smaller. Candidate hosts of one district, alike but for their site, always share
a price; the first, roughest prices are shared by everything that serves alike.
"""

from collections.abc import Hashable
from dataclasses import dataclass, fields, replace

import numpy as np
import pandas as pd

from capital_planner.scenario import Scenario
from optimiser.bound import Bound
from optimiser.limits import limits_of
from optimiser.options import Options
from optimiser.problem import Array, Problem


@dataclass(frozen=True)
class Markets:
    """A problem whose alike settings share a column.

    Attributes
    ----------
    problem, options
        The smaller problem, and the options of one host for each kind of host.
    copies
        How many hosts share each host number of ``options``: ``[H]``.
    column_of
        Column of the smaller problem that stands for each column: ``[S]``.
    every_column
        The columns before any shared one.
    """

    problem: Problem
    options: Options
    copies: Array
    column_of: Array
    every_column: pd.Index


def bound_of(markets: Markets) -> Bound:
    """Make the floor of a problem whose alike settings share prices."""
    return Bound(markets.problem, markets.options, markets.copies)


def by_district(problem: Problem, options: Options) -> Markets:
    """Let candidate hosts of a district that are alike share a price."""
    scenario = problem.scenario
    alike = _alike(problem)
    schemes = scenario.schemes.reindex(problem.columns)
    keys = _base_keys(problem, schemes["district"])
    names: list[Hashable] = [
        key if shared else column
        for key, shared, column in zip(keys, alike, problem.columns, strict=True)
    ]
    return _shared(problem, options, names)


def by_site(problem: Problem, options: Options) -> Markets:
    """Give every setting a price of its own."""
    every = np.arange(len(problem.columns))
    hosts = np.ones(options.host.max(initial=0) + 1, dtype=int)
    return Markets(
        problem, _kept(options, ~options.barred), hosts, every, problem.columns
    )


def by_service(problem: Problem, options: Options) -> Markets:
    """Let settings of a kind that suit the same children share a price.

    For first prices only: places of settings with children beyond them add up
    to less than each is counted with alone, so this is not quite a floor.
    """
    alike = _alike(problem)
    schemes = problem.scenario.schemes.reindex(problem.columns)
    keys = _base_keys(problem, schemes["area"])
    names: list[Hashable] = [
        key if shared else (kind, new, suits.tobytes())
        for key, shared, kind, new, suits in zip(
            keys,
            alike,
            problem.kinds,
            problem.new_base,
            np.moveaxis(problem.suits, 2, 0),
            strict=True,
        )
    ]
    return _shared(problem, options, names)


def _alike(problem: Problem) -> Array:
    """Whether a column is a candidate base that may share a price.

    A scheme that a rule names stands alone.
    """
    schemes = problem.scenario.schemes.reindex(problem.columns)
    undecided = schemes["standing"].eq("candidate") | schemes["instead_of"].ne("")
    candidate = undecided & schemes["kind"].eq("base")
    named = problem.columns.isin(list(problem.scenario.settings.rules.named))
    shared: Array = candidate.to_numpy() & ~named
    return shared


def _base_keys(problem: Problem, where: pd.Series) -> list[Hashable]:
    """Give what alike bases have in common: place, needs, phase, ladder."""
    scenario = problem.scenario
    steps: dict[Hashable, tuple[Hashable, ...]] = {}
    ladder = scenario.sizes["capital_gbp"].round(2)
    for (scheme, places), pounds in zip(ladder.index, ladder, strict=True):
        steps[scheme] = (*steps.get(scheme, ()), places, pounds)
    rising = dict(
        zip(scenario.ramp.index, scenario.ramp.itertuples(index=False), strict=True)
    )
    schemes = scenario.schemes.reindex(problem.columns)
    return list(
        zip(
            where,
            schemes["instead_of"],
            schemes["needs"],
            schemes["phases"],
            schemes["earliest_year"],
            schemes["latest_year"],
            [steps.get(column, ()) for column in problem.columns],
            [rising.get(column, ()) for column in problem.columns],
            strict=True,
        )
    )


def _shared(problem: Problem, options: Options, names: list[Hashable]) -> Markets:
    column_of, _ = pd.factorize(pd.Series(names, dtype=object))
    kept = np.flatnonzero(~pd.Series(column_of).duplicated())
    order = np.argsort(column_of, kind="stable")
    edges = np.searchsorted(column_of[order], np.arange(len(kept)))
    smaller = replace(
        problem,
        columns=problem.columns[kept],
        suits=problem.suits[:, :, kept],
        minutes=problem.minutes[:, kept],
        child_cost=np.minimum.reduceat(problem.child_cost[:, :, order], edges, axis=2),
        carry_on=problem.carry_on[kept],
        open_places=np.add.reduceat(problem.open_places[order], edges, axis=0),
        funded_places=np.add.reduceat(problem.funded_places[order], edges, axis=0),
        start=np.add.reduceat(problem.start[..., order], edges, axis=3),
        near=np.maximum.reduceat(problem.near[..., order], edges, axis=2),
    )
    asked = _alike_in_rules(problem.scenario, options)
    shared, copies = _shared_options(options, column_of, asked)
    return Markets(smaller, shared, copies, column_of, problem.columns)


def _alike_in_rules(scenario: Scenario, options: Options) -> Array:
    """Give options that take the same of every rule the same number."""
    limits = limits_of(scenario, options)
    numbers = np.full(len(options), -1)
    taken = pd.Series([uses.tobytes() for uses in limits.uses], dtype=object)
    numbers[options.candidate] = pd.factorize(taken)[0]
    return numbers


def _shared_options(
    options: Options, column_of: Array, asked: Array
) -> tuple[Options, Array]:
    """Options of the hosts that stand for others alike, and how many each is.

    Hosts are not alike where a rule tells them apart: an area has its own caps.
    """
    column = column_of[options.column]
    facts = np.column_stack(
        [column, options.places, options.year, np.rint(options.fixed_gbp), asked]
    )
    order = np.argsort(options.host, kind="stable")
    edges = np.flatnonzero(np.diff(options.host[order], prepend=-1))
    menus = [
        rows[np.lexsort(rows.T)].tobytes() for rows in np.split(facts[order], edges[1:])
    ]
    kind, _ = pd.factorize(pd.Series(menus))
    stands = ~pd.Series(kind).duplicated().to_numpy()
    lone = options.committed | options.on_site
    keep = (lone | stands[options.host]) & ~options.barred
    leaves = np.where(options.leaves >= 0, column_of[options.leaves], -1)
    kept = _kept(replace(options, column=column, leaves=leaves), keep)
    numbers, hosts = pd.factorize(kept.host)
    return replace(kept, host=numbers), np.bincount(kind)[kind[hosts]]


def _kept(options: Options, rows: Array) -> Options:
    """Keep some of the options, and everything else as it is."""
    arrays = {field.name: getattr(options, field.name) for field in fields(options)}
    chosen = {
        name: values[rows]
        for name, values in arrays.items()
        if isinstance(values, np.ndarray)
    }
    return replace(options, **chosen)
