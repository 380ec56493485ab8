"""Every way a scheme can be built: size and opening year, with what it costs."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from capital_planner.errors import Problem as Wrong
from capital_planner.errors import SolveError
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario, resting_years
from optimiser.problem import Array, Problem

BUILT = ["scheme", "places"]


@dataclass(frozen=True)
class Options:
    """One row an option: a scheme in one size, opening in one year.

    Attributes
    ----------
    scheme, host, column
        Numbers of the scheme, of its host and of the provision it adds to: ``[O]``.
    places, year
        ``[O]``.
    supply
        Places for children who need a specialist place: ``[O, T]``.
    fixed_gbp
        Capital and place funding, present value: ``[O]``.
    cash_gbp
        Cash by financial year (inflation and contingency in): ``[O, Y]``.
    committed, on_site
        Whether the scheme is decided already: ``[O]``.
    idea
        Whether the scheme was never approved: ``[O]``.
    barred
        Whether a rule keeps the option out of every plan: ``[O]``.
    instead
        Number of the approved scheme that an option finds a host for, -1 where
        it is a scheme more. Such an option moves the places, and costs nothing.
    leaves
        Column that the places then leave, -1 where there is none: ``[O]``.
    first_financial_year
        Of ``cash_gbp``.
    """

    scheme: Array
    host: Array
    column: Array
    places: Array
    year: Array
    supply: Array
    fixed_gbp: Array
    cash_gbp: Array
    committed: Array
    on_site: Array
    idea: Array
    barred: Array
    instead: Array
    leaves: Array
    first_financial_year: int

    def __len__(self) -> int:
        return len(self.scheme)

    @property
    def given(self) -> Array:
        """Whether the scheme is decided already: ``[O]``."""
        given: Array = self.committed | self.on_site
        return given

    @property
    def undecided(self) -> Array:
        """Whether the scheme is still to decide: ``[O]``."""
        still: Array = ~self.given
        return still

    @property
    def more(self) -> Array:
        """Whether the scheme is still to decide, not only its host: ``[O]``."""
        added: Array = self.undecided & (self.instead < 0)
        return added

    @property
    def candidate(self) -> Array:
        """Whether the scheme is still to decide and no rule bars it: ``[O]``."""
        on_offer: Array = self.undecided & ~self.barred
        return on_offer

    def add_places(self, places: Array, chosen: Array, factor: Array) -> None:
        """Add what options supply, times a factor each, to places ``[S, T]``."""
        into = self.into(chosen, len(places))
        places += into @ (self.supply[chosen] * factor[:, None])

    def into(self, chosen: Array, settings: int) -> sparse.csr_array:
        """Which setting what an option supplies is in, and is not: ``[S, Oc]``."""
        number = np.arange(len(chosen))
        moved = np.flatnonzero(self.leaves[chosen] >= 0)
        sign = np.append(np.ones(len(chosen)), -np.ones(len(moved)))
        setting = np.append(self.column[chosen], self.leaves[chosen][moved])
        where = (setting, np.append(number, moved))
        return sparse.csr_array((sign, where), shape=(settings, len(chosen)))

    def worth(self, place: Array) -> Array:
        """Pounds of an option's places at prices ``[S, T]``, less its cost: ``[O]``."""
        pounds = (self.supply * place[self.column]).sum(axis=1) - self.fixed_gbp
        moved = np.flatnonzero(self.leaves >= 0)
        left = self.supply[moved] * place[self.leaves[moved]]
        pounds[moved] -= left.sum(axis=1)
        worth: Array = pounds
        return worth


def enumerate_options(problem: Problem) -> Options:
    """All options of all schemes, committed ones in their published size and year."""
    scenario = problem.scenario
    table = _table(scenario)
    schemes = scenario.schemes
    row = schemes.index.get_indexer(pd.Index(table["scheme"]))
    years = list(scenario.years)
    ramp = scenario.ramp.to_numpy(float)[
        scenario.ramp.index.get_indexer(pd.Index(table["scheme"]))
    ]
    since = np.array(years) - table["year"].to_numpy(int)[:, None]
    step = np.clip(since, 0, ramp.shape[1] - 1)
    usable = np.where(since < 0, 0.0, np.take_along_axis(ramp, step, axis=1))
    open_places = usable * table["places"].to_numpy(float)[:, None]
    column = problem.columns.get_indexer(pd.Index(schemes["provision"].iloc[row]))
    funding = scenario.running["place_funding_gbp"].reindex(problem.kinds[column])
    running = (open_places * funding.to_numpy()[:, None]) @ problem.discount
    capital, cash, first = _spending(scenario, table)
    standing = schemes["standing"].to_numpy(str)[row]
    released = schemes.index.isin(_released(scenario))[row]
    instead = schemes.index.get_indexer(pd.Index(schemes["instead_of"]))[row]
    free_of_cost = (standing == "on_site") | (instead >= 0)
    own_column = problem.columns.get_indexer(pd.Index(schemes["provision"]))
    return Options(
        scheme=row,
        host=_hosts(schemes, row, released),
        column=column,
        places=table["places"].to_numpy(int),
        year=table["year"].to_numpy(int),
        supply=open_places * problem.specialist_share[column][:, None],
        fixed_gbp=np.where(free_of_cost, 0.0, running + capital),
        cash_gbp=np.where(free_of_cost[:, None], 0.0, cash),
        committed=(standing == "committed") & ~released & (instead < 0),
        on_site=standing == "on_site",
        idea=standing == "candidate",
        barred=np.zeros(len(row), dtype=bool),
        instead=instead,
        leaves=np.where(instead >= 0, own_column[instead], -1),
        first_financial_year=first,
    )


