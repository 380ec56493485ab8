"""Facts of the real case and of a tiny one, and readers of sections."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd

import optimiser
from capital_planner.disclosure import as_told
from capital_planner.evidence import SHARES, Evidence, Step, Turning
from capital_planner.evidence import figures as evidence_figures
from capital_planner.futures import Foretold, Outcomes, intervals, verdicts
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES
from capital_planner.papers import (
    Chart,
    Facts,
    Heading,
    Made,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
    Worked,
    written_rows,
)
from capital_planner.papers.sections import drawing
from capital_planner.plan import Plan
from capital_planner.settings import Audience
from capital_planner.sufficiency import measure
from tests.capital_planner import lancashire, small_map
from tests.capital_planner.evidence.small import candidates
from tests.capital_planner.evidence.small import evidence as of_bases

MODULES = (
    "assumptions",
    "atlas",
    "bases_first",
    "equality",
    "forecast",
    "futures",
    "high_needs",
    "maps",
    "questions",
)
MADE = Made("25 November 2026", "main.py export", {}, {}, {})
UNAGREED = "expansion-119894"
"""A special school that has not agreed, in Hyndburn: the East has five districts."""


def plan_of(key: str) -> Plan:
    """Do nothing, the committed programme, or that and a school's growth (its id)."""
    scenario = lancashire.scenario("district")
    if key == "do_nothing":
        return optimiser.do_nothing(scenario)
    committed = optimiser.committed(scenario)
    if key == "committed":
        return committed
    base = next(name for name in candidates(scenario) if name.startswith("base-"))
    rows = {
        name: {"places": scenario.sizes.loc[name].index[0], "opening_year": 2031}
        for name in (key, base)
    }
    added = pd.DataFrame.from_dict(rows, orient="index")
    joined = pd.concat([committed.choices, added.astype(int)])
    return Plan(joined.rename_axis("scheme"))


@cache
def worked(key: str) -> Worked:
    scenario, plan = lancashire.scenario("district"), plan_of(key)
    placements, told = optimiser.place_children(scenario, plan), as_told(scenario, plan)
    public = placements if told is plan else optimiser.place_children(scenario, told)
    names = {"do_nothing": "Do nothing", "committed": "Committed programme"}
    return Worked(
        key if key in names else "found",
        names.get(key, "Balanced"),
        "",
        scenario,
        plan,
        placements,
        measure(scenario, plan, placements, public),
    )


@cache
def facts(audience: Audience = "public", chosen: str = "found") -> Facts:
    """Of the real case; the option found holds a school that has not agreed."""
    return facts_with(UNAGREED, audience, chosen)


@cache
def facts_with(
    school: str, audience: Audience = "public", chosen: str = "found"
) -> Facts:
    """Of the real case, where the option found holds the growth of a school."""
    options = tuple(worked(key) for key in ("do_nothing", "committed", school))
    return Facts(
        lancashire.case(),
        options,
        chosen,
        audience,
        MADE,
        outcomes(),
        evidence(audience),
    )


@cache
def evidence(audience: Audience) -> Evidence:
    scenario = lancashire.scenario("district")
    bases = [name for name in candidates(scenario) if name.startswith("base-")]
    found = of_bases(scenario, bases[0], bases[-1])
    steps = {name: Step(factor, found, "") for name, factor in SHARES.items()}
    tables = {n: evidence_figures(s.found, audience) for n, s in steps.items()}
    turning = Turning(tuple(steps.values()), None)
    return Evidence(scenario, steps, tables, turning, audience)


