"""Whether the frames of a scenario agree with one another."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from capital_planner.checks import asked, programme
from capital_planner.checks.ledger import keys_of
from capital_planner.errors import Problem
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES
from capital_planner.scenario.frames import Scenario

KINDS = ("special", "base", "post_19", "independent", "specialist_post_16")
STANDINGS = ("on_site", "committed", "candidate")
COSTS = (
    "discount_rate",
    "run_factor",
    "school_days",
    "transport_fixed",
    "transport_km",
    "from_mainstream",
    "construction_inflation",
    "contingency",
    "price_year",
)
SLACK = 2e-6
"""Allowed between sums of figures rounded to 1e-6 child."""
BUILD = "Build the scenario again from a checked case, or report this."


def check_scenario(scenario: Scenario) -> list[Problem]:
    """Find every way in which frames and rules of a scenario disagree.

    Returns
    -------
    list of Problem
        ``file`` is ``scenario``, ``column`` the frame; for what the officer
        asks of plans, ``file`` is ``rules``, ``column`` the rule.
    """
    problems = list(_indexes(scenario))
    if problems:
        return problems
    for rule in (*RULES, *programme.RULES, *asked.RULES):
        problems += rule(scenario)
    return problems


def _wrong(
    frame: str, message: str, value: object = "", remedy: str = BUILD
) -> Problem:
    return Problem(message, remedy, file="scenario", column=frame, value=str(value))


def _indexes(scenario: Scenario) -> Iterator[Problem]:
    """Check that frames have the index, rows and columns they are documented with."""
    years = list(scenario.years)
    every = [scenario.base_year, *years]
    if every != list(range(every[0], every[0] + len(every))):
        yield _wrong("years", "The years do not follow one another.", every)
    group = ["zone", "need", "phase"]
    shapes: dict[str, tuple[list[str], list[int]]] = {
        "demand": (group, every),
        "across_border": (group, every),
        "stay_share": (group, years),
        "move_up_share": (group, years),
        "open_places": (["provision"], every),
        "tier_share": (["need", "phase"], []),
        "zones": (["zone"], []),
        "provisions": (["provision"], []),
        "schemes": (["scheme"], []),
        "sizes": (["scheme", "places"], []),
        "caps": (["route", "area"], []),
        "funding": (["pot", "year"], []),
        "pots": (["pot"], []),
        "carry_on": ([], years),
    }
    for name, (levels, columns) in shapes.items():
        frame = getattr(scenario, name)
        if levels and list(frame.index.names) != levels:
            text = f"The index of {name} is {list(frame.index.names)}, not {levels}."
            yield _wrong(name, text)
        if not set(columns) <= set(frame.columns):
            yield _wrong(name, f"{name} lacks a year.")
        if frame.index.has_duplicates:
            row = frame.index[frame.index.duplicated()][0]
            yield _wrong(name, f"{name} holds a row twice.", row)
    same = scenario.demand.index
    for name in ("stay_share", "move_up_share"):
        if not getattr(scenario, name).index.equals(same):
            yield _wrong(name, f"{name} has other rows than demand.")


def _figures(scenario: Scenario) -> Iterator[Problem]:
    """Check that no figure is missing or below zero, and shares are shares."""
    shares = {"stay_share", "move_up_share", "tier_share", "ramp", "transported"}
    amounts = {"demand", "across_border", "open_places", "minutes", "road_km"}
    for name in sorted(shares | amounts | {"carry_on"}):
        values = getattr(scenario, name).to_numpy(float)
        if not np.isfinite(values).all():
            yield _wrong(name, f"{name} holds a figure that is missing.")
        elif (values < 0).any():
            yield _wrong(name, f"{name} holds a figure below zero.", values.min())
        elif name not in amounts and (values > 1 + 1e-9).any():
            yield _wrong(name, f"{name} holds a share above 1.", values.max())
    placed = scenario.base_placements.to_numpy(float)
    if not np.isfinite(placed).all() or (placed < 0).any():
        yield _wrong("base_placements", "A base-year count is missing or below zero.")
    for name, money in {
        "sizes": scenario.sizes["capital_gbp"],
        "funding": scenario.funding["allocation_gbp"],
        "caps": scenario.caps["most"],
    }.items():
        values = money.to_numpy(float)
        if not np.isfinite(values).all() or (values < 0).any():
            yield _wrong(name, f"{name} holds a figure that is missing or below zero.")


def _children(scenario: Scenario) -> Iterator[Problem]:
    """Check that those who keep a place or move up are never more than need a place."""
    demand = scenario.demand
    after = dict(pairwise(PHASE_NAMES))
    up = pd.Index(
        [(zone, need, after.get(phase)) for zone, need, phase in demand.index]
    )
    following = demand.index.get_indexer(up)
    inner = following >= 0
    for year in scenario.years:
        before = demand[year - 1].to_numpy(float)
        stay = scenario.stay_share[year].to_numpy(float)
        move = scenario.move_up_share[year].to_numpy(float)
        if (stay + move > 1 + 1e-9).any():
            text = f"In {year} more than all children of a phase stay or move up."
            yield _wrong("stay_share", text, demand.index[(stay + move).argmax()])
        coming = before * stay
        np.add.at(coming, following[inner], (before * move)[inner])
        over = coming - demand[year].to_numpy(float)
        if (over > SLACK).any():
            text = f"In {year} more children stay or move up than need a place."
            yield _wrong("demand", text, demand.index[over.argmax()])
    placed = scenario.base_placements.groupby(level=["zone", "need", "phase"]).sum()
    if not placed.index.isin(demand.index).all():
        yield _wrong("base_placements", "Children attend who need no place.")
    over = placed.reindex(demand.index).fillna(0.0) - demand[scenario.base_year]
    if (over > SLACK).any():
        text = "More children of a row attend in the base year than need a place."
        yield _wrong("base_placements", text, over.idxmax())


def _tiers(scenario: Scenario) -> Iterator[Problem]:
    """Check that every need and phase has shares by tier, which make a whole."""
    names = ["base", "special", "independent"]
    needed = scenario.demand[(scenario.demand > 0).any(axis=1)]
    kinds = keys_of(needed.index, ["need", "phase"]).unique()
    shares = scenario.tier_share.reindex(kinds)
    for row in kinds[shares[names].isna().any(axis=1).to_numpy()]:
        yield _wrong("tier_share", "A need and phase has no shares by tier.", row)
    total = shares[names].sum(axis=1).dropna()
    for row in total.index[((total - 1).abs() > SLACK) & (total > 0)]:
        yield _wrong("tier_share", "The shares by tier do not sum to 1.", row)


def _journeys(scenario: Scenario) -> Iterator[Problem]:
    """Check that there is a way from every zone to every setting."""
    schemes = scenario.schemes
    own = schemes[(schemes["provision"] == schemes.index).to_numpy()]
    phases = pd.concat([scenario.provisions["phases"], own["phases"]])
    zones = scenario.demand.index.unique("zone")
    for name in ("minutes", "road_km", "transported"):
        if not zones.isin(getattr(scenario, name).index).all():
            yield _wrong(name, f"{name} lacks a zone.")
    for name in ("minutes", "road_km"):
        for setting in phases.index[
            ~phases.index.isin(getattr(scenario, name).columns)
        ]:
            yield _wrong(name, f"{name} lacks a setting.", setting)
    pairs = pd.Index(
        [(setting, p) for setting, served in phases.items() for p in served]
    )
    for pair in pairs[~pairs.isin(scenario.transported.columns)]:
        yield _wrong("transported", "A setting and phase has no share.", pair)
    for phase in {phase for _, phase in pairs} - set(scenario.journey_limit.index):
        yield _wrong("journey_limit", "A phase has no journey limit.", phase)
    if not zones.isin(scenario.zones.index).all():
        yield _wrong("zones", "A zone of the children is not in zones.")


def _settings(scenario: Scenario) -> Iterator[Problem]:
    """Check that provisions and schemes are of known kinds, needs and phases."""
    for name, table in (
        ("provisions", scenario.provisions),
        ("schemes", scenario.schemes),
    ):
        for column, known in (
            ("kind", KINDS),
            ("needs", tuple(NEED_GROUPS)),
            ("phases", PHASE_NAMES),
        ):
            for row, value in table[column].items():
                found = {value} if isinstance(value, str) else set(value)
                if not found <= set(known) or (name == "schemes" and not found):
                    yield _wrong(name, f"{row} has an unknown {column}.", value)
    placed = scenario.base_placements.index.get_level_values("provision").unique()
    for setting in placed[~placed.isin(scenario.provisions.index)]:
        yield _wrong("base_placements", "Children attend an unknown setting.", setting)
    if not scenario.open_places.index.equals(scenario.provisions.index):
        yield _wrong("open_places", "open_places has other rows than provisions.")


def _schemes(scenario: Scenario) -> Iterator[Problem]:
    """Check that every scheme has sizes, a ramp, a year to open and a provision."""
    schemes = scenario.schemes
    laddered = scenario.sizes.index.get_level_values("scheme")
    targets = scenario.provisions.index.union(schemes.index)
    for scheme, row in schemes.iterrows():
        pinned = row["standing"] != "candidate"
        count = int((laddered == scheme).sum())
        if count == 0 or (pinned and count > 1):
            text = "A scheme has no size, or is decided and has several."
            yield _wrong("sizes", text, scheme)
        if row["standing"] not in STANDINGS:
            yield _wrong("schemes", "A scheme has an unknown standing.", scheme)
        if row["earliest_year"] > row["latest_year"]:
            yield _wrong("schemes", "A scheme can never open.", scheme)
        if row["provision"] not in targets:
            yield _wrong("schemes", "A scheme adds to an unknown provision.", scheme)
    for scheme in schemes.index[~schemes.index.isin(scenario.ramp.index)]:
        yield _wrong("ramp", "A scheme has no ramp.", scheme)
    if (np.diff(scenario.ramp.to_numpy(float), axis=1) < -1e-12).any():
        yield _wrong("ramp", "Places of a scheme close again after opening.")


def _money(scenario: Scenario) -> Iterator[Problem]:
    """Check that every cost the whole cost needs is there."""
    for name in COSTS:
        if name not in scenario.costs.index or not np.isfinite(scenario.costs[name]):
            yield _wrong("costs", "A cost is missing.", name)
    kinds = {*scenario.provisions["kind"], *scenario.schemes["kind"]}
    for kind in sorted(kinds - set(scenario.running.index)):
        yield _wrong("running", "A kind of setting has no running costs.", kind)
    if abs(float(scenario.capital_profile.sum()) - 1) > SLACK:
        yield _wrong(
            "capital_profile", "The shares of capital by year are not 1 in all."
        )
    prices = scenario.prices
    for name in ("minute_gbp", "far_gbp", "independent_gbp", "unplaced_gbp"):
        if not getattr(prices, name) >= 0:
            yield _wrong("prices", "A price is missing or below zero.", name)


def _pots(scenario: Scenario) -> Iterator[Problem]:
    """Check that there is money, and that every pot says what it may pay for."""
    if not len(scenario.funding):
        yield _wrong("funding", "No financial year has an allocation.")
    for pot in scenario.funding.index.unique("pot").difference(scenario.pots.index):
        yield _wrong("pots", "A pot has money, but nothing says what it pays for.", pot)


RULES: tuple[Callable[[Scenario], Iterator[Problem]], ...] = (
    _figures,
    _children,
    _tiers,
    _journeys,
    _settings,
    _schemes,
    _money,
    _pots,
)
