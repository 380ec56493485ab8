"""A scenario: everything that is assumed before a plan is chosen."""

from capital_planner.scenario.assembly import build
from capital_planner.scenario.frames import Scenario

__all__ = ["Scenario", "build"]
