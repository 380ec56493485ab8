"""What is measured in a process of its own comes back whole."""

import math
from dataclasses import asdict
from subprocess import CalledProcessError

import pytest

from benchmarks.apart import measured
from benchmarks.grown import Size
from benchmarks.jobs import monolith, search

SMALL = asdict(Size("district", years=5, schemes=0.1))


def test_both_ways_start_from_the_committed_programme_and_never_get_worse() -> None:
    found = search(SMALL, seconds=1.5, seed=0)
    worked, clock, costs, floors = map(list, zip(*found["trace"], strict=True))
    assert worked == sorted(worked)
    assert clock == sorted(clock)
    assert costs == sorted(costs, reverse=True)
    assert floors == sorted(floors)
    assert costs[-1] == found["objective_gbp"] < found["do_nothing_gbp"]
    out_of_time = monolith(SMALL, seconds=0.0)
    assert out_of_time["objective_gbp"] == pytest.approx(costs[0])
    assert math.isinf(out_of_time["trace"][-1][2])


def test_a_process_of_its_own_measures_the_size_asked_for() -> None:
    found = measured("pieces", {"size": SMALL})
    assert (found["zones"], found["years"]) == (12, 5)
    assert 0 < found["floor_s"] < found["assessment_s"]
    assert found["memory_mb"] > 50


def test_a_job_that_fails_is_not_taken_for_an_answer() -> None:
    with pytest.raises(CalledProcessError):
        measured("no such job", {})
