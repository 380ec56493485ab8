"""Papers made of what is known: each function returns bytes, fonts come as bytes."""

from capital_planner.briefing.cabinet_map import paint_map
from capital_planner.briefing.charts import paint_chart
from capital_planner.briefing.printed import pdf_of
from capital_planner.briefing.word import word_of

__all__ = ["paint_chart", "paint_map", "pdf_of", "word_of"]
