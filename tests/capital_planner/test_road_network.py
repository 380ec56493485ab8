"""Journeys by road: by hand, against a plain search, and by what no journey can do."""

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from capital_planner.road_network import (
    ACCESS_KMH,
    MOST_MINUTES,
    Roads,
    largest_part,
    road_journeys,
)

ROUNDED = 0.051


def places(points: Mapping[Any, tuple[float, float]]) -> pd.DataFrame:
    columns = {"easting": 0, "northing": 1}
    found = {
        name: [at[side] for at in points.values()] for name, side in columns.items()
    }
    return pd.DataFrame(found, index=list(points), dtype=float)


def network(nodes: Sequence[tuple[float, float]], links: list[Any]) -> Roads:
    ends = np.array([link[:2] for link in links]).reshape(-1, 2)
    metres = np.array([link[2] for link in links], dtype=float)
    kmh = np.array([link[3] for link in links], dtype=float)
    return Roads(np.array(nodes, dtype=float), ends, metres, kmh)


def journeys(roads: Roads, points: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    reached = road_journeys(roads, points, sites, lambda _count: None)
    return reached.journeys.set_index(["lsoa", "urn"])


def way(found: pd.DataFrame, point: object, site: object) -> tuple[float, float]:
    """Minutes and km of one journey."""
    [[minutes, km]] = found.loc[[(point, site)]].to_numpy(float).tolist()
    return minutes, km


def test_a_journey_takes_the_quicker_of_two_ways() -> None:
    """The direct lane is 6 km at 20 km/h, the main road 8 km at 60 km/h."""
    nodes = [(0, 0), (6_000, 0), (3_000, 2_500)]
    roads = network(nodes, [(0, 1, 6_000, 20), (0, 2, 4_000, 60), (2, 1, 4_000, 60)])
    found = journeys(roads, places({"a": (0, 0)}), places({7: (6_000, 0)}))
    assert way(found, "a", 7) == (8.0, 8.0)


def test_of_two_ways_of_the_same_time_the_shorter_is_taken() -> None:
    roads = network([(0, 0), (9_000, 0)], [(0, 1, 12_000, 80), (1, 0, 9_000, 60)])
    found = journeys(roads, places({"a": (0, 0)}), places({7: (9_000, 0)}))
    assert way(found, "a", 7) == (9.0, 9.0)


def test_the_way_to_the_road_is_slow() -> None:
    roads = network([(0, 0), (10_000, 0)], [(0, 1, 10_000, 60)])
    found = journeys(roads, places({"a": (0, 2_000)}), places({7: (10_000, 1_000)}))
    expected = 10 + 3 / ACCESS_KMH * 60
    assert way(found, "a", 7) == (expected, 13.0)


def test_an_estuary_is_crossed_where_the_bridge_is() -> None:
    """Two banks 1 km apart; the only bridge is 10 km inland."""
    banks = [(x * 1_000.0, y) for y in (0.0, 1_000.0) for x in range(11)]
    along = [
        (row * 11 + x, row * 11 + x + 1, 1_000, 30) for row in (0, 1) for x in range(10)
    ]
    roads = network(banks, [*along, (10, 21, 1_000, 30)])
    found = journeys(roads, places({"a": (0, 0)}), places({7: (0, 1_000)}))
    assert way(found, "a", 7) == (42.0, 21.0)


def test_a_piece_of_road_that_leads_nowhere_else_is_not_joined() -> None:
    """The point stands on an island of road; it is joined to the rest 1 km off."""
    nodes = [(0, 0), (100, 0), (0, 1_000), (4_000, 1_000), (6_000, 1_000)]
    roads = network(nodes, [(0, 1, 100, 30), (2, 3, 4_000, 60), (3, 4, 2_000, 60)])
    found = journeys(roads, places({"a": (0, 0)}), places({7: (6_000, 1_000)}))
    assert way(found, "a", 7)[0] == 6 + 3
    assert len(largest_part(roads).nodes) == 3


def test_places_far_from_every_road_are_told_and_have_no_journey() -> None:
    roads = network([(0, 0), (1_000, 0)], [(0, 1, 1_000, 60)])
    points = places({"a": (0, 0), "island": (0, 5_001)})
    sites = places({7: (1_000, 0), 8: (1_000, -5_002)})
    reached = road_journeys(roads, points, sites, lambda _count: None)
    assert reached.off_the_roads == ("island", 8)
    assert reached.journeys[["lsoa", "urn"]].to_numpy().tolist() == [["a", 7]]


def test_journeys_beyond_the_most_minutes_have_no_row() -> None:
    roads = network([(0, 0), (30_000, 0)], [(0, 1, 30_000, 20)])
    points = places({"near": (0, 0), "off": (0, 10)})
    found = journeys(roads, points, places({7: (30_000, 0)}))
    assert list(found.index) == [("near", 7)]
    assert way(found, "near", 7)[0] == MOST_MINUTES


def test_a_search_ends_when_it_is_told_to() -> None:
    def stop(_count: int) -> None:
        raise KeyboardInterrupt

    roads = network([(0, 0), (1_000, 0)], [(0, 1, 1_000, 60)])
    with pytest.raises(KeyboardInterrupt):
        road_journeys(roads, places({"a": (0, 0)}), places({7: (0, 0)}), stop)


# --- against a plain search -----------------------------------------------------


@st.composite
def towns(draw: st.DrawFn) -> tuple[Roads, list[int]]:
    """A small network with chains, loops, dead ends, doubles and separate pieces."""
    count = draw(st.integers(2, 14))
    node = st.integers(0, count - 1)
    links = draw(
        st.lists(
            st.tuples(node, node, st.integers(1, 9_000), st.sampled_from([20, 30, 60])),
            min_size=1,
            max_size=24,
        )
    )
    nodes = [(number * 100.0, number % 3 * 100.0) for number in range(count)]
    longer = [
        (a, b, metres + math.dist(nodes[a], nodes[b]), kmh)
        for a, b, metres, kmh in links
    ]
    return network(nodes, longer), draw(st.lists(node, min_size=2, max_size=4))


def plain_search(roads: Roads, start: int) -> dict[int, tuple[float, float]]:
    """Minutes and metres to every junction, by a queue and nothing else."""
    ways = defaultdict(list)
    for (one, other), metres, kmh in zip(
        roads.ends.tolist(), roads.metres.tolist(), roads.kmh.tolist(), strict=True
    ):
        ways[one].append((other, metres / kmh * 0.06, metres))
        ways[other].append((one, metres / kmh * 0.06, metres))
    best: dict[int, tuple[float, float]] = {}
    queue = [(0.0, 0.0, start)]
    while queue:
        minutes, metres, node = heapq.heappop(queue)
        if node not in best:
            best[node] = minutes, metres
            for other, more, length in ways[node]:
                heapq.heappush(queue, (minutes + more, metres + length, other))
    return best


@settings(max_examples=60, deadline=None)
@given(towns())
def test_minutes_are_those_of_a_plain_search(made: tuple[Roads, list[int]]) -> None:
    roads = largest_part(made[0])
    stops = sorted({node % len(roads.nodes) for node in made[1]})
    at = places({node: tuple(roads.nodes[node]) for node in stops})
    found = journeys(roads, at, at)
    for start in stops:
        reached = plain_search(roads, start)
        for finish in stops:
            minutes, _ = reached[finish]
            if minutes <= MOST_MINUTES - ROUNDED:
                assert way(found, start, finish)[0] == pytest.approx(
                    minutes, abs=ROUNDED
                )


@settings(max_examples=60, deadline=None)
@given(towns())
def test_what_no_journey_can_do(made: tuple[Roads, list[int]]) -> None:
    """Both ways alike, no way round shorter, none faster than the fastest road."""
    roads = made[0]
    at = places({node: tuple(roads.nodes[node]) for node in sorted(set(made[1]))})
    minutes = journeys(roads, at, at).reset_index()
    minutes = minutes.pivot_table(values="minutes", index="lsoa", columns="urn")
    there = minutes.to_numpy()
    assert np.array_equal(there, there.T, equal_nan=True)
    through = there[:, :, None] + there[None, :, :]
    assert not (there[:, None, :] > through + 4 * ROUNDED).any()
    points = at.loc[minutes.index].to_numpy()
    straight = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    assert not (there + ROUNDED < straight / 1_000 / roads.kmh.max() * 60).any()