@cache
def outcomes() -> Outcomes:
    """Ten futures drawn by hand; the first scheme works in seven of them."""
    scenario, plan = lancashire.scenario("district"), plan_of("committed")
    years = (scenario.base_year, *scenario.years)
    rng = np.random.default_rng(0)
    shape = (10, len(scenario.districts), len(NEED_GROUPS), len(PHASE_NAMES))
    children = rng.gamma(4.0, 6.0, (*shape, len(years)))
    plans = rng.gamma(4.0, 500.0, (10, len(NEED_GROUPS), len(years)))
    foretold = Foretold(tuple(map(str, scenario.districts)), years, plans, children)
    scheme = "kirkham-pear-tree-expansion"
    costs = {
        "Committed programme": np.full(10, 3.04e9),
        f"without {scheme}": np.where(np.arange(10) < 7, 3.1e9, 3.0e9),
        "Do nothing": np.linspace(3.0e9, 3.2e9, 10),
    }
    assessed = pd.concat(
        {
            name: pd.DataFrame(
                {"whole_cost_gbp": cost, "children_2035": np.arange(10) + 6_000.0},
                index=pd.RangeIndex(10, name="future"),
            )
            for name, cost in costs.items()
        },
        names=["plan"],
    )
    shown = ["Committed programme", "Do nothing"]
    return Outcomes(
        {"Committed programme": plan, "Do nothing": plan_of("do_nothing")},
        assessed.loc[shown],
        intervals(foretold),
        verdicts(assessed, "Committed programme", [scheme]),
        seed=0,
    )


@cache
def tiny(chosen: str = "found", audience: Audience = "public") -> Facts:
    """Two schemes in three districts of that name; nothing worked out beside."""
    scenario, plan = small_map.scenario_and_plan()
    first, *years = small_map.YEARS
    schemes = scenario.schemes.assign(success=0.6)
    scenario = replace(scenario, base_year=first, years=tuple(years), schemes=schemes)
    areas = lancashire.case().areas.copy()
    county = areas.index[areas["role"] == "county"][: len(small_map.DISTRICTS)]
    areas.loc[county, "name"] = list(small_map.DISTRICTS)
    case = replace(lancashire.case(), areas=areas)
    nothing = Plan(plan.choices.iloc[:0])
    placements: Any = None
    options = tuple(
        Worked(key, name, "", scenario, chosen_plan, placements, measures)
        for key, name, chosen_plan, measures in (
            ("do_nothing", "Do nothing", nothing, small_map.measures(12.0, 3)),
            ("found", "Balanced", plan, small_map.measures()),
        )
    )
    return Facts(case, options, chosen, audience, MADE)


def sections(given: Facts, *modules: str) -> list[Section]:
    """Make the sections of the modules, or of all.

    Where no child is placed, none crosses a boundary.
    """
    placed = given.option(given.chosen).placements is not None
    crossed = drawing._crossed if placed else lambda *_: None
    made: list[Section] = []
    with patch.object(drawing, "_crossed", crossed):
        for name in modules or MODULES:
            module = import_module(f"capital_planner.papers.sections.{name}")
            found = module.section(given)
            made += [found] if isinstance(found, Section) else list(found)
    return made


def tables(given: Facts, *modules: str) -> dict[str, Table]:
    """Every table of the sections, by its key."""
    blocks = [block for part in sections(given, *modules) for block in part.blocks]
    found = [getattr(block, "table", block) for block in blocks]
    return {table.key: table for table in found if isinstance(table, Table)}


def texts(section: Section) -> Iterator[str]:
    """Every text that a reader of a section can see."""
    yield section.title
    for block in section.blocks:
        yield from _of(block)
        table = getattr(block, "table", block)
        if isinstance(table, Table):
            yield from (table.title, table.blank, *table.notes)
            for column in table.columns:
                yield from (column.name, column.title, column.unit, column.says)
            for row in written_rows(table):
                yield from row


def _of(block: object) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield block.text
    elif isinstance(block, Points):
        yield from block.items
    elif isinstance(block, Picture):
        yield from (block.caption, block.said, *block.spec.texts())
    elif isinstance(block, Chart):
        yield from (block.title, block.said)


def at(given: Facts, option: str, column: str, *key: str | int) -> float:
    """One figure of the facts, found another way than by the sections."""
    rows = given.figures[option].reset_index()
    wanted = dict(zip(("district", "need", "phase", "year"), key, strict=True))
    same = np.all([rows[name] == value for name, value in wanted.items()], axis=0)
    (found,) = rows.loc[same, column]
    return float(found)
