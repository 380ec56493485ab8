"""What the tables of a case are worth: counted, checked, compared, told."""

from data.quality.gathering import quality_of
from data.quality.keeping import keep_quality, quality_csv, quality_json
from data.quality.report import LOOK, MEND, OK, Line, Quality, Section

__all__ = [
    "LOOK",
    "MEND",
    "OK",
    "Line",
    "Quality",
    "Section",
    "keep_quality",
    "quality_csv",
    "quality_json",
    "quality_of",
]
