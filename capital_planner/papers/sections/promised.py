"""Promised, opened and filled: the published programme against what is recorded."""

import math
from collections.abc import Hashable
from typing import Any

import pandas as pd

from capital_planner.disclosure import about_size, points_at_a_school
from capital_planner.mapspec import academic_year
from capital_planner.papers.chosen_schemes import SIZE_NOTE, how_many
from capital_planner.papers.columns import SCHEME, STAGE, YEAR
from capital_planner.papers.document import Block, Column, Paragraph, Section, Table
from capital_planner.papers.facts import Facts
from capital_planner.papers.telling import frame
from capital_planner.schemes import plain_label
from capital_planner.stages import earliest_opening

OPEN = "open"
PROMISED = (
    SCHEME,
    Column("promised", "Promised for", "academic_year", "", "Opening year promised."),
    Column("approved_places", "Approved places", "whole", "places", "When full."),
    STAGE,
    Column(
        "places_open",
        "Of them open",
        "whole",
        "places",
        "Recorded as open in the case.",
    ),
    Column(
        "on_roll", "Children in them", "whole", "children", "On roll in those places."
    ),
    Column(
        "years_late",
        "Years late",
        "whole",
        "years",
        "Years from the promised opening to the earliest that the stages left allow.",
    ),
    Column(
        "school_places",
        "Places at the school",
        "whole",
        "places",
        "Specialist places of the school or base, as last published, all needs.",
    ),
    Column(
        "school_roll",
        "Pupils at the school",
        "whole",
        "pupils",
        "Pupils on roll of the special school, all its places.",
    ),
)
BY_YEAR = (
    YEAR,
    Column("promised_places", "Places promised", "whole", "places", "For that year."),
    Column("promised_so_far", "Promised so far", "whole", "places", "To that year."),
    Column("open_so_far", "Of them open", "whole", "places", "Recorded as open."),
    Column("filled_so_far", "Children in them", "whole", "children", "On roll."),
)


def section(facts: Facts) -> Section:
    """Hold what was promised against what is recorded as open and filled."""
    rows = _rows(facts)
    blocks: list[Block] = [Paragraph(_finding(rows), strong=True)]
    if rows:
        blocks += [Paragraph(_late(rows)), _schemes(facts, rows), _by_year(rows)]
    return Section("promised", "Promised, opened and filled", tuple(blocks), wide=True)


def _rows(facts: Facts) -> list[dict[str, Any]]:
    table = facts.case.programme
    hide = points_at_a_school(table) & (not facts.restricted)
    rows = [
        _row(facts, row, hidden=bool(hidden))
        for row, hidden in zip(table.to_dict("records"), hide, strict=True)
    ]
    return sorted(rows, key=lambda row: (row["promised"], row["district"]))


def _row(facts: Facts, row: dict[Hashable, Any], *, hidden: bool) -> dict[str, Any]:
    districts = str(row["district"]).split("|")
    named = facts.restricted or row["consent"] == "agreed"
    places = math.nan if pd.isna(row["places"]) else float(row["places"])
    if hidden and not math.isnan(places):
        places = float(about_size(int(places)).rsplit(" ", 1)[1])
    is_open = row["reached"] == OPEN
    school_places, roll = _school(facts, row) if named else (math.nan, math.nan)
    return {
        "scheme": row["name"] if named else plain_label(str(row["route"]), districts),
        "district": " or ".join(districts),
        "promised": int(row["earliest_year"]),
        "approved_places": places,
        "stage": row["stage"],
        "places_open": places if is_open else math.nan,
        "on_roll": math.nan,
        "years_late": _years_late(facts, row),
        "school_places": school_places,
        "school_roll": roll,
        "decided": row["standing"] in ("on_site", "committed"),
    }


def _years_late(facts: Facts, row: dict[Hashable, Any]) -> float:
    if pd.isna(row["reached_on"]) or not row["reached_on"]:
        return math.nan
    earliest = earliest_opening(
        str(row["reached"]),
        str(row["route"]),
        str(row["reached_on"]),
        facts.case.assumptions,
    )
    return float(max(earliest - int(row["earliest_year"]), 0))


def _school(facts: Facts, row: dict[Hashable, Any]) -> tuple[float, float]:
    """Places and pupils of the special school or base at the site, as published."""
    special, bases = facts.case.special_schools, facts.case.bases
    mine = special[special["urn"] == row["site_urn"]]
    if len(mine):
        places = mine["published_places"].astype(float).iloc[0]
        return float(places), float(mine["roll"].iloc[0])
    at = bases[(bases["urn"] == row["site_urn"]) & (bases["status"] == OPEN)]
    return (float(at["places"].sum()), math.nan) if len(at) else (math.nan, math.nan)


def _finding(rows: list[dict[str, Any]]) -> str:
    decided = [row for row in rows if row["decided"]]
    if not decided:
        return "The case holds no published programme."
    places = sum(row["approved_places"] for row in decided)
    opened = [row for row in decided if not math.isnan(row["places_open"])]
    count = sum(row["places_open"] for row in opened)
    known = f"{count:,.0f} of the places" if opened else "none of them"
    return (
        f"Approved or being built: {how_many(len(decided))} with {places:,.0f} places. "
        f"The case records {known} as open: whether others have opened, and how "
        "many children are in them, is not known."
    )


def _late(rows: list[dict[str, Any]]) -> str:
    known = [row for row in rows if not math.isnan(row["years_late"])]
    late = [row for row in known if row["years_late"] > 0]
    if not known:
        return "When each stage was reached is not recorded, so no delay is known."
    if not late:
        return "No scheme whose stage is dated is late, judged by how long stages take."
    names = "; ".join(
        f"{row['scheme']} (promised for {academic_year(row['promised'])})"
        for row in late
    )
    return (
        f"Judged by how long their remaining stages take, {len(late)} of the "
        f"{len(known)} schemes whose stage is dated cannot open when promised: {names}."
    )


def _schemes(facts: Facts, rows: list[dict[str, Any]]) -> Table:
    hidden = points_at_a_school(facts.case.programme).any() and not facts.restricted
    return Table(
        "promised_schemes",
        "Each published scheme",
        PROMISED,
        frame(rows, [column.name for column in PROMISED]),
        "not known",
        (
            *((SIZE_NOTE,) if hidden else ()),
            (
                "Published: the programme of the council. Some sizes are a working "
                "assumption. Years late count from the month the stage was reached, "
                "with the time that the remaining stages take (working assumptions)."
            ),
            (
                "Pupils and places at the school are of all the school or base, not of "
                "the new places alone."
            ),
        ),
    )


def _by_year(rows: list[dict[str, Any]]) -> Table:
    decided = pd.DataFrame(rows)
    decided = decided[decided["decided"].to_numpy(bool)]
    promised = decided.groupby("promised")["approved_places"].sum()
    shown = pd.DataFrame(
        {
            "year": promised.index,
            "promised_places": promised.to_numpy(float),
            "promised_so_far": promised.cumsum().to_numpy(float),
            "open_so_far": [
                decided.loc[decided["promised"] <= year, "places_open"].sum(
                    skipna=False
                )
                for year in promised.index
            ],
            "filled_so_far": math.nan,
        }
    )
    return Table(
        "promised_by_year",
        "Places of approved schemes by the year they were promised for",
        BY_YEAR,
        shown,
        "not known",
        ("Open so far is not known where one scheme due by then is not recorded.",),
    )
