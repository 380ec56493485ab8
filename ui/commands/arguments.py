"""The words of the command line."""

import argparse
from pathlib import Path
from typing import Any

from capital_planner.recipes import NAMES
from capital_planner.settings import (
    FUTURES,
    RESOLUTIONS,
    ScenarioSettings,
    SearchSettings,
)
from ui.commands import case_arguments, export_arguments
from ui.commands.figures import PRICES, amount, price, whole

AUDIENCES = ("public", "restricted")
ALONE = 40
"""Futures in which each scheme is looked at: each is worked out without each."""
CASE_HELP = "folder of a case, or a project file (Lancashire, which comes with it)"


def parser() -> argparse.ArgumentParser:
    """Build the parser; no argument at all opens the window instead."""
    top = argparse.ArgumentParser(
        prog="main.py",
        description="Plan specialist school places: where they will be short, and "
        "the capital plan that educates most children close to home. With no "
        "command, opens the window.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_plan(commands.add_parser("plan", help="find a plan and write its papers"))
    _add_comparisons(commands)
    _add_assess(
        commands.add_parser("assess", help="work out a plan that is given, and write")
    )
    _add_explain(
        commands.add_parser("explain", help="why a plan is as it is, and what if")
    )
    _add_evidence(
        commands.add_parser(
            "evidence",
            help="what specialist bases alone can meet, and why not the rest",
        )
    )
    _add_futures(
        commands.add_parser("futures", help="what plans come to in many futures")
    )
    export = commands.add_parser(
        "export", help="write a pack of papers about plans, in every format"
    )
    _add_out(export)
    export_arguments.add_words(export)
    _add_seed(export)
    case_arguments.add_commands(commands, CASE_HELP)
    return top


def _add_case(command: argparse.ArgumentParser) -> None:
    command.add_argument("case", nargs="?", type=Path, metavar="CASE", help=CASE_HELP)


def _add_scenario(command: argparse.ArgumentParser) -> None:
    _add_inputs(command)
    command.add_argument(
        "--future", choices=FUTURES, default="central", help="(%(default)s)"
    )


def _add_asked(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--rules",
        type=Path,
        metavar="FILE",
        help="what every plan is asked to keep, one rule a row (docs/data.md)",
    )
    command.add_argument(
        "--price",
        type=price,
        nargs="+",
        default=[],
        metavar="NAME=GBP",
        help=f"prices in place of the goal's: {', '.join(PRICES)}",
    )


def _add_out(command: argparse.ArgumentParser) -> None:
    _add_case(command)
    command.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the papers"
    )
    command.add_argument(
        "--audience",
        choices=AUDIENCES,
        default="public",
        help="restricted papers name sites that have not agreed (%(default)s)",
    )


def _add_inputs(command: argparse.ArgumentParser) -> None:
    _add_out(command)
    given = ScenarioSettings()
    command.add_argument(
        "--preset",
        default=given.preset,
        metavar="NAME",
        help="goal: a row of presets.csv (%(default)s)",
    )
    command.add_argument(
        "--envelope",
        type=amount(most=1e12),
        metavar="GBP",
        help="capital for the whole programme (as funding.csv states)",
    )
    command.add_argument(
        "--resolution",
        choices=RESOLUTIONS,
        default=given.resolution,
        help="how finely homes are placed on the map (%(default)s)",
    )


def _add_plan(command: argparse.ArgumentParser) -> None:
    _add_scenario(command)
    _add_asked(command)
    command.add_argument(
        "--option", choices=NAMES, metavar="NAME", help=f"one of {', '.join(NAMES)}"
    )
    _add_search(command)


def _add_comparisons(commands: "argparse._SubParsersAction[Any]") -> None:
    named = commands.add_parser("options", help="work out every named option")
    _add_scenario(named)
    _add_asked(named)
    _add_search(named)
    named.set_defaults(command="named_options", time_limit=15.0)
    curve = commands.add_parser(
        "tradeoff", help="what more money, or fewer independent places, comes to"
    )
    _add_near(curve)
    curve.add_argument(
        "--points", type=whole(least=3), default=12, metavar="N", help="(%(default)s)"
    )
    curve.add_argument(
        "--over",
        choices=("envelope", "independent"),
        default="envelope",
        help="what is changed from point to point (%(default)s)",
    )
    others = commands.add_parser(
        "alternatives", help="other plans that come to nearly the same"
    )
    _add_near(others)
    for name, default, what in (
        ("--count", 5, "plans beside the best"),
        ("--schemes", 5, "schemes of every plan before it that each leaves out"),
    ):
        others.add_argument(
            name,
            type=whole(least=1),
            default=default,
            metavar="N",
            help=f"{what} (%(default)s)",
        )
    others.add_argument(
        "--within",
        type=amount(most=1),
        default=0.01,
        metavar="X",
        help="cost at most this share more than the best (%(default)s)",
    )


def _add_near(command: argparse.ArgumentParser) -> None:
    _add_scenario(command)
    _add_asked(command)
    _add_seed(command)


def _add_search(command: argparse.ArgumentParser) -> None:
    given = SearchSettings()
    command.add_argument(
        "--gap",
        type=amount(most=1),
        default=given.gap,
        metavar="X",
        help="stop within this share of the best possible (%(default)s)",
    )
    command.add_argument(
        "--time-limit",
        type=amount(most=1e6),
        default=given.time_limit_s,
        metavar="S",
        help="stop after so many seconds with the best plan found (%(default)s)",
    )
    _add_seed(command)


def _add_seed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--seed",
        type=int,
        default=SearchSettings().seed,
        metavar="N",
        help="same seed and same work, same plan (%(default)s)",
    )


def _add_assess(command: argparse.ArgumentParser) -> None:
    _add_scenario(command)
    _add_asked(command)
    command.add_argument(
        "--plan",
        type=Path,
        required=True,
        metavar="FILE",
        help="schemes.csv of a run with --audience restricted",
    )


def _add_explain(command: argparse.ArgumentParser) -> None:
    _add_assess(command)
    _add_search(command)
    for word, which in (("--why", "of the plan"), ("--why-not", "not in the plan")):
        command.add_argument(
            word,
            action="append",
            default=[],
            metavar="SCHEME",
            help=f"explain this scheme {which}; may be given again (the likeliest)",
        )


def _add_evidence(command: argparse.ArgumentParser) -> None:
    _add_scenario(command)
    command.set_defaults(resolution="locality")


def _add_futures(command: argparse.ArgumentParser) -> None:
    _add_inputs(command)
    command.set_defaults(resolution="locality")
    command.add_argument(
        "--plan",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="schemes.csv of runs with --audience restricted (the committed programme)",
    )
    command.add_argument(
        "--count",
        type=whole(least=1),
        default=500,
        metavar="N",
        help="futures to draw (%(default)s)",
    )
    command.add_argument(
        "--scheme-count",
        type=whole(least=0),
        default=ALONE,
        metavar="N",
        help="of them, those in which every scheme of the first plan is looked at "
        "alone (%(default)s)",
    )
    command.add_argument(
        "--seed",
        type=whole(least=0),
        default=0,
        metavar="N",
        help="same seed, same futures (%(default)s)",
    )
    command.add_argument(
        "--engine",
        default="local",
        metavar="local|dask://HOST:PORT",
        help="every core of this machine, or a cluster (%(default)s)",
    )
