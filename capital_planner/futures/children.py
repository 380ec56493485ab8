"""Children of a drawn future, by zone: expected along its path, then by chance."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from capital_planner.demand.components import arrivals, ceased_rate
from capital_planner.demand.joint import AGES
from capital_planner.demand.paths import LATENT_KEYS, Path
from capital_planner.futures.chance import strayed
from capital_planner.futures.ground import Ground, age_in_phase
from capital_planner.futures.sampling import Draw
from capital_planner.scenario.flows import kept_within

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sampled:
    """The children of one drawn future.

    Attributes
    ----------
    demand
        Children who need a place and are in the plan's reach: ``[Z, K, P, T+1]``.
    stay, move_up
        Shares who keep their place, and who move up: ``[Z, K, P, T]``.
    children
        Children who need a place, those across the border included:
        ``[D, K, P, T+1]``.
    plans
        All EHC plans by need: ``[K, T+1]``.
    """

    demand: Floats
    stay: Floats
    move_up: Floats
    children: Floats
    plans: Floats


@dataclass(frozen=True)
class _Expected:
    """Plans, and children who need a place, along a path: ``[A, K, T+1]``."""

    plans: Floats
    children: Floats
    special: Floats
    ceased: Floats


def sample(ground: Ground, draw: Draw) -> Sampled:
    """Draw the children of one future."""
    expected = _expect(ground, draw.path)
    rng = draw.chance()
    by_district = _shared_out(ground, expected.children)
    children = by_district + strayed(rng, by_district, expected.ceased)
    others = (expected.plans - expected.children)[None]
    plans = (others + strayed(rng, others, expected.ceased))[0]
    return _sampled(ground, expected, children, plans + children.sum(axis=0))


def foretell(ground: Ground, path: Path) -> Sampled:
    """Follow a path as expected, chance left out."""
    expected = _expect(ground, path)
    children = _shared_out(ground, expected.children)
    return _sampled(ground, expected, children, expected.plans)


def _expect(ground: Ground, path: Path) -> _Expected:
    found = ground.found
    ceased = ceased_rate(found, path).reindex(AGES).fillna(1.0).to_numpy(float)
    need_share = found.need_share.to_numpy(float)
    plans = [found.stock.to_numpy(float)]
    for arriving in arrivals(found, path).to_numpy(float).T:
        older = np.zeros_like(plans[-1])
        older[1:] = plans[-1][:-1] * (1 - ceased[1:, None])
        plans.append(np.maximum(older + need_share * arriving[:, None], 0.0))
    every = np.stack(plans, axis=-1)
    ratio = path.growth_ratio
    weighed = ratio * every + (1 - ratio) * every[..., :1]
    share = ground.placed + (_latent(path)[:, None, None] * ground.latent).sum(axis=0)
    return _Expected(
        plans=every,
        children=share[..., None] * weighed,
        special=ground.special[..., None] * weighed,
        ceased=ceased,
    )


def _latent(path: Path) -> Floats:
    """Shares of the latent parts, in the order of ``LATENT_PARTS``."""
    placed = [path.latent[key] for key in LATENT_KEYS]
    return np.array([*placed, path.post_19, path.waiting])


def _shared_out(ground: Ground, by_age: Floats) -> Floats:
    """Share ``[A, K, T+1]`` out to districts: ``[D, A, K, T+1]``."""
    share = np.einsum("pa,dkpt->dakt", age_in_phase(), ground.by_district)
    shared: Floats = share * by_age
    return shared


def _sampled(
    ground: Ground, expected: _Expected, by_age: Floats, plans: Floats
) -> Sampled:
    every = _by_phase(by_age)[ground.district_of] * ground.of_district
    county = np.maximum(_by_phase(expected.children[None])[0], 1e-300)
    in_special = every * (_by_phase(expected.special[None])[0] / county)
    in_special = in_special * ground.in_special
    border = np.minimum(ground.border[..., None], in_special)
    within = np.maximum(every - ground.unmatched[..., None], border)
    demand = within - border
    stay, move = _moving(by_age.sum(axis=0), expected.ceased)
    stay, move = _within(demand, stay, move)
    return Sampled(demand, stay, move, ground.to_districts(within), plans.sum(axis=0))


def _by_phase(by_age: Floats) -> Floats:
    """Sum ages by phase: ``[D, A, K, T+1]`` to ``[D, K, P, T+1]``."""
    summed: Floats = np.einsum("pa,dakt->dkpt", age_in_phase(), by_age)
    return summed


def _moving(by_age: Floats, ceased: Floats) -> tuple[Floats, Floats]:
    """Share of a phase's children who stay in it, and who move up, a year later.

    As :func:`capital_planner.scenario.flows.moving_shares`, of a drawn future.
    """
    in_phase = age_in_phase()
    again = np.roll(in_phase, -1, axis=1)
    again[:, -1] = 0.0
    goes_on = (in_phase * again).sum(axis=0)
    kept = np.append(1 - ceased[1:], 0.0)
    now, older = by_age[..., :-1], np.zeros_like(by_age[..., 1:])
    older[:-1] = by_age[1:, :, 1:]
    survive = np.minimum(now * kept[:, None, None], older)
    total = _by_phase(now[None])[0]
    there = np.where(total > 0, total, np.inf)
    stay = _by_phase((survive * goes_on[:, None, None])[None])[0] / there
    move = _by_phase((survive * (1 - goes_on)[:, None, None])[None])[0] / there
    return stay, move


def _within(demand: Floats, stay: Floats, move: Floats) -> tuple[Floats, Floats]:
    """Lower the shares of zones where those who stay would exceed those there."""
    shape = (*demand.shape[:3], demand.shape[3] - 1)
    last = np.zeros(shape[:3], dtype=bool)
    last[..., -1] = True
    kept, moved = kept_within(
        demand.reshape(-1, demand.shape[3]),
        np.broadcast_to(stay, shape).reshape(-1, shape[3]),
        np.broadcast_to(move, shape).reshape(-1, shape[3]),
        last.ravel(),
    )
    return kept.reshape(shape), moved.reshape(shape)
