"""From the words of the command line to a command, and its exit code."""

import argparse
from collections.abc import Sequence
from importlib import import_module

from capital_planner.errors import PlannerError
from ui.commands.arguments import parser
from ui.commands.processes import look_seldom, makers
from ui.commands.writing import say

MAKE_PAPERS = ("export",)
"""Commands that share their work out to processes with all writers."""
FAILED = 1
USAGE = 2
STOPPED = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns
    -------
    int
        0 when done; 1 when the data or the plan has errors, all of which are
        printed; 2 when the command is not understood; 130 when stopped.
    """
    try:
        given = parser().parse_args(arguments)
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else USAGE
    try:
        return _call(given)
    except PlannerError as error:
        for problem in error.problems:
            say(str(problem))
        say(_count(len(error.problems)))
        return FAILED
    except KeyboardInterrupt:
        say("Stopped; nothing was written.")
        return STOPPED


def _call(given: argparse.Namespace) -> int:
    """Load the command's own module only now, so that help is quick."""
    look_seldom()
    if given.command in MAKE_PAPERS:
        makers()
    command = import_module(f"ui.commands.{given.command}")
    code: int = command.run(given)
    return code


def _count(problems: int) -> str:
    if problems == 1:
        return "1 problem; nothing was written."
    return f"{problems} problems; nothing was written."
