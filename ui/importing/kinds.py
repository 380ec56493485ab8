"""Kinds of files that can come in, in plain words: what, where from, what they make.

No Qt and no pandas: a test holds the keys to those of ``data.importers``.
"""

from dataclasses import dataclass

from capital_planner.file_kinds import NEEDED

TABLE = "table"
"""A table of the council's own, whose columns have to be told."""
SEN2 = "sen2"


@dataclass(frozen=True)
class Kind:
    """One kind of file.

    Attributes
    ----------
    key
        As ``main.py import`` calls it.
    beside
        Files that may go with it: key, and what they are.
    """

    key: str
    title: str
    where: str
    makes: str
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def needed(self) -> bool:
        """Whether a new case cannot do without it."""
        return self.key in NEEDED


KINDS = (
    Kind(
        "dfe-ehc-plans",
        "Education, health and care plans (DfE)",
        "Explore education statistics, data files: caseload, new plans, ceased plans "
        "and needs, singly or together in one zip.",
        "Children with plans by age, need and placement; plans begun and ended.",
    ),
    Kind(
        "boundaries",
        "Boundaries of districts",
        "Open Geography portal (ONS): districts or wards as GeoJSON, GeoPackage, or "
        "Shapefile in a zip.",
        "Districts, their outlines and their neighbours.",
        beside=(
            ("districts", "Table of districts and counties"),
            ("county", "Outline of the county"),
        ),
    ),
    Kind(
        "gias",
        "Schools: Get Information about Schools (DfE)",
        "get-information-schools.service.gov.uk, Download all data: establishment "
        "fields, all England.",
        "Schools, special schools here and nearby, independent schools, specialist "
        "bases.",
    ),
    Kind(
        "dfe-sen-schools",
        "Special educational needs in England, by school (DfE)",
        "Explore education statistics, Special educational needs in England: the file "
        "by school.",
        "What needs the children of each special school have.",
    ),
    Kind(
        "ons-population",
        "Population (ONS)",
        "ons.gov.uk: mid-year estimates by single year of age, or subnational "
        "projections, by district.",
        "Children by age and district, now or in years to come.",
    ),
    Kind(
        "scap",
        "School capacity survey (SCAP)",
        "The council's own return: special provision and forecasts.",
        "Places of special schools and bases; the council's own forecast.",
    ),
    Kind(
        SEN2,
        "The council's own SEN2 return",
        "The export of your case system: one table, or the tables of the return in a "
        "zip or workbook.",
        "Counts of children by home area, need, phase and setting. Nothing about one "
        "child is shown or kept.",
        beside=(
            (
                "postcodes",
                "Postcodes and where they are (ONSPD, or OS Code-Point Open)",
            ),
        ),
    ),
    Kind(
        TABLE,
        "A table of the council's own",
        "Any Excel or CSV file with a row of column names.",
        "The table that you choose: funding, places commissioned, small areas, any "
        "other.",
    ),
    Kind(
        "travel-matrix",
        "Journeys from a router",
        "A row for each home area and school, with minutes; from any routing tool.",
        "Journeys, in place of the planner's estimates.",
    ),
    Kind(
        "os-roads",
        "Roads: OS Open Roads",
        "osdatahub.os.uk, OS OpenData, Open Roads as GeoPackage.",
        "Journeys by road, in place of the planner's estimates.",
    ),
)
"""In the order in which a new case takes them."""
BY_KEY = {kind.key: kind for kind in KINDS}
