"""Bytes of CSV and JSON files."""

import csv
import io
import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes text that begins so for a formula, and runs it."""
DECIMALS = 6
MANY = 1_000
"""Rows from which on a value is likely to come again."""


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Columns of a frame as a CSV file that Excel opens with its accents right.

    Numbers stay numbers, to six decimals; missing values are blank; text that a
    spreadsheet would run as a formula gets a leading apostrophe, and a return
    inside a text is a line feed: written alone it would end the row. The index
    is left out.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow([_cell(name) for name in frame.columns])
    columns = [_cells(frame[name]) for name in frame.columns]
    writer.writerows(zip(*columns, strict=True))
    return lines.getvalue().encode("utf-8-sig")


def _cells(column: pd.Series) -> list[str]:
    """Write each value of a column of one type once, however often it is there."""
    values = column.tolist()
    if column.dtype == object or len(values) < MANY:
        return [_cell(value) for value in values]
    once = column.dropna().drop_duplicates().tolist()
    known = {value: _cell(value) for value in once if value}
    return [known[value] if value in known else _cell(value) for value in values]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float) and not math.isnan(value):
        return (
            f"{round(value, DECIMALS):.12g}" if isinstance(value, float) else f"{value}"
        )
    if value is None or pd.isna(value):  # type: ignore[call-overload]
        return ""
    text = " ".join(value) if isinstance(value, tuple) else str(value)
    told = f"'{text}" if text.startswith(FORMULA_SIGNS) else text
    return told.replace("\r\n", "\n").replace("\r", "\n")


def json_bytes(record: Mapping[Any, Any]) -> bytes:
    """JSON of a record; numbers that do not exist are null, arrays are lists."""
    text = json.dumps(plain(record), indent=2, ensure_ascii=False, allow_nan=False)
    return f"{text}\n".encode()


def plain(value: Any) -> Any:  # noqa: ANN401 (JSON holds any value)
    """Plain values of a record, as JSON holds them."""
    if isinstance(value, Mapping):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(held) for held in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value
