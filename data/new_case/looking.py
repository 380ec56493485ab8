"""Look at the files of an authority: what a case made of them has, assumes, lacks."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from capital_planner.errors import DataError, Problem
from capital_planner.file_kinds import (
    BOUNDARIES,
    COUNTS,
    FILE_KINDS,
    NEEDED,
    SCHOOLS,
)
from data.case_reader import check_case
from data.columns import TABLES
from data.exports import csv_bytes, json_bytes, write_files
from data.importers.importing import (
    RECORD,
    Given,
    import_file,
    read_imports,
    standing_tables,
)
from data.new_case.starting import Assumed, absent, start
from data.new_case.whose import Authority, whose

FILES = {kind: words for kind, words in FILE_KINDS.items() if kind != "table"}
"""Kinds of file that a new case is made of, in the order they come in."""
FIRST = (COUNTS, BOUNDARIES, SCHOOLS, "dfe-sen-schools", "ons-population")
THEN = tuple(kind for kind in FILES if kind not in FIRST)
"""Kinds that build on tables which the others give, or which are assumed."""
KIND = "new case"
"""In the record of imports: the case itself, with what is assumed."""


@dataclass(frozen=True)
class NewCase:
    """A case made of files, not written yet.

    Attributes
    ----------
    owner
        Whose it is; None where the published counts were not given.
    there
        Tables that the files gave, and their rows.
    assumed
        Tables that no file gave, and what is taken.
    missing
        Kinds of file still needed.
    problems
        Errors and warnings of the files and of the tables, errors first.
    contents
        Bytes of every file of the case, by name.
    """

    owner: Authority | None
    there: Mapping[str, int]
    assumed: tuple[Assumed, ...]
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]
    contents: Mapping[str, bytes]

    @property
    def can_be_made(self) -> bool:
        """Whether a case can be written: nothing is missing, nothing is wrong."""
        errors = any(problem.severity == "error" for problem in self.problems)
        return not (self.missing or errors)


def look(code: str, files: Mapping[str, Sequence[Path]], given: Given) -> NewCase:
    """Say what a case made of files would have, assume and lack; write nothing.

    Parameters
    ----------
    code
        Area code of the authority, or its three-figure code in schools data.
    files
        By kind (``FILES``); a kind may come in several files.
    given
        Who, when, files beside and what is asked of tables; its codes are not read.

    Returns
    -------
    NewCase
        Errors of every file are in its ``problems``, all at once.
    """
    missing = tuple(kind for kind in NEEDED if not files.get(kind))
    problems: list[Problem] = []
    owner = _owner(code, files.get(COUNTS, ()), problems)
    if owner is None:
        return NewCase(None, {}, (), missing, tuple(problems), {})
    given = replace(given, code=owner.code, la_code=owner.la_code)
    with TemporaryDirectory() as staging:
        folder = Path(staging)
        problems += _bring_all(_queue(files, FIRST), folder, given)
        made, assumed = start(owner, standing_tables(folder))
        write_files(folder, {f"{name}.csv": csv_bytes(made[name]) for name in made})
        problems += _bring_all(_queue(files, THEN), folder, given)
        tables = standing_tables(folder)
        assumed += absent(tables)
        _note(folder, list(made), assumed, given)
        if not (missing or _errors(problems)):
            problems += check_case(folder)
        contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    ordered = sorted(dict.fromkeys(problems), key=lambda problem: problem.severity)
    there = {name: len(frame) for name, frame in tables.items() if name not in made}
    return NewCase(owner, there, assumed, missing, tuple(ordered), contents)


def make_case(folder: Path, new: NewCase) -> list[Path]:
    """Write a case that was looked at, all of it or nothing.

    Returns
    -------
    list of pathlib.Path
        The files written.

    Raises
    ------
    DataError
        If a file is missing or has errors, or the folder holds a case already.
    PlannerError
        If the folder cannot be written.
    """
    errors = [_needed(kind) for kind in new.missing] + _errors(new.problems)
    names = [*(f"{table}.csv" for table in TABLES), RECORD]
    taken = [name for name in names if (folder / name).exists()]
    if taken:
        errors.append(
            Problem(
                f"The folder holds tables already: {', '.join(taken[:3])}.",
                "Choose a new folder; to renew one table of a case, import it.",
                file=str(folder),
            )
        )
    if errors:
        raise DataError(errors)
    return write_files(folder, new.contents)


def _owner(
    code: str, paths: Sequence[Path], problems: list[Problem]
) -> Authority | None:
    if not paths:
        return None
    try:
        return whose(code, paths)
    except DataError as error:
        problems += error.problems
        return None


def _queue(
    files: Mapping[str, Sequence[Path]], kinds: Sequence[str]
) -> list[tuple[str, Path]]:
    return [(kind, path) for kind in kinds for path in files.get(kind, ())]


def _bring_all(
    queue: Sequence[tuple[str, Path]], folder: Path, given: Given
) -> list[Problem]:
    """Import every file; what is refused is tried again when all the others are in.

    The districts of a county can be told by where its schools stand, and schools
    near the authority by its outline: whichever comes first, both come to know.
    """
    said = {each: _bring(*each, folder, given) for each in queue}
    refused = [each for each, found in said.items() if _errors(found)]
    if any(kind == BOUNDARIES for kind, _ in refused):
        refused += [
            each for each in queue if each[0] == SCHOOLS and each not in refused
        ]
    said |= {each: _bring(*each, folder, given) for each in refused}
    return [problem for found in said.values() for problem in found]


def _bring(kind: str, path: Path, folder: Path, given: Given) -> Sequence[Problem]:
    """Import one file; what is wrong with it is among the problems."""
    try:
        return import_file(kind, path, folder, given).problems
    except DataError as error:
        return error.problems


def _note(
    folder: Path, made: Sequence[str], assumed: Sequence[Assumed], given: Given
) -> None:
    """Add what is assumed to the record of what came in."""
    entry = {
        "kind": KIND,
        "when": given.when,
        "who": given.who,
        "files": [],
        "tables": made,
        "facts": {"tables assumed": len(assumed)},
        "warnings": [],
        "assumed": [asdict(each) for each in assumed],
    }
    history = {"version": 1, "imports": [*read_imports(folder), entry]}
    write_files(folder, {RECORD: json_bytes(history)})


def _needed(kind: str) -> Problem:
    return Problem(f"A case needs this file: {FILES[kind]}.", f"Give it: {kind}.")


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]
