"""The frames of the small scenarios of ``tests.tiny``, one function a frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from capital_planner.settings import Prices

BASE_YEAR = 2024
NEEDS = ("ASD", "MLD")
PHASES = ("primary", "secondary", "post-16")
KINDS = ("special", "base", "post_19", "independent", "specialist_post_16")
GROUP = ["zone", "need", "phase"]
UNIT = 1_000_000
"""Quantities are whole numbers of 1e-6 child."""

# id, kind, place on the line of zones, needs, also, phases, places
PROVISIONS = (
    ("special-a", "special", 0.1, ("ASD",), ("MLD",), PHASES, 8),
    ("special-b", "special", 0.9, ("MLD",), (), ("secondary", "post-16"), 7),
    ("base-a", "base", 0.3, ("ASD",), (), ("primary",), 3),
    ("independent-ASD", "independent", 0.5, ("ASD",), (), PHASES, 9),
    ("independent-MLD", "independent", 0.6, ("MLD",), (), PHASES, 8),
    ("specialist-post-16", "specialist_post_16", 0.4, NEEDS, (), ("post-16",), 2),
)
BASE, GROWTH, NEW = "specialist_base", "special_expansion", "new_special_school"
UPPER = ("secondary", "post-16")
A_BASE = {4: 220e3, 6: 270e3}
A_TWO = {2: 90e3}
# id, standing, route, place, needs, phases, provision, host, first year, sizes
SCHEMES: tuple[tuple[Any, ...], ...] = (
    ("on-site-base", "on_site", BASE, 0.8, "MLD", UPPER[:1], "", "s1", 1, {3: 90e3}),
    ("growth-b", "committed", GROWTH, 0.9, "MLD", UPPER, "special-b", "s2", 2, A_TWO),
    ("host-1-asd", "candidate", BASE, 0.2, "ASD", PHASES[:1], "", "h1", 2, A_BASE),
    ("host-1-mld", "candidate", BASE, 0.2, "MLD", PHASES[:1], "", "h1", 2, A_BASE),
    ("host-2-asd", "candidate", BASE, 0.7, "ASD", UPPER[:1], "", "h2", 2, {5: 245e3}),
    ("growth-a", "candidate", GROWTH, 0.1, "ASD", PHASES, "special-a", "s3", 2,
     {2: 330e3, 4: 410e3}),
    ("growth-b-more", "candidate", GROWTH, 0.9, "MLD", UPPER, "special-b", "s2", 2,
     {2: 330e3}),
    ("new-school", "candidate", NEW, 1.0, "ASD MLD", PHASES, "", "n1", 3, {10: 900e3}),
)  # fmt: skip
KIND_OF = {BASE: "base", GROWTH: "special", NEW: "special"}
RAMPS = {BASE: (0.6, 0.85, 1.0), GROWTH: (0.5, 1.0, 1.0), NEW: (0.35, 0.7, 1.0)}


PRICES = Prices(40.0, 2_000.0, 20_000.0, 60_000.0)


@dataclass(frozen=True)
class Knobs:
    """What a test may turn."""

    zones: int = 3
    years: int = 3
    allocation_gbp: float = 700e3
    demand: float = 3.0
    growth: float = 0.15
    stay_share: float = 0.8
    move_up_share: float = 0.15
    from_mainstream: float = 0.5
    prices: Prices = PRICES
    candidates: tuple[str, ...] | None = None
    seed: int | None = None


def zones_of(knobs: Knobs, rng: np.random.Generator) -> pd.DataFrame:
    along = np.linspace(0, 1, knobs.zones)
    if knobs.seed is not None:
        along = np.sort(rng.uniform(0, 1, knobs.zones))
    return pd.DataFrame(
        {
            "name": [f"Zone {n + 1}" for n in range(knobs.zones)],
            "district": np.where(along < 0.6, "North", "South"),
            "easting": 350_000 + 30_000 * along,
            "northing": 430_000.0,
        },
        index=pd.Index([f"z{n + 1}" for n in range(knobs.zones)], name="zone"),
    )


def demand_of(knobs: Knobs, zones: list[str], rng: np.random.Generator) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([zones, NEEDS, PHASES], names=GROUP)
    level = knobs.demand * (1 + 0.3 * np.cos(np.arange(len(index))))
    if knobs.seed is not None:
        level = rng.uniform(0, 2 * knobs.demand, len(index))
    columns = {
        BASE_YEAR + n: np.round(level * (1 + knobs.growth) ** n, 6)
        for n in range(knobs.years + 1)
    }
    return pd.DataFrame(columns, index=index)


def shares_of(
    knobs: Knobs, demand: pd.DataFrame, rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Shares scaled down, moving up first, to fit those who need a place."""
    stay, move = {}, {}
    last = demand.index.get_level_values("phase") == PHASES[-1]
    for year in range(BASE_YEAR + 1, BASE_YEAR + 1 + knobs.years):
        before, now = demand[year - 1].to_numpy(), demand[year].to_numpy()
        keep = np.full(len(demand), knobs.stay_share)
        rise = np.where(last, 0.0, knobs.move_up_share)
        if knobs.seed is not None:
            keep, rise = keep * rng.uniform(0.7, 1, len(keep)), rise * rng.uniform(0, 1)
        keep = np.minimum(keep, 0.999 * now / np.maximum(before, 1e-9))
        room = np.maximum(0.999 * now - keep * before, 0.0)
        coming = np.roll(rise * before, 1)
        fits = np.minimum(1.0, room / np.maximum(coming, 1e-9))
        stay[year], move[year] = (
            keep,
            np.minimum(rise * np.where(last, 0, np.roll(fits, -1)), 1 - keep),
        )
    return pd.DataFrame(stay, index=demand.index), pd.DataFrame(
        move, index=demand.index
    )


