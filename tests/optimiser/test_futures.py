"""Plans in many futures: the documented cost, children conserved, any engine alike."""

import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from capital_planner.errors import SolveError
from capital_planner.futures import draw, lay_ground, sample
from capital_planner.objective import price_plan
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario, build
from capital_planner.settings import ScenarioSettings
from capital_planner.sufficiency import measure
from data import read_case
from optimiser import committed, do_nothing, engines, futures, place_children
from optimiser.futures import Futures, assess_futures, variants

ROOT = Path(__file__).parents[2]
HOSTS = 20


@cache
def few_schemes() -> Scenario:
    """Districts, with the published programme and a few candidates only."""
    scenario = build(read_case(), "central", ScenarioSettings(resolution="district"))
    candidate = scenario.schemes["standing"] == "candidate"
    kept = ~candidate | (candidate.cumsum() <= HOSTS)
    names = scenario.schemes.index[kept]
    sizes = scenario.sizes.index.get_level_values("scheme").isin(names)
    return replace(
        scenario,
        schemes=scenario.schemes[kept],
        sizes=scenario.sizes[sizes],
        ramp=scenario.ramp.loc[names],
    )


@cache
def drawn(count: int) -> Futures:
    case = read_case()
    return Futures(lay_ground(case, few_schemes()), tuple(draw(case, count, 0)))


def plans() -> dict[str, Plan]:
    return {
        "Do nothing": do_nothing(few_schemes()),
        "Committed": committed(few_schemes()),
    }


def here(
    _engine: str,
    job: engines.Job,
    pieces: Sequence[engines.Piece],
    on_done: Callable[[int], None],
    stop: Callable[[], bool],
) -> list[Any]:
    """Work out every piece in this process."""
    work, results = job.ready(), []
    for piece in pieces:
        if stop():
            break
        results.append(work(piece))
        on_done(len(results))
    return results


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "run", here)


def in_future(number: int) -> Scenario:
    """The scenario as frames with the children of one future."""
    scenario, future = few_schemes(), sample(drawn(3).ground, drawn(3).draws[number])
    return replace(
        scenario,
        demand=like(future.demand, scenario.demand),
        stay_share=like(future.stay, scenario.stay_share),
        move_up_share=like(future.move_up, scenario.move_up_share),
    )


def like(array: np.ndarray, frame: pd.DataFrame) -> pd.DataFrame:
    values = array.reshape(len(frame), -1)
    return pd.DataFrame(values, index=frame.index, columns=frame.columns)


@pytest.mark.usefixtures("in_this_process")
def test_figures_of_a_future_are_the_documented_ones() -> None:
    found = assess_futures(few_schemes(), plans(), drawn(3))
    assert found.index.tolist() == [
        (plan, number) for plan in plans() for number in range(3)
    ]
    scenario, plan = in_future(1), plans()["Committed"]
    placed = place_children(scenario, plan)
    row = found.loc[[("Committed", 1)]].iloc[0]
    cost = price_plan(scenario, plan, placed).sum()
    assert row["whole_cost_gbp"] == pytest.approx(cost, rel=1e-9)
    totals = measure(scenario, plan, placed).by_area.groupby(level="year").sum()
    for name, column in (
        ("independent", "independent"),
        ("still_needed", "still_needed"),
        ("long_journeys", "long_journey"),
    ):
        for year in scenario.years:
            assert row[f"{name}_{year}"] == pytest.approx(
                float(totals[column].loc[[year]].iloc[0]), abs=1e-3
            )


