"""Find a district, a town, a school or a scheme by name or URN, and where it is."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from capital_planner.case import Case
from capital_planner.needs import NEED_LABELS
from capital_planner.scenario import Scenario
from capital_planner.settings import Audience

Kind = Literal["district", "town", "setting", "school", "scheme"]
Point = tuple[float, float]
KIND_WORDS: Mapping[Kind, str] = {
    "district": "district",
    "town": "town or village",
    "setting": "open specialist setting",
    "school": "school",
    "scheme": "scheme",
}
SHORTEST_URN = 5
STATE_KINDS = ("special", "base", "post_19")


@dataclass(frozen=True)
class Entry:
    """One thing that can be found.

    Attributes
    ----------
    key
        Provision or scheme id; empty for the rest.
    district
        Its district, or the first that it may stand in.
    at
        Its point in British National Grid metres, None when its district is
        all that is known or may be said.
    urn
        Found by it too; empty for none.
    """

    kind: Kind
    name: str
    district: str
    key: str = ""
    at: Point | None = None
    urn: str = ""

    @property
    def told(self) -> str:
        """Its name, what it is and where, for a list."""
        words = KIND_WORDS[self.kind]
        return f"{self.name}, {words}{self.where}"

    @property
    def where(self) -> str:
        """Its district in words; nothing where its name says it."""
        named = f" {self.district} " in f" {self.name} "
        return "" if named else f" in {self.district}"


def gazetteer(
    case: Case, scenario: Scenario, audience: Audience = "public"
) -> tuple[Entry, ...]:
    """List everything that an audience may find.

    The public finds districts, towns, settings that are open now, and schemes
    that are published with their school or approved. No other school is in the
    list, whether it could host a scheme or not, so that finding a school, or
    not finding it, tells nothing.
    """
    entries = [*_districts(case), *_towns(case), *_settings(scenario)]
    entries += _schemes(scenario, audience)
    if audience == "restricted":
        entries += _schools(case, {entry.urn for entry in entries if entry.urn})
    return tuple(entries)


def look_up(entries: Iterable[Entry], text: str, most: int = 12) -> tuple[Entry, ...]:
    """Entries that hold every word typed, or whose URN begins with it.

    Those whose name begins with what was typed come first, districts and towns
    before schools.
    """
    typed = text.strip().casefold()
    words = typed.split()
    if not words:
        return ()
    by_urn = typed.isdigit() and len(typed) >= SHORTEST_URN
    found = [
        entry
        for entry in entries
        if (by_urn and entry.urn.startswith(typed))
        or all(word in entry.name.casefold() for word in words)
    ]
    kinds = list(KIND_WORDS)
    found.sort(
        key=lambda entry: (
            not entry.name.casefold().startswith(typed),
            kinds.index(entry.kind),
            entry.name,
        )
    )
    return tuple(found[:most])


def _districts(case: Case) -> Iterator[Entry]:
    own = case.areas[case.areas["role"] == "county"]
    for name in sorted(own["name"].astype(str)):
        yield Entry("district", name, name)


def _towns(case: Case) -> Iterator[Entry]:
    for row in case.towns.to_dict("records"):
        yield Entry("town", str(row["name"]), str(row["district"]), at=_point(row))


def _settings(scenario: Scenario) -> Iterator[Entry]:
    rows = scenario.provisions
    first = scenario.open_places[scenario.years[0]].reindex(rows.index)
    is_open = rows["kind"].isin(STATE_KINDS) & (first >= 1) & rows["easting"].notna()
    for row in rows[is_open].reset_index(names="key").to_dict("records"):
        yield Entry(
            "setting",
            str(row["name"]),
            str(row["district"]),
            key=str(row["key"]),
            at=_point(row),
            urn=str(row["urn"]),
        )


def _schemes(scenario: Scenario, audience: Audience) -> Iterator[Entry]:
    for row in scenario.schemes.reset_index(names="key").to_dict("records"):
        agreed = row["consent"] == "agreed"
        if audience == "public" and not agreed and not _published(row):
            continue
        named = agreed or audience == "restricted"
        standing = named and row["site"] != "" and pd.notna(row["easting"])
        yield Entry(
            "scheme",
            _scheme_name(row, named=named),
            str(row["districts"]).split("|")[0],
            key=str(row["key"]),
            at=_point(row) if standing else None,
            urn=str(row["urn"]) if named else "",
        )


def _published(row: Mapping[Hashable, Any]) -> bool:
    """Whether it is approved as it stands, not at one of its possible hosts."""
    return row["standing"] != "candidate" and not row.get("instead_of", "")


def _scheme_name(row: Mapping[Hashable, Any], *, named: bool) -> str:
    """Label of a scheme, with its school and needs where those may be said."""
    label, site = str(row["label"]), str(row["site"])
    if not named or not site or site in label:
        return label
    if row["standing"] != "candidate":
        return f"{label} ({site})"
    needs = ", ".join(NEED_LABELS[need] for need in row["needs"])
    return f"{label} ({site}; {needs})"


def _schools(case: Case, known: set[str]) -> Iterator[Entry]:
    """Schools of the plan's districts that nothing else in the list names."""
    own = case.areas[case.areas["role"] == "county"].set_index("area_code")["name"]
    rows = case.schools[case.schools["area_code"].isin(own.index)]
    for row in rows.to_dict("records"):
        if str(row["urn"]) not in known:
            yield Entry(
                "school",
                str(row["name"]),
                str(own[row["area_code"]]),
                at=_point(row),
                urn=str(row["urn"]),
            )


def _point(row: Mapping[Hashable, Any]) -> Point:
    return float(row["easting"]), float(row["northing"])
