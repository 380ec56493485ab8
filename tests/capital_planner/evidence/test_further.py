"""Further bases are those that enough children in reach would fill."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from capital_planner.evidence.further import further_bases, reach
from tests.capital_planner.evidence.small import (
    candidates,
    drawn,
    needy,
    with_bases,
)

NEARLY = 1e-6


@pytest.mark.parametrize("seed", range(8))
def test_every_further_base_is_full_and_no_other_could_be(seed: int) -> None:
    scenario = drawn(seed)
    offer = reach(scenario, with_bases(scenario))
    rng = np.random.default_rng(seed)
    waiting = rng.uniform(0, 4, len(scenario.demand))
    found = further_bases(waiting, offer)
    where = [list(offer.schemes).index(base.scheme) for base in found]
    assert len({offer.hosts[n] for n in where}) == len(found)
    left = waiting.copy()
    for number, base in zip(where, found, strict=True):
        assert (base.children <= left + NEARLY).all()
        assert np.isfinite(offer.minutes[number][base.children > 0]).all()
        assert base.children.sum() == pytest.approx(
            dict(offer.sizes[number])[base.places]
        )
        left -= base.children
    used = {offer.hosts[n] for n in where}
    for number, sizes in enumerate(offer.sizes):
        near = np.isfinite(offer.minutes[number])
        assert offer.hosts[number] in used or left[near].sum() < sizes[0][1]


def test_a_base_takes_its_nearest_children() -> None:
    scenario = needy(zones=5)
    offer = reach(scenario, with_bases(scenario))
    base = further_bases(np.full(len(scenario.demand), 2.0), offer)[0]
    minutes = offer.minutes[offer.schemes.get_loc(base.scheme)]
    order = np.argsort(minutes)
    taken = base.children[order][np.isfinite(minutes[order])]
    assert all(first >= second - NEARLY for first, second in pairwise(taken))
    assert taken[0] == 2.0


def test_half_of_a_new_base_is_for_children_from_mainstream() -> None:
    for mainstream, room in ((0.5, 2.0), (0.0, 4.0)):
        scenario = needy(from_mainstream=mainstream)
        offer = reach(scenario, with_bases(scenario))
        number = offer.schemes.get_loc("host-1-asd")
        assert offer.sizes[number][0] == (4, room)


def test_reach_is_the_journey_limit_of_the_phase() -> None:
    scenario = needy()
    for limit, within in ((1e-3, False), (1e6, True)):
        limits = scenario.journey_limit.copy()
        limits["primary"] = limit
        offer = reach(replace(scenario, journey_limit=limits), with_bases(scenario))
        rows = scenario.demand.index
        primary = rows.get_level_values("phase") == "primary"
        assert (offer.has_host[primary] == within).all()
        assert offer.offered[primary].all()


def test_only_schemes_still_to_decide_are_further_bases() -> None:
    scenario = needy()
    offer = reach(scenario, with_bases(scenario))
    assert set(offer.schemes) == set(candidates(scenario))
    offer = reach(scenario, with_bases(scenario, "host-1-asd"))
    assert set(offer.schemes) == {"host-2-asd"}
