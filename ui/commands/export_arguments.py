"""The words of ``main.py export``."""

import argparse
from pathlib import Path

from capital_planner.recipes import RECIPES
from ui.commands.figures import whole

PACKS = ("cabinet", "scrutiny", "dfe", "engagement")
BESIDE = tuple(recipe.key for recipe in RECIPES if recipe.kind == "found")
"""Named options that a pack may set beside a plan."""
FEWEST_FUTURES = 20


def add_words(command: argparse.ArgumentParser) -> None:
    """Add the words that say what a pack is made of, and for whom."""
    command.add_argument(
        "--plan",
        type=Path,
        nargs="+",
        default=[],
        metavar="DIR",
        help="folders that main.py plan wrote; the last one is recommended",
    )
    command.add_argument(
        "--beside",
        nargs="*",
        choices=BESIDE,
        metavar="NAME",
        help=f"options found beside them, of {', '.join(BESIDE)} (bases-first, and "
        "balanced where no plan is given)",
    )
    command.add_argument(
        "--pack", choices=PACKS, default=PACKS[0], help="(%(default)s)"
    )
    command.add_argument(
        "--futures",
        type=whole(least=FEWEST_FUTURES),
        default=40,
        metavar="N",
        help="futures that every option is worked out in (%(default)s)",
    )


def settled(given: argparse.Namespace) -> argparse.Namespace:
    """Fill in which options stand beside the plans, where it was not said."""
    if given.beside is None:
        usual = ["bases-first"] if given.plan else ["bases-first", "balanced"]
        given.beside = usual
    return given
