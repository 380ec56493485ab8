"""Checks across the tables of a case: each function is one sentence of law."""

from collections.abc import Callable

from capital_planner.errors import Problem
from data.checks.counted import (
    counts_agree_with_published,
    homes_are_known,
    needs_are_held,
    placements_are_published_ones,
    schools_attended_are_known,
)
from data.checks.figures import (
    every_figure_is_there,
    goals_are_there,
    ranges_hold_their_value,
    shares_are_shares,
)
from data.checks.found import Tables
from data.checks.names import districts_are_grouped, names_are_known, one_authority
from data.checks.points import (
    districts_have_outlines,
    places_are_in_districts,
    water_lines_have_two_points,
)
from data.checks.pots import pots_are_described, pots_pay_for_known_routes
from data.checks.schemes import (
    ages_run_upwards,
    hosts_are_schools,
    named_hosts_agreed,
    places_cover_the_roll,
    schemes_have_places,
    schemes_open_after_the_base_year,
    stages_add_up,
)
from data.checks.schools import schools_are_still_listed
from data.checks.years import (
    counts_cover_the_base_year,
    every_district_has_children,
    population_is_of_one_year,
    projection_covers_the_plan,
    the_plan_has_years,
)

CHECKS: dict[Callable[[Tables], list[Problem]], tuple[str, ...]] = {
    one_authority: ("authority",),
    names_are_known: ("areas",),
    districts_are_grouped: ("areas", "groupings"),
    districts_have_outlines: ("areas", "outlines"),
    places_are_in_districts: ("areas", "outlines"),
    water_lines_have_two_points: ("barriers",),
    counts_cover_the_base_year: (
        "authority",
        "plans_by_placement",
        "plans_by_age_and_placement",
        "new_plans",
        "ceased_plans",
    ),
    the_plan_has_years: ("authority",),
    projection_covers_the_plan: ("authority", "projection"),
    population_is_of_one_year: ("population",),
    every_district_has_children: ("areas", "population", "projection"),
    homes_are_known: ("demand_points", "placements", "journeys"),
    placements_are_published_ones: ("plans_by_placement", "placements"),
    counts_agree_with_published: ("authority", "plans_by_placement", "placements"),
    schools_attended_are_known: (
        "placements",
        "special_schools",
        "nearby_special_schools",
        "bases",
    ),
    needs_are_held: ("placements", "special_schools", "bases"),
    schools_are_still_listed: ("schools",),
    hosts_are_schools: ("schools", "special_schools", "bases", "programme"),
    named_hosts_agreed: ("programme",),
    schemes_have_places: ("programme",),
    stages_add_up: ("programme",),
    schemes_open_after_the_base_year: ("authority", "programme"),
    ages_run_upwards: ("special_schools", "programme"),
    places_cover_the_roll: ("special_schools",),
    pots_are_described: ("funding", "pots"),
    pots_pay_for_known_routes: ("pots",),
    every_figure_is_there: ("assumptions",),
    ranges_hold_their_value: ("assumptions",),
    shares_are_shares: ("assumptions",),
    goals_are_there: ("presets",),
}
"""Each check, and the tables it cannot do without."""


def check_tables(tables: Tables) -> list[Problem]:
    """Problems between tables; a check passes over a table that was not read.

    Parameters
    ----------
    tables
        Frames as :class:`data.tables.Reading` holds them, by table name.
    """
    found: list[Problem] = []
    for check, needed in CHECKS.items():
        if all(table in tables for table in needed):
            found += check(tables)
    return found