def _place(zones: pd.DataFrame, along: float) -> dict[str, Any]:
    east = 350_000 + 30_000 * along
    near = (zones["easting"] - east).abs().to_numpy().argmin()
    return {
        "district": zones["district"].iloc[near],
        "easting": east,
        "northing": 430_500.0,
    }


def provisions_of(zones: pd.DataFrame) -> pd.DataFrame:
    rows = [
        {
            "provision": name,
            "name": name.replace("-", " ").title(),
            "kind": kind,
            "urn": number,
            **_place(zones, along),
            "needs": needs,
            "also": also,
            "phases": phases,
            "roll": float(places),
            "places": float(places),
            "places_status": "published",
        }
        for number, (name, kind, along, needs, also, phases, places) in enumerate(
            PROVISIONS, start=100_001
        )
    ]
    return pd.DataFrame(rows).set_index("provision")


def schemes_of(knobs: Knobs, zones: pd.DataFrame, years: Sequence[int]) -> pd.DataFrame:
    rows = []
    for name, standing, route, along, needs, phases, adds_to, host, first, _ in SCHEMES:
        candidate = standing == "candidate"
        wanted = knobs.candidates is None or name in knobs.candidates
        earliest = BASE_YEAR + first
        if (candidate and not wanted) or earliest > years[-1]:
            continue
        rows.append(
            {
                "scheme": name,
                "label": f"A scheme ({name})",
                "site": "",
                "urn": pd.NA,
                "consent": "none",
                "body": "council",
                "route": route,
                "kind": KIND_OF[route],
                **_place(zones, along),
                "area": "North",
                "needs": tuple(needs.split()),
                "phases": phases,
                "ncy_from": 0,
                "ncy_to": 14,
                "stage": "idea" if candidate else "cabinet decision",
                "reached": "idea" if candidate else "cabinet decision",
                "reached_on": "",
                "months_to_open": 24.0 if candidate else 12.5,
                "standing": standing,
                "provision": adds_to or name,
                "host": host,
                "earliest_year": earliest,
                "latest_year": years[-1] if candidate else earliest,
                "success": 0.3 if candidate else 0.95,
                "status": "working assumption",
                "source": "made for tests",
                "instead_of": "",
            }
        )
    schemes = pd.DataFrame(rows).set_index("scheme")
    schemes["area"] = schemes["districts"] = schemes["district"]
    return schemes


