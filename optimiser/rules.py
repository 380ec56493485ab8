"""The rules of a plan (docs/model.md section 6) as rows over options.

Each rule is a function named after its sentence in ``capital_planner.rules``.
A row says: the sum of ``uses`` over the options of a plan is at most ``most``.
What is decided already is on the left of no row: it is taken off ``most``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from capital_planner.funding import limits
from capital_planner.needs import PHASE_NAMES
from capital_planner.rules import Pin
from capital_planner.scenario import Scenario
from optimiser.options import Options
from optimiser.problem import Array

BASE = "specialist_base"


@dataclass(frozen=True)
class Row:
    """One condition on the options of a plan.

    Attributes
    ----------
    rule
        Name of its sentence.
    about
        What it is about, in words: a year, an area, a scheme.
    uses
        What one of each option takes: ``[O]``.
    most
        What there is, after what is decided already.
    back
        What approved schemes that were released take in full if they come back:
        ``[O]``; None where nothing was released. They may always come back, and
        others then have what is left. ``uses`` lets them all back together: one
        row for every case is a little loose where several were released.
    """

    rule: str
    about: str
    uses: Array
    most: float
    back: Array | None = None


Rule = Callable[[Scenario, Options], Iterator[Row]]


def one_size_and_year(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Find one host for an approved scheme, where it is still in the plan."""
    decided = set(options.scheme[options.given].tolist())
    for scheme in np.unique(options.instead[options.instead >= 0]).tolist():
        uses = (options.instead == scheme).astype(float)
        about = f"a host for {scenario.schemes.index[scheme]}"
        yield Row("one_size_and_year", about, uses, float(scheme in decided))


def yearly_caps(scenario: Scenario, options: Options) -> Iterator[Row]:
    """At most so many schemes of a route open a year, in the county and by area."""
    schemes = scenario.schemes
    route = schemes["route"].to_numpy(str)[options.scheme]
    area = schemes["area"].to_numpy(str)[options.scheme]
    free, given = options.more, options.given
    caps = scenario.caps["most"]
    for (cap_route, cap_area), limit in zip(
        caps.index.tolist(), caps.tolist(), strict=True
    ):
        inside = (route == cap_route) & ((area == cap_area) | (cap_area == ""))
        for year in np.unique(options.year[free & inside]):
            counted = inside & (options.year == year)
            left = float(int(limit) - int((counted & given).sum()))
            about = f"{cap_route}, {cap_area or 'the county'}, {year}"
            taken = (counted & free).astype(float)
            yield _approved_first("yearly_caps", about, options, taken, left)


