"""The words of the commands about the tables of a case and what they are made of."""

import argparse
from pathlib import Path
from typing import Any

from ui.commands import file_arguments, project_arguments


def add_commands(commands: "argparse._SubParsersAction[Any]", case_help: str) -> None:
    """Add what brings files in, and what looks at the tables made of them."""
    bring = commands.add_parser(
        "import", help="bring a file that a council holds into the tables of a case"
    )
    file_arguments.add_import(bring)
    bring.set_defaults(command="importing")
    new = commands.add_parser(
        "new", help="make a first case of the files of any authority"
    )
    file_arguments.add_new(new)
    new.set_defaults(command="making")
    report = commands.add_parser(
        "quality", help="what the tables of a case are worth, figures side by side"
    )
    _add_case(report, case_help)
    file_arguments.add_quality(report)
    check = commands.add_parser("check", help="list every problem in a case's tables")
    _add_case(check, case_help)
    back = commands.add_parser(
        "backtest", help="foretell the last count of plans, beside simple methods"
    )
    _add_case(back, case_help)
    project = commands.add_parser(
        "project", help="save a case as one file, or say what such a file holds"
    )
    project_arguments.add_words(project, case_help)


def _add_case(command: argparse.ArgumentParser, case_help: str) -> None:
    command.add_argument("case", nargs="?", type=Path, metavar="CASE", help=case_help)
