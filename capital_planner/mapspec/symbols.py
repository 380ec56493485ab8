"""Settings and schemes as point symbols, none at a site that is not public."""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from capital_planner.disclosure import about_places, points_at_a_school
from capital_planner.mapspec.choice import MapChoice, academic_year
from capital_planner.mapspec.spec import LegendEntry, Marker, Point, Standing, Symbol
from capital_planner.plan import Plan
from capital_planner.scenario import Scenario

MARKERS: dict[str, Marker] = {
    "special": "circle",
    "base": "square",
    "post_19": "diamond",
}
KIND_WORDS = {
    "special": "special school places",
    "base": "specialist base",
    "post_19": "post-19 provision",
}
POINTS_PER_ROOT_PLACE = 1.6
LEAST_DIAMETER_PT = 6.5
FILLS: dict[Standing, str] = {
    "existing": "#3D3D3D",
    "approved": "#FFFFFF",
    "proposed": "#F46A25",
}
EDGES: dict[Standing, str] = {
    "existing": "#FFFFFF",
    "approved": "#0B0C0C",
    "proposed": "#0B0C0C",
}
EDGE_PT: dict[Standing, float] = {"existing": 0.9, "approved": 1.4, "proposed": 1.0}
STANDING_WORDS: dict[Standing, str] = {
    "existing": "Open now",
    "approved": "Approved (on site or decided)",
    "proposed": "Proposed in this option",
}
LEGEND_PLACES = (10, 50, 200)


@dataclass(frozen=True)
class Placed:
    """A symbol before it is laid out: where it may stand.

    Attributes
    ----------
    symbol
        With ``at`` at its site, or anywhere when ``districts`` are given.
    districts
        Names of the districts it stands in when its site is not public.
    """

    symbol: Symbol
    districts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _What:
    """Kind, district and public name of a symbol."""

    kind: str
    district: str
    name: str


def diameter_pt(places: float) -> float:
    """Diameter on an A3 page; area grows with places above a least size."""
    return max(POINTS_PER_ROOT_PLACE * math.sqrt(max(places, 0)), LEAST_DIAMETER_PT)


def existing_settings(scenario: Scenario, choice: MapChoice) -> list[Placed]:
    """State settings open with no further decision, for the map's need and phase."""
    rows = scenario.provisions.assign(open=scenario.open_places[choice.year])
    rows = rows[rows["kind"].isin(list(MARKERS)) & rows["easting"].notna()]
    rows = rows[_suits(rows, choice)]
    return [
        Placed(
            _symbol(
                str(key),
                "existing",
                what=_What(str(row["kind"]), str(row["district"]), str(row["name"])),
                places=round(float(row["open"])),
                site=(float(row["easting"]), float(row["northing"])),
            )
        )
        for key, row in rows.iterrows()
        if float(row["open"]) >= 1
    ]


def planned_schemes(scenario: Scenario, plan: Plan, choice: MapChoice) -> list[Placed]:
    """Schemes of a plan that have opened by the year of the map.

    A scheme whose host has agreed, or is named by a published decision, stands
    at its site; in public every other stands in its district, together with
    those of the same kind and standing. One that would point at its school is on
    the map of all needs and ages alone: needs and phases would tell which it is.
    """
    rows = plan.choices.join(scenario.schemes.drop(columns="places", errors="ignore"))
    rows = rows[(rows["opening_year"] <= choice.year) & _suits(rows, choice)]
    public = choice.audience == "public"
    if public and (choice.need is not None or choice.phase is not None):
        rows = rows[~points_at_a_school(rows)]
    named = (rows["consent"] == "agreed") | (not public)
    growing = points_at_a_school(rows) & public
    rows["places"] = rows["places"].mask(growing, about_places(rows["places"]))
    at_site = named & (rows["site"] != "") & rows["easting"].notna()
    alone = [_at_site(str(key), row) for key, row in rows[at_site].iterrows()]
    hosts_open = rows[~at_site]
    groups: dict[tuple[str, str, Standing], list[Hashable]] = {}
    for scheme, row in hosts_open.iterrows():
        standing = _standing(str(row["standing"]))
        same = (str(row["districts"]), str(row["kind"]), standing)
        groups.setdefault(same, []).append(scheme)
    together = [
        _in_district(district, kind=kind, standing=standing, rows=rows.loc[schemes])
        for (district, kind, standing), schemes in sorted(groups.items())
    ]
    return alone + together


