"""What a plan comes to: places open, placements year by year, whole cost."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from capital_planner.needs import NEED_GROUPS, PHASE_NAMES
from capital_planner.placements import Placements
from capital_planner.scenario import Scenario
from optimiser.equity import beyond_gbp
from optimiser.limits import barred
from optimiser.options import Options, enumerate_options, unmoved_gbp
from optimiser.placement import Placer, Year
from optimiser.problem import MICRO, Array, Problem, child_costs, formulate

REMEMBERED_BYTES = 150 * 2**20
"""Memory for years of plans that open the same places up to that year."""


@dataclass
class Assessor:
    """Assesses plans of one scenario; years that did not change are kept.

    Attributes
    ----------
    problem, options
        The scenario as arrays, and what can be built.
    assessed
        Plans assessed so far.
    """

    problem: Problem
    options: Options
    assessed: int = 0
    _years: OrderedDict[bytes, tuple[int, Array, Year, float]] = field(
        default_factory=OrderedDict
    )

    @classmethod
    def of(cls, scenario: Scenario) -> "Assessor":
        """Make an assessor of a scenario."""
        problem = formulate(scenario)
        return cls(problem, enumerate_options(problem))

    def places(self, chosen: Array) -> tuple[Array, Array]:
        """Find the columns open under a plan, ``[Sa]``, and places, ``[Sa, T]``."""
        places = self.problem.open_places.copy()
        building = chosen[~self.options.on_site[chosen]]
        self.options.add_places(places, building, np.ones(len(building)))
        opens = np.asarray(places.any(axis=1))
        active = np.flatnonzero(opens | self.problem.attended)
        return active, places[active]

    def years(self, chosen: Array) -> list[Year]:
        """Placements of every year under a plan, over its open columns."""
        return [year for year, _ in self._walk(chosen)]

    def objective_gbp(self, chosen: Array) -> float:
        """Whole cost of a plan, present value (docs/model.md section 5)."""
        self.assessed += 1
        yearly = sum(spent for _, spent in self._walk(chosen))
        return unmoved_gbp(self.problem, self.options, chosen) + yearly

    def _walk(self, chosen: Array) -> Iterator[tuple[Year, float]]:
        """Every year's placements and cost.

        Years up to the first difference from a plan met before are not placed
        again: what opens later changes nothing earlier.
        """
        active, places = self.places(chosen)
        placer = Placer(self.problem, active)
        before, key = placer.start(), b""
        cost = self.problem.child_cost[:, :, active]
        for number in range(places.shape[1]):
            open_now = places[:, number] > 0
            key += active[open_now].tobytes() + places[open_now, number].tobytes()
            if key in self._years:
                self._years.move_to_end(key)
                _, then, year, spent = self._years[key]
                before = _among(year, then, active)
            else:
                before = placer.next_year(before, number, places[:, number])
                spent = self._year_gbp(before, number, cost, active)
                self._remember(key, (number, active, before, spent))
            yield before, spent

    def _remember(self, key: bytes, met: tuple[int, Array, Year, float]) -> None:
        self._years[key] = met
        year = met[2]
        size = year.children.nbytes + year.newly.nbytes + year.still_needed.nbytes
        while len(self._years) * size > REMEMBERED_BYTES:
            self._years.popitem(last=False)

    def beside(self, scenario: Scenario) -> "Assessor":
        """Make an assessor of a scenario with other rules or money.

        Years met before stay known, unless a gap between districts has another
        price.
        """
        problem = replace(self.problem, scenario=scenario)
        mine, theirs = (s.settings.rules for s in (self.problem.scenario, scenario))
        alike = (mine.most_gap, mine.gap_price_gbp) == (
            theirs.most_gap,
            theirs.gap_price_gbp,
        )
        known = self._years if alike else OrderedDict()
        return Assessor(problem, enumerate_options(problem), _years=known)

    def at_prices(self, scenario: Scenario) -> "Assessor":
        """Make an assessor of a scenario with other prices.

        Prices place no child elsewhere: years met before are only priced anew.
        """
        old = self.problem
        cost = child_costs(scenario, old.columns, old.new_base)
        other = Assessor(replace(old, scenario=scenario, child_cost=cost), self.options)
        for key, (number, active, year, _) in self._years.items():
            spent = other._year_gbp(year, number, cost[:, :, active], active)
            other._remember(key, (number, active, year, spent))
        return other

    def _year_gbp(self, year: Year, number: int, cost: Array, active: Array) -> float:
        by_home = year.children.sum(axis=1, dtype=float) / MICRO
        placed = float((by_home * cost).sum())
        needed = float(year.still_needed.sum()) / MICRO * self.problem.still_needed_cost
        gap = beyond_gbp(self.problem, year.children, active, number)
        return float(self.problem.discount[number]) * (placed + needed + gap)


def on_offer(assessor: Assessor) -> Assessor:
    """Leave out of an assessor's options those that no plan may hold."""
    options = assessor.options
    out = barred(assessor.problem.scenario, options)
    return replace(assessor, options=replace(options, barred=out))