@pytest.mark.usefixtures("in_this_process")
def test_every_child_is_placed_or_needs_a_place_still() -> None:
    found = assess_futures(few_schemes(), plans(), drawn(3))
    scenario = in_future(2)
    placed = place_children(scenario, plans()["Do nothing"])
    border = drawn(3).ground.border.sum()
    for year in scenario.years:
        there = placed.children[year].sum() + placed.still_needed[year].sum()
        children = float(found[f"children_{year}"].loc[[("Do nothing", 2)]].iloc[0])
        assert there == pytest.approx(scenario.demand[year].sum(), abs=0.01)
        # The rest are across the border, never more than in the base year.
        assert 0.9 * border < children - there <= border + 0.01


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("size", [1, 2])
def test_pieces_of_any_size_give_the_same_numbers(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    expected = assess_futures(few_schemes(), plans(), drawn(3))
    monkeypatch.setattr(futures, "A_PIECE", size)
    told: list[tuple[int, int]] = []
    found = assess_futures(
        few_schemes(),
        plans(),
        drawn(3),
        on_progress=lambda done, count: told.append((done, count)),
    )
    pd.testing.assert_frame_equal(found, expected, check_exact=True)
    assert told[-1] == (3, 3)
    assert len(told) == -(-3 // size)


@pytest.mark.usefixtures("in_this_process")
def test_a_plan_is_the_same_whatever_plans_are_beside_it() -> None:
    alone = assess_futures(few_schemes(), {"P": plans()["Committed"]}, drawn(3))
    beside = assess_futures(few_schemes(), plans(), drawn(3))
    assert np.array_equal(alone.to_numpy(), beside.loc[["Committed"]].to_numpy())


@pytest.mark.usefixtures("in_this_process")
def test_stop_returns_the_futures_done() -> None:
    asked = iter([False, True])
    one = {"P": plans()["Do nothing"]}
    found = assess_futures(few_schemes(), one, drawn(6), stop=lambda: next(asked))
    assert found.index.unique("future").tolist() == list(range(futures.A_PIECE))


@pytest.mark.usefixtures("in_this_process")
def test_a_plan_with_what_is_not_on_offer_is_refused_at_once() -> None:
    choices = plans()["Committed"].choices.copy()
    choices.iloc[0, 0] = 999
    with pytest.raises(SolveError, match="999 places"):
        assess_futures(few_schemes(), {"P": Plan(choices)}, drawn(3))


def test_variants_leave_out_or_move_each_scheme_not_on_site() -> None:
    choices = plans()["Committed"].choices.copy()
    name, places = next(
        key
        for key in few_schemes().sizes.index
        if few_schemes().schemes["standing"][key[0]] == "candidate"
    )
    choices.loc[name] = [places, 2030]
    made = variants(few_schemes(), "P", Plan(choices))
    standing = few_schemes().schemes["standing"].reindex(choices.index)
    waiting = standing.index[standing != "on_site"]
    assert {f"without {scheme}" for scheme in waiting} <= set(made)
    assert [key for key in made if key.startswith("later ")] == [f"later {name}"]
    assert made[f"later {name}"].choices.loc[name].tolist() == [places, 2032]
    assert name not in made[f"without {name}"].choices.index


def test_every_core_and_a_cluster_that_loses_a_worker_give_the_same_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = {"Committed": plans()["Committed"]}
    given = {"scenario": few_schemes(), "plans": one, "futures": drawn(6)}
    (tmp_path / "job").write_bytes(pickle.dumps(given))
    paths = [str(tmp_path / name) for name in ("job", "out")]
    command = [sys.executable, "-m", "tests.optimiser.cluster_run", *paths]
    cluster = subprocess.run(  # noqa: S603 - this program
        command, cwd=ROOT, capture_output=True, check=False
    )
    assert cluster.returncode == 0, cluster.stderr.decode()
    on_cluster = pickle.loads((tmp_path / "out").read_bytes())  # noqa: S301 - ours
    local = assess_futures(few_schemes(), one, drawn(6))
    pd.testing.assert_frame_equal(on_cluster, local, check_exact=True)
    monkeypatch.setattr(engines, "run", here)
    alone = assess_futures(few_schemes(), one, drawn(3))
    some = local[local.index.get_level_values("future") < 3]
    pd.testing.assert_frame_equal(some, alone, check_exact=True)
