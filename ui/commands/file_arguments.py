"""The words of commands that take files in; nothing heavy is loaded for help."""

import argparse
from pathlib import Path

from capital_planner.file_kinds import FILE_KINDS

WORDS = {
    "gias": "gias",
    "ehc-plans": "dfe-ehc-plans",
    "boundaries": "boundaries",
    "population": "ons-population",
    "sen-schools": "dfe-sen-schools",
    "scap": "scap",
    "sen2": "sen2",
    "travel-matrix": "travel-matrix",
    "roads": "os-roads",
}
"""Word of the command line to the kind of file that it gives."""


def add_import(command: argparse.ArgumentParser) -> None:
    """Add the words that say what comes in, and where it goes."""
    command.add_argument(
        "kind", choices=FILE_KINDS, metavar="KIND", help=", ".join(FILE_KINDS)
    )
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
    _add_beside(command)
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


def _add_beside(command: argparse.ArgumentParser) -> None:
    """Add the word for files that go with another."""
    command.add_argument(
        "--beside",
        action="append",
        type=_pair,
        default=[],
        metavar="WHAT=FILE",
        help="a file that goes with it: postcodes=ONSPD.csv for sen2",
    )


def add_new(command: argparse.ArgumentParser) -> None:
    """Add the words that say whose case it is, and of what files."""
    command.add_argument(
        "--code",
        required=True,
        metavar="CODE",
        help="area code of the authority, E06000009, or its three-figure code",
    )
    command.add_argument(
        "--case",
        type=Path,
        metavar="DIR",
        help="new folder for the case (says what the files hold, and writes nothing)",
    )
    for word, kind in WORDS.items():
        command.add_argument(
            f"--{word}",
            type=Path,
            nargs="+",
            default=[],
            metavar="FILE",
            help=FILE_KINDS[kind],
        )
    _add_beside(command)


def add_quality(command: argparse.ArgumentParser) -> None:
    """Add the word that says where the report goes."""
    command.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="also write the report: a table, or JSON where the name ends so",
    )


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        message = f"{text!r} is not NAME=VALUE"
        raise argparse.ArgumentTypeError(message)
    return name.strip(), value.strip()
