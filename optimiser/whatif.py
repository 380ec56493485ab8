"""What becomes of a plan if no host comes forward, or if building costs more."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from capital_planner.reasons.answers import RE_SOLVED, WORKED_OUT, WhatIf
from capital_planner.scenario import Scenario
from optimiser.fitting import Fitting
from optimiser.ground import Ground
from optimiser.problem import Array
from optimiser.settling import Effort, best_of

AGREED = "agreed"


def no_host(ground: Ground) -> Iterator[WhatIf]:
    """Leave out schemes whose host has not agreed.

    First every one that is still to decide; then all that are approved too;
    then each approved one by itself.
    """
    options, schemes = ground.options, ground.scenario.schemes
    consent = schemes["consent"].to_numpy(str)[options.scheme[ground.chosen]]
    unsure = ground.chosen[(consent != AGREED) & (options.instead[ground.chosen] < 0)]
    ideas = unsure[options.more[unsure]]
    approved = unsure[options.committed[unsure]]
    if len(ideas):
        yield _left_out(ground, "no_host", ideas)
    if len(approved):
        yield _left_out(ground, "no_host_at_all", unsure)
    for one in approved:
        yield _left_out(ground, "no_host_for", np.array([one]))


def _left_out(ground: Ground, name: str, lost: Array) -> WhatIf:
    names = ground.scenario.schemes.index[ground.options.scheme[lost]]
    found = ground.against(ground.without(lost), str(names[0]))
    return WhatIf(name, tuple(map(str, names)), WORKED_OUT, found)


def costs_rise(ground: Ground, times: float, effort: Effort) -> WhatIf:
    """Let every scheme not yet on site cost so many times as much.

    The money stays as it is. Approved schemes are paid first; of the rest, what
    no longer fits goes, and what fits best is looked for.

    Returns
    -------
    WhatIf
        Without a plan where none that keeps every rule was found.
    """
    scenario = ground.scenario
    on_site = scenario.schemes.index[scenario.schemes["standing"] == "on_site"]
    capital = scenario.sizes["capital_gbp"]
    spent = capital.index.get_level_values("scheme").isin(on_site)
    dearer = scenario.sizes.assign(capital_gbp=capital.where(spent, capital * times))
    changed = replace(scenario, sizes=dearer)
    return _re_solved(ground, changed, ("costs_rise", times), effort)


def inflation_rises(ground: Ground, times: float, effort: Effort) -> WhatIf:
    """Let construction prices rise so many times as fast; as ``costs_rise``."""
    costs = ground.scenario.costs.copy()
    costs["construction_inflation"] *= times
    changed = replace(ground.scenario, costs=costs)
    return _re_solved(ground, changed, ("inflation", times), effort)


def _re_solved(
    ground: Ground, scenario: Scenario, what: tuple[str, float], effort: Effort
) -> WhatIf:
    beside = ground.beside(scenario)
    found = best_of(beside, Fitting(beside).near(), effort)
    if found is None:
        return WhatIf(what[0], (), RE_SOLVED, None, amount=what[1])
    kept = found.plan.choices.index
    lost = ground.outcome(ground.chosen).plan.choices.index.difference(kept)
    names = tuple(str(name) for name in lost)
    return WhatIf(what[0], names, RE_SOLVED, found.compared, found, what[1])
