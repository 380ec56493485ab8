"""What the SEN2 return means, and the words that councils use for needs."""

from datetime import date

import pytest

from capital_planner.demand.joint import PLACEMENT_GROUPS
from capital_planner.needs import is_base, need_code, phase_of_group
from capital_planner.sen2 import (
    PLACEMENT_OF_TYPE,
    count_day,
    phase_on,
    placement_of_type,
)


def test_the_count_is_on_the_third_thursday_of_january() -> None:
    # the census days of 2024, 2025 and 2026
    assert [count_day(year) for year in (2023, 2024, 2025)] == [
        date(2024, 1, 18),
        date(2025, 1, 16),
        date(2026, 1, 15),
    ]
    assert all(count_day(year).weekday() == 3 for year in range(2000, 2100))
    assert all(15 <= count_day(year).day <= 21 for year in range(2000, 2100))


@pytest.mark.parametrize(
    ("born", "phase"),
    [
        (date(2020, 9, 1), ""),  # 3 on 31 August 2024
        (date(2020, 8, 31), "primary"),
        (date(2013, 9, 1), "primary"),
        (date(2013, 8, 31), "secondary"),
        (date(2008, 9, 1), "secondary"),
        (date(2008, 8, 31), "post-16"),
        (date(2005, 8, 31), "post-19"),
        (date(1999, 9, 1), "post-19"),
        (date(1999, 8, 31), ""),
    ],
)
def test_phases_turn_on_31_august(born: date, phase: str) -> None:
    assert phase_on(born, 2024) == phase


@pytest.mark.parametrize(
    ("kind", "placement"),
    [
        ("Community special school", "special_la_maintained"),
        ("Academy special converter", "special_academy_free"),
        ("Academy converter", "mainstream_academy"),
        ("Free schools special", "special_academy_free"),
        ("Free schools alternative provision", "ap_pru_total"),
        ("Free schools", "mainstream_free_school"),
        ("Voluntary aided school", "mainstream_la_maintained"),
        ("Other independent school", "mainstream_independent"),
        ("Other independent special school", "special_independent"),
        ("Special post 16 institution", "specialist_post_16_institutions"),
        ("Sixth form centres", "general_fe_tertiary_colleges"),
        ("Miscellaneous", "placement_unknown"),
    ],
)
def test_a_type_of_school_is_a_placement(kind: str, placement: str) -> None:
    assert placement_of_type(kind) == placement


def test_every_placement_of_a_type_is_one_that_the_plan_knows() -> None:
    known = {name for names in PLACEMENT_GROUPS.values() for name in names}
    assert set(PLACEMENT_OF_TYPE) <= known


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("MLD - Moderate Learning Difficulty", "MLD"),
        ("Moderate learning difficulties", "MLD"),
        ("Profound & Multiple Learning Disabilities", "PMLD"),
        ("autism", "ASD"),
        ("Autism spectrum condition", "ASD"),
        ("Speech, language and communication", "SLCN"),
        ("Social, Emotional and Mental Health needs", "SEMH"),
        ("Visual Impairment", "VI"),
        ("Down's syndrome", "DS"),
        ("SpLD", "SPLD"),
        ("NSA", ""),
        ("learning", ""),
        ("", ""),
    ],
)
def test_a_need_however_it_is_written(words: str, code: str) -> None:
    assert need_code(words) == code


def test_old_names_of_bases() -> None:
    old = ["SEN unit", "SEN Units", "Resourced provision", "RP", "SERF", "SRP", "hub"]
    assert all(map(is_base, old))
    assert not any(map(is_base, ["special school", "", "expansion"]))


def test_phases_and_year_groups() -> None:
    written = ["Primary", "R", "Year 6", "Yr7", "Y11", "12", "post 16", "Year 99", ""]
    phases = [phase_of_group(words) for words in written]
    assert phases == [
        *("primary", "primary", "primary", "secondary", "secondary"),
        *("post-16", "post-16", "", ""),
    ]