def sizes_of(schemes: pd.DataFrame) -> pd.DataFrame:
    rows = {
        (row[0], places): {"capital_gbp": cost, "status": "working assumption"}
        for row in SCHEMES
        if row[0] in schemes.index
        for places, cost in row[-1].items()
    }
    index = pd.MultiIndex.from_tuples(rows, names=["scheme", "places"])
    return pd.DataFrame(list(rows.values()), index=index)


def money_of(by_year: dict[int, float]) -> dict[str, Any]:
    """Frames of the money: one pot for everything, which carries forward."""
    index = pd.MultiIndex.from_product([["programme"], by_year], names=["pot", "year"])
    pots = pd.DataFrame(
        {"routes": [()], "carry_forward": True},
        index=pd.Index(["programme"], name="pot"),
    )
    funding = pd.DataFrame({"allocation_gbp": list(by_year.values())}, index=index)
    return {"funding": funding, "pots": pots}


def minutes_of(
    zones: pd.DataFrame, provisions: pd.DataFrame, schemes: pd.DataFrame
) -> pd.DataFrame:
    own = schemes[schemes["provision"] == schemes.index]
    east = pd.concat([provisions["easting"], own["easting"]])
    metres = np.abs(zones["easting"].to_numpy()[:, None] - east.to_numpy()) + 500
    minutes = np.round(metres / 1000 * 1.3 / 38 * 60, 6)
    return pd.DataFrame(minutes, index=zones.index, columns=list(east.index))


def base_placements_of(
    demand: pd.Series, provisions: pd.DataFrame, minutes: pd.DataFrame
) -> pd.Series:
    """Nearest suitable place first, of 0.9 of the children, while there is room."""
    left = dict(provisions["places"])
    found = {}
    for row, children in zip(demand.index, demand.to_numpy(), strict=True):
        zone, need, phase = row
        wanted = np.floor(0.9 * children * UNIT) / UNIT
        suits = [
            name
            for name, school in provisions.iterrows()
            if need in school["needs"] + school["also"] and phase in school["phases"]
        ]
        for name in sorted(suits, key=minutes.T[zone].to_dict().__getitem__):
            taken = round(min(wanted, left[name]), 6)
            if taken > 0:
                found[zone, need, phase, name] = taken
                left[name] -= taken
                wanted -= taken
    index = pd.MultiIndex.from_tuples(found, names=[*GROUP, "provision"])
    return pd.Series(list(found.values()), index=index, name="children")


def parts_of(demand: pd.DataFrame, base: pd.Series) -> pd.DataFrame:
    total = demand.groupby(level=["need", "phase"]).sum()
    placed = base.groupby(level=["need", "phase"]).sum().reindex(total.index).fillna(0)
    share = placed / total[BASE_YEAR]
    parts = {
        "placed": total.mul(share, axis=0),
        "waiting in mainstream": total.mul(1 - share, axis=0),
        "across the border": total * 0 + 0.1 * (len(demand) / len(total)),
    }
    return pd.concat(parts, names=["part"])


def plans_of(columns: Sequence[int]) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([NEEDS, range(4, 19)], names=["need", "age"])
    return pd.DataFrame(dict.fromkeys(columns, 5.0), index=index)


def tiers_of(knobs: Knobs, rng: np.random.Generator) -> pd.DataFrame:
    index = pd.MultiIndex.from_product([NEEDS, PHASES], names=["need", "phase"])
    shares = np.tile([0.4, 0.5, 0.1], (len(index), 1))
    if knobs.seed is not None:
        shares = rng.dirichlet([2.0, 3.0, 0.7], len(index))
    return pd.DataFrame(shares, index=index, columns=["base", "special", "independent"])


def transported_of(minutes: pd.DataFrame) -> pd.DataFrame:
    columns = pd.MultiIndex.from_product(
        [minutes.columns, PHASES], names=["id", "phase"]
    )
    share = np.clip(minutes.to_numpy() / 20, 0.4, 1.0).repeat(len(PHASES), axis=1)
    return pd.DataFrame(share, index=minutes.index, columns=columns)
