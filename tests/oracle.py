"""The slow, obviously right way: children placed by a linear program a year.

Nothing here shares code with the product. ``place`` writes each sentence of
docs/model.md section 4 as it stands, with a variable a zone, need, phase, tier and
setting; ``price`` adds the whole cost up child by child. For tiny scenarios only.
"""

import itertools
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from capital_planner.placements import Placements
from capital_planner.plan import Plan
from capital_planner.scenario.frames import Scenario

STATE = ("special", "base", "post_19")
ORDER = ("primary", "secondary", "post-16", "post-19")
TIERS = {"base": STATE, "special": ("special", "post_19"), "independent": ()}
Row = tuple[str, str, str, str]


def at(frame: Any, row: Any, column: Any) -> float:
    """One figure of a frame."""
    return float(frame.loc[row, column])


def plan_of(scenario: Scenario, **chosen: tuple[int, int]) -> Plan:
    """On-site and committed schemes, and candidates as ``name=(places, year)``."""
    rows = {}
    for scheme, row in scenario.schemes.iterrows():
        if row["standing"] != "candidate" and not row["instead_of"]:
            ladder = scenario.sizes.xs(scheme, level="scheme")
            year = int(row.to_dict()["earliest_year"])
            rows[str(scheme)] = (int(ladder.index.to_numpy(int)[0]), year)
    rows |= {name.replace("_", "-"): choice for name, choice in chosen.items()}
    choices = pd.DataFrame.from_dict(
        rows, orient="index", columns=["places", "opening_year"]
    )
    return Plan(choices.rename_axis(index="scheme").astype(int))


def places_open(scenario: Scenario, plan: Plan, setting: str, year: int) -> float:
    """Places open at one setting in one year."""
    total = 0.0
    if setting in scenario.open_places.index:
        total = at(scenario.open_places, setting, year)
    for scheme in plan.choices.index:
        if scenario.schemes.loc[scheme, "provision"] == setting:
            age = year - int(at(plan.choices, scheme, "opening_year"))
            if age >= 0:
                size = at(plan.choices, scheme, "places")
                total += size * at(scenario.ramp, scheme, min(age, 2))
    return total


def _settings(scenario: Scenario, plan: Plan) -> dict[str, dict[str, Any]]:
    found: dict[str, Any] = {}
    for name, row in scenario.provisions.iterrows():
        new = row["kind"] == "base" and not at(scenario.open_places, name, 2024) > 0
        needs = (*row["needs"], *row["also"])
        found[str(name)] = {**row.to_dict(), "takes": needs, "new": new}
    for name in plan.choices.index:
        row = scenario.schemes.loc[name]
        if row["provision"] == name:
            new = row["kind"] == "base"
            found[name] = {**row.to_dict(), "takes": row["needs"], "new": new}
    return found


def place(scenario: Scenario, plan: Plan) -> Placements:
    """Children by setting and year, in fractions of a child, not rounded."""
    settings = _settings(scenario, plan)
    columns = (scenario.base_year, *scenario.years)
    children: dict[int, dict[Row, float]] = {columns[0]: _base(scenario)}
    newly: dict[int, dict[Row, float]] = {columns[0]: {}}
    for year in scenario.years:
        kept = _kept(scenario, settings, children[year - 1], year)
        newly[year] = _place_year(scenario, plan, settings, kept, year)
        both = {*kept, *newly[year]}
        children[year] = {
            row: kept.get(row, 0) + newly[year].get(row, 0) for row in both
        }
    found = (
        pd.DataFrame(children)
        .fillna(0.0)
        .rename_axis(index=["zone", "need", "phase", "provision"])
    )
    found = found[(found > 0).any(axis=1)].sort_index()
    placed = found.groupby(level=[0, 1, 2]).sum().reindex(scenario.demand.index)
    places = pd.DataFrame(
        {y: {s: places_open(scenario, plan, s, y) for s in settings} for y in columns}
    ).rename_axis(index="provision")
    share = float(scenario.costs["from_mainstream"])
    new = [name for name, row in settings.items() if row["new"]]
    inside = found[found.index.get_level_values(3).isin(new)]
    extra = inside.groupby(level=3).sum() * share / (1 - share)
    return Placements(
        children=found,
        newly=pd.DataFrame(newly).reindex(found.index).fillna(0.0),
        still_needed=(scenario.demand - placed.fillna(0.0)).clip(lower=0.0),
        places=places,
        from_mainstream=extra.reindex(places.index).fillna(0.0),
    )


