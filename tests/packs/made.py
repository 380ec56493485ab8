"""Packs of the real case, with a cost that is exempt, and their files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from capital_planner.briefing import paint_chart, paint_figure
from capital_planner.briefing.printed import pdf_of
from capital_planner.briefing.slides import slides_of
from capital_planner.briefing.word import word_of
from capital_planner.papers import Chart, Facts, Paper, Picture, Section, Worked
from capital_planner.papers.packs import Pack, paper_of
from capital_planner.plan import Plan, Quality
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience
from capital_planner.sufficiency import measure
from data.exports.geopackage import geopackage_bytes
from data.exports.tables import csv_tables
from data.exports.workbook import workbook_bytes
from data.fonts import read_fonts
from tests.capital_planner.pack.packed import UNAGREED, facts_with

EXEMPT = "mayfield-expansion"
"""An approved scheme that every option but doing nothing pays for."""
EXEMPT_GBP = 7_654_321.0
WIDE_MM = 170.0
ATLAS = "district_"


@dataclass(frozen=True)
class Written:
    """A paper and its files, by name."""

    paper: Paper
    files: dict[str, bytes]


def shortened(paper: Paper, *districts: str) -> Paper:
    """Keep the pages of these districts alone: each takes seconds to write."""
    kept = [
        part
        for part in paper.sections
        if not part.key.startswith(ATLAS) or part.key.removeprefix(ATLAS) in districts
    ]
    return replace(paper, sections=tuple(kept))


def written(paper: Paper, slides: Paper | None = None) -> Written:
    """Paint and write a paper in every format.

    Parameters
    ----------
    slides
        What is shown on slides; None for the whole paper, which takes longest.
    """
    painted = dict(_painted(paper))
    svg, png = (
        {name[:-4]: file for name, file in painted.items() if name.endswith(kind)}
        for kind in (".svg", ".png")
    )
    files = {
        "paper.pdf": pdf_of(paper, pictures=svg, fonts=read_fonts()),
        "paper.docx": word_of(paper, pictures=png),
        "paper.pptx": slides_of(slides or paper, pictures=png),
        "paper.xlsx": workbook_bytes(paper),
        "paper.gpkg": geopackage_bytes(paper),
        **csv_tables(paper),
    }
    return Written(paper, files | painted)


def _painted(paper: Paper) -> Iterator[tuple[str, bytes]]:
    fonts = read_fonts()
    for block in paper.blocks:
        if isinstance(block, Picture):
            size = (WIDE_MM, block.deep_mm)
            files = paint_figure(block.spec, fonts=fonts, size_mm=size)
        elif isinstance(block, Chart):
            files = paint_chart(block, fonts)
        else:
            continue
        for kind, file in files.items():
            yield f"{block.key}.{kind}", file


@cache
def secretive(
    audience: Audience,
    *,
    pounds: float = EXEMPT_GBP,
    school: str = UNAGREED,
) -> Facts:
    """Facts with an exempt cost, a school and a base that have not agreed.

    Parameters
    ----------
    pounds
        The exempt cost, before contingency.
    school
        Scheme of the special school that has not agreed.
    """
    given = facts_with(school, audience)
    options = tuple(_with_cost(option, pounds) for option in given.options)
    assessed = given.outcomes.assessed.copy() if given.outcomes else pd.DataFrame()
    dearer = assessed.index.get_level_values("plan") != "Do nothing"
    assessed.loc[dearer, "whole_cost_gbp"] += pounds
    outcomes = replace(given.outcomes, assessed=assessed) if given.outcomes else None
    return replace(given, options=options, outcomes=outcomes)


def _with_cost(option: Worked, pounds: float) -> Worked:
    scenario = exempted(option.scenario, pounds)
    found = measure(scenario, option.plan, option.placements, option.placements)
    measures = replace(
        option.measures,
        money=found.money,
        objective_parts=found.objective_parts,
        cost_exempt=found.cost_exempt,
    )
    cost = measures.objective_gbp
    if option.key == "do_nothing":
        return replace(option, scenario=scenario, measures=measures)
    quality = Quality(
        "best found", cost, cost - 5e6, cost + 9e7, 10.0, 5.0, {"plans": 9}, 300.0
    )
    plan = Plan(option.plan.choices, quality)
    return replace(option, scenario=scenario, plan=plan, measures=measures)


def exempted(scenario: Scenario, pounds: float) -> Scenario:
    """Set the cost of a scheme, and keep it from publication."""
    schemes, sizes = scenario.schemes, scenario.sizes.copy()
    mine = sizes.index.get_level_values("scheme") == EXEMPT
    sizes.loc[mine, "capital_gbp"] = pounds
    schemes = schemes.assign(cost_exempt=schemes.index == EXEMPT)
    return replace(scenario, schemes=schemes, sizes=sizes)


def section_of(paper: Paper, key: str) -> Section:
    """Find a section of a paper."""
    return next(part for part in paper.sections if part.key == key)


def pack(name: Pack, facts: Facts, *districts: str) -> Paper:
    """Write the paper of a pack with the pages of some districts."""
    return shortened(paper_of(name, facts), *districts)
