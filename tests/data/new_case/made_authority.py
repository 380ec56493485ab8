"""Files of a made-up authority, laid out as the real ones: boundaries and schools.

A unitary authority of three wards, or a county of three districts, six kilometres
wide each, with 28 primary schools, 8 secondary, 3 special, one independent and one
pupil referral unit.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from pyproj import Transformer

from tests.data.new_case.made_counts import LA_CODE, NAME, OTHER, counts_files

WEST, SOUTH, WIDE, HIGH = 420_000, 300_000, 6_000, 9_000


@dataclass(frozen=True)
class Made:
    """Code of the authority, its parts by code, and the code of a part beyond it."""

    code: str
    parts: Mapping[str, str]
    beyond: str

    @property
    def is_county(self) -> bool:
        return self.code.startswith("E10")


PARTS = ("Mereside North", "Mereside Mid", "Mereside South")
UNITARY = Made(
    "E06000990", {f"E0509900{n}": name for n, name in enumerate(PARTS)}, "E05099009"
)
COUNTY = Made(
    "E10000990", {f"E0709900{n}": name for n, name in enumerate(PARTS)}, "E07099009"
)
FAR_AWAY = 100_000
COLUMNS = [
    *("URN", "LA (code)", "LA (name)", "EstablishmentNumber", "EstablishmentName"),
    *("TypeOfEstablishment (code)", "TypeOfEstablishment (name)"),
    *("EstablishmentTypeGroup (code)", "EstablishmentTypeGroup (name)"),
    *("EstablishmentStatus (code)", "EstablishmentStatus (name)"),
    *("OpenDate", "CloseDate", "PhaseOfEducation (code)", "PhaseOfEducation (name)"),
    *("StatutoryLowAge", "StatutoryHighAge", "AdmissionsPolicy (name)"),
    *("SchoolCapacity", "CensusDate", "NumberOfPupils", "NumberOfBoys"),
    *("Section41Approved (name)", *(f"SEN{n} (name)" for n in range(1, 14))),
    *("TypeOfResourcedProvision (name)", "ResourcedProvisionOnRoll"),
    *("ResourcedProvisionCapacity", "SenUnitOnRoll", "SenUnitCapacity"),
    *("DistrictAdministrative (code)", "DistrictAdministrative (name)"),
    *("AdministrativeWard (code)", "AdministrativeWard (name)"),
    *("GSSLACode (name)", "Easting", "Northing", "LSOA (code)", "MSOA (code)"),
]
OPEN = {"EstablishmentStatus (code)": "1", "EstablishmentStatus (name)": "Open"}
SPECIAL = {
    "Moor Lane School": ("160", ("SEMH - Social, Emotional and Mental Health",)),
    "Mereside Academy of Hope": (
        "120",
        (
            "ASD - Autistic Spectrum Disorder",
            "SLCN - Speech, language and Communication",
        ),
    ),
    "The Birches": (
        "90",
        ("MLD - Moderate Learning Difficulty", "SLD - Severe Learning Difficulty"),
    ),
}


def made_files(folder: Path, made: Made = UNITARY) -> dict[str, list[Path]]:
    """Write what a case needs at least, by kind."""
    return {
        "dfe-ehc-plans": counts_files(folder / "counts", made.code),
        "boundaries": [boundaries_file(folder / "areas.geojson", made)],
        "gias": [schools_file(folder / "edubasealldata.csv", made)],
    }


def boundaries_file(path: Path, made: Made) -> Path:
    """Write the parts, one beyond them, and one far away, in degrees.

    Wards say which authority they are in; districts do not say which county.
    """
    degrees = Transformer.from_crs(27700, 4326, always_xy=True)
    lefts = [WEST + place * WIDE for place in range(4)] + [WEST + FAR_AWAY]
    codes = [*made.parts, made.beyond, "E07099008"]
    features = []
    for left, code in zip(lefts, codes, strict=True):
        corners = [
            *((left, SOUTH), (left + WIDE, SOUTH), (left + WIDE, SOUTH + HIGH)),
            *((left, SOUTH + HIGH), (left, SOUTH)),
        ]
        ring = [list(degrees.transform(*corner)) for corner in corners]
        features.append(
            {
                "type": "Feature",
                "properties": _names(code, made),
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    whole = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def _names(code: str, made: Made) -> dict[str, str]:
    name = made.parts.get(code, f"Area {code[-1]}")
    if made.is_county:
        return {"LAD25CD": code, "LAD25NM": name}
    own = code in made.parts
    return {
        "WD25CD": code,
        "WD25NM": name,
        "LAD25CD": made.code if own else OTHER[0],
        "LAD25NM": NAME if own else OTHER[2],
    }


def schools_file(path: Path, made: Made) -> Path:
    """Write the list of schools, as Windows writes it."""
    rows = [_of(made, row) for row in _schools()]
    with path.open("w", encoding="cp1252", newline="") as file:
        lines = csv.DictWriter(file, COLUMNS, restval="", quoting=csv.QUOTE_ALL)
        lines.writeheader()
        lines.writerows(rows)
    return path


def _of(made: Made, row: dict[str, str]) -> dict[str, str]:
    """Give a school the codes of the authority and the part it stands in."""
    place = (int(row["Easting"]) - WEST) // WIDE
    code = [*made.parts, made.beyond][place]
    name = made.parts.get(code, "Elsewhere")
    part = {
        "DistrictAdministrative (code)": code,
        "DistrictAdministrative (name)": name,
    }
    whole = {
        "DistrictAdministrative (code)": made.code,
        "DistrictAdministrative (name)": NAME,
        "AdministrativeWard (code)": code,
        "AdministrativeWard (name)": name,
    }
    own = {"GSSLACode (name)": made.code} | (part if made.is_county else whole)
    beyond = {"DistrictAdministrative (code)": OTHER[0], "GSSLACode (name)": OTHER[0]}
    return row | (own if row["LA (code)"] == LA_CODE else beyond)


def _schools() -> list[dict[str, str]]:
    urns = count(190_001)
    rows = [_primary(next(urns), n) for n in range(28)]
    rows += [_secondary(next(urns), n) for n in range(8)]
    rows += [
        _special(next(urns), n, name, *facts)
        for n, (name, facts) in enumerate(SPECIAL.items())
    ]
    rows += [
        _school(
            next(urns), 1, "Haven House", ("10", "Other independent special school")
        )
        | {"NumberOfPupils": "40", "StatutoryLowAge": "5", "StatutoryHighAge": "18"},
        _school(next(urns), 2, "Mereside PRU", ("14", "Pupil referral unit"))
        | {"NumberOfPupils": "25", "StatutoryLowAge": "5", "StatutoryHighAge": "16"},
        _primary(next(urns), 5)
        | {"EstablishmentStatus (code)": "2", "EstablishmentStatus (name)": "Closed"},
        _primary(next(urns), 6)
        | {"LA (code)": OTHER[1], "Easting": str(WEST + 3 * WIDE + 900)},
    ]
    return rows


def _school(urn: int, place: int, name: str, kind: tuple[str, str]) -> dict[str, str]:
    """One open school; places go round the parts."""
    return OPEN | {
        "URN": str(urn),
        "LA (code)": LA_CODE,
        "LA (name)": NAME,
        "EstablishmentNumber": str(urn - 188_000),
        "EstablishmentName": name,
        "TypeOfEstablishment (code)": kind[0],
        "TypeOfEstablishment (name)": kind[1],
        "PhaseOfEducation (name)": "Not applicable",
        "SchoolCapacity": "",
        "CensusDate": "16-01-2025",
        "Section41Approved (name)": "Not applicable",
        "Easting": str(WEST + place % 3 * WIDE + 800 + (place * 1_370) % 4_400),
        "Northing": str(SOUTH + 700 + (place * 2_150) % 7_600),
    }


def _primary(urn: int, place: int) -> dict[str, str]:
    kinds = (
        ("1", "Community school"),
        ("2", "Voluntary aided school"),
        ("34", "Academy converter"),
    )
    kind = kinds[place % len(kinds)]
    base = {
        "TypeOfResourcedProvision (name)": "Resourced provision",
        "ResourcedProvisionOnRoll": "9",
        "ResourcedProvisionCapacity": "12",
        "SEN1 (name)": "ASD - Autistic Spectrum Disorder",
    }
    return (
        _school(urn, place, f"St Aidan\u2019s {place + 1} Primary School", kind)
        | {
            "PhaseOfEducation (name)": "Primary",
            "NumberOfPupils": str(180 + 15 * (place % 9)),
            "SchoolCapacity": "315",
            "StatutoryLowAge": "4",
            "StatutoryHighAge": "11",
        }
        | (base if place == 4 else {})
    )


def _secondary(urn: int, place: int) -> dict[str, str]:
    kind = ("34", "Academy converter") if place % 2 else ("1", "Community school")
    return _school(urn, place, f"Mereside High School {place + 1}", kind) | {
        "PhaseOfEducation (name)": "Secondary",
        "NumberOfPupils": str(800 + 40 * place),
        "SchoolCapacity": "1100",
        "StatutoryLowAge": "11",
        "StatutoryHighAge": "16",
    }


def _special(
    urn: int, place: int, name: str, pupils: str, needs: tuple[str, ...]
) -> dict[str, str]:
    kind = ("7", "Community special school")
    if "Academy" in name:
        kind = ("33", "Academy special converter")
    named = {f"SEN{number} (name)": need for number, need in enumerate(needs, start=1)}
    return (
        _school(urn, place, name, kind)
        | named
        | {
            "NumberOfPupils": pupils,
            "SchoolCapacity": str(int(pupils) + 10),
            "StatutoryLowAge": "4",
            "StatutoryHighAge": "19",
        }
    )
