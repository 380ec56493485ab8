"""``main.py backtest``: published counts foretold, beside simple methods."""

import argparse
import sys

import pandas as pd

from capital_planner.demand.backtest import backtest, errors
from capital_planner.futures import coverage, reforecast
from data import read_case
from ui.commands.writing import say

WIDTH = 20


def run(given: argparse.Namespace) -> int:
    """Print plans as counted and as foretold: by age, and in total by years ahead."""
    case = read_case(given.case)
    table = backtest(case)
    count = int(case.authority["base_year"].iloc[0]) + 1
    say(f"EHC plans in January {count} by age, foretold a year before", sys.stdout)
    say(_lines(table.rename_axis("age")), sys.stdout)
    say("", sys.stdout)
    misses = errors(table).rename_axis("method")
    misses.columns = ["mean miss an age", "miss of the total"]
    say(_lines(misses), sys.stdout)
    say("", sys.stdout)
    _say_coverage(reforecast(case))
    return 0


def _say_coverage(table: pd.DataFrame) -> None:
    """Print every published total beside the interval foretold for it."""
    say("All EHC plans, foretold without the growth on the way", sys.stdout)
    for ahead, rows in table.groupby(level="years_ahead"):
        shown = rows.droplevel("years_ahead")[["counted", "low", "middle", "high"]]
        shown.columns = ["counted", "10 %", "50 %", "90 %"]
        say(_lines(shown.rename_axis(f"{ahead} ahead")), sys.stdout)
    held = coverage(table).sum()
    say(
        f"{held['within']} of {held['foretold']} totals lay between the 10 and the "
        "90 % figure; few, and those of neighbouring years overlap.",
        sys.stdout,
    )


def _lines(table: pd.DataFrame) -> str:
    head = f"{table.index.name!s:<{WIDTH}}" + "".join(
        f"{name!s:>{WIDTH}}" for name in table.columns
    )
    rows = [
        f"{label!s:<{WIDTH}}" + "".join(f"{value:>{WIDTH},.0f}" for value in values)
        for label, values in zip(table.index, table.to_numpy(), strict=True)
    ]
    return "\n".join([head, *rows])
