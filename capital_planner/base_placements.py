"""Who attends what in the base year, estimated where the council has no count.

A doubly constrained gravity model (Wilson 1971): children of a zone, need and
phase go to a suitable school in proportion to exp(-beta x km), with one
deterrence a phase set so that the mean journey is the published one. Rows
(published totals) hold exactly; columns (rolls) fit as nearly as they can.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

BORDER = "across the border"
LEAST = 1e-9
"""Children on all rolls together, at least, where nobody is."""
SWEEPS = 150
EVERY = 10
"""Sweeps of fitting between two corrections of the deterrence."""
STEEPEST = 1.0
"""A km: where one school serves a phase no deterrence gives the mean wanted."""


@dataclass(frozen=True)
class Fitted:
    """Children by row and provision, and what did not fit.

    Attributes
    ----------
    children
        Index as the rows given, columns provisions; children.
    unmatched
        Index as the rows given: children whom no provision suits.
    rolls
        Index provision; columns ``roll`` and ``fitted``.
    deterrence
        Index phase: beta, a km.
    """

    children: pd.DataFrame
    unmatched: pd.Series
    rolls: pd.DataFrame
    deterrence: pd.Series


def fit(
    rows: pd.Series,
    suits: pd.DataFrame,
    rolls: pd.Series,
    road_km: pd.DataFrame,
    mean_km: float,
) -> Fitted:
    """Share children among suitable provisions by distance and roll.

    Parameters
    ----------
    rows
        Index ``(zone, need, phase)``: children in this kind of provision.
    suits
        Index ``(need, phase)``, columns provisions: prior weight, 0 where it
        does not suit.
    rolls
        Index provision: children on roll.
    road_km
        Index zone, columns provisions.
    mean_km
        Mean one-way journey that each phase is set to.

    Returns
    -------
    Fitted
    """
    zones, needs, phases = (rows.index.get_level_values(level) for level in range(3))
    weight = suits[rolls.index].loc[pd.MultiIndex.from_arrays([needs, phases])]
    km = road_km[rolls.index].loc[zones].to_numpy(float)
    prior = weight.to_numpy(float)
    target = rows.to_numpy(float)
    matched = prior.sum(axis=1) > 0
    phase_codes, phase_names = pd.factorize(phases)
    beta = np.full(len(phase_names), 1 / mean_km)
    columns = rolls.to_numpy(float)
    columns = columns * target[matched].sum() / max(columns.sum(), LEAST)
    factor = np.ones(len(columns))
    flow = np.zeros_like(prior)
    nearest = np.where(prior > 0, km, np.inf).min(axis=1, keepdims=True, initial=np.inf)
    further = np.where(prior > 0, km - np.where(matched[:, None], nearest, 0.0), 0.0)
    for sweep in range(SWEEPS):
        seed = prior * np.exp(-beta[phase_codes][:, None] * further)
        flow = _to_rows(seed * factor, target)
        sums = flow.sum(axis=0)
        factor *= np.divide(columns, sums, out=np.ones_like(sums), where=sums > 0)
        if sweep % EVERY == EVERY - 1 and sweep < SWEEPS - EVERY:
            beta *= _longer_than_wanted(flow, km, phase_codes, mean_km)
            beta = np.minimum(beta, STEEPEST)
    return Fitted(
        children=pd.DataFrame(flow, index=rows.index, columns=rolls.index),
        unmatched=rows.where(~matched, 0.0),
        rolls=pd.DataFrame({"roll": rolls, "fitted": flow.sum(axis=0)}),
        deterrence=pd.Series(beta, index=phase_names),
    )


def _to_rows(flow: np.ndarray, target: np.ndarray) -> np.ndarray:
    sums = flow.sum(axis=1)
    scale = np.divide(target, sums, out=np.zeros_like(sums), where=sums > 0)
    scaled: np.ndarray = flow * scale[:, None]
    return scaled


def _longer_than_wanted(
    flow: np.ndarray, km: np.ndarray, codes: np.ndarray, mean_km: float
) -> np.ndarray:
    """Mean journey of each phase over the one wanted (Hyman 1969)."""
    travelled = np.bincount(codes, (flow * km).sum(axis=1))
    children = np.bincount(codes, flow.sum(axis=1))
    ratio = np.divide(
        travelled, children * mean_km, out=np.ones_like(travelled), where=children > 0
    )
    change: np.ndarray = np.clip(ratio, 0.5, 2.0)
    return change
