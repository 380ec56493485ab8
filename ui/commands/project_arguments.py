"""The words of ``main.py project``."""

import argparse
from pathlib import Path


def add_words(project: argparse.ArgumentParser, case_help: str) -> None:
    """Add what is done with a project file: save and show."""
    actions = project.add_subparsers(dest="action", required=True, metavar="ACTION")
    save = actions.add_parser(
        "save", help="save a case, or what a project file holds, as a new project file"
    )
    save.add_argument("case", nargs="?", type=Path, metavar="CASE", help=case_help)
    save.add_argument(
        "--to", type=Path, required=True, metavar="FILE", help="the new file (.gpkg)"
    )
    show = actions.add_parser("show", help="say what a project file holds")
    show.add_argument("file", type=Path, metavar="FILE", help="a project file")
