"""The council's own counts say where children live, and which school they attend."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.apportionment import COUNTED
from capital_planner.case import Case
from capital_planner.checks import check_scenario
from capital_planner.demand import Projection, project
from capital_planner.demand.components import PARTS, PLACED
from capital_planner.geography import county_points, zones_of
from capital_planner.needs import GROUP_OF_NEED
from capital_planner.scenario import Scenario, build
from capital_planner.scenario.flows import by_phase
from capital_planner.scenario.homes import homes
from capital_planner.scenario.today import today
from capital_planner.scenario.travel import Travel
from capital_planner.settings import ScenarioSettings
from data import read_case
from data.columns import columns_of
from tests import small_authority as small

HOMES = small.homes()
EAST, WEST = small.EAST_SCHOOL, small.WEST_SCHOOL
ABROAD = 777777
BASE = small.BASE_YEAR
LSOA = ScenarioSettings(resolution="lsoa")
BASE_UNIT = {
    "urn": 800001, "name": "Base", "needs": "ASD", "phase": "primary", "places": 10,
    "places_status": "invented", "note": "", "status": "open", "opened_year": pd.NA,
}  # fmt: skip
Line = tuple[str, str, str, str, int | None, int]
"""Home, phase, need, placement, school and children."""


@cache
def uncounted() -> Case:
    with TemporaryDirectory() as folder:
        return read_case(small.write(Path(folder) / "case"))


def counted(lines: Iterable[Line]) -> Case:
    names = [column.name for column in columns_of("placements")]
    table = pd.DataFrame(list(lines), columns=names).astype({"urn": "Int64"})
    return replaced(uncounted(), placements=table)


def replaced(case: Case, **tables: pd.DataFrame) -> Case:
    return Case(**{**case.__dict__, **tables})


def scenario_of(lines: Iterable[Line]) -> Scenario:
    return build(counted(lines), "central", LSOA)


def published(part: str) -> Mapping[tuple[str, str], float]:
    """Children of a part in the base year, by need group and phase."""
    parts = by_phase(projected())[BASE]
    return {(need, phase): float(n) for (need, phase), n in parts.loc[part].items()}


LINES: tuple[Line, ...] = (
    (HOMES[0], "primary", "ASD", "special_academy", EAST, 6),
    (HOMES[1], "primary", "ASD", "special_free_school", EAST, 2),
    (HOMES[5], "primary", "ASD", "special_academy", WEST, 3),
    (HOMES[6], "primary", "ASD", "special_academy", ABROAD, 1),
    (HOMES[2], "secondary", "SEMH", "special_academy", EAST, 5),
    (HOMES[3], "primary", "MLD", "special_independent", None, 4),
    (HOMES[7], "primary", "DS", "special_independent", None, 4),
    (HOMES[7], "primary", "ASD", "mainstream_academy", None, 9),
)


def test_children_in_a_school_are_those_counted_scaled_to_the_published() -> None:
    scenario = scenario_of(LINES)
    placed = scenario.base_placements.xs(("ASD", "primary"), level=("need", "phase"))
    total = published("state special")["ASD", "primary"]
    by_hand = {
        (HOMES[0], f"special-{EAST}"): 6 / 12,
        (HOMES[1], f"special-{EAST}"): 2 / 12,
        (HOMES[5], f"special-{WEST}"): 3 / 12,
    }
    own = placed[placed.index.get_level_values("provision").str.startswith("special-")]
    assert own.to_dict() == pytest.approx(
        {key: share * total for key, share in by_hand.items()}
    )
    abroad = scenario.across_border[BASE].xs(("ASD", "primary"), level=(1, 2))
    assert abroad[abroad > 0].to_dict() == pytest.approx({HOMES[6]: total / 12})


def test_districts_have_the_children_counted_there() -> None:
    scenario = scenario_of(LINES)
    placed = scenario.base_placements
    pool = placed.xs("independent-MLD", level="provision").groupby("zone").sum()
    total = sum(published("independent")["MLD", phase] for phase in ("primary",))
    at_home = pool.xs(HOMES[3]), pool.xs(HOMES[7])
    primary = placed.xs(("MLD", "primary", "independent-MLD"), level=(1, 2, 3))
    assert primary.to_dict() == pytest.approx(
        {HOMES[3]: total / 2, HOMES[7]: total / 2}
    )
    assert min(at_home) >= total / 2


def test_a_need_without_a_count_lives_where_its_phase_does() -> None:
    scenario = scenario_of([*LINES[:1], (HOMES[4], *LINES[0][1:])])
    demand = scenario.demand[BASE].xs(("SLD", "primary"), level=("need", "phase"))
    assert set(demand[demand > 1e-9].index) == {HOMES[0], HOMES[4]}
    assert demand[HOMES[0]] == pytest.approx(demand[HOMES[4]])


def test_a_phase_without_a_count_is_estimated() -> None:
    estimate = build(uncounted(), "central", LSOA)
    scenario = scenario_of(LINES[:1])
    older = ("SEMH", "post-19")
    for year in (BASE, 2028):
        found = scenario.demand[year].xs(older, level=("need", "phase"))
        expected = estimate.demand[year].xs(older, level=("need", "phase"))
        assert found.to_dict() == pytest.approx(expected.to_dict())


def test_a_child_whose_school_is_not_known_attends_as_the_others_do() -> None:
    lines: list[Line] = [
        (HOMES[0], "primary", "ASD", "special_academy", EAST, 3),
        (HOMES[0], "primary", "ASD", "special_academy", WEST, 1),
        (HOMES[1], "primary", "ASD", "special_academy", None, 4),
    ]
    placed = scenario_of(lines).base_placements
    own = placed.xs((HOMES[1], "ASD", "primary"), level=(0, 1, 2))
    share = own[f"special-{EAST}"] / (own[f"special-{EAST}"] + own[f"special-{WEST}"])
    assert share == pytest.approx(3 / 4)


def test_a_base_holds_those_counted_in_it_and_no_phase_it_is_not_for() -> None:
    place = "mainstream_academy_senunit"
    lines: list[Line] = [
        (HOMES[2], "primary", "ASD", place, 800001, 2),
        (HOMES[3], "primary", "SLCN", place, 800001, 1),
        (HOMES[4], "secondary", "ASD", place, 800001, 1),
    ]
    case = replaced(counted(lines), bases=pd.DataFrame([BASE_UNIT]))
    scenario = build(case, "central", LSOA)
    held = scenario.base_placements.xs("base-800001", level="provision")
    total = published("base")
    assert held.to_dict() == pytest.approx(
        {
            (HOMES[2], "ASD", "primary"): total["ASD", "primary"],
            (HOMES[3], "SLCN", "primary"): total["SLCN", "primary"],
        }
    )
    older = scenario.unmatched.set_index(["need", "phase"])["children"]
    assert older["ASD", "secondary"] == pytest.approx(total["ASD", "secondary"])
    assert check_scenario(scenario) == []


def test_words_say_that_children_are_counted() -> None:
    assert scenario_of(LINES).basis == COUNTED
    assert "shared out" not in " ".join(COUNTED.__dict__.values()).lower()


def line() -> st.SearchStrategy[Line]:
    return st.tuples(
        st.sampled_from(HOMES),
        st.sampled_from(["primary", "secondary", "post-16", "post-19"]),
        st.sampled_from([*small.NEEDS, "PD", "NEED_UNKNOWN"]),
        st.sampled_from(list(small.PLACEMENTS)),
        st.sampled_from([EAST, WEST, ABROAD, 800001, None]),
        st.integers(0, 50),
    )


@cache
def projected() -> Projection:
    return project(uncounted(), "central")


@given(st.lists(line(), min_size=1, max_size=12))
@settings(max_examples=8, deadline=None)
def test_no_count_loses_or_makes_a_child(lines: list[Line]) -> None:
    case, years = counted(lines), [BASE, BASE + 1]
    points = county_points(case, "msoa")
    living = homes(case, points, years)
    parts = by_phase(projected())[years]
    for part in PARTS:
        spread = living.spread(parts.loc[[part]])
        assert (spread >= 0).to_numpy().all()
        summed = spread.groupby(["need", "phase"]).sum()
        due = parts.loc[part].reindex(summed.index).fillna(0.0)
        np.testing.assert_allclose(summed, due, atol=1e-9)
    now = today(case, projected(), living, Travel(case, points, zones_of(points)))
    placed = float(parts.loc[list(PLACED)][BASE].sum())
    told = now.base_placements.sum() + now.across_border.sum()
    assert told + now.no_setting.sum().sum() == pytest.approx(placed)
    assert (now.base_placements > 0).all()


def test_where_nobody_is_counted_in_a_base_its_children_are_estimated() -> None:
    unit = pd.DataFrame([BASE_UNIT])
    estimate = build(replaced(uncounted(), bases=unit), "central", LSOA)
    found = build(replaced(counted(LINES), bases=unit), "central", LSOA)
    for scenario in (estimate, found):
        held = scenario.base_placements.xs("base-800001", level="provision")
        assert held.sum() == pytest.approx(12)


def test_needs_of_one_group_are_counted_together() -> None:
    group = [need for need in small.NEEDS if GROUP_OF_NEED[need] == "MLD"]
    assert set(group) == {"MLD", "DS"}
    one = scenario_of([(HOMES[0], "primary", "MLD", "special_academy", EAST, 2)])
    two = scenario_of([(HOMES[0], "primary", "DS", "special_academy", EAST, 2)])
    np.testing.assert_allclose(one.demand, two.demand)
