"""``main.py import``: a file that a council holds, into the tables of a case."""

import argparse
import getpass
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from data.importers import KINDS, Asked, Given, import_file
from ui.commands.writing import say


def add_words(command: argparse.ArgumentParser) -> None:
    """Add the words that say what comes in, and where it goes."""
    command.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    command.add_argument("file", type=Path, metavar="FILE", help="what comes in")
    command.add_argument(
        "--case", type=Path, required=True, metavar="DIR", help="folder of the case"
    )
    command.add_argument(
        "--code",
        default="",
        metavar="CODE",
        help="area code of the authority, E10000017, for a new folder",
    )
    command.add_argument(
        "--la-code",
        type=int,
        default=0,
        metavar="N",
        help="its three-figure code in schools data, for a new folder",
    )
    add_beside(command)
    command.add_argument(
        "--table", default="", metavar="NAME", help="which table a table is"
    )
    command.add_argument(
        "--sheet", default="", metavar="NAME", help="sheet of a workbook"
    )
    command.add_argument(
        "--column",
        action="append",
        type=_pair,
        default=[],
        metavar="COLUMN=HEADER",
        help="where the names differ; remembered in the case",
    )


def add_beside(command: argparse.ArgumentParser) -> None:
    """Add the word for files that go with another."""
    command.add_argument(
        "--beside",
        action="append",
        type=_pair,
        default=[],
        metavar="WHAT=FILE",
        help="a file that goes with it: postcodes=ONSPD.csv for sen2",
    )


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


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        message = f"{text!r} is not NAME=VALUE"
        raise argparse.ArgumentTypeError(message)
    return name.strip(), value.strip()
