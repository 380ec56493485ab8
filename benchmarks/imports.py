"""How long large files take to come in: ``uv run benchmarks/imports.py``.

Makes, in a temporary folder, a register of schools as large as the published one, an
export with a million rows of persons who never were, and the roads of a county; brings
each into a copy of Lancashire with ``main.py import`` in a new process, and writes
seconds by the clock, of the processor and the most memory beside what is asked.
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

sys.path.insert(0, str(Path(__file__).parents[1]))

from data import EMBEDDED_CASE, read_case

ROOT = Path(__file__).parents[1]
GIAS_COLUMNS = ROOT / "tests" / "data" / "importers" / "files" / "gias_columns.txt"
SCHOOLS, PERSONS = 52_000, 1_000_000
SIDE = 354
"""Junctions along a side of the square of roads: 250,000 links in all."""
GIAS_FILL = "A note as long as those of the register are"
FILLED = 20
"""Columns of the register that hold such a text: it has 65 MB then."""


@dataclass(frozen=True)
class Import:
    """One import: its kind, what is asked of it, and the files it is made of.

    Attributes
    ----------
    seconds, memory_mb
        The most that is asked by the clock, and of memory; 0 where nothing is.
    make
        Writes the file into a folder, and gives the words after ``import KIND``.
    """

    kind: str
    seconds: float
    memory_mb: float
    make: Callable[[Path], Sequence[str]]


def main() -> None:
    """Make each file, bring it in, and write a line."""
    sys.stdout.write(
        f"{'kind':<10}{'MB':>7}{'clock':>9}{'processor':>11}{'memory':>10}\n"
    )
    for one in IMPORTS:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copytree(EMBEDDED_CASE, folder / "case")
            words = one.make(folder)
            size = Path(words[0]).stat().st_size / 2**20
            sys.stdout.write(_line(one, size, *_measured(one.kind, words, folder)))
            sys.stdout.flush()


def _measured(
    kind: str, words: Sequence[str], folder: Path
) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and MB, of one import."""
    command = [sys.executable, str(ROOT / "main.py"), "import", kind, *words]
    began = time.monotonic()
    with (folder / "said.txt").open("w") as said:
        process = subprocess.Popen(  # noqa: S603 - our own file, with this interpreter
            [*command, "--case", str(folder / "case")], stdout=said, stderr=said
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    clock = time.monotonic() - began
    if process.returncode:
        raise SystemExit((folder / "said.txt").read_text())
    return clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _line(
    one: Import, size: float, clock: float, processor: float, memory: float
) -> str:
    asked = f"asked {one.seconds:g} s"
    asked += f" and {one.memory_mb:g} MB" if one.memory_mb else ""
    figures = f"{size:>7.0f}{clock:>7.1f} s{processor:>9.1f} s{memory:>7.0f} MB"
    return f"{one.kind:<10}{figures}   {asked}\n"


# --- the files ---------------------------------------------------------------------


def gias(folder: Path) -> Sequence[str]:
    """Write the register: Lancashire's schools, and those of an authority far away."""
    columns = GIAS_COLUMNS.read_text(encoding="utf-8").splitlines()
    fill = [name for name in columns if name not in USUAL][-FILLED:]
    usual = dict.fromkeys(fill, GIAS_FILL) | USUAL
    with (folder / "gias.csv").open("w", encoding="cp1252", newline="") as file:
        rows = csv.DictWriter(file, columns, restval="", quoting=csv.QUOTE_ALL)
        rows.writeheader()
        rows.writerows({**usual, **row} for row in _schools())
    return [str(folder / "gias.csv")]


USUAL = {
    "EstablishmentStatus (name)": "Open",
    "OpenDate": "01-09-1996",
    "TypeOfEstablishment (code)": "01",
    "SEN1 (name)": "Not Applicable",
    "TypeOfResourcedProvision (name)": "Not applicable",
    "StatutoryLowAge": "4",
    "StatutoryHighAge": "16",
}


def _schools() -> Iterator[dict[str, str]]:
    own = read_case().schools.astype("str").fillna("")
    own = own[own["la_code"] == "888"]
    for number in range(SCHOOLS):
        row = own.iloc[number] if number < len(own) else own.iloc[number % len(own)]
        near = number < len(own)
        yield {
            "URN": row["urn"] if near else str(200_000 + number),
            "LA (code)": "888" if near else "201",
            "LA (name)": "Lancashire" if near else "City of London",
            "GSSLACode (name)": "E10000017" if near else "E09000001",
            "EstablishmentName": row["name"],
            "TypeOfEstablishment (name)": "Community school",
            "PhaseOfEducation (name)": row["phase"],
            "NumberOfPupils": row["pupils"],
            "DistrictAdministrative (code)": row["area_code"],
            "Easting": row["easting"] if near else "532000",
            "Northing": row["northing"] if near else "181000",
        }


def persons(folder: Path) -> Sequence[str]:
    """Write an export of persons who never were, and where their postcodes are."""
    case = read_case()
    points = case.demand_points
    postcodes = [
        f"AN{number // 100} {number % 10}A{chr(65 + number // 10 % 10)}"
        for number in range(len(points))
    ]
    lookup = pd.DataFrame({"pcds": postcodes, "lsoa21": points["lsoa"]})
    lookup.to_csv(folder / "postcodes.csv", index=False)
    urns = case.special_schools["urn"].to_numpy()
    rng = np.random.default_rng(6)
    years, months = rng.integers(2004, 2019, PERSONS), rng.integers(1, 13, PERSONS)
    frame = pd.DataFrame(
        {
            "UPN": [f"X{number:012}" for number in range(PERSONS)],
            "PersonBirthDate": [
                f"15/{month:02}/{year}"
                for year, month in zip(years, months, strict=True)
            ],
            "Postcode": rng.choice(postcodes, PERSONS),
            "StartDate": "01/09/2020",
            "CeaseDate": "",
            "URN": rng.choice(urns, PERSONS),
            "SENsetting": "",
            "PlacementRank": "1",
            "EntryDate": "01/09/2021",
            "LeavingDate": "",
            "SENUnitIndicator": "0",
            "ResourcedProvisionIndicator": "0",
            "SENtype": rng.choice(["ASD", "SEMH", "MLD", "SLD"], PERSONS),
            "SENtypeRank": "1",
        }
    )
    frame.to_csv(folder / "export.csv", index=False)
    beside = f"postcodes={folder / 'postcodes.csv'}"
    return [str(folder / "export.csv"), "--beside", beside]


def roads(folder: Path) -> Sequence[str]:
    """Write a square of roads over the county, its 941 points and 1,000 sites."""
    points = read_case().demand_points[["easting", "northing"]]
    low, high = points.min() - 10_000, points.max() + 10_000
    east, north = (
        np.linspace(low[axis], high[axis], SIDE) for axis in ("easting", "northing")
    )
    x, y = (grid.ravel() for grid in np.meshgrid(east, north))
    names = np.array([f"n{number}" for number in range(SIDE * SIDE)])
    number = np.arange(SIDE * SIDE).reshape(SIDE, SIDE)
    start = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    end = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    places = np.column_stack([x, y])
    lines = shapely.linestrings(np.stack([places[start], places[end]], axis=1))
    links = pd.DataFrame(
        {
            "start_node": names[start],
            "end_node": names[end],
            "length": shapely.length(lines),
            "road_function": "Local Road",
            "form_of_way": "Single Carriageway",
        }
    )
    file = folder / "roads.gpkg"
    for layer, table, shapes in (
        ("road_link", links, lines),
        ("road_node", pd.DataFrame({"id": names}), shapely.points(places)),
    ):
        frame = gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:27700")
        frame.to_file(file, layer=layer, driver="GPKG")
    return [str(file)]


IMPORTS = (
    Import("gias", 30, 500, gias),
    Import("sen2", 60, 0, persons),
    Import("os-roads", 60, 0, roads),
)

if __name__ == "__main__":
    main()
