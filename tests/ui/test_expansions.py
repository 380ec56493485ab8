"""Two special schools, one of which grows: the public cannot tell which of them."""

from dataclasses import asdict, replace
from functools import cache
from typing import Any

import pandas as pd
import pytest

from capital_planner.disclosure import public_measures
from capital_planner.plan import Plan
from optimiser import committed
from tests.ui.small_window import SmallTasks
from ui import tasks
from ui.compare.state import CompareOrder
from ui.compare.work import compare
from ui.places.telling import tell
from ui.regrouping import crossing_table, regrouped
from ui.state import Inputs, Option, View
from ui.tasks import DrawOrder

HOSTS = ("growth-a", "growth-b-more")
"""One in the North for autism, one in the South for moderate difficulties."""
PLACES, OPENS, YEAR = 14, 2029, 2030
VIEWS = [
    View(YEAR, "sufficiency"),
    View(YEAR, "children"),
    View(YEAR, "sufficiency", need="ASD"),
    View(YEAR, "sufficiency", phase="secondary"),
    View(YEAR, "sufficiency", grouping="two_councils"),
]


@cache
def case() -> tuple[Any, Any]:
    """The small case, where both schools have the same label and size."""
    small: Any = SmallTasks()
    built = small.build_inputs(None, Inputs())
    schemes, sizes = built.scenario.schemes.copy(), built.scenario.sizes
    schemes.loc[list(HOSTS), "label"] = "Special school expansion in the county"
    schemes.loc[list(HOSTS), "districts"] = "North|South"
    larger = pd.DataFrame(
        {"capital_gbp": 9e5, "status": "derived"},
        index=pd.MultiIndex.from_product([HOSTS, [PLACES]], names=sizes.index.names),
    )
    scenario = replace(
        built.scenario, schemes=schemes, sizes=pd.concat([sizes, larger]).sort_index()
    )
    rows = tasks.scheme_rows(scenario)
    return small.open_case(), replace(built, scenario=scenario, schemes=rows)


@cache
def assessed(host: str) -> Any:
    """The committed programme, and where a host is named its expansion too."""
    _, built = case()
    choices = committed(built.scenario).choices
    if host:
        choices.loc[host] = {"places": PLACES, "opening_year": OPENS}
    return tasks.assess(built.scenario, Plan(choices))


def order(host: str, view: View) -> DrawOrder:
    now, before = assessed(host), assessed("")
    return DrawOrder(case()[0], now, before, view, "Option", "Do nothing")


def drawn(host: str, view: View) -> list[Any]:
    """The map, its table, and the stories of every district or area."""
    found = tasks.draw(order(host, view))
    areas = [asdict(area) for area in found.spec.areas]
    symbols = [asdict(symbol) for symbol in found.spec.symbols]
    names = [row.name for row in found.districts]
    told = [
        tell(case()[0], replace(found, view=replace(view, district=name)))
        for name in names
    ]
    stories = [(item.story, item.crossed, item.chart) for item in told]
    return [areas, symbols, found.spec.lines, found.districts, stories]


def compared(host: str, view: View) -> list[Any]:
    """Rows of schemes and districts, and the maps, of two options beside each other."""
    opened, built = case()
    pair = tuple(assessed(name) for name in ("", host))
    a, b = (
        Option(name, name, "edited", item.plan)
        for name, item in zip("AB", pair, strict=True)
    )
    found = compare(CompareOrder(opened, built, Inputs(), view, (a, b), pair))
    rows = [row for row in found.changes if row.part in ("Schemes", "Districts")]
    told = [asdict(row) for row in rows]
    return [told, *(spec.areas for spec in (*found.maps, found.difference))]


def tables(host: str) -> list[str]:
    """Rows of measures.csv but those of the whole authority, and who crosses."""
    opened, _ = case()
    rows = public_measures(assessed(host).measures)
    names = ["district", "need", "phase"]
    whole = (rows[names] == "all").all(axis="columns")
    by_area = regrouped(assessed(host), opened.groupings[1])
    crossed = crossing_table(by_area, VIEWS[0])
    return [rows[~whole].to_csv(), crossed.to_csv()]


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: f"{v.theme} {v.need} {v.phase}")
def test_the_window_shows_the_same_whichever_school_grows(view: View) -> None:
    one, other = ([drawn(host, view), compared(host, view)] for host in HOSTS)
    assert str(one) == str(other)


def test_the_tables_are_the_same_whichever_school_grows() -> None:
    one, other = map(tables, HOSTS)
    assert one == other


def test_the_council_sees_which_school_grows() -> None:
    view = replace(VIEWS[0], audience="restricted")
    for told in (drawn, compared):
        one, other = (str(told(host, view)) for host in HOSTS)
        assert one != other


def test_the_authority_s_figures_have_the_places() -> None:
    found = [public_measures(assessed(host).measures) for host in ("", HOSTS[0])]
    whole = [
        rows[(rows[["district", "need", "phase"]] == "all").all(axis="columns")]
        for rows in found
    ]
    before, now = (rows.set_index("year")["places"].to_dict()[YEAR] for rows in whole)
    assert now - before in (10, 15)