def _suits(rows: pd.DataFrame, choice: MapChoice) -> pd.Series:
    """Whether each setting or scheme is for the need and phase of the map."""
    suits = pd.Series(data=True, index=rows.index)
    if choice.need is not None:
        taken = rows["needs"] + rows["also"] if "also" in rows else rows["needs"]
        suits &= taken.map(lambda needs: choice.need in needs)
    if choice.phase is not None:
        suits &= rows["phases"].map(lambda phases: choice.phase in phases)
    return suits


def _standing(standing: str) -> Standing:
    return "proposed" if standing == "candidate" else "approved"


def _at_site(key: str, row: pd.Series) -> Placed:
    name = str(row["site"]) or str(row["label"])
    standing = _standing(str(row["standing"]))
    symbol = _symbol(
        key,
        standing,
        what=_What(str(row["kind"]), str(row["district"]), name),
        places=int(row["places"]),
        site=(float(row["easting"]), float(row["northing"])),
    )
    facts = [
        f"{name}, {row['district']}",
        f"{STANDING_WORDS[standing]}: {row['places']} {KIND_WORDS[str(row['kind'])]}",
        f"Opens {academic_year(int(row['opening_year']))}",
    ]
    return Placed(
        replace(symbol, label=f"+{int(row['places'])}", tooltip="\n".join(facts))
    )


def _in_district(
    district: str, *, kind: str, standing: Standing, rows: pd.DataFrame
) -> Placed:
    places = int(rows["places"].sum())
    districts = tuple(str(district).split("|"))
    several = len(districts) > 1
    where = " or ".join(districts) if several else str(district)
    label = f"+{places} in one of {len(districts)}" if several else f"+{places}"
    if len(rows) == 1:
        name = str(rows["label"].iloc[0])
    else:
        name = f"{len(rows)} schools in {where}"
    symbol = _symbol(
        f"{kind} {standing} {district}",
        standing,
        what=_What(kind, district, name),
        places=places,
        site=None,
    )
    facts = [f"{name}: host to be confirmed"] + [
        f"{STANDING_WORDS[standing]}: {row['places']} {KIND_WORDS[kind]}, "
        f"opens {academic_year(int(row['opening_year']))}"
        for _, row in rows.sort_values(["opening_year", "places"]).iterrows()
    ]
    return Placed(
        replace(symbol, label=label, dashed=True, tooltip="\n".join(facts)),
        districts,
    )


def _symbol(
    key: str, standing: Standing, *, what: _What, places: int, site: Point | None
) -> Symbol:
    kind, name = what.kind, what.name
    tooltip = f"{name}\n{STANDING_WORDS[standing]}: {places} {KIND_WORDS[kind]}"
    return Symbol(
        key=key,
        kind=kind,
        district=what.district,
        standing=standing,
        at=site or (0.0, 0.0),
        site=site,
        marker=MARKERS[kind],
        places=places,
        diameter_pt=diameter_pt(places),
        fill=FILLS[standing],
        edge=EDGES[standing],
        edge_pt=EDGE_PT[standing],
        dashed=False,
        label="",
        name=name,
        tooltip=tooltip,
    )


def symbol_legend(symbols: Sequence[Symbol], an_area: str) -> list[LegendEntry]:
    """Entries for the kinds, standings and sizes that are on the map."""
    unknown = f"hosts to be confirmed, drawn in {an_area} they may be in"
    entries = [
        LegendEntry(
            group="Places",
            kind="symbol",
            text=f"{STANDING_WORDS[standing]}{', ' if host else ''}{host}",
            fill=FILLS[standing],
            edge=EDGES[standing],
            edge_pt=EDGE_PT[standing],
            diameter_pt=10.0,
            dashed=bool(host),
        )
        for standing in STANDING_WORDS
        for host in ("", unknown)
        if any(s.standing == standing and s.dashed == bool(host) for s in symbols)
    ]
    kinds = {
        "special": "Special school",
        "base": "Specialist base in a mainstream school",
        "post_19": "Post-19 provision",
    }
    entries += [
        LegendEntry(
            "Kind",
            "symbol",
            text,
            FILLS["existing"],
            EDGES["existing"],
            marker=MARKERS[kind],
            diameter_pt=10.0,
        )
        for kind, text in kinds.items()
        if any(symbol.kind == kind for symbol in symbols)
    ]
    return entries + [
        LegendEntry(
            "Size",
            "symbol",
            f"{places} places",
            "#FFFFFF",
            "#3D3D3D",
            diameter_pt=diameter_pt(places),
        )
        for places in LEGEND_PLACES
        if symbols
    ]
