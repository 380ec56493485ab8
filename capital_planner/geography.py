"""Where children live and where schools are: zones, sites and journeys.

Coordinates are British National Grid metres (EPSG:27700) throughout.
"""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely

from capital_planner.case import Case
from capital_planner.settings import Resolution

MILE_KM = 1.609344
MOST_MSOAS_IN_A_LOCALITY = 4
BANDS = ("pop_0_4", "pop_5_10", "pop_11_15", "pop_16_18", "pop_19_25")
LEAST = 1e-6
"""Children that a demand point counts for at least: one with none has a place too."""
POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(?:\s*\d[A-Z]{0,2})?")
PLANNING_AREA = "planning_area"
"""The grouping that the yearly caps on new bases use."""


def first_half(postcode: str) -> str:
    """Give the first half of a postcode, or of what was typed of one: BB11.

    Empty where the text is none.
    """
    found = POSTCODE.fullmatch(postcode.strip().upper())
    return found[1] if found else ""


def county_points(case: Case, resolution: Resolution) -> pd.DataFrame:
    """Demand points of the authority's own districts, with the zone of each.

    Returns
    -------
    pandas.DataFrame
        Index ``lsoa``; columns ``zone``, ``district``, ``easting``,
        ``northing``, ``imd_decile`` and children by age band.
    """
    county = case.areas[case.areas["role"] == "county"]
    names = county.set_index("area_code")["name"]
    points = case.demand_points.set_index("lsoa").copy()
    points = points[points["area_code"].isin(names.index)]
    points["district"] = points["area_code"].map(names)
    points["zone"] = _zone_labels(points, resolution)
    return points.drop(columns=["area_code"])


def _zone_labels(points: pd.DataFrame, resolution: Resolution) -> pd.Series:
    if resolution == "lsoa":
        return pd.Series(points.index, index=points.index)
    if resolution == "msoa":
        return points["msoa_name"]
    if resolution == "district":
        return points["district"]
    msoas = _centres(points, "msoa_name")
    msoas["district"] = points.groupby("msoa_name")["district"].first()
    labels = {
        msoa: f"{district} {number + 1:02d}"
        for district, rows in msoas.groupby("district")
        for number, cluster in enumerate(clusters(rows))
        for msoa in cluster.index
    }
    return points["msoa_name"].map(labels)


def clusters(
    places: pd.DataFrame, most: int = MOST_MSOAS_IN_A_LOCALITY
) -> Iterator[pd.DataFrame]:
    """Halve places along the longer axis until no part has more than ``most``.

    Parameters
    ----------
    places
        Columns ``easting`` and ``northing`` at least.
    """
    if len(places) <= most:
        yield places
        return
    corners = places[["easting", "northing"]]
    spread = corners.max() - corners.min()
    ordered = places.sort_values([str(spread.idxmax()), "easting", "northing"])
    half = len(ordered) // 2
    yield from clusters(ordered.iloc[:half], most)
    yield from clusters(ordered.iloc[half:], most)


def living_there(points: pd.DataFrame) -> pd.Series:
    """Children of each demand point, as it weighs in its zone: never nobody."""
    weight: pd.Series = points[list(BANDS[:4])].sum(axis=1).clip(lower=LEAST)
    return weight


def _centres(points: pd.DataFrame, by: str) -> pd.DataFrame:
    """Mean point of each group, weighted by the children who live there."""
    children = living_there(points)
    sums = pd.DataFrame(
        {
            "easting": points["easting"] * children,
            "northing": points["northing"] * children,
            "children": children,
        }
    )
    sums = sums.groupby(points[by]).sum()
    return sums[["easting", "northing"]].div(sums["children"], axis=0)


def zones_of(points: pd.DataFrame) -> pd.DataFrame:
    """Zones, each at the mean point of its children.

    Returns
    -------
    pandas.DataFrame
        Index ``zone``; columns ``name``, ``district``, ``easting``, ``northing``.
    """
    zones = _centres(points, "zone")
    zones.index.name = "zone"
    zones.insert(0, "name", zones.index)
    zones.insert(1, "district", points.groupby("zone")["district"].first())
    return zones


def direct_km(
    zones: pd.DataFrame, sites: pd.DataFrame, barriers: pd.DataFrame
) -> pd.DataFrame:
    """Straight-line km from every zone to every site, round the estuaries.

    A line that crosses a barrier goes by the barrier's last point, its lowest
    crossing.

    Parameters
    ----------
    zones, sites
        Any index; columns ``easting``, ``northing``.
    barriers
        Table ``barriers`` of the case.

    Returns
    -------
    pandas.DataFrame
        Index of zones, columns of sites, km.
    """
    start = zones[["easting", "northing"]].to_numpy(float)
    end, site = np.unique(
        sites[["easting", "northing"]].to_numpy(float), axis=0, return_inverse=True
    )
    km = _distance(start[:, None], end[None, :])
    for _, barrier in barriers.groupby("barrier", sort=False):
        ordered = barrier.sort_values("sequence")
        water = ordered[["easting", "northing"]].to_numpy(float)
        crossed = _crossed(start, end, water)
        detour = _distance(start, water[-1])[:, None] + _distance(end, water[-1])[None]
        km = np.where(crossed, np.maximum(km, detour), km)
    return pd.DataFrame(km[:, site], index=zones.index, columns=sites.index)


def _crossed(start: np.ndarray, end: np.ndarray, water: np.ndarray) -> np.ndarray:
    """Whether the line from each start to each end meets the water line."""
    low = np.minimum(start[:, None], end[None, :])
    high = np.maximum(start[:, None], end[None, :])
    near = ((low <= water.max(axis=0)) & (high >= water.min(axis=0))).all(axis=2)
    from_, to = near.nonzero()
    shore = shapely.linestrings(water)
    shapely.prepare(shore)
    crossed: np.ndarray = np.zeros_like(near)
    lines = shapely.linestrings(np.stack([start[from_], end[to]], axis=1))
    crossed[from_, to] = shapely.intersects(shore, lines)
    return crossed


def _distance(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    km: np.ndarray = np.hypot(*np.moveaxis(start - end, -1, 0)) / 1000
    return km


def journeys(
    zones: pd.DataFrame, sites: pd.DataFrame, case: Case
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Estimated direct drive from every zone to every site.

    Returns
    -------
    tuple of pandas.DataFrame
        One-way minutes and road km, index of zones, columns of sites.
    """
    given = case.assumptions
    straight = direct_km(zones, sites, case.barriers)
    road_km = straight * given.value("road_detour_factor")
    return road_km * 60 / given.value("road_speed_kmh"), road_km


def has_planning_areas(case: Case) -> bool:
    """Whether the case groups its districts into planning areas."""
    return bool((case.groupings["grouping"] == PLANNING_AREA).any())


def planning_areas(case: Case) -> pd.Series:
    """Planning area of each district, index district name.

    A district is its own area where the case has no such grouping.
    """
    if not has_planning_areas(case):
        own = case.areas.loc[case.areas["role"] == "county", "name"].to_numpy()
        return pd.Series(own, index=own)
    rows = case.groupings[case.groupings["grouping"] == PLANNING_AREA]
    return pd.Series(rows["area"].to_numpy(), index=rows["district"].to_numpy())


def km_in(minutes: pd.Series, road_speed_kmh: float) -> pd.Series:
    """Road km driven in so many minutes, at the speed that a case assumes."""
    return minutes * road_speed_kmh / 60
