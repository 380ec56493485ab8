"""``main.py import``: a file that a council holds, into the tables of a case."""

import argparse
import getpass
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from data.importers import Asked, Given, import_file
from ui.commands.writing import say


def run(given: argparse.Namespace) -> int:
    """Bring the file in, and say what came of it."""
    report = import_file(given.kind, given.file, given.case, _given(given))
    for problem in report.problems:
        say(f"{problem.severity}: {problem}", sys.stdout)
    for what, count in report.record["facts"].items():
        say(f"{what}: {count:,}", sys.stdout)
    tables = ", ".join(f"{name}.csv" for name in report.tables)
    say(f"Written to {given.case}: {tables}.")
    return 0


def _given(given: argparse.Namespace) -> Given:
    return replace(
        given_now(given.beside),
        code=given.code,
        la_code=given.la_code,
        asked=Asked(given.table, given.sheet, dict(given.column)),
    )


def given_now(beside: Sequence[tuple[str, str]] = ()) -> Given:
    """Give what goes with files that come in now, for the record: when, and who."""
    return Given(
        beside={what: Path(file) for what, file in beside},
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        who=getpass.getuser(),
    )
