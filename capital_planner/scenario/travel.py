"""Journeys from zones to settings: the council's own table, else estimated."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from capital_planner.case import Case
from capital_planner.geography import MILE_KM, journeys, living_there

OLDER = "post 16"
"""In the type of an independent setting that is no school."""


@dataclass(frozen=True)
class Travel:
    """Every way from the zones of a case.

    Attributes
    ----------
    points
        As :func:`capital_planner.geography.county_points` returns.
    zones
        As :func:`capital_planner.geography.zones_of` returns.
    """

    case: Case
    points: pd.DataFrame
    zones: pd.DataFrame

    def to(self, sites: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """One-way minutes and road km from every zone to sites that have a point.

        Where the table ``journeys`` has a demand point and the URN of a site, it
        is taken: a zone of several points takes the mean, weighted by the children
        who live there, and points without a row keep the zone's estimate.

        Parameters
        ----------
        sites
            Columns ``urn``, ``easting`` and ``northing``.

        Returns
        -------
        tuple of pandas.DataFrame
            Index of zones, columns of sites.
        """
        minutes, road_km = journeys(self.zones, sites, self.case)
        if self._known.empty:
            return minutes, road_km
        return (
            self._replaced(minutes, sites["urn"], "minutes"),
            self._replaced(road_km, sites["urn"], "road_km"),
        )

    def to_pools(self, pools: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
        """One-way minutes and road km to independent settings, which are pooled.

        The mean over the schools of a pool, weighted by roll and by exp(-km over
        the mean journey), as placements are; the mean journey where no school is
        known.

        Parameters
        ----------
        pools
            Index provision: ``independent`` or ``specialist_post_16``.
        """
        schools = self.case.independent_schools
        older = schools["type"].str.contains(OLDER).astype(bool)
        ways = {
            "independent": self._pooled(schools[~older]),
            "specialist_post_16": self._pooled(schools[older]),
        }
        zones = self.zones.index
        minutes, road_km = (
            pd.DataFrame({pool: ways[kind][n] for pool, kind in pools.items()}, zones)
            for n in range(2)
        )
        return minutes, road_km

    def _pooled(self, schools: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        given = self.case.assumptions
        mean_km = given.value("average_send_trip_miles") * MILE_KM
        if schools.empty:
            km = np.full(len(self.zones), mean_km)
            return km * 60 / given.value("road_speed_kmh"), km
        there, away = self.to(schools)
        roll = schools["roll"].astype(float).fillna(1.0).clip(lower=1.0).to_numpy()
        weight = np.exp(-away.to_numpy() / mean_km) * roll
        minutes, km = (
            (way.to_numpy() * weight).sum(axis=1) / weight.sum(axis=1)
            for way in (there, away)
        )
        return minutes, km

    def _replaced(
        self, estimate: pd.DataFrame, urns: pd.Series, figure: str
    ) -> pd.DataFrame:
        known, zones = self._known, self.zones.index
        urn = pd.to_numeric(urns).astype("Int64")
        wanted = pd.Index(urn.dropna().unique())
        column = wanted.get_indexer(known["urn"])
        cell = (known["zone"].to_numpy() * len(wanted) + column)[column >= 0]
        weight = known["weight"].to_numpy(float)[column >= 0]
        shape = (len(zones), len(wanted))
        length = len(zones) * len(wanted)
        share = np.bincount(cell, weight, length).reshape(shape)
        value = known[figure].to_numpy(float)[column >= 0]
        told = np.bincount(cell, weight * value, length).reshape(shape)
        place = wanted.get_indexer(urn)
        some = place >= 0
        replaced = estimate.to_numpy(float).copy()
        rest = np.clip(1 - share[:, place[some]], 0.0, 1.0)
        replaced[:, some] = told[:, place[some]] + rest * replaced[:, some]
        return pd.DataFrame(replaced, estimate.index, estimate.columns)

    @cached_property
    def _known(self) -> pd.DataFrame:
        """Rows of the table from points of the zones, with their share of the zone.

        Columns ``zone`` (number), ``urn``, ``minutes``, ``road_km``, ``weight``.
        """
        table = self.case.journeys
        point = self.points.index.get_indexer(pd.Index(table["lsoa"]))
        living = living_there(self.points)
        share = living / living.groupby(self.points["zone"]).transform("sum")
        zone = self.zones.index.get_indexer(pd.Index(self.points["zone"]))
        kept = table[point >= 0]
        point = point[point >= 0]
        return kept.assign(zone=zone[point], weight=share.to_numpy()[point])
