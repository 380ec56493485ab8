"""Single figures as the public may see them.

Children estimated by the model are rounded to 5 and said to be about so many;
where the estimate rounds to 1 to 4 children the figure is held back.
"""

import math

ROUND_TO = 5
FEWEST_SHOWN = 5
HELD_BACK = "held back"


def shown_estimate(children: float) -> float | None:
    """Estimated children as published: a multiple of 5, None when held back.

    Raises
    ------
    ValueError
        If the estimate is negative or not a number.
    """
    if not children > -ROUND_TO / 10:
        msg = f"{children} is not a number of children"
        raise ValueError(msg)
    if round_half_up(children) == 0:
        return 0.0
    if round_half_up(children) < FEWEST_SHOWN:
        return None
    return float(ROUND_TO * round_half_up(children / ROUND_TO))


def about(children: float) -> str:
    """Say an estimate in words: ``about 1,235``, ``none`` or ``held back``."""
    shown = shown_estimate(children)
    return HELD_BACK if shown is None else said(shown)


def said(shown: float) -> str:
    """Say a published figure in words: ``about 1,235``, ``none``, ``held back``.

    Parameters
    ----------
    shown
        A multiple of 5, NaN where held back.
    """
    if math.isnan(shown):
        return HELD_BACK
    return f"about {shown:,.0f}" if shown else "none"


def round_half_up(value: float) -> int:
    """Nearest whole number; a half goes up, so that rounding is predictable."""
    return math.floor(value + 0.5)
