"""Papers made of what is known: each function returns bytes, fonts come as bytes.

Papers for print are in ``printed`` (PDF), ``word`` and ``slides``, which load
libraries that a map does not need.
"""

from capital_planner.briefing.cabinet_map import paint_map
from capital_planner.briefing.charts import paint_chart
from capital_planner.briefing.map_figure import paint_figure

__all__ = ["paint_chart", "paint_figure", "paint_map"]
