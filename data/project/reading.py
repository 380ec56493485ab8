"""Rows of a project file that nobody has vouched for; no code of it is ever run.

The file is read once, to a bound, and looked at in memory: SQLite never opens it, so
that nothing beside it (a log, a link) is followed. Its tables must be, word for word,
those that the planner writes, before a row is read: then there is no trigger, view,
virtual table, generated column or check in it that could run.
"""

import hashlib
import sqlite3
from contextlib import closing
from functools import cache
from typing import Any

from capital_planner.errors import Problem, ProjectFileError
from data.project.layout import (
    ABOUT,
    CHANGED,
    MOST_BLOB,
    MOST_ROWS,
    TABLES,
    VERSION,
    Field,
    Rows,
    check_rows,
    create,
)
from data.project.package import APPLICATION, statements
from data.project.rows import digest_of_rows

HEAD = b"SQLite format 3\x00"
JOURNAL_MODES = slice(18, 20)
"""Bytes that say how the file is written: 1 in place, 2 through a log beside it."""
BY_LOG, IN_PLACE = b"\x02\x02", b"\x01\x01"
APPLICATION_AT = slice(68, 72)
PAGE_SIZE, PAGES = slice(16, 18), slice(28, 32)
LARGEST_PAGE = 65_536
"""Written as 1, as it is too large for its two bytes."""
STEPS, MOST_STEPS = 10_000, 20_000
"""A query that takes more steps than the two multiplied is endless."""
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: MOST_BLOB + 2**20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
}
MOST_THINGS = 1_000
REMEDY = (
    "Open an earlier copy, or the file that you meant. Nothing was changed in this one."
)
NEVER = {
    "virtual": "a virtual table, which is run by code",
    "trigger": "a trigger, which would run by itself",
    "view": "a view, which is a query of its own",
    "index": "an index of its own",
    "table": "a table that the planner does not write, or one it writes otherwise",
}
Made = tuple[str, str, str]
BAD = (sqlite3.Error, UnicodeError, MemoryError, OverflowError, ValueError)


def rows_in(content: bytes, file: str) -> Rows:
    """Rows of a project file.

    Parameters
    ----------
    content
        The whole file; it begins with ``HEAD``.
    file
        Name to give in problems.

    Raises
    ------
    ProjectFileError
        If it is not a project of a version known, or was changed or damaged.
    """
    if content[APPLICATION_AT] != APPLICATION.to_bytes(4, "big"):
        raise _refused(file, "It is a database, but not a project of this planner.")
    if len(content) != _length(content):
        raise _refused(file, "It is damaged: it does not have the length it states.")
    if content[JOURNAL_MODES] == BY_LOG:
        content = content[:18] + IN_PLACE + content[20:]
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as package:
            _guard(package)
            package.deserialize(content)
            return _rows(package, file)
    except BAD as error:
        message = f"It is damaged, or not a project of this planner ({error})."
        raise _refused(file, message) from error


def _length(content: bytes) -> int:
    """Bytes that the head of a database says it has (SQLite file format, 1.3)."""
    size, pages = (int.from_bytes(content[at], "big") for at in (PAGE_SIZE, PAGES))
    return (LARGEST_PAGE if size == 1 else size) * pages


def _guard(package: sqlite3.Connection) -> None:
    """Set bounds to what reading may do."""
    steps = iter(range(MOST_STEPS))
    package.set_progress_handler(lambda: next(steps, None) is None, STEPS)
    for limit, most in LIMITS.items():
        package.setlimit(limit, most)
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "query_only = ON"):
        package.execute(f"PRAGMA {pragma}")


def _rows(package: sqlite3.Connection, file: str) -> Rows:
    made = _made(package)
    if ("table", "about", create("about", ABOUT)) not in made:
        raise _refused(file, "It is a GeoPackage, but not a project of this planner.")
    about = dict(_table(package, "about", ABOUT, file))
    _check_version(str(about.get("version")), file)
    problems = [_strange(*item, file) for item in made if item not in _expected()]
    problems += [_missing(name, file) for _, name, _ in _expected() - set(made)]
    if problems:
        raise ProjectFileError(problems)
    sound = package.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
    if not sound or package.execute("PRAGMA foreign_key_check").fetchone():
        raise _refused(file, "It is damaged: its pages do not fit together.")
    rows = {name: _table(package, name, of, file) for name, of in TABLES.items()}
    problems = list(check_rows(rows, file))
    if problems:
        raise ProjectFileError(problems)
    if about.get("digest") != digest_of_rows(rows):
        raise _refused(file, "What it holds is not what was saved.")
    for name, content, sha256 in rows["case_table"]:
        if hashlib.sha256(bytes(content)).hexdigest() != sha256:
            raise _refused(file, f"Its table {name} is not as it was saved.")
    return rows


def _check_version(said: str, file: str) -> None:
    if said == str(VERSION):
        return
    if said.isascii() and said.isdigit() and int(said) > VERSION:
        message = f"It was saved by a newer planner (version {said} of the file)."
        remedy = f"Open it with that planner; this one reads up to version {VERSION}."
        raise ProjectFileError([Problem(message, remedy, file=file)])
    raise _refused(file, "It does not say of which version it is.")


def _made(package: sqlite3.Connection) -> list[Made]:
    """Everything that was made in a database, with the SQL that made it."""
    asked = package.execute("SELECT type, name, sql FROM sqlite_schema")
    return asked.fetchmany(MOST_THINGS)


@cache
def _expected() -> frozenset[Made]:
    with closing(sqlite3.connect(":memory:")) as package:
        for statement in statements():
            package.execute(statement)
        return frozenset(_made(package))


def _strange(kind: str, name: str, sql: str, file: str) -> Problem:
    virtual = str(sql).upper().startswith("CREATE VIRTUAL")
    what = NEVER["virtual"] if virtual else NEVER.get(kind, "something strange")
    message = f"It holds {str(name)[:60]!r}: {what}."
    return Problem(message, CHANGED, file=file)


def _missing(name: str, file: str) -> Problem:
    message = f"{name} is missing, or is not as the planner writes it."
    return Problem(message, CHANGED, file=file)


def _table(
    package: sqlite3.Connection, table: str, fields: tuple[Field, ...], file: str
) -> tuple[tuple[Any, ...], ...]:
    """Rows of a table of the layout, by number; the names are the planner's own."""
    names = ", ".join(field.name for field in fields)
    asked = f"SELECT id, {names} FROM {table} ORDER BY id"  # noqa: S608
    rows = package.execute(asked).fetchmany(MOST_ROWS + 1)
    if [row[0] for row in rows] != list(range(1, len(rows) + 1)):
        raise _refused(file, f"The rows of {table} are not numbered from 1.")
    return tuple(row[1:] for row in rows)


def _refused(file: str, message: str) -> ProjectFileError:
    return ProjectFileError([Problem(message, REMEDY, file=file)])
