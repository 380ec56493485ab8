"""A small scenario in which it pays to build, and searches of it that end early."""

from dataclasses import replace

import pytest

from capital_planner.scenario.frames import Scenario
from capital_planner.settings import SearchSettings
from optimiser import exact, search
from optimiser.tradeoff import Pace
from tests.tiny import tiny_scenario

IDEAS = ("host-1-asd", "host-1-mld", "host-2-asd", "growth-a", "growth-b-more")
CHEAPER = 0.1
WHOLLY = Pace(*[SearchSettings(gap=1e-7, time_limit_s=300.0)] * 2)
BRIEFLY = Pace(*[SearchSettings(gap=1e-7, time_limit_s=300.0, work_limit=5)] * 2)
SHORT = ((400.0, 12), (50.0, 12))


def paying(allocation_gbp: float = 50e3) -> Scenario:
    """Schemes at a tenth of their cost: three are worth it, if the money is there."""
    scenario = tiny_scenario(
        years=3, allocation_gbp=allocation_gbp, candidates=IDEAS, demand=6.0
    )
    prices = replace(scenario.prices, unplaced_gbp=200e3)
    sizes = scenario.sizes.assign(capital_gbp=scenario.sizes["capital_gbp"] * CHEAPER)
    return replace(scenario, prices=prices, sizes=sizes)


def search_by_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Search as in a large scenario, with few steps to good prices."""
    monkeypatch.setattr(exact, "MOST_PLANS", 0)
    for stages in ("ROUGH", "MIDDLE", "FINE", "AGAIN"):
        monkeypatch.setattr(search, stages, SHORT)
