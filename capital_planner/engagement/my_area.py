"""Find "my area" at an event by district, town or school."""

from collections.abc import Iterator, Sequence

import pandas as pd

from capital_planner.case import Case
from capital_planner.gazetteer import Entry, gazetteer, look_up
from capital_planner.geography import first_half
from capital_planner.scenario import Scenario

PLACES = ("district", "town")


def areas_to_find(case: Case, scenario: Scenario) -> tuple[Entry, ...]:
    """List what a family may type: districts, towns, and every school alike.

    All schools of the plan's districts are listed, each with its district and
    nothing else, so that finding one tells nothing of whether it could host a
    scheme. No scheme is listed.
    """
    public = gazetteer(case, scenario, "public")
    districts = {entry.name for entry in public if entry.kind == "district"}
    places = [entry for entry in public if entry.kind in PLACES]
    places = [e for e in places if e.kind == "district" or e.name not in districts]
    schools = {(e.name, e.district) for e in public if e.kind == "setting"}
    schools |= set(_schools(case))
    return (*places, *(Entry("school", *school) for school in sorted(schools)))


def find_area(
    entries: Sequence[Entry], postcodes: pd.DataFrame, text: str, most: int
) -> tuple[Entry, ...]:
    """Find what was typed: by name, or the districts of a postcode.

    Of a postcode only the first half is used; the district with most schools that
    have it comes first.

    Parameters
    ----------
    postcodes
        Table of the case; without rows no postcode is found.
    """
    half = first_half(text)
    if not half:
        return look_up(entries, text, most)
    rows = postcodes[postcodes["postcode"] == half]
    rows = rows.sort_values(["schools", "district"], ascending=[False, True])
    named = map(str, rows["district"].head(most))
    return tuple(Entry("district", f"{half}: {name}", name) for name in named)


def told(entry: Entry) -> str:
    """Say what was found, and which area it is in."""
    return f"{entry.name},{entry.where}" if entry.where else entry.name


def is_postcode(text: str) -> bool:
    """Whether a postcode, or the first half of one, was typed."""
    return bool(first_half(text))


def _schools(case: Case) -> Iterator[tuple[str, str]]:
    own = case.areas[case.areas["role"] == "county"].set_index("area_code")["name"]
    rows = case.schools[case.schools["area_code"].isin(own.index)]
    for name, code in zip(rows["name"], rows["area_code"], strict=True):
        yield str(name), str(own[code])
