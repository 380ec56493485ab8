"""Files of earlier versions, step by step to the rows that this version holds."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from capital_planner.errors import Problem, ProjectFileError
from data.case_files import digest_of
from data.kept_options import UNREADABLE, kept_of
from data.project.contents import Project
from data.project.layout import VERSION, Rows
from data.project.rows import rows_of

Facts = Any
"""What a version holds: version 1 JSON, from version 2 on the rows of tables."""
CaseTables = Callable[[], Mapping[str, bytes]]


def newest(version: int, facts: Facts, case: CaseTables, file: str) -> Rows:
    """Rows as this version holds them, from what an earlier one held.

    Parameters
    ----------
    case
        Gives the tables that options of version 1 were made for: it kept none.
    file
        Name to give in problems.

    Raises
    ------
    ProjectFileError
        If the facts are not those of the version.
    """
    for step in range(version, VERSION):
        facts = MIGRATIONS[step](facts, case, file)
    rows: Rows = facts
    return rows


def _options_join_their_case(facts: Facts, case: CaseTables, file: str) -> Rows:
    """Version 1 kept options alone: they are put beside the tables they name."""
    try:
        kept = kept_of(facts)
    except UNREADABLE as error:
        message = "It is not a file of options that this version reads."
        remedy = "Open an earlier copy, or the file that you meant."
        raise ProjectFileError([Problem(message, remedy, file=file)]) from error
    tables = case()
    if digest_of(tables) != kept.case:
        message = "Its options were made for other tables than those of this case."
        remedy = "Name the folder of the case, as it was when they were saved."
        raise ProjectFileError([Problem(message, remedy, file=file)])
    return rows_of(Project(tables, kept.options))


MIGRATIONS: dict[int, Callable[[Facts, CaseTables, str], Facts]] = {
    1: _options_join_their_case,
}
"""Brings the facts of a version to the next."""


def version_1_facts(content: bytes) -> Facts:
    """JSON of a file of version 1; one of ``UNREADABLE`` where it is not JSON."""
    return json.loads(content)
