"""A small authority that does not exist, with only the tables a case must have.

Two districts of 20 km, side by side; four homes each, in two middle-sized areas; a
special school in each; plans of every age, need and placement in whole numbers, so
that the published margins agree. Figures and goals are those of the embedded case.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from data import EMBEDDED_CASE

Row = Mapping[str, object]
BASE_YEAR = 2024
DISTRICTS = {"E07000901": "Eastham", "E07000902": "Westham"}
CORNER = 400_000
SIDE = 20_000
EAST_SCHOOL, WEST_SCHOOL = 900001, 900002
"""Special schools: every need from 4 to 16, and every need from 4 to 19."""
NEEDS = ("ASD", "SEMH", "MLD", "SLD", "SLCN", "DS")
PLACEMENTS = {
    "special_academy": "Special - Academy",
    "special_free_school": "Special - Free school",
    "special_independent": "Special - independent",
    "mainstream_academy_senunit": "Mainstream - academy (SEN unit)",
    "mainstream_academy": "Mainstream - academy",
    "specialist_post_16_institutions": "FE - specialist post-16 institutions",
    "general_fe_tertiary_colleges": "FE - general FE and tertiary colleges",
}
"""Columns of the caseload table of 2026, and their names in the table by need."""


def homes() -> list[str]:
    """Small areas: the first four are Eastham's."""
    return [f"E0100{number:04d}" for number in range(8)]


def write(folder: Path, **more: Iterable[Row]) -> Path:
    """Write the case, with more tables or others in the place of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in (_tables() | dict(more)).items():
        _write(folder / f"{table}.csv", list(rows))
    for name in ("presets", "assumptions"):
        with (EMBEDDED_CASE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            own = [row for row in csv.DictReader(file) if "selective" not in str(row)]
        for row in own:
            if row.get("name") == "backlog_plans":
                row |= {"value": "20", "low": "", "high": ""}
        _write(folder / f"{name}.csv", own)
    return folder


def plans(age: int, need: str, placement: str) -> int:
    """Plans at the base-year count."""
    if placement.startswith("specialist_post_16"):
        return int(16 <= age <= 20)
    if placement.startswith("general_fe"):
        return 2 * int(16 <= age <= 21)
    if placement == "mainstream_academy_senunit":
        return int(5 <= age <= 15 and need in {"ASD", "SLCN"})
    most = {"special_academy": 3, "special_free_school": 1, "special_independent": 1}
    return most.get(placement, 4) * int(4 <= age <= 15)


def _write(path: Path, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def _tables() -> dict[str, Iterable[Row]]:
    codes = list(DISTRICTS)
    return {
        "authority": [
            {"code": "E10000901", "la_code": 901, "name": "Hamshire",
             "base_year": BASE_YEAR, "last_year": 2029, "attribution": "Invented."}
        ],
        "areas": [
            {"area_code": code, "name": DISTRICTS[code], "role": "county",
             "easting": CORNER + SIDE * place + SIDE // 2, "northing": CORNER + 10_000,
             "area_km2": 400}
            for place, code in enumerate(codes)
        ],
        "outlines": [
            {"area_code": code, "part": 0, "vertex": vertex,
             "easting": CORNER + SIDE * (place + east),
             "northing": CORNER + SIDE * north}
            for place, code in enumerate(codes)
            for vertex, (east, north) in enumerate(((0, 0), (0, 1), (1, 1), (1, 0)))
        ],
        "demand_points": [
            {"lsoa": lsoa, "msoa_name": f"{DISTRICTS[codes[n // 4]]} {n % 4 // 2 + 1}",
             "area_code": codes[n // 4], "easting": CORNER + 2_500 + 5_000 * n,
             "northing": CORNER + 4_000 + 3_000 * (n % 4), "pop_0_4": 50 + n,
             "pop_5_10": 100, "pop_11_15": 90 + n, "pop_16_18": 40, "pop_19_25": 80}
            for n, lsoa in enumerate(homes())
        ],
        "population": [
            {"area_code": code, "age": age, "persons": 400 - 2 * age, "year": 2024}
            for code in codes
            for age in range(26)
        ],
        "schools": list(_schools(codes)),
        "special_schools": [
            {"urn": urn, "name": f"School {urn}", "district": DISTRICTS[codes[place]],
             "roll": 140, "easting": CORNER + 8_000 + SIDE * place,
             "northing": CORNER + 9_000, "designated": " ".join(NEEDS),
             "also_takes": "", "age_from": 4, "age_to": last,
             "designation_status": "invented"}
            for place, (urn, last) in enumerate(
                ((EAST_SCHOOL, 16), (WEST_SCHOOL, 19))
            )
        ],
        "funding": [
            {"pot": "capital", "financial_year": year, "allocation_gbp": 3_000_000,
             "status": "working assumption", "source": "invented"}
            for year in (2026, 2027)
        ],
        **_statistics(),
    }  # fmt: skip


def _schools(codes: Sequence[str]) -> Iterable[Row]:
    for place, phase in enumerate(("Primary", "Primary", "Secondary", "Secondary")):
        yield {
            "urn": 800001 + place, "name": f"Mainstream {place}",
            "type": "Community school", "phase": phase, "pupils": 450,
            "easting": CORNER + 9_000 + SIDE * (place % 2), "northing": CORNER + 8_000,
            "area_code": codes[place % 2], "la_code": 901, "body": "council",
        }  # fmt: skip
    for place, urn in enumerate((EAST_SCHOOL, WEST_SCHOOL)):
        yield {
            "urn": urn, "name": f"School {urn}", "type": "Community special school",
            "phase": "Not applicable", "pupils": 140,
            "easting": CORNER + 8_000 + SIDE * place, "northing": CORNER + 9_000,
            "area_code": codes[place], "la_code": 901, "body": "council",
        }  # fmt: skip


def _statistics() -> dict[str, Iterable[Row]]:
    cells = {
        (age, need, placement): plans(age, need, placement)
        for age in range(2, 26)
        for need in NEEDS
        for placement in PLACEMENTS
    }
    by_age_place: Counter[tuple[int, str]] = Counter()
    by_age_need: Counter[tuple[int, str]] = Counter()
    by_place_need: Counter[tuple[str, str]] = Counter()
    for (age, need, placement), count in cells.items():
        by_age_place[age, placement] += count
        by_age_place[age, "ehcplans"] += count
        by_age_need[age, need] += count
        by_place_need[placement, need] += count
    totals: Counter[str] = Counter()
    for (_, placement), count in by_age_place.items():
        totals[placement] += count
    years = {2022: 80, 2023: 85, 2024: 92, 2025: 100}
    flow = [
        {"year": BASE_YEAR, "age": age, "plans": 10 if age < 12 else 4}
        for age in range(2, 21)
    ]
    return {
        "plans_by_placement": [
            {"year": year, "placement": placement, "plans": count * share // 100}
            for year, share in years.items()
            for placement, count in totals.items()
        ],
        "plans_by_age_and_placement": [
            {"year": year, "age": age, "placement": placement,
             "plans": count * years[year] // 100}
            for year in (BASE_YEAR, BASE_YEAR + 1)
            for (age, placement), count in by_age_place.items()
        ],
        "plans_by_age_and_need": [
            {"age": age, "need": need, "plans": count}
            for (age, need), count in by_age_need.items()
        ],
        "plans_by_need_and_placement": [
            {"placement": PLACEMENTS[placement], "need": need, "plans": count}
            for (placement, need), count in by_place_need.items()
        ],
        "new_plans": flow,
        "ceased_plans": [{**row, "plans": 2} for row in flow],
    }  # fmt: skip
