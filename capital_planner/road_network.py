"""Journeys by road: the quickest way through a network of links.

Coordinates are British National Grid metres (EPSG:27700). Every link may be driven
both ways: one-way streets and turns are not known.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import KDTree

MOST_MINUTES = 90.0
"""Journeys that take longer are left out: every one is far beyond any limit."""
ACCESS_KMH = 20.0
"""Speed of the straight line between a point and its nearest junction."""
MOST_ACCESS_M = 5_000.0
"""A point farther from every junction is not joined to the roads."""
MILLISECONDS = 60_000
"""In a minute."""
METRES = 2.0**20
"""Beyond the metres of any way, so that one number carries time and distance."""
BATCH = 32
"""Zones looked at between two words of progress."""


@dataclass(frozen=True)
class Roads:
    """A network of roads.

    Attributes
    ----------
    nodes
        Easting and northing of each junction: one row a node.
    ends
        Rows of ``nodes`` that each link joins: two columns.
    metres, kmh
        Length and speed of each link; both above 0.
    """

    nodes: np.ndarray
    ends: np.ndarray
    metres: np.ndarray
    kmh: np.ndarray


@dataclass(frozen=True)
class Reached:
    """Journeys found in a network.

    Attributes
    ----------
    journeys
        Columns ``lsoa``, ``urn``, ``minutes`` and ``road_km`` (one way, one decimal);
        a pair beyond ``MOST_MINUTES`` has no row.
    off_the_roads
        Labels of points and sites with no junction within ``MOST_ACCESS_M``.
    """

    journeys: pd.DataFrame
    off_the_roads: tuple[object, ...]


def road_journeys(
    roads: Roads,
    points: pd.DataFrame,
    sites: pd.DataFrame,
    on_progress: Callable[[int], None],
) -> Reached:
    """Find the quickest way from every point to every site.

    Points and sites are joined to the nearest junction of the largest part of the
    network by a straight line at ``ACCESS_KMH``. Of two ways that take the same
    time the shorter is taken.

    Parameters
    ----------
    points, sites
        Index ``lsoa`` and ``urn``; columns ``easting``, ``northing``.
    on_progress
        Told how many points were looked at; what it raises ends the search.

    Notes
    -----
    Dijkstra (1959), "A note on two problems in connexion with graphs", from every
    point in a network without dead ends and with chains of links as one.
    """
    roads = largest_part(roads)
    at, access = _joined(roads, points)
    site_at, site_access = _joined(roads, sites)
    near, site_near = access <= MOST_ACCESS_M, site_access <= MOST_ACCESS_M
    off = (*points.index[~near], *sites.index[~site_near])
    points, sites = points[near], sites[site_near]
    ends = np.unique(np.concatenate([at[near], site_at[site_near]]))
    graph = _contracted(roads, ends)
    start, finish = np.searchsorted(ends, at[near]), np.searchsorted(ends, site_at)
    legs = access[near], site_access[site_near]
    parts = []
    for first in range(0, len(points), BATCH):
        batch = slice(first, first + BATCH)
        found = _ways(graph, start[batch], finish[site_near])
        part = _with_access(*found, legs[0][batch], legs[1])
        parts.append(_rows(*part, points.index[batch], sites.index))
        on_progress(min(first + BATCH, len(points)))
    none = np.empty((0, len(sites)))
    empty = _rows(none, none, points.index[:0], sites.index)
    return Reached(pd.concat([*parts, empty], ignore_index=True), off)


def largest_part(roads: Roads) -> Roads:
    """Keep the links that hang together with most junctions."""
    count = len(roads.nodes)
    shape = (count, count)
    ones = np.ones(len(roads.ends))
    graph = csr_array((ones, (roads.ends[:, 0], roads.ends[:, 1])), shape=shape)
    _, part = connected_components(graph, directed=False)
    kept = part == np.bincount(part).argmax()
    place = np.cumsum(kept) - 1
    links = kept[roads.ends[:, 0]]
    return Roads(
        roads.nodes[kept],
        place[roads.ends[links]],
        roads.metres[links],
        roads.kmh[links],
    )


def _joined(roads: Roads, places: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Nearest junction of each place, and the metres to it."""
    found = places[["easting", "northing"]].to_numpy(float)
    metres, node = KDTree(roads.nodes).query(found)
    return np.asarray(node), np.asarray(metres)


