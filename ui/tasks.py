"""What the workers do: plain functions from values to values, no Qt.

Importing this module loads pandas and the rest: the window does so in a worker,
after its first paint.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from capital_planner.apportionment import basis
from capital_planner.checks.asked import RULES as ASKED
from capital_planner.checks.decisions import RULES
from capital_planner.checks.pots import within_the_money
from capital_planner.checks.wishes import RULES as WISHES
from capital_planner.disclosure import points_at_a_school
from capital_planner.groupings import groupings
from capital_planner.mapspec import (
    MapChoice,
    MapSpec,
    for_screen,
    joined,
    land,
    sufficiency_map,
)
from capital_planner.needs import NEED_LABELS
from capital_planner.scenario import build, growth_near, opening_years
from capital_planner.sufficiency import measure
from data import read_case
from data.fonts import read_fonts
from optimiser import committed, do_nothing, place_children
from optimiser.worker import Solver
from ui.commands.options import placed_as_told
from ui.figures import cards, district_rows, year_rows
from ui.regrouping import regrouped, with_arrows
from ui.shown import Counted, Drawn
from ui.state import (
    KIND_WORDS,
    Assessed,
    AssumptionRow,
    Built,
    Inputs,
    Opened,
    SchemeRow,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping
    from pathlib import Path

    import pandas as pd

    from capital_planner.case import Case
    from capital_planner.errors import Problem
    from capital_planner.groupings import Grouping
    from capital_planner.mapspec import Land
    from capital_planner.plan import Plan
    from capital_planner.scenario import Scenario
    from data import Project

ABBREVIATIONS = {"send": "SEND", "kmh": "km/h", "gbp": "GBP"}
ORDER = ("candidate", "committed", "on_site")


@dataclass(frozen=True, eq=False)
class DrawOrder:
    """Everything that one drawing needs."""

    opened: Opened
    assessed: Assessed
    before: Assessed
    view: View
    option: str
    before_name: str

    def spec(self, *, for_paper: bool = True) -> MapSpec:
        """Lay out the map of this view, with outlines as fine as paper or screen."""
        view, seen = self.view, self.by_area()
        choice = MapChoice(
            year=view.year,
            theme=view.theme,
            need=view.need,
            phase=view.phase,
            audience=view.audience,
            option=self.option,
            before=self.before_name,
            area_word="area" if view.grouping else "district",
        )
        spec = sufficiency_map(
            seen.assessed.scenario,
            seen.assessed.measures,
            choice=choice,
            ground=seen.opened.ground if for_paper else seen.opened.screen,
            plan=seen.assessed.plan,
            compare=seen.before.measures,
        )
        grouping = self.opened.grouping(view.grouping)
        if grouping is None:
            return spec
        return with_arrows(spec, regrouped(self.assessed, grouping), grouping)

    def by_area(self) -> DrawOrder:
        """Give the same by the areas of the grouping looked at."""
        grouping = self.opened.grouping(self.view.grouping)
        if grouping is None:
            return self
        ground, screen = self.opened.grounds[grouping.name]
        return replace(
            self,
            opened=replace(self.opened, ground=ground, screen=screen),
            assessed=regrouped(self.assessed, grouping).assessed,
            before=regrouped(self.before, grouping).assessed,
        )


def open_case(folder: Path | Project | None = None) -> Opened:
    """Read a case, the embedded one when no folder, file or project is named.

    Raises
    ------
    DataError
        With every problem found in its tables.
    """
    case = read_case(folder)
    ground = land(case.areas, case.outlines)
    known = groupings(case.groupings, {item.name for item in ground.districts})
    return Opened(
        case=case,
        basis=basis(case),
        ground=ground,
        screen=for_screen(ground),
        fonts=read_fonts(),
        assumptions=_assumption_rows(case),
        presets=tuple(case.presets["preset"].astype(str)),
        groupings=known,
        grounds={item.name: both_grounds(ground, item) for item in known},
    )


def both_grounds(ground: Land, grouping: Grouping) -> tuple[Land, Land]:
    """Join districts into the areas of a grouping, for paper and for the screen."""
    whole = joined(ground, grouping.area_of)
    return whole, for_screen(whole)


def build_inputs(opened: Opened, inputs: Inputs) -> Built:
    """Build the scenario of the inputs and the two plans every case has."""
    scenario = build(opened.case, inputs.future, inputs.settings)
    return Built(
        inputs=inputs,
        scenario=scenario,
        do_nothing=do_nothing(scenario),
        committed=committed(scenario),
        schemes=scheme_rows(scenario),
    )


def assess(scenario: Scenario, plan: Plan) -> Assessed:
    """Place every child of every year under a plan, and measure it."""
    start = time.perf_counter()
    placements = place_children(scenario, plan)
    told = placed_as_told(scenario, plan, placements)
    return Assessed(
        scenario,
        plan,
        placements=placements,
        told=told,
        measures=measure(scenario, plan, placements, told),
        seconds=time.perf_counter() - start,
    )


def make_solver() -> Solver:
    """Start the solver's own process."""
    return Solver()