def within_the_money(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Keep cash so far within the pots that may pay, approved schemes first."""
    pots = limits(scenario)
    routes = _routes(scenario, options)
    number = np.array([pots.routes.index(str(route)) for route in routes], dtype=int)
    for cells, most, about in zip(pots.cells, pots.most, pots.about, strict=True):
        if np.isfinite(most):
            cash = (options.cash_gbp * cells[number]).sum(axis=1)
            left = float(most - cash[options.committed].sum())
            taken = cash * options.undecided
            yield _approved_first("within_the_money", about, options, taken, left)


def growth_rests(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Let no school grow again too soon after a growth that may come back.

    Years near a growth that stays decided are not on offer at all.
    """
    schemes = scenario.schemes
    grows = (schemes["kind"] == "special") & (schemes["provision"] != schemes.index)
    growing = grows.to_numpy()[options.scheme]
    for number in np.flatnonzero(growing & options.more & ~options.idea).tolist():
        apart = np.abs(options.year - options.year[number])
        near = apart < float(scenario.costs["growth_rest_years"])
        school = options.column == options.column[number]
        uses = (near & school & growing & options.idea).astype(float)
        uses[number] = 1.0
        about = str(schemes.index[options.scheme[number]])
        yield Row("growth_rests", about, uses, 1.0)


def pinned(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Keep the officer's decisions: in, out, size and year."""
    for pin in scenario.settings.rules.pins:
        mine = _of(scenario, options, [pin.scheme])
        if pin.decision == "out":
            yield _row("pinned", f"{pin.scheme} out", options, mine, 0.0)
        if pin.decision == "in":
            yield _row("pinned", f"{pin.scheme} in", options, -mine, -1.0)
            others = mine * ~_as_pinned(options, pin)
            yield _row("pinned", f"{pin.scheme} as fixed", options, others, 0.0)


def excludes(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Build at most one of two schemes that exclude each other."""
    for pair in scenario.settings.rules.exclusions:
        mine = _of(scenario, options, list(pair))
        yield _row("excludes", " and ".join(pair), options, mine, 1.0)


def requires(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Open a scheme no earlier than the one it needs."""
    for first, second in scenario.settings.rules.requirements:
        one = _of(scenario, options, [first])
        other = _of(scenario, options, [second])
        for year in np.unique(options.year[one > 0]):
            by_then = options.year <= year
            uses = (one - other) * by_then
            about = f"{first} needs {second} by {year}"
            yield _row("requires", about, options, uses, 0.0)


def routes_allowed(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Add only schemes of the routes named."""
    routes = scenario.settings.rules.routes
    if routes is not None:
        others = ~np.isin(_routes(scenario, options), routes) & options.idea
        about = ", ".join(routes)
        yield _row("routes_allowed", about, options, others.astype(float), 0.0)


def mainstream_first(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Keep a least share of the places still to decide in specialist bases."""
    share = scenario.settings.rules.least_base_share
    if share > 0:
        base = _routes(scenario, options) == BASE
        uses = options.places * (share - base) * options.idea
        yield _row("mainstream_first", f"{share:.0%}", options, uses, 0.0)


def phases_in_parity(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Keep places in primary and in secondary bases near each other."""
    most = scenario.settings.rules.most_parity_gap
    if most is None:
        return
    tilt = options.places * _primary_tilt(scenario)[options.scheme]
    decided = _open_tilt(scenario) + float(tilt[options.given].sum())
    allowed = max(float(most), abs(decided))
    uses = tilt * options.more
    yield Row("phases_in_parity", "primary", uses, allowed - decided)
    yield Row("phases_in_parity", "secondary", -uses, allowed + decided)


def least_places(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Decide on at least so many places of a route."""
    for route, least in scenario.settings.rules.least_places:
        mine = (_routes(scenario, options) == route) & options.idea
        about = f"{least} of {route}"
        yield _row("least_places", about, options, -options.places * mine, -least)


def differs(scenario: Scenario, options: Options) -> Iterator[Row]:
    """Leave out at least so many of the schemes of another plan."""
    for number, (schemes, apart) in enumerate(scenario.settings.rules.differs_from):
        mine = _of(scenario, options, list(schemes))
        about = f"plan {number + 1}"
        yield _row("differs", about, options, mine, len(schemes) - apart)


RULES: tuple[Rule, ...] = (
    one_size_and_year,
    yearly_caps,
    growth_rests,
    within_the_money,
    pinned,
    excludes,
    requires,
    routes_allowed,
    mainstream_first,
    phases_in_parity,
    least_places,
    differs,
)


def rows_of(scenario: Scenario, options: Options) -> list[Row]:
    """Every condition that a rule puts on options, in the order of ``RULES``."""
    return [row for rule in RULES for row in rule(scenario, options)]


def _approved_first(
    rule: str,
    about: str,
    options: Options,
    taken: Array,
    left: float,
) -> Row:
    """Charge approved schemes first, where they alone take all there is too."""
    back = taken * ~options.idea
    if not back.any():
        return Row(rule, about, taken, max(left, 0.0))
    share = min(max(left, 0.0) / float(back.sum()), 1.0)
    uses = np.where(back > 0, back * share, taken)
    return Row(rule, about, uses, max(left, 0.0), back)


def _row(rule: str, about: str, options: Options, uses: Array, most: float) -> Row:
    """Take what is decided already off what there is."""
    decided = float(uses[options.given].sum())
    return Row(rule, about, uses * options.undecided, most - decided)


def _of(scenario: Scenario, options: Options, schemes: list[str]) -> Array:
    """1 for the options of some schemes: ``[O]``."""
    mine: Array = scenario.schemes.index.isin(schemes)[options.scheme].astype(float)
    return mine


def _as_pinned(options: Options, pin: Pin) -> Array:
    fits = np.ones(len(options), dtype=bool)
    if pin.places is not None:
        fits &= options.places == pin.places
    if pin.opening_year is not None:
        fits &= options.year == pin.opening_year
    return fits


def _routes(scenario: Scenario, options: Options) -> Array:
    routes: Array = scenario.schemes["route"].to_numpy(str)[options.scheme]
    return routes


def _primary_tilt(scenario: Scenario) -> Array:
    """1 for primary bases, -1 for secondary, 0 for both or neither: schemes."""
    schemes = scenario.schemes
    base = (schemes["kind"] == "base").to_numpy()
    tilt: Array = base * np.array([_tilt(phases) for phases in schemes["phases"]])
    return tilt


def _open_tilt(scenario: Scenario) -> float:
    """Places in primary less those in secondary bases, open with no decision."""
    bases = scenario.provisions[scenario.provisions["kind"] == "base"]
    places = scenario.open_places[max(scenario.years)].reindex(bases.index).fillna(0.0)
    tilt = np.array([_tilt(phases) for phases in bases["phases"]], dtype=float)
    return float(places.to_numpy(float) @ tilt)


def _tilt(phases: tuple[str, ...]) -> int:
    primary, secondary = PHASE_NAMES[:2]
    return int(primary in phases) - int(secondary in phases)