def _contracted(roads: Roads, ends: np.ndarray) -> csr_array:
    """Ways between junctions that matter; those of ``ends`` come first, in order.

    A cost is milliseconds times ``METRES`` plus metres: whole numbers below 2**53,
    which floating point adds exactly.
    """
    milliseconds = np.rint(roads.metres / roads.kmh * 3_600)
    cost = np.maximum(milliseconds, 1.0) * METRES + np.rint(roads.metres)
    links, held = roads.ends, np.zeros(len(roads.nodes), dtype=bool)
    held[ends] = True
    links, cost = _without_dead_ends(*_least(links, cost), held)
    links, cost = _least(*_chains(links, cost, held))
    used = np.setdiff1d(links.ravel(), ends)
    place = np.zeros(len(held), dtype=np.int64)
    place[ends] = np.arange(len(ends))
    place[used] = np.arange(len(used)) + len(ends)
    size = len(ends) + len(used)
    one, other = place[links].T
    both = np.concatenate([one, other]), np.concatenate([other, one])
    return csr_array((np.concatenate([cost, cost]), both), shape=(size, size))


def _least(links: np.ndarray, cost: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Drop links from a junction to itself, and all but the best of a pair."""
    ordered = np.sort(links, axis=1)
    by = np.lexsort((cost, ordered[:, 1], ordered[:, 0]))
    by = by[ordered[by, 0] != ordered[by, 1]]
    pairs = ordered[by]
    first = np.ones(len(by), dtype=bool)
    first[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
    return pairs[first], cost[by][first]


def _without_dead_ends(
    links: np.ndarray, cost: np.ndarray, held: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Take away links that lead nowhere, until none does."""
    while True:
        degree = np.bincount(links.ravel(), minlength=len(held))
        kept = ((degree > 1) | held)[links].all(axis=1)
        if kept.all():
            return links, cost
        links, cost = links[kept], cost[kept]


def _chains(
    links: np.ndarray, cost: np.ndarray, held: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Make one link of every chain of junctions where no other road joins."""
    size = len(held)
    inner = (np.bincount(links.ravel(), minlength=size) == 2) & ~held
    within = inner[links].all(axis=1)
    ones = np.ones(int(within.sum()))
    graph = csr_array((ones, tuple(links[within].T)), shape=(size, size))
    count, chain = connected_components(graph, directed=False)
    total = np.zeros(count)
    np.add.at(total, chain[links[within, 0]], cost[within])
    mouth = inner[links].any(axis=1) & ~within
    inside = inner[links[mouth]]
    of = chain[links[mouth][inside]]
    np.add.at(total, of, cost[mouth])
    outside = links[mouth][~inside][np.argsort(of, kind="stable")].reshape(-1, 2)
    joined = total[np.sort(of)[::2]]
    plain = ~inner[links].any(axis=1)
    return np.concatenate([links[plain], outside]), np.concatenate(
        [cost[plain], joined]
    )


def _ways(
    graph: csr_array, start: np.ndarray, finish: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Minutes and metres from each start to each finish; infinite where too far."""
    sources, again = np.unique(start, return_inverse=True)
    limit = (MOST_MINUTES * MILLISECONDS + 1) * METRES
    cost = dijkstra(graph, indices=sources, limit=limit)[again][:, finish]
    far = ~np.isfinite(cost)
    cost[far] = 0.0
    minutes, metres = np.divmod(cost, METRES)
    minutes /= MILLISECONDS
    minutes[far] = np.inf
    return minutes, metres


def _with_access(
    minutes: np.ndarray, metres: np.ndarray, start: np.ndarray, finish: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Add the straight lines to the first junction and from the last."""
    access = start[:, None] + finish[None, :]
    return minutes + access / 1_000 / ACCESS_KMH * 60, (metres + access) / 1_000


def _rows(
    minutes: np.ndarray, km: np.ndarray, points: pd.Index, sites: pd.Index
) -> pd.DataFrame:
    point, site = (minutes <= MOST_MINUTES).nonzero()
    return pd.DataFrame(
        {
            "lsoa": points[point],
            "urn": sites[site],
            "minutes": minutes[point, site].round(1),
            "road_km": km[point, site].round(1),
        }
    )
