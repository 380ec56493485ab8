"""The frames of a scenario: everything assumed before a plan is chosen."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from capital_planner.apportionment import BY_DEPRIVATION, Basis
from capital_planner.provision import STATE_KINDS
from capital_planner.settings import Prices, ScenarioSettings


@dataclass(frozen=True)
class Scenario:
    """What is assumed: children, places, candidate schemes, journeys, money.

    Years are academic years named by the starting year. ``years`` are the years
    assessed; ``base_year`` is the year of the counts before them.

    Attributes
    ----------
    zones
        Index ``zone``; columns ``name``, ``district``, ``easting``, ``northing``.
    demand
        Children who need a specialist place and are in the plan's reach (those
        across the border are apart): index ``(zone, need, phase)``, columns
        ``base_year`` and ``years``. Fractions are estimates, not children.
    demand_parts
        Index ``(part, need, phase)``, same columns, whole authority: each
        named part of the children who need a place (``placed`` and the latent
        parts, and ``across the border``).
    plans
        All EHC plans, index ``(need, age)``, same columns.
    stay_share
        Share of the children of a phase the year before who keep their place in
        the phase: index as ``demand``, columns ``years``.
    move_up_share
        Share of the children of a phase the year before who move up from it to
        the next phase: same frame; the index is the phase they leave.
    tier_share
        Index ``(need, phase)``; columns ``base``, ``special``, ``independent``:
        how the children to be placed in a year divide by the setting they need.
    provisions
        Index ``provision``; columns ``name``, ``kind`` (special, base, post_19,
        independent, specialist_post_16), ``urn``, ``district``, ``easting``,
        ``northing``, ``needs`` and ``also`` (tuples of need groups), ``phases``
        (tuple), ``roll``, ``places``, ``places_status``.
    open_places
        Places open with no further decision: index ``provision``, columns
        ``base_year`` and ``years``. Independent rows hold the places that
        independent schools are assumed to have for the authority.
    base_placements
        Children by setting in the base year, estimated or as the council counted
        them: index ``(zone, need, phase, provision)``; sums to the published
        totals.
    across_border
        Children in state special schools of other authorities, a fixed use:
        index as ``demand``, same columns; never part of ``demand``.
    schemes
        Index ``scheme``; columns ``label`` (safe in public), ``site`` (empty
        when unknown), ``urn``, ``consent`` (agreed, none), ``cost_exempt``
        (whether its cost is kept out of public papers), ``body``, ``route``,
        ``kind`` (as in provisions), ``district``, ``districts`` (all it may stand
        in, ``|`` between, where its site is still to find), ``area`` (planning area),
        ``easting``, ``northing``, ``needs``, ``phases``, ``ncy_from``,
        ``ncy_to``, ``stage`` (in the council's words), ``reached`` (one of
        ``stages.STAGES``), ``reached_on`` (year and month, empty where not known),
        ``months_to_open`` (from reaching it),
        ``standing`` (on_site, committed, candidate),
        ``provision`` (the provision it adds places to; its own id when new),
        ``host`` (at most one scheme is chosen a host), ``earliest_year``,
        ``latest_year``, ``success`` (chance that it opens), ``status``,
        ``source``, ``instead_of``: the approved scheme that it is at one
        possible host of, and in whose place a plan holds it; empty for every
        other. The committed programme is what is committed and stands in no
        other's place.
    sizes
        Size ladder: index ``(scheme, places)``; columns ``capital_gbp`` (real
        2025, without contingency), ``status``.
    ramp
        Share of places usable: index ``scheme``, columns ``0, 1, 2`` years
        after opening (full from the last on).
    minutes, road_km
        One-way drive, from the council's table or estimated as direct: index
        ``zone``, columns the ids of provisions and of schemes that are a
        provision of their own.
    transported
        Share of children transported, index ``zone``, columns a pair
        ``(id, phase)`` as in ``minutes``.
    journey_limit
        Minutes by phase, tested against minutes times ``run_factor``.
    costs
        Index figure name, pounds and shares used by the objective:
        ``place_funding``, ``transport_fixed``, ``transport_km``,
        ``discount_rate``, ``run_factor``, ``school_days``,
        ``from_mainstream`` (share of a new base), ``construction_inflation``,
        ``contingency``, ``price_year``, ``growth_rest_years``.
    running
        Index kind; columns ``top_up_gbp`` (a filled place, beside place
        funding), ``fee_gbp`` (a child, independent kinds), ``place_funding_gbp``.
    capital_profile
        Share of capital spent by years after opening: index -2, -1, 0.
    carry_on
        Share of children of a setting who stay at a phase end where it serves
        the next phase: index ``kind``, columns ``years``.
    funding
        Cash by pot and financial year (named by its starting year), after the
        top slice: index ``(pot, year)``, column ``allocation_gbp``.
    pots
        Index ``pot``; columns ``routes`` (tuple of those it may pay for, empty
        for all), ``carry_forward`` (bool: what is left may be spent later).
    caps
        Most schemes opening in a year: index ``(route, area)``, area empty for
        the county; column ``most``.
    misfits
        Columns ``provision``, ``name``, ``roll``, ``fitted``: base-year columns
        that the published totals contradict.
    unmatched
        Columns ``need``, ``phase``, ``children``: outside the county, or the
        table is wrong; never carried into the plan.
    basis
        How district figures come about: counted by the council, or shared out.
    """

    case_name: str
    case_digest: str
    future: str
    settings: ScenarioSettings
    prices: Prices
    base_year: int
    years: tuple[int, ...]
    zones: pd.DataFrame
    demand: pd.DataFrame
    demand_parts: pd.DataFrame
    plans: pd.DataFrame
    stay_share: pd.DataFrame
    move_up_share: pd.DataFrame
    tier_share: pd.DataFrame
    provisions: pd.DataFrame
    open_places: pd.DataFrame
    base_placements: pd.Series
    across_border: pd.DataFrame
    schemes: pd.DataFrame
    sizes: pd.DataFrame
    ramp: pd.DataFrame
    minutes: pd.DataFrame
    road_km: pd.DataFrame
    transported: pd.DataFrame
    journey_limit: pd.Series
    costs: pd.Series
    running: pd.DataFrame
    capital_profile: pd.Series
    carry_on: pd.DataFrame
    funding: pd.DataFrame
    pots: pd.DataFrame
    caps: pd.DataFrame
    misfits: pd.DataFrame
    unmatched: pd.DataFrame
    basis: Basis = BY_DEPRIVATION

    @cached_property
    def destinations(self) -> pd.DataFrame:
        """Every setting a child may attend: provisions, and schemes of their own.

        Index the ids of ``minutes``; columns ``kind``, ``district``, ``needs``
        (with those also taken), ``phases``, ``state`` (bool) and ``new_base``
        (bool: a base with no place in the base year, so that some of its places
        go to children from mainstream).
        """
        own = self.schemes[(self.schemes["provision"] == self.schemes.index).to_numpy()]
        columns = ["kind", "district", "needs", "phases"]
        taken = self.provisions[columns].assign(
            needs=self.provisions["needs"] + self.provisions["also"]
        )
        table = pd.concat([taken, own[columns]])
        places = self.open_places[self.base_year]
        in_base_year = places.reindex(table.index).fillna(0.0).to_numpy() > 0
        table["state"] = table["kind"].isin(STATE_KINDS).to_numpy()
        table["new_base"] = (table["kind"] == "base").to_numpy() & ~in_base_year
        return table

    @cached_property
    def districts(self) -> pd.Index:
        """Districts of homes, and of state settings."""
        every = self.destinations
        state = every.loc[every["state"], "district"]
        both = pd.concat([self.zones["district"], state])
        found: pd.Index = pd.Index(both.drop_duplicates(), name="district")
        return found

    @cached_property
    def kinds_of_need(self) -> pd.MultiIndex:
        """Every need group with every phase."""
        index = self.demand.index
        return pd.MultiIndex.from_product(
            [index.unique("need"), index.unique("phase")], names=["need", "phase"]
        )

    @cached_property
    def serves(self) -> npt.NDArray[np.bool_]:
        """Whether each destination (row) suits each need and phase (column)."""
        table = self.destinations[["needs", "phases"]].to_dict("records")
        rows = [
            [need in row["needs"] and phase in row["phases"] for row in table]
            for need, phase in self.kinds_of_need
        ]
        return np.array(rows, dtype=bool).reshape(-1, len(table)).T
