"""The bytes of a case: a folder with one CSV file a table, and their digest."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from capital_planner.errors import DataError, Problem
from data.columns import TABLES

EMBEDDED_CASE = Path(__file__).parent / "lancashire"
"""The case used when no other is named."""
MOST_BYTES = 64 * 2**20
"""No table of one authority is larger."""


def folder_tables(folder: Path) -> dict[str, bytes]:
    """Bytes of every table in a folder, by its name; tables not there are left out.

    Raises
    ------
    DataError
        If the folder holds no table, or one that cannot be read.
    """
    paths = {table: folder / f"{table}.csv" for table in TABLES}
    found = {table: path for table, path in paths.items() if path.exists()}
    tables: dict[str, bytes] = {}
    problems: list[Problem] = []
    if not found:
        message = "There is no such folder, or it holds no table of a case."
        remedy = "Name a folder that holds the tables of a case, or a project file."
        problems.append(Problem(message, remedy, file=str(folder)))
    for table, path in found.items():
        try:
            tables[table] = _bounded(path)
        except OSError as error:
            message = f"The file cannot be read: {error.strerror or error}."
            remedy = "See that you may read it, and that it is a table of this case."
            problems.append(Problem(message, remedy, file=path.name))
    if problems:
        raise DataError(problems)
    return tables


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OSError(None, f"it is larger than {MOST_BYTES // 2**20} MB")
    return content


def digest_of(tables: Mapping[str, bytes]) -> str:
    """SHA-256 of all tables that there are, which names a case.

    A table that is not there does not count, so that a table a later planner may
    read leaves the digests of cases without it as they were.
    """
    digest = hashlib.sha256()
    for table in TABLES:
        if content := tables.get(table):
            digest.update(f"{table}:{len(content)}:".encode())
            digest.update(content)
    return digest.hexdigest()
