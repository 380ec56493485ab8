"""Finding the plan and placing children under it: OR-Tools is used only here."""

from optimiser.public import committed, do_nothing, place_children
from optimiser.search import find_plan

__all__ = ["committed", "do_nothing", "find_plan", "place_children"]
