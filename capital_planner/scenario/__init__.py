"""A scenario: everything that is assumed before a plan is chosen."""

from capital_planner.scenario.assembly import build
from capital_planner.scenario.frames import Scenario
from capital_planner.scenario.offer import growth_near, opening_years, resting_years

__all__ = ["Scenario", "build", "growth_near", "opening_years", "resting_years"]