def _base(scenario: Scenario) -> dict[Row, float]:
    rows = scenario.base_placements
    return dict(zip(rows.index, rows.to_numpy(float), strict=True))


def _kept(
    scenario: Scenario,
    settings: dict[str, dict[str, Any]],
    before: dict[Row, float],
    year: int,
) -> dict[Row, float]:
    kept: dict[Row, float] = {}
    for (zone, need, phase, name), number in before.items():
        group, setting = (zone, need, phase), settings[name]
        stay = number * at(scenario.stay_share, group, year)
        kept[zone, need, phase, name] = kept.get((zone, need, phase, name), 0) + stay
        after = ORDER[ORDER.index(phase) + 1 :][:1]
        kind = setting["kind"]
        suits = need in setting["takes"] and after and after[0] in setting["phases"]
        if suits and kind in scenario.carry_on.index:
            up = number * at(scenario.move_up_share, group, year)
            up *= at(scenario.carry_on, kind, year)
            row = (zone, need, after[0], name)
            kept[row] = kept.get(row, 0) + up
    return {row: number for row, number in kept.items() if number > 1e-9}


def _place_year(
    scenario: Scenario,
    plan: Plan,
    settings: dict[str, dict[str, Any]],
    kept: dict[Row, float],
    year: int,
) -> dict[Row, float]:
    """Least cost: a variable a group, tier and setting, and one still needed."""
    variables: list[tuple[Any, ...]] = []
    supply: dict[tuple[Any, ...], float] = {}
    cost = []
    for group in scenario.demand.index:
        zone, need, phase = group
        left = at(scenario.demand, group, year) - sum(
            n for row, n in kept.items() if row[:3] == group
        )
        for tier, state in TIERS.items():
            share = at(scenario.tier_share, (need, phase), tier)
            supply[zone, need, phase, tier] = max(left, 0.0) * share
            variables.append((zone, need, phase, tier, None))
            cost.append(1e7)
            for name, setting in settings.items():
                free = setting["kind"] not in STATE
                suits = need in setting["takes"] and phase in setting["phases"]
                if suits and (free or setting["kind"] in state):
                    variables.append((zone, need, phase, tier, name))
                    cost.append(_cost(scenario, zone, name) + 1e5 * free)
    rows, names = list(supply), list(settings)
    equal = np.array([[v[:4] == row for v in variables] for row in rows], float)
    most = np.array([[v[4] == name for v in variables] for name in names], float)
    inside = {n: sum(k for row, k in kept.items() if row[3] == n) for n in names}
    share = float(scenario.costs["from_mainstream"])
    free_places = [
        max(places_open(scenario, plan, n, year) * (1 - share * settings[n]["new"])
            - inside[n], 0.0) for n in names
    ]  # fmt: skip
    found = linprog(cost, most, free_places, equal, list(supply.values()))
    assert found.status == 0
    newly: dict[Row, float] = {}
    for variable, number in zip(variables, np.asarray(found.x), strict=True):
        if variable[4] is not None and number > 1e-9:
            row = (*variable[:3], variable[4])
            newly[row] = newly.get(row, 0) + number
    return newly


def _cost(scenario: Scenario, zone: str, name: str) -> float:
    return round(100 * at(scenario.minutes, zone, name)) / 100


