"""The base year: settings, their places, and the children in each."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from capital_planner.base_placements import BORDER, Fitted, fit
from capital_planner.case import Case
from capital_planner.demand.projection import PHASE_OF_AGE, PLACED, Projection
from capital_planner.geography import MILE_KM
from capital_planner.needs import NEED_GROUPS, PHASE_NAMES
from capital_planner.provision import bases, independent, special_schools
from capital_planner.scenario.attending import in_bases, in_special_schools
from capital_planner.scenario.flows import ROW, by_phase
from capital_planner.scenario.homes import Homes, counts
from capital_planner.scenario.travel import Travel


@dataclass(frozen=True)
class Today:
    """The base year, as the council counted it or as estimated.

    Attributes
    ----------
    provisions, base_placements, misfits, unmatched
        As in :class:`capital_planner.scenario.frames.Scenario`.
    across_border
        Index ``(zone, need, phase)``: children in schools across the border.
    no_setting
        Same index, a column a part of the need for a place: children whom no
        setting suits, in ``unmatched`` and not in the plan.
    """

    provisions: pd.DataFrame
    base_placements: pd.Series
    across_border: pd.Series
    no_setting: pd.DataFrame
    misfits: pd.DataFrame
    unmatched: pd.DataFrame


def today(case: Case, projection: Projection, homes: Homes, travel: Travel) -> Today:
    """Say who attends what in the base year.

    Special schools and bases are estimated each where the council counted nobody.
    """
    base_year = int(case.authority["base_year"].iloc[0])
    by_part = by_phase(projection)[[base_year]]
    rows = {part: homes.spread(by_part.loc[[part]])[base_year] for part in PLACED}
    special = special_schools(case)
    units = bases(case, base_year)
    pools = independent(
        rows["independent"].groupby(level="need").sum(),
        float(rows["specialist post-16"].sum()),
    )
    counted = counts(case, travel.points)
    parts, stated = set(counted["part"]), case.assumptions.value("border_children")
    if "state special" in parts:
        schools = in_special_schools(rows["state special"], counted, special)
        stated = np.inf
    else:
        schools = _fit_special(case, rows["state special"], special, travel)
    if "base" in parts:
        inclusion = in_bases(rows["base"], counted, units)
    else:
        inclusion = _fit_bases(case, rows["base"], units, travel)
    abroad, beyond = _kept_to(schools.children[BORDER], stated)
    no_setting = pd.DataFrame(
        {"state special": schools.unmatched + beyond, "base": inclusion.unmatched}
    )
    beside = _pooled(rows["independent"], rows["specialist post-16"], pools)
    matched = pd.concat(
        [schools.children.drop(columns=BORDER), inclusion.children, beside], axis=1
    )
    placed = _by_setting(matched)
    rolls = pd.concat([schools.rolls, inclusion.rolls])
    provisions = pd.concat([special, units, pools])
    return Today(
        provisions=provisions,
        base_placements=placed[placed > 0],
        across_border=abroad,
        no_setting=no_setting,
        misfits=_misfits(rolls, provisions),
        unmatched=_unmatched(projection.outside, no_setting.sum(axis=1)),
    )


def _kept_to(abroad: pd.Series, stated: float) -> tuple[pd.Series, pd.Series]:
    """Children across the border, and those beyond what is stated there.

    The border suits everyone, so children whom no school here suits end there;
    more than a twentieth over the number stated are no fixed use but unmatched.
    """
    total = float(abroad.sum())
    if total <= stated * 1.05:
        return abroad, abroad * 0.0
    kept = abroad * (stated / total)
    return kept, abroad - kept


def _by_setting(children: pd.DataFrame) -> pd.Series:
    """Lay out children by row and setting as one column."""
    rows = [children.index.get_level_values(name) for name in ROW]
    settings = len(children.columns)
    index = pd.MultiIndex.from_arrays(
        [row.repeat(settings) for row in rows]
        + [pd.Index(np.tile(children.columns.to_numpy(), len(children)))],
        names=[*ROW, "provision"],
    )
    return pd.Series(children.to_numpy().ravel(), index=index)


def suitability(provisions: pd.DataFrame, also_weight: float) -> pd.DataFrame:
    """Weight of each provision for each (need, phase), 0 where it does not suit."""
    index = pd.MultiIndex.from_product(
        [NEED_GROUPS, PHASE_NAMES], names=["need", "phase"]
    )
    columns = ["needs", "also", "phases"]
    served = [tuple(provisions[column]) for column in columns]
    weights = {
        provision: [
            (1.0 if need in needs else also_weight if need in also else 0)
            * (phase in phases)
            for need, phase in index
        ]
        for provision, needs, also, phases in zip(
            provisions.index, *served, strict=True
        )
    }
    return pd.DataFrame(weights, index=index)


def _fit_special(
    case: Case, rows: pd.Series, special: pd.DataFrame, travel: Travel
) -> Fitted:
    """Nobody goes across the border where no school there is known."""
    given = case.assumptions
    nearby = case.nearby_special_schools
    state = nearby[nearby["type"].str.contains("Community|Foundation|Academy|Free")]
    _, km = travel.to(special)
    km[BORDER] = travel.to(state)[1].min(axis=1).fillna(0.0)
    weights = suitability(special, given.value("also_takes_weight"))
    in_school = weights.index.get_level_values("phase") != "post-19"
    known = len(state) > 0
    weights[BORDER] = np.where(in_school & known, 1.0, 0.0)
    border = pd.Series({BORDER: given.value("border_children") * known})
    return fit(rows, weights, pd.concat([special["roll"], border]), km, _mean_km(case))


def _fit_bases(
    case: Case, rows: pd.Series, units: pd.DataFrame, travel: Travel
) -> Fitted:
    """Bases hold a few children of needs beside their own: a tenth of the weight."""
    weights = suitability(units, 0.0)
    every_need = pd.Series([tuple(NEED_GROUPS)] * len(units), index=units.index)
    in_phase = suitability(units.assign(needs=every_need), 0.0)
    weights = weights.where(weights > 0, in_phase / 10)
    _, km = travel.to(units)
    return fit(rows, weights, units["roll"], km, _mean_km(case))


def _mean_km(case: Case) -> float:
    return case.assumptions.value("average_send_trip_miles") * MILE_KM


def _pooled(
    schools: pd.Series, institutions: pd.Series, pools: pd.DataFrame
) -> pd.DataFrame:
    """Children in independent schools, by need, and in specialist post-16."""
    frame = pd.DataFrame(0.0, index=schools.index, columns=pools.index)
    needs = schools.index.get_level_values("need")
    for need in NEED_GROUPS:
        frame[f"independent-{need}"] = schools.where(needs == need, 0.0)
    frame["specialist-post-16"] = institutions
    return frame


def _misfits(rolls: pd.DataFrame, provisions: pd.DataFrame) -> pd.DataFrame:
    """List settings whose roll the published totals contradict by a child or more."""
    off = rolls[(rolls["fitted"] - rolls["roll"]).abs() >= 1]
    names = provisions["name"].reindex(off.index).fillna("Schools across the border")
    frame = off.assign(name=names).rename_axis("provision").reset_index()
    return frame[["provision", "name", "roll", "fitted"]]


def _unmatched(outside: pd.Series, no_setting: pd.Series) -> pd.DataFrame:
    """Children who cannot be matched to a setting, by need and phase."""
    phase = outside.index.get_level_values("age").map(PHASE_OF_AGE)
    need = outside.index.get_level_values("need")
    by_age = outside.groupby([need, phase.fillna("before Reception")]).sum()
    by_row = no_setting.groupby(level=["need", "phase"]).sum()
    both = by_age.rename_axis(["need", "phase"]).add(by_row, fill_value=0.0)
    return both[both > 0].rename("children").reset_index()
