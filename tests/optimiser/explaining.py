"""Plans to explain: small ones, with prices made up or found."""

from functools import cache

import numpy as np
import pandas as pd

from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario
from capital_planner.settings import SearchSettings
from optimiser.assessment import Assessor
from optimiser.ground import Ground
from optimiser.guide import Guide
from optimiser.options import chosen_by
from optimiser.public import explore
from optimiser.standing import Standing
from tests.capital_planner.lancashire import scenario as lancashire
from tests.optimiser.drawn import Choice, Rules, plan_with

A_PLACE_GBP = 30_000.0
LONG = SearchSettings(gap=1e-7, time_limit_s=120.0)


def priced(scenario: Scenario, plan: Plan, place_gbp: float = A_PLACE_GBP) -> Ground:
    """A plan to explain, every place of every year worth the same."""
    assessor = Assessor.of(scenario)
    place = pd.DataFrame(
        place_gbp, index=assessor.problem.columns, columns=list(scenario.years)
    )
    limits = Ground.of(scenario, plan, _unpriced(place), assessor).limits
    names = pd.MultiIndex.from_tuples(limits.names, names=["rule", "about"])
    prices = pd.Series(np.where(limits.most < 1e4, 10_000.0, 0.2), index=names)
    return Ground.of(scenario, plan, Guide(plan.choices, place, prices), assessor)


def _unpriced(place: pd.DataFrame) -> Guide:
    names = pd.MultiIndex.from_arrays([[], []], names=["rule", "about"])
    return Guide(pd.DataFrame(), place, pd.Series(dtype=float, index=names))


def best(scenario: Scenario) -> Ground:
    """The best plan of a scenario, and made-up prices."""
    return priced(scenario, explore(Standing(scenario, LONG)).plan)


def costs(scenario: Scenario) -> list[tuple[list[Choice], float]]:
    """Every plan within the rules, and its whole cost."""
    assessor = Assessor.of(scenario)
    found = []
    for choices in Rules(scenario).everything():
        plan = plan_with(scenario, choices)
        chosen = chosen_by(plan, assessor.options, scenario)
        found.append((choices, assessor.objective_gbp(chosen)))
    return found


@cache
def county() -> Ground:
    """The committed programme of Lancashire and a few candidates, by district."""
    scenario = lancashire("district")
    assessor = Assessor.of(scenario)
    options, schemes = assessor.options, scenario.schemes
    wanted = []
    for route in ("specialist_base", "special_expansion"):
        of_route = (schemes["route"] == route).to_numpy()[options.scheme]
        late = options.candidate & of_route & (options.year == 2031)
        wanted.append(int(np.flatnonzero(late)[0]))
    chosen = np.union1d(np.flatnonzero(options.committed), wanted)
    choices = pd.DataFrame(
        {"places": options.places[chosen], "opening_year": options.year[chosen]},
        index=pd.Index(schemes.index[options.scheme[chosen]], name="scheme"),
    )
    return priced(scenario, Plan(choices))
