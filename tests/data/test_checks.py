"""Checks between tables: the rule, and a case that breaks it."""

import shutil
from pathlib import Path

import pytest

from data import EMBEDDED_CASE, check_case
from data.checks import CHECKS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EMBEDDED_CASE, tmp_path / "case"))


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
    "every_figure_is_there": ("assumptions", "run_factor,,", "ruin_factor,,"),
    "ranges_hold_their_value": ("assumptions", ",1.3,1.2,1.4", ",1.5,1.2,1.4"),
    "shares_are_shares": ("assumptions", "contingency,,0.15", "contingency,,15"),
    "goals_are_there": ("presets", "balanced,", "even,"),
}
WORDS = {
    "names_are_known": "no such district or area",
    "districts_are_grouped": "in no planning area",
    "hosts_are_schools": "not in schools.csv",
    "named_hosts_agreed": "who agreed",
    "schemes_have_places": "no places",
    "stages_add_up": "do not sum to the 54 places",
    "schemes_open_after_the_base_year": "outside the plan's years",
    "ages_run_upwards": "not after the first",
    "counts_cover_the_base_year": "no row for this year",
    "projection_covers_the_plan": "covers 2022 to 2047 only",
    "every_figure_is_there": "figure is missing",
    "ranges_hold_their_value": "outside its own range",
    "shares_are_shares": "more than 1",
    "goals_are_there": "goal that the planner starts with",
}


@pytest.mark.parametrize("rule", SPOILT)
def test_a_broken_rule_is_found_and_said(folder: Path, rule: str) -> None:
    table, old, new = SPOILT[rule]
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    said = [p.message for p in check_case(folder) if p.severity == "error"]
    assert any(WORDS[rule] in message for message in said)


def test_a_second_authority_is_refused(folder: Path) -> None:
    path = folder / "authority.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    other = lines[1].replace("E10000017", "E10000018")
    path.write_text("\n".join([*lines, other]), encoding="utf-8")
    assert "one authority" in check_case(folder)[0].message


def test_an_area_without_outline_is_named(folder: Path) -> None:
    path = folder / "outlines.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("E07000123")]
    path.write_text("\n".join(kept), encoding="utf-8")
    found = [p for p in check_case(folder) if "no outline" in p.message]
    assert [(p.file, p.value) for p in found] == [("areas.csv", "E07000123")]


def test_a_water_line_of_one_point_is_named(folder: Path) -> None:
    path = folder / "barriers.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, "Keer,1,350000,471000,x"]), encoding="utf-8")
    found = [p for p in check_case(folder) if p.file == "barriers.csv"]
    assert [p.value for p in found] == ["Keer"]


def test_a_figure_in_another_unit_is_refused(folder: Path) -> None:
    path = folder / "assumptions.csv"
    text = path.read_text(encoding="utf-8")
    old = "average_send_trip_miles,,9,,,miles one way"
    assert old in text
    path.write_text(text.replace(old, old.replace("miles one", "km one")))
    (found,) = [p for p in check_case(folder) if p.severity == "error"]
    assert (found.column, found.value) == ("unit", "km one way")


def test_every_check_is_tested() -> None:
    named = {check.__name__ for check in CHECKS}
    elsewhere = {
        "one_authority",
        "districts_have_outlines",
        "places_are_in_districts",
        "water_lines_have_two_points",
        "places_cover_the_roll",
    }
    assert named == set(SPOILT) | elsewhere
