"""Measures of a plan: places against need, journeys, independent use, money."""

from capital_planner.sufficiency.measures import Measures
from capital_planner.sufficiency.measuring import measure

__all__ = ["Measures", "measure"]
