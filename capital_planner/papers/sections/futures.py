"""Futures and risks to the forecast: how far things may turn out otherwise."""

import math

import numpy as np
import pandas as pd

from capital_planner.disclosure import ALL
from capital_planner.futures import (
    VARIES,
    Outcomes,
    compare,
    expected_places,
    public_intervals,
    schemes_in_futures,
)
from capital_planner.futures.intervals import CHILDREN, KEYS, PLANS
from capital_planner.mapspec import academic_year
from capital_planner.papers.amounts import EXEMPT_NOTE, held_back, set_aside
from capital_planner.papers.columns import OPENING_YEAR, OPTION, SCHEME, YEAR
from capital_planner.papers.document import (
    Block,
    Chart,
    Column,
    Heading,
    Paragraph,
    Points,
    Section,
    Table,
)
from capital_planner.papers.facts import Facts
from capital_planner.papers.sections.back_test import back_test
from capital_planner.papers.telling import counted, frame, listed

ROUGH = -5
"""Pounds in public are to the nearest 100,000, as in every public paper."""
TITLE = "Futures, and risks to the forecast"
NOT_WORKED_OUT = (
    "What each option comes to in many futures was not worked out for this pack. To "
    "have it worked out, use \N{LEFT SINGLE QUOTATION MARK}Try in many futures"
    "\N{RIGHT SINGLE QUOTATION MARK} in the planner, and make the pack again."
)
RISKS = (
    "More or fewer new plans than in the last two years.",
    "The one-off growth from overdue assessments: how large it is, and when it ends.",
    "National reforms, and what they do to new plans. Nobody has published a figure.",
    "How many children with a new plan need a specialist place.",
    "Families choose, and tribunals decide: a new place is not always the one taken.",
    "Small numbers: one year group is not like the next.",
)
COSTS = {
    "expected_gbp": ("Average", "Mean over the futures."),
    "low_gbp": ("Low", "One future in ten is below."),
    "high_gbp": ("High", "One future in ten is above."),
    "worst_decile_gbp": ("Dearest tenth", "Mean of the dearest tenth of futures."),
}


def section(facts: Facts) -> Section:
    """Say how options fare in many futures, and how good the forecast has been."""
    outcomes = facts.outcomes
    blocks: list[Block] = []
    if outcomes is None:
        blocks.append(Paragraph(NOT_WORKED_OUT))
    else:
        blocks += _in_futures(facts, outcomes)
    blocks += [
        Heading("What could make the forecast wrong"),
        Points(RISKS),
        Heading("How good the forecast has been"),
        *back_test(facts),
    ]
    return Section("futures", TITLE, tuple(blocks))


def _in_futures(facts: Facts, outcomes: Outcomes) -> list[Block]:
    spread = _spread(outcomes)
    blocks: list[Block] = [
        Paragraph(_finding(facts, outcomes), strong=True),
        Paragraph(f"{_drawn(outcomes)} {VARIES}"),
        Chart(
            "children_in_futures",
            spread.title,
            "lines",
            spread,
            ("low", "middle", "high"),
            _finding(facts, outcomes),
        ),
        _costs(facts, outcomes),
    ]
    if outcomes.verdicts is not None and len(outcomes.verdicts):
        blocks += [Paragraph(_works(outcomes)), _schemes(facts, outcomes)]
    return blocks


def _drawn(outcomes: Outcomes) -> str:
    count = len(outcomes.assessed.index.unique("future"))
    return f"{count} futures were drawn at random (seed {outcomes.seed})."


def _range(facts: Facts, outcomes: Outcomes, measure: str) -> str:
    """Say between which figures a measure is in 8 of 10 futures, in the last year."""
    rows = _interval(outcomes, measure)
    low, high = (float(rows[name].loc[facts.last_year]) for name in ("low", "high"))
    return f"{counted(facts, low, '', '').strip()} and {counted(facts, high)}"


def _interval(outcomes: Outcomes, measure: str) -> pd.DataFrame:
    """Interval of the whole authority by year, as the public may see it."""
    rows = public_intervals(outcomes.intervals)
    wanted = (rows[KEYS[:-1]] == [measure, ALL, ALL, ALL]).all(axis=1)
    return rows[wanted].set_index("year")[["low", "middle", "high"]].astype(float)


def _finding(facts: Facts, outcomes: Outcomes) -> str:
    between = _range(facts, outcomes, CHILDREN)
    return (
        f"In 8 of 10 futures, between {between} need a specialist place in "
        f"{academic_year(facts.last_year)}."
    )


