"""Why a scheme is in a plan, and why another is not."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from capital_planner.errors import Problem as Wrong
from capital_planner.errors import SolveError
from capital_planner.reasons.answers import Condition, Searched, Why, WhyNot
from capital_planner.rules import Pin
from capital_planner.scenario import Scenario
from optimiser.fitting import Fitting
from optimiser.ground import Ground
from optimiser.limits import SLACK
from optimiser.options import Options
from optimiser.problem import Array
from optimiser.rules import Row, rows_of
from optimiser.settling import Effort, best_of, best_of_all

NOT_HELD = "The plan does not hold this scheme, so there is no why."
HELD = "The plan holds this scheme, so there is no why not."
UNKNOWN = "The case has no such scheme."


def why(ground: Ground, scheme: str, effort: Effort) -> Why:
    """Explain a scheme of the plan: what would be otherwise without it.

    Raises
    ------
    SolveError
        If the plan does not hold the scheme.
    """
    _check(ground, why=(scheme,))
    its = ground.of_scheme(scheme)[ground.chosen]
    on_site = np.flatnonzero(ground.options.on_site & ground.of_scheme(scheme))
    held = np.append(ground.chosen[its], on_site)
    options, number = ground.options, int(held[0])
    facts = (scheme, int(options.places[number]), int(options.year[number]))
    if len(on_site):
        return Why(*facts, "on_site", (), None, None)
    decided = bool(options.committed[number])
    rest = ground.without(ground.chosen[its])
    hosts = ground.chosen[options.instead[ground.chosen] == options.scheme[number]]
    at = ground.scenario.schemes.index[options.scheme[[*hosts, number][0]]]
    if decided:
        ground = _released(ground, scheme)
    return Why(
        *facts,
        "committed" if decided else "candidate",
        tuple(_broken(ground, rest)),
        ground.against(rest, str(at)),
        _without(ground, scheme, effort),
    )


def why_not(ground: Ground, scheme: str, effort: Effort) -> WhyNot:
    """Explain a scheme that the plan leaves out: what having it would take.

    Raises
    ------
    SolveError
        If the plan holds the scheme.
    """
    _check(ground, why_not=(scheme,))
    its = ground.of_scheme(scheme)
    ways = np.flatnonzero(its & ground.options.candidate)
    if not len(ways):
        return WhyNot(scheme, tuple(_forbidden(ground, scheme)), None)
    return WhyNot(scheme, (), with_scheme(ground, scheme, effort))


def with_scheme(ground: Ground, scheme: str, effort: Effort) -> Searched | None:
    """Find the best plan that holds a scheme, in any size and year."""
    found, settled = best_of_all(ground, scheme=scheme, inside=True)
    if settled:
        return found
    ways = np.flatnonzero(ground.of_scheme(scheme) & ground.options.candidate)
    return best_of(ground, Fitting(ground).with_one_of(ways), effort)


def _without(ground: Ground, scheme: str, effort: Effort) -> Searched | None:
    found, settled = best_of_all(ground, scheme=scheme, inside=False)
    if settled:
        return found
    return best_of(ground, Fitting(ground, without=scheme).near(), effort)


def _check(
    ground: Ground, why: Sequence[str] = (), why_not: Sequence[str] = ()
) -> None:
    held = held_by(ground.chosen, ground.options, ground.scenario)
    check_questions(ground.scenario, held, why, why_not)


def held_by(chosen: Array, options: Options, scenario: Scenario) -> set[str]:
    """Names of the schemes of a plan, those on site and with a host found too."""
    every = np.append(chosen, np.flatnonzero(options.on_site))
    return set(map(str, scenario.schemes.index[options.scheme[every]]))


def check_questions(
    scenario: Scenario, held: set[str], why: Sequence[str], why_not: Sequence[str]
) -> None:
    """Refuse questions that have no answer, all at once.

    Parameters
    ----------
    held
        Schemes of the plan, as ``held_by`` gives them.

    Raises
    ------
    SolveError
        If a scheme is not known, or asked about the wrong way.
    """
    asked = (*why, *why_not)
    unknown = [name for name in asked if name not in scenario.schemes.index]
    remedy = "Use a name of the column scheme of a restricted schemes.csv."
    found = [Wrong(UNKNOWN, remedy, value=name) for name in unknown]
    found += [
        Wrong(NOT_HELD, "Ask why not instead.", value=name)
        for name in why
        if name not in held and name not in unknown
    ]
    found += [
        Wrong(HELD, "Ask why instead.", value=name) for name in why_not if name in held
    ]
    if found:
        raise SolveError(found)


def _released(ground: Ground, scheme: str) -> Ground:
    """Let the plan leave out a scheme that is approved, and the host found for it."""
    pins = (Pin(scheme, "release"), Pin(scheme, "out"))
    beside = ground.beside(with_pins(ground.scenario, pins))
    number = ground.scenario.schemes.index.get_loc(scheme)
    hosted = ground.options.instead[ground.chosen] == number
    return replace(beside, chosen=ground.chosen[~hosted])


def with_pins(scenario: Scenario, pins: tuple[Pin, ...]) -> Scenario:
    """Add decisions on schemes to what an officer asks."""
    rules = scenario.settings.rules
    asked = replace(rules, pins=(*rules.pins, *pins))
    return replace(scenario, settings=replace(scenario.settings, rules=asked))


def _broken(ground: Ground, chosen: Array) -> list[Condition]:
    """Rules that a plan breaks."""
    mine = chosen[ground.options.undecided[chosen]]
    return [
        Condition(row.rule, row.about)
        for row in rows_of(ground.scenario, ground.options)
        if row.uses[mine].sum() > row.most + _slack(row)
    ]


def _forbidden(ground: Ground, scheme: str) -> list[Condition]:
    """Rules that keep every size and year of a scheme out of every plan."""
    ways = np.flatnonzero(ground.of_scheme(scheme))
    if not len(ways):
        return [Condition("opens_when_ready", scheme)]
    if ground.options.committed[ways].all():
        return [Condition("committed_schemes_stay", scheme)]
    rows = rows_of(ground.scenario, ground.options)
    in_the_way = [
        row for row in rows if (row.uses >= 0).all() and over(row, ways).any()
    ]
    # One that bars every way says most; else they are named together.
    alone = [row for row in in_the_way if over(row, ways).all()]
    return [Condition(row.rule, row.about) for row in alone or in_the_way]


def over(row: Row, ways: Array) -> Array:
    """Tell which of these options each take more of a condition than there is."""
    beyond: Array = row.uses[ways] > row.most + _slack(row)
    return beyond


def _slack(row: Row) -> float:
    return SLACK * max(float(np.abs(row.uses).max(initial=0.0)), 1.0)
