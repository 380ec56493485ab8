"""Types of the figures that a command line takes."""

import argparse
import math
from collections.abc import Callable

PRICES = ("minute", "far", "independent", "unplaced")
"""Prices of a goal, as the columns of presets.csv name them."""


def price(text: str) -> tuple[str, float]:
    """Type of an argument such as ``minute=40``: which price, and its pounds."""
    name, _, pounds = text.partition("=")
    if name not in PRICES:
        message = f"{text} is not one of {', '.join(PRICES)}, with = and pounds"
        raise argparse.ArgumentTypeError(message)
    return f"{name}_gbp", amount(most=1e9)(pounds)


def whole(least: int) -> Callable[[str], int]:
    """Type of an argument that is a whole number from ``least`` on."""

    def figure(text: str) -> int:
        value = int(text)
        if value < least:
            message = f"{text} is less than {least}"
            raise argparse.ArgumentTypeError(message)
        return value

    return figure


def amount(most: float) -> Callable[[str], float]:
    """Type of an argument that is a figure from 0 to ``most``."""

    def figure(text: str) -> float:
        value = float(text)
        if not math.isfinite(value) or not 0 <= value <= most:
            message = f"{text} is not between 0 and {most:g}"
            raise argparse.ArgumentTypeError(message)
        return value

    return figure
