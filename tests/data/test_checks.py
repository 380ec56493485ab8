"""Checks between tables: the rule, and a case that breaks it."""

import pytest

from capital_planner.errors import Problem
from data import EMBEDDED_CASE
from data.checks import CHECKS
from data.checks.found import Tables
from data.columns import MAY_BE_ABSENT, TABLES, columns_of
from data.tables import parse_table, read_table

SPOILT = {
    "names_are_known": ("demand_points", "E06000008,369783", "E06000099,369783"),
    "districts_are_grouped": (
        "groupings",
        "planning_area,working assumption,North,Lancaster\n",
        "",
    ),
    "hosts_are_schools": ("bases", "119707,", "999999,"),
    "named_hosts_agreed": ("programme", "agreed,council decision names it", "agreed,"),
    "schemes_have_places": ("programme", "SEMH,9,18,70", "SEMH,9,18,"),
    "stages_add_up": ("programme", "20 20 14", "20 20 20"),
    "schemes_open_after_the_base_year": ("programme", "32,,2025", "32,,2024"),
    "ages_run_upwards": ("special_schools", "PD,3,19", "PD,19,3"),
    "counts_cover_the_base_year": ("authority", "2024,2035", "2020,2035"),
    "projection_covers_the_plan": ("authority", "2024,2035", "2024,2050"),
    "every_district_has_children": ("population", "E07000117,25,", "E07000117,26,"),
    "pots_are_described": ("funding", "capital programme,2026", "capital,2026"),
    "pots_pay_for_known_routes": ("pots", "programme,,yes", "programme,hub,yes"),
    "every_figure_is_there": ("assumptions", "run_factor,,", "ruin_factor,,"),
    "ranges_hold_their_value": ("assumptions", ",1.3,1.2,1.4", ",1.5,1.2,1.4"),
    "shares_are_shares": ("assumptions", "contingency,,0.15", "contingency,,15"),
    "goals_are_there": ("presets", "balanced,", "even,"),
}
WORDS = {
    "names_are_known": "no such district or area",
    "districts_are_grouped": "in no area of the grouping planning_area",
    "hosts_are_schools": "not in schools.csv",
    "named_hosts_agreed": "who agreed",
    "schemes_have_places": "no places",
    "stages_add_up": "do not sum to the 54 places",
    "schemes_open_after_the_base_year": "outside the plan's years",
    "ages_run_upwards": "not after the first",
    "counts_cover_the_base_year": "no row for this year",
    "projection_covers_the_plan": "covers 2022 to 2047 only",
    "every_district_has_children": "no row for 1 ages, 25 the first",
    "pots_are_described": "not in pots.csv",
    "pots_pay_for_known_routes": "no such kind of scheme",
    "every_figure_is_there": "figure is missing",
    "ranges_hold_their_value": "outside its own range",
    "shares_are_shares": "more than 1",
    "goals_are_there": "goal that the planner starts with",
}


@pytest.fixture(scope="module")
def sound() -> Tables:
    """Tables of the embedded case, as read."""
    frames = {
        table: read_table(
            EMBEDDED_CASE / f"{table}.csv",
            columns_of(table),
            MAY_BE_ABSENT.get(table, ""),
        ).frame
        for table in TABLES
    }
    return {table: frame for table, frame in frames.items() if frame is not None}


def broken_by(rule: str, tables: Tables) -> list[Problem]:
    return next(check for check in CHECKS if check.__name__ == rule)(tables)


def spoilt(tables: Tables, table: str, old: str, new: str) -> Tables:
    """Tables with the first ``old`` of one file replaced."""
    text = (EMBEDDED_CASE / f"{table}.csv").read_text(encoding="utf-8")
    assert old in text
    content = text.replace(old, new, 1).encode()
    frame, _ = parse_table(content, f"{table}.csv", columns_of(table))
    assert frame is not None
    return tables | {table: frame}


@pytest.mark.parametrize("rule", SPOILT)
def test_a_broken_rule_is_found_and_said(sound: Tables, rule: str) -> None:
    assert broken_by(rule, sound) == []
    found = broken_by(rule, spoilt(sound, *SPOILT[rule]))
    assert any(WORDS[rule] in problem.message for problem in found)
    assert all(problem.remedy for problem in found)


