"""The record of a plan, read back from a folder that anybody can have changed."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from capital_planner.errors import DataError
from capital_planner.named_options import NO_ADAPTATIONS, Adaptations
from data import read_plan_record
from data.plan_folder import RECORD

PLAN: dict[str, Any] = {
    "case_hash": "0" * 64,
    "option": "This plan",
    "future": "central",
    "preset": "balanced",
    "envelope_gbp": 12e6,
    "resolution": "msoa",
    "seed": 7,
    "status": "best found",
    "objective_gbp": 2.5e9,
    "bound_gbp": None,
    "objective_of_gbp": {"do_nothing": 3e9},
    "seconds": 12.5,
    "first_plan_seconds": 1.5,
    "work": {"plans": 7},
    "peak_memory_mb": 300.0,
    "kept_as": "0" * 32,
}


def write(folder: Path, **change: Any) -> Path:
    (folder / RECORD).write_text(json.dumps({**PLAN, **change}))
    return folder


def test_what_was_written_is_read(tmp_path: Path) -> None:
    record = read_plan_record(write(tmp_path))
    assert (record.name, record.seed, record.kept_as) == ("This plan", 7, "0" * 32)
    assert record.settings.envelope_gbp == 12e6
    assert record.quality.objective_gbp == 2.5e9
    assert math.isnan(record.quality.bound_gbp)


@pytest.mark.parametrize(
    "change",
    [
        *({"envelope_gbp": 10**400}, {"envelope_gbp": math.inf}, {"seed": math.inf}),
        *({"seconds": 10**400}, {"bound_gbp": math.nan}, {"objective_gbp": "9"}),
        *({"work": {"plans": math.inf}}, {"work": [1]}, {"kept_as": "../../plan"}),
        {"mainstream_schools_made_accessible": "all"},
        *({"future": "tomorrow"}, {"objective_of_gbp": None}, {"resolution": []}),
    ],
)
def test_what_no_planner_writes_is_refused(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    with pytest.raises(DataError, match="not a record of a plan"):
        read_plan_record(write(tmp_path, **change))


def test_what_is_set_aside_is_read_and_none_where_it_is_not_said(
    tmp_path: Path,
) -> None:
    assert read_plan_record(write(tmp_path)).adaptations == NO_ADAPTATIONS
    said = {"mainstream_schools_made_accessible": 12, "adaptations_gbp": 6e5}
    assert read_plan_record(write(tmp_path, **said)).adaptations == (
        Adaptations(schools=12, cost_gbp=6e5)
    )