def price(scenario: Scenario, plan: Plan, placements: Placements) -> dict[str, float]:
    """Every part of the whole cost, added up row by row."""
    settings, costs = _settings(scenario, plan), scenario.costs
    parts = dict.fromkeys(
        ("place_funding", "top_up", "independent", "transport", "journey",
         "long_journey", "independent_price", "still_needed", "gap", "capital"), 0.0
    )  # fmt: skip
    rate = costs["discount_rate"]
    for year in scenario.years:
        factor = 1 / (1 + rate) ** (year - costs["price_year"])
        for name, setting in settings.items():
            pounds = scenario.running.loc[setting["kind"]]
            if setting["kind"] in STATE:
                places = placements.places.loc[name, year]
                parts["place_funding"] += factor * places * pounds["place_funding_gbp"]
                extra = placements.from_mainstream.loc[name, year]
                parts["top_up"] += factor * extra * pounds["top_up_gbp"]
        for row, number in placements.children[year].items():
            for part, each in _of_child(scenario, settings, row).items():
                parts[part] += factor * number * each
        needed = placements.still_needed[year].sum()
        parts["still_needed"] += factor * needed * scenario.prices.unplaced_gbp
        parts["gap"] += factor * _gap(scenario, settings, placements, year)
    chosen = [
        n
        for n in plan.choices.index
        if scenario.schemes.loc[n, "standing"] != "on_site"
    ]
    for name, (n, share) in itertools.product(chosen, scenario.capital_profile.items()):
        size, opening = plan.choices.loc[name]
        pounds = scenario.sizes.loc[(name, size), "capital_gbp"] * (
            1 + costs["contingency"]
        )
        years = max(opening + n - costs["price_year"], 0)
        parts["capital"] += pounds * share / (1 + rate) ** years
    return parts


def _gap(
    scenario: Scenario,
    settings: dict[str, dict[str, Any]],
    placements: Placements,
    year: int,
) -> float:
    """Children beyond the largest gap allowed of each district, at their price."""
    rules = scenario.settings.rules
    total = 0.0
    for district in scenario.zones["district"].unique():
        wanted = met = 0.0
        demand: Any = scenario.demand[year].items()
        for row, children in demand:
            if scenario.zones.loc[row[0], "district"] == district:
                wanted += children
        placed: Any = placements.children[year].items()
        for (zone, _, phase, name), children in placed:
            far = at(scenario.minutes, zone, name) * scenario.costs["run_factor"]
            near = far <= scenario.journey_limit[phase]
            at_home = scenario.zones.loc[zone, "district"] == district
            if at_home and near and settings[name]["kind"] in STATE:
                met += children
        if rules.most_gap is not None and wanted > 0:
            shortfall = max(1 - met / wanted, 0.0)
            total += max(shortfall - rules.most_gap, 0.0) * wanted
    return total * rules.gap_price_gbp


def _of_child(
    scenario: Scenario, settings: dict[str, dict[str, Any]], row: Any
) -> dict[str, float]:
    zone, _, phase, name = row
    kind, costs, prices = settings[name]["kind"], scenario.costs, scenario.prices
    minutes = scenario.minutes.loc[zone, name]
    km = scenario.road_km.loc[zone, name] * 2 * costs["school_days"]
    trip = costs["transport_fixed"] + costs["transport_km"] * km
    far = minutes * costs["run_factor"] > scenario.journey_limit[phase]
    state, pounds = kind in STATE, scenario.running.loc[kind]
    return {
        "top_up": pounds["top_up_gbp"] if state else 0.0,
        "independent": 0.0 if state else pounds["fee_gbp"],
        "transport": scenario.transported.loc[zone, (name, phase)] * trip,
        "journey": minutes * prices.minute_gbp,
        "long_journey": prices.far_gbp if far else 0.0,
        "independent_price": prices.independent_gbp if kind == "independent" else 0.0,
    }
