"""Class breaks and colours: five classes of one colour, or six that diverge.

Colours are of the Government Analysis Function palette and its tints. Values
are multiples of 5, so that classes can be written without a value between two.
"""

import math
from collections.abc import Sequence

from capital_planner.disclosure import ROUND_TO
from capital_planner.mapspec.spec import MapClass

SEQUENTIAL = ("#EAF2F9", "#BCD6EE", "#6BACE6", "#2073BC", "#12436D")
SHORT = ("#801650", "#B8608F", "#E6BFD3")
ENOUGH = ("#DFF3F0", "#66B5AF", "#1A6B64")
HELD_BACK_FILL = "#FFFFFF"
NO_FIGURE_FILL = "#F1F1EF"
NO_DIFFERENCE_FILL = "#FFFFFF"
DARK_INK = "#0B0C0C"
LIGHT_INK = "#FFFFFF"
MINUS = "\N{MINUS SIGN}"
SMALL_STEPS = (5, 10, 15, 20, 25, 30, 40, 50, 75)


def ink_on(colour: str) -> str:
    """Choose the text colour, black or white, that stands out more on a fill."""
    return max((DARK_INK, LIGHT_INK), key=lambda ink: contrast(ink, colour))


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def signed(value: float) -> str:
    """Print a figure with its sign, 0 without."""
    if value == 0:
        return "0"
    return f"{'+' if value > 0 else MINUS}{abs(value):,.0f}"


def sequential(values: Sequence[float]) -> tuple[MapClass, ...]:
    """Five equal classes over the values (multiples of 5) of every year shown."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    step = next(
        step
        for step in _nice_steps()
        if math.floor(low / step) * step + 5 * step > high
    )
    start = math.floor(low / step) * step
    ends = [(start + n * step, start + (n + 1) * step - ROUND_TO) for n in range(5)]
    return tuple(
        MapClass(
            low=bottom,
            high=top,
            colour=colour,
            ink=ink_on(colour),
            label=f"{bottom:,.0f} to {top:,.0f}" if top > bottom else f"{top:,.0f}",
        )
        for (bottom, top), colour in zip(ends, SEQUENTIAL, strict=True)
    )


def diverging(values: Sequence[float]) -> tuple[MapClass, ...]:
    """Three classes short of enough and three with enough, same steps each side."""
    most = max((abs(value) for value in values), default=0.0)
    step = next(step for step in _nice_steps() if 3 * step >= most)
    short: list[tuple[float, float, str]] = [
        (-math.inf, -2 * step - ROUND_TO, f"more than {2 * step:,} short"),
        (-2 * step, -step - ROUND_TO, f"{signed(-step - 5)} to {signed(-2 * step)}"),
        (-step, -ROUND_TO, f"{signed(-5)} to {signed(-step)}"),
    ]
    enough: list[tuple[float, float, str]] = [
        (0, step, f"0 to {signed(step)}"),
        (step + ROUND_TO, 2 * step, f"{signed(step + 5)} to {signed(2 * step)}"),
        (2 * step + ROUND_TO, math.inf, f"more than {signed(2 * step)}"),
    ]
    colours = (*SHORT, *ENOUGH)
    return tuple(
        MapClass(low, high, colour, ink_on(colour), label)
        for (low, high, label), colour in zip(short + enough, colours, strict=True)
    )


def differences(values: Sequence[float], *, more_is_good: bool) -> tuple[MapClass, ...]:
    """Three classes of less, one of no difference and three of more, same steps.

    Parameters
    ----------
    values
        Differences, multiples of 5.
    more_is_good
        Whether more takes the colours of enough; else less does.
    """
    most = max((abs(value) for value in values), default=0.0)
    step = next(step for step in _nice_steps() if 3 * step >= most)
    more: list[tuple[float, float, str]] = [
        (ROUND_TO, step, _from_to(ROUND_TO, step)),
        (step + ROUND_TO, 2 * step, _from_to(step + ROUND_TO, 2 * step)),
        (2 * step + ROUND_TO, math.inf, f"{signed(2 * step + ROUND_TO)} or more"),
    ]
    less: list[tuple[float, float, str]] = [
        (-math.inf, -2 * step - ROUND_TO, f"{signed(-2 * step - ROUND_TO)} or below"),
        (-2 * step, -step - ROUND_TO, _from_to(-step - ROUND_TO, -2 * step)),
        (-step, -ROUND_TO, _from_to(-ROUND_TO, -step)),
    ]
    colours = (*SHORT, NO_DIFFERENCE_FILL, *ENOUGH)
    bands = [*less, (0.0, 0.0, "no difference"), *more]
    return tuple(
        MapClass(low, high, colour, ink_on(colour), label)
        for (low, high, label), colour in zip(
            bands, colours if more_is_good else colours[::-1], strict=True
        )
    )


def _from_to(start: float, end: float) -> str:
    return signed(start) if start == end else f"{signed(start)} to {signed(end)}"


def class_of(value: float, classes: Sequence[MapClass]) -> int:
    """Index of the class that holds a value; ends take what lies beyond them."""
    within = [n for n, band in enumerate(classes) if value <= band.high]
    return within[0] if within else len(classes) - 1


def _nice_steps() -> list[int]:
    larger = (
        step * 10**power
        for power in range(1, 6)
        for step in (10, 15, 20, 25, 30, 40, 50, 75)
    )
    return [*SMALL_STEPS, *larger]
