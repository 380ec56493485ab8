"""The tables of a plan as the public may see them."""

import itertools
from collections.abc import Callable, Mapping
from functools import wraps
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from capital_planner.disclosure.cube import shown_figures, with_totals
from capital_planner.disclosure.expansions import points_at_a_school
from capital_planner.disclosure.pounds import exempt_schemes
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience
from capital_planner.sufficiency import Measures

ALL = "all"
LEVELS = ["district", "need", "phase", "year"]
CHILDREN = "demand"
PARTS = [
    "in_state",
    "independent",
    "specialist_post_16",
    "across_border",
    "still_needed",
]
BESIDE = [
    "places",
    "new_independent",
    "own_district",
    "nearest",
    "long_journey",
    "from_mainstream",
]
PUBLIC_NAMES: Mapping[str, str] = {
    "demand": "children_who_need_a_place",
    "still_needed": "places_still_needed",
    "nearest": "at_nearest_suitable",
    "own_district": "in_own_district",
}
"""Names of columns in a public table where the working name would mislead."""


LEFT_OUT = (
    "Places at special schools that have not agreed to grow are in the figures of the "
    "whole authority, all needs and ages, alone: by area, need or age they would tell "
    "which school it is."
)
"""Said beside figures of a plan with such places."""
ROUGH_GBP = 250_000
"""Capital of a special school without consent is said to about so much."""
SCHEME_COLUMNS = [
    "scheme",
    "label",
    "district",
    "route",
    "needs",
    "phase",
    "places",
    "opening_year",
    "capital_gbp",
    "stage",
    "status",
    "site",
]
BESIDE_SCHEMES = ["reached", "standing", "consent", "success"]


def _once(
    work: Callable[[Measures], pd.DataFrame],
) -> Callable[[Measures], pd.DataFrame]:
    """Work a frame out once while its measures are there: every view asks for it."""
    known: WeakKeyDictionary[Measures, pd.DataFrame] = WeakKeyDictionary()

    @wraps(work)
    def figures(measures: Measures) -> pd.DataFrame:
        if measures not in known:
            known[measures] = work(measures)
        return known[measures].copy(deep=False)

    return figures


@_once
def public_figures(measures: Measures) -> pd.DataFrame:
    """Give what the public may know of a plan, by district, need, phase and year.

    The map, the tables and the tooltips read this one frame, so that none
    tells what another holds back. A special school that has not agreed to grow
    is in the figures of the whole authority, all needs and ages, alone: every
    other figure is of the plan without it, and so the same for each school that
    it may be.

    Returns
    -------
    pandas.DataFrame
        As :func:`rounded_figures`.

    Raises
    ------
    ValueError
        If the measures do not say what the plan does without such schools.
    """
    if measures.told is None:
        msg = "not worked out without schools that have not agreed"
        raise ValueError(msg)
    figures = rounded_figures(measures.told)
    if measures.leaves_out:
        whole = rounded_figures(measures.by_area)
        names = ("district", "need", "phase")
        every = np.all([whole.index.get_level_values(n) == ALL for n in names], axis=0)
        figures[every] = whole[every]
    return figures


@_once
def council_figures(measures: Measures) -> pd.DataFrame:
    """Give the figures of a plan rounded like the public's, with every scheme."""
    return rounded_figures(measures.by_area)


def left_out(audience: Audience, *plans: Measures) -> tuple[str, ...]:
    """Lines to add to the fixed ones beside figures of districts.

    Parameters
    ----------
    plans
        Measures of every plan that is told: the public reads ``LEFT_OUT`` where
        one of them has places that its figures leave out.
    """
    less = audience == "public" and any(plan.leaves_out for plan in plans)
    return (LEFT_OUT,) if less else ()


def rounded_figures(by_area: pd.DataFrame) -> pd.DataFrame:
    """Round estimates by district, need, phase and year, with all their totals.

    Parameters
    ----------
    by_area
        As in :class:`capital_planner.sufficiency.Measures`.

    Returns
    -------
    pandas.DataFrame
        Index ``(district, need, phase, year)``, with ``all`` for a total of
        the first three; columns as given, but sums over children left out:
        multiples of 5, NaN where held back. Figures are rounded one by one, so
        a total can differ from the sum of its parts.
    """
    full, margins, shape = _with_margins(by_area)
    parts = np.stack([full[name].to_numpy().reshape(shape) for name in PARTS])
    cube = with_totals(np.clip(parts, 0.0, None), (0, 1, 2, 3))
    shown = shown_figures(cube, (0, 1, 2, 3))
    columns = dict(zip([CHILDREN, *PARTS], shown, strict=True))
    beside = np.stack([full[name].to_numpy().reshape(shape) for name in BESIDE])
    cube = with_totals(np.clip(beside, 0.0, None), (1, 2, 3))
    columns |= dict(zip(BESIDE, shown_figures(cube, (1, 2, 3)), strict=True))
    return pd.DataFrame(
        {name: values.ravel() for name, values in columns.items()}, index=margins
    )


