"""DfE statistics of education, health and care plans, releases 2022 to 2026."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from capital_planner.errors import DataError, Problem
from data.columns import Column, columns_of
from data.importers.earlier_releases import PLACEMENTS_2023, as_before
from data.importers.fitting import Fit, first_fitting
from data.importers.imported import Imported, Standing
from data.importers.layout import Findings, layout_of, read_layout
from data.importers.source import Source

NEWER, OLDER = "dfe-ehc-plans", "dfe-ehc-plans-2023"
COUNTS = "dfe-ehc-plans-counts"
SIGNS = {
    "ehcplans": "caseload",
    "new_ehc_plans": "new plans",
    "total_ceased": "ceased plans",
    "number_asd": "needs",
}
"""A column that only one of the four tables has, and which table that is."""
NEED_COLUMN = "number_"
NOT_READ = {
    *("time_identifier", "country_code", "country_name", "region_code"),
    *("region_name", "la_name", "max_age", "needs_met", "he", "employ", "transfer"),
    *("no_engage", "moved_outside_eng", "not_rec", "other", "ehc_plans"),
}
"""Known columns that say nothing that is needed; shares end in ``_pc``."""
OF_NOW, OF_START, OF_END = (
    "child or young persons age",
    "age when plan started",
    "age plan ceased",
)
LEFT = "This file of the archive was left out."
BY_PLACEMENT, EVERY_PLAN = "type of placement", "all ehc plans"
AGE = re.compile(r"(?:age )?(\d{1,2})(?: and (?:under|over))?")
UNDER = re.compile(r"under (\d{1,2})")

Tables = dict[str, pd.DataFrame]


def read(sources: Sequence[Source], standing: Standing) -> Imported:
    """Make the tables of plans of one authority.

    The file is one of caseload, newplans, ceased_plans and sen_needs_all_plans, or
    an archive with several of them; each is told by its header. Cells that are not
    published (suppressed, not available, not applicable) are left out.

    Raises
    ------
    DataError
        If none of the four is there, a cell cannot be read, or no row is about the
        authority.
    """
    findings, facts, tables = Findings(), Counter[str](), Tables()
    for kind, table in _told(sources, findings).items():
        rows = _own_rows(table, standing, findings, facts)
        tables |= MAKERS[kind](rows, table.source, findings)
    findings.settle()
    made = {
        name: _published(frame, name, findings, facts) for name, frame in tables.items()
    }
    there = {name: frame for name, frame in made.items() if not frame.empty}
    return Imported(there, tuple(findings.problems()), dict(facts))


def _told(sources: Sequence[Source], findings: Findings) -> dict[str, Fit]:
    """Tell which table each file is; others in an archive are left, and named."""
    found: dict[str, Fit] = {}
    refused: list[Problem] = []
    for source in sources:
        try:
            table = first_fitting([source], (NEWER, OLDER))
            kind = _kind(table)
        except DataError as error:
            refused += error.problems
            continue
        if kind in found:
            message = f"The archive holds two tables of this kind ({kind})."
            refused.append(Problem(message, "Give one of them by itself.", source.name))
            raise DataError(refused[-1:])
        found[kind] = table
    if not found:
        raise DataError(refused)
    for problem in refused:
        said = f"{LEFT} {problem.message}"
        findings.add(replace(problem, message=said, severity="warning"))
    return found


def _kind(table: Fit) -> str:
    if table.kind == OLDER:
        return OLDER
    lower = {name.casefold() for name in table.header}
    for sign, kind in SIGNS.items():
        if sign in lower:
            return kind
    message = "This is none of the tables of plans that can be read."
    remedy = "Give caseload, newplans, ceased_plans or sen_needs_all_plans."
    raise DataError([Problem(message, remedy, table.source.name)])


def _own_rows(
    table: Fit,
    standing: Standing,
    findings: Findings,
    facts: Counter[str],
) -> pd.DataFrame:
    """Rows of the authority: year, topic, breakdown, and counts as published."""

    def own(texts: pd.DataFrame) -> pd.Series:
        facts["rows read"] += len(texts)
        old = texts["old_la_code"].str.lstrip("0").str.removesuffix(".0")
        mine = (texts["new_la_code"] == standing.code) & (texts["new_la_code"] != "")
        mine |= (old == str(standing.la_code)) & (standing.la_code > 0)
        level = texts["geographic_level"].str.casefold()
        return mine & (level == "local authority")

    layout, source = _layout(table.header), table.source
    _report_new(table.header, source, findings)
    rows = read_layout(
        source, layout, findings, keep=own, on_progress=standing.on_progress
    )
    if rows.empty:
        whose = standing.code or standing.la_code
        message = f"No row is about the authority {whose}."
        remedy = "See that its code is right, and that the file is of all England."
        raise DataError([Problem(message, remedy, source.name)])
    facts["rows kept"] += len(rows)
    rows["year"] = _years(rows["time_period"], source, findings)
    rows = rows[rows["year"].notna()]
    for name in ("breakdown_topic", "breakdown"):
        if name in rows:
            rows[name] = rows[name].str.replace("['\u2019]", "", regex=True)
    _twice(rows, source, findings)
    return rows


def _layout(header: Sequence[str]) -> tuple[Column, ...]:
    """Columns of the table: those of every table, and the counts that it has."""
    lower = {name.casefold() for name in header}
    if "breakdown_topic" not in lower:
        return layout_of(OLDER)
    counts = (column for column in layout_of(COUNTS) if column.name in lower)
    return layout_of(NEWER) + tuple(counts)


def _report_new(header: Sequence[str], source: Source, findings: Findings) -> None:
    """Say which columns no release up to 2026 had: a placement or need may be new."""
    if "breakdown_topic" not in {name.casefold() for name in header}:
        return
    read = {column.name for layout in (NEWER, COUNTS) for column in layout_of(layout)}
    for name in header:
        lower = name.casefold()
        if lower and lower not in read | NOT_READ and not lower.endswith("_pc"):
            message, remedy = "The column is new: it is not read.", "Nothing to do."
            findings.add(
                Problem(message, remedy, source.name, column=name, severity="warning")
            )


def _years(texts: pd.Series, source: Source, findings: Findings) -> pd.Series:
    """Calendar year, or the year of the January of an academic year."""
    digits = texts.str.replace(r"[^0-9]", "", regex=True)
    years = pd.to_numeric(digits.str[:4], errors="coerce").astype("Int64")
    academic = digits.str.len() == len("202425")
    good = academic | (digits.str.len() == len("2024"))
    for row, text in texts[~good].items():
        message, remedy = "This is not a year.", "Write it as 202425 or 2024."
        where = (source.name, int(str(row)), "time_period", str(text))
        findings.add(Problem(message, remedy, *where))
    return (years + academic.astype("int64")).where(good)


def _twice(rows: pd.DataFrame, source: Source, findings: Findings) -> None:
    named = ("year", "breakdown_topic", "breakdown", "establishment_type")
    keys = [name for name in named if name in rows]
    for row in rows.index[rows.duplicated(keys)]:
        message = "Another row of the authority is about the same."
        remedy = "See that the code is of one authority, and keep one of the rows."
        value = " ".join(str(cell) for cell in rows.loc[row, keys])
        findings.add(Problem(message, remedy, source.name, row, keys[-1], value))


# --- the tables -----------------------------------------------------------------


def _caseload(rows: pd.DataFrame, _source: Source, findings: Findings) -> Tables:
    counts = _counts(rows)
    whole = _long(_about(rows, EVERY_PLAN), ["year"], counts, "placement")
    by_age = _long(_by_age(rows, OF_NOW), ["year", "age"], counts, "placement")
    return {
        "plans_by_placement": as_before(whole, ["year"], findings),
        "plans_by_age_and_placement": as_before(by_age, ["year", "age"], findings),
    }


def _needs(rows: pd.DataFrame, _source: Source, findings: Findings) -> Tables:
    """Give counts by need, of the newest January."""
    rows = rows[rows["year"] == rows["year"].max()]
    codes = {name: name.removeprefix(NEED_COLUMN).upper() for name in _counts(rows)}
    rows = rows.rename(columns=codes)
    needs = list(codes.values())
    placed = _about(rows, BY_PLACEMENT).rename(columns={"breakdown": "placement"})
    long = _long(placed, ["placement"], needs, "need")
    return {
        "plans_by_age_and_need": _long(_by_age(rows, OF_NOW), ["age"], needs, "need"),
        "plans_by_need_and_placement": as_before(long, ["need"], findings),
    }


def _new(rows: pd.DataFrame, _source: Source, _findings: Findings) -> Tables:
    started = _by_age(rows, OF_START)
    return {"new_plans": started.rename(columns={"new_ehc_plans": "plans"})}


def _ceased(rows: pd.DataFrame, source: Source, findings: Findings) -> Tables:
    """Give plans ended, those of children who died left out, as the case has it."""
    ended = _by_age(rows, OF_END)
    plans = ended["total_ceased"]
    died = ended.get("deceased", pd.Series(pd.NA, ended.index, dtype="Int64"))
    for row in ended.index[plans.notna() & died.isna()]:
        message = "How many of these children died is not published."
        remedy = "Nothing to do: plans ended are counted with them, a few too many."
        where = (source.name, int(str(row)), "deceased")
        findings.add(Problem(message, remedy, *where, severity="warning"))
    known = plans - died.fillna(0)
    return {"ceased_plans": ended[["year", "age"]].assign(plans=known)}


def _older(rows: pd.DataFrame, _source: Source, findings: Findings) -> Tables:
    """Give counts of releases 2022 and 2023 by placement, as named since 2024."""
    placement = rows["establishment_type"].str.casefold().map(PLACEMENTS_2023)
    long = rows.assign(placement=placement, plans=rows["num_caseload"])
    known = long.dropna(subset=["placement"])[["year", "placement", "plans"]]
    return {"plans_by_placement": as_before(known, ["year"], findings)}


MAKERS: Mapping[str, Callable[[pd.DataFrame, Source, Findings], Tables]] = {
    "caseload": _caseload,
    "new plans": _new,
    "ceased plans": _ceased,
    "needs": _needs,
    OLDER: _older,
}


def _about(rows: pd.DataFrame, topic: str) -> pd.DataFrame:
    return rows[rows["breakdown_topic"].str.casefold() == topic]


def _by_age(rows: pd.DataFrame, topic: str) -> pd.DataFrame:
    """Rows by single age; 2 means under 3, and the last may mean "and over"."""
    rows = _about(rows, topic)
    ages = pd.Series(list(map(_age, rows["breakdown"])), rows.index, dtype="Int64")
    return rows.assign(age=ages).dropna(subset=["age"])


def _age(text: str) -> int | None:
    words = text.casefold().strip()
    if under := UNDER.fullmatch(words):
        return int(under[1]) - 1
    found = AGE.fullmatch(words)
    return int(found[1]) if found else None


def _counts(rows: pd.DataFrame) -> list[str]:
    return [column.name for column in layout_of(COUNTS) if column.name in rows]


def _long(
    rows: pd.DataFrame, keys: list[str], counts: list[str], named: str
) -> pd.DataFrame:
    long = rows.melt(keys, counts, var_name=named, value_name="plans")
    return long.sort_values([*keys, named], ignore_index=True)


def _published(
    frame: pd.DataFrame, name: str, findings: Findings, facts: Counter[str]
) -> pd.DataFrame:
    """Columns of the schema, without the cells that are not published."""
    known = frame.dropna(subset=["plans"])
    facts["cells not published"] += len(frame) - len(known)
    facts[f"rows of {name}"] = len(known)
    if known.empty:
        message = "The file has no such figures of the authority."
        remedy = "Import the newest release, or keep what the case has."
        findings.add(Problem(message, remedy, f"{name}.csv", severity="warning"))
    return known[[column.name for column in columns_of(name)]]
