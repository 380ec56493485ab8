"""A frozen copy of the options for one event, as the public may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from capital_planner.apportionment import Basis
from capital_planner.disclosure import ALL, public_figures, public_schemes
from capital_planner.mapspec.story import CAPITAL
from capital_planner.papers import Worked
from capital_planner.settings import FUTURES, Future

COLUMNS = ("demand", "places", "independent", "still_needed", "long_journey")
KINDS: Mapping[str, tuple[str, ...]] = {
    "new": ("new_special_school", "satellite"),
    "bigger": ("special_expansion",),
    "base": ("specialist_base",),
    "older": ("post_19",),
}
"""Kinds of schemes as families speak of them: routes of each."""


@dataclass(frozen=True)
class Position:
    """Where the sliders stand, and whose figures are asked for.

    Attributes
    ----------
    option
        Position among the options of the event.
    area
        Name of a district; empty for the whole authority.
    """

    option: int
    future: Future
    year: int
    area: str = ""


@dataclass(frozen=True)
class EventOption:
    """An option as an event tells it.

    Attributes
    ----------
    kinds
        Schemes that open, by the kinds above, and schools made ``accessible``.
    more_places
        Places in the last year beyond those of the first option, all areas, to
        the nearest 5; NaN where held back.
    capital_gbp
        Cash of all years; None where a cost in it is exempt.
    """

    key: str
    name: str
    kinds: Mapping[str, int]
    more_places: float
    capital_gbp: float | None


@dataclass(frozen=True, eq=False)
class Event:
    """Options worked out in each future, and their figures for the public.

    Attributes
    ----------
    name
        Of the authority.
    options
        Least money first; do nothing is the first of equals.
    worked
        By option key and future, for maps.
    figures
        Index ``(option key, future, area, year)``, the area empty for the whole
        authority; columns ``COLUMNS``: multiples of 5, NaN where held back.
    leaves_out
        Whether an option has places that figures of areas leave out: they would
        point at a school that has not agreed.
    """

    name: str
    options: tuple[EventOption, ...]
    futures: tuple[Future, ...]
    years: tuple[int, ...]
    areas: tuple[str, ...]
    worked: Mapping[tuple[str, Future], Worked]
    figures: pd.DataFrame
    leaves_out: bool

    def figure(self, column: str, at: Position) -> float:
        """Look one figure up; NaN where it is held back."""
        key = (self.options[at.option].key, at.future, at.area, at.year)
        return float(self.figures[column].loc[key])

    @property
    def basis(self) -> Basis:
        """How the figures of areas come about."""
        return next(iter(self.worked.values())).scenario.basis

    def position_of(self, key: str) -> int:
        """Where the option of a key stands."""
        return next(n for n, option in enumerate(self.options) if option.key == key)

    @property
    def now(self) -> int:
        """The first year, which later ones are told against."""
        return self.years[0]

    def called(self, area: str) -> str:
        """Name of an area, or of the authority."""
        return area or self.name


def freeze(worked: Mapping[Future, Sequence[Worked]]) -> Event:
    """Work out once what an event tells; nothing done later changes it.

    Parameters
    ----------
    worked
        The same options in each future, do nothing first.

    Raises
    ------
    ValueError
        If there is no option, or the futures are of different options.
    """
    futures = tuple(future for future in FUTURES if future in worked)
    keys = [[option.key for option in worked[future]] for future in futures]
    if not keys or not keys[0] or any(row != keys[0] for row in keys):
        msg = "an event tells the same options in every future"
        raise ValueError(msg)
    middle = worked["central" if "central" in futures else futures[0]]
    figures = _figures(worked)
    options = [_option(option, middle[0], figures) for option in middle]
    options.sort(key=lambda option: _money(option.capital_gbp))
    scenario = middle[0].scenario
    return Event(
        name=scenario.case_name,
        options=tuple(options),
        futures=futures,
        years=scenario.years,
        areas=tuple(sorted(set(figures.index.unique("area")) - {""})),
        worked={(w.key, future): w for future in futures for w in worked[future]},
        figures=figures,
        leaves_out=any(
            option.measures.leaves_out
            for options in worked.values()
            for option in options
        ),
    )


def _money(capital_gbp: float | None) -> float:
    return float("inf") if capital_gbp is None else capital_gbp


def _figures(worked: Mapping[Future, Sequence[Worked]]) -> pd.DataFrame:
    names = ["option", "future", "area", "year"]
    shown = {
        (option.key, future): _shown(option)
        for future, options in worked.items()
        for option in options
    }
    return pd.concat(shown, names=names[:2]).sort_index()


def _shown(option: Worked) -> pd.DataFrame:
    """Figures of all needs and ages, by area and year."""
    rows = public_figures(option.measures)[list(COLUMNS)].reset_index()
    rows = rows[(rows["need"] == ALL) & (rows["phase"] == ALL)]
    flat = rows.drop(columns=["need", "phase"]).rename(columns={"district": "area"})
    flat["area"] = flat["area"].where(flat["area"] != ALL, "")
    return flat.set_index(["area", "year"])


def _option(option: Worked, first: Worked, figures: pd.DataFrame) -> EventOption:
    schemes = public_schemes(option.scenario, option.plan)
    kinds = {kind: int(schemes["route"].isin(r).sum()) for kind, r in KINDS.items()}
    future, last = option.scenario.future, option.scenario.years[-1]
    more, fewer = (
        float(figures["places"].loc[(key, future, "", last)])
        for key in (option.key, first.key)
    )
    exempt = bool(schemes["capital_gbp"].isna().any())
    aside = option.adaptations
    money = float(option.measures.money[CAPITAL].to_numpy().sum()) + aside.cost_gbp
    return EventOption(
        key=option.key,
        name=option.name,
        kinds=kinds | {"accessible": aside.schools},
        more_places=more - fewer,
        capital_gbp=None if exempt else money,
    )
