"""Need groups, and the phases that a setting serves."""

import pytest

from capital_planner.needs import (
    NEED_GROUPS,
    PHASES,
    SEN2_NEEDS,
    ncy_range,
    need_groups_of,
    phases_served,
)


def test_every_need_code_is_in_one_group() -> None:
    codes = [code for group in NEED_GROUPS.values() for code in group]
    assert sorted(codes) == sorted(SEN2_NEEDS)


def test_groups_come_in_display_order_once() -> None:
    assert need_groups_of("PMLD SLD HI ASD VI") == ("ASD", "SLD", "PHYS")


def test_phases_follow_each_other_without_a_gap() -> None:
    ages = [age for phase in PHASES for age in phase.ages]
    assert ages == list(range(4, 25))


@pytest.mark.parametrize(
    ("ages", "years"),
    [
        ((2, 19), (0, 14)),
        ((3, 19), (0, 14)),
        ((4, 11), (0, 6)),
        ((5, 11), (0, 6)),
        ((5, 16), (0, 11)),
        ((7, 11), (3, 6)),
        ((9, 18), (5, 13)),
        ((11, 16), (7, 11)),
        ((16, 19), (12, 14)),
        ((19, 25), (15, 20)),
    ],
)
def test_years_taught_of_the_ages_stated(
    ages: tuple[int, int], years: tuple[int, int]
) -> None:
    assert ncy_range(*ages) == years


@pytest.mark.parametrize(
    ("ages", "phases"),
    [
        ((2, 19), ("primary", "secondary", "post-16")),
        ((4, 17), ("primary", "secondary")),
        ((4, 16), ("primary", "secondary")),
        ((9, 18), ("secondary", "post-16")),
        ((7, 11), ("primary",)),
        ((8, 11), ()),
        ((11, 14), ("secondary",)),
        ((11, 19), ("secondary", "post-16")),
        ((19, 25), ("post-19",)),
        ((19, 22), ("post-19",)),
    ],
)
def test_a_phase_is_served_when_half_its_years_are_taught(
    ages: tuple[int, int], phases: tuple[str, ...]
) -> None:
    assert phases_served(*ncy_range(*ages)) == phases
