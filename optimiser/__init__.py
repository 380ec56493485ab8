"""Finding the plan and placing children under it: OR-Tools is used only here."""

from optimiser.loops import get_ready
from optimiser.memory import peak_memory_mb
from optimiser.public import (
    committed,
    do_nothing,
    find_plan,
    place_children,
)

__all__ = [
    "committed",
    "do_nothing",
    "find_plan",
    "get_ready",
    "peak_memory_mb",
    "place_children",
]
