"""The same scenario with more or less capital."""

import math
from dataclasses import replace

import numpy as np

from capital_planner.errors import DataError, Problem
from capital_planner.objective import capital_spend, pays_exempt
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario

MOST_TIMES = 2.5
"""Times the envelope that a curve over money goes up to."""


def with_envelope(
    scenario: Scenario, envelope_gbp: float, known_gbp: float
) -> Scenario:
    """Give a scenario another envelope, phased and shared among pots as before.

    Parameters
    ----------
    envelope_gbp
        Capital for the whole programme in cash, before the top slice.
    known_gbp
        The envelope that ``scenario.funding`` was made of.

    Raises
    ------
    DataError
        If that envelope is 0: no money says how more would be phased.
    """
    _refuse_none(known_gbp)
    settings = replace(scenario.settings, envelope_gbp=envelope_gbp)
    funding = scenario.funding * (envelope_gbp / known_gbp)
    return replace(scenario, settings=settings, funding=funding)


def less(scenario: Scenario, spent_gbp: float, known_gbp: float) -> Scenario:
    """Take money that is spent on something else off the envelope.

    Parameters
    ----------
    spent_gbp
        Cash, no more than the funding after the top slice.
    known_gbp
        As in ``with_envelope``.

    Raises
    ------
    DataError
        If there is no funding to take it off.
    """
    funded = float(scenario.funding["allocation_gbp"].sum())
    _refuse_none(funded)
    share = 1 - spent_gbp / funded
    return with_envelope(scenario, known_gbp * max(share, 0.0), known_gbp)


def envelopes(
    scenario: Scenario, committed: Plan, known_gbp: float, count: int
) -> list[float]:
    """Envelopes for a curve: from what approved schemes need to 2.5 times today's.

    Evenly spaced, but for today's envelope, which takes the place of the
    nearest between the ends. What approved schemes need would tell a cost among
    them that is exempt: then the curve begins at today's envelope, or at the first
    multiple of it that pays for them.

    Parameters
    ----------
    committed
        The committed programme.
    known_gbp
        Today's envelope, before the top slice.
    count
        Points, at least 3.

    Returns
    -------
    list of float
        Pounds, before the top slice, from small to large.

    Raises
    ------
    DataError
        If today's envelope is 0, or nothing is left of it after the top slice.
    """
    funded = float(scenario.funding["allocation_gbp"].sum())
    _refuse_none(min(known_gbp, funded))
    cash = float(capital_spend(scenario, committed)["cash_gbp"].sum())
    kept = funded / known_gbp
    least = cash / kept
    if pays_exempt(scenario, committed):
        least = known_gbp * max(math.ceil(least / known_gbp), 1)
    points = np.linspace(least, known_gbp * MOST_TIMES, count)
    if least != known_gbp:
        between = points[1:-1]
        between[np.abs(between - known_gbp).argmin()] = known_gbp
    return [float(point) for point in np.sort(points)]


def _refuse_none(pounds: float) -> None:
    """Refuse an envelope of nothing, whose phasing nobody can tell."""
    if pounds > 0:
        return
    wrong = Problem(
        "There is no capital, so more or less of it cannot be phased as it is.",
        "State an envelope of more than 0 pounds (--envelope, or funding.csv).",
        file="funding.csv",
        column="allocation_gbp",
        value=f"{pounds:g}",
    )
    raise DataError([wrong])
