"""Columns that several sections share: one name, title and meaning everywhere."""

from collections.abc import Mapping

from capital_planner.papers.document import Column

OPTION = Column("option", "Option", "text", "", "Name of the option.")
DISTRICT = Column("district", "District", "text", "", "Name of the district.")
NEED = Column("need", "Need", "text", "", "Group of primary needs of the children.")
PHASE = Column("phase", "Phase", "text", "", "Phase of education.")
YEAR = Column("year", "Academic year", "academic_year", "", "From 1 September.")
FINANCIAL_YEAR = Column(
    "financial_year", "Financial year", "financial_year", "", "From 1 April."
)
SCHEME = Column(
    "scheme",
    "Scheme",
    "text",
    "",
    "What is built and where; a school that has not agreed is not named in public.",
)
ROUTE = Column("route", "Kind of scheme", "text", "", "How the places are made.")
OPENING_YEAR = Column(
    "opening_year", "Opens", "academic_year", "", "Academic year of the first places."
)
STAGE = Column("stage", "Stage", "text", "", "Last stage that the scheme has reached.")
STATUS = Column(
    "status",
    "Status",
    "text",
    "",
    "What kind of figure it is: published, derived or working assumption.",
)
SOURCE = Column("source", "Source", "text", "", "Where the figure comes from.")

MEASURES: Mapping[str, Column] = {
    "demand": Column(
        "children_who_need_a_place",
        "Children who need a place",
        "whole",
        "children",
        "Estimated children who need a specialist place; in public rounded to 5.",
    ),
    "places": Column(
        "places",
        "Places",
        "whole",
        "places",
        "State specialist places open in the year; in public rounded to 5.",
    ),
    "in_state": Column(
        "in_state_places",
        "In state places",
        "whole",
        "children",
        "Estimated children in state special schools, bases and post-19 places.",
    ),
    "still_needed": Column(
        "places_still_needed",
        "Places still needed",
        "whole",
        "children",
        "Estimated children for whom a place is still needed.",
    ),
    "independent": Column(
        "in_independent_schools",
        "In independent schools",
        "whole",
        "children",
        "Estimated children in independent and non-maintained schools.",
    ),
    "long_journey": Column(
        "long_journeys",
        "Long journeys",
        "whole",
        "children",
        "Estimated children with a journey longer than 45 minutes (primary) or 75.",
    ),
    "own_district": Column(
        "in_own_district",
        "In own district",
        "whole",
        "children",
        "Estimated children with a state place in the district where they live.",
    ),
}
"""Column of ``Facts.figures`` to the column that a paper shows it in."""
MEDIAN_MINUTES = Column(
    "median_minutes",
    "Middle journey",
    "decimal",
    "minutes",
    "Half of the placed children have a shorter one-way drive, half a longer one.",
)
