"""Times to a gap are read off both traces against the best floor of either."""

import argparse

import numpy as np
import pytest

from benchmarks.against import Pair, section
from benchmarks.tables import put, table

ASKED = argparse.Namespace(ours=30.0, seconds=120.0)
OURS = {
    "trace": [
        [1.0, 1.0, 180.0, -np.inf],
        [4.0, 5.0, 120.0, 90.0],
        [9.0, 9.0, 110.0, 95.0],
    ],
    "objective_gbp": 110.0,
    "bound_gbp": 95.0,
    "do_nothing_gbp": 200.0,
    "processor_s": 10.0,
    "memory_mb": 200.0,
}
THEIRS = {
    "trace": [[20.0, 20.0, np.inf, -np.inf], [60.0, 70.0, 115.0, 100.0]],
    "objective_gbp": 118.0,
    "bound_gbp": 100.0,
    "processor_s": 80.0,
    "memory_mb": 900.0,
}


def test_the_gap_is_taken_from_the_best_floor_of_either() -> None:
    pair = Pair(OURS, THEIRS)
    assert pair.floor == 100.0
    assert pair.seconds_to(pair.ours, 0.80) == 1.0
    assert pair.seconds_to(pair.ours, 0.20) == 4.0
    assert pair.seconds_to(pair.ours, 0.10) == 9.0
    assert pair.seconds_to(pair.ours, 0.09) == np.inf
    assert pair.seconds_to(pair.theirs, 0.15) == 60.0


def test_a_gap_not_reached_is_said_and_counts_as_all_the_time_given() -> None:
    text = section("districts", [Pair(OURS, THEIRS)], ASKED)
    assert "| 20% | 4.0 | 60.0 | 15.0 |" in text
    assert "| 10% | 9.0 | not reached | over 9 |" in text
    assert "| 5% | not reached | not reached | - |" in text


def test_the_dearer_plan_is_counted() -> None:
    better = {**THEIRS, "objective_gbp": 100.0}
    text = section("districts", [Pair(OURS, THEIRS), Pair(OURS, better)], ASKED)
    assert "Ours was the dearer plan in 1 of them." in text


def test_a_section_of_the_page_is_replaced_and_the_rest_stays() -> None:
    page = "# Top\n\n<!-- one -->\n\nold\n\n<!-- end of one -->\n\nbelow\n"
    once = put(page, "one", table(["a"], [["1"]]))
    assert once == put(once, "one", table(["a"], [["1"]]))
    assert "old" not in once
    assert once.startswith("# Top\n")
    assert once.endswith("\n\nbelow\n")
    assert "| a |\n| --- |\n| 1 |" in once


def test_a_section_without_its_place_is_refused() -> None:
    with pytest.raises(ValueError, match="no one place marked <!-- two -->"):
        put("<!-- one -->\n<!-- end of one -->", "two", "text")
