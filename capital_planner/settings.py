"""What an officer chooses: future, goal, money, resolution, and how long to look.

A default is written once, here, and shown in the window from the same object.
"""

from dataclasses import dataclass
from typing import Literal

Future = Literal["low", "central", "high"]
Resolution = Literal["district", "locality", "msoa", "lsoa"]
Audience = Literal["public", "restricted"]

FUTURES: tuple[Future, ...] = ("low", "central", "high")
RESOLUTIONS: tuple[Resolution, ...] = ("district", "locality", "msoa", "lsoa")


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
    """

    preset: str = "balanced"
    envelope_gbp: float | None = None
    resolution: Resolution = "msoa"


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
