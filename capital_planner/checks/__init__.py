"""The judge: every rule recomputed from the frames, without a solver."""

from capital_planner.checks.judging import check_plan, check_yardstick
from capital_planner.checks.premises import check_scenario

__all__ = ["check_plan", "check_scenario", "check_yardstick"]
