"""An event over the tiny case: do nothing, what is agreed, and two ideas."""

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from capital_planner.disclosure.tables import PARTS
from capital_planner.engagement import Event, freeze
from capital_planner.papers import Facts, Made, Worked
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.settings import Future
from capital_planner.sufficiency import Measures, measure
from optimiser import committed, do_nothing, place_children
from tests.tiny import tiny_scenario
from ui.commands.options import placed_as_told

if TYPE_CHECKING:
    import pandas as pd

GROWTH: dict[Future, float] = {"low": 0.05, "central": 0.1, "high": 0.15}


def worked(key: str, name: str, scenario: Scenario, plan: Plan) -> Worked:
    placements = place_children(scenario, plan)
    told = placed_as_told(scenario, plan, placements)
    measures = measure(scenario, plan, placements, told)
    return Worked(key, name, "", scenario, plan, placements, measures)


def with_more(measures: Measures) -> Measures:
    """Twenty children more of each part in every row, so that little is held back."""
    rows = _more(measures.by_area)
    told = _more(measures.told) if measures.leaves_out else rows
    return replace(measures, by_area=rows, told=told)


def _more(by_area: "pd.DataFrame | None") -> "pd.DataFrame":
    assert by_area is not None
    rows = by_area.copy()
    rows[PARTS] += 20.0
    rows["demand"] = rows[PARTS].sum(axis=1)
    rows[["places", "long_journey"]] += 20.0
    return rows


def with_scheme(plan: Plan, scheme: str, places: int, year: int = 2027) -> Plan:
    choices = plan.choices.copy()
    choices.loc[scheme, ["places", "opening_year"]] = [places, year]
    return Plan(choices.astype({"places": int, "opening_year": int}), None)


@cache
def scenario(future: Future) -> Scenario:
    return tiny_scenario(
        years=6, demand=40.0, allocation_gbp=9e6, growth=GROWTH[future]
    )


@cache
def options(future: Future) -> tuple[Worked, ...]:
    case = scenario(future)
    agreed = committed(case)
    found = (
        worked("do-nothing", "Do nothing", case, do_nothing(case)),
        worked("committed", "What is agreed", case, agreed),
        worked("school", "A new school", case, with_scheme(agreed, "new-school", 10)),
        worked("growth", "A larger school", case, with_scheme(agreed, "growth-a", 4)),
    )
    return tuple(replace(w, measures=with_more(w.measures)) for w in found)


@cache
def event(*keys: str) -> Event:
    """The event of the options of some keys; of all but the larger school for none."""
    wanted = keys or ("do-nothing", "committed", "school")
    return freeze(
        {
            future: [option for option in options(future) if option.key in wanted]
            for future in GROWTH
        }
    )


def facts(**changes: Any) -> Facts:
    made = Made("25 November 2026", "none", {}, {}, {})
    given: dict[str, Any] = {
        "case": None,
        "options": options("central")[:3],
        "chosen": "school",
        "audience": "public",
        "made": made,
    }
    return Facts(**(given | changes))


def raw(option: Worked, column: str, area: str, year: int) -> float:
    """A figure before it is rounded, summed by hand; all areas for an empty one."""
    rows: pd.DataFrame = option.measures.by_area.reset_index()
    there = (rows["district"] == area) | (area == "")
    return float(rows.loc[there & (rows["year"] == year), column].sum())
