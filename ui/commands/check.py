"""``main.py check``: every problem in the tables of a case."""

import argparse
import sys

from data import check_case
from ui.commands.writing import say


def run(given: argparse.Namespace) -> int:
    """Print every problem, errors first; 1 when there is an error."""
    problems = check_case(given.case)
    for problem in problems:
        say(f"{problem.severity}: {problem}", sys.stdout)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    say(f"{errors} errors, {warnings} warnings.", sys.stdout)
    return 1 if errors else 0