def broken_rules(scenario: Scenario, plan: Plan) -> tuple[Problem, ...]:
    """Rules of what may be chosen, and of money, that a plan breaks."""
    decided = [problem for rule in RULES for problem in rule(scenario, plan)]
    return (*decided, *within_the_money(scenario, plan))


def unheeded(scenario: Scenario, plan: Plan) -> tuple[Problem, ...]:
    """Find what an officer asks of every plan, and this one does not heed."""
    impossible = [found for rule in ASKED for found in rule(scenario)]
    wished = [found for rule in WISHES for found in rule(scenario, plan)]
    return (*impossible, *wished)


def count(order: DrawOrder) -> Counted:
    """Work out the six live measures of one view: first of all, for they are quick."""
    view, now, before = order.view, order.assessed, order.before
    shown = cards(now.measures, before.measures, year=view.year, audience=view.audience)
    return Counted(view=view, assessed=now, before=before, cards=shown)


def draw(order: DrawOrder) -> Drawn:
    """Make the map and the tables of one view."""
    view, measures = order.view, order.assessed.measures
    spec = order.spec(for_paper=False)
    return Drawn(
        view=view,
        assessed=order.assessed,
        before=order.before,
        option=order.option,
        spec=spec,
        districts=district_rows(order.by_area().assessed.measures, spec, view),
        years=year_rows(measures, view.audience),
    )


def _assumption_rows(case: Case) -> tuple[AssumptionRow, ...]:
    return tuple(
        _assumption_row(key, row) for key, row in case.assumptions.table.iterrows()
    )


def _assumption_row(key: Hashable, row: pd.Series) -> AssumptionRow:
    name, detail = key if isinstance(key, tuple) else (key, "")
    words = [ABBREVIATIONS.get(word, word) for word in str(name).split("_")]
    said = " ".join(words)
    return AssumptionRow(
        name=said[0].upper() + said[1:] + (f": {detail}" if detail else ""),
        value=f"{float(row['value']):,.12g}",
        unit=str(row["unit"]),
        status=str(row["status"]),
        source=str(row["source"]),
    )


def scheme_rows(scenario: Scenario) -> tuple[SchemeRow, ...]:
    """Schemes of a scenario as plain values, those still to decide first."""
    sizes: dict[str, list[tuple[int, float]]] = {}
    keys, places = (scenario.sizes.index.get_level_values(n) for n in (0, 1))
    capital = scenario.sizes["capital_gbp"].tolist()
    for key, size, pounds in zip(keys, places, capital, strict=True):
        sizes.setdefault(str(key), []).append((int(size), float(pounds)))
    points = points_at_a_school(scenario.schemes).to_dict()
    rows = scenario.schemes.reset_index(names="key").to_dict(orient="records")
    rows.sort(key=lambda row: ORDER.index(row["standing"]))
    years, near = opening_years(scenario), growth_near(scenario)
    return tuple(
        _scheme_row(
            row,
            sorted(sizes.get(row["key"], [])),
            years[row["key"]],
            closed=tuple(near.get(row["key"], {}).items()),
            points=points[row["key"]],
        )
        for row in rows
    )


def _scheme_row(
    row: Mapping[Hashable, object],
    sizes: list[tuple[int, float]],
    years: tuple[int, ...],
    *,
    closed: tuple[tuple[str, frozenset[int]], ...],
    points: bool,
) -> SchemeRow:
    needs = [NEED_LABELS[str(need)] for need in _parts(row["needs"])]
    phases = _parts(row["phases"])
    if points:
        needs, phases = ["the needs it is organised for"], ("its own phases",)
    return SchemeRow(
        key=str(row["key"]),
        label=str(row["label"]),
        site=str(row["site"]),
        named=row["consent"] == "agreed",
        points_at_a_school=points,
        district=" or ".join(str(row["districts"]).split("|")),
        kind=KIND_WORDS[str(row["kind"])],
        needs=", ".join(needs),
        phases=", ".join(phases),
        stage=str(row["stage"]),
        standing=str(row["standing"]).replace("_", " "),
        sizes=tuple(places for places, _ in sizes),
        capital_gbp=tuple(capital for _, capital in sizes),
        years=years,
        closed=closed,
        status=str(row["status"]),
    )


def _parts(value: object) -> tuple[str, ...]:
    return tuple(str(part) for part in value) if isinstance(value, tuple) else ()
