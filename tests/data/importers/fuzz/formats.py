"""Small valid files of every format, and how each comes in."""

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from data import EMBEDDED_CASE
from data.importers import Asked, Given, propose_file
from tests.data.importers import (
    test_ehc_plans,
    test_gias,
    test_own_table,
    test_population,
    test_scap,
    test_sen2,
    test_sen_schools,
    test_travel_matrix,
)
from tests.data.importers.fuzz import maps, spoiling
from tests.data.importers.fuzz.holding import Format
from tests.data.importers.fuzz.into_case import imported
from tests.data.importers.fuzz.planner_files import PROJECT_FILES
from tests.data.importers.fuzz.spoiling import Spoil
from tests.data.importers.gias_file import LANCASHIRE, extract
from tests.data.importers.small_case import TABLES

SMALL = {name: text.encode() for name, text in TABLES.items()}
LINES = 26
"""Of a published file: enough for every kind of row."""
PERSONS = ("Quux", "AN1 1AA", "31/08/2014", "P1,")


def lines_of(name: str) -> bytes:
    """First lines of a published file of plans."""
    every = test_ehc_plans.published(name).read_bytes().splitlines(keepends=True)
    return b"".join(every[:LINES])


def plans(name: str) -> Format:
    files = {"plans.csv": lines_of(name)}
    return imported("dfe-ehc-plans", files, spoiling.table, given=LANCASHIRE)


def archive_of_plans() -> Format:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in test_ehc_plans.MADE:
            archive.writestr(f"data/{name}.csv", lines_of(name))
    files = {"plans.zip": packed.getvalue()}
    spoil = spoiling.archive(spoiling.table)
    return imported("dfe-ehc-plans", files, spoil, given=LANCASHIRE)


def gias() -> Format:
    content = extract(test_gias.FEW, test_gias.READ)
    areas = {"areas": (EMBEDDED_CASE / "areas.csv").read_bytes()}
    files = {"gias.csv": content}
    return imported("gias", files, spoiling.table, given=LANCASHIRE, tables=areas)


def sen_schools(content: bytes) -> Format:
    special = EMBEDDED_CASE / "special_schools.csv"
    tables = {"special_schools": special.read_bytes()}
    files = {"sen.csv": content}
    kind = "dfe-sen-schools"
    return imported(kind, files, spoiling.table, given=LANCASHIRE, tables=tables)


def sen_schools_short() -> Format:
    return sen_schools(test_sen_schools.file_of(test_sen_schools.FEW))


def sen_schools_long() -> Format:
    words = ("Autistic spectrum disorder", "Severe learning difficulty", "Total")
    school = {
        "old_la_code": "888",
        "school_urn": str(test_sen_schools.TOR_VIEW),
        "school_laestab": "8887000",
        "school_name": "Tor View",
    }
    rows = [
        {
            "time_period": "202526",
            **school,
            "sen_provision": provision,
            "sen_primary_need": need,
            "pupil_count": "30",
        }
        for provision in ("EHC plan", "SEN support")
        for need in words
    ]
    return sen_schools(test_sen_schools.file_of(rows))


def sen2(name: str, content: bytes, spoil: Spoil) -> Format:
    lookup = test_sen2.LOOKUP.encode()
    form = imported(
        "sen2",
        {name: content, "postcodes.csv": lookup},
        spoil,
        tables=SMALL,
        beside={"postcodes": "postcodes.csv"},
    )
    every = {**form.spoil, "postcodes.csv": spoiling.table}
    return replace(form, spoil=every, never=PERSONS)


def population(form: str) -> Format:
    made: dict[str, Any] = {
        "estimates": test_population.mid_year,
        "projection": test_population.projected,
    }
    files = {"ons.csv": test_population.file_of(made[form]())}
    whose = test_population.BLACKPOOL
    return imported("ons-population", files, spoiling.table, given=whose)


def population_across() -> Format:
    table = [
        ["MYE2: Persons by single year of age, mid-2023"],
        ["Code", "Name", "Geography", "All ages", *range(90), "90+"],
        ["E06000009", "Blackpool", "Unitary", 141000, *range(100, 191)],
    ]
    files = {"ons.csv": test_population.file_of(table)}
    whose = test_population.BLACKPOOL
    return imported("ons-population", files, spoiling.table, given=whose)


def own_table() -> Format:
    given = Given(asked=Asked("programme"))
    rows = csv.reader(io.StringIO(test_own_table.PROGRAMME), delimiter=";")
    files = {"own.csv": test_population.file_of(rows)}
    form = imported("table", files, spoiling.table, given=given, tables=SMALL)
    return _proposed(form, given)


def own_workbook() -> Format:
    given = Given(asked=Asked("funding"))
    files = {"own.xlsx": workbook(test_own_table.FUNDING)}
    spoil = spoiling.archive(spoiling.bytes_of_it)
    form = imported("table", files, spoil, given=given, tables=SMALL)
    return _proposed(form, given)


def workbook(text: str) -> bytes:
    """Give the rows of a text table as the first sheet of a workbook."""
    book, packed = Workbook(), io.BytesIO()
    for row in csv.reader(io.StringIO(text)):
        book.active.append(row)
    book.save(packed)
    return packed.getvalue()


def _proposed(form: Format, given: Given) -> Format:
    """Ask how it would be read, too."""
    first = next(iter(form.spoil))

    def read(folder: Path) -> None:
        propose_file(folder / first, folder / "case", given.asked)
        form.read(folder)

    return replace(form, read=read)


MODULES_OF_SEN2 = spoiling.archive(spoiling.table)


FORMATS: dict[str, Callable[[], Format]] = {
    "gias": gias,
    **{f"plans-{name}": partial(plans, name) for name in test_ehc_plans.MADE},
    "plans-zip": archive_of_plans,
    "sen-schools-short": sen_schools_short,
    "sen-schools-long": sen_schools_long,
    "sen2-flat": lambda: sen2("sen2.csv", test_sen2.FLAT.encode(), spoiling.table),
    "sen2-modules": lambda: sen2(
        "sen2.zip", test_sen2.zipped(test_sen2.modules()), MODULES_OF_SEN2
    ),
    "scap-capacity": lambda: imported(
        "scap", {"s.csv": test_scap.CAPACITY.encode()}, spoiling.table, tables=SMALL
    ),
    "scap-forecast": lambda: imported(
        "scap", {"s.csv": test_scap.FORECAST.encode()}, spoiling.table, tables=SMALL
    ),
    "population-estimates": partial(population, "estimates"),
    "population-projection": partial(population, "projection"),
    "population-across": population_across,
    "boundaries-geojson": maps.geojson,
    "boundaries-geopackage": maps.geopackage,
    "boundaries-shapefile": maps.shapefile,
    "table-csv": own_table,
    "table-xlsx": own_workbook,
    "travel-matrix": lambda: imported(
        "travel-matrix",
        {"m.csv": test_travel_matrix.SMALL_AREAS.encode()},
        spoiling.table,
        tables=SMALL,
    ),
    "os-roads": maps.roads,
    **PROJECT_FILES,
}
"""By name; each is made in the process that needs it."""
