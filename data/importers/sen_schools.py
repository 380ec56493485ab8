"""Special educational needs in England: what a special school's children need."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from capital_planner.errors import DataError, Problem
from capital_planner.establishments import designations
from capital_planner.needs import SEN2_NEEDS
from data.importers.fitting import Fit, first_fitting
from data.importers.imported import Imported, Standing
from data.importers.layout import Findings, layout_of, names_of, read_layout
from data.importers.source import Source

WIDE, LONG = "dfe-sen-schools", "dfe-sen-schools-long"
NEED_COLUMN = "EHC_Primary_need_"
MAY_BE_DERIVED = ("published: GIAS", "working assumption", "derived: pupils")
"""Designations that nobody at the council set begin so."""
SAME_NEED = {
    "visual impairment": "VI",
    "speech, language and communications needs": "SLCN",
    "other difficulty/disability": "OTH",
    "down's syndrome": "DS",
    "autism": "ASD",
    **{name.casefold(): code for code, name in SEN2_NEEDS.items()},
    **{code.casefold(): code for code in SEN2_NEEDS},
}
"""Needs in the words of several releases, to SEN2 codes."""
LA_DIGITS = 3


def read(sources: Sequence[Source], standing: Standing) -> Imported:
    """Derive the designations of special schools from their children's needs.

    Children with plans only, by primary need, at the newest count of the file. A
    designation that an officer or the council set is kept. Needs that are not known
    do not count.

    Raises
    ------
    DataError
        If it is no school-level table, a cell cannot be read, the case has no
        special schools yet, or none of them is in the file.
    """
    remedy = "Import the register of schools (GIAS) first."
    schools = standing.table("special_schools", remedy)
    findings, facts = Findings(), Counter[str]()
    table = first_fitting(sources, (WIDE, LONG))
    source = table.source
    rows = _own_rows(table, standing, findings, facts)
    findings.settle()
    rows = _with_urns(rows, schools, source, findings)
    counts = _wide(rows) if table.kind == WIDE else _counted(rows, source, findings)
    if counts.empty:
        message = "None of the special schools of the case is in the file."
        remedy = "See that it is the school-level table, of all England."
        raise DataError([Problem(message, remedy, source.name)])
    made = _designated(schools, counts, source, findings, facts)
    return Imported({"special_schools": made}, tuple(findings.problems()), dict(facts))


def _own_rows(
    table: Fit,
    standing: Standing,
    findings: Findings,
    facts: Counter[str],
) -> pd.DataFrame:
    """Rows of the authority at the newest count; ``urn`` and ``laestab`` as text."""

    def own(texts: pd.DataFrame) -> pd.Series:
        facts["rows read"] += len(texts)
        if standing.la_code:
            code = texts["old_la_code"].str.lstrip("0").str.removesuffix(".0")
            return code == str(standing.la_code)
        return texts["new_la_code"] == standing.code

    lower = {name.casefold() for name in table.header}
    layout = [
        column
        for column in layout_of(table.kind)
        if any(name.casefold() in lower for name in names_of(column))
    ]
    progress = standing.on_progress
    rows = read_layout(table.source, layout, findings, keep=own, on_progress=progress)
    names = {"school_urn": "said", "school_laestab": "laestab"}
    newest = rows["time_period"] == rows["time_period"].max()
    kept: pd.DataFrame = rows.loc[newest].rename(columns=names)
    facts["rows kept"] = len(kept)
    return kept


def _with_urns(
    rows: pd.DataFrame,
    schools: pd.DataFrame,
    source: Source,
    findings: Findings,
) -> pd.DataFrame:
    """Rows of the case's special schools, with their URN.

    A URN that a spreadsheet has spoilt is found again by the name of the school;
    where the other number is of another authority, the row is left out.
    """
    by_name = dict(zip(schools["name"].str.casefold(), schools["urn"], strict=True))
    known = set(schools["urn"])
    urns = []
    for row, said, name in zip(
        rows.index, rows["said"], rows["school_name"], strict=True
    ):
        whole = said.removesuffix(".0")
        if whole.isascii() and whole.isdigit():
            urns.append(int(whole) if int(whole) in known else pd.NA)
            continue
        urns.append(by_name.get(name.casefold(), pd.NA))
        message = "The URN is spoilt."
        found = urns[-1] is not pd.NA
        remedy = "The school was found by its name." if found else "It is left out."
        place = (source.name, int(row), "school_urn", said)
        findings.add(Problem(message, remedy, *place, severity="warning"))
    rows = rows.assign(urn=pd.Series(urns, rows.index, dtype="Int64"))
    return _of_authority(rows.dropna(subset=["urn"]), source, findings)


def _of_authority(
    rows: pd.DataFrame, source: Source, findings: Findings
) -> pd.DataFrame:
    if "laestab" not in rows:
        return rows
    digits = rows["laestab"].where(rows["laestab"].str.fullmatch(r"[\d/]+"), "")
    other = (digits != "") & (digits.str[:LA_DIGITS] != rows["old_la_code"])
    for row in rows.index[other]:
        message = "The number of the school is of another authority; it is left out."
        remedy = "See that the columns of the file were not shifted."
        place = (source.name, int(row), "school_laestab", digits[row])
        findings.add(Problem(message, remedy, *place, severity="warning"))
    return rows[~other]


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    """Children by school and need: columns urn, need, children, year, row."""
    needs = [name for name in rows if str(name).startswith(NEED_COLUMN)]
    long = rows.reset_index().melt(
        ["urn", "time_period", "row"], needs, "need", "children"
    )
    codes = long["need"].str.removeprefix(NEED_COLUMN).str.upper()
    return long.assign(need=codes.where(codes.isin(list(SEN2_NEEDS)), ""))


def _counted(rows: pd.DataFrame, source: Source, findings: Findings) -> pd.DataFrame:
    words = rows["sen_provision"].str.casefold()
    plans = rows[words.str.contains("ehc|health and care")].reset_index()
    said = plans["sen_primary_need"].str.casefold()
    plans = plans[said != "total"]
    needs = said[said != "total"].map(SAME_NEED).fillna("")
    for row, need in plans.loc[needs == "", ["row", "sen_primary_need"]].itertuples(
        index=False
    ):
        message = "This is not a need that the planner knows; its children are apart."
        place = (source.name, int(row), "sen_primary_need", str(need))
        findings.add(Problem(message, "Nothing to do.", *place, severity="warning"))
    named = plans.rename(columns={"pupil_count": "children"}).assign(need=needs)
    return named[["urn", "time_period", "row", "need", "children"]]


def _designated(
    schools: pd.DataFrame,
    counts: pd.DataFrame,
    source: Source,
    findings: Findings,
    facts: Counter[str],
) -> pd.DataFrame:
    made = schools.copy()
    unknown = counts.loc[counts["need"] == "", "children"].sum()
    facts["children with plans whose need is not known"] = int(unknown)
    year = str(counts["time_period"].iloc[0])
    table = counts[counts["need"] != ""].pivot_table(
        index="urn", columns="need", values="children", aggfunc="sum", observed=True
    )
    for row, urn, status in zip(
        made.index, made["urn"], made["designation_status"], strict=True
    ):
        if not status.startswith(MAY_BE_DERIVED):
            facts["designations kept as set"] += 1
            continue
        pupils = table.loc[urn].fillna(0).astype(float) if urn in table.index else None
        own, also = ("", "") if pupils is None else designations(pupils)
        if not own:
            message = "The file does not say what the children of the school need."
            remedy = "Its designation stays as it was."
            place = (source.name, None, "school_urn", str(urn))
            findings.add(Problem(message, remedy, *place, severity="warning"))
            continue
        facts["designations derived"] += 1
        made.loc[row, "designated"], made.loc[row, "also_takes"] = own, also
        made.loc[row, "designation_status"] = (
            f"derived: pupils by primary need, {year[:4]}/{year[-2:]}"
        )
    return made
