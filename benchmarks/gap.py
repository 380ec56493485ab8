"""Where the gap lies: ``uv run benchmarks/gap.py [--seconds 30] [--evaluations 600]``.

Finds the plan of Lancashire, and splits what lies between its cost and its floor:

- the rounding allowance;
- foresight and the journey-only rule: what the plan costs over the floor under
  this plan alone, raised until it rises no further;
- search: that floor over the floor under every plan, raised as far;
- floor: what the search's own floor had still to rise.
"""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np

from benchmarks.lancashire import say
from capital_planner.scenario import Scenario, build
from capital_planner.settings import RESOLUTIONS, ScenarioSettings, SearchSettings
from data import read_case
from optimiser.ascent import Ascent
from optimiser.assessment import Assessor, on_offer
from optimiser.bound import Bound
from optimiser.guide import Guide, prices_from
from optimiser.limits import limits_of
from optimiser.markets import Markets, bound_of, by_site
from optimiser.options import chosen_by
from optimiser.problem import Array
from optimiser.public import Found, explore
from optimiser.standing import Standing

STAGES = (8.0, 3.0, 1.5)
"""Smoothing of the last climbs, pounds."""


def raised(markets: Markets, start: Guide, evaluations: int) -> tuple[float, Bound]:
    """Raise the floor of some markets as far as so many evaluations do."""
    bound = bound_of(markets)
    climb = Ascent(bound)
    limits = limits_of(markets.problem.scenario, markets.options)
    prices = prices_from(start, markets, limits)
    best = bound.floor(prices).value
    for theta in STAGES:
        prices = climb.climb(
            prices, theta=theta, evaluations=evaluations, stop=lambda: False
        )
        best = max(best, bound.floor(prices).value)
        say(f"floor at {theta} pounds: {best / 1e6:,.2f}")
    return best, bound


def only(assessor: Assessor, chosen: Array) -> Markets:
    """Markets in which a plan is decided and nothing else is on offer."""
    options = assessor.options
    mine = np.zeros(len(options), dtype=bool)
    mine[chosen] = True
    given = replace(
        options, committed=mine & ~options.on_site, barred=~mine & ~options.given
    )
    return by_site(assessor.problem, given)


def split(scenario: Scenario, found: Found, evaluations: int) -> dict[str, float]:
    """Pounds of each part of the gap, in the order of the module's list."""
    quality = found.plan.quality
    if quality is None:
        message = "The plan was not searched for."
        raise ValueError(message)
    assessor = on_offer(Assessor.of(scenario))
    chosen = chosen_by(found.plan, assessor.options, scenario)
    free = found.guide
    under_all, bound = raised(
        by_site(assessor.problem, assessor.options), free, evaluations
    )
    under_plan, _ = raised(only(assessor, chosen), free, evaluations)
    return {
        "rounding allowance": bound.allowance,
        "foresight and the journey-only rule": quality.objective_gbp
        - under_plan
        - bound.allowance,
        "search, whole schemes": under_plan - under_all,
        "floor still to rise": under_all - quality.bound_gbp,
    }


def main() -> None:
    """Print the parts of the gap, in pounds and as shares of the saving."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--evaluations", type=int, default=300)
    parser.add_argument("--resolution", choices=RESOLUTIONS, default="msoa")
    given = parser.parse_args()
    settings = ScenarioSettings(resolution=given.resolution)
    scenario = build(read_case(None), "central", settings)
    search = SearchSettings(time_limit_s=given.seconds, gap=0.0)
    found = explore(Standing(scenario, search))
    quality = found.plan.quality
    if quality is None:
        return
    saving = quality.do_nothing_gbp - quality.bound_gbp
    say(
        f"plan {quality.objective_gbp / 1e6:,.2f}, floor "
        f"{quality.bound_gbp / 1e6:,.2f}, gap {quality.gap:.2%}, of the saving "
        f"{quality.gap_of_saving:.1%}"
    )
    parts = split(scenario, found, given.evaluations)
    say("| part of the gap | million pounds | share of the saving |")
    say("| --- | --- | --- |")
    for name, pounds in parts.items():
        say(f"| {name} | {pounds / 1e6:.2f} | {pounds / saving:.1%} |")


if __name__ == "__main__":
    main()
