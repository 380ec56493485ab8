"""What the SEN2 return means: its day, its settings, and a school's kind of placement.

Placements are named as the columns of the DfE caseload table
(``demand.joint.PLACEMENT_GROUPS``).
"""

from datetime import date, timedelta

from capital_planner.needs import PHASES

NOT_KNOWN = "placement_unknown"
NO_URN = "ukrlp_provider"
"""A provider known by its UKPRN alone."""

PLACEMENT_OF_TYPE = {
    "special_la_maintained": ("community special", "foundation special"),
    "special_academy_free": ("academy special", "free schools special"),
    "special_independent": ("other independent special",),
    "special_non_maintained": ("non-maintained special",),
    "specialist_post_16_institutions": ("special post 16",),
    "ap_pru_total": (
        "pupil referral",
        "academy alternative provision",
        "free schools alternative provision",
    ),
    "mainstream_independent": ("other independent school",),
    "mainstream_la_maintained": (
        "community school",
        "voluntary aided",
        "voluntary controlled",
        "foundation school",
        "local authority nursery",
    ),
    "mainstream_academy": ("academy", "city technology college"),
    "mainstream_free_school": (
        "free schools",
        "studio schools",
        "university technical",
    ),
    "general_fe_tertiary_colleges": (
        "further education",
        "sixth form",
        "higher education",
        "tertiary",
    ),
}
"""Placement to how its types of establishment begin, as GIAS names them.

The first that fits counts: an academy special school is no mainstream academy.
"""

PLACEMENT_OF_SETTING = {
    "OLA": "other_arrangements_la",
    "OPA": "other_arrangements_parents",
    "EHE": "elective_home_education",
    "EYP": "nm_early_years",
    "NEET": "neet",
    "NIEC": "neet_ntci",
    "NIEO": "neet_other",
}
"""Code of a setting without a URN (SEN2 item 5.5c) to placement."""

WITH_BASES = (
    "mainstream_la_maintained",
    "mainstream_academy",
    "mainstream_free_school",
)
"""Placements that the return splits by SEN unit and resourced provision."""


def placement_of_type(kind: str) -> str:
    """Placement of a child at a school of this type, outside any base.

    ``NOT_KNOWN`` where the type is none that the return tells apart.
    """
    lower = kind.casefold()
    for placement, beginnings in PLACEMENT_OF_TYPE.items():
        if lower.startswith(beginnings):
            return placement
    return NOT_KNOWN


def count_day(base_year: int) -> date:
    """Day of the count in the academic year: the third Thursday of January."""
    first = date(base_year + 1, 1, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 14)


def phase_on(born: date, base_year: int) -> str:
    """Phase in an academic year of someone born on a day; empty outside all."""
    age = base_year - born.year - ((born.month, born.day) > (8, 31))
    return next((phase.name for phase in PHASES if age in phase.ages), "")
