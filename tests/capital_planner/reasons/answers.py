"""Answers about a small plan, made up: what words and tables are made from."""

from dataclasses import replace

import pandas as pd

from capital_planner.disclosure import ALL
from capital_planner.reasons import (
    RE_SOLVED,
    WORKED_OUT,
    Compared,
    Condition,
    Explanation,
    Searched,
    Telling,
    WhatIf,
    Why,
    WhyNot,
)
from capital_planner.reasons.answers import COUNTS
from capital_planner.settings import Audience
from tests import oracle
from tests.tiny import tiny_scenario

SCENARIO = tiny_scenario(years=3, allocation_gbp=2e6)
BASE, EXPANSION = "host-1-asd", "growth-a"
GAP_GBP = 5e6


def telling(audience: Audience = "public") -> Telling:
    """Schemes whose labels do not give their ids away, as in a real case."""
    schemes = SCENARIO.schemes.assign(
        label="A scheme in a district", site="Hill School"
    )
    return Telling(replace(SCENARIO, schemes=schemes), audience)


def difference(cost_gbp: float = 1.2e6, independent: float = 12.4) -> Compared:
    counts = dict.fromkeys(COUNTS, 0.0) | {"independent": independent}
    children = pd.DataFrame([counts, counts], index=["North", ALL])
    settings = {"base": -20.0, "independent": independent, "special": 2.0}
    return Compared(
        since=2026,
        parts=pd.Series(
            {"independent": cost_gbp + 5e5, "capital": -3e5, "place_funding": -2e5}
        ),
        children=children,
        settings=pd.Series(settings | {"still_needed": 0.0}),
        at_scheme=-20.0,
        from_mainstream=0.0,
    )


def searched(scheme: str, *, every: bool = False, cost_gbp: float = 1.2e6) -> Searched:
    plan = oracle.plan_of(SCENARIO)
    changed = pd.DataFrame(
        {"was_places": [0], "was_year": [0], "now_places": [4], "now_year": [2026]},
        index=pd.Index([scheme], name="scheme"),
    )
    return Searched(difference(cost_gbp), plan, changed, 5, every)


def why(scheme: str = BASE) -> Why:
    found = searched(EXPANSION if scheme == BASE else BASE)
    return Why(scheme, 4, 2026, "candidate", (), difference(), found)


def explanation() -> Explanation:
    index = pd.MultiIndex.from_tuples(
        [
            ("North", "special_expansion", "ASD", "primary"),
            ("North", "specialist_base", "ASD", "primary"),
            ("South", "special_expansion", "MLD", "primary"),
        ],
        names=["district", "route", "needs", "phases"],
    )
    money = ("places_worth", "cost", "money", "openings", "other_rules", "worth")
    columns: dict[str, object] = dict.fromkeys([f"{n}_gbp" for n in money], 432_100.0)
    worths = pd.DataFrame(
        columns
        | {
            "scheme": [EXPANSION, BASE, EXPANSION],
            "places": [4, 6, 4],
            "opening_year": 2026,
            "hosts": 1,
            "re_solved_gbp": [-1e6, float("nan"), float("nan")],
            "tried": [5, 0, 0],
        },
        index=index,
    )
    rules = pd.DataFrame(
        {
            "rule": ["within_the_money", "pinned"],
            "about": ["to the financial year 2027", f"{EXPANSION} out"],
            "unit": [100_000.0, 1.0],
            "price_gbp": [20_000.0, 5_000.0],
            "most": [1.0, 1.0],
            "used": [1.0, 1.0],
            "re_solved_gbp": [-3e5, float("nan")],
            "tried": [5, 0],
        }
    )
    lost = WhatIf("no_host", (BASE, EXPANSION), WORKED_OUT, difference())
    dear = WhatIf(
        "costs_rise", (EXPANSION,), RE_SOLVED, difference(), searched(EXPANSION), 1.25
    )
    why_not = (
        WhyNot(EXPANSION, (Condition("pinned", f"{EXPANSION} out"),), None),
        WhyNot(BASE, (), searched(BASE)),
    )
    return Explanation(
        GAP_GBP, (why(), why(EXPANSION)), why_not, (lost, dear), worths, rules
    )