def _spread(outcomes: Outcomes) -> Table:
    """Children who need a place, and EHC plans, by year: low, middle and high."""
    children, plans = (_interval(outcomes, name) for name in (CHILDREN, PLANS))
    columns = [YEAR]
    rows = pd.DataFrame({YEAR.name: children.index.astype(int)})
    for title, given, prefix in (
        ("Children who need a place", children, ""),
        ("All EHC plans", plans, "plans_"),
    ):
        for level, says in (
            ("low", "One future in ten is below."),
            ("middle", "Half of the futures are below."),
            ("high", "One future in ten is above."),
        ):
            unit = "children" if not prefix else "plans"
            name = f"{prefix}{level}"
            columns.append(Column(name, f"{title}, {level}", "whole", unit, says))
            rows[name] = given[level].to_numpy(float)
    return Table(
        key="futures_children",
        title="Children who need a specialist place in 8 of 10 futures",
        columns=tuple(columns),
        rows=rows,
        blank="held back",
        notes=(
            "Estimates to the nearest 5. 8 of 10 futures lie between low and high.",
        ),
    )


def _costs(facts: Facts, outcomes: Outcomes) -> Table:
    """Whole cost of each option over the futures, and places it is likely to open."""
    found = compare(outcomes.assessed)
    exempt = [option.name for option in facts.options if held_back(facts, option)]
    columns = [OPTION]
    columns += [Column(n, t, "money", "pounds", says) for n, (t, says) in COSTS.items()]
    columns += [
        Column("lowest_in", "Costs least in", "whole", "futures",
               "Futures in which no other option here costs less."),
        Column("places_planned", "Places planned", "whole", "places",
               "Of schemes not yet on site, to the nearest 5."),
        Column("places_expected", "Places expected", "whole", "places",
               "Planned places times the chance that each scheme opens."),
    ]  # fmt: skip
    rows = []
    for name, cost in found.iterrows():
        plan = outcomes.plans[str(name)]
        hidden = name in exempt
        places = (expected_places(facts.scenario, plan) / 5).round() * 5
        rows.append(
            {OPTION.name: str(name)}
            | {c: math.nan if hidden else _pounds(facts, float(cost[c])) for c in COSTS}
            | {
                "lowest_in": int(cost["lowest_in"]),
                "places_planned": float(places["planned"]),
                "places_expected": float(places["expected"]),
            }
        )
    return Table(
        key="futures_costs",
        title="What each option costs in many futures",
        columns=tuple(columns),
        rows=frame(rows, [column.name for column in columns]),
        notes=(
            (
                "Whole cost to the end of the years assessed, in present value, with a "
                "price for places still needed and long journeys: not a budget."
            ),
            "The chance that a scheme opens is a working assumption by its stage.",
            *((EXEMPT_NOTE,) if exempt else ()),
            *(said for option in facts.options for said in set_aside(facts, option)),
        ),
        blank="not shown" if exempt else "not known",
    )


def _pounds(facts: Facts, pounds: float) -> float:
    return pounds if facts.restricted else float(np.round(pounds, ROUGH))


def _works(outcomes: Outcomes) -> str:
    found = outcomes.verdicts
    if found is None:
        return ""
    count = int(found["futures"].iloc[0])
    safe = int(found["no_regret"].sum())
    return (
        f"{len(found)} schemes of {next(iter(outcomes.plans))} were looked at one by "
        f"one, each in {count} futures. {safe} save more than they cost in at least "
        "9 of 10 of them."
    )


def _schemes(facts: Facts, outcomes: Outcomes) -> Table:
    """Say of each scheme looked at in how many futures it works."""
    told = schemes_in_futures(facts.scenario, outcomes, facts.audience)
    columns = (
        SCHEME,
        OPENING_YEAR,
        Column("works", "Works in", "text", "", "Futures in which it saves more than "
               "it costs, of those looked at."),
        Column("note", "Note", "text", "", "What that says of the scheme."),
    )  # fmt: skip
    rows = [
        {
            SCHEME.name: str(row["site"]) or str(row["label"]),
            OPENING_YEAR.name: int(row["opening_year"]),
            "works": f"{int(row['works_in'])} of {int(row['futures'])}",
            "note": _note(row),
        }
        for row in told.to_dict("records")
    ]
    return Table(
        key="futures_schemes",
        title="Schemes, and the futures in which they work",
        columns=columns,
        rows=frame(rows, [column.name for column in columns]),
        notes=("Works: the whole cost is lower with the scheme than without it.",),
    )


def _note(row: dict[object, object]) -> str:
    said = {
        "no_regret": "works in nearly all",
        "only_if_many_children": "works only if many children need a place",
        "better_later": "would mostly cost less two years later",
    }
    return listed([words for name, words in said.items() if row[name]])
