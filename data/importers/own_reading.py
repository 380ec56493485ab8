"""Cells of a council's own table as values, and every one that does not fit."""

from collections.abc import Callable, Collection, Sequence

import pandas as pd

from capital_planner.errors import Problem
from data.cells import UnreadableError, Value, is_numeric, is_whole, parse
from data.columns import Column
from data.importers.column_names import Proposal
from data.importers.imported import Standing
from data.importers.layout import Findings
from data.importers.own_cells import Places, tidied
from data.importers.own_rows import Cells

NAMED: dict[str, Callable[[Places], Collection[str]]] = {
    "district": lambda places: places.own,
    "districts": lambda places: places.own,
    "area_name": lambda places: places.inside,
    "area_code": lambda places: places.codes.values(),
}
"""Types of column that name a place, and the names they may have."""


def places_of(standing: Standing) -> Places:
    """Names of districts and areas in the case; none where it has no areas."""
    if "areas" not in standing.tables:
        return Places((), (), {})
    areas = standing.tables["areas"]
    codes = dict(zip(areas["name"], areas["area_code"], strict=True))
    if "authority" in standing.tables:
        own = standing.tables["authority"].iloc[0]
        codes.setdefault(str(own["name"]), str(own["code"]))
    return Places(
        own=list(areas.loc[areas["role"] == "county", "name"]),
        inside=list(areas.loc[areas["role"] != "neighbour", "name"]),
        codes=codes,
    )


class OwnReading:
    """Turns texts into values, and says what does not fit."""

    def __init__(
        self, file: str, proposal: Proposal, places: Places, findings: Findings
    ) -> None:
        self._file, self._headers = file, proposal.used
        self._places, self._findings = places, findings

    def frame(
        self, rows: Sequence[tuple[int, Cells]], columns: Sequence[Column]
    ) -> pd.DataFrame:
        """Values of some columns, index ``row`` as a spreadsheet counts.

        What cannot be read is blank, and among the findings.
        """
        index = pd.Index([number for number, _ in rows], name="row", dtype="int64")
        series = {
            column.name: pd.Series(
                [
                    self._value(number, texts.get(column.name, ""), column)
                    for number, texts in rows
                ],
                index=index,
                dtype=_dtype(column),
            )
            for column in columns
        }
        frame = pd.DataFrame(series, index=index)
        self._refuse_repeats(frame, [it.name for it in columns if it.is_key])
        return frame

    def _value(self, row: int, text: str, column: Column) -> Value:
        header = self._headers.get(column.name, column.name)
        try:
            tidy = tidied(text, column, self._places)
            value = parse(tidy, column)
            self._look_up(tidy, column)
        except UnreadableError as error:
            where = (self._file, row, header, text)
            self._findings.add(Problem(error.message, error.remedy, *where))
            return None if is_numeric(column) else ""
        if column.type in NAMED and tidy != text:
            message = f"{text!r} was read as {tidy}."
            remedy = "Nothing to do, unless another is meant."
            where = (self._file, row, header, text)
            self._findings.add(Problem(message, remedy, *where, severity="warning"))
        return value

    def _look_up(self, text: str, column: Column) -> None:
        """Refuse a district that the case does not have, if it has any."""
        known = NAMED.get(column.type)
        names = known(self._places) if known else ()
        for part in text.split("|") if text and names else ():
            if part not in names:
                raise UnreadableError(
                    message="There is no such district or area in areas.csv.",
                    remedy=f"There are: {', '.join(sorted(names))}.",
                )

    def _refuse_repeats(self, frame: pd.DataFrame, keys: list[str]) -> None:
        if not keys:
            return
        named = " and ".join(self._headers.get(key, key) for key in keys)
        whole = frame[keys].notna().all(axis=1) & (frame[keys] != "").all(axis=1)
        for row in frame.index[frame.duplicated(keys) & whole]:
            message = f"Another row has the same {named}."
            remedy = "Keep one of them, or correct the other."
            value = " ".join(str(cell) for cell in frame.loc[row, keys])
            self._findings.add(
                Problem(message, remedy, self._file, int(row), named, value)
            )


def _dtype(column: Column) -> str:
    if not is_numeric(column):
        return "str"
    return "Int64" if is_whole(column) else "float64"
