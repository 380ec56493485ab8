"""Maps as plain data, painted on screen by the window and on paper by briefing."""

from capital_planner.mapspec.choice import MapChoice, academic_year
from capital_planner.mapspec.crossing_lines import with_crossings
from capital_planner.mapspec.difference_map import difference_map
from capital_planner.mapspec.differences import COUNTED, district_differences
from capital_planner.mapspec.district_map import one_legend, sufficiency_map
from capital_planner.mapspec.district_page import district_page_map
from capital_planner.mapspec.insets import Inset, Printed, for_print
from capital_planner.mapspec.outlines import Land, Outline, for_screen, joined, land
from capital_planner.mapspec.spec import (
    Area,
    Furniture,
    InsetTable,
    LegendEntry,
    Line,
    MapClass,
    MapSpec,
    Note,
    Symbol,
)

__all__ = [
    "COUNTED",
    "Area",
    "Furniture",
    "Inset",
    "InsetTable",
    "Land",
    "LegendEntry",
    "Line",
    "MapChoice",
    "MapClass",
    "MapSpec",
    "Note",
    "Outline",
    "Printed",
    "Symbol",
    "academic_year",
    "difference_map",
    "district_differences",
    "district_page_map",
    "for_print",
    "for_screen",
    "joined",
    "land",
    "one_legend",
    "sufficiency_map",
    "with_crossings",
]
