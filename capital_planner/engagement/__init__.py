"""What families see and say at an engagement event: words and rules, no window."""

from capital_planner.engagement.event import (
    COLUMNS,
    Event,
    EventOption,
    Position,
    freeze,
)
from capital_planner.engagement.heard import (
    REACTIONS,
    Heard,
    Note,
    Row,
    rows_of,
    small_groups,
)
from capital_planner.engagement.leaflets import easy_read, leaflet, you_said
from capital_planner.engagement.my_area import (
    areas_to_find,
    find_area,
    is_postcode,
    told,
)
from capital_planner.engagement.personal import WARNING, flags
from capital_planner.engagement.plain_map import STANDING, event_map, mark_words
from capital_planner.engagement.reading import HARDEST_GRADE, reading_grade

__all__ = [
    "COLUMNS",
    "HARDEST_GRADE",
    "REACTIONS",
    "STANDING",
    "WARNING",
    "Event",
    "EventOption",
    "Heard",
    "Note",
    "Position",
    "Row",
    "areas_to_find",
    "easy_read",
    "event_map",
    "find_area",
    "flags",
    "freeze",
    "is_postcode",
    "leaflet",
    "mark_words",
    "reading_grade",
    "rows_of",
    "small_groups",
    "told",
    "you_said",
]
