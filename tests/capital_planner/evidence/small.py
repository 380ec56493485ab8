"""Small scenarios turned one way or another, and plans of bases alone in them."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

import optimiser
from capital_planner.evidence import BasesFirst, bases_first
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from tests.tiny import random_scenario, tiny_scenario

PLENTY = 1e12
LEVELS = ["district", "need", "phase"]


def needy(**knobs: Any) -> Scenario:
    """More children than any setting has places for; enough for further bases."""
    return tiny_scenario(**({"demand": 9.0, "allocation_gbp": PLENTY} | knobs))


def drawn(seed: int) -> Scenario:
    return random_scenario(np.random.default_rng(seed), zones=4, years=3)


def with_caps(scenario: Scenario, most: int) -> Scenario:
    return replace(scenario, caps=scenario.caps.assign(most=most))


def with_schemes(scenario: Scenario, **columns: int) -> Scenario:
    """Change columns of the candidate bases."""
    schemes = scenario.schemes.copy()
    bases = candidates(scenario)
    chosen = schemes.index.isin(bases)
    for name, value in columns.items():
        schemes[name] = schemes[name].mask(chosen, value)
    return replace(scenario, schemes=schemes)


def with_minutes(scenario: Scenario, minutes: float) -> Scenario:
    """Move every candidate base to so many minutes from every home."""
    return replace(
        scenario,
        minutes=scenario.minutes.assign(**dict.fromkeys(candidates(scenario), minutes)),
    )


def with_tiers(scenario: Scenario, base: float, independent: float) -> Scenario:
    tiers = scenario.tier_share.assign(
        base=base, special=1 - base - independent, independent=independent
    )
    return replace(scenario, tier_share=tiers)


def candidates(scenario: Scenario) -> list[str]:
    schemes = scenario.schemes
    bases = schemes["route"] == "specialist_base"
    return list(schemes.index[bases & (schemes["standing"] == "candidate")])


def with_bases(scenario: Scenario, *names: str) -> Plan:
    """The committed programme and some candidate bases, as large and soon as can be."""
    choices = optimiser.committed(scenario).choices
    for name in names:
        largest = max(size for scheme, size in scenario.sizes.index if scheme == name)
        choices.loc[name] = [largest, scenario.schemes.loc[name, "earliest_year"]]
    return Plan(choices.astype(int))


def evidence(scenario: Scenario, *names: str) -> BasesFirst:
    plan = with_bases(scenario, *names)
    return bases_first(scenario, plan, optimiser.place_children(scenario, plan))


def by_district(scenario: Scenario, frame: pd.DataFrame) -> pd.Series:
    """Children by home district, need, phase and year."""
    rows = frame.reset_index()
    rows["district"] = rows["zone"].map(scenario.zones["district"])
    years = list(scenario.years)
    long = rows.melt(LEVELS, years, var_name="year", value_name="children")
    long["year"] = long["year"].astype("int64")
    found: pd.Series = long.groupby([*LEVELS, "year"])["children"].sum()
    return found


def at(frame: pd.DataFrame, row: Hashable, column: str) -> float:
    """One figure of a frame."""
    return float(frame[column].to_numpy(float)[frame.index.get_loc(row)])


def totals(found: BasesFirst) -> pd.DataFrame:
    """Children by year and column."""
    summed: pd.DataFrame = found.children.groupby(level="year").sum()
    return summed