def _among(year: Year, then: Array, active: Array) -> Year:
    """Lay out a year placed among some columns among others."""
    if np.array_equal(then, active):
        return year
    _, old, new = np.intersect1d(then, active, return_indices=True)
    shape = (*year.still_needed.shape, len(active))
    children, newly = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    children[..., new] = year.children[..., old]
    newly[..., new] = year.newly[..., old]
    prices = np.zeros(len(active), dtype=np.int64)
    prices[new] = year.prices[old]
    return Year(children, newly, year.still_needed, prices)


def placements(assessor: Assessor, chosen: Array) -> Placements:
    """Where every child is placed under a plan, as documented frames."""
    problem, scenario = assessor.problem, assessor.problem.scenario
    active, _ = assessor.places(chosen)
    placer = Placer(problem, active)
    every = [placer.start(), *assessor.years(chosen)]
    children = np.stack([year.children for year in every], axis=-1)
    newly = np.stack([year.newly for year in every], axis=-1)
    needed = np.stack([year.still_needed for year in every], axis=-1)
    kept = np.nonzero(children.any(axis=-1))
    columns = [scenario.base_year, *scenario.years]
    levels = (
        scenario.zones.index,
        pd.Index(NEED_GROUPS),
        pd.Index(PHASE_NAMES),
        problem.columns[active],
    )
    index = pd.MultiIndex(
        levels=[list(level) for level in levels],
        codes=[list(codes) for codes in kept],
        names=["zone", "need", "phase", "provision"],
    )
    rows = pd.MultiIndex.from_product(levels[:3], names=index.names[:3])
    placed = pd.DataFrame(children[kept] / MICRO, index=index, columns=columns)
    return Placements(
        children=placed,
        newly=pd.DataFrame(newly[kept] / MICRO, index=index, columns=columns),
        still_needed=pd.DataFrame(
            needed.reshape(len(rows), -1) / MICRO, index=rows, columns=columns
        ),
        places=_open_places(assessor, chosen, active),
        from_mainstream=_from_mainstream(problem, placed),
    )


def _open_places(assessor: Assessor, chosen: Array, active: Array) -> pd.DataFrame:
    problem, options = assessor.problem, assessor.options
    scenario = problem.scenario
    places = problem.funded_places.copy()
    building = chosen[~options.on_site[chosen]]
    share = problem.specialist_share[options.column[building]]
    options.add_places(places, building, 1 / share)
    index = pd.Index(problem.columns[active], name="provision")
    frame = pd.DataFrame(places[active], index=index, columns=list(scenario.years))
    base = scenario.open_places[scenario.base_year].reindex(index).fillna(0.0)
    frame.insert(0, scenario.base_year, base)
    return frame


def _from_mainstream(problem: Problem, placed: pd.DataFrame) -> pd.DataFrame:
    """Children from mainstream, beside those who need a specialist place."""
    mainstream = float(problem.scenario.costs["from_mainstream"])
    new = problem.columns[problem.new_base]
    by_provision = placed.groupby(level="provision").sum()
    kept = by_provision[by_provision.index.isin(new)]
    return kept * (mainstream / (1 - mainstream) if mainstream < 1 else 0.0)