def _hosts(schemes: pd.DataFrame, row: Array, released: Array) -> Array:
    """Give hosts numbers; a scheme that was released keeps to itself."""
    names = schemes["host"].iloc[row].to_numpy(str)
    alone = np.char.add("released ", schemes.index.to_numpy(str)[row])
    return pd.factorize(np.where(released, alone, names))[0]


def _released(scenario: Scenario) -> list[str]:
    """Approved schemes that the officer lets a plan leave out."""
    pins = scenario.settings.rules.pins
    return [pin.scheme for pin in pins if pin.decision == "release"]


def _table(scenario: Scenario) -> pd.DataFrame:
    sizes = scenario.sizes.reset_index()
    joined = sizes.merge(
        scenario.schemes[["earliest_year", "latest_year"]],
        left_on="scheme",
        right_index=True,
    )
    last = max(scenario.years)
    first = joined["earliest_year"].to_numpy(int)
    end = np.minimum(joined["latest_year"].to_numpy(int), last)
    count = np.maximum(end - first + 1, 0)
    table = joined.loc[joined.index.repeat(count)].reset_index(drop=True)
    year = table["earliest_year"].to_numpy(int) + table.groupby(BUILT).cumcount()
    table = table.assign(year=year)
    return table[growth_rests(scenario, table)].reset_index(drop=True)


def growth_rests(scenario: Scenario, table: pd.DataFrame) -> Array:
    """Whether each option keeps away from growth of its school decided already."""
    resting = resting_years(scenario)
    pairs = zip(table["scheme"].tolist(), table["year"].tolist(), strict=True)
    return np.array([year not in resting.get(s, ()) for s, year in pairs], dtype=bool)


def _spending(scenario: Scenario, table: pd.DataFrame) -> tuple[Array, Array, int]:
    """Present value of capital, and cash by financial year, of every option."""
    costs = scenario.costs
    base = int(costs["price_year"])
    funded = scenario.funding.index.get_level_values("year")
    first = int(funded.min())
    last = max(int(funded.max()), *scenario.years)
    real = table["capital_gbp"].to_numpy(float) * (1 + costs["contingency"])
    value = np.zeros(len(table))
    cash = np.zeros((len(table), last - first + 1))
    for after, share in scenario.capital_profile.items():
        spent = table["year"].to_numpy(int) + int(str(after))
        value += (
            real * share * (1 + costs["discount_rate"]) ** -np.maximum(spent - base, 0)
        )
        nominal = real * share * (1 + costs["construction_inflation"]) ** (spent - base)
        cash[np.arange(len(table)), np.clip(spent - first, 0, last - first)] += nominal
    return value, cash, first


def unmoved_gbp(problem: Problem, options: Options, chosen: Array) -> float:
    """Place funding of what is open and the cost of options, wherever children go."""
    rate = problem.scenario.running["place_funding_gbp"].reindex(problem.kinds)
    funded = (problem.funded_places * rate.to_numpy()[:, None]) @ problem.discount
    return float(funded.sum() + options.fixed_gbp[chosen].sum())


def chosen_by(plan: Plan, options: Options, scenario: Scenario) -> Array:
    """Numbers of the options a plan is made of.

    Raises
    ------
    SolveError
        If the plan holds a scheme, size or year that is not on offer.
    """
    found, wanted = _found(plan.choices, options, scenario)
    if (found < 0).any():
        raise SolveError(
            Wrong(
                "This scheme is not on offer in this size and opening year.",
                "Choose a size of its ladder and a year in which it can open.",
                value=f"{scheme}, {places} places, {year}",
            )
            for scheme, places, year in wanted[found < 0]
        )
    return _with_their_schemes(found, options)


def known_choices(choices: pd.DataFrame, options: Options, scenario: Scenario) -> Array:
    """Numbers of the options of a plan that are on offer; the rest are left out."""
    found, _ = _found(choices, options, scenario)
    return _with_their_schemes(found[found >= 0], options)


def _found(
    choices: pd.DataFrame, options: Options, scenario: Scenario
) -> tuple[Array, pd.MultiIndex]:
    names = scenario.schemes.index[options.scheme]
    keys = pd.MultiIndex.from_arrays([names, options.places, options.year])
    wanted = pd.MultiIndex.from_arrays(
        [choices.index, choices["places"], choices["opening_year"]]
    )
    return keys.get_indexer(wanted), wanted


def _with_their_schemes(found: Array, options: Options) -> Array:
    """Add the approved schemes whose host some options find."""
    hosted = options.instead[found]
    theirs = np.isin(options.scheme, hosted[hosted >= 0])
    return np.union1d(found, np.flatnonzero(theirs))


def plan_of(chosen: Array, options: Options, scenario: Scenario) -> Plan:
    """Make the plan of these options, schemes on site included."""
    every = np.union1d(chosen, np.flatnonzero(options.on_site))
    every = every[~np.isin(options.scheme[every], options.instead[every])]
    choices = pd.DataFrame(
        {"places": options.places[every], "opening_year": options.year[every]},
        index=pd.Index(scenario.schemes.index[options.scheme[every]], name="scheme"),
    )
    return Plan(choices.sort_index())
