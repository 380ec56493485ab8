"""A saved file of every version gives the plans and measures that it gave at first.

The figures beside the files were worked out once, by this module run as a program
(``uv run python -m tests.data.project.test_same_plans``), when version 2 was new.
They change only where the model is meant to give other figures.
"""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

import optimiser
from capital_planner.case import Case
from capital_planner.errors import SolveError
from capital_planner.plan import Plan
from capital_planner.scenario import build
from capital_planner.sufficiency import measure
from data import read_case
from data.kept_options import KeptOption
from data.project import open_project
from tests.data.project.small_project import FILES

WITH_CASE = FILES / "version_2.gpkg"
SAVED = sorted(path for path in FILES.iterdir() if path.stem.startswith("version_"))
FIGURES = FILES.parent / "figures_of_project_files.json"
CLOSE = 1e-6
"""Share by which machines may differ."""


@cache
def case() -> Case:
    return read_case(WITH_CASE)


def figures(option: KeptOption) -> dict[str, Any]:
    """Choices of an option, and what they come to at district resolution.

    The second option was kept with a year in which its scheme cannot open: it is
    refused, in the same words ever since.
    """
    settings = replace(option.inputs.settings, resolution="district")
    scenario = build(case(), option.inputs.future, settings)
    plan = Plan(option.choices)
    try:
        placements = optimiser.place_children(scenario, plan)
    except SolveError as error:
        return {"refused": str(error)}
    measures = measure(scenario, plan, placements)
    last = measures.totals.iloc[-1]
    return {
        "choices": {
            str(scheme): [int(row["places"]), int(row["opening_year"])]
            for scheme, row in option.choices.iterrows()
        },
        "parts": measures.objective_parts.astype(float).round(2).to_dict(),
        "last year": last.astype(float).round(6).to_dict(),
    }


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_every_version_gives_the_same_plans_and_measures(path: Any) -> None:
    project = open_project(path, WITH_CASE)
    expected = json.loads(FIGURES.read_bytes())
    assert [option.key for option in project.options] == list(expected)
    for option in project.options:
        found, kept = figures(option), expected[option.key]
        assert found.keys() == kept.keys()
        for group in ("choices", "refused"):
            assert found.get(group) == kept.get(group)
        for group in found.keys() & {"parts", "last year"}:
            close = pytest.approx(kept[group], rel=CLOSE, abs=CLOSE, nan_ok=True)
            assert found[group] == close, group


if __name__ == "__main__":
    made = {option.key: figures(option) for option in open_project(WITH_CASE).options}
    FIGURES.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
