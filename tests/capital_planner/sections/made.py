"""Facts to make sections of: Lancashire by district with three options, and tiny."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd

import optimiser
from capital_planner.papers import (
    Chart,
    Facts,
    Made,
    Paper,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
    Worked,
    heading,
    written_rows,
)
from capital_planner.papers.document import Heading
from capital_planner.papers.sections import (
    audit,
    comparison,
    consultation,
    money,
    programme,
    promised,
    readiness,
    recommendation,
    risks,
)
from capital_planner.plan import Plan, Quality
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience
from capital_planner.sufficiency import measure
from tests import oracle
from tests.capital_planner import lancashire
from tests.tiny import tiny_scenario
from ui.commands.options import placed_as_told

SECTIONS = (
    recommendation,
    comparison,
    programme,
    money,
    promised,
    consultation,
    readiness,
    risks,
    audit,
)
MADE = Made(
    on="25 November 2026",
    command="main.py export --pack cabinet",
    seed={"mixed": 7},
    versions={"planner": "0.1.0"},
    digests={"programme.csv": "ab12", "areas.csv": "cd34"},
)
QUALITY = Quality("best found", 110.0e6, 100.0e6, 300.0e6, 30.0, 2.0, {}, 500.0)
MIXED = {
    "expansion-119883": (20, 2029),
    "base-139290-ASD-SLCN": (10, 2029),
    "small-school-burnley": (30, 2030),
}
"""Schemes still to decide of the mixed option: none has agreed."""


def facts(
    chosen: str = "mixed", audience: Audience = "public", **changes: Any
) -> Facts:
    """Lancashire: do nothing, committed, and ``mixed``, with schemes to decide."""
    made = _facts(chosen, audience)
    return replace(made, **changes) if changes else made


@cache
def _facts(chosen: str, audience: Audience) -> Facts:
    return Facts(lancashire.case(), _options(), chosen, audience, MADE)


@cache
def _options() -> tuple[Worked, ...]:
    scenario = lancashire.scenario("district")
    committed = optimiser.committed(scenario)
    more = pd.DataFrame.from_dict(
        MIXED, orient="index", columns=["places", "opening_year"]
    ).rename_axis("scheme")
    mixed = Plan(pd.concat([committed.choices, more]), QUALITY)
    plans = {
        "do_nothing": optimiser.do_nothing(scenario),
        "committed": committed,
        "mixed": mixed,
    }
    return tuple(
        _worked(key, scenario, plan, optimiser.place_children(scenario, plan))
        for key, plan in plans.items()
    )


def _worked(key: str, scenario: Scenario, plan: Plan, placed: Any) -> Worked:
    name = key.replace("_", " ").capitalize()
    told = placed_as_told(scenario, plan, placed)
    measures = measure(scenario, plan, placed, told)
    return Worked(key, name, f"{name}, for tests.", scenario, plan, placed, measures)


@cache
def with_exempt(scheme: str) -> Facts:
    """Public facts in which the cost of a scheme is exempt from publication."""
    return replace(
        facts(),
        options=tuple(
            replace(option, scenario=_exempt(option.scenario, scheme))
            for option in _options()
        ),
    )


def _exempt(scenario: Scenario, scheme: str) -> Scenario:
    schemes = scenario.schemes
    return replace(
        scenario, schemes=schemes.assign(cost_exempt=schemes.index == scheme)
    )


@cache
def tiny(chosen: str = "some", audience: Audience = "public") -> Facts:
    """A tiny case whose programme and council say nothing, with one option."""
    scenario = tiny_scenario(years=4, allocation_gbp=1e6)
    plans = {
        "do_nothing": oracle.plan_of(scenario),
        "some": oracle.plan_of(scenario, host_1_asd=(6, 2026), growth_a=(2, 2027)),
    }
    options = tuple(
        _worked(key, scenario, plan, oracle.place(scenario, plan))
        for key, plan in plans.items()
    )
    case = lancashire.case()
    bare = replace(
        case,
        programme=case.programme.iloc[:0],
        authority=case.authority.assign(ends_on=None, ends_note=None),
    )
    return Facts(bare, options, chosen, audience, MADE)


def sections(given: Facts) -> list[Section]:
    """Every section, in order."""
    return [module.section(given) for module in SECTIONS]


def table(section: Section, key: str) -> Any:
    """Rows of the table of a section with this key, a frame."""
    return found(section, key).rows


def line(section: Section, number: int = 0) -> str:
    """Text of a paragraph of a section, the first unless said."""
    block = section.blocks[number]
    assert isinstance(block, Paragraph)
    return block.text


def found(section: Section, key: str) -> Table:
    paper = Paper("p", "", "", "public", "", (), "", "", (section,))
    return next(table for table in paper.tables if table.key == key)


def texts(made: list[Section]) -> Iterator[str]:
    """Every text that a reader of sections sees, cells of tables too."""
    for section in made:
        yield section.title
        for block in section.blocks:
            yield from _texts(block)


def _texts(block: Any) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield block.text
    elif isinstance(block, Points):
        yield from block.items
    elif isinstance(block, Chart):
        yield from (block.title, block.said)
        yield from _texts(block.table)
    elif isinstance(block, Table):
        yield block.title
        yield from block.notes
        for column in block.columns:
            yield from (column.name, heading(column), column.says)
        for row in written_rows(block):
            yield from row
    else:
        assert isinstance(block, Picture)
        yield from (block.caption, block.said)
