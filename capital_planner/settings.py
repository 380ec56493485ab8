"""What an officer chooses: future, goal, money, resolution, and how long to look.

A default is written once, here, and shown in the window from the same object.
"""

from dataclasses import dataclass, field
from typing import Literal

from capital_planner.rules import Rules

Future = Literal["low", "central", "high"]
Resolution = Literal["district", "locality", "msoa", "lsoa"]
Audience = Literal["public", "restricted"]

FUTURES: tuple[Future, ...] = ("low", "central", "high")
RESOLUTIONS: tuple[Resolution, ...] = ("district", "locality", "msoa", "lsoa")


@dataclass(frozen=True)
class Prices:
    """Policy prices of one goal, real 2025 pounds (the presets table).

    Attributes
    ----------
    minute_gbp
        A child's one-way minute of journey for a year.
    far_gbp
        A child over the journey limit for a year.
    independent_gbp
        A child in an independent school for a year, on top of the bill.
    unplaced_gbp
        A child for whom a place is still needed, for a year.
    """

    minute_gbp: float
    far_gbp: float
    independent_gbp: float
    unplaced_gbp: float


@dataclass(frozen=True)
class ScenarioSettings:
    """Choices that shape what is assumed.

    Attributes
    ----------
    preset
        Row of the presets table: the prices of the goal.
    envelope_gbp
        Capital for the whole programme in cash, phased as the funding table
        is; None takes the funding table as it stands.
    resolution
        How finely homes are placed on the map.
    prices
        Prices of the officer's own in place of the preset's; None takes those.
    base_share
        Times the stated share of need that a base could meet (the table's low
        and high are half and one and a half times).
    rules
        What the officer asks of every plan.
    """

    preset: str = "balanced"
    envelope_gbp: float | None = None
    resolution: Resolution = "msoa"
    prices: Prices | None = None
    base_share: float = 1.0
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True)
class SearchSettings:
    """How hard to look for a better plan.

    Attributes
    ----------
    gap
        Stop when the plan is proved within this share of the best possible.
    time_limit_s
        Stop after this many seconds with the best plan found.
    seed
        Seed of every random choice; same seed and work, same plan.
    work_limit
        Stop after this many assessed plans; None for no limit.
    """

    gap: float = 0.001
    time_limit_s: float = 30.0
    seed: int = 0
    work_limit: int | None = None
