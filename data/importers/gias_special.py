"""State special schools of an extract, and what an officer has set of them."""

import pandas as pd

from capital_planner.errors import Problem
from capital_planner.establishments import NONE_NAMED
from capital_planner.needs import SEN2_NEEDS
from data.columns import columns_of
from data.importers.gias_ground import URNS
from data.importers.imported import Standing
from data.importers.layout import Findings
from data.importers.source import Source

PUBLISHED = "published: GIAS"
ASSUMED = "working assumption: GIAS names no need of the school, so it serves any"
CAPACITY = "GIAS: SchoolCapacity"
BELOW_ROLL = ", below the roll, so no limit"
RENEWED = {
    "name": "EstablishmentName",
    "district": "DistrictAdministrative (code)",
    "roll": "NumberOfPupils",
    "easting": "Easting",
    "northing": "Northing",
    "age_from": "StatutoryLowAge",
    "age_to": "StatutoryHighAge",
}
"""Facts that the extract renews, and the column each comes from."""
SEN_COLUMNS = tuple(f"SEN{number} (name)" for number in range(1, 14))
NO_NEED = {"", "NOT APPLICABLE"}


def special_schools_of(
    state: pd.DataFrame, standing: Standing, source: Source, findings: Findings
) -> pd.DataFrame:
    """Make the table: facts from the extract, and the rest as an officer set it."""
    made = _whole(_made(state, source, findings), standing, source, findings)
    before = standing.tables.get("special_schools")
    if before is not None:
        _keep_what_is_set(made, before.set_index("urn"), source, findings)
    for row in made.index[made["designation_status"] == ASSUMED]:
        message = "GIAS names no need of the special school."
        _warn(message, source, row, "SEN1 (name)", findings, "Set its designation.")
    return made


def _keep_what_is_set(
    made: pd.DataFrame, old: pd.DataFrame, source: Source, findings: Findings
) -> None:
    kept = made["urn"].isin(old.index)
    for row in made.index[kept]:
        was = old.loc[made.loc[row, "urn"]]
        _report_renewed(made.loc[row], was, row, source, findings)
        own_words = not str(was["designation_status"]).startswith((PUBLISHED, ASSUMED))
        if own_words:
            for name in ("designated", "also_takes", "designation_status"):
                made.loc[row, name] = was[name]
        if was["places_note"] and not str(was["places_note"]).startswith(CAPACITY):
            made.loc[row, "published_places"] = was["published_places"]
            made.loc[row, "places_note"] = was["places_note"]
    for row in made.index[~kept]:
        _warn("The special school is new to the case.", source, row, "URN", findings)


def needs_named(rows: pd.DataFrame, source: Source, findings: Findings) -> pd.Series:
    """SEN2 codes that each school is designated for, in the order of the extract."""
    return pd.Series(
        [" ".join(_codes(rows, row, source, findings)) for row in rows.index],
        index=rows.index,
        dtype="str",
    )


def gone(
    rows: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
    standing: Standing,
    findings: Findings,
) -> None:
    """Report schools that the case names and that no longer are what they were."""
    status = rows.drop_duplicates("urn").set_index("urn")["EstablishmentStatus (name)"]
    there = set(tables["schools"]["urn"])
    for table, column in URNS.items():
        after = set(tables[table]["urn"]) if table in tables else there
        before = standing.tables.get(table)
        for row, urn in () if before is None else before[column].dropna().items():
            if urn in (there if table == "bases" else after):
                continue
            message = f"The school is no longer one of {table}; GIAS: " + (
                f"{status[urn]}." if urn in status else "not in the file."
            )
            remedy = (
                "What follows it is not known: put in the URN of its successor, if any."
            )
            place = (f"{table}.csv", int(str(row)), column, str(urn))
            findings.add(Problem(message, remedy, *place, severity="warning"))


def _made(state: pd.DataFrame, source: Source, findings: Findings) -> pd.DataFrame:
    named = needs_named(state, source, findings)
    capacity, roll = state["SchoolCapacity"], state["pupils"]
    low = (capacity < roll).fillna(value=False).astype(bool)
    note = low.map({True: CAPACITY + BELOW_ROLL, False: CAPACITY})
    frame = state.assign(
        roll=roll,
        designated=named.where(named != "", " ".join(NONE_NAMED)),
        also_takes="",
        designation_status=(named != "").map({True: PUBLISHED, False: ASSUMED}),
        published_places=capacity.where(capacity > 0),
        places_note=note.where((capacity > 0).fillna(value=False), ""),
    )
    return frame[[column.name for column in columns_of("special_schools")]].copy()


def _whole(
    made: pd.DataFrame, standing: Standing, source: Source, findings: Findings
) -> pd.DataFrame:
    """Fill what GIAS leaves blank from the case; leave out what is still unknown."""
    needed = ["roll", "age_from", "age_to"]
    before = standing.tables.get("special_schools")
    if before is not None:
        old = before.set_index("urn")[needed].reindex(made["urn"])
        made[needed] = made[needed].fillna(old.set_index(made.index))
    blank = made[needed].isna()
    for row in made.index[blank.any(axis=1)]:
        column = RENEWED[str(blank.columns[blank.loc[row]][0])]
        message = (
            "A figure that the plan needs is blank; the special school is left out."
        )
        remedy = "Add it to special_schools.csv when its roll and ages are known."
        _warn(message, source, row, column, findings, remedy)
    return made[~blank.any(axis=1)].copy()


def _report_renewed(
    now: pd.Series, was: pd.Series, row: int, source: Source, findings: Findings
) -> None:
    for name, column in RENEWED.items():
        if pd.notna(now[name]) and now[name] != was[name]:
            message, remedy = "The case is renewed from GIAS.", "See that it is right."
            change = f"{was[name]} -> {now[name]}"
            place = (source.name, row, column, change)
            findings.add(Problem(message, remedy, *place, severity="warning"))


def _codes(
    rows: pd.DataFrame, row: int, source: Source, findings: Findings
) -> list[str]:
    codes = []
    for column in SEN_COLUMNS:
        text = str(rows.loc[row, column])
        code = text.partition(" - ")[0].strip().upper()
        if code in SEN2_NEEDS:
            codes.append(code)
        elif code not in NO_NEED:
            message = "This is not a need that the planner knows; it is left out."
            remedy = f"Known are: {', '.join(SEN2_NEEDS)}."
            place = (source.name, row, column, text)
            findings.add(Problem(message, remedy, *place, severity="warning"))
    return list(dict.fromkeys(codes))


def _warn(
    message: str,
    source: Source,
    row: int,
    column: str,
    findings: Findings,
    remedy: str = "See that its row is right.",
) -> None:
    place = (source.name, int(row), column)
    findings.add(Problem(message, remedy, *place, severity="warning"))
