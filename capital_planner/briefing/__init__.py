"""Papers made of what is known: each function returns bytes, fonts come as bytes."""

from capital_planner.briefing.cabinet_map import paint_map
from capital_planner.briefing.map_figure import paint_figure

__all__ = ["paint_figure", "paint_map"]
