"""Papers made of what is known: each function returns bytes, fonts come as bytes."""

from capital_planner.briefing.cabinet_map import paint_map

__all__ = ["paint_map"]
