"""``main.py backtest``: the last count foretold, beside simple methods."""

import argparse
import sys

import pandas as pd

from capital_planner.demand.backtest import backtest, errors
from data import read_case
from ui.commands.writing import say

WIDTH = 20


def run(given: argparse.Namespace) -> int:
    """Print plans by age, as counted and as each method foretells them."""
    case = read_case(given.case)
    table = backtest(case)
    count = int(case.authority["base_year"].iloc[0]) + 1
    say(f"EHC plans in January {count} by age, foretold a year before", sys.stdout)
    say(_lines(table.rename_axis("age")), sys.stdout)
    say("", sys.stdout)
    misses = errors(table).rename_axis("method")
    misses.columns = ["mean miss an age", "miss of the total"]
    say(_lines(misses), sys.stdout)
    return 0


def _lines(table: pd.DataFrame) -> str:
    head = f"{table.index.name!s:<{WIDTH}}" + "".join(
        f"{name!s:>{WIDTH}}" for name in table.columns
    )
    rows = [
        f"{label!s:<{WIDTH}}" + "".join(f"{value:>{WIDTH},.0f}" for value in values)
        for label, values in zip(table.index, table.to_numpy(), strict=True)
    ]
    return "\n".join([head, *rows])
