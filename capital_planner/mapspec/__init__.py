"""Maps as plain data, painted on screen by the window and on paper by briefing."""

from capital_planner.mapspec.choice import MapChoice, academic_year
from capital_planner.mapspec.crossing_lines import with_crossings
from capital_planner.mapspec.district_map import sufficiency_map
from capital_planner.mapspec.outlines import Land, Outline, for_screen, joined, land
from capital_planner.mapspec.spec import (
    Area,
    Furniture,
    InsetTable,
    LegendEntry,
    Line,
    MapClass,
    MapSpec,
    Symbol,
)

__all__ = [
    "Area",
    "Furniture",
    "InsetTable",
    "Land",
    "LegendEntry",
    "Line",
    "MapChoice",
    "MapClass",
    "MapSpec",
    "Outline",
    "Symbol",
    "academic_year",
    "for_screen",
    "joined",
    "land",
    "sufficiency_map",
    "with_crossings",
]