def test_a_district_left_out_of_any_grouping_is_named(sound: Tables) -> None:
    row = "four_unitaries,published option,Central,Preston\n"
    (found,) = broken_by("districts_are_grouped", spoilt(sound, "groupings", row, ""))
    assert (found.file, found.value) == ("groupings.csv", "Preston")
    assert found.message == "The district is in no area of the grouping four_unitaries."


def test_a_town_far_from_every_district_is_named(sound: Tables) -> None:
    moved = spoilt(sound, "towns", "Bacup,Rossendale,386850", "Bacup,Rossendale,686850")
    (found,) = broken_by("places_are_in_districts", moved)
    assert found.file == "towns.csv"
    assert found.message == "The town is outside every district."


def test_a_second_authority_is_refused(sound: Tables) -> None:
    line = (EMBEDDED_CASE / "authority.csv").read_text().splitlines()[1]
    other = line.replace("E10000017", "E10000018")
    two = spoilt(sound, "authority", line, f"{line}\n{other}")
    (problem,) = broken_by("one_authority", two)
    assert (problem.row, problem.value) == (3, "E10000018")


def test_an_area_without_outline_is_named(sound: Tables) -> None:
    outlines = sound["outlines"]
    kept = outlines[outlines["area_code"] != "E07000123"]
    found = broken_by("districts_have_outlines", sound | {"outlines": kept})
    assert [(p.file, p.value) for p in found] == [("areas.csv", "E07000123")]


def test_an_authority_without_districts_is_refused(sound: Tables) -> None:
    areas = sound["areas"].assign(role="unitary")
    found = broken_by("districts_have_outlines", sound | {"areas": areas})
    assert [p.column for p in found] == ["role"]


def test_a_water_line_of_one_point_is_named(sound: Tables) -> None:
    barriers = sound["barriers"].iloc[3:]
    (found,) = broken_by("water_lines_have_two_points", sound | {"barriers": barriers})
    assert found.value == "Wyre estuary"


def test_a_figure_in_another_unit_is_refused(sound: Tables) -> None:
    old = "average_send_trip_miles,,9,,,miles one way"
    tables = spoilt(sound, "assumptions", old, old.replace("miles one", "km one"))
    (found,) = broken_by("every_figure_is_there", tables)
    assert (found.column, found.value) == ("unit", "km one way")


def test_an_expansion_is_at_a_special_school(sound: Tables) -> None:
    old, new = "Preston,119866,,special_expansion", "Preston,119230,,special_expansion"
    (found,) = broken_by("hosts_are_schools", spoilt(sound, "programme", old, new))
    assert "special_schools.csv" in found.message


def test_a_profile_of_capital_is_spent_in_full(sound: Tables) -> None:
    old, new = "capital_profile,0,0.3", "capital_profile,0,0.2"
    (found,) = broken_by("shares_are_shares", spoilt(sound, "assumptions", old, new))
    assert found.value == "0.9"


def test_a_plan_of_no_years_is_refused(sound: Tables) -> None:
    tables = spoilt(sound, "authority", "2024,2035", "2024,2024")
    (found,) = broken_by("the_plan_has_years", tables)
    assert "not after the base year" in found.message


def test_a_population_of_two_years_is_refused(sound: Tables) -> None:
    persons = sound["population"].copy()
    assert broken_by("population_is_of_one_year", sound) == []
    persons.loc[persons.index[5:], "year"] = 2024
    (found,) = broken_by("population_is_of_one_year", sound | {"population": persons})
    assert (found.row, found.value) == (7, "2024")


def test_every_check_is_tested() -> None:
    named = {check.__name__ for check in CHECKS}
    elsewhere = {
        "one_authority",
        "districts_have_outlines",
        "places_are_in_districts",
        "water_lines_have_two_points",
        "places_cover_the_roll",
        "the_plan_has_years",
        "population_is_of_one_year",
        "homes_are_known",
        "placements_are_published_ones",
        "counts_agree_with_published",
        "schools_attended_are_known",
        "needs_are_held",
        "schools_are_still_listed",
    }
    assert named == set(SPOILT) | elsewhere
