"""Get Information about Schools: the schools of an authority, and those nearby."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from capital_planner.errors import DataError, Problem
from capital_planner.establishments import OTHER_SPECIAL, STATE_SPECIAL, body_of
from capital_planner.geography import first_half
from data.columns import columns_of
from data.importers.fitting import first_fitting
from data.importers.gias_bases import bases_of
from data.importers.gias_ground import Ground, ground_of
from data.importers.gias_special import gone, special_schools_of
from data.importers.imported import Imported, Standing
from data.importers.layout import Findings, layout_of, read_layout
from data.importers.source import Source

KIND = "gias"
NAMES = {
    "URN": "urn",
    "LA (name)": "authority",
    "EstablishmentName": "name",
    "TypeOfEstablishment (code)": "type_code",
    "TypeOfEstablishment (name)": "type",
    "PhaseOfEducation (name)": "phase",
    "StatutoryLowAge": "age_from",
    "StatutoryHighAge": "age_to",
    "NumberOfPupils": "pupils",
    "DistrictAdministrative (code)": "area_code",
    "Easting": "easting",
    "Northing": "northing",
}
"""Columns of the extract to those of the case."""
STATUS = "EstablishmentStatus (name)"
LA_CODE = r"[0-9]{1,9}"
OPEN = {"open", "open, but proposed to close"}
PROPOSED = "proposed to open"
POLICY = "AdmissionsPolicy (name)"
SELECTIVE = {"selective": "yes", "non-selective": "no"}


def read(sources: Sequence[Source], standing: Standing) -> Imported:
    """Make the tables of schools from the extract of all establishments in England.

    Rows of the authority are kept, those of authorities inside its outline, and
    special schools within 15 km of it. What an officer has set in special schools
    and bases is kept. Boundaries may come in before or after.

    Raises
    ------
    DataError
        If it is no such extract, a cell of a row kept cannot be read, or no school
        is of the authority.
    """
    source = first_fitting(sources, (KIND,)).source
    findings, facts = Findings(), Counter[str]()
    ground = ground_of(standing)
    rows = _rows(source, standing, ground, findings, facts)
    findings.settle()
    status = rows[STATUS].str.casefold()
    facts["proposed to open, left out"] = int(
        (rows["own"] & (status == PROPOSED)).sum()
    )
    live = ground.placed(rows[status.isin(OPEN)], source, findings)
    tables = _tables(live, standing, ground, source, findings)
    gone(rows, tables, standing, findings)
    for problem in ground.astray(tables["schools"], source):
        findings.add(problem)
    for name, frame in tables.items():
        facts[f"rows of {name}"] = len(frame)
    made = {name: frame for name, frame in tables.items() if not frame.empty}
    return Imported(made, tuple(findings.problems()), dict(facts))


def _rows(
    source: Source,
    standing: Standing,
    ground: Ground,
    findings: Findings,
    facts: Counter[str],
) -> pd.DataFrame:
    """Rows that may matter, under the names of the case; ``own`` is the authority's."""

    def wanted(texts: pd.DataFrame) -> pd.Series:
        facts["rows read"] += len(texts)
        special = _codes(texts).isin(STATE_SPECIAL | OTHER_SPECIAL)
        live = texts[STATUS].str.casefold().isin(OPEN)
        near = special & live & ground.may_be_near(texts["Easting"], texts["Northing"])
        inside = texts["DistrictAdministrative (code)"].isin(list(ground.inside))
        known = texts["URN"].isin(list(ground.known))
        return _own(texts, standing) | inside | near | known

    layout = layout_of(KIND)
    progress = standing.on_progress
    rows = read_layout(source, layout, findings, keep=wanted, on_progress=progress)
    rows["own"] = _own(rows, standing)
    facts["rows kept"] = len(rows)
    if not rows["own"].any():
        whose = standing.la_code or standing.code
        message = f"No school is of the authority {whose}."
        remedy = "See that its code is right, and that the file is of all England."
        raise DataError([Problem(message, remedy, source.name)])
    for row in rows.index[rows.duplicated("URN")]:
        message, remedy = "Another row has the same URN.", "Keep one of the two."
        urn = str(rows.loc[row, "URN"])
        findings.add(Problem(message, remedy, source.name, row, "URN", urn))
    codes = rows["LA (code)"].where(rows["LA (code)"].str.fullmatch(LA_CODE))
    la_code = pd.to_numeric(codes).astype("Int64")
    return rows.rename(columns=NAMES).assign(la_code=la_code)


def _codes(texts: pd.DataFrame) -> pd.Series:
    return pd.to_numeric(texts["TypeOfEstablishment (code)"], errors="coerce")


def _own(texts: pd.DataFrame, standing: Standing) -> pd.Series:
    if standing.la_code:
        return texts["LA (code)"].str.lstrip("0") == str(standing.la_code)
    return texts["GSSLACode (name)"] == standing.code


def _tables(
    live: pd.DataFrame,
    standing: Standing,
    ground: Ground,
    source: Source,
    findings: Findings,
) -> dict[str, pd.DataFrame]:
    """Share the schools that are open, and have a point, among the tables."""
    listed = live["in_case"] & (
        live["own"] | live["area_code"].isin(list(ground.inside))
    )
    schools = live[listed]
    schools = schools.assign(
        body=[body_of(int(code)) for code in schools["type_code"]],
        selective=schools[POLICY].str.casefold().map(SELECTIVE).fillna(""),
    )
    own = schools[schools["own"] & schools["in_district"]]
    state = own[own["type_code"].isin(STATE_SPECIAL)]
    other = own[own["type_code"].isin(OTHER_SPECIAL)]
    special = live["type_code"].isin(STATE_SPECIAL | OTHER_SPECIAL)
    beside = ~listed | (live["own"] & ~live["in_district"])
    nearby = live[special & beside & ground.is_near(live)]
    hosts = own[~own["type_code"].isin(STATE_SPECIAL | OTHER_SPECIAL)]
    return {
        "schools": _table("schools", schools),
        "postcodes": _postcodes(own, ground),
        "special_schools": special_schools_of(state, standing, source, findings),
        "independent_schools": _table(
            "independent_schools", other.assign(roll=other["pupils"])
        ),
        "nearby_special_schools": _table("nearby_special_schools", nearby),
        "bases": bases_of(hosts, standing, source, findings),
    }


def _postcodes(own: pd.DataFrame, ground: Ground) -> pd.DataFrame:
    """Count schools by the first half of their postcode, once districts are known."""
    halves = own["Postcode"].map(first_half)
    rows = own.assign(postcode=halves)[(halves != "") & (not ground.areas.empty)]
    counts = rows.groupby(["postcode", "district"]).size()
    return _table("postcodes", counts.rename("schools").reset_index())


def _table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame[[column.name for column in columns_of(name)]]
