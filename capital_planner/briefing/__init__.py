"""Papers made of what is known: each function returns bytes, fonts come as bytes.

Papers for print are in ``printed`` (PDF) and ``word``, which load libraries that a
map does not need.
"""

from capital_planner.briefing.cabinet_map import paint_map
from capital_planner.briefing.charts import paint_chart

__all__ = ["paint_chart", "paint_map"]
