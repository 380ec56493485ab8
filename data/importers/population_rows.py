"""Persons by area, age and year, out of any layout that ONS publishes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from capital_planner.errors import DataError, Problem
from data.columns import Column
from data.importers.fitting import Fit, every_fitting
from data.importers.grid import rows_of
from data.importers.imported import Standing
from data.importers.layout import (
    HEADER_WITHIN,
    Findings,
    layout_of,
    names_of,
    read_layout,
)
from data.importers.source import Source

BY_ROW, BY_AGE = "ons-population", "ons-population-by-age"
KINDS = (BY_ROW, BY_AGE)
AREA, AGE, SEX, VALUE = "AREA_CODE", "AGE_GROUP", "SEX", "OBS_VALUE"
PROJECTED = "PROJECTED_YEAR_NAME"
OLDEST = 200
"""Stands for "and over"."""
YEAR_COLUMN = re.compile(r"(?:(?:population|persons|mid)[_ -]?)?((?:19|20)\d\d)", re.I)
YEAR_SAID = re.compile(r"(?:19|20)\d\d")
AGE_COLUMN = re.compile(r"\d{1,3}\+?")
BAND = re.compile(r"(\d{1,3})(?:\s*(?:-|to)\s*(\d{1,3})|\s*(\+|and over|plus))?")
EVERYONE = {"", "persons", "person", "p", "total", "all", "t", "0"}
MEN, WOMEN = {"males", "male", "m", "1"}, {"females", "female", "f", "2"}


@dataclass(frozen=True)
class Persons:
    """What was found.

    Attributes
    ----------
    rows
        Columns ``area_code``, ``low`` and ``high`` (ages, both included), ``year``
        and ``persons``, both sexes together.
    projected
        Whether the years are a projection, not estimates.
    """

    rows: pd.DataFrame
    projected: bool


def persons_of(
    sources: Sequence[Source],
    codes: set[str],
    standing: Standing,
    findings: Findings,
    facts: Counter[str],
) -> Persons:
    """Read the rows of some areas from a table, or from those of an archive.

    Raises
    ------
    DataError
        If no table can be read, or the sexes cannot be put together.
    """
    frames, refused, projected = [], list[Problem](), False
    for source in sources:
        try:
            tables = _tables(source)
        except DataError as error:
            refused += error.problems
            continue
        for table in tables:
            rows = _read(table, codes, standing, findings, facts)
            projected |= table.kind == BY_ROW and _is_projection(rows)
            frames.append(_long(rows, table, findings))
    if not frames:
        raise DataError(refused)
    found = pd.concat(frames, ignore_index=True)
    facts["rows kept"] = len(found)
    return Persons(_both_sexes(found, sources[0]), projected)


def _tables(source: Source) -> list[Fit]:
    """Of a workbook the first sheet of all persons, or one each of men and women.

    Raises
    ------
    DataError
        If no sheet can be read.
    """
    found: dict[str, Fit] = {}
    for table in every_fitting([source], KINDS):
        found.setdefault(_sex_of(table.source), table)
    return [found[""]] if "" in found else [*found.values()]


def _sex_of(table: Source) -> str:
    """Read the sex of a sheet off its name; empty for persons."""
    said = set(re.findall(r"(?<![a-z])(?:fe)?males?(?![a-z])", table.sheet.casefold()))
    return said.pop() if len(said) == 1 else ""


def _layout(table: Fit) -> list[Column]:
    """Columns of the layout that are there, and those named by a year or an age."""
    kind, header = table.kind, table.header
    lower = {name.casefold() for name in header}
    layout = [
        column
        for column in layout_of(kind)
        if any(name.casefold() in lower for name in names_of(column))
    ]
    known = {name.casefold() for column in layout for name in names_of(column)}
    named = YEAR_COLUMN if kind == BY_ROW else AGE_COLUMN
    return layout + [
        Column(name, "number", "persons", "no", "", f"Persons, {name}")
        for name in dict.fromkeys(header)
        if named.fullmatch(name) and name.casefold() not in known
    ]


def _read(
    table: Fit,
    codes: set[str],
    standing: Standing,
    findings: Findings,
    facts: Counter[str],
) -> pd.DataFrame:
    def wanted(texts: pd.DataFrame) -> pd.Series:
        facts["rows read"] += len(texts)
        ours = texts[AREA].isin(list(codes))
        if "COMPONENT" in texts:
            ours &= texts["COMPONENT"].str.casefold() == "population"
        return ours

    progress, layout = standing.on_progress, _layout(table)
    return read_layout(
        table.source, layout, findings, keep=wanted, on_progress=progress
    )


def _is_projection(rows: pd.DataFrame) -> bool:
    bare = any(YEAR_SAID.fullmatch(str(name)) for name in rows)
    return bare or "COMPONENT" in rows or PROJECTED in rows


def _long(rows: pd.DataFrame, table: Fit, findings: Findings) -> pd.DataFrame:
    """One row an area, sex, age and year; rows of unreadable ages are reported."""
    source = table.source
    rows = rows.rename_axis("row").reset_index()
    if SEX not in rows:
        rows[SEX] = _sex_of(source)
    by_age = table.kind == BY_AGE
    long = _by_age(rows, source) if by_age else _by_row(rows, source)
    bands = long["said"].map({said: _band(said) for said in long["said"].unique()})
    bad = bands.isna()
    for row, said in (
        long.loc[bad, ["row", "said"]].drop_duplicates().itertuples(index=False)
    ):
        if said.casefold() not in {"all ages", "total", "all"}:
            message = "This is not an age, or ages from one to another."
            place = (source.name, int(row), AGE, str(said))
            findings.add(Problem(message, "Write 4, 0 to 15 or 90 and over.", *place))
    long = long[~bad & long["persons"].notna()].copy()
    pairs = bands[long.index].tolist()
    long["low"], long["high"] = [a for a, _ in pairs], [b for _, b in pairs]
    return long[[AREA, SEX, "low", "high", "year", "persons"]]


def _by_row(rows: pd.DataFrame, source: Source) -> pd.DataFrame:
    years = [name for name in rows if YEAR_COLUMN.fullmatch(str(name))]
    rows = rows.rename(columns={AGE: "said"})
    keys = ["row", AREA, SEX, "said"]
    if years:
        long = rows.melt(keys, years, "year", "persons")
        return long.assign(year=long["year"].str[-4:].astype("int64"))
    dated = next((name for name in (PROJECTED, "year") if name in rows), None)
    if dated is None or VALUE not in rows:
        message = "The file has no column of a year, and none of years and persons."
        remedy = "Take a table with columns 2022, 2023 ..., or year and value."
        raise DataError([Problem(message, remedy, source.name)])
    year = rows[dated].str.extract(f"({YEAR_SAID.pattern})", expand=False)
    long = rows.assign(year=year, persons=rows[VALUE]).dropna(subset=["year"])
    return long.astype({"year": "int64"})[[*keys, "year", "persons"]]


def _by_age(rows: pd.DataFrame, source: Source) -> pd.DataFrame:
    ages = [name for name in rows if AGE_COLUMN.fullmatch(str(name))]
    said = pd.Series(rows.get("year", ""), rows.index, dtype="str")
    year = said.str.extract(f"({YEAR_SAID.pattern})", expand=False)
    year = year.fillna(_year_in_title(source))
    if year.isna().any() or (year == "").any():
        message = "The file does not say of which year it is."
        remedy = "Add a column called year, or put the year in the name of the file."
        raise DataError([Problem(message, remedy, source.name)])
    keys = ["row", AREA, SEX, "year"]
    long = rows.assign(year=year.astype("int64")).melt(keys, ages, "said", "persons")
    return long.astype({"said": "str"})


def _year_in_title(source: Source) -> str:
    for text in _titles(source):
        if found := YEAR_SAID.search(text):
            return found[0]
    return ""


def _titles(source: Source) -> Iterator[str]:
    """Words above the header, then the name of the file."""
    area = {name.casefold() for name in names_of(layout_of(BY_AGE)[0])}
    for number, cells in rows_of(source):
        if number > HEADER_WITHIN or area & {cell.casefold() for cell in cells}:
            break
        yield " ".join(cells)
    yield source.name


def _band(said: str) -> tuple[int, int] | None:
    words = re.sub(r"^aged?\s+", "", said.casefold().strip())
    found = BAND.fullmatch(words)
    if not found:
        return None
    low = int(found[1])
    if found[3]:
        return low, OLDEST
    return low, int(found[2] or low)


def _both_sexes(found: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Take the rows of all persons, or add those of men and women."""
    keys = [AREA, "low", "high", "year"]
    sex = found[SEX].str.casefold()
    rows = found[sex.isin(EVERYONE)]
    if rows.empty:
        if not (sex.isin(MEN).any() and sex.isin(WOMEN).any()):
            message = "The file does not count men and women, or all persons."
            remedy = "Give the table of persons, or the archive with both."
            raise DataError([Problem(message, remedy, source.name, column=SEX)])
        rows = found[sex.isin(MEN | WOMEN)].assign(one=sex.isin(MEN))
    again = rows[rows.duplicated([*keys, "one"] if "one" in rows else keys)]
    if len(again):
        message = "The same area, age and year is there twice."
        remedy = "Give one table of persons."
        value = " ".join(str(cell) for cell in again[keys].iloc[0])
        raise DataError([Problem(message, remedy, source.name, value=value)])
    sums = rows.groupby(keys)[["persons"]].sum().reset_index()
    return sums.rename(columns={AREA: "area_code"})