def restricted_figures(measures: Measures) -> pd.DataFrame:
    """Give the figures of a plan as estimated: nothing held back or left out."""
    full, margins, shape = _with_margins(measures.by_area)
    columns = {
        name: with_totals(full[name].to_numpy(float).reshape(shape), (0, 1, 2)).ravel()
        for name in (CHILDREN, *PARTS, *BESIDE)
    }
    return pd.DataFrame(columns, index=margins)


def _with_margins(
    by_area: pd.DataFrame,
) -> tuple[pd.DataFrame, pd.MultiIndex, list[int]]:
    """Give every row, the index with totals, and the shape without them."""
    keys = [list(by_area.index.unique(level)) for level in LEVELS]
    full = by_area.reindex(pd.MultiIndex.from_product(keys, names=LEVELS)).fillna(0.0)
    margins = pd.MultiIndex.from_product(
        [*([ALL, *key] for key in keys[:3]), keys[3]], names=LEVELS
    )
    return full, margins, [len(key) for key in keys]


def public_measures(measures: Measures) -> pd.DataFrame:
    """Rows of measures.csv for the public.

    Returns
    -------
    pandas.DataFrame
        Columns ``district``, ``need``, ``phase``, ``year`` and public names of
        the measures, whole numbers, missing where held back.
    """
    figures = public_figures(measures).astype("Int64")
    return figures.rename(columns=dict(PUBLIC_NAMES)).reset_index()


def public_schemes(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """Rows of schemes.csv for the public.

    A scheme without consent has a running number in place of its id, in an
    order that says nothing of its host, and no site.

    Returns
    -------
    pandas.DataFrame
        Columns ``scheme``, ``label``, ``district``, ``route``, ``needs``,
        ``phase``, ``places``, ``opening_year``, ``capital_gbp`` (missing where
        the cost is exempt), ``stage``, ``status`` (of the figures), ``site``.
        Needs, phase and exact size would point at the one special school they
        fit: a special school without consent shows none of them.
    """
    return _public_rows(scenario, plan)[SCHEME_COLUMNS].reset_index(drop=True)


def shown_schemes(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """Schemes of a plan as the public may see them, for tables that join them.

    Returns
    -------
    pandas.DataFrame
        Index the id of the scenario, never to be shown; the columns and order of
        :func:`public_schemes`, and of ``Scenario.schemes`` what tells no more:
        ``reached``, ``standing``, ``consent`` and ``success``.
    """
    return _public_rows(scenario, plan)[[*SCHEME_COLUMNS, *BESIDE_SCHEMES]]


def _public_rows(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    rows = _scheme_rows(scenario, plan)
    rows = rows.sort_values(
        ["district", "route", "opening_year", "places", "needs", "phase", "stage"]
    )
    secret = rows["consent"] != "agreed"
    rows["scheme"] = _public_ids(secret)
    pointing = points_at_a_school(rows)
    rows[["needs", "phase"]] = rows[["needs", "phase"]].mask(pointing, "")
    rows["places"] = rows["places"].mask(pointing, about_places(rows["places"]))
    rough = (rows["capital_gbp"] / ROUGH_GBP).round() * ROUGH_GBP
    rows["capital_gbp"] = rows["capital_gbp"].mask(pointing, rough)
    rows["site"] = rows["site"].where(~secret, "")
    exempt = exempt_schemes(scenario, plan)
    rows["capital_gbp"] = rows["capital_gbp"].mask(rows.index.isin(exempt))
    return rows


def about_places(places: pd.Series) -> pd.Series:
    """Places to the nearest five: the exact growth tells how large a school is."""
    return (places / 5).round().astype(int) * 5


def about_size(places: int) -> str:
    """Say the places of one scheme to the nearest five: ``about 5``."""
    return f"about {int(about_places(pd.Series([places])).iloc[0])}"


def restricted_schemes(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """Rows of schemes.csv for the council: the same columns, with every site."""
    return _council_rows(scenario, plan)[SCHEME_COLUMNS].reset_index(drop=True)


def every_scheme(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    """Give the frame of :func:`shown_schemes` for the council: nothing held back."""
    return _council_rows(scenario, plan)[[*SCHEME_COLUMNS, *BESIDE_SCHEMES]]


def _council_rows(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    rows = _scheme_rows(scenario, plan)
    return rows.assign(scheme=rows.index.astype(str))


def _scheme_rows(scenario: Scenario, plan: Plan) -> pd.DataFrame:
    rows = scenario.schemes.drop(columns="places", errors="ignore")
    rows = rows.join(plan.choices[["places", "opening_year"]], how="inner")
    keys = list(zip(rows.index, rows["places"], strict=True))
    rows["capital_gbp"] = scenario.sizes["capital_gbp"].reindex(keys).to_numpy()
    rows["status"] = scenario.sizes["status"].reindex(keys).to_numpy()
    rows["district"] = rows["districts"].str.replace("|", " or ")
    rows["needs"] = rows["needs"].map(" ".join)
    rows["phase"] = rows["phases"].map(" ".join)
    return rows


def _public_ids(secret: pd.Series) -> list[str]:
    number = itertools.count(1)
    return [
        f"host to be confirmed {next(number)}" if hide else str(scheme)
        for scheme, hide in secret.items()
    ]
